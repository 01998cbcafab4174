"""Times as machines read them: RFC 3339, which is also what JSON Schema, Atom and JSON Feed mean by a date and time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dateline.read.moments import Form, Moment, Precision, Stretch, When, on_clock


def whole_offset(moment: datetime) -> datetime:
    """Return a moment whose offset has no seconds, which RFC 3339 (5.6, `time-numoffset`) does not know: then in UTC.

    Local mean times have them: until 1924 Almaty's clocks were 5 hours, 7 minutes and 48 seconds ahead of Greenwich.
    """
    seconds = (moment.utcoffset() or timedelta()) % timedelta(minutes=1)
    return on_clock(moment, UTC) if seconds else moment


def rfc3339(moment: datetime) -> str:
    """Return a date and time as RFC 3339 writes it."""
    return whole_offset(moment).isoformat(timespec="seconds")


def iso(moment: Moment) -> str:
    """Return a year, a month, a day, or a date and time with its offset, as precise as it is known (ISO 8601-1); of others than these their EDTF."""
    if moment.precision is Precision.MINUTE:
        at = whole_offset(moment.at)
        return at.isoformat(timespec="seconds" if at.second else "minutes")
    return _date(moment)


def edtf(when: When) -> str:
    """Return a time as EDTF (ISO 8601-2:2019) writes it, in days: with a time of day it would have seconds, which nobody said.

    What is undated is `XXXX`.
    """
    members = [_stretch(stretch, "/" if when.form is Form.INTERVAL else "..") for stretch in when.members]
    if when.form is Form.ONE_OF:
        return f"[{','.join(members)}]"
    if when.form is Form.ALL_OF:
        return f"{{{','.join(members)}}}"
    return members[0] if members else "XXXX"


def _stretch(stretch: Stretch, between: str) -> str:
    first, last = (_date(moment, doubts=True) if moment else "" for moment in (stretch.first, stretch.last))
    if first == last:
        return first
    if between == "/":
        ends = (first, last) if stretch.unknown else (first or "..", last or "..")
        return "/".join(ends)
    return f"{first}{between}{last}"


def _date(moment: Moment, *, doubts: bool = False) -> str:
    """Return the date of a moment in EDTF; what is doubtful about its time of day is not said of the day."""
    year, month, day = moment.date.isoformat().split("-")
    parts = {"year": year, "month": month, "day": day}
    if moment.precision <= Precision.DECADE:
        known = 3 if moment.precision is Precision.DECADE else 2
        parts = {"year": year[:known].ljust(4, "X")}
    elif moment.season:
        parts = {"year": year, "month": str(moment.season)}
    elif moment.unknown:
        left = {"month": ("month",), "day": ("month", "day") if moment.precision is Precision.YEAR else ("day",)}[moment.unknown]
        kept = ("year",) if moment.precision is Precision.YEAR else ("year", "month")
        parts = {**{name: parts[name] for name in kept}, **dict.fromkeys(left, "XX")}
    elif moment.precision < Precision.DAY:
        parts = dict(list(parts.items())[: 1 if moment.precision is Precision.YEAR else 2])
    if not doubts or moment.timed:
        return "-".join(parts.values())
    return "-".join(_sign(moment, name) + digits for name, digits in parts.items()) + _sign(moment, "whole")


def _sign(moment: Moment, part: str) -> str:
    """Return the sign of what is doubtful about a part: both signs are `%`."""
    signs = "".join(sign for name, sign in moment.doubts if name == part)
    return "%" if len(signs) > 1 else signs
