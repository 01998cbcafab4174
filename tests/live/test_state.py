"""What a build came to: the lines that problems are about, and telling those who wait."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from dateline.live.state import Standing, State, Told, excerpt, lines_of, standing
from dateline.problems import Problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffone\r\ntwo\nthree\n\tfour\nfive\n\n\n".encode())
    return path


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (1, [(1, "one"), (2, "two"), (3, "three")]),
        (3, [(1, "one"), (2, "two"), (3, "three"), (4, "\tfour"), (5, "five")]),
        (5, [(3, "three"), (4, "\tfour"), (5, "five")]),
        (0, []),
        (-1, []),
        (99, []),
    ],
)
def test_a_line_is_shown_with_those_around_it(file: Path, line: int, shown: list[tuple[int, str]]) -> None:
    assert excerpt(lines_of(file), line) == shown


def test_what_has_no_lines_shows_none(tmp_path: Path, file: Path) -> None:
    assert lines_of(tmp_path) == lines_of(tmp_path / "nowhere") == lines_of(tmp_path / "a\0") == []
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff" * 3_000_000)
    assert lines_of(tmp_path / "picture.jpg") == []


def test_a_long_line_is_cut() -> None:
    assert excerpt(["x" * 10_000], 1) == [(1, "x" * 400)]


def test_problems_come_with_their_lines(file: Path) -> None:
    shown = standing(file.parent, [Problem("a.md", 5, "what", "do", topic="dates")], [Problem("gone.md", 1, "doubt", "look")], "as it was")
    assert shown.problems == ({"path": "a.md", "line": 5, "what": "what", "do": "do", "topic": "dates", "lines": [(3, "three"), (4, "\tfour"), (5, "five")]},)
    assert shown.warnings[0]["lines"] == []
    many = standing(file.parent, [Problem("a.md", 1, str(number), "do") for number in range(300)], (), "").problems
    assert [bool(problem["lines"]) for problem in many] == [True] * 200 + [False] * 100


def test_who_waits_is_told_of_the_next_build() -> None:
    state, heard = State(), []
    thread = threading.Thread(target=lambda: heard.append(state.after(0, 30)))
    thread.start()
    state.end(Standing(), ("a.html",), "a.html")
    thread.join()
    assert heard == [Told(1, ("a.html",), "a.html")]
    assert state.after(0, 0) == heard[0], "and whoever asks late hears of it too"
    assert state.after(1, 0) is None


def test_who_waits_when_all_ends_is_told_nothing() -> None:
    state, heard = State(), []
    thread = threading.Thread(target=lambda: heard.append(state.after(0, 30)))
    thread.start()
    state.close()
    thread.join()
    assert heard == [None]
