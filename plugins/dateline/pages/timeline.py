"""The timeline: whole, newest first, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.derive.days import Group, groups, is_after, is_before, strip
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Desk

MOST = 200
"""Entries on one page; above that the timeline shows the highlights and the list of days."""
_HEIGHT = 48


@dataclass(frozen=True)
class TimelinePage:
    """The timeline (timeline.html). `index` lists all days where the page shows only highlights."""

    heading: str
    intro: str
    newest_first: bool
    other_order: values.Link
    strip: values.Strip
    days: tuple[values.Day, ...]
    index: tuple[values.Day, ...]


@dataclass(frozen=True)
class DayPage:
    """One day, month or year (day.html)."""

    heading: str
    count: str
    timeline: values.Link
    strip: values.Strip
    day: values.Day
    earlier: values.Link | None
    later: values.Link | None


def timeline_pages(desk: Desk, listed: Sequence[nouns.Entry]) -> Iterator[values.Page]:
    """Yield the timeline, the same newest first, and a page for each day."""
    words = desk.words
    found = groups(listed)
    bars = strip_view(desk, listed)
    few = len(listed) <= MOST
    shown = found if few else groups([entry for entry in listed if entry.highlight][:MOST])
    days = _days(desk, shown)
    index = (
        ()
        if few
        else _days(desk, tuple(Group(group.name, ()) for group in found), [len(g.entries) for g in found])
    )
    for newest in (False, True):
        other = (
            values.Link(words("In order of time"), Address("timeline/"))
            if newest
            else values.Link(words("Newest first"), Address("timeline/newest/"))
        )
        page = TimelinePage(
            heading=words("Timeline, newest first") if newest else words("Timeline"),
            intro=words.plural("{} entry", "{} entries", len(listed)),
            newest_first=newest,
            other_order=other,
            strip=bars,
            days=_reversed(days) if newest else days,
            index=index[::-1] if newest else index,
        )
        address = "timeline/newest/" if newest else "timeline/"
        title = words("Timeline, newest first") if newest else words("Timeline")
        yield desk.page("timeline", address, page, title=title)
    for number, group in enumerate(found):
        (day,) = _days(desk, (group,))
        page_of_day = DayPage(
            heading=day.heading.text,
            count=day.count,
            timeline=values.Link(words("Timeline"), Address("timeline/")),
            strip=bars,
            day=day,
            earlier=_day_link(desk, found[number - 1]) if number else None,
            later=_day_link(desk, found[number + 1]) if number < len(found) - 1 else None,
        )
        titles = "; ".join(entry.title for entry in group.entries)
        yield desk.page(
            "day", group.address, page_of_day, title=day.heading.text, description=titles, texts=group.entries
        )


def day_views(desk: Desk, entries: Sequence[nouns.Entry]) -> tuple[values.Day, ...]:
    """Return entries (in the order of time) under the headings of their days."""
    return _days(desk, groups(entries))


def strip_view(desk: Desk, listed: Sequence[nouns.Entry]) -> values.Strip:
    """Return the activity strip as a drawing: bars of one width, as high as their share of the busiest day."""
    words = desk.words
    event = desk.event
    named = {group.name for group in groups(listed)}
    bars: list[values.Bar] = []
    for number, bar in enumerate(strip(listed, event.starts, event.ends)):
        first = bar.where == "day" and (
            number == 0 or bar.name.endswith("-01") or not bars or bars[-1].caption == "‹"
        )
        if bar.where == "day":
            day = date.fromisoformat(bar.name)
            label = words.day(day)
            caption = str(day.day) if first or day.day % 5 == 0 else ""
            url = Address(f"timeline/{bar.name}/") if bar.name in named else ""
        else:
            label = words("Before") if bar.where == "before" else words("Afterwards")
            caption = "‹" if bar.where == "before" else "›"
            group = _outermost(listed, event, bar.where)
            url = Address(f"timeline/{group}/") if group else ""
        height = max(round(bar.share * _HEIGHT), 2) if bar.count else 1
        bars.append(
            values.Bar(
                label=label,
                count=words.plural("{} entry", "{} entries", bar.count),
                url=url,
                y=_HEIGHT - height,
                height=height,
                caption=caption,
            )
        )
    label = words("Entries by day")
    return values.Strip(label, _HEIGHT, tuple(bars))


def _outermost(listed: Sequence[nouns.Entry], event: nouns.Event, where: str) -> str:
    """Return the day next to the event on one of its sides that has entries."""
    if where == "before":
        before = [entry for entry in listed if is_before(entry, event.starts)]
        return before[-1].when.start.group if before else ""
    after = [entry for entry in listed if event.ends and is_after(entry, event.ends)]
    return after[0].when.start.group if after else ""


def _days(desk: Desk, found: Sequence[Group], counts: Sequence[int] = ()) -> tuple[values.Day, ...]:
    words = desk.words
    days = []
    before: date | None = None
    for number, group in enumerate(found):
        heading = words.partial(group.name)
        first = group.entries[0].when.start.date if group.entries else None
        count = counts[number] if counts else len(group.entries)
        days.append(
            values.Day(
                name=group.name,
                heading=heading,
                url=group.address,
                count=words.plural("{} entry", "{} entries", count),
                gap=_gap(desk, before, first) if len(group.name) == 10 else "",
                entries=tuple(desk.views.entry_card(entry) for entry in group.entries),
            )
        )
        # What is known only to the month may have filled the days before it.
        before = group.entries[-1].when.last_day if first and len(group.name) == 10 else None
    return tuple(days)


def _gap(desk: Desk, before: date | None, day: date | None) -> str:
    """Return how many quiet days lie between two days, once there are at least three."""
    if before is None or day is None or (day - before).days < 4:
        return ""
    return desk.words.plural("{} day later", "{} days later", (day - before).days)


def _reversed(days: tuple[values.Day, ...]) -> tuple[values.Day, ...]:
    """Return days and their entries the other way round; gaps are told looking forward only."""
    turned = []
    for day in reversed(days):
        turned.append(
            values.Day(
                day.name, day.heading, day.url, day.count, gap="", entries=tuple(reversed(day.entries))
            )
        )
    return tuple(turned)


def _day_link(desk: Desk, group: Group) -> values.Link:
    return values.Link(desk.words.partial(group.name).text, group.address)
