"""The Nu Html Checker, W3C's validator, on the output."""

from __future__ import annotations

from .commands import need_tool, npm_package, run
from .project import Project

PACKAGE = "vnu-jar"
VERSION = "26.9.27"
KNOWN_WRONG = ".*“paint-order”.*"
"""A property of SVG 2 (13.8) that every browser knows and this checker does not: the halo of the names on maps."""


def validate(project: Project) -> None:
    """Check every page of the output; the task ends with the checker's own status."""
    project.need_output()
    java = need_tool("java", "install Java 17 or newer; the Nu Html Checker runs on it")
    jar = npm_package(project, PACKAGE, VERSION, "build/dist/vnu.jar", "the Nu Html Checker")
    # -Xss: deep pages need a deeper stack than Java's usual.
    run(
        project.root,
        java,
        "-Xss4m",
        "-jar",
        str(jar),
        "--errors-only",
        "--filterpattern",
        KNOWN_WRONG,
        "--skip-non-html",
        str(project.output),
        failed="The Nu Html Checker found errors",
    )
    print("The Nu Html Checker found no errors")
