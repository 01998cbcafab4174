"""The Nu Html Checker, W3C's validator, on the output."""

from __future__ import annotations

from dateline.problems import say

from .commands import need_tool, npm_package, run
from .project import Project

PACKAGE = "vnu-jar"
VERSION = "26.9.27"
NEW = ("paint-order", "container", "container-type", "@container", "@view-transition", "scroll-initial-target")
"""CSS that browsers know and this checker does not yet: the halo of the names on maps (SVG 2, 13.8), components that go by the width of their place
(CSS Containment 3), the way from page to page (CSS View Transitions 2), where a scroller begins (CSS Scroll Snap 2)."""
KNOWN_WRONG = ".*“({})”.*".format("|".join(NEW))


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
    say("The Nu Html Checker found no errors")
