"""A large timeline: no page holds more than 200 entries, pages stay small, every entry is reached."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from benchmarks.timeline import files
from tests.conftest import Once
from tests.sites import SETTINGS, build, write

DAY = 450
"""Entries on one day."""


@pytest.fixture(scope="session")
def large(once: Once) -> Path:
    """The output of a site of 1,000 entries over a year, and 450 more on one day at one place."""

    def make(folder: Path) -> None:
        made: dict[str, str | bytes] = dict(files(1_000))
        made["pelicanconf.py"] = SETTINGS
        for number in range(DAY):
            made[f"content/timeline/busy-{number:03}.md"] = (
                f"Title: Busy {number}\nWhen: 2022-06-15T{number // 60 + 6:02}:{number % 60:02}\nKind: protest\nPlaces: place-0\n"
                f"Slug: busy-{number:03}\n\nMuch happened.[@source-1]\n"
            )
        write(folder / "site", made)
        build(folder / "site")

    return once("large", make) / "site/output"


def entries(page: Path) -> list[str]:
    """Return the slugs of the entries that a page holds."""
    return re.findall(r'<article class="entry[^"]*" id="([^"]+)"', page.read_text("utf-8"))


def test_no_page_holds_more_than_200_entries(large: Path) -> None:
    counts = {page.relative_to(large).as_posix(): len(entries(page)) for page in large.rglob("*.html")}
    assert max(counts.values()) == 200
    assert counts["timeline/2022-06-15/index.html"] == counts["timeline/2022-06-15/2/index.html"] == 200


def test_the_pages_of_a_day_lead_from_one_to_the_next_and_hold_every_entry(large: Path) -> None:
    first = large / "timeline/2022-06-15"
    parts = [first / "index.html", first / "2/index.html", first / "3/index.html"]
    found = [slug for part in parts for slug in entries(part)]
    assert {f"busy-{number:03}" for number in range(DAY)} <= set(found)
    assert len(found) == len(set(found))
    assert not (first / "4").exists()
    text = parts[1].read_text("utf-8")
    assert "15 June 2022, part 2 of 3" in text
    assert 'rel="prev" href="../index.html"' in text
    assert 'rel="next" href="../3/index.html"' in text


def test_every_day_is_reached_from_the_timeline(large: Path) -> None:
    page = (large / "timeline/index.html").read_text("utf-8")
    linked = set(re.findall(r'href="([\d-]+)/index.html"', page))
    assert linked >= {folder.name for folder in (large / "timeline").iterdir() if re.fullmatch(r"\d{4}-\d\d-\d\d", folder.name)}


def test_a_place_with_too_many_entries_leads_to_their_days(large: Path) -> None:
    page = large / "places/place-0/index.html"
    assert len(entries(page)) <= 200
    assert 'href="../../timeline/2022-06-15/index.html"' in page.read_text("utf-8")


def test_front_and_timeline_stay_small(large: Path) -> None:
    for name in ("index.html", "timeline/index.html", "timeline/newest/index.html"):
        assert len(gzip.compress((large / name).read_bytes(), mtime=0)) < 60_000, name
