"""The activity strip: how much is told of each time of the event, and what went on, or may have been, through several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.model.nouns import Entry
from dateline.read.when import Form, Moment, Precision, Stretch, When, on_clock

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Bar:
    """One bar of the strip: a time of the event, or all that lies `before` or `after` it; `share` is its height, 0 to 1.

    `where` is its unit (hour, day, month, year, decade, century) or before or after; `name` is the time as ISO 8601 writes it
    (`2022-01-05T14`, `2022-01-05`, `2022-01`, else its first year); `first` is the entry that the bar leads to. `lasting` is how many entries that
    began before were going on, `perhaps` how many may have been then, and are known to no such time.
    """

    where: str
    name: str
    count: int
    share: float
    first: Entry | None = field(default=None, compare=False)
    lasting: int = 0
    perhaps: int = 0


def strip(
    entries: Sequence[Entry], starts: date, ends: date | None, zone: ZoneInfo = _UTC
) -> tuple[Bar, ...]:
    """Return a bar for each unit of time from the first day to the last, and one at each end for what lies outside if anything does.

    By hour (in the event's zone) when the event lasts less than three days, by month when it is longer than a year, else by day;
    longer spans take years, decades and centuries, so that there are never more than some hundred bars. An event that is still
    going on ends with its last entry and is never shown by hour, for nobody knows how long it will last. What is not known to the unit (a month, where bars
    are days) is in no bar, but may have been in each of those that it can concern; what went on is in each of those.
    """
    days = (entry.when.stands.date for entry in entries if entry.when.form is not Form.UNDATED and entry.when.stands.precision >= Precision.DAY)
    last = max(ends or max(days, default=starts), starts)
    unit = unit_of(starts, last) if ends else max(unit_of(starts, last), "day", key=_LONGER.index)
    before = [entry for entry in entries if is_before(entry, starts)]
    after = [entry for entry in entries if is_after(entry, last)]
    found: dict[str, list[Entry]] = {}
    names = _names(unit, starts, last)
    # How many begin with each bar, less those that ended with the one before it.
    through, maybe = [0] * (len(names) + 1), [0] * (len(names) + 1)
    for entry in entries:
        where = _place(entry.when, unit)
        if where:
            found.setdefault(_name(unit, where, zone), []).append(entry)
        for number, stretch in enumerate(_stretches(entry.when)):
            behind = where is not None and not number
            sure = _indices(names, *_surely(stretch, unit, zone), behind=behind)
            _mark(through, *sure)
            _mark(maybe, *_indices(names, *_within(stretch, unit, zone), behind=behind))
            _mark(maybe, *sure, less=True)
        earliest, latest = entry.when.earliest, entry.when.latest
        if not where and entry.when.form in (Form.MOMENT, Form.ONE_OF) and earliest and latest:
            # Where one side is open, a line to the end of the strip would say nothing.
            first, final = (replace(entry.when.stands, date=day, precision=Precision.DAY, season=0) for day in (earliest, latest))
            _mark(maybe, *_indices(names, *_within(Stretch(first, final), unit, zone)))
    most = max((len(found.get(name, ())) for name in names), default=0) or 1
    bars = [_bar(unit, name, found.get(name, ()), most, *counts) for name, *counts in zip(names, accumulate(through), accumulate(maybe), strict=False)]
    if before:
        bars.insert(0, _bar("before", "", before[::-1], most))
    if after:
        bars.append(_bar("after", "", after, most))
    return tuple(bars)


def _place(when: When, unit: str) -> Moment | None:
    """Return the moment that a time is counted at: when it was or began, where that is known to the unit; None where it is not."""
    if when.form is Form.ONE_OF:
        moment = when.stands if when.earliest and when.latest and when.stands.first <= when.earliest and when.latest <= when.stands.last else None
    else:
        moment = when.start
    return moment if moment and moment.precision >= _LEAST[unit] else None


def _stretches(when: When) -> tuple[Stretch, ...]:
    """Return the stretches of time during which something was going on; not where nobody knows when it began or ended."""
    return tuple(member for member in when.members if not member.unknown) if when.form in (Form.INTERVAL, Form.ALL_OF) else ()


def _within(stretch: Stretch, unit: str, zone: ZoneInfo) -> tuple[str, str]:
    """Return the names of the first and the last bar that a stretch of time can concern, of which some may not be there."""
    first, last = stretch.first, stretch.last
    return _first(unit, first, first.first, zone) if first else "", _last(unit, last, last.last, zone) if last else _BEHIND


def _surely(stretch: Stretch, unit: str, zone: ZoneInfo) -> tuple[str, str]:
    """Return the names of the first and the last bar that a stretch of time concerns without doubt: from the end of its first month to the beginning of its last."""
    first, last = stretch.first, stretch.last
    return _first(unit, first, first.last, zone) if first else "", _last(unit, last, last.first, zone) if last else _BEHIND


def _first(unit: str, moment: Moment, day: date, zone: ZoneInfo) -> str:
    if unit != "hour":
        return _unit(unit, day)
    return _name(unit, moment, zone) if moment.timed else f"{day}T00"


def _last(unit: str, moment: Moment, day: date, zone: ZoneInfo) -> str:
    if unit != "hour":
        return _unit(unit, day)
    return _name(unit, moment, zone) if moment.timed else f"{day}T23"


def _indices(names: Sequence[str], begins: str, ends: str, *, behind: bool = False) -> tuple[int, int]:
    """Return the first of the bars from one to another, and the one behind the last; `behind` the first one, which counts it already."""
    return (bisect_right if behind else bisect_left)(names, begins), bisect_right(names, ends)


def _mark(marks: list[int], first: int, last: int, *, less: bool = False) -> None:
    """Mark bars, or unmark them."""
    if first < last:
        marks[first] += -1 if less else 1
        marks[last] -= -1 if less else 1


_BEHIND = "~"
"""Comes after the name of every bar."""
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
    start, latest = entry.when.start, entry.when.latest
    return start.last < day if start else bool(latest and latest < day)


def is_after(entry: Entry, day: date) -> bool:
    """Tell whether an entry comes after a day; what is known only to the month or year of that day does not."""
    start, earliest = entry.when.start, entry.when.earliest
    return start.first > day if start else bool(earliest and earliest > day)


_LEAST = {
    "hour": Precision.PART,
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
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
    return _unit(unit, moment.date)


def _unit(unit: str, day: date) -> str:
    """Return the name of the day, month or years that a day is in."""
    if unit in YEARS:
        return f"{day.year // YEARS[unit] * YEARS[unit]:04}"
    return day.isoformat()[: 7 if unit == "month" else 10]


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


def _bar(where: str, name: str, found: Sequence[Entry], most: int, through: int = 0, maybe: int = 0) -> Bar:
    return Bar(where, name, len(found), min(len(found) / most, 1.0), found[0] if found else None, through, maybe)
