"""What was corrected: said wherever the text appears, on its page, on /corrections/, in feeds and in the data."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as etree

import pytest
from dateline.derive.feeds import feeds
from dateline.exports.feeds import atom
from dateline.exports.json_feed import json_feed
from dateline.exports.sitemap import sitemaps
from dateline.exports.tables import tables
from dateline.exports.timeline_json import timeline_json
from dateline.keys import Keys
from dateline.model.corrections import with_places
from dateline.model.nouns import Correction, TimelinePart
from dateline.pages.all import all_pages
from dateline.pages.frame import Desk
from dateline.pages.planned import AnyPage, Recipes
from dateline.pages.values import EntryCard, Page

from tests.desks import SITEURL, desk
from tests.nouns import article, body, chosen, entry, event, place, source

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = date(2022, 1, 9)
AGENCY = source("agency")
FIRST = Correction(date(2022, 1, 8), body("It was <em>noon</em>."), anchor="correction-2022-01-08")
LAST = Correction(DAY, body("So the agency."), was="two", now="three", anchor="correction-2022-01-09")
TOWN = place("town")


def corrected(text: Any, *corrections: Correction) -> Any:
    """Return a text with corrections, as the model leaves it."""
    teaser = replace(text.teaser, corrected=max(each.date for each in corrections))
    return replace(text, corrections=corrections, teaser=teaser)


@pytest.fixture(scope="module")
def at() -> Desk:
    """An event in which an entry and an article were corrected, and others refer to them."""
    fire = corrected(entry("fire", "2022-01-05T20:00", places=(TOWN,), sources=(AGENCY,), highlight=True), LAST, FIRST)
    night = corrected(article("night", places=(TOWN,)), FIRST)
    part = TimelinePart("", (fire.teaser,), fire.when)
    more = article("more", "2022-01-10", body=body("<p>More.</p>", part), read_more=(chosen(fire), chosen(night)))
    entries, articles = with_places([fire, entry("calm", "2022-01-06")], [more, night])
    return desk(event(entries=tuple(entries), articles=tuple(articles), places=(TOWN,), sources=(AGENCY,)))


@pytest.fixture(scope="module")
def made(at: Desk) -> dict[str, Page]:
    """Return all pages by address."""
    found: dict[str, AnyPage] = {page.address: page for page in all_pages(at, (), dict, Recipes(Keys(), ""))}
    return {address: page for address, page in found.items() if isinstance(page, Page)}


def days(*values: Any) -> list[str]:
    """Return the days on which what is shown was corrected last, empty where it never was."""
    return [value.corrected.datetime if value.corrected else "" for value in values]


def cards(page: Any) -> list[EntryCard]:
    """Return the entries of a page that has them by day."""
    return [card for day in page.days for run in day.runs for card in run.entries]


def test_it_is_said_wherever_the_text_appears(at: Desk, made: dict[str, Page]) -> None:
    fire, day = made["timeline/2022-01-05/fire/"].page, "2022-01-09"
    assert days(*cards(made["timeline/"].page)) == [day, ""]
    assert days(*cards(made["timeline/newest/"].page)) == ["", day]
    assert days(*(card for run in made["timeline/2022-01-05/"].page.day.runs for card in run.entries)) == [day]
    assert days(*made[""].page.briefs) == [day]
    assert days(*made[""].page.articles) == ["", "2022-01-08"]
    assert days(*made["places/town/"].page.entries, *made["places/town/"].page.articles) == [day, "2022-01-08"]
    assert days(*made["articles/"].page.articles) == ["", "2022-01-08"]
    assert days(*made["articles/more/"].page.related[:2]) == [day, "2022-01-08"]
    assert days(*made["articles/more/"].page.body.parts[1].teasers) == [day]
    assert days(fire.entry) == [day]
    assert days(made["timeline/2022-01-06/calm/"].page.earlier) == [day]
    assert days(*map(at.views.mention, at.event.entries)) == [day, ""]


def test_a_correction_leads_from_its_text_to_all_and_back(made: dict[str, Page]) -> None:
    everywhere = made["corrections/"].page.corrections
    own = made["timeline/2022-01-05/fire/"].page.corrections
    assert [(each.date.datetime, each.anchor, each.of.url) for each in everywhere] == [
        ("2022-01-09", "entry-fire-2022-01-09", "timeline/2022-01-05/fire/#correction-2022-01-09"),
        ("2022-01-08", "article-night-2022-01-08", "articles/night/#correction-2022-01-08"),
        ("2022-01-08", "entry-fire-2022-01-08", "timeline/2022-01-05/fire/#correction-2022-01-08"),
    ]
    assert [(each.anchor, each.other, each.was, each.now) for each in own] == [
        ("correction-2022-01-09", "corrections/#entry-fire-2022-01-09", "two", "three"),
        ("correction-2022-01-08", "corrections/#entry-fire-2022-01-08", "", ""),
    ]


def test_the_feed_of_corrections_in_both_forms(at: Desk, made: dict[str, Page]) -> None:
    feed = next(feed for feed in feeds(at.event) if feed.name == "corrections")
    items = etree.fromstring(atom(at, feed)).findall(f"{ATOM}entry")
    assert [(item.findtext(f"{ATOM}title"), item.findtext(f"{ATOM}id"), str(item.findtext(f"{ATOM}updated"))[:10]) for item in items] == [
        ("Correction: Fire", f"{SITEURL}/corrections/#entry-fire-2022-01-09", "2022-01-09"),
        ("Correction: Night", f"{SITEURL}/corrections/#article-night-2022-01-08", "2022-01-08"),
        ("Correction: Fire", f"{SITEURL}/corrections/#entry-fire-2022-01-08", "2022-01-08"),
    ]
    html = str(items[0].findtext(f"{ATOM}content"))
    assert f'<a href="{SITEURL}/timeline/2022-01-05/fire/#correction-2022-01-09">Fire</a>' in html
    assert "Instead of <del>two</del>, read <ins>three</ins>. So the agency." in html
    assert items[0].findtext(f"{ATOM}summary") == "Instead of “two”, read “three”. So the agency."
    document = json.loads(json_feed(at, feed, feed.json_address))
    assert [item["url"] for item in document["items"]] == [item.findtext(f"{ATOM}id") for item in items]
    head = made[""].site.feeds
    assert [each.url.removeprefix(SITEURL) for each in head if "corrections" in each.url] == ["/feeds/corrections.atom.xml", "/feeds/corrections.json"]
    assert [link.url.removeprefix(SITEURL) for link in made["corrections/"].page.feeds] == ["/feeds/corrections.atom.xml", "/feeds/corrections.json"]
    assert [line.title for line in made["downloads/"].page.feeds if "corrections" in line.url] == ["Site: Corrections"] * 2


def test_where_nothing_was_corrected_there_is_no_such_feed_and_no_table() -> None:
    at = desk(event(entries=(entry("calm", "2022-01-06"),)))
    assert "corrections" not in [feed.name for feed in feeds(at.event)]
    assert "corrections" not in [name for name, _ in tables(at)]


def test_the_item_keeps_its_name_when_newer_ones_move_it_onto_another_page() -> None:
    many = [corrected(article(f"a{number:03}"), replace(LAST, date=date(2022, 2, 1))) for number in range(100)]
    _, articles = with_places([], [corrected(article("old"), LAST), *many])
    at = desk(event(articles=tuple(articles)))
    feed = next(feed for feed in feeds(at.event) if feed.name == "corrections")
    old = replace(feed, corrections=feed.corrections[-1:])
    (item,) = json.loads(json_feed(at, old, old.json_address))["items"]
    assert (item["id"], item["url"]) == (f"{SITEURL}/corrections/#article-old-2022-01-09", f"{SITEURL}/corrections/2/#article-old-2022-01-09")


def test_the_data_have_them(at: Desk) -> None:
    files = dict(tables(at))
    rows = [list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline=""))) for name in ("corrections", "timeline")]
    assert [(row["id"], row["date"], row["kind"], row["title"], row["was"], row["now"], row["text"]) for row in rows[0]] == [
        ("entry-fire-2022-01-09", "2022-01-09", "entry", "Fire", "two", "three", "Instead of “two”, read “three”. So the agency."),
        ("article-night-2022-01-08", "2022-01-08", "article", "Night", "", "", "It was noon."),
        ("entry-fire-2022-01-08", "2022-01-08", "entry", "Fire", "", "", "It was noon."),
    ]
    assert [row["corrected"] for row in rows[1]] == ["2022-01-09", ""]
    fire = json.loads(timeline_json(at))["entries"][0]
    assert fire["corrections"][0] == {
        "id": "entry-fire-2022-01-09",
        "url": f"{SITEURL}/corrections/#entry-fire-2022-01-09",
        "date": "2022-01-09",
        "was": "two",
        "now": "three",
        "text": "Instead of “two”, read “three”. So the agency.",
    }


def test_it_is_a_change_of_the_text_and_of_what_lists_it(at: Desk, made: dict[str, Page]) -> None:
    found = {str(url[0].text).removeprefix(SITEURL): url[1].text for url in etree.fromstring(dict(sitemaps(made.values(), SITEURL))["sitemap.xml"])}
    assert {found[address] for address in ("/timeline/2022-01-05/fire/", "/timeline/2022-01-05/", "/corrections/")} == {"2022-01-09"}
    assert found["/"] == "2022-01-10", "the newest article"
