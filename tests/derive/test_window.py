"""The strip on the page of a day of a long event: the days around it, and one bar at each end for all the others."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from dateline.derive.strip import WHOLE, Bar, strip, window
from dateline.model.nouns import Entry
from dateline.read.when import parse_when

UTC = ZoneInfo("UTC")


def entries(*whens: str) -> tuple[Entry, ...]:
    """Return entries that have nothing but a time."""
    return cast(tuple[Entry, ...], tuple(cast(Any, SimpleNamespace(slug=text, when=parse_when(text, UTC))) for text in whens))


def around(when: str, starts: str, ends: str, *whens: str) -> tuple[Bar, ...]:
    """Return what the page of a day shows of the strip of an event."""
    bars = strip(entries(*whens), date.fromisoformat(starts), date.fromisoformat(ends), UTC)
    return window(bars, parse_when(when, UTC).stands, UTC)


def told(bars: tuple[Bar, ...]) -> list[str]:
    """Return names (or places) of the first, second, last but one and last bar."""
    return [bar.name or f"{bar.where} {bar.count} {bar.first.slug if bar.first else ''}" for bar in (*bars[:2], *bars[-2:])]


YEAR = ("2022-01-01", "2022-12-31")
DAYS = ("2021-12-24", "2022-01-02", "2022-02-03", "2022-06-15", "2022-08-01", "2022-08-01", "2023-01-01")


def test_fifteen_days_on_either_side_and_the_nearest_beyond_them() -> None:
    bars = around("2022-06-15", *YEAR, *DAYS)

    assert len(bars) == 33
    assert told(bars) == ["before 3 2022-02-03", "2022-05-31", "2022-06-30", "after 3 2022-08-01"]


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("2022-01-02", ["before 1 2021-12-24", "2022-01-01", "2022-01-31", "after 5 2022-02-03"]),
        ("2021-12-24", ["before 1 2021-12-24", "2022-01-01", "2022-01-31", "after 5 2022-02-03"]),
        ("2023-01-01", ["before 6 2022-08-01", "2022-12-01", "2022-12-31", "after 1 2023-01-01"]),
        ("2022-06", ["before 3 2022-02-03", "2022-05-17", "2022-06-16", "after 3 2022-08-01"]),
        ("2022", ["before 1 2021-12-24", "2022-01-01", "2022-01-31", "after 5 2022-02-03"]),
    ],
)
def test_at_the_ends_and_for_months_and_years(when: str, found: list[str]) -> None:
    assert told(around(when, *YEAR, *DAYS)) == found


def test_nothing_further_away_has_no_bar() -> None:
    bars = around("2022-06-15", *YEAR, "2022-06-15")

    assert told(bars) == ["2022-05-31", "2022-06-01", "2022-06-29", "2022-06-30"]


def test_the_months_of_a_long_event() -> None:
    bars = around("2016-07-09", "2013-01-01", "2022-12-31", "2014-03-02", "2016-07-09", "2021-01-01")

    assert told(bars) == ["before 1 2014-03-02", "2015-04", "2017-10", "after 1 2021-01-01"]


def test_few_bars_are_shown_whole() -> None:
    bars = strip(entries("2022-01-05"), date(2022, 1, 1), date(2022, 3, 13), UTC)

    assert len(bars) == WHOLE
    assert window(bars, parse_when("2022-01-05", UTC).stands, UTC) == bars
