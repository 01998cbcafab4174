"""Running other programs: in the project's folder, and never through a shell, so that it works on Windows too."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .project import Project, stop, what_is_missing

INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells count it."""


def need_module(name: str, package: str) -> None:
    """End the task unless this Python has the module."""
    if importlib.util.find_spec(name) is None:
        raise stop(what_is_missing(package))


def need_tool(name: str, what_to_do: str) -> str:
    """Return the full path of a program (on Windows npm is npm.cmd), or end the task."""
    found = shutil.which(name)
    if found is None:
        raise stop(f"{name} was not found: {what_to_do}")
    return found


def status(root: Path, *command: str, quiet: bool = False, variables: Mapping[str, str] | None = None) -> int:
    """Run a program, with more variables in its environment, and return its exit status as a shell would count it."""
    environment = {**os.environ, **(variables or {})}
    output = subprocess.DEVNULL if quiet else None
    with subprocess.Popen(command, cwd=root, env=environment, stdout=output, stderr=output) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.wait()  # it got Ctrl-C as well: let it end in its own way
            raise
    return code if code >= 0 else 128 - code


def run(root: Path, *command: str, failed: str = "", variables: Mapping[str, str] | None = None) -> None:
    """Run a program; when it fails, end the task with its status. What went wrong it has said itself."""
    try:
        code = status(root, *command, variables=variables)
    except KeyboardInterrupt:
        raise stop("", INTERRUPTED) from None
    if code:
        raise stop(failed, code)


def run_module(root: Path, module: str, *arguments: str, package: str = "", failed: str = "") -> None:
    """Run a module of this Python's environment as a program."""
    need_module(module, package or module)
    run(root, sys.executable, "-m", module, *arguments, failed=failed)


def pelican(project: Project, *arguments: str, site: str = "", failed: str = "") -> None:
    """Run Pelican on the project; `site` is the address that publishconf.py reads from the environment."""
    project.need_content()
    variables = {"SITEURL": site} if site else {}
    run(project.root, sys.executable, "-m", "pelican", *arguments, failed=failed, variables=variables)


def npm_package(project: Project, package: str, version: str, file: str, name: str) -> Path:
    """Return a file of an npm package, which is fetched the first time; each version has a folder of its own.

    `name` is what people call it.
    """
    folder = project.root / ".cache" / "tools" / f"{package.rpartition('/')[2]}-{version}"
    found = folder / "node_modules" / package / file
    if not found.is_file():
        npm = need_tool("npm", f"install Node.js; it fetches {name}")
        folder.mkdir(parents=True, exist_ok=True)
        run(
            project.root,
            npm,
            "install",
            "--no-save",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel",
            "error",
            "--prefix",
            str(folder),
            f"{package}@{version}",
            failed=f"npm could not fetch {name}",
        )
    return found
