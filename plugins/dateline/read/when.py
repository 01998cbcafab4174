"""`When`: a date as precise as it is known.

Understood is a part of ISO 8601-1:2019 and of EDTF (ISO 8601-2:2019, Library of Congress profile):

    2022-01-05              a day
    2022-01-05T22:52        a minute, in the zone of the place; also with an offset (+06:00, Z) or a blank for the T
    2022-01 / 2022          a month, a year
    A/B                     an interval of any two of these
    ...~                    about (EDTF level 1, "approximate")

and one form of our own, because newspapers need it: a day and a part of it (`2022-01-05 evening`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from dateline.problems import Misread


class Precision(IntEnum):
    """How precisely a moment is known; the order is the order in which equals are shown."""

    YEAR = 0
    MONTH = 1
    DAY = 2
    PART = 3
    MINUTE = 4


PARTS = {"morning": 6, "midday": 12, "afternoon": 14, "evening": 18, "night": 22}
"""Parts of a day and the hour at which each takes its place among the times of that day."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_YEAR = re.compile(r"^(\d{4})$")
_MINUTE = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?$")
_PART = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]([A-Za-z]+)$")
_SLASHED = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")


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
    def sort_key(self) -> tuple[str, int, timedelta]:
        """Order: by local day; a year before its months, a month before its days, a day before its hours."""
        coarse = min(self.start.precision, Precision.PART)
        return (self.start.date.isoformat(), coarse, self.start.instant)

    @property
    def last_day(self) -> date:
        """The last local day that it can concern."""
        return _last_day(self.end or self.start)


UNKNOWN = When(
    Moment(date(1, 1, 1), Precision.DAY, datetime(1, 1, 1, tzinfo=UTC)), None, approximate=False, text=""
)
"""Stands where a date could not be read, so that the other problems of the file are still found."""


def parse_when(text: str, zone: ZoneInfo) -> When:
    """Return what `text` says; a time without offset is local time in `zone`.

    Raises Misread with what is wrong and what to do.
    """
    written = text.strip()
    approximate = written.endswith("~")
    bare = written.removesuffix("~").strip()
    first, slash, second = bare.partition("/")
    if slash and not _SLASHED.match(bare):
        if not first.strip() or not second.strip():
            raise Misread(f'"{written}" is half an interval', "write both dates, or one without the slash")
        approximate = approximate or first.endswith("~")
        start = _moment(first.strip().removesuffix("~").strip(), zone)
        end = _moment(second.strip(), zone)
        timed = end.precision >= Precision.PART
        if _last_day(end) < start.date or (timed and end.instant < start.instant):
            raise Misread(f'"{written}" ends before it begins', "write the earlier date first")
        return When(start, end, approximate, written)
    return When(_moment(bare, zone), None, approximate, written)


def parse_day(text: str) -> date:
    """Return a full date (`2022-01-05`). Raises Misread."""
    moment = _moment(text.strip(), ZoneInfo("UTC"))
    if moment.precision is not Precision.DAY:
        raise Misread(
            f'"{text.strip()}" is not a full date', "write it as YYYY-MM-DD, for example 2022-01-05"
        )
    return moment.date


def parse_partial_date(text: str) -> str:
    """Return a day, a month or a year as written, once it is known to exist. Raises Misread."""
    moment = _moment(text.strip(), ZoneInfo("UTC"))
    if moment.precision > Precision.DAY:
        raise Misread(f'"{text.strip()}" has a time', "write the date alone, for example 2022-01-05")
    return moment.group


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
        day = _date(matched[1], *matched[1].split("-"))
        if int(matched[4] or 0) > 59:
            raise Misread(f'"{text}" does not exist', "seconds go from 00 to 59; they are not shown")
        at = _time(text, day, int(matched[2]), int(matched[3]), matched[5], zone)
        return Moment(at.date(), Precision.MINUTE, at)
    if matched := _PART.match(text):
        day = _date(matched[1], *matched[1].split("-"))
        part = matched[2].lower()
        if part not in PARTS:
            raise Misread(f'"{matched[2]}" is no part of a day', f"write one of {', '.join(PARTS)}")
        return Moment(day, Precision.PART, datetime.combine(day, time(PARTS[part]), zone), part)
    if matched := _MONTH.match(text):
        day = _date(text, matched[1], matched[2], "01")
        return Moment(day, Precision.MONTH, datetime.combine(day, time(), zone))
    if matched := _YEAR.match(text):
        day = _date(text, matched[1], "01", "01")
        return Moment(day, Precision.YEAR, datetime.combine(day, time(), zone))
    raise _not_understood(text)


def _date(text: str, year: str, month: str, day: str) -> date:
    y, m, d = int(year), int(month), int(day)
    if not 1 <= m <= 12:
        raise Misread(f'"{text}" does not exist', "months go from 01 to 12")
    if y < 1:
        raise Misread(f'"{text}" does not exist', "years begin with 0001")
    last = monthrange(y, m)[1]
    if not 1 <= d <= last:
        raise Misread(f'"{text}" does not exist', f"{_MONTHS[m - 1].title()} {y} has {last} days")
    return date(y, m, d)


def _time(text: str, day: date, hour: int, minute: int, offset: str | None, zone: ZoneInfo) -> datetime:
    if (hour, minute) == (24, 0) and day < date.max:
        # ISO 8601-1:2019 has it no more, and it belongs to another day than the one that is written.
        what = f'"{text}" is the midnight of the next day'
        raise Misread(what, f"write {day + timedelta(1)}T00:00{offset or ''}")
    if hour > 23 or minute > 59:
        raise Misread(f'"{text}" does not exist', "hours go from 00 to 23, minutes from 00 to 59")
    local = datetime.combine(day, time(hour, minute))
    if offset:
        try:
            return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}{offset}").astimezone(zone)
        except ValueError:
            raise Misread(f'"{offset}" is no offset from UTC', "write it like +06:00") from None
    early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() != late.utcoffset():
        there = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        if there != local:
            raise Misread(
                f'"{text}" does not exist in {zone.key}',
                "the clocks were set forward over it: correct the time",
            )
        offsets = " or ".join(_offset(moment.utcoffset() or timedelta()) for moment in (early, late))
        raise Misread(f'"{text}" came twice in {zone.key}', f"add which one is meant: {offsets}")
    return early


def _offset(delta: timedelta) -> str:
    minutes = int(delta.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _not_understood(text: str) -> Misread:
    if matched := _SLASHED.match(text):
        first, second, year = int(matched[1]), int(matched[2]), matched[3]
        readings = [
            f"{year}-{m:02}-{d:02}" for d, m in ((first, second), (second, first)) if 1 <= m <= 12 and d <= 31
        ]
        return Misread(
            f'"{text}" is ambiguous' if len(set(readings)) > 1 else f'"{text}" is not an ISO 8601 date',
            "write " + " or ".join(dict.fromkeys(readings)) if readings else "write YYYY-MM-DD",
        )
    name = next(
        (m for m in _MONTHS if m.startswith(text.lower()[:3]) and text.lower().strip(".") in (m, m[:3])), None
    )
    if name:
        return Misread(
            f'"{text}" has no year',
            f"write the month as YYYY-MM, for example 2022-{_MONTHS.index(name) + 1:02}",
        )
    return Misread(
        f'"{text}" is not a date',
        "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B",
    )
