"""Dates as tables of all countries write them, as Dateline writes them; what can be read in two ways is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.problems import Misread

ORDERS = ("dmy", "mdy")
"""What comes first where the year comes last."""
_MONTHS = "january february march april may june july august september october november december".split()
_TIME = r"(?:(?:T|,?\s+(?:at\s+)?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
_YEAR_FIRST = re.compile(rf"^(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}$", re.IGNORECASE)
_YEAR_LAST = re.compile(rf"^(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}})\.?{_TIME}$", re.IGNORECASE)
_DAY_NAMED = re.compile(rf"^(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([A-Za-z]{{3,9}})\.?,?[\s-]+(\d{{4}}){_TIME}$", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"^([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}$", re.IGNORECASE)
_MONTH = re.compile(r"^(?:(\d{4})/(\d{1,2})|(\d{1,2})/(\d{4}))$")
_NAMED_MONTH = re.compile(r"^([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_SERIAL = re.compile(r"^([2-7]\d{4})(?:[.,]\d+)?$")
_RANGE = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+to\s+")
_MIDNIGHT = re.compile(r"^\d{4}-\d\d-\d\d[T ]0?0:00(?::00(?:[.,]0+)?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?$")
_CLOCK = re.compile(r"\d:\d\d")


def iso(written: str, order: str = "") -> str:
    """Return a date, or an interval of two, as Dateline writes it; what is none of the forms known here is returned as it is.

    `order` says what a date with the year at its end begins with: dmy, mdy, or nothing where that is not known. Raises Misread
    for a date that can be read in two ways, with both, and for one that does not exist in either.
    """
    words = " ".join(written.split())
    about = "~" if words.endswith("~") else ""
    bare = words.removesuffix("~").strip()
    ends = _RANGE.split(bare)
    if len(ends) == 2 and all(re.search(r"\d{4}", end) for end in ends):
        return "/".join(_one(end, order) for end in ends) + about
    return _one(bare, order) + about


def _one(words: str, order: str) -> str:
    if found := _YEAR_FIRST.match(words):
        year, _, month, day, *clock = found.groups()
        return _date(year, month, day) + _clock(clock, words)
    if found := _YEAR_LAST.match(words):
        first, _, second, year, *clock = found.groups()
        return _year_last(words, first, second, year, order) + _clock(clock, words)
    if found := _DAY_NAMED.match(words):
        day, name, year, *clock = found.groups()
        return _named(words, year, name, day, clock)
    if found := _NAMED_DAY.match(words):
        name, day, year, *clock = found.groups()
        return _named(words, year, name, day, clock)
    if found := _MONTH.match(words):
        return f"{found[1] or found[4]}-{int(found[2] or found[3]):02}"
    if (found := _NAMED_MONTH.match(words)) and (number := _month(found[1])):
        return f"{found[2]}-{number:02}"
    if found := _SERIAL.match(words):
        # Excel's day 1 is 1 January 1900, and it has a 29 February 1900.
        day = date(1899, 12, 30) + timedelta(int(found[1]))
        raise Misread(f'"{words}" is no date, but a spreadsheet\'s number of one', f"give the column a format for dates; it may be {day}")
    return words


def _year_last(words: str, first: str, second: str, year: str, order: str) -> str:
    if len(year) == 2:
        raise Misread(f'the year of "{words}" has two digits', "write it with four")
    readings = {
        key: _date(year, month, day)
        for key, (day, month) in {"dmy": (first, second), "mdy": (second, first)}.items()
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    }
    if not readings:
        raise Misread(f'"{words}" does not exist', "write it as YYYY-MM-DD")
    if order:
        if order not in readings:
            raise Misread(f'"{words}" does not exist as {order}', f"correct it: it may be {next(iter(readings.values()))}")
        return readings[order]
    both = list(dict.fromkeys(readings.values()))
    if len(both) > 1:
        raise Misread(f'"{words}" is ambiguous', f"write {' or '.join(both)}, or say for all of them --dates dmy or --dates mdy")
    return both[0]


def _named(words: str, year: str, name: str, day: str, clock: Sequence[str | None]) -> str:
    number = _month(name)
    return _date(year, str(number), day) + _clock(clock, words) if number else words


def _month(name: str) -> int:
    """Return the number of a month from its English name or the first three letters of it; 0 where there is none."""
    word = name.lower()
    return next((n for n, month in enumerate(_MONTHS, 1) if word in (month, month[:3]) or word == "sept" == month[:4]), 0)


def _date(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _clock(parts: Sequence[str | None], words: str) -> str:
    hour, minute, second, half, zone = parts
    if hour is None:
        return ""
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise Misread(f'"{words}" has no proper time', "write it as 14:30")
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    offset = "Z" if (zone or "").upper() in ("Z", "UTC", "GMT") else f"{zone}:00" if zone and len(zone) == 3 else zone or ""
    return f"T{number:02}:{minute}" + (f":{second}" if second else "") + offset


def midnights(whens: Sequence[str]) -> bool:
    """Tell whether times were made up by a program: all that have one are midnight, with seconds or in each of several rows."""
    timed = [end for when in whens for end in when.removesuffix("~").split("/") if _CLOCK.search(end)]
    if not timed or not all(map(_MIDNIGHT.match, timed)):
        return False
    return all("00:00:00" in when for when in timed) or len(timed) == sum(when.count("/") + 1 for when in whens) > 1


def without_midnight(when: str) -> str:
    """Return a time at midnight as the day; an interval of two of them as that of two days."""
    about = "~" if when.endswith("~") else ""
    first, _, last = (end[:10] if _MIDNIGHT.match(end) else end for end in when.removesuffix("~").partition("/"))
    return (f"{first}/{last}" if last and last != first else first) + about
