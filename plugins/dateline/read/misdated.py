"""What was meant by a date that is none: what is wrong with it and, wherever that can be told, what to write instead.

Nothing here is ever taken for a date: it is only told. Every advice is held against the reader that did not understand the text, so
that who follows it is not told again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateline.problems import Misread

YEARS = "years go from 0001 to 9999"
"""What Python's calendar (proleptic Gregorian, as in ISO 8601) can count."""

_MONTHS = "january february march april may june july august september october november december".split()
_LONGEST = 80
"""Characters of what is looked at; no date is longer."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-"))
_FAR = re.compile(r"^(?:[+-]?\d{5,}|-\d{1,4})(?:-\d\d){0,2}(?:\D.*)?$|^Y-?\d|\b(?:BCE?|B\.C\.)", re.ASCII | re.IGNORECASE)
_SIGNIFICANT = re.compile(r"^(\d{4})S\d+$", re.ASCII)
_ABOUT = re.compile(r"^(?:~|ca?\.? |circa |about |around |approx(?:\.|imately)? )\s*(.+)$", re.IGNORECASE)
_PERHAPS = re.compile(r"^(?:perhaps |possibly |probably |maybe )\s*(.+)$", re.IGNORECASE)
_NO_DATES = frozenset("? unknown|not known|no date|n.d.|nd|s.d.|sine dato|none|not dated|date unknown|unspecified".replace("? ", "?|").split("|"))
_DECADE = re.compile(r"^(?:the )?(\d{3})0['’]?s$", re.ASCII | re.IGNORECASE)
_DRAFT = re.compile(r"^\d\d[\dxu][xu](?:-(?:xx|uu)){0,2}$|^\d{4}(?:-(?:\d\d|xx|uu)){0,1}-(?:xx|uu)$", re.ASCII | re.IGNORECASE)
"""The draft of EDTF of 2012 had `u` for a digit that is not known."""
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = re.compile(r"^(?P<part>spring|summer|autumn|fall|winter)(?: of)?,? +(?P<y>\d{4})$|^(?P<y2>\d{4}) +(?P<part2>spring|summer|autumn|fall|winter)$", re.ASCII | re.IGNORECASE)
_PART_OF_A_YEAR = re.compile(r"^\d{4}-(?:2[1-9]|3\d|4[01])$", re.ASCII)
"""In EDTF spring and the like; behind another date it was meant for a day."""
_QUARTERS = {f"q{number}": 32 + number for number in range(1, 5)}
_QUARTER = re.compile(r"^(?P<part>q[1-4])[ -](?P<y>\d{4})$|^(?P<y2>\d{4})[ -]?(?P<part2>q[1-4])$", re.ASCII | re.IGNORECASE)
_SAID = {
    re.compile(r"^between (.+) and (.+)$", re.IGNORECASE): "[{}..{}]",
    re.compile(r"^(?:either )?(.+?) or (.+)$", re.IGNORECASE): "[{},{}]",
    re.compile(r"^(?:since|from) (.+?)(?: on(?:wards)?)?$", re.IGNORECASE): "{}/..",
    re.compile(r"^(?:until|till|up to) (.+)$", re.IGNORECASE): "../{}",
}
"""What is said in words, and the form that EDTF has for it. "Before 1989" is none of them: EDTF's `[..1989]` may be 1989 too."""
_CLOCK = re.compile(
    r"^(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?(?:[:.]?\d{2}(?:[.,]\d+)?)?\s*(?P<half>[ap])?\.?(?(half)m\.?)"
    r"\s*(?P<utc>Z|UTC|GMT)?\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?$",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = re.compile(r" - | to | until | till | through | and |--|\.{2,3}|/|-", re.IGNORECASE)
"""What stands between two dates where people mean an interval."""
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_WORD = r"(?P<word>[a-z]{3,9})\.?"
_NTH = r"(?:st|nd|rd|th|\.)?"
_NOT_ISO = "is not an ISO 8601 date"

_FORMS = tuple(
    (re.compile(rf"^{form}(?:(?:T|,? +(?:at +)?|,)(?P<clock>\S.*))?$", re.ASCII | re.IGNORECASE), what)
    for form, what in (
        (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", "has a time that is not understood"),
        (r"(?P<y>\d{4})(?P<sep>[-/ ]|\. ?)(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})\.?", _NOT_ISO),
        (r"(?P<one>\d{1,2})(?P<sep>[-/ ]|\. ?)(?P<two>\d{1,2})(?P=sep)(?P<y>\d{4})", _NOT_ISO),
        (rf"{_WEEKDAY}(?P<d>\d{{1,2}}){_NTH}(?: +of)?[ -]+{_WORD},?[ -]+(?P<y>\d{{4}})", _NOT_ISO),
        (rf"{_WEEKDAY}{_WORD} +(?P<d>\d{{1,2}}){_NTH},? +(?P<y>\d{{4}})", _NOT_ISO),
        (rf"{_WORD},?[ -]+(?P<y>\d{{4}})", _NOT_ISO),
        (rf"(?P<y>\d{{4}})[ -]+{_WORD}(?:[ -]+(?P<d>\d{{1,2}}))?", _NOT_ISO),
        (r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})", _NOT_ISO),
        (r"(?P<m>\d{1,2})[-/. ](?P<y>\d{4})", _NOT_ISO),
        (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "is a date without hyphens"),
        (r"(?P<y>\d{4})-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?", "is counted in weeks"),
        (r"(?P<y>\d{4})-?(?P<nth>\d{3})", "is counted in days of the year"),
        (r"(?P<y>\d{3})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?", "has a year of three digits"),
    )
)  # fmt: skip
"""Forms of dates that are not taken, each maybe with a time behind it, and what is wrong with each."""
_DAYS_OF_A_MONTH = re.compile(rf"^(?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})\.? {_WORD},? (?P<y>\d{{4}})$|^(?P<word2>[a-z]{{3,9}})\.? (?P<a2>\d{{1,2}})-(?P<b2>\d{{1,2}}),? (?P<y2>\d{{4}})$", re.ASCII | re.IGNORECASE)  # fmt: skip


Fault = Misread | None
"""What a reader finds wrong with a text of one of its forms; None: nothing."""
Reader = Callable[[str], Fault]
"""Tells what is wrong with a text; raises NotUnderstood where it has none of the reader's forms."""


class NotUnderstood(Exception):
    """A text that has none of the forms that a reader knows."""


def meant(written: str, reader: Reader) -> str:
    """Return the one date that can be meant by a text that `reader` did not understand; nothing where there is none, or more than one."""
    found = _first_reading(_plain(written), written, reader, [])[1]
    return found[0] if len(found) == 1 else ""


def advice(written: str, reader: Reader, forms: str) -> Misread:
    """Return what is wrong with a text that `reader` did not understand, and what to do; `forms` are named where nothing nearer can be."""
    bare = _plain(written)
    faults: list[tuple[str, Misread]] = []
    what, found = _first_reading(bare, written, reader, faults)
    if found:
        return Misread(f'"{written}" {what if len(found) == 1 else "is ambiguous"}', f"write {' or '.join(found)}", topic="dates")
    for what, fault in faults:
        return Misread(f'"{written}" {what}, and {fault.what}', fault.do, topic="dates")
    if _FAR.search(bare):
        return Misread(f'"{written}" lies outside the calendar', YEARS, topic="dates")
    if matched := _SIGNIFICANT.match(bare):
        do = f"leave open what is not known: {matched[1][:3]}X for the decade, {matched[1][:2]}XX for the century"
        return Misread(f'"{written}" says how many digits are significant', do, topic="dates")
    months = [month for word in re.findall("[A-Za-z]{3,}", bare) if (month := _month(word))]
    if months and not re.search(r"\d{4}", bare):
        do = f"the month as YYYY-MM, for example 2022-{months[0]:02}" if not re.search(r"\d", bare) else forms
        return Misread(f'"{written}" has no year', f"write {do}", topic="dates")
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d{1,2}", bare):
        return Misread(f'"{written}" has no year of four digits', f"write {forms}", topic="dates")
    return Misread(f'"{written}" is not a date', f"write {forms}", topic="dates")


def _first_reading(bare: str, written: str, reader: Reader, faults: list[tuple[str, Misread]]) -> tuple[str, list[str]]:
    """Return what is wrong with a text, and the dates that can be meant by it: by its first reading of which the reader takes any.

    `faults` collects what is wrong with those that it does not take.
    """

    def takes(candidate: str, what: str = "") -> bool:
        try:
            fault = reader(candidate)
        except NotUnderstood:
            return False
        if fault and what:
            faults.append((what, fault))
        return not fault

    if bare != written and takes(bare, "is not written with plain hyphens and digits"):
        return "is not written with plain hyphens and digits", [bare]
    for what, candidates in _readings(bare, takes) if len(bare) <= _LONGEST else ():
        if found := [candidate for candidate in dict.fromkeys(candidates) if takes(candidate, what)]:
            return what, found
    return "", []


def _plain(written: str) -> str:
    """Return a text with hyphens for all dashes, digits 0 to 9 for those of all scripts, one blank for many, nothing invisible."""
    folded = unicodedata.normalize("NFKC", written).translate(_DASHES)
    letters = (
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in folded
        if unicodedata.category(letter) != "Cf"
    )
    return " ".join("".join(letters).split())


def _readings(bare: str, takes: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong, and what may be meant: first a date, then an interval, then what is only about right."""
    yield from _dates(bare)
    yield from _intervals(bare, takes)
    yield from _others(bare, takes)
    for sign, inner in _doubted(bare):
        yield _NOT_ISO, [f"{inner}{sign}"]
        yield from ((what, [f"{found}{sign}" for found in candidates]) for what, candidates in _dates(inner))


def _doubted(bare: str) -> Iterator[tuple[str, str]]:
    """Yield the sign of what is said to be about right, or not sure, and what that is said of."""
    for sign in "~?%":
        if bare.endswith(sign):
            yield sign, bare[:-1].strip()
    for sign, form in (("~", _ABOUT), ("?", _PERHAPS)):
        if matched := form.match(bare):
            yield sign, matched[1].removesuffix(sign).strip()


def _others(bare: str, takes: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Yield what EDTF has a form for, and people and its drafts write otherwise."""
    if bare.casefold() in _NO_DATES:
        yield "says that nobody knows when", ["undated"]
    if matched := _DECADE.match(bare):
        yield _NOT_ISO, [f"{matched[1]}X"]
    if _DRAFT.match(bare):
        yield "has small letters for what is not known", [bare.upper().replace("U", "X")]
    for form, numbers in ((_SEASON, _SEASONS), (_QUARTER, _QUARTERS)):
        if matched := form.match(bare):
            yield "is a part of a year in words", [f"{matched['y'] or matched['y2']}-{numbers[(matched['part'] or matched['part2']).casefold()]}"]

    def one(part: str) -> str:
        found = [part] if takes(part) else [day for _, days in _dates(part) for day in days if takes(day)]
        return found[0] if len(set(found)) == 1 else ""

    for form, made in _SAID.items():
        if matched := form.match(bare):
            parts = [one(part.strip()) for part in matched.groups()]
            if all(parts):
                yield "says in words what has a form of its own", [made.format(*parts)]


def _dates(bare: str) -> Iterator[tuple[str, list[str]]]:
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
        month = _month(word)
        return [_iso(year, month, day)] if month else []
    if parts.get("week"):
        try:
            first = date.fromisocalendar(int(year), int(parts["week"] or 1), int(parts.get("weekday") or 1))
            return [f"{first}" if parts.get("weekday") else f"{first}/{first + timedelta(6)}"]
        except (ValueError, OverflowError):  # no such week
            return []
    if parts.get("nth"):
        try:
            return [f"{date(int(year), 1, 1) + timedelta(int(parts['nth'] or 0) - 1)}"]
        except (ValueError, OverflowError):
            return []
    if parts.get("one"):  # the year comes last: either of the others may be the month
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        return [_iso(year, two, one), _iso(year, one, two)]
    return [_iso(year, int(parts.get("m") or 0), day)]


def _iso(year: str, month: int, day: int) -> str:
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _month(word: str) -> int:
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


def _intervals(bare: str, takes: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Yield an interval for each place where two dates may meet."""

    def one(part: str) -> str:
        if takes(part):
            return part
        found = [day for _, days in _dates(part) for day in days if "/" not in day and takes(day)]
        return found[0] if len(set(found)) == 1 else ""

    if matched := _DAYS_OF_A_MONTH.match(bare):
        parts = [matched[name] or matched[f"{name}2"] for name in ("a", "b", "word", "y")]
        month = _month(parts[2])
        yield "is not an ISO 8601 interval", ["/".join(_iso(parts[3], month, int(day)) for day in parts[:2])]
    for between in _BETWEEN.finditer(bare):
        first, second = one(bare[: between.start()].strip()), bare[between.end() :].strip()
        if not first:
            continue
        last = one(second)
        if not last and re.fullmatch(r"\d[\d:-]*", second) and len(second) < len(first):
            shared = first[: -len(second)] + second  # ISO 8601 lets the end leave out what it shares with the start
            last = "" if _PART_OF_A_YEAR.search(shared) else one(shared)
        if last:
            yield "is not an ISO 8601 interval", [f"{first}/{last}"]
