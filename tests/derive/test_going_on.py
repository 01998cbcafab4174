"""Intervals, on the pages of the days, months and years that they concern."""

from __future__ import annotations

import pytest
from dateline.derive.days import going_on

from tests.nouns import entry

DAYS = ("1986-04-25", "1986-04-26", "1986-04-27", "1986-05-01", "1986-05-27", "1986-05-28", "1986", "1987", "1986-03", "1986-04", "1986-05", "1987-01")


@pytest.mark.parametrize(
    ("when", "named"),
    [
        # On each of its days that has a page, but for the one on which it stands.
        ("1986-04-26/1986-05-01", ["1986-04-27", "1986-05-01"]),
        ("1986-04-26T01:23/1986-04-27T14:00", ["1986-04-27"]),
        ("1986-04-25 night/1986-04-26 morning", ["1986-04-26"]),
        ("1986-04-26~/1986-04-27", ["1986-04-27"]),
        # 31 days are days, 32 are months, with the one in which it begins, and years.
        ("1986-04-27/1986-05-27", ["1986-05-01", "1986-05-27"]),
        ("1986-04-27/1986-05-28", ["1986", "1986-04", "1986-05"]),
        ("1986-04-26/1987-01-03", ["1986", "1986-04", "1986-05", "1987", "1987-01"]),
        # Known to the month: nobody knows on which of its days.
        ("1986-04/1986-05", ["1986", "1986-05"]),
        ("1986-04-26/1986-04", ["1986", "1986-04"]),
        ("1986/1987", ["1987"]),
        # Nothing goes on behind its day.
        ("1986-04-26", []),
        ("1986-04-26T01:23/1986-04-26T05:00", []),
        ("1986-04", []),
    ],
)
def test_an_interval_is_named_where_it_concerns_a_page(when: str, named: list[str]) -> None:
    one = entry("one", when)
    found = going_on([one], DAYS)
    assert sorted(found) == named
    assert all(entries == (one,) for entries in found.values())


def test_several_are_named_in_the_order_of_time() -> None:
    entries = [entry("first", "1986-04-25/1986-04-27"), entry("second", "1986-04-26/1986-05-01"), entry("day", "1986-04-27")]
    assert [e.slug for e in going_on(entries, DAYS)["1986-04-27"]] == ["first", "second"]
