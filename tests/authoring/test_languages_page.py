"""The page on languages: what it shows of a command is what is said, of the site that all examples of the documentation are together."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from dateline.authoring.cli import main

from tests import docs
from tests.sites import SETTINGS, write

PAGE = docs.pages()["docs/languages.md"]
((COMMAND, SHOWN),) = re.findall(r"^```text\n\$ dateline (.*?)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
ENTRY = "content/timeline/2022-01-05-almaty-airport.md"


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    write(tmp_path, {"pelicanconf.py": SETTINGS, **{name: text for _, name, text in docs.examples() if name.startswith("content/")}})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=root, check=True)


def test_what_the_page_shows_is_what_is_said(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = event / ENTRY
    declared = next(line for line in docs_commands() if line.startswith("translated") and "--line" not in line)
    assert main(declared.split()) == 0
    git(event, "init", "-q")
    git(event, "add", "-A")
    git(event, "commit", "-q", "-m", "all")
    file.write_text(file.read_text("utf-8").replace("in the evening", "late in the evening"), encoding="utf-8")
    assert main(COMMAND.split()) == 0
    assert f"\n{SHOWN}" in capsys.readouterr().out
    assert main(next(line for line in docs_commands() if "--line" in line).split()) == 0
    assert main(COMMAND.split()) == 0
    assert "has changed" not in capsys.readouterr().out


def test_the_other_commands_of_the_page_run(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (event / ENTRY.replace(".md", ".ru.md")).rename(event / "aside.md")
    lines = docs_commands()
    for line in (line for line in lines if "--begin" in line or "--export" in line or "--import" in line):
        assert main(line.split()) == 0, line
    assert (event / ENTRY.replace(".md", ".ru.md")).is_file()
    assert "Nothing is new in it" in capsys.readouterr().out


def docs_commands() -> list[str]:
    """Return the commands of the page, without the name of the program."""
    return [line.strip().removeprefix("dateline ") for line in re.findall(r"^ +dateline .*$", PAGE, re.MULTILINE)]
