"""Timelines of many days, and days of many entries: pages that each show a part, and together all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateline.model.nouns import Entry, Event
from dateline.pages.timeline import DayPage, TimelinePage, timeline_pages
from dateline.pages.values import Page

from tests.desks import SITEURL, desk, valued
from tests.nouns import body, entry, event

FIRST = date(2013, 1, 1)
LONG = [
    entry(f"entry-{number:03}", (FIRST + timedelta(days=4 * number)).isoformat(), highlight=number % 7 == 0) for number in range(800)
]
FULL = [entry(f"entry-{number:04}", f"2022-01-05T{number // 60 % 24:02}:{number % 60:02}", highlight=number % 4 == 0) for number in range(1_000)]


def timeline(about: Event) -> list[Page]:
    """Return all pages of the timeline of an event."""
    at = desk(about)
    return valued(timeline_pages(at, about.entries), at)


def pages(entries: list[Entry], folder: str) -> list[tuple[Page, TimelinePage]]:
    """Return the pages of the timeline at an address, and what they hold."""
    found = [page for page in timeline(event(starts=FIRST, ends=date(2022, 12, 31), entries=tuple(entries))) if page.template == "timeline"]
    return [(page, page.page) for page in found if page.address.startswith("timeline/newest/") is (folder == "timeline/newest/")]


@pytest.mark.parametrize("folder", ["timeline/", "timeline/newest/"])
def test_a_timeline_of_many_years_shows_a_stretch_of_time_on_each_page(folder: str) -> None:
    found = pages(LONG, folder)
    newest = folder == "timeline/newest/"
    days = [day.name for _, page in found for day in page.index]
    shown = [card.slug for _, page in found for day in page.days for card in day.entries]

    assert [page.address for page, _ in found] == [folder, f"{folder}2/", f"{folder}3/"]
    assert [page.head.canonical for page, _ in found] == [f"{SITEURL}/{folder}", f"{SITEURL}/{folder}2/", f"{SITEURL}/{folder}3/"]
    assert [len(page.index) for _, page in found] == [366, 366, 68]
    assert days == sorted((one.when.group for one in LONG), reverse=newest)
    assert shown == sorted((one.slug for one in LONG if one.highlight), reverse=newest)
    assert [time.datetime for time in found[1][1].span] == sorted((found[1][1].index[0].name, found[1][1].index[-1].name))
    assert found[1][1].heading.endswith(", page 2 of 3")


def test_highlights_that_are_many_make_stretches_shorter() -> None:
    crowded = [entry(f"entry-{number:03}", (FIRST + timedelta(days=number)).isoformat(), highlight=True) for number in range(300)]

    assert [len(page.index) for _, page in pages(crowded, "timeline/")] == [100, 100, 100]


def test_a_day_of_very_many_entries_is_shown_in_parts() -> None:
    made = timeline(event(entries=tuple(FULL)))
    parts = [page.page for page in made if isinstance(page.page, DayPage)]
    (whole, _) = (page.page for page in made if isinstance(page.page, TimelinePage))

    assert [len(part.day.entries) for part in parts] == [200] * 5
    assert [card.slug for part in parts for card in part.day.entries] == [one.slug for one in FULL]
    assert [part.later.url if part.later else "" for part in parts] == [*(f"timeline/2022-01-05/{n}/" for n in (2, 3, 4, 5)), ""]
    assert sum(len(day.entries) for day in whole.days) == 100  # of 250 highlights: the others are on the pages of the day


def test_up_to_what_a_page_holds_everything_is_as_it_was() -> None:
    few = FULL[:200]
    made = [page.page for page in timeline(event(entries=tuple(few)))]

    assert [type(page) for page in made] == [TimelinePage, TimelinePage, DayPage]
    assert [page.pager for page in made] == [None, None, None]
    assert (made[0].index, made[0].span) == ((), ())
    assert sum(len(day.entries) for day in made[0].days) == 200


def test_long_entries_take_more_room() -> None:
    long = [entry(f"entry-{number:02}", "2022-01-05", body=body(f"<p>{'words ' * 500}</p>")) for number in range(90)]
    parts = [page.page for page in timeline(event(entries=tuple(long))) if isinstance(page.page, DayPage)]

    assert [len(part.day.entries) for part in parts] == [42, 42, 6]
