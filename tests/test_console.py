"""What is printed: nothing in it is obeyed by a terminal or a workflow's log, and a console that lacks letters shows escapes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from dateline.problems import Problem, os_problem, say, shown

from tests.sites import ROOT, TIMEOUT, build, command, environment, pelican, write


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Жаңаөзен, 2\u202f000 people", "Жаңаөзен, 2\u202f000 people"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner is part of the word
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("red\x1b[31m", r"red\x1b[31m"),
        ("a\nb\rc\td", r"a\x0ab\x0dc\x09d"),
        ("bell\x07, delete\x7f, C1\x9b31m, next line\x85", r"bell\x07, delete\x7f, C1\x9b31m, next line\x85"),
        ("turned\u202eround\u2066", r"turned\u202eround\u2066"),
        ("\u200bnothing\ufeff\u2060", r"\u200bnothing\ufeff\u2060"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("half\udcff", r"half\udcff"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("::error file=x::boo", r"\x3a:error file=x::boo"),
        ("  ::stop-commands::x", r"  \x3a:stop-commands::x"),
        ("std::vector", "std::vector"),
        ("##[error]boo and ##vso[x]", r"\x23#[error]boo and \x23#vso[x]"),
        ("## Heading", "## Heading"),
    ],
)
def test_shown(text: str, printed: str) -> None:
    assert shown(text) == printed


def test_a_problem_is_one_line() -> None:
    problem = Problem("a\nb.md", 3, 'unknown key "\x1b[2J"', "::set-output name=x::y")
    assert str(problem) == 'a\\x0ab.md:3: unknown key "\\x1b[2J": ::set-output name=x::y'


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [("utf-8", "Ақтау — æ\n"), ("cp1252", "\\u0410\\u049b\\u0442\\u0430\\u0443 — æ\n"), ("ascii", "\\u0410\\u049b\\u0442\\u0430\\u0443 \\u2014 \\xe6\n")],
)
def test_a_console_that_lacks_letters(encoding: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict", newline="\n")
    monkeypatch.setattr(sys, "stdout", console)
    say("Ақтау — æ")
    assert console.buffer.getvalue().decode(encoding) == printed


def test_a_reader_that_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    say("to nobody")
    monkeypatch.setattr(sys, "stdout", None)
    say("to nothing")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_build_outlives_its_reader(site: Path) -> None:
    """`pelican content | head -1`"""
    reading, writing = os.pipe()
    os.close(reading)
    write(site, {"content/pages/about.md": "Title: About us\nSlug: about\n\nText.\n"})
    try:
        done = subprocess.run(
            command("content"), cwd=site, env=environment(site.parent / "home"), stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", timeout=TIMEOUT
        )
    finally:
        os.close(writing)
    assert (done.stderr, done.returncode) == ("", 0)
    assert "About us" in (site / "output/about/index.html").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_builds_on_such_a_console(site: Path, encoding: str) -> None:
    write(site, {"content/articles/толық.md": "Title: Толық\nDate: 2022-01-08\n\nText.\n"})
    build(site, "content", "-o", "нәтиже", PYTHONIOENCODING=encoding)
    assert (site / "нәтиже/index.html").is_file()
    write(site, {"content/articles/толық.md": "Title: Толық\nDate: 2022-01-08\nТүрі: news\n\nText.\n"})
    done = pelican(site, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "content/articles/\\u0442\\u043e\\u043b\\u044b\\u049b.md:3: " in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such names")
def test_names_that_would_be_obeyed(site: Path) -> None:
    (site / "content/articles/a\x1b[31m\n::error::b.md").write_text("Title: Red\nDate: 2022-01-08\nKind: nwes\n\nText.\n", "utf-8")
    done = pelican(site)
    assert done.returncode == 1
    assert done.stderr.startswith("content/articles/a\\x1b[31m\\n::error::b.md: the name of this file holds a control character")
    for line in (done.stdout + done.stderr).splitlines():
        assert not line.lstrip().startswith("::")
        assert "\x1b" not in line


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OSError(28, "No space left on device"), 2, "the disk is full"),
        (OSError(30, "Read-only file system"), 2, "the disk can only be read"),
        (PermissionError(13, "Permission denied"), 2, "no rights to read or write it"),
        (OSError(36, "File name too long"), 2, "the name is too long for this file system"),
        (OSError(5, "Input/output error"), 2, "the disk fails"),
        (FileNotFoundError(2, "No such file or directory"), 1, "it is not there any more"),
        (OSError("odd"), 1, "it cannot be used (odd)"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="numbers of Linux")
def test_what_a_system_refuses(error: OSError, status: int, said: str) -> None:
    problem = os_problem(error, "content/a.md")
    assert (problem.what, 2 if problem.setup else 1) == (said, status)


def test_nothing_prints_but_this() -> None:
    """One place knows how; `print` elsewhere would fail on such a console, or be obeyed."""
    files = [ROOT / "tasks.py", *sorted((ROOT / "plugins").rglob("*.py"))]
    found = [f"{file.relative_to(ROOT)}:{number}" for file in files for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.lstrip().startswith("print(")]
    # What a new event's tasks.py says where the kit is not there, it must say itself.
    assert [name.partition(":")[0] for name in found] == ["plugins/dateline/console.py", "plugins/dateline/scaffold/tasks.py"]




def test_while_a_site_is_made_no_thread_runs_that_a_fork_would_leave_behind(site: Path) -> None:
    """Pelican draws its spinner in one."""
    count = "import threading\n\n\ndef count(*args):\n    print('threads:', threading.active_count())\n\n\n"
    write(site, {"more/count.py": f"{count}def register():\n    from pelican.plugins import signals\n    signals.generator_init.connect(count)\n"})
    write(site, {"pelicanconf.py": f'{(site / "pelicanconf.py").read_text()}\nPLUGIN_PATHS += ["more"]\nPLUGINS = ["dateline", "count"]\n'})
    done = pelican(site)
    assert done.returncode == 0, done.stderr
    assert {line for line in done.stdout.splitlines() if line.startswith("threads")} == {"threads: 1"}
