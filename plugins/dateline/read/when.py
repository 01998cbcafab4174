"""`When`: a date as precise as it is known.

Understood is a part of ISO 8601-1:2019 and of EDTF (ISO 8601-2:2019, Library of Congress profile):

    2022-01-05              a day
    2022-01-05T22:52        a minute, in the zone of the place; also with an offset (+06:00, +0600, +06, Z) or a blank for the T;
                            seconds, fractions and leap seconds are read and not shown
    2022-01 / 2022          a month, a year
    A/B                     an interval of any two of these
    ...~                    about (EDTF level 1, "approximate")

and one form of our own, because newspapers need it: a day and a part of it (`2022-01-05 evening`). What else people and programs
write is told with what to write instead (misdated.py).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateline.problems import Misread
from dateline.read.misdated import YEARS, NotUnderstood, advice, meant

T = TypeVar("T")


class Precision(IntEnum):
    """How precisely a moment is known; the order is the order in which equals are shown."""

    YEAR = 0
    MONTH = 1
    DAY = 2
    PART = 3
    MINUTE = 4


PARTS = {"morning": (6, 12), "midday": (11, 13), "afternoon": (12, 18), "evening": (18, 22), "night": (22, 24)}
"""Parts of a day, each from one hour to another. In the middle between them is its place among the times of that day: an evening
stands behind 18:07 and before 22:00."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime.min.replace(tzinfo=UTC) - _EPOCH
_LAST = datetime.max.replace(tzinfo=UTC) - _EPOCH
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$", re.ASCII)
_MONTH = re.compile(r"^(\d{4})-(\d{2})$", re.ASCII)
_YEAR = re.compile(r"^(\d{4})$", re.ASCII)
_MINUTE = re.compile(
    r"^(\d{4}-\d{2}-\d{2})(?:[Tt]| +)(\d{1,2}):(\d{2})(?:[.,]\d+|:(\d{2})(?:[.,]\d+)?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?$", re.ASCII
)
_OFFSET = re.compile(r"^([+-])(\d{2}):?(\d{2})?$", re.ASCII)
_PART = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:T| +)([A-Za-z]+)$", re.ASCII)
_BEFORE_TIME = re.compile(r"(?<=\d)(?:[Tt]| +)(\d{1,2})(?=:\d{2})")
_FORMS = "YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"


@dataclass(frozen=True)
class Moment:
    """One point: `date` is the local day (the first of a month or year), `at` the local time or a part's place."""

    date: date
    precision: Precision
    at: datetime
    part: str = ""

    @property
    def group(self) -> str:
        """The page that it belongs to: `2022-01-05`, `2022-01` or `2022`."""
        return self.date.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]

    @property
    def instant(self) -> timedelta:
        """Its place among others. Python compares two times of one zone by the clock on the wall, which may be set back."""
        return self.at - _EPOCH


@dataclass(frozen=True)
class When:
    """What was written, as written: a moment or an interval, and whether it is approximate."""

    start: Moment
    end: Moment | None
    approximate: bool
    text: str

    @property
    def sort_key(self) -> tuple[str, int, timedelta, int]:
        """Order: by local day; a year before its months, a month before its days, a day before its hours, "evening" before 20:00."""
        coarse = min(self.start.precision, Precision.PART)
        return (self.start.date.isoformat(), coarse, self.start.instant, self.start.precision)

    @property
    def last_day(self) -> date:
        """The last local day that it can concern."""
        return _last_day(self.end or self.start)


UNKNOWN = When(
    Moment(date(1, 1, 1), Precision.DAY, datetime(1, 1, 1, tzinfo=UTC)), None, approximate=False, text=""
)
"""Stands where a date could not be read, so that the other problems of the file are still found."""


@lru_cache(maxsize=4_000)  # an event of several languages, and one that is built again and again, reads each time anew
def parse_when(text: str, zone: ZoneInfo) -> When:
    """Return what `text` says; a time without offset is local time in `zone`.

    Raises Misread with what is wrong and what to do.
    """
    return _read(text.strip(), lambda written: _when(written, zone), _FORMS)


def normal_when(text: str, zone: ZoneInfo) -> str:
    """Return `text` as it is best written in a file: `2022-01-05T22:52` for "2022-01-05 22:52" or "5 January 2022, 10:52 pm".

    Raises Misread where it says nothing, or can be read in two ways.
    """
    written = text.strip()
    try:
        parse_when(written, zone)
    except Misread:
        found = meant(written, lambda candidate: _fault(candidate, lambda each: _when(each, zone)))
        if not found:
            raise
        written = found
    return _BEFORE_TIME.sub(lambda found: f"T{found[1]:0>2}", written)


def normal_partial_date(text: str) -> str:
    """Return `text` as a day, month or year is written in a file: `2022-01-05` for "5 January 2022". Raises Misread, as `normal_when`."""
    written = text.strip()
    try:
        parse_partial_date(written)
    except Misread:
        found = meant(written, lambda candidate: _fault(candidate, _partial_date))
        if not found:
            raise
        written = found
    return written


def parse_day(text: str) -> date:
    """Return a full date (`2022-01-05`). Raises Misread."""
    return _read(text.strip(), _full_date, "YYYY-MM-DD, for example 2022-01-05")


def parse_partial_date(text: str) -> str:
    """Return a day, a month or a year as written, once it is known to exist. Raises Misread."""
    return _read(text.strip(), _partial_date, "YYYY-MM-DD, YYYY-MM or YYYY")


def on_clock(at: datetime, zone: tzinfo) -> datetime:
    """Return a moment on the clocks of a zone; the first or last minute of the calendar where that lies beyond it.

    The first day of the year 1 east of Greenwich begins in a year that Python cannot count.
    """
    try:
        return at.astimezone(zone)
    except OverflowError:
        rim = datetime(9999, 12, 31, 23, 59) if at.year > 5000 else datetime.min
        return rim.replace(tzinfo=zone)


_UTC = ZoneInfo("UTC")


def _read(written: str, read: Callable[[str], T], forms: str) -> T:
    """Return what `read` makes of a text; where it has none of the forms, tell what may be meant."""
    try:
        return read(written)
    except NotUnderstood:
        raise advice(written, lambda candidate: _fault(candidate, read), forms) from None


def _fault(candidate: str, read: Callable[[str], T]) -> Misread | None:
    """Return what is wrong with a text that has one of the forms, None where nothing is. Raises NotUnderstood for others."""
    try:
        read(candidate)
    except Misread as wrong:
        return wrong
    return None


def _full_date(written: str) -> date:
    moment = _moment(written, _UTC)
    if moment.precision < Precision.DAY:
        raise Misread(f'"{written}" is not a full date', "write it as YYYY-MM-DD, for example 2022-01-05", topic="dates")
    return date.fromisoformat(_without_time(written, moment))


def _partial_date(written: str) -> str:
    return _without_time(written, _moment(written, _UTC))


def _without_time(written: str, moment: Moment) -> str:
    if moment.precision > Precision.DAY:
        raise Misread(f'"{written}" has a time', f"write the date alone: {written[:10]}", topic="dates")
    return moment.group


def _when(written: str, zone: ZoneInfo) -> When:
    approximate = written.endswith("~")
    bare = written.removesuffix("~").strip()
    first, slash, second = (part.strip() for part in bare.partition("/"))
    if not slash:
        return When(_moment(bare, zone), None, approximate, written)
    if not first or not second:
        raise Misread(f'"{written}" is half an interval', "write both dates, or one without the slash", topic="dates")
    approximate = approximate or first.endswith("~")
    start, end = _moment(first.removesuffix("~").strip(), zone), _moment(second, zone)
    timed = end.precision >= Precision.PART
    if _last_day(end) < start.date or (timed and _at_latest(end) < _at_earliest(start)):
        raise Misread(f'"{written}" ends before it begins', "write the earlier date first", topic="dates")
    return When(start, end, approximate, written)


def _at_earliest(moment: Moment) -> timedelta:
    return moment.instant - _half(moment)


def _at_latest(moment: Moment) -> timedelta:
    return moment.instant + _half(moment)


def _half(moment: Moment) -> timedelta:
    """Return half the length of a part of a day: so far from its place it may begin and end."""
    begins, ends = PARTS.get(moment.part, (0, 0))
    return timedelta(hours=ends - begins) / 2


def _last_day(moment: Moment) -> date:
    if moment.precision is Precision.YEAR:
        return moment.date.replace(month=12, day=31)
    if moment.precision is Precision.MONTH:
        return moment.date.replace(day=monthrange(moment.date.year, moment.date.month)[1])
    return moment.date


def _moment(text: str, zone: ZoneInfo) -> Moment:
    if matched := _DAY.match(text):
        day = _date(text, *matched.groups())
        return Moment(day, Precision.DAY, datetime.combine(day, time(), zone))
    if matched := _MINUTE.match(text):
        at = _minute(text, matched, zone)
        return Moment(at.date(), Precision.MINUTE, at)
    if matched := _PART.match(text):
        day = _date(matched[1], *matched[1].split("-"))
        part = matched[2].lower()
        if part not in PARTS:
            raise Misread(f'"{matched[2]}" is no part of a day', f"write one of {', '.join(PARTS)}", topic="dates")
        return Moment(day, Precision.PART, datetime.combine(day, time(sum(PARTS[part]) // 2), zone), part)
    if matched := _MONTH.match(text):
        day = _date(text, matched[1], matched[2], "01")
        return Moment(day, Precision.MONTH, datetime.combine(day, time(), zone))
    if matched := _YEAR.match(text):
        day = _date(text, matched[1], "01", "01")
        return Moment(day, Precision.YEAR, datetime.combine(day, time(), zone))
    raise NotUnderstood


def _date(text: str, year: str, month: str, day: str) -> date:
    y, m, d = int(year), int(month), int(day)
    if not 1 <= m <= 12:
        raise Misread(f'"{text}" does not exist', "months go from 01 to 12", topic="dates")
    if y < 1:
        raise Misread(f'"{text}" does not exist', YEARS, topic="dates")
    last = monthrange(y, m)[1]
    if not 1 <= d <= last:
        raise Misread(f'"{text}" does not exist', f"{_MONTHS[m - 1].title()} {y} has {last} days", topic="dates")
    return date(y, m, d)


def _minute(text: str, matched: re.Match[str], zone: ZoneInfo) -> datetime:
    day = _date(matched[1], *matched[1].split("-"))
    hour, minute, second, written = int(matched[2]), int(matched[3]), int(matched[4] or 0), matched[5] or ""
    if (hour, minute, second) == (24, 0, 0) and day < date.max:
        # ISO 8601-1:2019 has it no more, and it belongs to another day than the one that is written.
        what = f'"{text}" is the midnight of the next day'
        raise Misread(what, f"write {day + timedelta(1)}T00:00{written}", topic="dates")
    if hour > 23 or minute > 59:
        raise Misread(f'"{text}" does not exist', "hours go from 00 to 23, minutes from 00 to 59", topic="dates")
    local = datetime.combine(day, time(hour, minute))
    try:
        at = _with_offset(local, written, zone) if written else _on_the_wall(text, local, zone)
    except OverflowError:
        at = None
    if at is None or not _FIRST <= at - _EPOCH <= _LAST:
        raise Misread(f'"{text}" lies outside the calendar', f"{YEARS}, in UTC too", topic="dates")
    # A leap second is the last of a day of UTC.
    leap = second == 60 and (at - _EPOCH) // timedelta(minutes=1) % 1440 == 1439
    if second > 59 and not leap:
        raise Misread(f'"{text}" does not exist', "seconds go from 00 to 59; they are not shown", topic="dates")
    return at


def _with_offset(local: datetime, written: str, zone: ZoneInfo) -> datetime:
    """Return a local time at an offset on the clocks of a zone."""
    matched = _OFFSET.match(written)
    if written in "Zz":
        offset = timedelta()
    elif matched and int(matched[2]) < 16 and int(matched[3] or 0) < 60:
        offset = timedelta(hours=int(matched[2]), minutes=int(matched[3] or 0)) * (-1 if matched[1] == "-" else 1)
    else:
        raise Misread(f'"{written}" is no offset from UTC', "write it like +06:00", topic="dates")
    at = local.replace(tzinfo=timezone(offset)).astimezone(zone)
    if abs((at.utcoffset() or timedelta()) - offset) < timedelta(minutes=1):
        # The zone's own offset, but for the seconds that local mean time has and that cannot be written: the clock is as it says.
        return local.replace(tzinfo=zone, fold=at.fold)
    return at


def _on_the_wall(text: str, local: datetime, zone: ZoneInfo) -> datetime:
    """Return a local time without offset, if the clocks of the zone showed it, and only once."""
    early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() != late.utcoffset():
        there = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        if there != local:
            raise Misread(
                f'"{text}" does not exist in {zone.key}',
                "the clocks were set forward over it: correct the time", topic="dates",
            )
        offsets = [_offset(moment.utcoffset() or timedelta()) for moment in (early, late)]
        if offsets[0] != offsets[1]:
            raise Misread(f'"{text}" came twice in {zone.key}', f"add which one is meant: {' or '.join(offsets)}", topic="dates")
    return early


def _offset(delta: timedelta) -> str:
    minutes = abs(delta) // timedelta(minutes=1)
    return f"{'-' if delta < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
