"""Dates and times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    DISPUTE,
    ENTRY,
    EVENT,
    FIGURES,
    PICTURE,
    SOURCES,
    Change,
    Table,
    changed,
    check,
)

ORDERS: dict[str, Change] = {
    ENTRY: ("Kind: protest", "Order: 0\nKind: protest"),
    DISPUTE: ("Kind: government", "Order: 1\nKind: government"),
    "content/timeline/third.md": "Title: Third\nWhen: 2022-01-06\nOrder: 1\nKind: protest\nSlug: third\n\nIt came.[@agency]\n",
    "content/timeline/fourth.md": "Title: Fourth\nWhen: 2022-01-06\nOrder: first\nKind: protest\nSlug: fourth\n\nIt came.[@agency]\n",
}
CONTENT: Table = {
    "day that does not exist": (
        {ENTRY: ("2022-01-05T14:00", "2022-02-30")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-02-30" does not exist: February 2022 has 28 days',
    ),
    "month that does not exist": (
        {ENTRY: ("2022-01-05T14:00", "2022-13-01")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-13-01" does not exist: months go from 01 to 12',
    ),
    "hour that does not exist": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05T24:30")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-01-05T24:30" does not exist: hours go from 00 to 23, minutes from 00 to 59',
    ),
    "day or month": (
        {ENTRY: ("2022-01-05T14:00", "05/06/2022")},
        'content/timeline/2022-01-05-square.md:2: When: "05/06/2022" is ambiguous: write 2022-06-05 or 2022-05-06',
    ),
    "slashes": (
        {ENTRY: ("2022-01-05T14:00", "25/06/2022")},
        'content/timeline/2022-01-05-square.md:2: When: "25/06/2022" is not an ISO 8601 date: write 2022-06-25',
    ),
    "month without year": (
        {ENTRY: ("2022-01-05T14:00", "June")},
        'content/timeline/2022-01-05-square.md:2: When: "June" has no year: write the month as YYYY-MM, for example 2022-06',
    ),
    "month as a word": (
        {ENTRY: ("2022-01-05T14:00", "5 January 2022")},
        'content/timeline/2022-01-05-square.md:2: When: "5 January 2022" is not an ISO 8601 date: write 2022-01-05',
    ),
    "unknown part of day": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05 teatime")},
        'content/timeline/2022-01-05-square.md:2: When: "teatime" is no part of a day: write one of morning, midday, afternoon, evening, night',
    ),
    "backwards": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-06/2022-01-05")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-01-06/2022-01-05" ends before it begins: write the earlier date first',
    ),
    "an interval without ends": (
        {ENTRY: ("2022-01-05T14:00", "../..")},
        'content/timeline/2022-01-05-square.md:2: When: "../.." says nothing: write the end that is known, or undated',
    ),
    "a year that no calendar counts": (
        {ENTRY: ("2022-01-05T14:00", "Y-17000")},
        'content/timeline/2022-01-05-square.md:2: When: "Y-17000" lies outside the calendar: years go from 0001 to 9999',
    ),
    "too much left open": (
        {ENTRY: ("2022-01-05T14:00", "1XXX-12")},
        'content/timeline/2022-01-05-square.md:2: When: "1XXX-12" leaves open what cannot be told: X may stand for the last digit of a year or its last two, for a day, '
        "or for a month and a day: 198X, 19XX, 2022-01-XX, 2022-XX",
    ),
    "undated, and without a date of its own": (
        {DISPUTE: ("2022-01-06 evening", "undated")},
        'content/timeline/2022-01-06-answer.md:2: an undated entry has no Date: add "Date: YYYY-MM-DD": when it was published, by which feeds sort it',
    ),
    "impossible offset": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05T12:00+26:00")},
        'content/timeline/2022-01-05-square.md:2: When: "+26:00" is no offset from UTC: write it like +06:00',
    ),
    "clocks set forward": (
        {DISPUTE: ("2022-01-06 evening", "2022-03-27T02:30")},
        'content/timeline/2022-01-06-answer.md:2: When: "2022-03-27T02:30" does not exist in Europe/Berlin: the clocks were set forward over it: correct the time',
    ),
    "clocks set back": (
        {DISPUTE: ("2022-01-06 evening", "2022-10-30T02:30")},
        'content/timeline/2022-01-06-answer.md:2: When: "2022-10-30T02:30" came twice in Europe/Berlin: add which one is meant: +02:00 or +01:00',
    ),
    "published in a month": (
        {ARTICLE: ("Date: 2022-01-07", "Date: 2022-01")},
        'content/articles/first.md:2: Date: "2022-01" is no publication date: write YYYY-MM-DD or YYYY-MM-DDTHH:MM',
    ),
    "event starts in a month": (
        {EVENT: ("Starts: 2022-01-05", "Starts: 2022-01")},
        'content/event.md:3: Starts: "2022-01" is not a full date: write it as YYYY-MM-DD, for example 2022-01-05',
    ),
    "event ends before it starts": (
        {EVENT: ("Ends: 2022-01-08", "Ends: 2022-01-04")},
        "content/event.md:4: the event ends before it starts: correct Starts or Ends",
    ),
    "time where a date belongs": (
        {FIGURES: ("as_of: 2022-01-06", "as_of: 2022-01-06T12:00")},
        'content/data/figures.yaml:7: as_of: "2022-01-06T12:00" has a time: write the date alone: 2022-01-06',
    ),
    "source of a day that does not exist": (
        {SOURCES: ("date: 2022-01-05", "date: 2022-02-30")},
        'content/data/sources.yaml:5: date: "2022-02-30" does not exist: February 2022 has 28 days',
    ),
    "correction without date": (
        {DISPUTE: ("Correction: 2022-01-09: The", "Correction: The")},
        'content/timeline/2022-01-06-answer.md:10: Correction: "The answer came on Thursday, not on Friday." is no date with a text: write YYYY-MM-DD: what there is to say',
    ),
    "correction without text": (
        {DISPUTE: ("Correction: 2022-01-09: The answer came on Thursday, not on Friday.", "Correction: 2022-01-09")},
        'content/timeline/2022-01-06-answer.md:10: Correction: "2022-01-09" is no date with a text: write YYYY-MM-DD: what there is to say',
    ),
    "the same slip in every field": (
        {
            EVENT: ("Starts: 2022-01-05\nEnds: 2022-01-08", "Starts: 2022/01/05\nEnds: 8 January 2022"),
            ARTICLE: ("Date: 2022-01-07", "Date: 2022.01.07\nModified: 2022–01–08"),
            ENTRY: ("2022-01-05T14:00", "2022/01/05 - 2022/01/06"),
            DISPUTE: ("Correction: 2022-01-09: The", "Correction: 2022/01/09: The"),
            PICTURE: ("Credit: Nobody", "Date: January 2022\nCredit: Nobody"),
            SOURCES: ("date: 2022-01-05", "date: 20220105\n  read: 2022-W02"),
            FIGURES: ("as_of: 2022-01-06", "as_of: 06-01-2022"),
        },
        'content/articles/first.md:2: Date: "2022.01.07" is not an ISO 8601 date: write 2022-01-07',
        'content/articles/first.md:3: Modified: "2022–01–08" is not written with plain hyphens and digits: write 2022-01-08',
        'content/data/figures.yaml:7: as_of: "06-01-2022" is ambiguous: write 2022-01-06 or 2022-06-01',
        'content/data/sources.yaml:5: date: "20220105" is a date without hyphens: write 2022-01-05',
        'content/data/sources.yaml:6: read: "2022-W02" is not a date: write YYYY-MM-DD, YYYY-MM or YYYY',
        'content/event.md:3: Starts: "2022/01/05" is not an ISO 8601 date: write 2022-01-05',
        'content/event.md:4: Ends: "8 January 2022" is not an ISO 8601 date: write 2022-01-08',
        'content/pictures/square.md:2: Date: "January 2022" is not an ISO 8601 date: write 2022-01',
        'content/timeline/2022-01-05-square.md:2: When: "2022/01/05 - 2022/01/06" is not an ISO 8601 interval: write 2022-01-05/2022-01-06',
        'content/timeline/2022-01-06-answer.md:10: Correction: "2022/01/09" is not an ISO 8601 date: write 2022-01-09',
    ),
    "beyond the calendar, in every field": (
        {
            EVENT: ("Starts: 2022-01-05\nEnds: 2022-01-08", "Starts: 0000-01-05\nEnds: 10000-01-08"),
            ARTICLE: ("Date: 2022-01-07", "Date: 0001-01-01T00:00+14:00\nModified: 9999-12-31T23:59-01:00"),
            ENTRY: ("2022-01-05T14:00", "0001-01-01T00:00"),
            DISPUTE: ("Correction: 2022-01-09: The", "Correction: 10000-01-09: The"),
            SOURCES: ("date: 2022-01-05", "date: 0000"),
        },
        'content/articles/first.md:2: Date: "0001-01-01T00:00+14:00" lies outside the calendar: years go from 0001 to 9999, in UTC too',
        'content/articles/first.md:3: Modified: "9999-12-31T23:59-01:00" lies outside the calendar: years go from 0001 to 9999, in UTC too',
        'content/data/sources.yaml:5: date: "0000" does not exist: years go from 0001 to 9999',
        'content/event.md:3: Starts: "0000-01-05" does not exist: years go from 0001 to 9999',
        'content/event.md:4: Ends: "10000-01-08" lies outside the calendar: years go from 0001 to 9999',
        'content/timeline/2022-01-05-square.md:2: When: "0001-01-01T00:00" lies outside the calendar: years go from 0001 to 9999, in UTC too',
        'content/timeline/2022-01-06-answer.md:10: Correction: "10000-01-09" lies outside the calendar: years go from 0001 to 9999',
    ),
    "correction with a time": (
        {DISPUTE: ("Correction: 2022-01-09: The", "Correction: 2022-01-09T14:30: The")},
        'content/timeline/2022-01-06-answer.md:10: Correction: "2022-01-09T14:30" has a time: write the date alone: 2022-01-09',
    ),
    "orders that cannot be": (
        ORDERS,
        'content/timeline/2022-01-05-square.md:3: Order: "0" is no place in an order: write a whole number: 1 is the first',
        'content/timeline/fourth.md:3: Order: "first" is no place in an order: write a whole number: 1 is the first',
        'content/timeline/third.md:3: "Order: 1" stands in content/timeline/2022-01-06-answer.md too, for 2022-01-06: give each of the two a place of its own',
    ),
    "withdrawn without date": (
        {FIGURES: ("    by: council\n", "    by: council\n    withdrawn: disowned\n")},
        'content/data/figures.yaml:7: withdrawn: "disowned" is no date with a text: write YYYY-MM-DD: what there is to say',
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)
