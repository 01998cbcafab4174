"""Titles that make poor addresses and anchors: alike, endless, in other scripts, without letters, named as what pages have themselves."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.documents import Document, documents, words
from tests.sites import GOOD, build, write

LONG = "The commission that was set up to find out who had ordered what and when publishes " * 4
CHINESE = "水" * 120
TITLES = {
    "same-5": ("2022-01-05", "The bridge is closed"),
    "same-6": ("2022-01-06", "The bridge is closed"),
    "same-month": ("2022-01", "The bridge is closed"),
    "long": ("2022-01-06", LONG),
    "long-again": ("2022-01-07", LONG),
    "one-word": ("2022-01-06", "x" * 300),
    "chinese": ("2022-01-06", CHINESE),
    "cyrillic": ("2022-01-06", "Мост закрыт"),
    "emoji": ("2022-01-06", "🌊🌊🌊"),
    "like-a-picture": ("2022-01-05", "Picture: Square"),
    "like-a-day": ("2022-01-07", "Day 2022-01-07"),
    "like-a-source": ("2022-01-07", "Source agency"),
    "like-a-filter": ("2022-01-07", "Kind protest"),
}


@pytest.fixture(scope="module")
def output(once: Once) -> Path:
    """A site of such titles, built: the build itself tells ids that stand twice and links that lead nowhere."""

    def make(folder: Path) -> None:
        write(folder / "site", GOOD)
        for name, (when, title) in TITLES.items():
            head = f"Title: {title}\nWhen: {when}\nKind: protest\nPlaces: almaty\nPicture: square\nHighlight: yes\nSources: agency\n"
            write(folder / "site", {f"content/timeline/{name}.md": f"{head}\nIt is so.\n"})
        article = "Title: The bridge is closed\nDate: 2022-01-08\n\n## The bridge is closed\n\n"
        links = "[[read: timeline/2022-01-05/the-bridge-is-closed]]\n\n[[read: timeline/2022-01/the-bridge-is-closed]]\n"
        draft = "Title: The bridge is closed\nWhen: 2022-01-0{0}\nKind: protest\nSources: agency\nStatus: draft\n\nNot yet.\n"
        write(folder / "site", {"content/articles/bridge.md": article + links})
        write(folder / "site", {f"content/timeline/draft-{day}.md": draft.format(day) for day in (7, 8)})
        build(folder / "site")

    return once("awkward-titles", make) / "site/output"


def test_one_title_on_several_days(output: Path) -> None:
    days = sorted(file.parent.parent.name for file in output.glob("timeline/*/the-bridge-is-closed/index.html"))

    assert days == ["2022-01", "2022-01-05", "2022-01-06"]
    assert (output / "articles/the-bridge-is-closed/index.html").is_file()
    assert sorted(file.name for file in (output / "drafts").iterdir()) == [
        "the-bridge-is-closed-2022-01-07",
        "the-bridge-is-closed-2022-01-08",
    ]


def test_each_has_an_anchor_and_an_id_of_its_own(output: Path) -> None:
    timeline = next(page for page in documents(output) if page.name == "timeline/index.html")
    anchors = [article.get("id") for article in timeline.all("article", class_="entry")]
    table = csv.DictReader(io.StringIO((output / "downloads/timeline.csv").read_bytes().decode("utf-8-sig"), newline=""))
    entries = json.loads((output / "downloads/timeline.json").read_text("utf-8"))["entries"]
    slides = json.loads((output / "downloads/timelinejs.json").read_text("utf-8"))["events"]

    assert len(set(anchors)) == len(anchors) == len(TITLES) + 2
    assert [anchor for anchor in anchors if "bridge" in str(anchor)] == [
        "the-bridge-is-closed",
        "the-bridge-is-closed-2022-01-05",
        "the-bridge-is-closed-2022-01-06",
    ]
    assert anchors == [row["id"] for row in table] == [entry["id"] for entry in entries] == [slide["unique_id"] for slide in slides]


def test_addresses_are_short_enough_for_every_file_system(output: Path) -> None:
    names = [file.relative_to(output).as_posix() for file in output.rglob("*")]

    assert max(len(part.encode()) for name in names for part in name.split("/")) <= 100
    assert max(len(name) for name in names) < 150
    assert (output / "timeline/2022-01-06/most-zakryt/index.html").is_file()
    assert (output / "timeline/2022-01-06/emoji/index.html").is_file()
    (long,) = output.glob("timeline/2022-01-06/the-commission-*")
    assert LONG.lower().replace(" ", "-").startswith(f"{long.name}-")


def test_no_two_pages_have_one_title_or_one_id_twice(output: Path, event_documents: list[Document]) -> None:
    for pages in (documents(output), event_documents):
        titles = [words(page.one("title")) for page in pages]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []
        for page in pages:
            ids = [element.get("id") for element in page.all() if element.get("id") is not None]
            assert len(ids) == len(set(ids)), page.name


def test_no_page_says_where_its_readers_come_from(event_documents: list[Document]) -> None:
    for page in event_documents:
        assert [meta.get("content") for meta in page.all("meta", name="referrer")] == ["same-origin"], page.name
        assert [link.get("href") for link in page.all("a") if link.get("target")] == [], page.name
