"""`When`: a table of tricky times, and what must hold for all dates, zones and orders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateline.derive.spans import span
from dateline.exports.icalendar import ends
from dateline.problems import Misread
from dateline.read.when import PARTS, Form, Precision, When, parse_when
from dateline.wording import Wording
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import ROOT

ALMATY, AQTAU = ZoneInfo("Asia/Almaty"), ZoneInfo("Asia/Aqtau")
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
LORD_HOWE, APIA = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")
ZONES = (ALMATY, AQTAU, BERLIN, NEW_YORK, LORD_HOWE, APIA, ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu"))

UNDERSTOOD = [
    # what, zone, start and end in UTC, precision, group, `datetime` attribute of the start
    ("2022-01-05T00:00", ALMATY, "2022-01-04T18:00", "", "MINUTE", "2022-01-05", "2022-01-05T00:00+06:00"),
    ("2022-01-05T23:59", ALMATY, "2022-01-05T17:59", "", "MINUTE", "2022-01-05", "2022-01-05T23:59+06:00"),
    ("2022-01-05 7:05", ALMATY, "2022-01-05T01:05", "", "MINUTE", "2022-01-05", "2022-01-05T07:05+06:00"),
    ("2022-01-05T12:00", AQTAU, "2022-01-05T07:00", "", "MINUTE", "2022-01-05", "2022-01-05T12:00+05:00"),
    # An offset says the instant; it is shown in the zone of the place, maybe on another day.
    ("2022-01-05T23:30+06:00", BERLIN, "2022-01-05T17:30", "", "MINUTE", "2022-01-05", "2022-01-05T18:30+01:00"),
    ("2022-01-05T23:30Z", ALMATY, "2022-01-05T23:30", "", "MINUTE", "2022-01-06", "2022-01-06T05:30+06:00"),
    # 2024: Kazakhstan set Almaty from UTC+6 to UTC+5 at midnight before 1 March; the last hour of February came twice.
    ("2024-02-29T22:59", ALMATY, "2024-02-29T16:59", "", "MINUTE", "2024-02-29", "2024-02-29T22:59+06:00"),
    ("2024-02-29T23:30+06:00", ALMATY, "2024-02-29T17:30", "", "MINUTE", "2024-02-29", "2024-02-29T23:30+06:00"),
    ("2024-02-29T23:30+05:00", ALMATY, "2024-02-29T18:30", "", "MINUTE", "2024-02-29", "2024-02-29T23:30+05:00"),
    ("2024-03-01T00:00", ALMATY, "2024-02-29T19:00", "", "MINUTE", "2024-03-01", "2024-03-01T00:00+05:00"),
    ("2024-02-29T23:30", AQTAU, "2024-02-29T18:30", "", "MINUTE", "2024-02-29", "2024-02-29T23:30+05:00"),
    # Around the gap and the fold of a European year.
    ("2023-03-26T01:59", BERLIN, "2023-03-26T00:59", "", "MINUTE", "2023-03-26", "2023-03-26T01:59+01:00"),
    ("2023-03-26T03:00", BERLIN, "2023-03-26T01:00", "", "MINUTE", "2023-03-26", "2023-03-26T03:00+02:00"),
    ("2023-10-29T02:30+02:00", BERLIN, "2023-10-29T00:30", "", "MINUTE", "2023-10-29", "2023-10-29T02:30+02:00"),
    ("2023-10-29T02:30+01:00", BERLIN, "2023-10-29T01:30", "", "MINUTE", "2023-10-29", "2023-10-29T02:30+01:00"),
    # Known to the day, month or year, or to a part of the day: a date without a time.
    ("2022-01-05", ALMATY, "2022-01-04T18:00", "", "DAY", "2022-01-05", "2022-01-05"),
    ("2024-02-29", ALMATY, "2024-02-28T18:00", "", "DAY", "2024-02-29", "2024-02-29"),
    ("2022-02", ALMATY, "2022-01-31T18:00", "", "MONTH", "2022-02", "2022-02"),
    ("2022", ALMATY, "2021-12-31T18:00", "", "YEAR", "2022", "2022"),
    ("2022-01-05 evening", ALMATY, "2022-01-05T14:00", "", "PART", "2022-01-05", "2022-01-05"),
    # Across midnight, across zones, across the change of one.
    ("2022-01-05T20:00/2022-01-06T05:00", ALMATY, "2022-01-05T14:00", "2022-01-05T23:00", "MINUTE", "2022-01-05", "2022-01-05T20:00+06:00"),
    ("2022-01-05T20:00+06:00/2022-01-05T16:00Z", BERLIN, "2022-01-05T14:00", "2022-01-05T16:00", "MINUTE", "2022-01-05", "2022-01-05T15:00+01:00"),
    ("2024-02-29T22:00/2024-03-01T01:00", ALMATY, "2024-02-29T16:00", "2024-02-29T20:00", "MINUTE", "2024-02-29", "2024-02-29T22:00+06:00"),
    ("2022-01-05T20:00/2022-01-07", ALMATY, "2022-01-05T14:00", "2022-01-06T18:00", "MINUTE", "2022-01-05", "2022-01-05T20:00+06:00"),
    ("2022-01/2022-03", ALMATY, "2021-12-31T18:00", "2022-02-28T18:00", "MONTH", "2022-01", "2022-01"),
    # As programs write it: finer than it is shown.
    ("2022-01-05T16:52:07.123Z", ALMATY, "2022-01-05T16:52", "", "MINUTE", "2022-01-05", "2022-01-05T22:52+06:00"),
    ("2022-01-05t16:52:07,5z", ALMATY, "2022-01-05T16:52", "", "MINUTE", "2022-01-05", "2022-01-05T22:52+06:00"),
    ("2022-01-05T22:52.5+06", BERLIN, "2022-01-05T16:52", "", "MINUTE", "2022-01-05", "2022-01-05T17:52+01:00"),
    ("2022-01-05  22:52 +0600", ALMATY, "2022-01-05T16:52", "", "MINUTE", "2022-01-05", "2022-01-05T22:52+06:00"),
    ("2016-12-31T23:59:60Z", ALMATY, "2016-12-31T23:59", "", "MINUTE", "2017-01-01", "2017-01-01T05:59+06:00"),
    ("2023-10-29T02:50+02:00/2023-10-29T02:10+01:00", BERLIN, "2023-10-29T00:50", "2023-10-29T01:10", "MINUTE", "2023-10-29", "2023-10-29T02:50+02:00"),
    # Local mean time: HTML has no offset with seconds, and an author cannot write one.
    ("1890-05-02T12:00", ALMATY, "1890-05-02T06:52", "", "MINUTE", "1890-05-02", "1890-05-02T12:00"),
    ("1880-05-02T12:00-04:56", NEW_YORK, "1880-05-02T16:56", "", "MINUTE", "1880-05-02", "1880-05-02T12:00"),
    # A part of a day may begin before the time that an interval ends with, and end behind the one that it begins with.
    ("2022-01-05 evening/2022-01-05T18:30", ALMATY, "2022-01-05T14:00", "2022-01-05T12:30", "PART", "2022-01-05", "2022-01-05"),
    ("2022-01-05T18:30/2022-01-05 evening", ALMATY, "2022-01-05T12:30", "2022-01-05T14:00", "MINUTE", "2022-01-05", "2022-01-05T18:30+06:00"),
    # The rims of the calendar.
    ("9999-12-31T23:59", ALMATY, "9999-12-31T18:59", "", "MINUTE", "9999-12-31", "9999-12-31T23:59+05:00"),
    ("0001-01-01T00:00", NEW_YORK, "0001-01-01T04:56", "", "MINUTE", "0001-01-01", "0001-01-01T00:00"),
]  # fmt: skip
REFUSED = [
    ("2022-01-05T24:00", ALMATY, '"2022-01-05T24:00" is the midnight of the next day', "write 2022-01-06T00:00"),
    ("2021-12-31T24:00+06:00", ALMATY, '"2021-12-31T24:00+06:00" is the midnight of the next day', "write 2022-01-01T00:00+06:00"),
    ("2022-01-05T24:01", ALMATY, '"2022-01-05T24:01" does not exist', "hours go from 00 to 23, minutes from 00 to 59"),
    ("9999-12-31T24:00", ALMATY, '"9999-12-31T24:00" does not exist', "hours go from 00 to 23, minutes from 00 to 59"),
    ("2022-01-05T23:60", ALMATY, '"2022-01-05T23:60" does not exist', "hours go from 00 to 23, minutes from 00 to 59"),
    ("2023-02-29", ALMATY, '"2023-02-29" does not exist', "February 2023 has 28 days"),
    ("2023-03-26T02:30", BERLIN, '"2023-03-26T02:30" does not exist in Europe/Berlin', "the clocks were set forward over it: correct the time"),
    ("2023-10-29T02:30", BERLIN, '"2023-10-29T02:30" came twice in Europe/Berlin', "add which one is meant: +02:00 or +01:00"),
    ("2024-02-29T23:30", ALMATY, '"2024-02-29T23:30" came twice in Asia/Almaty', "add which one is meant: +06:00 or +05:00"),
    # Lord Howe Island sets its clocks by half an hour.
    ("2023-04-02T01:45", LORD_HOWE, '"2023-04-02T01:45" came twice in Australia/Lord_Howe', "add which one is meant: +11:00 or +10:30"),
    # Samoa left out 30 December 2011.
    ("2011-12-30T12:00", APIA, '"2011-12-30T12:00" does not exist in Pacific/Apia', "the clocks were set forward over it: correct the time"),
    ("2022-01-06T05:00/2022-01-05T20:00", ALMATY, '"2022-01-06T05:00/2022-01-05T20:00" ends before it begins', "write the earlier date first"),
    ("2022-13", ALMATY, '"2022-13" does not exist', "months go from 01 to 12"),
    ("0000", ALMATY, '"0000" does not exist', "years go from 0001 to 9999"),
    ("0001-01-01T00:00", ALMATY, '"0001-01-01T00:00" lies outside the calendar', "years go from 0001 to 9999, in UTC too"),
    ("0001-01-01T00:00+06:00", NEW_YORK, '"0001-01-01T00:00+06:00" lies outside the calendar', "years go from 0001 to 9999, in UTC too"),
    ("9999-12-31T23:59-05:00", ALMATY, '"9999-12-31T23:59-05:00" lies outside the calendar', "years go from 0001 to 9999, in UTC too"),
    ("9999-12-31T23:59Z", ALMATY, '"9999-12-31T23:59Z" lies outside the calendar', "years go from 0001 to 9999, in UTC too"),
    ("0001-01-02/10000-01-01", ALMATY, '"0001-01-02/10000-01-01" is not a date', "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B"),
    ("2022-01-05T14:30:60Z", ALMATY, '"2022-01-05T14:30:60Z" does not exist', "seconds go from 00 to 59; they are not shown"),
    ("2022-01-05T14:30+16:00", ALMATY, '"+16:00" is no offset from UTC', "write it like +06:00"),
    ("2022-01-05T24:00:00.0Z", ALMATY, '"2022-01-05T24:00:00.0Z" is the midnight of the next day', "write 2022-01-06T00:00Z"),
    ("2023-10-29T01:00/2023-10-29T02:30", BERLIN, '"2023-10-29T02:30" came twice in Europe/Berlin', "add which one is meant: +02:00 or +01:00"),
    ("2022-01-05T23:00/2022-01-05 evening", ALMATY, '"2022-01-05T23:00/2022-01-05 evening" ends before it begins', "write the earlier date first"),
    ("2022-01-05 noon", ALMATY, '"noon" is no part of a day', "write one of morning, midday, afternoon, evening, night"),
    ("2022-02-30?", ALMATY, '"2022-02-30?" does not exist', "February 2022 has 28 days"),
    ("[2022-01-07..2022-01-05]", ALMATY, '"[2022-01-07..2022-01-05]" ends before it begins', "write the earlier date first"),
    ("../..", ALMATY, '"../.." says nothing', "write the end that is known, or undated"),
    ("/", ALMATY, '"/" says nothing', "write the end that is known, or undated"),
    ("[2022-01-05T10:00..2022-01-07]", ALMATY, '"[2022-01-05T10:00..2022-01-07]" is no set of dates', "write [1986,1987] or [1986..1989] for one of these, {1986,1987} for all of them: days, months or years"),
    ("05/06/2022", ALMATY, '"05/06/2022" is ambiguous', "write 2022-06-05 or 2022-05-06"),
]  # fmt: skip
ORDER = [
    # A year before its months, a month before its days, a day before its hours; parts of a day among the hours.
    "20XX", "202X", "../2021-12-31", "2021-12-31", "2022", "[2022-02,2022-03]", "2022-40", "2022-24", "2022-01", "[2022-01-05..2022-01-07]", "2022-01-01", "2022-01-01T00:00", "2022-01-04", "2022-01-04T23:59", "2022-01-05", "2022-01-05T05:59",
    "2022-01-05 morning", "2022-01-05T11:00", "2022-01-05 midday", "2022-01-05 afternoon", "2022-01-05T17:00~", "2022-01-05T18:07",
    "2022-01-05 evening", "2022-01-05T20:00/2022-01-06T05:00", "2022-01-05T22:00", "2022-01-05 night", "2022-01-05T23:59", "2022-01-06", "2022-02", "2022-02-01", "2022-21", "2023-01-05?", "undated",
]  # fmt: skip


@pytest.mark.parametrize(("text", "zone", "start", "end", "precision", "group", "attribute"), UNDERSTOOD)
def test_tricky_times(
    text: str, zone: ZoneInfo, start: str, end: str, precision: str, group: str, attribute: str
) -> None:
    when = parse_when(text, zone)
    assert when.start
    assert when.start.at.astimezone(UTC).isoformat()[:16] == start
    assert (when.end.at.astimezone(UTC).isoformat()[:16] if when.end else "") == end
    assert when.start.precision.name == precision
    assert when.start.group == group
    assert Wording("en", ROOT / "theme/locale").within(when.start).datetime == attribute
    assert when.text == text


@pytest.mark.parametrize(("text", "zone", "what", "do"), REFUSED)
def test_times_that_are_refused_are_told_with_what_to_write(text: str, zone: ZoneInfo, what: str, do: str) -> None:
    with pytest.raises(Misread) as caught:
        parse_when(text, zone)
    assert (caught.value.what, caught.value.do) == (what, do)
    if do.startswith("write ") and do[6:7].isdigit():
        for advised in do.removeprefix("write ").split(" or "):
            parse_when(advised, zone)


@given(st.permutations(ORDER))
def test_order_of_the_written(shuffled: list[str]) -> None:
    whens = sorted((parse_when(text, ALMATY) for text in shuffled), key=lambda when: when.sort_key)
    assert [when.text for when in whens] == ORDER


@pytest.mark.parametrize("written", ["2022-01-05/2022-01-05", "[2022-01-05,2022-01-05]", "{2022-01-05,2022-01-05}", "[2022-01-05..2022-01-05]"])
def test_what_is_one_day_however_it_is_written_is_that_day(written: str) -> None:
    found = parse_when(written, ALMATY)
    day = date(2022, 1, 5)
    assert (found.form, found.group, found.earliest, found.latest, found.end, found.text) == (Form.MOMENT, "2022-01-05", day, day, None, written)


def test_the_same_local_day_is_ordered_by_the_instant() -> None:
    # Noon in Aktau is 13:00 in Almaty: it comes after 12:30 there.
    almaty, aktau = parse_when("2022-01-05T12:30", ALMATY), parse_when("2022-01-05T12:00", AQTAU)
    assert almaty.sort_key < aktau.sort_key


DATES = st.dates()
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda moment: moment.replace(second=0, microsecond=0))
WRITTEN = st.one_of(
    DATES.map(date.isoformat),
    DATES.map(lambda day: day.isoformat()[:7]),
    DATES.map(lambda day: day.isoformat()[:4]),
    st.builds(lambda day, part: f"{day} {part}", DATES, st.sampled_from(sorted(PARTS))),
    MOMENTS.map(lambda moment: f"{moment.isoformat()[:16]}Z"),
)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return anything that can be written: a moment or an interval, in any zone, about or not."""
    zone = draw(st.sampled_from(ZONES))
    moments = sorted(
        (parse_when(text, zone) for text in draw(st.lists(WRITTEN, min_size=1, max_size=2))),
        key=lambda when: (when.stands.date, when.stands.at),
    )
    text = "/".join(when.text for when in moments)
    try:
        return parse_when(text + draw(st.sampled_from(["", "~"])), zone)
    except Misread as wrong:
        if "ends before it begins" not in wrong.what:  # a day and a moment of it, in another order than their instants
            raise
        return moments[0]


@given(whens())
def test_what_is_written_is_what_is_kept(when: When) -> None:
    again = parse_when(when.text, when.stands.at.tzinfo)
    assert again == when
    assert when.start
    assert when.start.date <= when.last_day
    assert when.start.at.date() == when.start.date
    assert when.approximate == ("~" in when.text)


@given(st.lists(whens(), min_size=2, max_size=8))
def test_order_is_total_and_goes_by_days(found: list[When]) -> None:
    ordered = sorted(found, key=lambda when: when.sort_key)
    turned = found[::-1]
    turned.sort(key=lambda when: when.sort_key)
    assert turned == ordered or len({when.sort_key for when in found}) < len(found)
    for before, after in pairwise(ordered):
        assert before.stands.date <= after.stands.date
        if before.stands.date == after.stands.date:
            coarse = (before.stands.precision, after.stands.precision)
            assert min(coarse[0], Precision.PART) <= min(coarse[1], Precision.PART)


@given(st.sampled_from(ZONES), st.datetimes(datetime(1950, 1, 1), datetime(2035, 1, 1)))
def test_a_local_time_is_one_instant_or_refused(zone: ZoneInfo, local: datetime) -> None:
    local = local.replace(second=0, microsecond=0)
    text = local.isoformat()[:16]
    instants = {
        instant
        for fold in (0, 1)
        if (instant := local.replace(tzinfo=zone, fold=fold).astimezone(UTC)).astimezone(zone).replace(tzinfo=None) == local
    }
    if len(instants) == 1:
        assert instants == {parse_when(text, zone).stands.at.astimezone(UTC)}
        return
    with pytest.raises(Misread, match="came twice" if instants else "does not exist"):
        parse_when(text, zone)


@given(whens())
def test_both_ends_of_a_span_are_equally_precise(when: When) -> None:
    known = span(when)
    assert known
    assert known.first <= known.last
    assert (known.start is None) == (known.precision is not Precision.MINUTE)
    if known.end is not None:
        assert known.start is not None
        assert known.end > known.start
    start, end = ends(known)
    if end is not None:
        assert type(start) is type(end)
        assert end > start
        if not isinstance(start, datetime):
            assert end - start >= timedelta(1)
