"""The Nu Html Checker, W3C's validator, on the output."""

from __future__ import annotations

from pathlib import Path

from .commands import need_tool, run
from .npm import fetched
from .project import Project

PACKAGE = "vnu-jar"
VERSION = "26.9.27"
KNOWN_WRONG = ".*“paint-order”.*"
"""A property of SVG 2 (13.8) that every browser knows and this checker does not: the halo of the names on maps."""


def jar(project: Project) -> Path:
    """Return the checker."""
    return fetched(project.root, PACKAGE, VERSION, "the Nu Html Checker") / "build" / "dist" / "vnu.jar"


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
