"""What an update says: the time before the colon, and the words behind it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from dateline.problems import Misread
from dateline.read.updates import name_of, parts, update_of

ALMATY = ZoneInfo("Asia/Almaty")
READ = {
    "2022-01-06T08:00: The airport is open again.[@agency]": ("2022-01-06T08:00:00+06:00", "MINUTE", "The airport is open again.[@agency]"),
    "2022-01-06 08:00: open: for all": ("2022-01-06T08:00:00+06:00", "MINUTE", "open: for all"),
    "2022-01-06T08:00:open": ("2022-01-06T08:00:00+06:00", "MINUTE", "open"),
    "2022-01-06T08:00+05:00: open": ("2022-01-06T09:00:00+06:00", "MINUTE", "open"),
    "2022-01-06T08:00Z:  open": ("2022-01-06T14:00:00+06:00", "MINUTE", "open"),
    "2022-01-06T08:00：open": ("2022-01-06T08:00:00+06:00", "MINUTE", "open"),
    "2022-01-06: open at 08:00": ("2022-01-06T00:00:00+06:00", "DAY", "open at 08:00"),
    "2022-01-06:open": ("2022-01-06T00:00:00+06:00", "DAY", "open"),
}
BROKEN = {
    "open again": '"open again" has no time before its words',
    "08:00": '"08:00" has no time before its words',
    "2022-01-06T08:00 open again": '"2022-01-06T08:00 open again" has no time before its words',
    ": open": '": open" has no time before its words',
    "2022-01-06T08:00:": 'behind "2022-01-06T08:00" nothing is said',
    "2022-01-06:  ": 'behind "2022-01-06" nothing is said',
    "2022-01: open": '"2022-01" is no day and no time of day',
    "2022-01-06 evening: open": '"2022-01-06 evening" is no day and no time of day',
    "2022-01-06T08:00~: open": '"2022-01-06T08:00~" is no day and no time of day',
    "2022-01-06/2022-01-07: open": '"2022-01-06/2022-01-07" is no day and no time of day',
    "undated: open": '"undated" is no day and no time of day',
    "2022-02-30: open": '"2022-02-30" does not exist',
    "2022-01-06T25:00: open": '"2022-01-06T25:00" does not exist',
    "6 January 2022: open": '"6 January 2022" is not an ISO 8601 date',
    "Later: open": '"Later" is not a date',
}


@pytest.mark.parametrize("written", READ)
def test_read(written: str) -> None:
    moment, words = update_of(written, ALMATY)
    assert (moment.at.isoformat(), moment.precision.name, words) == READ[written]


@pytest.mark.parametrize("written", BROKEN)
def test_told(written: str) -> None:
    with pytest.raises(Misread) as told:
        update_of(written, ALMATY)
    assert (told.value.what, bool(told.value.do)) == (BROKEN[written], True)


def test_by_what_translations_know_it() -> None:
    assert name_of("2022-01-06 08:00: a") == name_of("2022-01-06T08:00:b") == "2022-01-06T08:00"
    assert name_of("no time") == ""
    assert parts("no time") == ("", "no time")
