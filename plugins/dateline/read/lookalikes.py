"""Dates in forms that are not taken: what days, months and years they can mean, as ISO 8601 writes these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.patterns import late

_MONTHS = "january february march april may june july august september october november december".split()
_CLOCK = late(
    r"^(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?(?:[:.]?\d{2}(?:[.,]\d+)?)?\s*(?P<half>[ap])?\.?(?(half)m\.?)"
    r"\s*(?P<utc>Z|UTC|GMT)?\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?$",
    re.ASCII | re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
WORD = r"(?P<word>[a-z]{3,9})\.?"
_NTH = r"(?:st|nd|rd|th|\.)?"
NOT_ISO = "is not an ISO 8601 date"

_FORMS = tuple(
    (late(rf"^{form}(?:(?:T|,? +(?:at +)?|,)(?P<clock>\S.*))?$", re.ASCII | re.IGNORECASE), what)
    for form, what in (
        (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", "has a time that is not understood"),
        (r"(?P<y>\d{4})(?P<sep>[-/ ]|\. ?)(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})\.?", NOT_ISO),
        (r"(?P<one>\d{1,2})(?P<sep>[-/ ]|\. ?)(?P<two>\d{1,2})(?P=sep)(?P<y>\d{4})", NOT_ISO),
        (rf"{_WEEKDAY}(?P<d>\d{{1,2}}){_NTH}(?: +of)?[ -]+{WORD},?[ -]+(?P<y>\d{{4}})", NOT_ISO),
        (rf"{_WEEKDAY}{WORD} +(?P<d>\d{{1,2}}){_NTH},? +(?P<y>\d{{4}})", NOT_ISO),
        (rf"{WORD},?[ -]+(?P<y>\d{{4}})", NOT_ISO),
        (rf"(?P<y>\d{{4}})[ -]+{WORD}(?:[ -]+(?P<d>\d{{1,2}}))?", NOT_ISO),
        (r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})", NOT_ISO),
        (r"(?P<m>\d{1,2})[-/. ](?P<y>\d{4})", NOT_ISO),
        (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "is a date without hyphens"),
        (r"(?P<y>\d{4})(?P<m>0[1-9]|1[0-2])", "is a month without a hyphen"),
        (r"(?P<y>\d{4})-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?", "is counted in weeks"),
        (r"(?P<y>\d{4})-?(?P<nth>\d{3})", "is counted in days of the year"),
        (r"(?P<y>\d{3})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?", "has a year of three digits"),
    )
)  # fmt: skip
"""Forms of dates that are not taken, each maybe with a time behind it, and what is wrong with each."""


def dates_in(bare: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong with a date in one of the forms, and what it can mean; that need not exist."""
    for form, what in _FORMS:
        if matched := form.match(bare):
            clock = _clock(matched["clock"]) if matched["clock"] else ""
            if clock is not None:
                yield what, [day + clock for day in _days(matched.groupdict())]


def _days(parts: dict[str, str | None]) -> list[str]:
    """Return the days (months, years) that the parts of a form can mean, as ISO 8601 writes them; they need not exist."""
    year = (parts["y"] or "").zfill(4)
    day = int(parts.get("d") or 0)
    if word := parts.get("word"):
        month = month_of(word)
        return [iso(year, month, day)] if month else []
    if parts.get("week"):
        try:
            first = date.fromisocalendar(int(year), int(parts["week"] or 1), int(parts.get("weekday") or 1))
            return [f"{first}" if parts.get("weekday") else f"{first}/{first + timedelta(6)}"]
        except (ValueError, OverflowError):  # no such week
            return []
    if parts.get("nth"):
        try:
            found = date(int(year), 1, 1) + timedelta(int(parts["nth"] or 0) - 1)
            return [f"{found}"] if found.year == int(year) else []
        except (ValueError, OverflowError):
            return []
    if parts.get("one"):  # the year comes last: either of the others may be the month
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        return [iso(year, two, one), iso(year, one, two)]
    return [iso(year, int(parts.get("m") or 0), day)]


def iso(year: str, month: int, day: int) -> str:
    """Return a day; a month where that is 0, a year where both are."""
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def month_of(word: str) -> int:
    """Return the number of a month by its English name or the beginning of it, 0 for other words."""
    folded = word.lower()
    return next((number for number, name in enumerate(_MONTHS, 1) if len(folded) >= 3 and name.startswith(folded)), 9 if folded == "sept" else 0)


def _clock(written: str) -> str | None:
    """Return a time of day with its offset as ISO 8601 writes it, a word as it is, None where it says nothing."""
    if written.isalpha():
        return f" {written.lower()}"
    matched = _CLOCK.match(written)
    if not matched:
        return None
    hour = int(matched["hour"])
    if half := (matched["half"] or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = "Z" if matched["utc"] else ""
    if matched["sign"]:
        offset = f"{matched['sign']}{int(matched['hours']):02}:{matched['minutes'] or '00'}"
    return f"T{hour:02}:{matched['minute'] or '00'}{offset}"
