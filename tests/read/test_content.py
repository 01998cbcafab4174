"""Reading what the walk found: files that go, that cannot be read, that are links within the content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dateline.problems import Problems
from dateline.read.content import Content, read_content, read_record
from dateline.read.folder import walk

from tests.sites import GOOD, write

GONE = "it is not there any more: build again"
REFUSED = "no rights to read or write it: change its permissions, or its owner"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content of the small good site, in the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {name: text for name, text in GOOD.items() if name.startswith("content/")})
    return tmp_path / "content"


def after(root: Path, *gone: str) -> tuple[Content, list[str], int]:
    """Read the content when some files have gone since it was walked; return it, what was told, and the exit status."""
    problems = Problems()
    found = walk(root, (), problems)
    for name in gone:
        (root / name).unlink()
    content = read_content(root, (), {}, problems, "en", found)
    return content, [str(problem) for problem in problems.sorted()], problems.status()


def test_files_that_go_between_being_found_and_being_read(root: Path) -> None:
    names = ("articles/first.md", "data/sources.yaml", "event.md", "extra/favicon.svg", "pictures/square.md")
    content, told, status = after(root, *names)
    assert told == [f"content/{name}: {GONE}" for name in names]
    assert status == 1
    assert content.unread == {"sources"}, "whatever refers to a source is not told as well"
    assert content.extra == {}


def test_files_that_may_not_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_options: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr("dateline.read.content.open", refused, raising=False)
    _, told, status = after(root)
    assert f"content/event.md: {REFUSED}" in told
    assert f"content/extra/favicon.svg: {REFUSED}" in told
    assert {line.partition(": ")[2] for line in told} == {REFUSED}
    assert status == 2


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_links_within_the_content_are_what_they_lead_to(root: Path) -> None:
    (root / "articles/first.md").rename(root / "extra/kept.md")
    (root / "articles/first.md").symlink_to("../extra/kept.md")
    content, told, _ = after(root)
    assert told == []
    assert content.texts["article"][0].path == "content/articles/first.md"
    assert sorted(content.extra) == ["favicon.svg", "kept.md"]


def test_an_unread_file_has_a_record_all_the_same(root: Path) -> None:
    """So that what refers to it is not told as well."""
    problems = Problems()
    record = read_record(root / "articles/none.md", "article", problems)
    assert (record.key, record.path, dict(record.fields)) == ("none", "content/articles/none.md", {})
    assert [str(problem) for problem in problems.sorted()] == [f"content/articles/none.md: {GONE}"]
