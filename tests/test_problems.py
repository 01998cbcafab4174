"""Problems: their order, their status, their words, and when a near name is offered."""

from __future__ import annotations

import pytest
from dateline.problems import Problem, Problems, ProblemsFound, near_file_or, near_or, remind, tell


def test_sorted_by_file_and_line_each_once() -> None:
    problems = Problems()
    for path, line in (("b.md", 1), ("a.md", 10), ("a.md", 9), ("a.md", 0), ("a.md", 9)):
        problems.add(path, line, "what", "do")
    assert [str(problem) for problem in problems.sorted()] == [
        "a.md: what: do",
        "a.md:9: what: do",
        "a.md:10: what: do",
        "b.md:1: what: do",
    ]


def test_status() -> None:
    problems = Problems()
    assert problems.status() == 0
    problems.stop_if_any()
    problems.add("a.md", 1, "what", "do")
    assert problems.status() == 1
    problems.setup("pelicanconf.py", 0, "what", "do")
    assert problems.status() == 2
    with pytest.raises(ProblemsFound):
        problems.stop_if_any()


@pytest.mark.parametrize(("number", "closing"), [(1, "1 problem."), (2, "2 problems.")])
def test_tell(number: int, closing: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell([Problem("a.md", line, "what", "do") for line in range(1, number + 1)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == f"{closing} Nothing was written; the site is as it was."
    assert len(lines) == number + 1


def test_warnings_are_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    problems = Problems()
    problems.warn("b.md", 2, "what", "do")
    problems.warn("a.md", 0, "what", "do")
    problems.warn("b.md", 2, "what", "do")
    assert (bool(problems), problems.status(), problems.sorted()) == (False, 0, [])
    assert not problems.concern("b.md")
    problems.stop_if_any()
    remind(problems.warnings())
    assert capsys.readouterr().err.splitlines() == [
        "a.md: warning: what: do",
        "b.md:2: warning: what: do",
        "2 warnings. The site was built.",
    ]


def test_without_warnings_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    remind(Problems().warnings())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("almtay", ["almaty", "aktau"], 'did you mean "almaty"?'),
        ("ALMATY", ["almaty"], 'did you mean "almaty"?'),
        ("lead_pictre", ["Lead_picture", "Licence"], 'did you mean "Lead_picture"?'),
        ("x", ["almaty"], "add it"),
        ("almaty", [], "add it"),
    ],
)
def test_near(word: str, known: list[str], said: str) -> None:
    assert near_or(word, known, "add it") == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("content/timeline/first.md", 'did you mean "content/articles/first.md"?'),
        ("content/articles/frist.md", 'did you mean "content/articles/first.md"?'),
        # The folders are alike, but that says nothing.
        ("content/articles/secnd.md", "correct the link"),
    ],
)
def test_near_file(path: str, said: str) -> None:
    assert near_file_or(path, ["content/articles/first.md", "content/pages/about.md"], "correct the link") == said
