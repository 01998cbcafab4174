"""Dates and times as schema.org takes them (ISO 8601, as precise as they are known). Never more than is known: where a day is, no minute is
said; what is only about right is said as far as it is sure, or not at all.
"""

from __future__ import annotations

from datetime import datetime, time

from dateline.derive.changes import Text, changed, published
from dateline.exports.times import iso, rfc3339
from dateline.model.nouns import Article, Event
from dateline.read.when import Precision, When


def start_of(when: When) -> str:
    """Return when something began: about 18:00 is sure to the day; of about a day or a year nothing is."""
    if when.approximate:
        return when.start.group if when.start.precision >= Precision.PART else ""
    return iso(when.start)


def end_of(when: When) -> str:
    """Return when something ended; empty where it is a moment, or nothing of its end is sure."""
    if when.end is None:
        return ""
    if when.approximate:
        return when.end.group if when.end.precision >= Precision.PART else ""
    return iso(when.end)


def published_on(text: Text) -> str:
    """Return when a text was published: a day, or a date and time where one was written.

    An entry that does not say counts as published when it happened; where that is not known to the day, nothing is said.
    """
    if not isinstance(text, Article) and text.published == text.when.start.at:
        known = start_of(text.when)
        return known if len(known) >= len("2022-01-05") else ""
    return stamp(published(text))


def modified_on(text: Text) -> str:
    """Return when a text was last changed or corrected; empty where it never was."""
    return stamp(changed(text)) if text.modified or text.corrections else ""


def stamp(moment: datetime) -> str:
    """Return a date and time, or where midnight stands for no time at all the date."""
    return moment.date().isoformat() if moment.time() == time() else rfc3339(moment)


def coverage(event: Event) -> str:
    """Return the time that an event covers, as an interval (ISO 8601-2, 4.8: `..` is an end that is not there)."""
    return f"{event.starts.isoformat()}/{event.ends.isoformat() if event.ends else '..'}"
