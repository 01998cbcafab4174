"""Former words of a text are found in git: also those of a file of another name, and nothing else is claimed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from dateline.authoring.history import former_words
from dateline.problems import Problems
from dateline.read import frontmatter
from dateline.read.paragraphs import digest
from dateline.read.records import Record, from_head, known_keys

NAME = "content/timeline/the night ночь.md"


def record(text: str) -> Record:
    return from_head("entry", NAME, "night", frontmatter.parse(text, NAME, Problems(), known_keys("entry")), Problems())


def entry(title: str, body: str) -> str:
    return f"Title: {title}\nWhen: 2022-01-05\nKind: protest\n\n{body}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository without anything of this machine's own settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "an event"
    (root / "content/timeline").mkdir(parents=True)
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, text: str, name: str = NAME) -> None:
    (root / name).write_bytes(text.replace("\n", "\r\n").encode())
    git(root, "add", "-A")
    git(root, "commit", "-m", "x")


def wanted(*words: str) -> frozenset[tuple[str, str]]:
    return frozenset(("title" if text.startswith("The") else "", digest(text)) for text in words)


def test_words_of_former_versions(root: Path) -> None:
    git(root, "init", "-q")
    commit(root, entry("The first", "One.\n\nTwo."), "content/timeline/old.md")
    git(root, "mv", "content/timeline/old.md", NAME)
    commit(root, entry("The first", "One.\n\nTwo."))
    commit(root, entry("The second", "One,\nor more.\n\nThree."))
    commit(root, entry("The third", "Four."))
    now = record(entry("The third", "Four."))
    found = former_words(root, now, root / NAME, wanted("The first", "The second", "One, or more.", "Two.", "never said"))
    assert found == {
        ("title", digest("The first")): "The first",
        ("title", digest("The second")): "The second",
        ("", digest("One, or more.")): "One,\nor more.",
        ("", digest("Two.")): "Two.",
    }
    assert former_words(root, now, root / NAME, wanted("The first", "The second"), most=2) == {("title", digest("The second")): "The second"}


def test_a_repository_in_a_folder_above(root: Path) -> None:
    git(root.parent, "init", "-q")
    commit(root, entry("The first", "One."))
    commit(root, entry("The second", "One."))
    assert former_words(root, record(entry("The second", "One.")), root / NAME, wanted("The first")) == {("title", digest("The first")): "The first"}


def test_no_repository_no_git_and_a_file_that_is_in_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / NAME).write_text(entry("The first", "One."), encoding="utf-8")
    now = record(entry("The first", "One."))
    assert former_words(root, now, root / NAME, wanted("The first")) is None
    git(root, "init", "-q")
    commit(root, "x", "content/timeline/other.md")
    git(root, "rm", "--cached", "-q", NAME)
    git(root, "commit", "-q", "-m", "y")
    assert former_words(root, now, root / "content/timeline/new.md", wanted("The first")) == {}
    monkeypatch.setenv("PATH", "")
    assert former_words(root, now, root / NAME, wanted("The first")) is None
