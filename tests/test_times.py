"""Times on whole sites: the rims of the calendar, local mean time, years before 1000, changes of clocks, intervals, the front page."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree as etree
from zoneinfo import ZoneInfo

import pytest
from dateline.derive.spans import span
from dateline.derive.strip import strip
from dateline.exports.icalendar import ends
from dateline.exports.times import iso, rfc3339
from dateline.pages.strips import strip_view
from dateline.read.when import parse_when
from icalendar import Calendar
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser

from tests.browser import watching
from tests.conftest import Once
from tests.desks import desk
from tests.documents import Document
from tests.nouns import entry, event
from tests.sites import SETTINGS, build, small_picture, write

ALMATY, NEW_YORK = ZoneInfo("Asia/Almaty"), ZoneInfo("America/New_York")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
EVENT = """\
Title: A history
Standfirst: All of it.
Starts: {starts}
Ends: {ends}
Timezone: Asia/Almaty
Kinds:
    act = Act

It began.
"""


def texts(entries: dict[str, str], starts: str, ends: str) -> dict[str, str | bytes]:
    """Return the files of a site with these entries: slug, and when (maybe with further lines of the head)."""
    event = EVENT.format(starts=starts, ends=ends)
    return {
        "pelicanconf.py": SETTINGS + 'SITENAME = "A history"\n',
        "content/event.md": event if ends else event.replace("Ends: \n", ""),
        "content/data/sources.yaml": "annals:\n  title: Annals\n  publisher: A monk\n  date: 0900\n",
        "content/data/places.yaml": "york:\n  name: New York\n  zone: America/New_York\n",
        **{
            f"content/timeline/{slug}.md": f"Title: The {slug}\nWhen: {when}\nKind: act\nSlug: {slug}\n\nIt was so.[@annals]\n"
            for slug, when in entries.items()
        },
    }


RIMS = {
    "first-day": "0001-01-01",
    "first-year": "0001",
    "first-morning": "0001-01-01 morning",
    "first-minute": "0001-01-01T00:00\nPlaces: york",
    "first-week": "0001-01-01/0001-01-07",
    "early": "0900",
    "may": "0911-05-02\nCorrection: 0912-01-01: Not in June.",
    "mean-day": "1890-05-02",
    "mean-time": "1890-05-02T12:00",
    "ages": "0001/9999",
    "last-minute": "9999-12-31T23:59\nModified: 9999-12-31T23:59Z",
    "last-day": "9999-12-31\nDate: 0001-01-01",
    "last-days": "9999-12-30/9999-12-31",
}


@pytest.fixture(scope="session")
def rims(once: Once) -> Path:
    """The output of a site from the first day of the calendar to the last, built for production."""

    def make(folder: Path) -> None:
        files = texts(RIMS, "0001-01-01", "9999-12-31")
        files |= {
            "content/articles/first.md": "Title: First\nDate: 0001-01-01\nModified: 9999-12-31\n\n![](scroll.png)\n\nAn article.\n",
            "content/pictures/scroll.png": small_picture(),
            "content/pictures/scroll.md": "Alt: A scroll\nCredit: A monk\nDate: 0911-05-02\n\nOn vellum.\n",
            "production.py": "from pelicanconf import *\nRELATIVE_URLS = False\nSITEURL = 'https://example.org'\n",
        }
        write(folder / "site", files)
        build(folder / "site", "content", "-s", "production.py", PYTHONPATH=".")

    return once("rims", make) / "site/output"


def test_feeds_have_only_offsets_of_rfc_3339(rims: Path) -> None:
    for name in ("all", "articles", "timeline"):
        feed = etree.parse(rims / f"feeds/{name}.atom.xml").getroot()
        times = [str(found.text) for found in feed.iter() if found.tag.endswith(("}updated", "}published"))]
        assert times
        assert [time for time in times if not RFC_3339.fullmatch(time)] == []
    items = {item["id"].split("/")[-2]: item for item in json.loads((rims / "feeds/timeline.json").read_text("utf-8"))["items"]}
    assert set(items) == set(RIMS)
    assert all(RFC_3339.fullmatch(item[name]) for item in items.values() for name in ("date_published", "date_modified"))
    assert items["mean-time"]["date_published"] == "1890-05-02T06:52:12+00:00"
    assert items["first-day"]["date_published"] == "0001-01-01T00:00:00+00:00"


def test_data_files_keep_to_their_formats_at_the_rims(rims: Path) -> None:
    document = json.loads((rims / "downloads/timeline.json").read_text("utf-8"))
    schema = json.loads((rims / "downloads/timeline.schema.json").read_text("utf-8"))
    assert not list(Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(document))
    starts = {entry["id"]: entry["when"]["start"]["datetime"] for entry in document["entries"]}
    assert starts["mean-time"] == "1890-05-02T06:52:12+00:00"
    assert (starts["early"], starts["may"], starts["last-minute"]) == ("0900", "0911-05-02", "9999-12-31T23:59+05:00")
    calendar = Calendar.from_ical((rims / "downloads/timeline.ics").read_bytes())
    found: dict[str, Any] = {str(event["url"]).split("/")[-2]: event for event in calendar.walk("VEVENT")}
    assert (found["may"]["dtstart"].dt, found["may"]["dtend"].dt) == (date(911, 5, 2), date(911, 5, 3))
    assert "900\nIt was so." in str(found["early"]["description"])
    assert "dtend" not in found["last-day"]
    rows = (rims / "downloads/timeline.csv").read_text("utf-8-sig").splitlines()
    assert [row for row in rows if row.startswith("may,") and ",0911-05-02," in row]


def test_people_read_years_without_zeros(rims: Path) -> None:
    files = sorted(rims.rglob("*.html"))
    for file in files:
        page = Document(file.relative_to(rims).as_posix(), file.read_bytes())
        # What the build itself says as machines read it: addresses, and what one copies into programs.
        for element in (*page.all("pre"), *page.all("script")):
            element.clear()
        seen = [text.strip() for text in page.root.itertext()]
        dates = [element for element in page.all("meta") if re.search("date|time", f"{element.get('name', '')}{element.get('property', '')}", re.IGNORECASE)]
        said = [element.get(name, "") for element in page.root.iter() if element not in dates for name in ("alt", "title", "aria-label", "content")]
        wrong = [text for text in (*seen, *said) if re.search(r"\b0\d\d\d\b", re.sub(r"https?:\S+", "", text))]
        assert wrong == [], file
    may = (rims / "timeline/0911-05-02/index.html").read_text("utf-8")
    assert "<title>2 May 911 · A history</title>" in may
    assert '<time datetime="0911-05-02">' in (rims / "timeline/index.html").read_text("utf-8")
    assert "<title>900 · A history</title>" in (rims / "timeline/0900/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("when", "zone", "written"),
    [
        ("1890-05-02T12:00", ALMATY, "1890-05-02T06:52:12+00:00"),
        ("1890-05-02", ALMATY, "1890-05-02"),
        ("2022-01-05T22:52", ALMATY, "2022-01-05T22:52+06:00"),
        ("2022-01-05 evening", ALMATY, "2022-01-05"),
        ("0900", ALMATY, "0900"),
        ("0911-05", ALMATY, "0911-05"),
    ],
)
def test_machines_read_iso_8601(when: str, zone: ZoneInfo, written: str) -> None:
    moment = parse_when(when, zone).stands
    assert iso(moment) == written
    assert RFC_3339.fullmatch(rfc3339(moment.at))


def test_a_calendar_ends_where_days_end() -> None:
    days, year = (span(parse_when(written, ALMATY)) for written in ("9999-12-30/9999-12-31", "0001"))
    assert days
    assert year
    assert ends(days) == (date(9999, 12, 30), None)
    assert ends(year) == (date(1, 1, 1), date(2, 1, 1))


def test_hours_are_counted_up_to_the_rims() -> None:
    # In New York's mean time these lie before the first and on the last day that can be counted.
    first = [SimpleNamespace(slug="first", when=parse_when("0001-01-01T05:08", ALMATY))]
    (bar, *_) = strip(cast(Any, first), date(1, 1, 1), date(1, 1, 1), NEW_YORK)
    assert (bar.name, bar.count) == ("0001-01-01T00", 1)
    last = [SimpleNamespace(slug="last", when=parse_when("9999-12-31T18:59", NEW_YORK))]
    (*_, bar) = strip(cast(Any, last), date(9999, 12, 31), date(9999, 12, 31), ALMATY)
    assert (bar.name, bar.count) == ("9999-12-31T23", 1)


WEEK = {
    "siege": "2024-01-15/2024-04-20",
    "strike": "2024-02-28/2024-03-05",
    "night": "2024-02-29T22:00/2024-03-01T01:00",
    "begun": "2024-02-29T21:00/2024-03-03",
    "first": "2024-03-01",
    "until": "2024-03-01/2024-03-02T12:00",
    "month": "2024-03",
    "seven": "2024-03-02T18:07",
    "evening": "2024-03-02 evening",
    "ten": "2024-03-02T22:00",
    "moved": "2024-03-03T09:00\nOrder: 2",
    "third": "2024-03-03T10:00",
}
ORDER = ["siege", "strike", "begun", "night", "month", "first", "until", "seven", "evening", "ten", "third", "moved"]


@pytest.fixture(scope="session")
def week(once: Once) -> Path:
    """A site whose clocks were changed in its middle, still going on, without a highlight."""

    def make(folder: Path) -> None:
        write(folder / "site", texts(WEEK, "2024-02-28", ""))
        build(folder / "site")

    return once("week", make) / "site"


def page(site: Path, name: str) -> Document:
    """Return a page of a site."""
    return Document(name, (site / "output" / name).read_bytes())


def shown(document: Document) -> list[str]:
    """Return the entries of a page, by slug."""
    return [str(found.get("id")) for found in document.all("article", class_="entry") + document.all("article", class_="brief")]


def words(element: Any) -> str:
    """Return the text of an element."""
    return " ".join("".join(element.itertext()).split())


def test_both_offsets_of_an_interval_are_shown_where_they_differ(week: Path) -> None:
    timeline = {
        str(card.get("id")): words(card.find("p"))
        for card in page(week, "timeline/index.html").all("article", class_="entry")
        if card.find("p[@class='entry-when']") is not None
    }
    assert timeline["night"] == "22:00 UTC+6 until 1 March, 01:00 UTC+5"
    assert timeline["until"] == "until 2 March, 12:00 UTC+5"
    assert timeline["begun"] == "21:00 UTC+6 until 3 March 2024"
    assert timeline["seven"] == "18:07 UTC+5"
    entry_page = page(week, "timeline/2024-02-29/night/index.html")
    assert words(entry_page.one("p", class_="entry-when")) == "29 February 2024, 22:00 UTC+6 to 1 March 2024, 01:00 UTC+5"
    calendar = re.sub(r"\r\n ", "", (week / "output/downloads/timeline.ics").read_bytes().decode())
    assert r"29 February 2024\, 22:00 (UTC+6) to 1 March 2024\, 01:00 (UTC+5)" in calendar
    slides = json.loads((week / "output/downloads/timelinejs.json").read_text("utf-8"))["events"]
    said = {slide["unique_id"]: slide.get("display_date") for slide in slides}
    assert said["night"] == "29 February 2024, 22:00 (UTC+6) to 1 March 2024, 01:00 (UTC+5)"


def test_parts_of_a_day_and_order(week: Path) -> None:
    assert shown(page(week, "timeline/index.html")) == ORDER


def test_intervals_are_named_on_pages_of_their_days(week: Path) -> None:
    named = {
        file.parent.name: [words(item) for item in page(week, f"timeline/{file.parent.name}/index.html").all("aside", class_="ongoing")]
        for file in sorted((week / "output/timeline").glob("2024*/index.html"))
    }
    strike, begun = "The strike 28 February 2024 to 5 March 2024", "The begun 29 February 2024, 21:00 UTC+6 to 3 March 2024"
    assert named == {
        "2024-01-15": [],
        "2024-02-28": [],
        "2024-02-29": [f"Also going on {strike}"],
        "2024-03": ["Also going on The siege 15 January 2024 to 20 April 2024"],
        "2024-03-01": [f"Also going on {strike} {begun} The night 29 February 2024, 22:00 UTC+6 to 1 March 2024, 01:00 UTC+5"],
        "2024-03-02": [f"Also going on {strike} {begun} The until 1 March 2024 to 2 March 2024, 12:00 UTC+5"],
        "2024-03-03": [f"Also going on {strike} {begun}"],
    }
    second = page(week, "timeline/2024-03-02/index.html")
    assert shown(second) == ["seven", "evening", "ten"]
    (link, *_) = [found.get("href") for found in second.one("aside", class_="ongoing").iter("a")]
    assert link == "../2024-02-28/strike/index.html"


def test_without_highlights_the_front_page_shows_the_newest_while_it_goes_on(week: Path) -> None:
    front = page(week, "index.html")
    assert shown(front) == ORDER[:-11:-1]
    section = front.one("section", class_="front-highlights")
    assert words(section.find("h2")) == "The latest"
    assert len(front.all("nav", class_="strip")) == 1
    assert words(section.find("p[@class='onward']")) == "All 12 entries"


def test_and_the_first_of_what_has_ended(week: Path, tmp_path: Path) -> None:
    write(tmp_path / "site", texts(WEEK, "2024-02-28", "2024-03-05"))
    build(tmp_path / "site")
    front = page(tmp_path / "site", "index.html")
    assert shown(front) == ORDER[:10]
    assert words(front.one("section", class_="front-highlights").find("h2")) == "What happened when"
    # Without any entry there is still an event.
    write(tmp_path / "site", {"content/timeline": None})
    build(tmp_path / "site")
    front = page(tmp_path / "site", "index.html")
    assert shown(front) == []
    assert front.all("section", class_="front-highlights") == []
    assert words(front.one("h1")) == "A history"
    assert "All 0" not in words(front.root)


def test_a_front_page_with_highlights_shows_them_alone(good_site: Path) -> None:
    assert shown(page(good_site, "index.html")) == ["square"]


def test_no_year_below_the_strip_is_cut_or_stands_over_another(once: Once, chromium: Browser) -> None:
    """At the edge of the window, at the rim of the strip, in a bar narrower than itself."""

    def make(folder: Path) -> None:
        years = {f"y{year}": f"{year}-04-26" for year in range(1986, 2021, 2)}
        write(folder / "site", texts(years, "1986-01-01", "2020-12-31"))
        build(folder / "site")

    address = (once("years", make) / "site/output/timeline/index.html").as_uri()
    for width in (320, 390, 768, 1280):
        with watching(chromium, "file:", width) as watched:
            watched.page.goto(address)
            edge, captions = watched.page.evaluate(_CAPTIONS)
            seen = [(text, left, right) for text, left, right in captions if left < edge]
            assert [text for text, _, _ in captions] == ["1986", "1990", "1995", "2000", "2005", "2010", "2015", "2020"]
            assert [text for text, _, right in seen if right > edge + 0.5] == [], width
            assert seen[0][1] >= 0
            ends_of_words = [position for _, left, right in captions for position in (left, right)]
            assert ends_of_words == sorted(ends_of_words), width


_CAPTIONS = """() => {
  const strip = document.querySelector(".strip").getBoundingClientRect();
  const captions = [...document.querySelectorAll(".strip-caption")].filter((caption) => caption.textContent);
  return [strip.width, captions.map((caption) => {
    const range = document.createRange();
    range.selectNodeContents(caption);
    const boxes = [...range.getClientRects()];
    if (boxes.length !== 1) throw new Error(`${caption.textContent} is broken`);
    return [caption.textContent, boxes[0].left - strip.left, boxes[0].right - strip.left];
  })];
}"""


@pytest.mark.parametrize(("starts", "captions"), [(2009, "2010 2015 2020"), (2008, "2008 2010 2015 2020"), (2010, "2010 2015 2020")])
def test_the_first_year_gives_way_to_a_round_one_beside_it(starts: int, captions: str) -> None:
    view = strip_view(desk(event(starts=date(starts, 1, 1), ends=date(2022, 12, 31))), [entry("e", f"{starts}-05")])
    assert " ".join(bar.caption for bar in view.bars if bar.caption) == captions
    assert view.years
    view = strip_view(desk(event(starts=date(900, 1, 1), ends=date(2022, 12, 31))), [])
    assert (view.bars[0].label.partition(":")[0], view.bars[0].caption) == ("900–909", "900")
