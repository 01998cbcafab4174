"""What the front page holds: highlights in a sentence each, what came after set apart, a picture for previews."""

from __future__ import annotations

from datetime import date

import pytest
from dateline.model.nouns import Entry
from dateline.pages.front import FrontPage, front_page

from tests.desks import desk, valued
from tests.nouns import body, entry, event

ENDS = date(2022, 1, 7)


def front(*entries: Entry, ends: date | None = ENDS) -> FrontPage:
    """Return the front page of an event with entries."""
    at = desk(event(starts=date(2022, 1, 1), ends=ends, status="ended" if ends else "developing", entries=entries))
    (page,) = valued(front_page(at, entries), at)
    assert isinstance(page.page, FrontPage)
    return page.page


def highlights(*days: str) -> list[Entry]:
    """Return a highlight of each day."""
    return [entry(f"on-{day}", day, highlight=True, body=body("<p>People met. They left.</p>")) for day in days]


def test_the_year_is_said_where_it_changes() -> None:
    found = front(*highlights("2022-01-05", "2022-01-06T14:00", "2022-02", "2022-03-01", "2023-03-01", "2023-03-02"), ends=None)
    assert [brief.when.text for brief in found.briefs] == [
        "5 January 2022", "6 January, 14:00", "February 2022", "1 March", "1 March 2023", "2 March",
    ]  # fmt: skip
    assert {brief.sentence for brief in found.briefs} == {"People met."}


DAYS = [f"2022-01-{day:02}" for day in range(5, 11)]


@pytest.mark.parametrize(
    ("ends", "after"), [(7, 3), (8, 0), (5, 5), (4, 0), (None, 0)], ids=["three days after", "only two", "most", "all of them", "going on"]
)
def test_what_came_after_is_set_apart_where_it_is_much(ends: int | None, after: int) -> None:
    found = front(*highlights(*DAYS), ends=date(2022, 1, ends) if ends else None)
    assert len(found.after) == after
    assert [brief.slug for brief in (*found.briefs, *found.after)] == [f"on-{day}" for day in DAYS]
    if after:
        assert found.after_label == f"Afterwards: {after} entries"


def test_what_has_no_date_is_not_taken_for_what_came_after() -> None:
    found = front(*highlights(*DAYS, "undated"))
    assert [brief.slug for brief in found.after] == ["on-2022-01-08", "on-2022-01-09", "on-2022-01-10"]
    assert found.briefs[-1].when.text == "Undated"


def test_the_newest_come_first_while_none_is_a_highlight() -> None:
    entries = [entry(f"on-{day}", day) for day in DAYS]
    assert [brief.slug for brief in front(*entries, ends=None).briefs] == [f"on-{day}" for day in reversed(DAYS)]
    assert [brief.slug for brief in front(*entries, ends=date(2022, 1, 10)).briefs] == [f"on-{day}" for day in DAYS]
