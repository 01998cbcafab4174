"""What readers say and how: below their texts, on /responses/, in feeds and data; /contact/ and /follow/."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as etree

import pytest
from dateline.derive.feeds import feeds
from dateline.exports.feeds import atom
from dateline.exports.json_feed import json_feed
from dateline.exports.responses_json import responses_json
from dateline.keys import Keys
from dateline.model.address import Address
from dateline.model.corrections import with_places
from dateline.model.nouns import Correction, Response
from dateline.model.responses import with_responses
from dateline.pages.all import all_pages
from dateline.pages.frame import Desk
from dateline.pages.planned import Recipes
from dateline.pages.values import Page
from dateline.read.channels import channel

from tests.desks import SITEURL, desk
from tests.nouns import NOWHERE, article, body, entry, event

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTED = Correction(date(2022, 1, 9), body("It was three."), anchor="correction-2022-01-09")
TITLE = "Пожар & «дым»: 100%?"
"""A title in which a letter's subject could break."""


def letter(text: Any, sender: str, **more: Any) -> Response:
    """Return a published response to a text."""
    day = more.pop("day", date(2022, 1, 8))
    anchor = f"response:{sender.lower()}"
    return Response(text.teaser, sender, day, body("<p>No.</p>"), body(), "published", "", NOWHERE, anchor, address=Address(f"responses/#{anchor}"), **more)


@pytest.fixture(scope="module")
def at() -> Desk:
    """An event in which two readers wrote, one of whom was right."""
    (fire,), (night,) = with_places([entry("fire", "2022-01-05", corrections=(CORRECTED,), title=TITLE)], [article("night")])
    ann = replace(letter(fire, "Ann", corrections=((date(2022, 1, 9), CORRECTED.anchor),)), answer=body("Thank you."), translated=True)
    bob = replace(letter(night, "Bob", day=date(2022, 1, 7)), lang="ar")
    made = event(
        entries=(with_responses(fire, [ann, bob]),), articles=(with_responses(night, [ann, bob]),), responses=(ann, bob),
        contact=(channel("signal: desk.01"), channel("email: desk@example.org")), guides=(("A guide", "https://example.org/guide"),), status="developing",
    )  # fmt: skip
    return desk(made)


def pages_of(at: Desk) -> dict[str, Page]:
    """Return all pages by address."""
    return {page.address: page for page in all_pages(at, (), dict, Recipes(Keys(), "")) if isinstance(page, Page)}


@pytest.fixture(scope="module")
def made(at: Desk) -> dict[str, Page]:
    return pages_of(at)


def test_each_stands_below_its_text_and_on_the_page_of_all(made: dict[str, Page]) -> None:
    fire = made["timeline/2022-01-05/fire/"].page
    assert [(each.sender, each.anchor, each.other) for each in fire.responses] == [("Ann", "response:ann", "responses/#response:ann")]
    assert [(each.sender, each.of.url, each.other) for each in made["responses/"].page.responses] == [
        ("Ann", "timeline/2022-01-05/fire/#response:ann", ""),
        ("Bob", "articles/night/#response:bob", ""),
    ]
    assert [(each.lang, each.dir, each.translator) for each in made["responses/"].page.responses] == [("", "", "Translation by the editors"), ("ar", "rtl", "")]
    assert [each.sender for each in made["articles/night/"].page.responses] == ["Bob"]


def test_a_correction_and_what_led_to_it_name_each_other(made: dict[str, Page]) -> None:
    (correction,) = made["timeline/2022-01-05/fire/"].page.corrections
    (response,) = made["timeline/2022-01-05/fire/"].page.responses
    assert [(link.text, link.url) for link in correction.after] == [("Ann", "timeline/2022-01-05/fire/#response:ann")]
    assert [(day.datetime, url) for day, url in response.led_to] == [("2022-01-09", "timeline/2022-01-05/fire/#correction-2022-01-09")]
    assert made["corrections/"].page.corrections[0].after == correction.after


def test_the_feed_in_both_forms_and_the_data(at: Desk, made: dict[str, Page]) -> None:
    (feed,) = (feed for feed in feeds(at.event) if feed.name == "responses")
    items = etree.fromstring(atom(at, feed)).findall(f"{ATOM}entry")
    assert [(item.findtext(f"{ATOM}title"), item.findtext(f"{ATOM}id"), str(item.findtext(f"{ATOM}updated"))[:10]) for item in items] == [
        ("Response: Fire", f"{SITEURL}/responses/#response:ann", "2022-01-09"),
        ("Response: Night", f"{SITEURL}/responses/#response:bob", "2022-01-07"),
    ]
    assert "<p><b>The editors answer:</b> Thank you.</p>" in str(items[0].findtext(f"{ATOM}content"))
    assert [item.findtext(f"{ATOM}author/{ATOM}name") for item in items] == ["Ann", "Bob"]
    assert [item["id"] for item in json.loads(json_feed(at, feed, feed.json_address))["items"]] == [item.findtext(f"{ATOM}id") for item in items]
    first, second = json.loads(responses_json(at))["responses"]
    assert (first["from"], first["answer"], first["led_to"]) == (
        "Ann", "Thank you.", [{"date": "2022-01-09", "url": f"{SITEURL}/timeline/2022-01-05/fire/#correction-2022-01-09"}],
    )  # fmt: skip
    assert (second["language"], second["answer"], second["led_to"]) == ("ar", None, [])
    assert "consent" not in first
    assert [link.url for link in made["responses/"].page.feeds] == [f"{SITEURL}/feeds/responses.atom.xml", f"{SITEURL}/feeds/responses.json"]


def test_the_subject_of_a_letter_is_the_title_whatever_its_letters(made: dict[str, Page]) -> None:
    asked = made["timeline/2022-01-05/fire/"].page.ask
    address, _, subject = asked.mail.partition("?subject=")
    assert (address, unquote(subject), asked.page) == ("mailto:desk@example.org", TITLE, "contact/")
    assert subject.isascii()
    assert not set(' &?"<>') & set(subject)


def test_all_ways_stand_on_one_page_with_guides(made: dict[str, Page]) -> None:
    page = made["contact/"].page
    assert [(each.label, each.address.text, each.address.url) for each in page.channels] == [("Signal", "desk.01", ""), ("E-mail", "desk@example.org", "mailto:desk@example.org")]
    assert [guide.url for guide in page.guides] == ["https://example.org/guide"]
    assert {"responses/", "contact/", "follow/"} <= {link.url for link in made[""].site.more}


def test_following_needs_whole_addresses_and_no_account(made: dict[str, Page]) -> None:
    page = made["follow/"].page
    assert page.calendar.url == "webcal://example.org/downloads/timeline.ics"
    assert page.file.url == f"{SITEURL}/downloads/timeline.ics"
    assert [feed.url for feed in page.feeds] == [link.url for link in made["downloads/"].page.feeds]


def test_without_any_of_it_there_are_no_such_pages() -> None:
    at = desk(event(entries=(entry("calm", "2022-01-06"),)))
    bare = pages_of(replace(at, siteurl="", settings=replace(at.settings, siteurl="")))
    assert not {"responses/", "contact/", "follow/"} & set(bare)
    assert bare["timeline/2022-01-06/calm/"].page.ask is None
    assert "responses" not in [feed.name for feed in feeds(at.event)]


def test_only_what_still_goes_on_tells_how_long_ago(made: dict[str, Page]) -> None:
    assert made[""].site.developing
    assert not pages_of(desk(event(entries=(entry("calm", "2022-01-06"),))))[""].site.developing
