"""Dates that programs are told: what is known, and never more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from dateline.read.when import parse_when
from dateline.structured.dates import end_of, modified_on, published_on, spanned, start_of
from dateline.structured.node import as_json, node
from dateline.structured.site import where

from tests.nouns import ZONE, article, entry, place


@pytest.mark.parametrize(("written", "start", "end"), [
    ("2022-01-05", "2022-01-05", ""),
    ("2022-01-05T14:00", "2022-01-05T14:00+06:00", ""),
    ("2022-01-05 evening", "2022-01-05", ""),
    ("2022-01-05T18:00~", "2022-01-05", ""),
    ("2022-01-05~", "", ""),
    ("2022-01", "2022-01", ""),
    ("2022", "2022", ""),
    ("1998~", "", ""),
    ("2022-01-05T20:00/2022-01-06T05:00", "2022-01-05T20:00+06:00", "2022-01-06T05:00+06:00"),
    ("2022-01-05/2022-02", "2022-01-05", "2022-02"),
    ("2022-01-05?", "", ""),
    ("2022-XX", "2022", ""),
    ("2022-21", "2022", ""),
    ("198X", "", ""),
    ("2022-01-05/..", "2022-01-05", ""),
    ("2022-01-05/", "2022-01-05", ""),
    ("[1986..1989]", "", ""),
    ("undated", "", ""),
])  # fmt: skip
def test_bounds_are_what_is_known(written: str, start: str, end: str) -> None:
    when = parse_when(written, ZONE)
    assert (start_of(when), end_of(when)) == (start, end)


@pytest.mark.parametrize(("written", "said"), [
    ("2022-01-05", ""), ("2022-01-05T14:00", ""), ("2022-01-05/2022-01-07", ""), ("undated", ""),
    ("1998~", "1998~"), ("[1986..1989]", "[1986..1989]"), ("2022-01-05/..", "2022-01-05/.."),
])  # fmt: skip
def test_what_bounds_cannot_say_is_said_as_a_span(written: str, said: str) -> None:
    assert spanned(parse_when(written, ZONE)) == said


def test_an_entry_counts_as_published_when_it_happened_where_that_is_known() -> None:
    assert [published_on(entry("e", when)) for when in ("2022-01-05", "2022-01-05T14:00", "2022-01", "2022-01-05~")] == [
        "2022-01-05", "2022-01-05T14:00+06:00", "", "",
    ]  # fmt: skip
    assert published_on(entry("e", "2022-01", published=datetime(2022, 2, 3, 9, 30, tzinfo=UTC))) == "2022-02-03T09:30:00+00:00"


def test_only_what_was_changed_says_when() -> None:
    plain = article("a", "2022-01-07")
    assert (published_on(plain), modified_on(plain)) == ("2022-01-07", "")
    assert modified_on(replace(plain, modified=datetime(2022, 1, 9, tzinfo=UTC))) == "2022-01-09"


def test_an_event_is_where_most_of_it_happened() -> None:
    land = place("land")
    town, abroad = place("town", land), place("abroad")
    assert where([[town], [land], [abroad], []]) is land
    assert where([[town], [abroad]]) is None
    assert where([]) is None


def test_what_is_empty_is_not_said() -> None:
    assert as_json([node("Person", name="A", description="", affiliation=(), image=None)]) == (
        '{"@context":"https://schema.org","@graph":[{"@type":"Person","name":"A"}]}'
    )
    whole = node("Person", "#a", name="A")
    assert as_json([whole, node("Event", name="<b>", performer=(whole, whole))]).endswith(
        '[{"@type":"Person","@id":"#a","name":"A"},{"@type":"Event","name":"\\u003cb>","performer":[{"@id":"#a"},{"@id":"#a"}]}]}'
    )
