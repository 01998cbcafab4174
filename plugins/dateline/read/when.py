"""`When`: a date as precise as it is known.

Understood is a part of ISO 8601-1:2019, and EDTF (ISO 8601-2:2019) as far as edtf.py says; and of our own:

    2022-01-05T22:52        a minute, in the zone of the place; also with an offset (+06:00, +0600, +06, Z) or a blank for the T;
                            seconds, fractions and leap seconds are read and not shown
    2022-01-05 evening      a day and a part of it, because newspapers need it
    2022-01-05T22:52~       a time of day that is only about right, or uncertain: of that EDTF knows nothing
    undated                 a time that nobody knows; EDTF's XXXX says the same

What else people and programs write is told with what to write instead (misdated.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateline.problems import Misread
from dateline.read import clock
from dateline.read.edtf import day_of, doubts_of, interval_of, read_date, says_nothing, set_of
from dateline.read.misdated import NotUnderstood, advice, meant
from dateline.read.moments import PARTS, UNDATED, UNKNOWN, Form, Moment, Precision, Stretch, When, on_clock

__all__ = [
    "PARTS", "UNDATED", "UNKNOWN", "Form", "Moment", "Precision", "Stretch", "When",
    "normal_partial_date", "normal_when", "on_clock", "parse_day", "parse_partial_date", "parse_when",
]  # fmt: skip

T = TypeVar("T")

_PART = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:T| +)([A-Za-z]+)$", re.ASCII)
_BEFORE_TIME = re.compile(r"(?<=\d)(?:[Tt]| +)(\d{1,2})(?=:\d{2})")
_DOUBTED = re.compile(r"^(.*\S)\s*([?~%])$")
_FORMS = "YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"
_UTC = ZoneInfo("UTC")
_UNITS = ((10, Precision.DAY), (7, Precision.MONTH), (4, Precision.YEAR), (3, Precision.DECADE), (2, Precision.CENTURY))
"""How many signs two days share that lie in one unit of time, the shortest first."""


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
    return UNDATED if written.casefold() == UNDATED else _BEFORE_TIME.sub(lambda found: f"T{found[1]:0>2}", written)


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
    moment = _whole(written)
    if moment.precision < Precision.DAY:
        raise Misread(f'"{written}" is not a full date', "write it as YYYY-MM-DD, for example 2022-01-05", topic="dates")
    return date.fromisoformat(_without_time(written, moment))


def _partial_date(written: str) -> str:
    return _without_time(written, _whole(written))


def _whole(written: str) -> Moment:
    """Return a day, month or year of which nothing is in doubt, or a time of day. Raises NotUnderstood for anything else."""
    moment = _moment(written, _UTC)
    if not moment.plain or moment.season or moment.precision < Precision.YEAR:
        raise NotUnderstood
    return moment


def _without_time(written: str, moment: Moment) -> str:
    if moment.timed:
        raise Misread(f'"{written}" has a time', f"write the date alone: {written[:10]}", topic="dates")
    return moment.group


def _when(written: str, zone: ZoneInfo) -> When:
    if written.casefold() == UNDATED or says_nothing(written):
        return When(Form.UNDATED, Moment(date.max, Precision.DAY, datetime.combine(date.max, time(), _UTC)), (), written)
    if found := set_of(written):
        return _set(written, *found)
    if ends := interval_of(written):
        return _interval(written, *ends, zone)
    moment = _moment(written, zone)
    return When(Form.MOMENT, moment, (Stretch(moment, moment),), written)


def _interval(written: str, first: str, second: str, zone: ZoneInfo) -> When:
    start, end = (_moment(each, zone) if each not in ("", "..") else None for each in (first, second))
    stands = start or end
    if stands is None:
        raise Misread(f'"{written}" says nothing', f"write the end that is known, or {UNDATED}", topic="dates")
    if start and end:
        _in_order(written, start, end)
        if start == end:  # from a day to itself: the day
            return When(Form.MOMENT, start, (Stretch(start, start),), written)
    return When(Form.INTERVAL, stands, (Stretch(start, end, unknown="" in (first, second)),), written)


def _set(written: str, bracket: str, members: tuple[tuple[str, str], ...]) -> When:
    stretches = []
    for first, last in members:
        start = _day(first) if first else None
        end = start if last == first else _day(last) if last else None
        if start and end:
            _in_order(written, start, end)
        stretches.append(Stretch(start, end))
    stretches = list(dict.fromkeys(stretches))
    form = Form.ONE_OF if bracket == "[" else Form.ALL_OF
    if len(stretches) == 1 and stretches[0].first is stretches[0].last:
        form = Form.MOMENT
    moments = [moment for stretch in stretches for moment in stretch.moments]
    when = When(form, min(moments, key=lambda moment: (moment.date, moment.precision)), tuple(stretches), written)
    if form is Form.ONE_OF and when.earliest and when.latest:
        when = When(form, _around(when.earliest, when.latest, when.stands), when.members, written)
    return when


def _around(earliest: date, latest: date, otherwise: Moment) -> Moment:
    """Return the shortest unit of time that two days lie in: one of them may be meant, so neither has it on its page. There may be none."""
    one, other = earliest.isoformat(), latest.isoformat()
    for signs, precision in _UNITS:
        if one[:signs] == other[:signs]:
            year = max(int(one[: min(signs, 4)].ljust(4, "0")), 1)
            first = earliest if signs > 7 else date(year, earliest.month if signs > 4 else 1, 1)
            return Moment(first, precision, datetime.combine(first, time(), _UTC))
    return otherwise


def _in_order(written: str, start: Moment, end: Moment) -> None:
    if end.last < start.first or (end.timed and _at_latest(end) < _at_earliest(start)):
        raise Misread(f'"{written}" ends before it begins', "write the earlier date first", topic="dates")


def _at_earliest(moment: Moment) -> timedelta:
    return moment.instant - _half(moment)


def _at_latest(moment: Moment) -> timedelta:
    return moment.instant + _half(moment)


def _half(moment: Moment) -> timedelta:
    """Return half the length of a part of a day: so far from its place it may begin and end."""
    begins, ends = PARTS.get(moment.part, (0, 0))
    return timedelta(hours=ends - begins) / 2


def _moment(text: str, zone: ZoneInfo) -> Moment:
    doubted = _DOUBTED.match(text)
    bare, doubts = (doubted[1], doubts_of(doubted[2])) if doubted else (text, ())
    if matched := clock.MINUTE.match(bare):
        at = clock.minute(bare, matched, zone)
        return Moment(at.date(), Precision.MINUTE, at, doubts=doubts)
    if matched := _PART.match(bare):
        day = day_of(matched[1], *matched[1].split("-"))
        part = matched[2].lower()
        if part not in PARTS:
            raise Misread(f'"{matched[2]}" is no part of a day', f"write one of {', '.join(PARTS)}", topic="dates")
        return Moment(day, Precision.PART, datetime.combine(day, time(sum(PARTS[part]) // 2), zone), part, doubts)
    return _day(f"{bare}{doubted[2]}" if doubted else text, zone)


def _day(text: str, zone: ZoneInfo = _UTC) -> Moment:
    """Return a date, which has no time of day."""
    found = read_date(text)
    at = datetime.combine(found.date, time(), zone)
    return Moment(found.date, found.precision, at, "", found.doubts, found.unknown, found.season)
