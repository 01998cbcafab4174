"""What was meant by a date that is none: what is wrong with it and, wherever that can be told, what to write instead.

Nothing here is ever taken for a date: it is only told. Every advice is held against the reader that did not understand the text, so
that who follows it is not told again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateline.patterns import late
from dateline.problems import Misread
from dateline.read.lookalikes import NOT_ISO, WORD, dates_in, iso, month_of

YEARS = "years go from 0001 to 9999"
"""What Python's calendar (proleptic Gregorian, as in ISO 8601) can count."""

_LONGEST = 80
"""Characters of what is looked at; no date is longer."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-"))
_FAR = late(r"^(?:[+-]?\d{5,}|-\d{1,4})(?:-\d\d){0,2}(?:\D.*)?$|^Y-?\d|\b(?:BCE?|B\.C\.)", re.ASCII | re.IGNORECASE)
_SIGNIFICANT = late(r"^(\d{4})S\d+$", re.ASCII)
_ABOUT = late(r"^(?:~|ca?\.? |c(?=\d)|circa |about |around |roughly |approx(?:\.|imately)? )\s*(.+)$", re.IGNORECASE)
_PERHAPS = late(r"^(?:perhaps |possibly |probably |maybe )\s*(.+)$", re.IGNORECASE)
_SIGNS = late(r"^(.*?[^\s?~%(])\s*\(?([?~%]{1,2})\)?$")
_QUOTED = late(r"^[\"'`“”„‘’«»](.+)[\"'`“”„‘’«»]$")
_NO_DATES = frozenset("xxxx ? unknown|not known|no date|n.d.|nd|s.d.|sine dato|none|not dated|date unknown|unspecified".replace("xxxx ", "xxxx|").replace("? ", "?|").split("|"))
_DECADE = late(r"^(?:the )?(\d{3})0['’]?s$", re.ASCII | re.IGNORECASE)
_CENTURY = late(r"^(?:the )?(\d{1,2})(?:st|nd|rd|th) century$", re.ASCII | re.IGNORECASE)
_COMMON_ERA = late(r"^(?:AD )?(\d{1,4})(?: (?:AD|CE))?$", re.ASCII | re.IGNORECASE)
_DRAFT = late(r"^\d\d[\dxu][xu](?:-(?:xx|uu)){0,2}$|^\d{4}(?:-(?:\d\d|xx|uu)){0,1}-(?:xx|uu)$", re.ASCII | re.IGNORECASE)
"""The draft of EDTF of 2012 had `u` for a digit that is not known."""
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = late(r"^(?P<part>spring|summer|autumn|fall|winter)(?: of)?,? +(?P<y>\d{4})$|^(?P<y2>\d{4}) +(?P<part2>spring|summer|autumn|fall|winter)$", re.ASCII | re.IGNORECASE)
_PART_OF_A_YEAR = late(r"^\d{4}-(?:2[1-9]|3\d|4[01])$", re.ASCII)
"""In EDTF spring and the like; behind another date it was meant for a day."""
_QUARTERS = {f"q{number}": 32 + number for number in range(1, 5)}
_QUARTER = late(r"^(?P<part>q[1-4])[ -](?P<y>\d{4})$|^(?P<y2>\d{4})[ -]?(?P<part2>q[1-4])$", re.ASCII | re.IGNORECASE)
_SAID = {
    late(r"^between (.+) and (.+)$", re.IGNORECASE): "[{}..{}]",
    late(r"^(?:either )?(.+?) or (.+)$", re.IGNORECASE): "[{},{}]",
    late(r"^(?:since|from) (.+?)(?: on(?:wards)?)?$", re.IGNORECASE): "{}/..",
    late(r"^(?:until|till|up to) (.+)$", re.IGNORECASE): "../{}",
    late(r"^(?:by|not after|no later than) (.+)$", re.IGNORECASE): "[..{}]",
    late(r"^(?:not before|no earlier than) (.+)$", re.IGNORECASE): "[{}..]",
}
"""What is said in words, and the form that EDTF has for it."""
_BEYOND = late(r"^(before|after) (.+)$", re.IGNORECASE)
"""EDTF's `[..1989]` may be 1989 too: what was before 1990 has to be said by the year before."""
_OPEN_ENDS = {
    **dict.fromkeys(("open", "now", "present", "the present", "today", "ongoing", "...", "…"), ".."),
    **dict.fromkeys(("unknown", "undated", "xxxx", "?"), ""),
}
"""What people and the draft of EDTF write for an end of an interval: one that is open, and one that nobody knows."""
_LIST = late(r"\s*[,;&]\s*|\s+and\s+", re.IGNORECASE)
_RANGE = late(r"\s*(?:\.{2,}|/)\s*|\s+(?:-|to)\s+|(?<=^\d{4})-(?=\d{4}$)", re.ASCII | re.IGNORECASE)
_SET = late(r"^[\[{(].*|.*[\]})]$")
_BETWEEN = late(r" - | to | until | till | through |--|\.{2,3}|/|-", re.IGNORECASE)
"""What stands between two dates where people mean an interval."""
_DAYS_OF_A_MONTH = late(rf"^(?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})\.? {WORD},? (?P<y>\d{{4}})$|^(?P<word2>[a-z]{{3,9}})\.? (?P<a2>\d{{1,2}})-(?P<b2>\d{{1,2}}),? (?P<y2>\d{{4}})$", re.ASCII | re.IGNORECASE)  # fmt: skip


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
    months = [month for word in re.findall("[A-Za-z]{3,}", bare) if (month := month_of(word))]
    if months and not re.search(r"\d{4}", bare):
        do = f"the month as YYYY-MM, for example 2022-{months[0]:02}" if not re.search(r"\d", bare) else forms
        return Misread(f'"{written}" has no year', f"write {do}", topic="dates")
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d{1,2}", bare):
        return Misread(f'"{written}" has no year of four digits', f"write {forms}", topic="dates")
    if _SET.match(bare) and not _fault_of("{1986,1987}", reader):
        do = "write [1986,1987] or [1986..1989] for one of these, {1986,1987} for all of them: days, months or years"
        return Misread(f'"{written}" is no set of dates', do, topic="dates")
    return Misread(f'"{written}" is not a date', f"write {forms}", topic="dates")


def _fault_of(candidate: str, reader: Reader) -> bool:
    """Tell whether a reader does not take a text."""
    try:
        return reader(candidate) is not None
    except NotUnderstood:
        return True


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
    if quoted := _QUOTED.match(bare):
        yield "stands in quotation marks", [quoted[1].strip()]
    yield from _sets(bare, takes)
    yield from dates_in(bare)
    if re.fullmatch(r"\d{4}-\d{3}", bare):  # a day that the year does not have; it is no interval
        return
    yield from _intervals(bare, takes)
    yield from _others(bare, takes)
    for sign, inner in _doubted(bare):
        yield NOT_ISO, [f"{inner}{sign}"]
        for what, candidates in (*dates_in(inner), *_others(inner, takes)):
            yield what, [f"{found}{sign}" for found in candidates]


def _doubted(bare: str) -> Iterator[tuple[str, str]]:
    """Yield the sign of what is said to be about right, or not sure, and what that is said of."""
    if matched := _SIGNS.match(bare):
        yield matched[2][0] if len(set(matched[2])) == 1 else "%", matched[1]
    for sign, form in (("~", _ABOUT), ("?", _PERHAPS)):
        if matched := form.match(bare):
            yield sign, matched[1].removesuffix(sign).strip()


def _others(bare: str, takes: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Yield what EDTF has a form for, and people and its drafts write otherwise."""
    if bare.casefold() in _NO_DATES:
        yield "says that nobody knows when", ["undated"]
    if matched := _DECADE.match(bare):
        # The 1900s are ten years to some, and a hundred to others.
        yield NOT_ISO, [f"{matched[1]}X", *([f"{matched[1][:2]}XX"] if matched[1].endswith("0") else [])]
    if (matched := _CENTURY.match(bare)) and matched[1].strip("0"):
        yield NOT_ISO, [f"{int(matched[1]) - 1:02}XX"]
    if (matched := _COMMON_ERA.match(bare)) and not bare.isdigit():
        yield NOT_ISO, [matched[1].zfill(4)]
    if _DRAFT.match(bare):
        yield "has small letters for what is not known", [bare.upper().replace("U", "X")]
    for form, numbers in ((_SEASON, _SEASONS), (_QUARTER, _QUARTERS)):
        if matched := form.match(bare):
            yield "is a part of a year in words", [f"{matched['y'] or matched['y2']}-{numbers[(matched['part'] or matched['part2']).casefold()]}"]

    for form, made in _SAID.items():
        if matched := form.match(bare):
            parts = [_one(part.strip(), takes) for part in matched.groups()]
            if all(parts):
                yield "says in words what has a form of its own", [made.format(*parts)]
    if (matched := _BEYOND.match(bare)) and (limit := _one(matched[2].strip(), takes)):
        before = matched[1].lower() == "before"
        beside = _beside(limit, -1 if before else 1)
        yield "says in words what has a form of its own", [f"[..{beside}]" if before else f"[{beside}..]"] if beside else []


def _one(part: str, takes: Callable[[str], bool]) -> str:
    """Return the one date that can be meant by a text; nothing where there is none, or more than one."""
    found = [part] if takes(part) else [day for _, days in dates_in(part) for day in days if takes(day)]
    return found[0] if len(set(found)) == 1 else ""


def _beside(written: str, step: int) -> str:
    """Return the day, month or year before or after one; nothing where it is none of these, or the calendar ends there."""
    if not re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", written, re.ASCII):
        return ""
    try:
        if len(written) == 10:
            return (date.fromisoformat(written) + timedelta(step)).isoformat()
        months = int(written[:4]) * 12 + (int(written[5:]) - 1 + step if len(written) == 7 else step * 12)
        return date(months // 12, months % 12 + 1, 1).isoformat()[: len(written)]
    except (ValueError, OverflowError):
        return ""


def _sets(bare: str, takes: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Yield a set whose brackets or signs are not whole, or that has none: several dates in a row are all meant."""
    members = [_member(part, takes) for part in _LIST.split(bare.strip("[]{}() ")) if part]
    if not all(members):
        return
    if _SET.match(bare) and members:
        joined = ",".join(members)
        yield "is no whole set of dates", [f"{{{joined}}}" if "{" in bare or "}" in bare else f"[{joined}]"]
    elif len(members) > 1 and not any(".." in member for member in members):
        yield "is a list of dates", [f"{{{','.join(members)}}}"]


def _member(part: str, takes: Callable[[str], bool]) -> str:
    """Return a date, or two with `..` between them, of which one may be missing; nothing where that cannot be told."""
    if (found := _one(part, takes)) and "/" not in found:
        return found
    ends = _RANGE.split(part, maxsplit=1)
    read = [_one(end, takes) for end in ends]
    known = all(found or not end for found, end in zip(read, ends, strict=True))
    return "..".join(read) if len(ends) == 2 and known and any(read) else ""


def _intervals(bare: str, takes: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Yield an interval for each place where two dates may meet."""

    def one(part: str) -> str:
        if takes(part):
            return part
        found = [day for _, days in dates_in(part) for day in days if "/" not in day and takes(day)]
        return found[0] if len(set(found)) == 1 else ""

    if matched := _DAYS_OF_A_MONTH.match(bare):
        parts = [matched[name] or matched[f"{name}2"] for name in ("a", "b", "word", "y")]
        month = month_of(parts[2])
        yield "is not an ISO 8601 interval", ["/".join(iso(parts[3], month, int(day)) for day in parts[:2])]
    first, slash, last = (part.strip() for part in bare.partition("/"))
    if slash and (last.casefold() in _OPEN_ENDS) is not (first.casefold() in _OPEN_ENDS):
        yield "is not an EDTF interval", ["/".join(_OPEN_ENDS.get(end.casefold(), _one(end, takes)) for end in (first, last))]
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
