"""The timeline as a calendar (RFC 5545), made with the library `icalendar`.

Where only the day, month or year is known, an entry is an all-day event (VALUE=DATE; DTEND is the day after the last, section
3.6.1); what is known to the minute is written in UTC, so that no VTIMEZONE is needed. Nothing reads a clock: DTSTAMP is when the
entry last changed, as section 3.8.7.2 asks of a calendar that is published without a METHOD.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateline.derive.changes import changed
from dateline.derive.days import listed
from dateline.derive.spans import span
from dateline.model import nouns
from dateline.pages.frame import Desk
from dateline.pages.views import plain, told
from dateline.read.when import Precision, When, on_clock

_PRODUCT = "-//Dateline//Timeline//EN"


def timeline_ics(desk: Desk) -> bytes:
    """Return all published entries in the order of time, as one VCALENDAR."""
    # Here, because importing it takes a third as long as importing Pelican, and a run that only tells problems needs it not.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", desk.event.title)  # RFC 7986, 5.1
    calendar.add("x-wr-calname", desk.event.title)  # what most programs read instead
    if desk.event.standfirst:
        calendar.add("description", desk.event.standfirst)
    for entry in listed(desk.event):
        calendar.add_component(_component(desk, entry, Event()))
    made: bytes = calendar.to_ical(sorted=False)
    return made


def uid(desk: Desk, entry: nouns.Entry) -> str:
    """Return the entry's identifier: from the site and the slug alone, so that a corrected date or title keeps it.

    A UUID made from a name (RFC 9562, version 5), as RFC 7986, 5.3 recommends.
    """
    from uuid import NAMESPACE_URL, uuid5  # here as well: it asks the system about itself

    site = desk.settings.siteurl or f"dateline:{desk.settings.sitename}"
    return str(uuid5(NAMESPACE_URL, f"{site}/{entry.anchor}"))


def _component(desk: Desk, entry: nouns.Entry, found: Any) -> Any:
    """Fill an empty VEVENT."""
    stamp = on_clock(changed(entry), UTC)
    found.add("uid", uid(desk, entry))
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    start, end = ends(entry.when)
    found.add("dtstart", start)
    if end is not None:
        found.add("dtend", end)
    found.add("summary", entry.title)
    found.add("description", _description(desk, entry))
    found.add("categories", [entry.kind.label])
    found.add("transp", "TRANSPARENT")  # what happened keeps nobody busy
    if entry.places:
        found.add("location", "; ".join(place.name for place in entry.places))
        first = next((place for place in entry.places if place.lat is not None), None)
        if first:
            found.add("geo", (first.lat, first.lon))
    if address := desk.whole(entry.address):
        found.add("url", address)
    return found


def ends(when: When) -> tuple[date | datetime, date | datetime | None]:
    """Return DTSTART and DTEND, both of one value type, as section 3.8.2.2 demands; no DTEND where it would not be later."""
    known = span(when)
    if known.start is not None:
        return known.start.astimezone(UTC), known.end.astimezone(UTC) if known.end else None
    if known.last == date.max:
        return known.first, None
    return known.first, known.last + timedelta(1)


def _description(desk: Desk, entry: nouns.Entry) -> str:
    """Return what the entry says, who claims what, and where it comes from; first the time, where the calendar shows it wrongly."""
    coarse = entry.when.approximate or any(
        moment.precision is not Precision.DAY for moment in (entry.when.start, entry.when.end) if moment
    )
    lines = [told(desk.views.when(entry.when))] if coarse else []
    lines.append(plain(entry.body))
    lines += [f"{claim.who.name}: {plain(claim.body)}" for claim in entry.claims]
    names = "; ".join(dict.fromkeys(f"{source.publisher}, {source.title}" for source in entry.sources))
    if names:
        lines.append(f"{desk.words('Sources:')} {names}")
    return "\n".join(line for line in lines if line)
