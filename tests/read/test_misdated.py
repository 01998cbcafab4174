"""Dates that are none: what was meant is told, and what is told can be written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from dateline.problems import Misread
from dateline.read.values import moment
from dateline.read.when import parse_day, parse_partial_date, parse_when
from hypothesis import given
from hypothesis import strategies as st

BERLIN = ZoneInfo("Europe/Berlin")
FORMS = "YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"
SETS = "write [1986,1987] or [1986..1989] for one of these, {1986,1987} for all of them: days, months or years"
TOLD = [
    # The year first, so nothing is ambiguous.
    ("1986/04/26", "is not an ISO 8601 date", "1986-04-26"),
    ("1986.04.26", "is not an ISO 8601 date", "1986-04-26"),
    ("1986. 4. 26.", "is not an ISO 8601 date", "1986-04-26"),
    ("1986-4-26", "is not an ISO 8601 date", "1986-04-26"),
    ("1986/04/26 01:23", "is not an ISO 8601 date", "1986-04-26T01:23"),
    ("1986/04/26~", "is not an ISO 8601 date", "1986-04-26~"),
    ("1986/04", "is not an ISO 8601 date", "1986-04"),
    # The year last.
    ("26-04-1986", "is not an ISO 8601 date", "1986-04-26"),
    ("26.4.1986", "is not an ISO 8601 date", "1986-04-26"),
    ("03-04-1986", "is ambiguous", "1986-04-03 or 1986-03-04"),
    ("04/1986", "is not an ISO 8601 date", "1986-04"),
    # In words.
    ("26 April 1986", "is not an ISO 8601 date", "1986-04-26"),
    ("Saturday, 26th of April 1986", "is not an ISO 8601 date", "1986-04-26"),
    ("Apr. 26, 1986 at 1:23 am", "is not an ISO 8601 date", "1986-04-26T01:23"),
    ("April 1986", "is not an ISO 8601 date", "1986-04"),
    ("1986 April", "is not an ISO 8601 date", "1986-04"),
    ("26-Apr-1986", "is not an ISO 8601 date", "1986-04-26"),
    ("about April 1986", "is not an ISO 8601 date", "1986-04~"),
    ("perhaps April 1986", "is not an ISO 8601 date", "1986-04?"),
    ("April 1986?", "is not an ISO 8601 date", "1986-04?"),
    ("April 1986%", "is not an ISO 8601 date", "1986-04%"),
    # What EDTF has a form for, in words or as its draft had it.
    ("1980s", "is not an ISO 8601 date", "198X"),
    ("the 1980's", "is not an ISO 8601 date", "198X"),
    ("198u", "has small letters for what is not known", "198X"),
    ("19xx", "has small letters for what is not known", "19XX"),
    ("1986-04-uu", "has small letters for what is not known", "1986-04-XX"),
    ("1986-uu-uu", "has small letters for what is not known", "1986-XX-XX"),
    ("spring 1986", "is a part of a year in words", "1986-21"),
    ("1986 Fall", "is a part of a year in words", "1986-23"),
    ("Q2 1986", "is a part of a year in words", "1986-34"),
    ("between 1986 and 1989", "says in words what has a form of its own", "[1986..1989]"),
    ("between 26 April 1986 and 6 May 1986", "says in words what has a form of its own", "[1986-04-26..1986-05-06]"),
    ("1986 or 1987", "says in words what has a form of its own", "[1986,1987]"),
    ("since April 1986", "says in words what has a form of its own", "1986-04/.."),
    ("until 1990", "says in words what has a form of its own", "../1990"),
    ("before 1990", "says in words what has a form of its own", "[..1989]"),
    ("after April 1986", "says in words what has a form of its own", "[1986-05..]"),
    ("before 1 January 1986", "says in words what has a form of its own", "[..1985-12-31]"),
    ("no later than 1990", "says in words what has a form of its own", "[..1990]"),
    ("not before 1990", "says in words what has a form of its own", "[1990..]"),
    ("1980s?", "is not an ISO 8601 date", "198X?"),
    ("1900s", "is ambiguous", "190X or 19XX"),
    ("20th century", "is not an ISO 8601 date", "19XX"),
    ("AD 300", "is not an ISO 8601 date", "0300"),
    ("c1990", "is not an ISO 8601 date", "1990~"),
    ("1990 (?)", "is not an ISO 8601 date", "1990?"),
    ("1990??", "is not an ISO 8601 date", "1990?"),
    ("1990?~", "is not an ISO 8601 date", "1990%"),
    ('"1986-04"', "stands in quotation marks", "1986-04"),
    ("xxxx", "says that nobody knows when", "undated"),
    # Sets that are not whole, and lists that are none.
    ("[1986,1987", "is no whole set of dates", "[1986,1987]"),
    ("1986,1987}", "is no whole set of dates", "{1986,1987}"),
    ("[1986;1987;]", "is no whole set of dates", "[1986,1987]"),
    ("[1986...1989]", "is no whole set of dates", "[1986..1989]"),
    ("[1986-1989]", "is no whole set of dates", "[1986..1989]"),
    ("[1986/1989]", "is no whole set of dates", "[1986..1989]"),
    ("(..April 1986)", "is no whole set of dates", "[..1986-04]"),
    ("1986-04-26,1986-04-28", "is a list of dates", "{1986-04-26,1986-04-28}"),
    ("26 April 1986 and 28 April 1986", "is a list of dates", "{1986-04-26,1986-04-28}"),
    # Ends of intervals, in words or as the draft of EDTF had them.
    ("1986/open", "is not an EDTF interval", "1986/.."),
    ("26 April 1986/present", "is not an EDTF interval", "1986-04-26/.."),
    ("1986/…", "is not an EDTF interval", "1986/.."),
    ("unknown/1986", "is not an EDTF interval", "/1986"),
    ("unknown", "says that nobody knows when", "undated"),
    ("n.d.", "says that nobody knows when", "undated"),
    # ISO 8601 that is not taken.
    ("19860426", "is a date without hyphens", "1986-04-26"),
    ("198604", "is a month without a hyphen", "1986-04"),
    ("19860426T0123Z", "is a date without hyphens", "1986-04-26T01:23Z"),
    ("1986-W17-6", "is counted in weeks", "1986-04-26"),
    ("1986W17", "is counted in weeks", "1986-04-21/1986-04-27"),
    ("1986-116", "is counted in days of the year", "1986-04-26"),
    ("1986-04-26T0123", "has a time that is not understood", "1986-04-26T01:23"),
    ("1986-04-26T01", "has a time that is not understood", "1986-04-26T01:00"),
    ("1986-04-26 01:23 UTC+4", "has a time that is not understood", "1986-04-26T01:23+04:00"),
    ("986", "has a year of three digits", "0986"),
    # Other dashes, other digits, something invisible.
    ("1986–04–26", "is not written with plain hyphens and digits", "1986-04-26"),
    ("1986‑04‑26T01:23−05:00", "is not written with plain hyphens and digits", "1986-04-26T01:23-05:00"),
    ("١٩٨٦-٠٤-٢٦", "is not written with plain hyphens and digits", "1986-04-26"),
    ("1986-\u200b04-26", "is not written with plain hyphens and digits", "1986-04-26"),
    # Intervals: the whole of them is told.
    ("1986-04-26 – 1986-05-06", "is not an ISO 8601 interval", "1986-04-26/1986-05-06"),
    ("1986-04-26—1986-05-06", "is not an ISO 8601 interval", "1986-04-26/1986-05-06"),
    ("1986-04-26 to 1986-05-06", "is not an ISO 8601 interval", "1986-04-26/1986-05-06"),
    ("1986/04/26 - 1986/05/06", "is not an ISO 8601 interval", "1986-04-26/1986-05-06"),
    ("1986/04/26/1986/05/06", "is not an ISO 8601 interval", "1986-04-26/1986-05-06"),
    ("1986-4-26/1986-5-6", "is not an ISO 8601 interval", "1986-04-26/1986-05-06"),
    ("1986-04-26/28", "is not an ISO 8601 interval", "1986-04-26/1986-04-28"),
    ("1986-04-26T01:23/05:00", "is not an ISO 8601 interval", "1986-04-26T01:23/1986-04-26T05:00"),
    ("26-28 April 1986", "is not an ISO 8601 interval", "1986-04-26/1986-04-28"),
    ("1986–1991", "is not an ISO 8601 interval", "1986/1991"),
]
NOTHING_TO_WRITE = [
    ("1986/02/30", 'is not an ISO 8601 date, and "1986-02-30" does not exist', "February 1986 has 28 days"),
    ("2023/10/29 02:30", 'is not an ISO 8601 date, and "2023-10-29T02:30" came twice in Europe/Berlin', "add which one is meant: +02:00 or +01:00"),
    ("10000", "lies outside the calendar", "years go from 0001 to 9999"),
    ("12022-05-02", "lies outside the calendar", "years go from 0001 to 9999"),
    ("-0044-03-15", "lies outside the calendar", "years go from 0001 to 9999"),
    ("44 BC", "lies outside the calendar", "years go from 0001 to 9999"),
    ("Y170000002", "lies outside the calendar", "years go from 0001 to 9999"),
    ("-1985", "lies outside the calendar", "years go from 0001 to 9999"),
    ("1950S2", "says how many digits are significant", "leave open what is not known: 195X for the decade, 19XX for the century"),
    ("26 April", "has no year", f"write {FORMS}"),
    ("26/04/86", "has no year of four digits", f"write {FORMS}"),
    ("86", "has no year of four digits", f"write {FORMS}"),
    ("the day before", "is not a date", f"write {FORMS}"),
    ("1986-04-26/P3D", "is not a date", f"write {FORMS}"),
    ("1986-366", "is not a date", f"write {FORMS}"),
    ("before 0001", "is not a date", f"write {FORMS}"),
    ("{}", "is no set of dates", SETS),
    ("[1986..1989]?", "is no set of dates", SETS),
    ("[1986-04-26T01:23,1987]", "is no set of dates", SETS),
]  # fmt: skip


def told(read: Callable[[str], object], written: str) -> tuple[str, str]:
    """Return what is wrong and what to do."""
    with pytest.raises(Misread) as caught:
        read(written)
    return caught.value.what, caught.value.do


def when(written: str) -> object:
    """Read a `When` in Berlin."""
    return parse_when(written, BERLIN)


@pytest.mark.parametrize(("written", "what", "write"), TOLD)
def test_all_that_was_written_is_told_with_what_to_write(written: str, what: str, write: str) -> None:
    assert told(when, written) == (f'"{written}" {what}', f"write {write}")
    for one in write.split(" or "):
        when(one)


@pytest.mark.parametrize(("written", "what", "do"), NOTHING_TO_WRITE)
def test_where_nothing_nearer_is_known_the_forms_are_told(written: str, what: str, do: str) -> None:
    assert told(when, written) == (f'"{written}" {what}', do)


@pytest.mark.parametrize("read", [parse_day, parse_partial_date, moment])
@pytest.mark.parametrize("written", ["1986/04/26", "26 April 1986", "1986–04–26", "19860426"])
def test_it_is_the_same_wherever_a_date_is_wanted(read: Callable[[str], object], written: str) -> None:
    assert told(read, written)[1] == "write 1986-04-26"
    assert written in told(read, written)[0]


def test_advice_keeps_to_what_the_field_takes() -> None:
    assert told(parse_day, "1986-04-26T01:23") == ('"1986-04-26T01:23" has a time', "write the date alone: 1986-04-26")
    assert told(parse_day, "April 1986") == (
        '"April 1986" is not an ISO 8601 date, and "1986-04" is not a full date', "write it as YYYY-MM-DD, for example 2022-01-05",
    )  # fmt: skip
    assert told(parse_partial_date, "April 1986") == ('"April 1986" is not an ISO 8601 date', "write 1986-04")
    assert told(parse_partial_date, "1986-04-26/1986-04-28") == (
        '"1986-04-26/1986-04-28" is not a date', "write YYYY-MM-DD, YYYY-MM or YYYY",
    )  # fmt: skip


@given(st.dates(), st.sampled_from(["{y:04}/{m:02}/{d:02}", "{y:04}.{m}.{d}", "{d} {b} {y:04}", "{b} {d}, {y:04}", "{y:04}{m:02}{d:02}"]))
def test_a_day_in_any_of_these_forms_is_told_as_that_day(day: date, form: str) -> None:
    name = "January February March April May June July August September October November December".split()[day.month - 1]
    written = form.format(y=day.year, m=day.month, d=day.day, b=name)
    assert told(when, written)[1] == f"write {day}"


def to_do(read: Callable[[str], object], written: str) -> str | None:
    """Return what to do about a text, or None where it is read."""
    try:
        read(written)
    except Misread as wrong:
        return wrong.do
    return None


DATELIKE = st.text(st.sampled_from("0123456789-–/.: TZW+~,aprilMay\u200b٣"), max_size=30)


@given(st.one_of(DATELIKE, st.text(max_size=200)))
def test_whatever_is_written_is_read_or_told_and_advice_can_be_followed(written: str) -> None:
    for read in (when, parse_day, parse_partial_date):
        do = to_do(read, written)
        assert do != ""
        if do and re.match(r"write \d", do):
            assert [to_do(read, one) for one in do.removeprefix("write ").split(" or ")] in ([None], [None, None])
