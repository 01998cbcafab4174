"""`When`: what each form means, what comes before what, and how it is told to machines."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateline.problems import Misread
from dateline.read.when import Precision, parse_day, parse_partial_date, parse_when
from dateline.wording import Wording

ALMATY, AQTAU, BERLIN, UTC = (ZoneInfo(name) for name in ("Asia/Almaty", "Asia/Aqtau", "Europe/Berlin", "UTC"))

# Written, group (the page that it belongs to), precision, where it takes its place in time (Almaty was UTC+6).
MOMENTS = [
    ("2022", "2022", Precision.YEAR, "2022-01-01T00:00:00+06:00"),
    ("2022-01", "2022-01", Precision.MONTH, "2022-01-01T00:00:00+06:00"),
    ("2022-01-05", "2022-01-05", Precision.DAY, "2022-01-05T00:00:00+06:00"),
    ("2024-02-29", "2024-02-29", Precision.DAY, "2024-02-29T00:00:00+06:00"),
    ("2022-01-05 morning", "2022-01-05", Precision.PART, "2022-01-05T06:00:00+06:00"),
    ("2022-01-05 midday", "2022-01-05", Precision.PART, "2022-01-05T12:00:00+06:00"),
    ("2022-01-05 afternoon", "2022-01-05", Precision.PART, "2022-01-05T14:00:00+06:00"),
    ("2022-01-05 Evening", "2022-01-05", Precision.PART, "2022-01-05T18:00:00+06:00"),
    ("2022-01-05 night", "2022-01-05", Precision.PART, "2022-01-05T22:00:00+06:00"),
    ("2022-01-05T22:52", "2022-01-05", Precision.MINUTE, "2022-01-05T22:52:00+06:00"),
    ("2022-01-05 9:05", "2022-01-05", Precision.MINUTE, "2022-01-05T09:05:00+06:00"),
    ("2022-01-05T22:52:40", "2022-01-05", Precision.MINUTE, "2022-01-05T22:52:00+06:00"),
    ("2022-01-05T22:52Z", "2022-01-06", Precision.MINUTE, "2022-01-06T04:52:00+06:00"),
    ("2022-01-05T22:52+05:00", "2022-01-05", Precision.MINUTE, "2022-01-05T23:52:00+06:00"),
    ("2022-01-05T22:52 +0500", "2022-01-05", Precision.MINUTE, "2022-01-05T23:52:00+06:00"),
]


@pytest.mark.parametrize(("written", "group", "precision", "at"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_moments(written: str, group: str, precision: Precision, at: str) -> None:
    when = parse_when(f" {written} ", ALMATY)
    assert (when.start.group, when.start.precision, when.start.at.isoformat()) == (group, precision, at)
    assert (when.end, when.approximate, when.text) == (None, False, written)


# Written, start, end, about.
INTERVALS = [
    ("2022-01-05/2022-01-07", "2022-01-05", "2022-01-07", False),
    ("2022-01-05 / 2022-01", "2022-01-05", "2022-01", False),
    ("2022-01-05T14:00/2022-01-05", "2022-01-05", "2022-01-05", False),
    ("2022-01-05T14:00/2022-01-05T14:00", "2022-01-05", "2022-01-05", False),
    ("2022-01/2022", "2022-01", "2022", False),
    ("2022-01-05~/2022-01-07", "2022-01-05", "2022-01-07", True),
    ("2022-01-05/2022-01-07~", "2022-01-05", "2022-01-07", True),
    ("2022-01-05T17:00~", "2022-01-05", None, True),
    ("2022-01 ~", "2022-01", None, True),
]


@pytest.mark.parametrize(("written", "start", "end", "about"), INTERVALS, ids=[row[0] for row in INTERVALS])
def test_intervals_and_about(written: str, start: str, end: str | None, about: bool) -> None:
    when = parse_when(written, ALMATY)
    assert (when.start.group, when.end and when.end.group, when.approximate) == (start, end, about)
    assert when.text == written


LAST_DAYS = {
    "2022": "2022-12-31",
    "2024-02": "2024-02-29",
    "2022-01-05T23:00": "2022-01-05",
    "2022-01-05/2022-02": "2022-02-28",
}


@pytest.mark.parametrize("written", LAST_DAYS)
def test_last_day(written: str) -> None:
    assert parse_when(written, ALMATY).last_day.isoformat() == LAST_DAYS[written]


# Written in a zone, in order: local day first; within it the less precise first, then the instant, whatever the clock says.
ORDER = [
    ("2021-12-31T23:59", ALMATY),
    ("2022", ALMATY),
    ("2022-01", ALMATY),
    ("2022-01-01", ALMATY),
    ("2022-01-05", ALMATY),
    ("2022-01-05/2022-01-07", AQTAU),
    ("2022-01-05T00:00", ALMATY),
    ("2022-01-05T05:59", ALMATY),
    ("2022-01-05 morning", ALMATY),
    ("2022-01-05 afternoon", ALMATY),
    ("2022-01-05T14:01~", ALMATY),
    ("2022-01-05T17:59", ALMATY),
    ("2022-01-05 evening", ALMATY),
    ("2022-01-05T18:30", ALMATY),  # 12:30 UTC
    ("2022-01-05T18:00", AQTAU),  # 13:00 UTC, although its clock shows less
    ("2022-01-05 night", ALMATY),
    ("2022-01-06T00:30", ALMATY),
    ("2022-02", ALMATY),
    ("2022-10-30T02:45+02:00", BERLIN),  # the hour that came twice: first in summer time
    ("2022-10-30T02:15+01:00", BERLIN),
]


def test_order() -> None:
    ordered = [parse_when(written, zone) for written, zone in ORDER]
    backwards = ordered[::-1]  # sorting is stable: equals would stay as they are
    assert sorted(backwards, key=lambda when: when.sort_key) == ordered


def test_an_interval_over_the_hour_that_came_twice() -> None:
    when = parse_when("2022-10-30T02:45+02:00/2022-10-30T02:15+01:00", BERLIN)
    assert when.end
    assert (when.end.instant - when.start.instant).total_seconds() == 30 * 60


# Written, zone, what is wrong, what to do; more of them, through a whole build, in tests/test_broken_sites.py.
MISREAD = [
    ("", UTC, '"" is not a date', "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"),
    ("2022-1-5", UTC, '"2022-1-5" is not a date', "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"),
    ("2023-02-29", UTC, '"2023-02-29" does not exist', "February 2023 has 28 days"),
    ("0000", UTC, '"0000" does not exist', "years begin with 0001"),
    ("2022-01-05T22:60", UTC, '"2022-01-05T22:60" does not exist', "hours go from 00 to 23, minutes from 00 to 59"),
    ("2022-01-05T22:59:60", UTC, '"2022-01-05T22:59:60" does not exist', "seconds go from 00 to 59; they are not shown"),
    ("05.06.2022", UTC, '"05.06.2022" is ambiguous', "write 2022-06-05 or 2022-05-06"),
    ("05/05/2022", UTC, '"05/05/2022" is not an ISO 8601 date', "write 2022-05-05"),
    ("99/99/2022", UTC, '"99/99/2022" is not an ISO 8601 date', "write YYYY-MM-DD"),
    ("Sept.", UTC, '"Sept." is not a date', "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"),
    ("sep", UTC, '"sep" has no year', "write the month as YYYY-MM, for example 2022-09"),
    ("/2022-01-05", UTC, '"/2022-01-05" is half an interval', "write both dates, or one without the slash"),
    ("2022-01-05 evening/2022-01-05 morning", UTC, '"2022-01-05 evening/2022-01-05 morning" ends before it begins', "write the earlier date first"),
    ("2022-02/2022-01", UTC, '"2022-02/2022-01" ends before it begins', "write the earlier date first"),
    ("2022-03-27T02:00", BERLIN, '"2022-03-27T02:00" does not exist in Europe/Berlin', "the clocks were set forward over it: correct the time"),
    ("2022-10-30T02:59", BERLIN, '"2022-10-30T02:59" came twice in Europe/Berlin', "add which one is meant: +02:00 or +01:00"),
    # Almaty gave up UTC+6 for UTC+5 at midnight of 1 March 2024.
    ("2024-02-29T23:30", ALMATY, '"2024-02-29T23:30" came twice in Asia/Almaty', "add which one is meant: +06:00 or +05:00"),
]


@pytest.mark.parametrize(("written", "zone", "what", "do"), MISREAD, ids=[row[0] for row in MISREAD])
def test_misread(written: str, zone: ZoneInfo, what: str, do: str) -> None:
    with pytest.raises(Misread) as caught:
        parse_when(written, zone)
    assert (caught.value.what, caught.value.do) == (what, do)


@pytest.mark.parametrize("written", ["2022-03-27T01:59", "2022-03-27T03:00", "2022-10-30T01:59", "2022-10-30T03:00"])
def test_beside_the_hours_that_are_not_or_come_twice(written: str) -> None:
    assert parse_when(written, BERLIN).start.at.strftime("%Y-%m-%dT%H:%M") == written


def test_dates_of_other_keys() -> None:
    assert parse_day(" 2022-01-05 ").isoformat() == "2022-01-05"
    assert [parse_partial_date(text) for text in ("2022", "2022-01", "2022-01-05")] == ["2022", "2022-01", "2022-01-05"]
    with pytest.raises(Misread, match='"2022-01" is not a full date'):
        parse_day("2022-01")
    with pytest.raises(Misread, match='"2022-01-05 evening" has a time'):
        parse_partial_date("2022-01-05 evening")


# The values that HTML allows for <time datetime> (HTML Living Standard, 4.5.14): year, month, date, global or local date and time.
VALID = re.compile(
    r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d([+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?"
)
MACHINES = [
    ("2022", ALMATY, "2022", "2022"),
    ("2022-01", ALMATY, "2022-01", "January 2022"),
    ("2022-01-05", ALMATY, "2022-01-05", "5 January 2022"),
    ("2022-01-05 evening", ALMATY, "2022-01-05", "5 January 2022, evening"),
    ("2022-01-05T22:52", ALMATY, "2022-01-05T22:52+06:00", "5 January 2022, 22:52"),
    ("2022-01-05T22:52", AQTAU, "2022-01-05T22:52+05:00", "5 January 2022, 22:52"),
    ("2022-01-05T22:52Z", UTC, "2022-01-05T22:52+00:00", "5 January 2022, 22:52"),
    ("0987-01-05", ALMATY, "0987-01-05", "5 January 987"),
    ("1890-01-05T22:52", ALMATY, "1890-01-05T22:52", "5 January 1890, 22:52"),  # local mean time: UTC+5:07:48
]


@pytest.mark.parametrize(("written", "zone", "datetime", "text"), MACHINES)
def test_for_machines_and_in_words(written: str, zone: ZoneInfo, datetime: str, text: str) -> None:
    words = Wording("en", Path("nowhere"))
    shown = words.full(parse_when(written, zone).start)
    assert (shown.datetime, shown.text) == (datetime, text)
    assert VALID.fullmatch(shown.datetime)


def test_every_form_is_read_the_same_alone_and_in_an_interval() -> None:
    forms = [row[0] for row in MOMENTS]
    for first, second in itertools.product(forms, forms):
        start, end = parse_when(first, ALMATY), parse_when(second, ALMATY)
        try:
            both = parse_when(f"{first}/{second}", ALMATY)
        except Misread:
            assert end.start.instant < start.start.instant
            continue
        assert (both.start, both.end) == (start.start, end.start)
