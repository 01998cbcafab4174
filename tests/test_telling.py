"""How problems are told: plain lines to a pipe, as ever; on a terminal with the line, a caret below the place, and where it is explained."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from dateline.kit import messages
from dateline.problems import Problem, Problems, remind, tell
from dateline.read.data import read_data
from dateline.telling import Terminal, excerpt, explained, on, place, terminal, width

from tests.sites import ROOT, environment, write

PLAIN, COLOURED = Terminal(80, colour=False), Terminal(80, colour=True)
FILE = "content/a.md"


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(screen: Terminal, line: str, problem: Problem) -> list[str]:
    """Return how a problem on the second line of a file is told."""
    from dateline.telling import _lines

    _lines.cache_clear()
    write(Path.cwd(), {FILE: f"Title: A\n{line}\n"})
    return list(on(screen, problem))


def test_on_a_terminal() -> None:
    problem = Problem(FILE, 2, 'Kind: "protset" is not known here', 'did you mean "protest"?', topic="values")
    assert told(PLAIN, "Kind: protset", problem) == [
        f'{FILE}:2: Kind: "protset" is not known here: did you mean "protest"?',
        " 2 | Kind: protset",
        "   |       ^^^^^^^",
        f"   see {messages()}#values",
    ]


def test_the_colours_are_the_only_difference() -> None:
    problem = Problem(FILE, 2, 'unknown key "Kindd"', "write Kind", topic="head")
    coloured = told(COLOURED, "Kindd: protest", problem)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == told(PLAIN, "Kindd: protest", problem)
    assert "\x1b[31munknown key" in coloured[0]
    assert "\x1b[33mwarning: unknown key" in told(COLOURED, "Kindd: x", Problem(FILE, 2, 'warning: unknown key "Kindd"', "write Kind"))[0]
    assert all(line.count("\x1b[") % 2 == 0 for line in coloured)


@pytest.mark.parametrize(
    ("line", "what", "found"),
    [
        ("Kind: protset", 'Kind: "protset" is wrong', "protset"),
        ("Places: almaty; almaty", '"almaty" is wrong', ""),  # which one?
        ('say "no" twice', 'the words "say "no" twice" are wrong', 'say "no" twice'),
        ("a text of many words", '"a text of man…" is wrong', "a text of man"),
        ("nothing of it", '"something" is wrong', ""),
        ("no quotation", "it is wrong", ""),
        ("", '"" is wrong', ""),
    ],
)
def test_the_place_is_what_is_quoted_where_it_stands_once(line: str, what: str, found: str) -> None:
    start, length = place(Problem(FILE, 2, what, ""), line)
    assert line[start : start + length] == found


def test_a_column_wins() -> None:
    assert place(Problem(FILE, 2, '"x" is wrong', "", column=5), "x: y: z") == (4, 1)
    assert place(Problem(FILE, 2, '"x" is wrong', "", column=50), "x: y: z") == (0, 1)


@pytest.mark.parametrize(
    ("line", "before"),
    [("Қазақ: bad", 7), ("東京: bad", 6), ("Е\u0301: bad", 3), ("\tbad", 4), ("a\x1bb bad", 7)],
)
def test_the_caret_stands_below_the_place_whatever_the_letters(line: str, before: int) -> None:
    lines = told(PLAIN, line, Problem(FILE, 2, '"bad" is wrong', ""))
    assert lines[2] == f"   | {' ' * before}^^^"
    assert width(lines[1].partition("bad")[0]) == width("   | ") + before


def test_from_right_to_left_there_is_a_line_and_no_caret() -> None:
    lines = told(PLAIN, "العنوان: bad", Problem(FILE, 2, '"bad" is wrong', ""))
    assert lines[1] == " 2 | العنوان: bad"
    assert "^" not in "".join(lines)


@pytest.mark.parametrize("columns", [40, 61, 80, 133])
@pytest.mark.parametrize("at", [0, 20, 100, 400, 495])
@pytest.mark.parametrize("letter", ["x", "京", "é"])
def test_a_long_line_is_cut_around_the_place(columns: int, at: int, letter: str) -> None:
    line = letter * at + "bad" + letter * (500 - at)
    lines = told(Terminal(columns, colour=False), line, Problem(FILE, 2, '"bad" is wrong', ""))
    assert max(map(width, lines[1:3])) <= columns
    shown, caret = lines[1:3]
    start = len(caret) - len(caret.lstrip(" |"))
    assert width(shown.partition("bad")[0]) == start
    assert unicodedata.normalize("NFC", caret[start:]) == "^^^"


@pytest.mark.parametrize("problem", [Problem(FILE, 0, "w", "d"), Problem(FILE, 99, "w", "d"), Problem("no/such/file", 1, "w", "d"), Problem("content", 1, "w", "d"), Problem("a\0b", 1, "w", "d")])
def test_where_there_is_no_such_line_none_is_shown(problem: Problem) -> None:
    assert len(told(PLAIN, "x", problem)) == 2
    assert excerpt(problem, 80) is None


def test_what_a_terminal_would_obey_is_escaped() -> None:
    lines = told(PLAIN, "Kind: \x1b[31mred\u202e", Problem(FILE, 2, "it is \x1b[31mwrong", "see \x07 it"))
    assert not any("\x1b" in line or "\x07" in line or "\u202e" in line for line in lines)


def test_where_it_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    assert explained(Problem(FILE, 1, "w", "d")) == str(messages())
    monkeypatch.chdir(ROOT)
    assert explained(Problem(FILE, 1, "w", "d", topic="dates")) == "docs/messages.md#dates".replace("/", os.sep)
    monkeypatch.setattr("dateline.kit.messages", lambda: Path("nowhere"))
    assert explained(Problem(FILE, 1, "w", "d", topic="dates")) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there the kind of console decides, too")
@pytest.mark.parametrize(
    ("variables", "colour"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"TERM": "xterm"}, True)],
)
def test_what_is_coloured(variables: dict[str, str], colour: bool) -> None:
    found = terminal(Screen(), variables)
    assert found
    assert found.colour is colour
    assert terminal(io.StringIO(), variables) is None
    assert terminal(None, variables) is None
    closed = io.StringIO()
    closed.close()
    assert terminal(closed, variables) is None


def test_told_to_a_terminal_and_to_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write(Path.cwd(), {FILE: "Title: A\nKind: protset\n"})
    found = [Problem(FILE, 2, '"protset" is wrong', "correct it", topic="values")]
    tell(found)
    remind(found)
    plain = capsys.readouterr().err.splitlines()
    assert plain == [f'{FILE}:2: "protset" is wrong: correct it', "1 problem. Nothing was written; the site is as it was.",
                     f'{FILE}:2: warning: "protset" is wrong: correct it', "1 warning. The site was built."]  # fmt: skip
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("NO_COLOR", "1")
    tell(found)
    lines = screen.getvalue().splitlines()
    assert (lines[0], lines[1:3], lines[-1]) == (plain[0], [" 2 | Kind: protset", "   |       ^^^^^^^"], plain[1])


def test_yaml_that_is_none_has_its_column() -> None:
    problems = Problems()
    read_data("a:\n  name: b: c\n", "people", FILE, problems)
    assert [(problem.line, problem.column) for problem in problems.sorted()] == [(2, 10)]


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_a_build_on_a_terminal(site: Path) -> None:
    import pty
    import subprocess

    from tests.sites import TIMEOUT, command

    write(site, {"content/timeline/2022-01-09-odd.md": "Title: Odd\nWhen: 2022-01-09\nKind: protset\nSources: agency\n\nText.\n"})
    ours, theirs = pty.openpty()
    variables = {**environment(site.parent / "home"), "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(command("content"), cwd=site, env=variables, stdout=subprocess.DEVNULL, stderr=theirs, timeout=TIMEOUT)
    os.close(theirs)
    lines = os.read(ours, 65536).decode().splitlines()
    os.close(ours)
    assert done.returncode == 1
    assert lines[0] == 'content/timeline/2022-01-09-odd.md:3: unknown kind "protset": did you mean "protest"?'
    assert lines[1:3] == [" 3 | Kind: protset", "   |       ^^^^^^^"]
    assert lines[3].endswith("messages.md#keys")
