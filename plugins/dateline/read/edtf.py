"""The grammar of EDTF (ISO 8601-2:2019; Library of Congress, https://www.loc.gov/standards/datetime/): texts to dates, intervals and sets.

Of level 1 all but years outside 0001 to 9999; of level 2 qualification of parts of a date, sets, and parts of years (25 to 41). A date
here has no time of day, and no zone: those are when.py's.

    1985-04-12  1985-04  1985        a day, a month, a year
    2001-21                          a part of a year: spring, by its number (21 to 41)
    201X  20XX                       some year of a decade, of a century
    2004-XX  1985-04-XX  1985-XX-XX  some month, some day
    1984?  2004-06~  2004-06-11%     uncertain, approximate, both
    2004-06~-11  2004-?06-11         the parts up to a sign behind them, the part behind a sign
    A/B  A/..  ../B  A/  /B          intervals; open, with an end that nobody knows
    [A,B,C..D]  [..B]  [A..]         one of these, on a day or before, on a day or after
    {A,B,C..D}                       all of these
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dateline.dataclass import dataclass
from dateline.problems import Misread
from dateline.read.misdated import YEARS, NotUnderstood
from dateline.read.moments import SEASONS, Precision

_MONTHS = "january february march april may june july august september october november december".split()
_DATE = re.compile(
    r"^(?P<before_year>[?~%]?)(?P<year>[\dX]{4})(?P<behind_year>[?~%]?)"
    r"(?:-(?P<before_month>[?~%]?)(?P<month>[\dX]{2})(?P<behind_month>[?~%]?)"
    r"(?:-(?P<before_day>[?~%]?)(?P<day>[\dX]{2})(?P<behind_day>[?~%]?))?)?$",
    re.ASCII,
)
_YEAR = re.compile(r"\d{4}|\d{3}X|\d\dXX", re.ASCII)
_PARTS = ("year", "month", "day")
_NOTHING = re.compile(r"^XXXX(?:-XX){0,2}$")
_SETS = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Written:
    """A date: its first day, how precisely it is known, what is doubtful and what is left open (see moments.Moment)."""

    date: date
    precision: Precision
    doubts: tuple[tuple[str, str], ...] = ()
    unknown: str = ""
    season: int = 0


def says_nothing(text: str) -> bool:
    """Tell whether a date has no digit that is known."""
    return bool(_NOTHING.match(text))


def read_date(text: str) -> Written:
    """Return a single date. Raises NotUnderstood for what is none, Misread for one that does not exist, or that is left too open."""
    matched = _DATE.match(text)
    if not matched or says_nothing(text):
        raise NotUnderstood
    year, month, day = (matched[part] or "" for part in _PARTS)
    doubts = _doubts(matched)
    open_parts = (month == "XX" and day in ("", "XX")) or ("X" not in month and day == "XX")
    if not _YEAR.fullmatch(year) or (month and "X" in year) or ("X" in month + day and not open_parts):
        what = f'"{text}" leaves open what cannot be told'
        do = "X may stand for the last digit of a year or its last two, for a day, or for a month and a day: 198X, 19XX, 2022-01-XX, 2022-XX"
        raise Misread(what, do, topic="dates")
    if "X" in year:
        known = int(year.rstrip("X")) * 10 ** year.count("X")
        return Written(date(max(known, 1), 1, 1), Precision.DECADE if year.count("X") == 1 else Precision.CENTURY, doubts)
    if not month:
        return Written(day_of(text, year, "01", "01"), Precision.YEAR, doubts)
    if month == "XX":
        return Written(day_of(text, year, "01", "01"), Precision.YEAR, doubts, "day" if day else "month")
    if int(month) in SEASONS and not day:
        return Written(day_of(text, year, f"{SEASONS[int(month)].stands:02}", "01"), Precision.SEASON, doubts, season=int(month))
    if not day or day == "XX":
        return Written(day_of(text, year, month, "01"), Precision.MONTH, doubts, "day" if day else "")
    return Written(day_of(text, year, month, day), Precision.DAY, doubts)


def _doubts(matched: re.Match[str]) -> tuple[tuple[str, str], ...]:
    """Return what is doubtful: a sign behind a part is about all before it too, one before a part about that alone."""
    there = [part for part in _PARTS if matched[part]]
    found = {part: set(matched[f"before_{part}"] or "") for part in there}
    for number, part in enumerate(there):
        for earlier in there[: number + 1]:
            found[earlier] |= set(matched[f"behind_{part}"] or "")
    each = {part: "".join(sign for sign in "?~" if sign in signs or "%" in signs) for part, signs in found.items()}
    if len(set(each.values())) == 1:
        return tuple(("whole", sign) for sign in each["year"])
    return tuple((part, sign) for part in there for sign in each[part])


def doubts_of(sign: str) -> tuple[tuple[str, str], ...]:
    """Return what a sign behind a whole date makes doubtful: `%` is both `?` and `~`."""
    return tuple(("whole", each) for each in ("?~" if sign == "%" else sign))


def interval_of(text: str) -> tuple[str, str] | None:
    """Return the two ends of an interval, each a date, `..` for an open one, or nothing for one that nobody knows; None where it is no interval."""
    first, slash, second = (part.strip() for part in text.partition("/"))
    return (first, second) if slash and "/" not in second else None


def set_of(text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return the bracket of a set and its members, each with its ends (nothing for an open one); None where it is no set.

    Only the first member may have no beginning, only the last no end. Raises NotUnderstood for brackets around anything else.
    """
    if text[:1] not in _SETS or text[-1:] != _SETS[text[:1]]:
        return None
    found: list[tuple[str, str]] = []
    written = text[1:-1].split(",")
    for number, member in enumerate(written):
        first, dots, last = (part.strip() for part in member.partition(".."))
        last = last if dots else first
        if not (first or last) or (not first and number) or (not last and number < len(written) - 1):
            raise NotUnderstood
        found.append((first, last))
    return text[0], tuple(found)


def day_of(text: str, year: str, month: str, day: str) -> date:
    """Return a day, from its digits in `text`. Raises Misread where it does not exist."""
    y, m, d = int(year), int(month), int(day)
    if not 1 <= m <= 12:
        raise Misread(f'"{text}" does not exist', "months go from 01 to 12", topic="dates")
    if y < 1:
        raise Misread(f'"{text}" does not exist', YEARS, topic="dates")
    last = monthrange(y, m)[1]
    if not 1 <= d <= last:
        raise Misread(f'"{text}" does not exist', f"{_MONTHS[m - 1].title()} {y} has {last} days", topic="dates")
    return date(y, m, d)
