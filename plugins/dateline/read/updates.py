"""What an update of an entry says: since when that is known, and what is new. `2022-01-06T08:00: the airport is open again [@agency]`."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from dateline.problems import Misread
from dateline.read.moments import Form, Moment, Precision
from dateline.read.when import parse_when

ORDERS = ("newest", "oldest")
"""Which update of an entry stands first."""

_PARTS = re.compile(r"\s*(.*?)\s*(?:\uff1a\s*|:(?:\s+|$))(.*)", re.DOTALL)
"""A time has colons of its own: the one that ends it has a blank behind it, or is the wide one of Chinese."""
_CLOSE = re.compile(r"\s*(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)\s*:(?!\d\d)(.*)", re.DOTALL)
"""The same without a blank: what follows the colon is then no more of the time."""
_HOW = "write YYYY-MM-DDTHH:MM: what is new [@source]"


def parts(written: str) -> tuple[str, str]:
    """Return the time of an update as it is written, and its words; one that has no colon is all words."""
    found = _CLOSE.match(written) or _PARTS.match(written)
    return (found[1], found[2].strip()) if found else ("", written.strip())


def name_of(written: str) -> str:
    """Return by what the translations of an update know it: its time, as it is written, with a T; empty where it has none."""
    when = parts(written)[0]
    return re.sub(r"(?<=\d) +(?=\d)", "T", when)


def update_of(written: str, zone: ZoneInfo) -> tuple[Moment, str]:
    """Return since when an update is known, and its words; a time without offset is local time in `zone`.

    Raises Misread where it has no day or time, one that is only about right, or no words.
    """
    when, words = parts(written)
    if not when:
        raise Misread(f'"{written}" has no time before its words', _HOW, topic="dates")
    moment = parse_when(when, zone)
    start = moment.start
    if start is None or moment.form is not Form.MOMENT or not moment.plain or start.precision not in (Precision.DAY, Precision.MINUTE):
        raise Misread(f'"{when}" is no day and no time of day', "write when the news came: YYYY-MM-DDTHH:MM, or YYYY-MM-DD", topic="dates")
    if not words:
        raise Misread(f'behind "{when}" nothing is said', _HOW, topic="dates")
    return start, words
