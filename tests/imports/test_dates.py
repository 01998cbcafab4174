"""Dates as tables write them: read where they say one thing, asked about where they say two."""

from __future__ import annotations

import pytest
from dateline.imports.dates import iso, midnights, without_midnight
from dateline.problems import Misread


@pytest.mark.parametrize(
    ("written", "order", "found"),
    [
        ("2019-03-07", "", "2019-03-07"),
        ("2019", "", "2019"),
        ("2019-03 ~", "", "2019-03~"),
        ("2019-03-07 evening", "", "2019-03-07 evening"),
        ("2019/03/07", "", "2019-03-07"),
        ("2019/3/7 9:05", "", "2019-03-07T09:05"),
        ("2019.03.07", "mdy", "2019-03-07"),
        ("2019-03-07T09:05:00.000Z", "", "2019-03-07T09:05:00Z"),
        ("2019-03-07 09:05:00+06", "", "2019-03-07T09:05:00+06:00"),
        ("27.03.2019", "", "2019-03-27"),
        ("3/27/2019", "", "2019-03-27"),
        ("4/4/2019", "", "2019-04-04"),
        ("07.03.2019", "dmy", "2019-03-07"),
        ("07.03.2019", "mdy", "2019-07-03"),
        ("7. 3. 2019", "dmy", "2019-03-07"),
        ("3-7-2019 2:30 PM", "mdy", "2019-03-07T14:30"),
        ("3/7/2019 12:00:00 AM", "mdy", "2019-03-07T00:00:00"),
        ("3/2019", "", "2019-03"),
        ("2019/3", "", "2019-03"),
        ("7 March 2019", "", "2019-03-07"),
        ("7-Mar-2019", "", "2019-03-07"),
        ("Mar. 7th, 2019 at 14:30", "", "2019-03-07T14:30"),
        ("September 2019", "", "2019-09"),
        ("27.03.2019 – 29.03.2019", "", "2019-03-27/2019-03-29"),
        ("2019-03-27/2019-03-29", "", "2019-03-27/2019-03-29"),
        ("some day", "", "some day"),
    ],
)
def test_dates_of_many_countries(written: str, order: str, found: str) -> None:
    assert iso(written, order) == found


@pytest.mark.parametrize(
    ("written", "order", "what", "do"),
    [
        ("07/03/2019", "", '"07/03/2019" is ambiguous', "write 2019-03-07 or 2019-07-03, or say for all of them --dates dmy or --dates mdy"),
        ("27/03/2019", "mdy", '"27/03/2019" does not exist as mdy', "correct it: it may be 2019-03-27"),
        ("40/40/2019", "", '"40/40/2019" does not exist', "write it as YYYY-MM-DD"),
        ("07.03.19", "dmy", 'the year of "07.03.19" has two digits', "write it with four"),
        ("43531", "", '"43531" is no date, but a spreadsheet\'s number of one', "give the column a format for dates; it may be 2019-03-07"),
        ("3/27/2019 13:00 PM", "", '"3/27/2019 13:00 PM" has no proper time', "write it as 14:30"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_about(written: str, order: str, what: str, do: str) -> None:
    with pytest.raises(Misread) as caught:
        iso(written, order)
    assert (caught.value.what, caught.value.do) == (what, do)


@pytest.mark.parametrize(
    ("whens", "made_up"),
    [
        (["2019-03-07T00:00:00"], True),
        (["2019-03-07 00:00:00", "2019-03", "2019-03-08 00:00:00/2019-03-09 00:00:00"], True),
        (["2019-03-07T00:00", "2019-03-08T00:00"], True),
        (["2019-03-07T00:00:00Z", "2019-03-08T00:00:00+06:00"], True),
        (["2019-03-07T00:00", "2019-03-08"], False),
        (["2019-03-07T00:00"], False),
        (["2019-03-07T00:00:00", "2019-03-08T00:01:00"], False),
        (["2019-03-07", "2019"], False),
        ([], False),
    ],
)
def test_midnight_in_every_row_is_no_time(whens: list[str], made_up: bool) -> None:
    assert midnights(whens) is made_up


def test_without_midnight_a_day_is_left() -> None:
    assert without_midnight("2019-03-07T00:00:00~") == "2019-03-07~"
    assert without_midnight("2019-03-07T00:00/2019-03-09T00:00") == "2019-03-07/2019-03-09"
    assert without_midnight("2019-03-07T00:00/2019-03-07T00:00") == "2019-03-07"
    assert without_midnight("2019-03") == "2019-03"
