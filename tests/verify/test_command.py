"""`dateline key` and `dateline verify` as they are called: outside of any project, with the exit statuses of the other commands."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from dateline.authoring.cli import main

from tests.verify.copies import copy_of, pair


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, with a state folder of one's own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_key_is_made_and_a_copy_checked_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "event.key", "--no-password"]) == 0
    assert main(["key", "event.key", "--no-password"]) == 2
    assert "is there already" in capsys.readouterr().err
    copy_of(Path("copy"), 7)
    assert main(["verify", "copy", "--key", "event.key.pub"]) == 1, "another key"
    assert main(["verify", "copy", "--key", pair()[1]]) == 0
    assert main(["verify", "copy", "--key", pair()[1], "--at-least", "8"]) == 1
    assert main(["verify", "copy", "--at-least", "8"]) == 2
    assert main(["verify", "nowhere"]) == 2
    Path("copy/index.html").write_text("other")
    assert main(["verify", "copy", "--key", pair()[1]]) == 1


def test_a_bar_on_a_terminal_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    copy_of(Path("copy"), None)
    assert main(["verify", "copy"]) == 0
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["verify", "copy"]) == 0
    assert "Checking files" in terminal.getvalue()
    assert "5/5" in terminal.getvalue()


def test_what_a_list_says_is_not_obeyed_by_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    copy = copy_of(Path("copy"), None)
    with (copy / "SHA256SUMS").open("ab") as file:
        file.write(b"0" * 64 + "  a\u202egnp.html\n".encode() + b"0" * 64 + b"  ::error::x\n")
    assert main(["verify", "copy"]) == 1
    wrong = capsys.readouterr().err
    assert "copy/a\\u202egnp.html: missing" in wrong
    assert not any(line.startswith("::") for line in wrong.splitlines())
