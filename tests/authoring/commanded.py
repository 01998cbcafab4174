"""A project in which commands write, and what is the same of all that refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dateline.authoring.project import Project, Stop

from tests.sites import GOOD, tree, write


def good_project(root: Path) -> Project:
    """Write a site that builds into a folder; return its project."""
    write(root, GOOD)
    return Project(root, root / "content", root / "output", root / "theme", "", 8000)


def refused(project: Project, command: Callable[[], object]) -> list[str]:
    """Run a command that must end with lines and exit status 1, and leave all as it was; return the lines."""
    before = tree(project.root)
    with pytest.raises(Stop) as ended:
        command()
    assert ended.value.code == 1
    assert tree(project.root) == before
    *lines, last = ended.value.message.splitlines()
    assert last == "Nothing was written."
    return lines
