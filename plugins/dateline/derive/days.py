"""The timeline by days: groups, and the activity strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dateline.model.address import Address
from dateline.model.nouns import Entry, Event


@dataclass(frozen=True)
class Group:
    """The entries of one day, or those known only to a month or year. `name` is `2022-01-05`, `2022-01` or `2022`."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def address(self) -> Address:
        """The page of the day."""
        return Address(f"timeline/{self.name}/")


@dataclass(frozen=True)
class Bar:
    """One bar of the strip: a day of the event, or all that lies `before` or `after` it; `share` is its height, 0 to 1."""

    where: str
    name: str
    count: int
    share: float


def listed(event: Event) -> tuple[Entry, ...]:
    """Return the entries that lists show: the published ones, in the order of time."""
    return tuple(entry for entry in event.entries if entry.status == "published")


def groups(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return entries (in the order of time) by day, month or year."""
    return tuple(
        Group(name, tuple(found))
        for name, found in groupby(entries, key=lambda entry: entry.when.start.group)
    )


def strip(entries: Sequence[Entry], starts: date, ends: date | None) -> tuple[Bar, ...]:
    """Return one bar for each day from the first to the last, and one at each end for what lies outside if anything does.

    An event that is still going on ends with its last entry.
    """
    days = Counter(entry.when.start.date for entry in entries if len(entry.when.start.group) == 10)
    last = ends or max(days, default=starts)
    inside = [starts + timedelta(n) for n in range(max((last - starts).days, 0) + 1)]
    before = sum(is_before(entry, starts) for entry in entries)
    after = sum(is_after(entry, last) for entry in entries)
    most = max((days[day] for day in inside), default=0) or 1
    bars = [Bar("day", day.isoformat(), days[day], days[day] / most) for day in inside]
    if before:
        bars.insert(0, Bar("before", "", before, min(before / most, 1.0)))
    if after:
        bars.append(Bar("after", "", after, min(after / most, 1.0)))
    return tuple(bars)


def is_before(entry: Entry, day: date) -> bool:
    """Tell whether an entry comes before a day; what is known only to the month or year of that day does not."""
    group = entry.when.start.group
    return group < day.isoformat()[: len(group)]


def is_after(entry: Entry, day: date) -> bool:
    """Tell whether an entry comes after a day; what is known only to the month or year of that day does not."""
    group = entry.when.start.group
    return group > day.isoformat()[: len(group)]
