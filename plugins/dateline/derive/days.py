"""The timeline by days: groups, and what goes on in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.model.nouns import Entry, Event
from dateline.read.when import Form, Moment, Precision, When


@dataclass(frozen=True)
class Group:
    """The entries of one day, or those known only to a month, year, decade. `name` is that of its page: `2022-01-05`, `2022-01`, `1980s`, `undated`.

    `when` is that of its first entry.
    """

    name: str
    entries: tuple[Entry, ...]
    when: When

    @property
    def address(self) -> Address:
        """The page of the day."""
        return Address(f"timeline/{self.name}/")

    @property
    def day(self) -> date | None:
        """The day that it is; None where it is a longer time, or none that is known."""
        return self.when.stands.date if self.when.form is not Form.UNDATED and self.when.stands.precision >= Precision.DAY else None


def listed(event: Event) -> tuple[Entry, ...]:
    """Return the entries that lists show: the published ones, in the order of time."""
    return tuple(entry for entry in event.entries if entry.status == "published")


def groups(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return entries (in the order of time) by day, month or year."""
    found = ((name, tuple(group)) for name, group in groupby(entries, key=lambda entry: entry.when.group))
    return tuple(Group(name, group, group[0].when) for name, group in found)


LONG = 31
"""Days: an interval of more is named on pages of months and years, not on those of days."""


def going_on(entries: Iterable[Entry], names: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
    """Return for groups (their names, in any order) the intervals that concern them and stand elsewhere, in the order of time.

    An interval of at most 31 days that is known to the day concerns its days; a longer one the months that it touches, if it is
    known to the month, and its years. What was at several times concerns each of them. One that is open, or of which an end is not known, concerns none.
    """
    by_length = {length: sorted(name for name in names if len(name) == length and name.replace("-", "").isdigit()) for length in (4, 7, 10)}
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        when = entry.when
        concerned: dict[str, None] = {}
        for stretch in lasting(when):
            for signs in _signs(stretch):
                sorted_names = by_length[signs]
                first = bisect_left(sorted_names, stretch.first.date.isoformat()[:signs])
                last = bisect_right(sorted_names, stretch.last.last.isoformat()[:signs])
                concerned |= dict.fromkeys(name for name in sorted_names[first:last] if name != when.group)
        for name in concerned:
            found.setdefault(name, []).append(entry)
    return {name: tuple(concerned) for name, concerned in found.items()}


@dataclass(frozen=True)
class Lasting:
    """A stretch of time of which both ends are known."""

    first: Moment
    last: Moment


def lasting(when: When) -> tuple[Lasting, ...]:
    """Return the stretches during which something was the case, without doubt about its being so: intervals, and the members of "all of these"."""
    if when.form not in (Form.INTERVAL, Form.ALL_OF):
        return ()
    return tuple(Lasting(member.first, member.last) for member in when.members if member.first and member.last)


def _signs(stretch: Lasting) -> tuple[int, ...]:
    """Return how many signs the names of the pages have that a stretch of time concerns."""
    known = min(stretch.first.precision, stretch.last.precision)
    if (stretch.last.last - stretch.first.date).days < LONG and known >= Precision.DAY:
        return (10,)
    return (7, 4) if known >= Precision.MONTH else (4,)
