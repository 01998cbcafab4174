"""Dates that lie in the future: rarely meant, so each is a warning. Nothing else in a build knows what day it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateline.problems import Misread, Problems
from dateline.read.content import Content
from dateline.read.keys import FRONT_MATTER
from dateline.read.records import Item, Record
from dateline.read.when import Precision, parse_when

_FIRST_ZONE = timedelta(hours=14)
"""How far ahead of UTC it is where a day begins first (Pacific/Kiritimati)."""
_UTC = ZoneInfo("UTC")
_DATES = ("Starts", "Ends", "When", "Date", "Modified", "Correction", "Update", "Led_to", "Read", "As_of", "Withdrawn", "Captured")
"""Keys of heads and of data files (these in lower case) that say when something was, or was said."""
_DAY_BEFORE_COLON = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]+[\d:.]+(?:Z|[+-][\d:]+)?)?\s*[:\uff1a]")


def warn_of_future(content: Content, now: datetime, problems: Problems) -> None:
    """Note a warning for each date that lies in the future wherever on earth one is; `now` has a time zone."""
    today = (now.astimezone(_UTC) + _FIRST_ZONE).date().isoformat()
    texts = (record for records in content.texts.values() for record in records)
    data = (part for records in content.data.values() for record in records for part in (record, *record.items))
    for record in (*((content.event,) if content.event else ()), *texts, *data):
        for name in _DATES:
            for item in record.fields.get(name.lower(), ()):
                _warn(record, name if record.kind in FRONT_MATTER else name.lower(), item, today, problems)


def _warn(record: Record, name: str, item: Item, today: str, problems: Problems) -> None:
    for written in _days(name, item.value):
        # A month or a year is in the future when it begins after the one that it is now.
        if written > today[: len(written)]:
            problems.warn(record.path, item.line, f"{name}: {written} lies in the future", "correct it, unless it is meant", topic="dates")
            return


def _days(name: str, value: Any) -> Iterator[str]:
    """Yield the days, months or years that a value names."""
    if isinstance(value, datetime):
        yield value.date().isoformat()
    elif isinstance(value, date):
        yield value.isoformat()
    elif name in ("Correction", "Update", "withdrawn"):
        matched = _DAY_BEFORE_COLON.match(str(value))
        yield from matched.groups() if matched else ()
    elif name == "When":
        try:
            when = parse_when(str(value), _UTC)
        except Misread:  # told where it is read in its zone
            return
        # Of what is no day, month or year, its first day.
        yield from (moment.group if Precision.YEAR <= moment.precision != Precision.SEASON else moment.first.isoformat() for moment in when.moments)
    else:
        yield str(value)[:10]  # without a time of day
