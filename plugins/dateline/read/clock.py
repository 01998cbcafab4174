"""Times of day: on the clocks of a zone, or with an offset of their own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from dateline.problems import Misread
from dateline.read.edtf import day_of
from dateline.read.misdated import YEARS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime.min.replace(tzinfo=UTC) - _EPOCH
_LAST = datetime.max.replace(tzinfo=UTC) - _EPOCH
MINUTE = re.compile(
    r"^(\d{4}-\d{2}-\d{2})(?:[Tt]| +)(\d{1,2}):(\d{2})(?:[.,]\d+|:(\d{2})(?:[.,]\d+)?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?$", re.ASCII
)
"""A day and a time of it; seconds and fractions, and an offset from UTC, may follow."""
_OFFSET = re.compile(r"^([+-])(\d{2}):?(\d{2})?$", re.ASCII)


def minute(text: str, matched: re.Match[str], zone: ZoneInfo) -> datetime:
    """Return what MINUTE matched as a time on the clocks of a zone. Raises Misread where there is none, or where it came twice."""
    day = day_of(matched[1], *matched[1].split("-"))
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
