"""The timeline by days: groups, and the activity strip."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from dateline.model.address import Address
from dateline.model.nouns import Entry, Event
from dateline.read.when import Moment, Precision, on_clock

_UTC = ZoneInfo("UTC")


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
    """One bar of the strip: a time of the event, or all that lies `before` or `after` it; `share` is its height, 0 to 1.

    `where` is its unit (hour, day, month, year, decade, century) or before or after; `name` is the time as ISO 8601 writes it
    (`2022-01-05T14`, `2022-01-05`, `2022-01`, else its first year); `first` is the entry that the bar leads to.
    """

    where: str
    name: str
    count: int
    share: float
    first: Entry | None = field(default=None, compare=False)


def listed(event: Event) -> tuple[Entry, ...]:
    """Return the entries that lists show: the published ones, in the order of time."""
    return tuple(entry for entry in event.entries if entry.status == "published")


def groups(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return entries (in the order of time) by day, month or year."""
    return tuple(
        Group(name, tuple(found))
        for name, found in groupby(entries, key=lambda entry: entry.when.start.group)
    )


LONG = 31
"""Days: an interval of more is named on pages of months and years, not on those of days."""


def going_on(entries: Iterable[Entry], names: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
    """Return for groups (their names, in any order) the intervals that concern them and stand elsewhere, in the order of time.

    An interval of at most 31 days that is known to the day concerns its days; a longer one the months that it touches, if it is
    known to the month, and its years.
    """
    by_length = {length: sorted(name for name in names if len(name) == length) for length in (4, 7, 10)}
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        when = entry.when
        if when.end is None or when.last_day == when.start.date:
            continue
        known = min(when.start.precision, when.end.precision)
        short = (when.last_day - when.start.date).days < LONG and known >= Precision.DAY
        for length in (10,) if short else (7, 4) if known >= Precision.MONTH else (4,):
            sorted_names = by_length[length]
            first = bisect_left(sorted_names, when.start.date.isoformat()[:length])
            last = bisect_right(sorted_names, when.last_day.isoformat()[:length])
            for name in sorted_names[first:last]:
                if name != when.start.group:
                    found.setdefault(name, []).append(entry)
    return {name: tuple(concerned) for name, concerned in found.items()}


def strip(
    entries: Sequence[Entry], starts: date, ends: date | None, zone: ZoneInfo = _UTC
) -> tuple[Bar, ...]:
    """Return a bar for each unit of time from the first day to the last, and one at each end for what lies outside if anything does.

    By hour (in the event's zone) when the event lasts less than three days, by month when it is longer than a year, else by day;
    longer spans take years, decades and centuries, so that there are never more than some hundred bars. An event that is still
    going on ends with its last entry and is never shown by hour, for nobody knows how long it will last. What is not known to the unit (a month, where bars are days) is in no bar.
    """
    days = (entry.when.start.date for entry in entries if len(entry.when.start.group) == 10)
    last = max(ends or max(days, default=starts), starts)
    unit = unit_of(starts, last) if ends else max(unit_of(starts, last), "day", key=_LONGER.index)
    before = [entry for entry in entries if is_before(entry, starts)]
    after = [entry for entry in entries if is_after(entry, last)]
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.when.start.precision >= _LEAST.get(unit, Precision.YEAR):
            found.setdefault(_name(unit, entry.when.start, zone), []).append(entry)
    names = _names(unit, starts, last)
    most = max((len(found.get(name, ())) for name in names), default=0) or 1
    bars = [_bar(unit, name, found.get(name, ()), most) for name in names]
    if before:
        bars.insert(0, _bar("before", "", before[::-1], most))
    if after:
        bars.append(_bar("after", "", after, most))
    return tuple(bars)


WHOLE = 72
"""Bars up to which a strip is shown whole: three days by the hour."""
_AROUND = 15


def window(bars: Sequence[Bar], moment: Moment, zone: ZoneInfo = _UTC) -> tuple[Bar, ...]:
    """Return the bars around a moment; at each end stands one bar for all that lies further away, which leads to the nearest entry there.

    A strip of few bars is returned whole.
    """
    named = [number for number, bar in enumerate(bars) if bar.name]
    if len(named) <= WHOLE:
        return tuple(bars)
    name = _name(bars[named[0]].where, moment, zone)
    # Of months, some are before the first bar or after the last; ISO 8601's times sort as texts.
    at = bisect_left(named, name, key=lambda number: bars[number].name)
    first = max(0, min(at - _AROUND, len(named) - 2 * _AROUND - 1))
    shown = named[first : first + 2 * _AROUND + 1]
    before = _gathered("before", bars[: shown[0]][::-1])
    after = _gathered("after", bars[shown[-1] + 1 :])
    return (*before, *bars[shown[0] : shown[-1] + 1], *after)


def _gathered(where: str, bars: Sequence[Bar]) -> list[Bar]:
    """Return one bar for several, the nearest of them first; none for bars without entries."""
    first = next((bar.first for bar in bars if bar.first), None)
    count, share = sum([bar.count for bar in bars]), 0.0
    for bar in bars:
        share += bar.share
        if share >= 1:  # as high as a bar can be: of a long event nearly all are passed over
            break
    return [Bar(where, "", count, min(share, 1.0), first)] if count else []


def is_before(entry: Entry, day: date) -> bool:
    """Tell whether an entry comes before a day; what is known only to the month or year of that day does not."""
    group = entry.when.start.group
    return group < day.isoformat()[: len(group)]


def is_after(entry: Entry, day: date) -> bool:
    """Tell whether an entry comes after a day; what is known only to the month or year of that day does not."""
    group = entry.when.start.group
    return group > day.isoformat()[: len(group)]


_LEAST = {
    "hour": Precision.PART,
    "day": Precision.DAY,
    "month": Precision.MONTH,
}
"""How precisely a time must be known to stand in a bar."""
YEARS = {"year": 1, "decade": 10, "century": 100}
"""Units of years, and how many years each has."""
_LONGER = ("hour", "day", "month", *YEARS)
_MOST = 120
"""Bars of months, years and decades at most; then the next longer unit is taken."""


def unit_of(starts: date, last: date) -> str:
    """Return the unit of the bars of an event from one day to another."""
    days, years = (last - starts).days + 1, last.year - starts.year + 1
    if days < 3:
        return "hour"
    if days <= 366:
        return "day"
    if years * 12 <= _MOST:
        return "month"
    return "year" if years <= _MOST else "decade" if years <= _MOST * 10 else "century"


def _name(unit: str, moment: Moment, zone: ZoneInfo) -> str:
    if unit == "hour":
        return on_clock(moment.at, zone).isoformat()[:13]
    if unit in YEARS:
        return f"{moment.date.year // YEARS[unit] * YEARS[unit]:04}"
    return moment.date.isoformat()[: 7 if unit == "month" else 10]


def _names(unit: str, starts: date, last: date) -> list[str]:
    """Return the names of all bars from one day to another."""
    if unit in YEARS:
        step = YEARS[unit]
        return [f"{year:04}" for year in range(starts.year // step * step, last.year + 1, step)]
    if unit == "month":
        months = range(starts.year * 12 + starts.month - 1, last.year * 12 + last.month)
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    days = [starts + timedelta(number) for number in range((last - starts).days + 1)]
    if unit == "day":
        return [day.isoformat() for day in days]
    return [f"{day.isoformat()}T{hour:02}" for day in days for hour in range(24)]


def _bar(where: str, name: str, found: Sequence[Entry], most: int) -> Bar:
    return Bar(where, name, len(found), min(len(found) / most, 1.0), found[0] if found else None)
