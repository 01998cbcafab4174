"""What the last build came to, for everybody who looks at the site; and waiting for the next one."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from dateline.dataclass import dataclass
from dateline.problems import Problem

_AROUND = 2
"""Lines that are shown before and after the one that is wrong."""
_WIDEST = 400
"""Characters of a line that are shown."""
_MOST = 200
"""Problems that are shown with their lines; nobody reads on, and pages would grow without bound."""
_LARGEST = 2_000_000
"""Bytes of a file beyond which none of its lines is shown."""


@dataclass(frozen=True)
class Told:
    """What a page is told of a build: its number, files of the output that have changed, the page to go to ("": none)."""

    number: int = 0
    changed: tuple[str, ...] = ()
    go: str = ""


@dataclass(frozen=True)
class Standing:
    """What holds until the next build: problems and warnings as the page shows them, and what has become of the site."""

    problems: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()
    state: str = ""


@dataclass
class State:
    """Shared between the thread that builds and those that serve."""

    building: bool = True
    told: Told = Told()
    standing: Standing = Standing()
    closed: bool = False
    _condition: threading.Condition = field(default_factory=threading.Condition)

    def begin(self) -> None:
        """A build begins."""
        with self._condition:
            self.building = True

    def end(self, standing: Standing, changed: Sequence[str], go: str) -> None:
        """A build has ended; tell all who wait."""
        with self._condition:
            self.building = False
            self.standing = standing
            self.told = Told(self.told.number + 1, tuple(changed), go)
            self._condition.notify_all()

    def close(self) -> None:
        """Nobody is told anything any more."""
        with self._condition:
            self.closed = True
            self._condition.notify_all()

    def after(self, number: int, timeout: float) -> Told | None:
        """Wait for a build after the one of this number; None where there was none in time, or will be none."""
        with self._condition:
            self._condition.wait_for(lambda: self.closed or self.told.number > number, timeout)
            return self.told if not self.closed and self.told.number > number else None

    def wait_for_build(self, timeout: float) -> None:
        """Return when nothing is being built."""
        with self._condition:
            self._condition.wait_for(lambda: self.closed or not self.building, timeout)


def standing(root: Path, problems: Sequence[Problem], warnings: Sequence[Problem], state: str) -> Standing:
    """Return what pages show of problems and warnings, with the lines that they are about."""
    texts: dict[str, list[str]] = {}

    def shown(number: int, problem: Problem) -> dict[str, Any]:
        said = {"path": problem.path, "line": problem.line, "what": problem.what, "do": problem.do, "topic": problem.topic}
        if number >= _MOST or not problem.line:
            return {**said, "lines": []}
        if problem.path not in texts:
            texts[problem.path] = lines_of(root / problem.path)
        return {**said, "lines": excerpt(texts[problem.path], problem.line)}

    each, doubtful = (tuple(shown(number, problem) for number, problem in enumerate(told)) for told in (problems, warnings))
    return Standing(each, doubtful, state)


def lines_of(file: Path) -> list[str]:
    """Return the lines of a file; none where it cannot be shown."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return []
        return [line.rstrip("\r") for line in file.read_text("utf-8-sig", errors="replace").split("\n")]
    except (OSError, ValueError):
        return []


def excerpt(lines: Sequence[str], line: int) -> list[tuple[int, str]]:
    """Return a line and those around it, each with its number; nothing where there is no such line."""
    if not 1 <= line <= len(lines):
        return []
    first = max(1, line - _AROUND)
    found = [(number, text[:_WIDEST]) for number, text in enumerate(lines[first - 1 : line + _AROUND], first)]
    while found[-1][0] > line and not found[-1][1].strip():
        found.pop()
    return found
