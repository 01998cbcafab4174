"""The page on writing by commands: each of its commands runs, in order, in one event, and what they write builds; what it shows is what is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dateline.authoring.cli import COMMANDS, main

from tests.sites import GOOD, ROOT, build, small_picture, write

PAGE = (ROOT / "docs" / "writing-commands.md").read_text("utf-8")
LINES = [line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE) for line in block.splitlines()]
SHOWN = re.findall(r"^```text\n\$ (.*?)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def words(line: str) -> list[str]:
    """Return the arguments of a command line, as a shell would part them."""
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)][1:]


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "event"
    write(root, {**GOOD, "photos/square.png": small_picture(), "photos/harbour-1.png": small_picture(), "photos/harbour-2.png": small_picture()})
    (root / "content/pictures/square.png").rename(root / "content/pictures/old-square.png")
    (root / "content/pictures/square.md").rename(root / "content/pictures/old-square.md")
    for file in root.rglob("*.md"):
        file.write_text(file.read_text("utf-8").replace("square.png", "old-square.png"), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_each_command_of_the_page_runs_and_what_it_writes_builds(event: Path) -> None:
    assert {words(line)[0] for line in LINES} == {command.name for command in COMMANDS if command.group == "write"} - {"import", "map", "metadata", "translate", "translated", "response"}  # which have pages of their own
    for line in LINES:
        assert main(words(line)) == 0, line
    for caption in event.glob("content/pictures/*.md"):
        text = caption.read_text("utf-8")
        caption.write_text(re.sub(r"^Alt:$", "Alt: Many people", re.sub(r"^Credit:$", "Credit: A. Photographer", text, flags=re.MULTILINE), flags=re.MULTILINE), encoding="utf-8")
    output = build(event)
    assert (output / "timeline/2022-01-05/people-meet-in-the-square/index.html").is_file()
    assert (output / "places/the-harbour/index.html").is_file()
    assert (event / ".vscode/schemas/people.json").is_file()


@pytest.mark.parametrize(("line", "said"), SHOWN)
def test_what_the_page_shows_is_what_is_said(event: Path, capsys: pytest.CaptureFixture[str], line: str, said: str) -> None:
    assert main(words(line)) == 1
    assert capsys.readouterr().err.startswith(said)
