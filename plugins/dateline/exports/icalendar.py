"""The timeline as a calendar (RFC 5545). The library `icalendar` writes its head and escapes words; the lines of entries are made here.

For thousands of entries the library would take seconds: it makes an object of each property, and folds character by character. A test
compares what is made here with what it makes.

Where only the day, month or year is known, an entry is an all-day event (VALUE=DATE; DTEND is the day after the last, section
3.6.1), and so is what was at one of several times; of an open interval, the end that is known is. What has no span at all (see spans.span) is
left out. `X-DATELINE-EDTF` says what such a date stands for. What is known to the minute is written in UTC, so that no VTIMEZONE is needed. Nothing reads a clock: DTSTAMP is when the
entry last changed, as section 3.8.7.2 asks of a calendar that is published without a METHOD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dateline.derive.changes import changed
from dateline.derive.days import listed
from dateline.derive.spans import Span, span
from dateline.exports.pieces import Pieces
from dateline.exports.times import edtf
from dateline.exports.words import name, plain, title
from dateline.model import nouns
from dateline.pages.frame import Desk
from dateline.pages.moments import dated, told
from dateline.read.when import Form, Precision, When, on_clock

_PRODUCT = "-//Dateline//Timeline//EN"
_SPECIAL = re.compile(r"[\\;,\r\n]")
"""What is escaped in words (RFC 5545, 3.3.11)."""
_LONGEST = 74
"""Bytes of a line before it is folded, as the library counts: RFC 5545, 3.1 allows 75, and those that go on begin with a blank."""


def timeline_ics(desk: Desk, pieces: Pieces | None = None) -> bytes:
    """Return all published entries in the order of time, as one VCALENDAR."""
    # Here, because importing it takes a third as long as importing Pelican, and a run that only tells problems needs it not.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", desk.event.title)  # RFC 7986, 5.1
    calendar.add("x-wr-calname", desk.event.title)  # what most programs read instead
    if desk.event.standfirst:
        calendar.add("description", desk.event.standfirst)
    whole: bytes = calendar.to_ical(sorted=False)
    end = whole.rindex(b"END:VCALENDAR")

    def lines(entries: Iterable[nouns.Entry]) -> bytes:
        return b"".join(folded(line) for entry in entries if (known := span(entry.when)) for line in _component(desk, entry, known))

    return (pieces or Pieces(listed(desk.event))).of("timeline.ics", lines, whole[:end], tail=whole[end:])


def uid(desk: Desk, entry: nouns.Entry) -> str:
    """Return the entry's identifier: from the site and the slug alone, so that a corrected date or title keeps it.

    A UUID made from a name (RFC 9562, version 5), as RFC 7986, 5.3 recommends.
    """
    from uuid import NAMESPACE_URL, uuid5  # here as well: it asks the system about itself

    site = desk.settings.siteurl or f"dateline:{desk.settings.sitename}"
    return str(uuid5(NAMESPACE_URL, f"{site}/{entry.anchor}"))


def _component(desk: Desk, entry: nouns.Entry, known: Span) -> Iterator[str]:
    """Yield the lines of a VEVENT."""
    stamp = _time(on_clock(changed(entry), UTC))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(desk, entry)}"
    yield f"DTSTAMP{stamp}"
    yield f"LAST-MODIFIED{stamp}"
    start, end = ends(known)
    each = _days(entry.when)
    if each:  # nothing was on the days between them
        start, end = ends(replace(known, last=each[0]))
    yield f"DTSTART{_time(start)}"
    if end is not None:
        yield f"DTEND{_time(end)}"
    if each:
        yield f"RDATE;VALUE=DATE:{','.join(day.isoformat().replace('-', '') for day in each[1:])}"
    if not _said_by_days(entry.when):
        yield f"X-DATELINE-EDTF:{_escaped(edtf(entry.when))}"
    yield f"SUMMARY:{_escaped(title(desk, entry))}"
    yield f"DESCRIPTION:{_escaped(_description(desk, entry))}"
    yield f"CATEGORIES:{_escaped(entry.kind.label)}"
    yield "TRANSP:TRANSPARENT"  # what happened keeps nobody busy
    if entry.places:
        yield f"LOCATION:{_escaped(desk.words.in_turn(name(desk, place.name) for place in entry.places))}"
        points = ((place.lat, place.lon) for place in entry.places if place.lat is not None and place.lon is not None)
        if point := next(points, None):
            yield f"GEO:{float(point[0])};{float(point[1])}"
    if address := desk.whole(entry.address):
        yield f"URL:{address}"
    yield "END:VEVENT"


def _time(at: date | datetime) -> str:
    """Return the rest of a line that says a time: a day, or a moment in UTC (RFC 5545, 3.3.4 and 3.3.5)."""
    day = f"{at.year:04}{at.month:02}{at.day:02}"
    return f":{day}T{at.hour:02}{at.minute:02}{at.second:02}Z" if isinstance(at, datetime) else f";VALUE=DATE:{day}"


def _escaped(words: str) -> str:
    from icalendar import vText

    return vText(words).to_ical().decode() if _SPECIAL.search(words) else words


def folded(line: str) -> bytes:
    """Return a line with its end, gone on with behind a blank where it is long (RFC 5545, 3.1).

    No character is cut in two, and neither is what a backslash or a circumflex begins (RFC 5545, 3.3.11; RFC 6868).
    """
    data = line.encode()
    if len(data) <= _LONGEST:
        return data + b"\r\n"
    parts, start = [], 0
    while (end := start + _LONGEST) < len(data):
        while data[end] & 0xC0 == 0x80:  # inside a character (UTF-8)
            end -= 1
        if data[end - 1] in b"\\^":
            end -= 1
        parts.append(data[start:end])
        start = end
    return b"\r\n ".join((*parts, data[start:])) + b"\r\n"


def ends(known: Span) -> tuple[date | datetime, date | datetime | None]:
    """Return DTSTART and DTEND, both of one value type, as section 3.8.2.2 demands; no DTEND where it would not be later."""
    if known.start is not None:
        return known.start.astimezone(UTC), known.end.astimezone(UTC) if known.end else None
    if known.last == date.max:
        return known.first, None
    return known.first, known.last + timedelta(1)


def _days(when: When) -> tuple[date, ...]:
    """Return the days of what was on each of several days, in order; none for all else."""
    single = all(member.first and member.first is member.last and member.first.precision is Precision.DAY for member in when.members)
    return tuple(sorted(moment.date for moment in when.moments)) if when.form is Form.ALL_OF and single else ()


def _said_by_days(when: When) -> bool:
    """Tell whether a time is a day or a time of day, or from one to another, so that its EDTF says no more than a calendar does."""
    whole = when.form is Form.MOMENT or (when.form is Form.INTERVAL and when.start is not None and when.end is not None)
    return whole and all(moment.timed or (moment.plain and moment.precision is Precision.DAY) for moment in when.moments)


def _coarse(when: When) -> bool:
    """Tell whether a calendar shows more, or less, than what is known."""
    return not when.plain or any(moment.precision is not Precision.DAY for moment in when.moments)


def _description(desk: Desk, entry: nouns.Entry) -> str:
    """Return what the entry says, what became known later, who claims what, and where it comes from; first the time, where the calendar shows it wrongly."""
    lines = [told(desk.words, desk.views.when(entry.when))] if _coarse(entry.when) else []
    lines += [plain(entry.when_note.body)] if entry.when_note else []
    lines.append(plain(entry.body))
    lines += [desk.words.named(desk.words("Update, %(time)s") % {"time": dated(desk.words, update.moment)}, plain(update.body)) for update in entry.updates]
    lines += [desk.words.named(name(desk, claim.who.name), plain(claim.body)) for claim in entry.claims]
    names = desk.words.in_turn(dict.fromkeys(desk.words.listed((name(desk, source.publisher), name(desk, source.title))) for source in entry.sources))
    if names:
        lines.append(desk.words("Sources: {list}").format(list=names))
    return "\n".join(line for line in lines if line)
