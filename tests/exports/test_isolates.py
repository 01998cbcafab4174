"""Titles and names of the other direction, where no markup can stand: isolated, and left alone where a site has but one direction."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as etree

import pytest

from tests.conftest import Once
from tests.sites import PUBLISH, build, write
from tests.tongues import files

ATOM = "{http://www.w3.org/2005/Atom}"
ISOLATES = re.compile("[\u2066-\u2069]")


def published(once: Once, language: str) -> Path:
    """Return the output of the small event in a language, with feeds."""

    def make(folder: Path) -> None:
        write(folder / "site", {**files(language), "publishconf.py": PUBLISH})
        english = "content/timeline/2022-01-06-rescue.md"
        write(folder / "site", {english: str(files(language)[english]).replace("Slug:", "Lang: en\nSlug:")} if language == "ar" else {})
        build(folder / "site", "content", "-s", "publishconf.py", SITEURL="https://example.org")

    return once(f"published-{language}", make) / "site/output"


@pytest.fixture(scope="module")
def arabic(once: Once) -> Path:
    return published(once, "ar")


def test_titles_in_feeds(arabic: Path) -> None:
    titles = {title.text for title in etree.parse(arabic / "feeds/all.atom.xml").iter(f"{ATOM}title")}

    assert {"انهيار السد فوق البلدة", "ما حدث في تلك الليلة", "\u2068فرق THW تبحث عن المفقودين\u2069"} <= {
        (title or "").replace("\u2066", "\u2068") for title in titles
    }
    items = json.loads((arabic / "feeds/timeline.json").read_text("utf-8"))["items"]
    assert {item["title"] for item in items} == {title for title in titles if title and ("THW" in title or "انهيار السد فوق" in title)}


def test_names_in_feeds_and_calendar(arabic: Path) -> None:
    (name,) = {author.text for entry in etree.parse(arabic / "feeds/articles.atom.xml").iter(f"{ATOM}entry") for author in entry.iter(f"{ATOM}name")}
    calendar = (arabic / "downloads/timeline.ics").read_text("utf-8").replace("\r\n ", "").replace("\n ", "")

    assert name == "ليلى حداد، \u2068Jan de Vries\u2069"
    assert "\u2068Anna Müller\u2069: لم يمت أحد" in calendar
    assert "\u2068The Agency\\, Inc.\u2069، \u2068Dam breaks (updated)\u2069" in calendar


def test_facts_for_machines_are_bare(arabic: Path) -> None:
    facts = [file for file in (arabic / "downloads").glob("*.csv") if file.name != "timelinejs.csv"]  # which is shown as it is
    assert len(facts) > 5
    assert [file.name for file in facts if ISOLATES.search(file.read_text("utf-8"))] == []
    assert not ISOLATES.search((arabic / "downloads/timeline.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_site_of_one_direction_has_no_isolates(once: Once, language: str) -> None:
    site = published(once, language)
    texts = [file for file in site.rglob("*.*") if file.suffix in (".html", ".xml", ".json", ".ics", ".csv")]

    assert len(texts) > 30
    assert [file for file in texts if ISOLATES.search(file.read_text("utf-8")) or "<bdi" in file.read_text("utf-8")] == []
