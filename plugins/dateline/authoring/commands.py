"""Running other programs: in the project's folder, and never through a shell, so that it works on Windows too."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .project import Project, stop

INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells count it."""


def need_module(name: str, package: str) -> None:
    """End the task unless this Python has the module."""
    if importlib.util.find_spec(name) is None:
        raise stop(
            f"{package} is not installed: run `pip install -r requirements-dev.txt` in this environment"
        )


def need_tool(name: str, what_to_do: str) -> str:
    """Return the full path of a program (on Windows npm is npm.cmd), or end the task."""
    found = shutil.which(name)
    if found is None:
        raise stop(f"{name} was not found: {what_to_do}")
    return found


def status(root: Path, *command: str, site: str = "", quiet: bool = False) -> int:
    """Run a program and return its exit status as a shell would count it.

    `site` is the address that publishconf.py reads from the environment.
    """
    environment = {**os.environ, "SITEURL": site} if site else None
    output = subprocess.DEVNULL if quiet else None
    with subprocess.Popen(command, cwd=root, env=environment, stdout=output, stderr=output) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.wait()  # it got Ctrl-C as well: let it end in its own way
            raise
    return code if code >= 0 else 128 - code


def run(root: Path, *command: str, site: str = "", failed: str = "") -> None:
    """Run a program; when it fails, end the task with its status. What went wrong it has said itself."""
    try:
        code = status(root, *command, site=site)
    except KeyboardInterrupt:
        raise stop("", INTERRUPTED) from None
    if code:
        raise stop(failed, code)


def run_module(root: Path, module: str, *arguments: str, package: str = "", failed: str = "") -> None:
    """Run a module of this Python's environment as a program."""
    need_module(module, package or module)
    run(root, sys.executable, "-m", module, *arguments, failed=failed)


def pelican(project: Project, *arguments: str, site: str = "", failed: str = "") -> None:
    """Run Pelican on the project."""
    project.need_content()
    run(project.root, sys.executable, "-m", "pelican", *arguments, site=site, failed=failed)
