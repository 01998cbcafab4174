"""The timeline: whole, newest first, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.derive.days import Bar, Group, groups, strip
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.wording import N_, Wording

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
    """Return the activity strip as a drawing: bars of one width, as high as their share of the busiest one."""
    words = desk.words
    event = desk.event
    found = strip(listed, event.starts, event.ends, event.zone)
    bars = []
    for number, bar in enumerate(found):
        height = max(round(bar.share * _HEIGHT), 2) if bar.count else 1
        opening = number == 0 or found[number - 1].where == "before"
        bars.append(
            values.Bar(
                label=_bar_label(words, bar),
                count=words.plural("{} entry", "{} entries", bar.count),
                url=_bar_url(bar),
                y=_HEIGHT - height,
                height=height,
                caption=_bar_caption(bar, opening=opening),
            )
        )
    unit = next((bar.where for bar in found if bar.name), "day")
    return values.Strip(words(UNITS[unit]), _HEIGHT, tuple(bars))


UNITS = {
    "hour": N_("Entries by hour"),
    "day": N_("Entries by day"),
    "month": N_("Entries by month"),
    "year": N_("Entries by year"),
    "decade": N_("Entries by decade"),
    "century": N_("Entries by century"),
}


def _bar_label(words: Wording, bar: Bar) -> str:
    if not bar.name:
        return words("Before") if bar.where == "before" else words("Afterwards")
    if bar.where == "hour":
        return words("{day}, {time}").format(
            day=words.day(date.fromisoformat(bar.name[:10])), time=f"{bar.name[11:]}:00"
        )
    if bar.where in ("decade", "century"):
        return f"{bar.name}–{int(bar.name) + (9 if bar.where == 'decade' else 99):04}"
    return words.partial(bar.name).text


def _bar_url(bar: Bar) -> str:
    """Return where a bar leads: to its day; longer ones to the first day in them, an hour to its first entry on the day's page."""
    if bar.first is None:
        return ""
    group = Address(f"timeline/{bar.first.when.start.group}/")
    return Address(f"{group}#{bar.first.slug}") if bar.where == "hour" else group


def _bar_caption(bar: Bar, *, opening: bool) -> str:
    """Return the few letters below a bar: of every bar that begins something, and of some others between."""
    if not bar.name:
        return "‹" if bar.where == "before" else "›"
    if bar.where == "hour":
        hour = int(bar.name[11:])
        return f"{hour:02}" if hour % 6 == 0 else ""
    if bar.where == "day":
        day = int(bar.name[8:])
        return str(day) if opening or day == 1 or day % 5 == 0 else ""
    if bar.where == "month":
        month = int(bar.name[5:])
        return f"’{bar.name[2:4]}" if opening or month == 1 else str(month) if month % 3 == 1 else ""
    return bar.name if opening or int(bar.name) // {"year": 1, "decade": 10, "century": 100}[bar.where] % 5 == 0 else ""


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
