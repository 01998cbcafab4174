"""`Order`: a place inside the day, whatever the time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from dateline.markup.convert import Markup
from dateline.model.address import Address
from dateline.model.nouns import Teaser
from dateline.model.order import in_order
from dateline.model.texts import Made
from dateline.problems import Problems
from dateline.read.records import Item, Record
from dateline.read.when import UNKNOWN, parse_when


def made(slug: str, when: str, order: int = 0, status: str = "published") -> Made:
    """Return an entry after the second pass."""
    time = parse_when(when, ZoneInfo("UTC")) if when else UNKNOWN
    fields = {"order": (Item(order, 3),)} if order else {}
    teaser = Teaser("entry", slug, slug, Address(f"timeline/{slug}/"), "", "", "", time, datetime(2022, 1, 5, tzinfo=UTC))
    return Made(Record("entry", f"content/timeline/{slug}.md", slug, 1, fields), slug, status, teaser, Markup(""), time)


def order(*entries: Made) -> str:
    """Return the slugs in order; nothing may be wrong."""
    problems = Problems()
    found = in_order(entries, problems)
    assert not problems
    return " ".join(each.slug for each in found)


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ({}, "a b c d"),
        ({"d": 1}, "d a b c"),
        ({"a": 2}, "b a c d"),
        ({"c": 1, "a": 3}, "c b a d"),
        ({"d": 1, "c": 2, "b": 3, "a": 4}, "d c b a"),
        ({"a": 9}, "b c d a"),
    ],
)
def test_an_order_is_a_place_inside_the_day(orders: dict[str, int], expected: str) -> None:
    times = {"a": "1986-04-26", "b": "1986-04-26T01:23", "c": "1986-04-26 morning", "d": "1986-04-26T14:00"}
    entries = [made(slug, when, orders.get(slug, 0)) for slug, when in times.items()]
    assert order(made("before", "1986-04-25"), *entries, made("after", "1986-04-27")) == f"before {expected} after"


def test_what_is_known_to_the_month_has_an_order_of_its_own() -> None:
    assert order(made("a", "1986-04"), made("b", "1986-04", 1), made("c", "1986-04-01")) == "b a c"


def test_drafts_and_hidden_entries_take_no_place() -> None:
    assert order(made("draft", "1986-04-26", 1, "draft"), made("a", "1986-04-26"), made("b", "1986-04-26T10:00", 1)) == "b a draft"


def test_two_with_one_place_are_told_of_the_second_file() -> None:
    problems = Problems()
    in_order([made("b", "1986-04-26", 2), made("a", "1986-04-26T10:00", 2), made("c", "1986-04-27", 2), made("x", "", 2), made("y", "", 2)], problems)
    assert [str(problem) for problem in problems.sorted()] == [
        'content/timeline/b.md:3: "Order: 2" stands in content/timeline/a.md too, for 1986-04-26: give each of the two a place of its own'
    ]

