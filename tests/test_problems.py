"""Problems: their order, their status, their words, and when a near name is offered."""

from __future__ import annotations

import errno

import pytest
from dateline.problems import (
    Problem,
    Problems,
    ProblemsFound,
    near_file_or,
    near_or,
    os_problem,
    remind,
    tell,
)


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
        ("тасқын", ["тасқындар"], 'did you mean "тасқындар"?'),
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


@pytest.mark.parametrize(
    ("error", "told", "status"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: make room on it, or choose another", 2),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "your share of the disk is full: delete what you do not need, or choose another disk", 2),
        (OSError(errno.EROFS, "Read-only file system"), "the disk can only be read: choose a folder on another disk", 2),
        (OSError(errno.EACCES, "Permission denied"), "no rights to read or write it: change its permissions, or its owner", 2),
        (OSError(errno.EPERM, "Operation not permitted"), "no rights to read or write it: change its permissions, or its owner", 2),
        (OSError(errno.EMFILE, "Too many open files"), "too many files are open: close other programs, or raise the limit (ulimit -n)", 2),
        (OSError(errno.EIO, "Input/output error"), "the disk fails: check it, and copy what is on it", 2),
        (OSError(errno.ENOENT, "No such file or directory"), "it is not there any more: build again", 1),
        (OSError(errno.EISDIR, "Is a directory"), "this is a folder, not a file: rename it, or put a file in its place", 1),
        (OSError(errno.ESTALE, "Stale file handle"), "it cannot be used (Stale file handle): see to the file and the disk that it lies on", 1),
        (OSError("another\nkind"), "it cannot be used (another kind): see to the file and the disk that it lies on", 1),
    ],
)
def test_what_the_system_refuses(error: OSError, told: str, status: int) -> None:
    problems = Problems()
    problems.note(os_problem(error, "a.md"))
    assert [str(problem) for problem in problems.sorted()] == [f"a.md: {told}"]
    assert problems.status() == status


@pytest.mark.parametrize(
    ("written", "known", "advice"),
    [
        ("almtay", "almaty", 'did you mean "almaty"?'),
        ("Almaty", "almaty", 'did you mean "almaty"?'),
        ("аlmaty", "almaty", 'did you mean "almaty"? The two look alike: one has CYRILLIC SMALL LETTER A (U+0430)'),
        ("al\u200bmaty", "almaty", 'did you mean "almaty"? The two look alike: one has ZERO WIDTH SPACE (U+200B)'),
        ("Ο-square", "o-square", 'did you mean "o-square"? The two look alike: one has GREEK CAPITAL LETTER OMICRON (U+039F)'),
        ("жайық", "жаиық", 'did you mean "жаиық"?'),
    ],
)
def test_no_offer_looks_like_what_is_unknown(written: str, known: str, advice: str) -> None:
    assert near_or(written, [known], "") == advice
    assert near_file_or(f"content/{written}", [f"content/a/{known}"], "") == advice.replace(f'"{known}"', f'"content/a/{known}"')


def test_a_value_of_many_thousand_letters_is_not_printed_whole() -> None:
    value = "9" * 20_000
    told = str(Problem("content/data/figures.yaml", 5, f'value: "{value}" is no number', "write digits alone"))

    assert len(told) < 1_100
    assert told.startswith('content/data/figures.yaml:5: value: "999')
    assert told.endswith('999" is no number: write digits alone')
