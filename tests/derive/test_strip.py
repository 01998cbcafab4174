"""The activity strip: a bar for each hour, day, month or more, every entry counted where it can be."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from dateline.derive.strip import Bar, strip, unit_of
from dateline.model.nouns import Entry
from dateline.read.when import parse_when
from hypothesis import given
from hypothesis import strategies as st

ZONE = ZoneInfo("Asia/Almaty")


def entries(*whens: str, zone: ZoneInfo = ZONE) -> tuple[Entry, ...]:
    """Return entries that have nothing but a time, in order."""
    found: list[Any] = [SimpleNamespace(slug=text, when=parse_when(text, zone)) for text in whens]
    return cast(tuple[Entry, ...], tuple(sorted(found, key=lambda entry: entry.when.sort_key)))


def counts(bars: tuple[Bar, ...]) -> dict[str, int]:
    """Return the bars that are not empty."""
    return {bar.name or bar.where: bar.count for bar in bars if bar.count}


@pytest.mark.parametrize(
    ("starts", "ends", "unit", "bars"),
    [
        ("2022-01-05", "2022-01-05", "hour", 24),
        ("2022-01-05", "2022-01-06", "hour", 48),
        ("2022-01-05", "2022-01-07", "day", 3),
        ("2022-01-01", "2022-12-31", "day", 365),
        ("2024-01-01", "2024-12-31", "day", 366),
        ("2022-01-01", "2023-01-02", "month", 13),
        ("2013-01-01", "2022-12-31", "month", 120),
        ("2012-12-31", "2022-12-31", "year", 11),
        ("1850-01-01", "2022-01-01", "decade", 18),
        ("0044-03-15", "9999-12-31", "century", 100),
    ],
)
def test_the_length_of_the_event_decides(starts: str, ends: str, unit: str, bars: int) -> None:
    first, last = date.fromisoformat(starts), date.fromisoformat(ends)
    assert unit_of(first, last) == unit
    found = strip((), first, last, ZONE)
    assert len(found) == bars
    assert {bar.where for bar in found} == {unit}


def test_hours_are_those_of_the_event() -> None:
    found = entries("2022-01-05", "2022-01-05T13:59", "2022-01-05 evening", "2022-01-06T23:00", "2022-01-04", "2022-01-07T00:00")
    found = (*found, *entries("2022-01-05T20:00", zone=ZoneInfo("Europe/Berlin")))
    bars = strip(found, date(2022, 1, 5), date(2022, 1, 6), ZONE)
    # What is known only to the day stands in no hour; 20:00 in Berlin is 01:00 in Almaty.
    assert counts(bars) == {"before": 1, "2022-01-05T13": 1, "2022-01-05T20": 1, "2022-01-06T01": 1, "2022-01-06T23": 1, "after": 1}
    assert bars[0].first is not None
    assert bars[0].first.slug == "2022-01-04"


def test_months_take_what_is_known_to_the_month() -> None:
    found = entries("2021", "2021-03", "2021-03-05", "2022-06-01T10:00", "2020-12", "2023-05")
    bars = strip(found, date(2021, 1, 1), date(2022, 12, 31), ZONE)
    assert counts(bars) == {"before": 1, "2021-03": 2, "2022-06": 1, "after": 1}
    assert max(bar.share for bar in bars) == 1.0


@pytest.mark.parametrize(
    ("when", "counted", "lasting", "perhaps"),
    [
        ("2022-01-05", [5], [], []),
        ("2022-01-05?", [5], [], []),
        ("2022-01-05/2022-01-07", [5], [6, 7], []),
        ("2021-12-30/2022-01-03", [], [1, 2, 3], []),
        ("2022-01-09/..", [9], [10], []),
        ("2022-01-09/", [9], [], []),
        ("../2022-01-02", [], [1, 2], []),
        ("/2022-01-02", [], [], []),
        ("[2022-01-05..2022-01-07]", [], [], [5, 6, 7]),
        ("[..2022-01-02]", [], [], []),
        ("[2022-01-09..]", [], [], []),
        ("{2022-01-05,2022-01-07,2022-01-08}", [5], [7, 8], []),
        ("2022-01", [], [], [*range(1, 11)]),
        ("2022-01-XX", [], [], [*range(1, 11)]),
        ("202X", [], [], [*range(1, 11)]),
        ("2021-12/2022-01-03", [], [1, 2, 3], []),
        ("2022-01/2022-03", [], [], [*range(1, 11)]),
        ("2022-01-05/2022-01", [5], [], [6, 7, 8, 9, 10]),
        ("2022-02", [], [], []),
        ("undated", [], [], []),
    ],
)
def test_a_span_is_drawn_as_what_it_is(when: str, counted: list[int], lasting: list[int], perhaps: list[int]) -> None:
    bars = [bar for bar in strip(entries(when), date(2022, 1, 1), date(2022, 1, 10), ZONE) if bar.name]
    days = {int(bar.name[8:]): bar for bar in bars}
    assert [day for day, bar in days.items() if bar.count] == counted
    assert [day for day, bar in days.items() if bar.lasting] == lasting
    assert [day for day, bar in days.items() if bar.perhaps] == perhaps


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [("198X", 1, 0), ("[2021-12-30..2022-01-02]", 0, 0), ("2021-12-30/2022-01-02", 1, 0), ("../2021", 1, 0), ("[2022-01-11..]", 0, 1), ("2022-02?", 0, 1), ("undated", 0, 0)],
)
def test_what_lies_outside(when: str, before: int, after: int) -> None:
    bars = strip(entries(when), date(2022, 1, 1), date(2022, 1, 10), ZONE)
    assert sum(bar.count for bar in bars if bar.where == "before") == before
    assert sum(bar.count for bar in bars if bar.where == "after") == after


@given(
    st.lists(st.datetimes().map(lambda moment: moment.date().isoformat()), max_size=30),
    st.dates(date(1, 1, 1), date(9998, 12, 31)),
    st.integers(0, 5000),
)
def test_every_day_is_counted_once(days: list[str], starts: date, length: int) -> None:
    ends = date.fromordinal(min(starts.toordinal() + length, date.max.toordinal()))
    bars = strip(entries(*days), starts, ends, ZONE)
    if unit_of(starts, ends) != "hour":
        assert sum(bar.count for bar in bars) == len(days)
    assert all(0 <= bar.share <= 1 for bar in bars)
    assert all((bar.first is None) == (bar.count == 0) for bar in bars)
    assert len(bars) <= 370
