"""The Nu Html Checker, W3C's validator, on the output."""

from __future__ import annotations

from pathlib import Path

from .commands import need_tool, run
from .project import Project

PACKAGE = "vnu-jar"
VERSION = "26.9.27"
KNOWN_WRONG = ".*“paint-order”.*"
"""A property of SVG 2 (13.8) that every browser knows and this checker does not: the halo of the names on maps."""


def jar(project: Project) -> Path:
    """Return the checker, fetched the first time; each version has a folder of its own."""
    folder = project.root / ".cache" / "tools" / f"{PACKAGE}-{VERSION}"
    found = folder / "node_modules" / PACKAGE / "build" / "dist" / "vnu.jar"
    if not found.is_file():
        npm = need_tool("npm", "install Node.js; it fetches the Nu Html Checker")
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
            f"{PACKAGE}@{VERSION}",
            failed="npm could not fetch the Nu Html Checker",
        )
    return found


def validate(project: Project) -> None:
    """Check every page of the output; the task ends with the checker's own status."""
    project.need_output()
    java = need_tool("java", "install Java 17 or newer; the Nu Html Checker runs on it")
    # -Xss: deep pages need a deeper stack than Java's usual.
    run(
        project.root,
        java,
        "-Xss4m",
        "-jar",
        str(jar(project)),
        "--errors-only",
        "--filterpattern",
        KNOWN_WRONG,
        "--skip-non-html",
        str(project.output),
        failed="The Nu Html Checker found errors",
    )
    print("The Nu Html Checker found no errors")
