"""What hangs on Pelican's signals where others' plug-ins take part: translations are handed to none of its generators."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dateline.hooks import find_files
from dateline.read.content import Copies
from dateline.run import Run

from tests.sites import GOOD, write

ARTICLE = str(GOOD["content/articles/first.md"])
PAGE = "Title: About\n\nWords.\n"


def found(root: Path, languages: str, *more: str) -> tuple[dict[str, Any], Run]:
    """Return Pelican's settings after the content folder was walked, and the run."""
    event = str(GOOD["content/event.md"]).replace("Accent:", f"{languages}Accent:")
    files = dict.fromkeys(more, PAGE) | {"content/event.md": event, "content/articles/first.md": ARTICLE, "content/pages/about.md": PAGE}
    write(root, dict(files))
    run = Run()
    run.settings = SimpleNamespace(language="en", copies=Copies())
    settings = {Run.KEY: run, "PATH": str(root / "content")}
    pelican: Any = SimpleNamespace(settings=settings)
    find_files(pelican)
    return settings, run


TRANSLATED = ("content/articles/first.ru.md", "content/articles/first.kaa.md", "content/pages/about.ru.md")


@pytest.mark.parametrize(
    ("languages", "articles", "pages"),
    [
        ("Languages: en; ru; kaa\n", ["articles/first.md"], ["pages/about.md"]),
        ("Languages: en; ru\n", ["articles/first.kaa.md", "articles/first.md"], ["pages/about.md"]),
        # These are told, when all is read.
        ("", ["articles/first.kaa.md", "articles/first.md"], ["pages/about.md"]),
        ("Languages: en; Russian\n", ["articles/first.md"], ["pages/about.md"]),
    ],
)
def test_translations_are_no_articles_of_their_own(tmp_path: Path, languages: str, articles: list[str], pages: list[str]) -> None:
    settings, run = found(tmp_path, languages, *TRANSLATED)
    assert [Path(name).as_posix() for name in settings["ARTICLE_PATHS"]] == articles
    assert [Path(name).as_posix() for name in settings["PAGE_PATHS"]] == pages
    assert run.problems.sorted() == [], "what is wrong with the event is told once, when all is read"
    assert run.folder
    assert "articles/first.ru.md" in {file.name for file in run.folder.files}
