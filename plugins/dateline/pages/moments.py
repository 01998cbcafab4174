"""When something happened, as pages show it and in a line."""

from __future__ import annotations

from dateline.pages import values
from dateline.read.when import Form, Moment, When
from dateline.whens import of_moment, of_when
from dateline.wording import Time, Wording


def when_view(words: Wording, when: When) -> values.When:
    """Return when something happened, in words."""
    zones = [words.offset(moment) for moment in (when.start, when.end) if moment] or [""]
    changed = len(set(zones)) > 1
    whole, until = of_when(words, when), None
    # Under its heading, where the year is said already; of what is undated, that says all.
    if when.form is Form.UNDATED:
        short = Time("", "")
    elif when.start and (when.form is Form.MOMENT or when.end) and _said_by_its_day(when):
        short = words.within(when.start)
        short = Time(words.about(short.text), short.datetime) if when.start.doubts and short.text else short
        until = words.end(when.end, when.start) if when.end else None
    else:
        short = of_when(words, when, year=len({moment.date.year for moment in (when.stands, *when.moments)}) > 1)
    both = (when.start, when.end) if when.start and when.end else ()
    start, end = (of_moment(words, moment) for moment in both) if both else (whole, None)
    return values.When(
        start=start,
        end=end,
        short=short,
        until=until,
        about=when.approximate,
        zone=zones[-1],
        start_zone=zones[0] if changed else "",
    )


def told(words: Wording, when: values.When) -> str:
    """Return when something happened in one line, with the zone: "5 January 2022, 20:00 to 6 January 2022, 05:00 (UTC+6)"."""
    start = words.with_note(when.start.text, when.start_zone) if when.start_zone else when.start.text
    whole = words.span(start, when.end.text) if when.end else start
    return words.with_note(whole, when.zone) if when.zone else whole


def dated(words: Wording, moment: Moment) -> str:
    """Return a moment in one line, with the zone: "6 January 2022, 08:00 (UTC+6)"."""
    text, zone = of_moment(words, moment).text, words.offset(moment)
    return words.with_note(text, zone) if zone else text


def _said_by_its_day(when: When) -> bool:
    """Tell whether the heading of its page says all of a time but what is within its day: then that alone stands beside it.

    The end of an interval is said there too; a day of which anything is in doubt is said whole.
    """
    start = when.start
    if start is None or start.unknown or (when.end and not when.end.plain):
        return False
    return not start.doubts or (start.timed and start.doubts == (("whole", "~"),))
