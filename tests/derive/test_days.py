"""Groups by day, and the activity strip."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from dateline.derive.days import groups, listed
from dateline.derive.strip import is_after, is_before, strip

from tests.nouns import entry, event

START, END = date(2022, 1, 5), date(2022, 1, 8)
ZONE = ZoneInfo("Asia/Almaty")


def bars(*whens: str, ends: date | None = END) -> list[tuple[str, int, float]]:
    """Return the strip of entries at these times: name (or side), count, share."""
    entries = [entry(f"e{number}", when) for number, when in enumerate(whens)]
    return [(bar.name or bar.where, bar.count, bar.share) for bar in strip(entries, START, ends, ZONE)]


def test_entries_are_grouped_by_what_is_known_of_their_day() -> None:
    whens = ("2022", "2022-01", "2022-01-05", "2022-01-05T09:00", "2022-01-05 evening", "2022-01-06~", "2022-02")
    found = groups([entry(f"e{number}", when) for number, when in enumerate(whens)])

    assert [(group.name, [e.slug for e in group.entries]) for group in found] == [
        ("2022", ["e0"]),
        ("2022-01", ["e1"]),
        ("2022-01-05", ["e2", "e3", "e4"]),
        ("2022-01-06", ["e5"]),
        ("2022-02", ["e6"]),
    ]
    assert found[2].address == "timeline/2022-01-05/"


def test_lists_show_what_is_published() -> None:
    shown = entry("shown", "2022-01-05")

    assert listed(event(entries=(shown, entry("hidden", "2022-01-05", status="hidden")))) == (shown,)


def test_one_bar_a_day_as_high_as_its_share_of_the_busiest() -> None:
    assert bars("2022-01-05", "2022-01-07", "2022-01-07 night", "2022-01-07T10:00", "2022-01-07") == [
        ("2022-01-05", 1, 0.25),
        ("2022-01-06", 0, 0.0),
        ("2022-01-07", 4, 1.0),
        ("2022-01-08", 0, 0.0),
    ]


def test_one_labelled_bar_at_each_end_for_what_lies_outside() -> None:
    found = bars("2021-12-16", "2022-01-04", "2022-01-06", "2022-01-06", "2022-06", "2023", "2023-01-01")

    assert found[0] == ("before", 2, 1.0)
    assert found[-1] == ("after", 3, 1.0)
    assert [name for name, _, _ in found[1:-1]] == ["2022-01-05", "2022-01-06", "2022-01-07", "2022-01-08"]


def test_what_is_known_to_the_month_of_the_event_lies_neither_before_nor_after() -> None:
    assert bars("2022-01", "2022", "2022-01-06") == [
        ("2022-01-05", 0, 0.0), ("2022-01-06", 1, 1.0), ("2022-01-07", 0, 0.0), ("2022-01-08", 0, 0.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [
        ("2021-12-31", True, False), ("2021-12", True, False), ("2021", True, False), ("2022-01-04/2022-01-06", True, False),
        ("2022-01-05", False, False), ("2022-01", False, False), ("2022", False, False), ("2022-01-06", False, True),
        ("2022-02", False, True), ("2023", False, True),
    ],
)  # fmt: skip
def test_before_and_after_a_day(when: str, before: bool, after: bool) -> None:
    assert (is_before(entry("e", when), START), is_after(entry("e", when), START)) == (before, after)


def test_an_event_that_goes_on_ends_with_its_last_entry() -> None:
    found = bars("2022-01-05", "2022-01-07", ends=None)
    assert [name for name, _, _ in found] == ["2022-01-05", "2022-01-06", "2022-01-07"]


def test_without_entries_there_is_a_bar_for_each_day_of_the_event() -> None:
    assert {(bar.where, bar.count, bar.share) for bar in strip((), START, END, ZONE)} == {("day", 0, 0.0)}
    assert len(strip((), START, END, ZONE)) == 4
