"""docs/start.md does what it says: its session is played on a terminal, its files are written, and what it promises comes about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from dateline.authoring import new
from dateline.authoring.cli import COMMANDS, main
from dateline.authoring.packing import own_wheel
from dateline.authoring.pins import Wheel

from tests import warm
from tests.sites import ROOT, pelican

PAGE = (ROOT / "docs/start.md").read_text("utf-8")
SESSION = re.findall(r"<!-- session: .* -->\n```text\n\$ ([^\n]+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
FILES = dict(re.findall(r"<!-- start: (\S+) -->\n```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
ENTRY = "content/timeline/2025-03-13-first-entry.md"


@pytest.fixture(scope="module")
def wheel() -> Wheel:
    """The kit as a wheel."""
    return own_wheel()


@pytest.fixture
def here(tmp_path: Path, wheel: Wheel, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to start in, on a machine that says nothing of its time zone and has no git."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(new, "system_zone", lambda: "")
    monkeypatch.setattr("dateline.authoring.packing.own_wheel", lambda: wheel)
    monkeypatch.setattr("shutil.which", lambda name: None)
    return tmp_path


def test_the_session_is_what_a_terminal_shows(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ((command, shown),) = SESSION
    coming = answers(shown)

    def answer(question: str) -> str:
        said = next(coming)
        print(f"{question}{said}")
        return said

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert main(command.split()[1:]) == 0
    assert capsys.readouterr().out.startswith(shown)
    assert list(coming) == []


def answers(session: str) -> Iterator[str]:
    """Yield what is typed behind each question."""
    for line in session.splitlines()[1:]:
        if not line.startswith("  "):
            yield line.rpartition(": ")[2] if ": " in line else ""


def test_the_command_without_questions_and_the_first_steps(here: Path) -> None:
    (flags,) = re.findall(r"^    dateline new eclipse (--title .*)$", PAGE, re.MULTILINE)
    words = [word.strip('"') for word in re.findall(r'"[^"]+"|\S+', flags)]
    assert main(["new", "eclipse", *words]) == 0
    event = here / "eclipse"
    sources = event / "content/data/sources.yaml"
    sources.write_text(sources.read_text("utf-8") + FILES["content/data/sources.yaml"], encoding="utf-8")
    (event / "content/timeline/2025-03-13-umbra.md").write_text(FILES["content/timeline/2025-03-13-umbra.md"], encoding="utf-8")
    env = {} if warm.POSSIBLE else {"PYTHONPATH": str(ROOT / "plugins")}
    done = pelican(event, **env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2025-03-13T23:09-06:00" in (event / "output/timeline/index.html").read_text("utf-8")

    before = (event / "output/SHA256SUMS").read_bytes()
    (event / ENTRY).unlink()
    done = pelican(event, **env)
    assert done.returncode == 1
    named = {line.partition(":")[0] for line in done.stderr.splitlines()[:-1]}
    assert named == {"content/event.md", "content/articles/first-article.md"}, "two texts still link to it"
    assert (event / "output/SHA256SUMS").read_bytes() == before


def test_every_option_is_in_the_table() -> None:
    table = PAGE[PAGE.index("<!-- options: new -->") :].split("\n\n")[0]
    (command,) = (command for command in COMMANDS if command.name == "new")
    told = re.findall(r"`(--[a-z-]+)`", "".join(row.split(" | ")[0] for row in table.splitlines()))
    assert sorted(told) == sorted(each.flag for each in command.parameters if each.default is not None)
