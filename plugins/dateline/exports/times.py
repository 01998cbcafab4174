"""Times as machines read them: RFC 3339, which is also what JSON Schema, Atom and JSON Feed mean by a date and time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dateline.read.when import Moment, Precision, on_clock


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
    """Return a year, a month, a day, or a date and time with its offset, as precise as it is known (ISO 8601)."""
    if moment.precision is Precision.MINUTE:
        at = whole_offset(moment.at)
        return at.isoformat(timespec="seconds" if at.second else "minutes")
    return moment.group
