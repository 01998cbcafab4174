"""Dates and times as schema.org takes them (ISO 8601, as precise as they are known). Never more than is known: where a day is, no minute is
said; what is only about right is said as far as it is sure, or not at all.
"""

from __future__ import annotations

from datetime import datetime, time

from dateline.derive.changes import Text, changed, published
from dateline.exports.times import edtf, iso, rfc3339
from dateline.model.nouns import Article, Entry, Event
from dateline.read.moments import Form, Moment, Precision, When

_YEAR, _DAY = len("2022"), len("2022-01-05")


def start_of(when: When) -> str:
    """Return when something began, as far as that is sure; empty where it is not, or where it is one of several times."""
    return _known(when.start) if when.form in (Form.MOMENT, Form.INTERVAL) else ""


def end_of(when: When) -> str:
    """Return when an interval ended, as far as that is sure; empty where it is not."""
    return _known(when.end)


def spanned(when: When) -> str:
    """Return what start and end cannot say of a time, in EDTF: a doubt, a choice, several times, a limit that is not known; empty where they say it all."""
    return "" if when.plain or when.form is Form.UNDATED else edtf(when)


def _known(moment: Moment | None) -> str:
    """Return a moment as far as it is sure: about 18:00 to the day; of about a day or a year nothing is; of a season no more than the year."""
    if moment is None:
        return ""
    if moment.doubts:
        return moment.group if moment.timed and moment.doubts == (("whole", "~"),) else ""
    if moment.unknown:
        return moment.group
    if moment.season:
        return moment.group[:_YEAR] if moment.first.year == moment.last.year else ""
    return iso(moment) if moment.precision >= Precision.YEAR else ""


def published_on(text: Text) -> str:
    """Return when a text was published: a day, or a date and time where one was written.

    An entry that does not say counts as published when it happened; where that is not known to the day, nothing is said.
    """
    if not isinstance(text, Article) and text.published == text.when.stands.at:
        known = start_of(text.when)
        return known if len(known) >= _DAY else ""
    return stamp(published(text))


def modified_on(text: Text) -> str:
    """Return when a text was last changed, updated or corrected; empty where it never was."""
    return stamp(changed(text)) if text.modified or text.corrections or (isinstance(text, Entry) and text.updates) else ""


def stamp(moment: datetime) -> str:
    """Return a date and time, or where midnight stands for no time at all the date."""
    return moment.date().isoformat() if moment.time() == time() else rfc3339(moment)


def coverage(event: Event) -> str:
    """Return the time that an event covers, as an interval (ISO 8601-2, 4.8: `..` is an end that is not there)."""
    return f"{event.starts.isoformat()}/{event.ends.isoformat() if event.ends else '..'}"
