"""The timeline for TimelineJS 3 (Knight Lab), as JSON and as the CSV of its spreadsheet template.

Its data format: https://timeline.knightlab.com/docs/json-format.html. What it does not say, and what its source (3.9) shows:

- `unique_id` is otherwise made from the headline, and is empty for one in Cyrillic: it is always written here.
- Both ends of a span must have the same precision, or its length is wrong: both get that of the less precise one.
- An hour of 0 counts as none, so midnight would be shown as a day: `display_date` says it.
- It has no zones: moments are written in the event's zone, in which their order is right; `display_date` says the local time.
- An event has one group: the kind.
- An event must have a start date. What has no span (see spans.span) is left out; of all else `display_date` says what the numbers cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from dateline.derive.days import listed
from dateline.derive.spans import Span, span
from dateline.exports.pieces import MARK, Pieces, listed_pieces
from dateline.exports.tables import rows_text, table
from dateline.exports.words import plain
from dateline.model import nouns
from dateline.model.address import Html, Place, located
from dateline.pages.frame import Desk
from dateline.pages.moments import told
from dateline.read.when import Precision, on_clock

TITLE_ID = "story"
"""The title slide's id: an anchor of the site's own, so no entry can have it."""
COLUMNS = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,"
    "Media Thumbnail,Alt Text,Type,Group,Background"
).split(",")
"""The header of the spreadsheet template, word for word; TimelineJS finds its columns by these names."""

Slide = dict[str, Any]


def timelinejs(desk: Desk, pieces: Pieces | None = None) -> tuple[bytes, bytes]:
    """Return the timeline as TimelineJS's JSON, and as a table for its spreadsheet; that has no column for ids."""
    title = _title(desk)
    pieces = pieces or Pieces(listed(desk.event))
    slides: dict[int, Slide | None] = {}

    def slide(entry: nouns.Entry) -> Slide | None:
        if id(entry) not in slides:
            slides[id(entry)] = _slide(desk, entry, known) if (known := span(entry.when)) else None
        return slides[id(entry)]

    def rows(entries: Iterable[nouns.Entry]) -> bytes:
        return rows_text(_row(made, "") for entry in entries if (made := slide(entry)))

    whole = listed_pieces("timelinejs.json", {"scale": "human", "title": title, "events": [MARK]}, slide, pieces)
    return whole, pieces.of("timelinejs.csv", rows, table(COLUMNS, [_row(title, "title")]))


def _title(desk: Desk) -> Slide:
    event = desk.event
    return {
        "unique_id": TITLE_ID,
        "text": {"headline": _said(event.title), "text": _said(event.standfirst)},
    }


def _slide(desk: Desk, entry: nouns.Entry, known: Span) -> Slide:
    slide: Slide = {"unique_id": entry.anchor, "start_date": _date(desk, known.first, known.start, known.precision)}
    end = _date(desk, known.last, known.end, known.precision)
    if (known.end or known.start is None) and end != slide["start_date"]:
        slide["end_date"] = end
    if words := display_date(desk, entry):
        slide["display_date"] = _said(words)
    slide["text"] = {"headline": _said(entry.title), "text": _text(desk, entry)}
    if media := _media(desk, entry):
        slide["media"] = media
    slide["group"] = _said(entry.kind.label)
    return slide


def _date(desk: Desk, day: date, at: datetime | None, precision: Precision) -> dict[str, int]:
    """Return the parts of a date that are known."""
    if at is not None:
        there = on_clock(at, desk.event.zone)
        return {
            "year": there.year,
            "month": there.month,
            "day": there.day,
            "hour": there.hour,
            "minute": there.minute,
        }
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return dict(list(parts.items())[: {Precision.YEAR: 1, Precision.MONTH: 2}.get(precision, 3)])


def display_date(desk: Desk, entry: nouns.Entry) -> str:
    """Return the time in words where TimelineJS would tell it wrongly from the numbers alone, else nothing."""
    when = entry.when
    moments = when.moments
    abroad = any(
        moment.precision is Precision.MINUTE
        and moment.at.utcoffset() != on_clock(moment.at, desk.event.zone).utcoffset()
        for moment in moments
    )
    midnight = any(
        moment.precision is Precision.MINUTE and on_clock(moment.at, desk.event.zone).hour == 0
        for moment in moments
    )
    uneven = len({moment.precision for moment in moments}) > 1
    in_part = any(moment.precision is Precision.PART for moment in moments)
    shown = all(moment.precision in (Precision.YEAR, Precision.MONTH) or moment.precision >= Precision.DAY for moment in moments)
    told_anyway = not when.plain or not shown or abroad or midnight or uneven or in_part
    if not (told_anyway or when.end):
        return ""  # most entries: their words need not be made
    words = desk.views.when(when)
    across = bool(words.start_zone and words.zone)
    if not (told_anyway or across):
        return ""
    if words.start_zone and (across or abroad):
        return told(desk.words, words)
    return told(desk.words, words if abroad else replace(words, zone=""))


def _text(desk: Desk, entry: nouns.Entry) -> str:
    """Return the entry's text with whole addresses; the sides of a dispute follow it, each with who says it."""
    html = "".join(part.html for part in entry.body.parts if isinstance(part, nouns.HtmlPart))
    for claim in entry.claims:
        html += f"\n<p>{desk.words.named(f'<b>{_said(claim.who.name)}</b>', _said(plain(claim.body)))}</p>"
    return str(located(Html(html), _here(desk))).strip()


def _said(words: str) -> str:
    """Return words as TimelineJS takes them: whatever it shows, it shows as HTML."""
    return str(Html.escape(words))


def _here(desk: Desk) -> Place:
    """Return from where links lead: the whole address where the site has one, else from beside the file."""
    prefix = desk.site.prefix
    return Place(f"{desk.settings.siteurl}/" if desk.settings.siteurl else None, f"{prefix}downloads/", prefix)


def _media(desk: Desk, entry: nouns.Entry) -> dict[str, str]:
    """Return the entry's picture, or else the first thing elsewhere that it shows; a withheld or covered picture is no media."""
    if entry.picture and entry.picture.file and not entry.picture.sensitive:
        view = desk.views.picture(entry.picture)
        return {
            "url": located(view.url, _here(desk)),
            "caption": _said(plain(entry.picture.caption)),
            "credit": _said(view.credit),
            "alt": _said(view.alt),
            "thumbnail": located(view.renditions[0].url, _here(desk)),
        }
    for part in entry.body.parts:
        if isinstance(part, nouns.MediaPart):
            # An address may hold quotation marks, which would end an attribute.
            url = quote(part.url, safe="%/:?#[]@!$&()*+,;=~")
            return {"url": url, "caption": _said(part.title), "credit": _said(part.publisher)}
    return {}


def _row(slide: Slide, kind: str) -> list[str]:
    media = slide.get("media", {})
    return [
        *_cells(slide.get("start_date")),
        *_cells(slide.get("end_date")),
        slide.get("display_date", ""),
        slide["text"]["headline"],
        slide["text"]["text"],
        *(media.get(name, "") for name in ("url", "credit", "caption", "thumbnail", "alt")),
        kind,
        slide.get("group", ""),
        "",
    ]


def _cells(parts: dict[str, int] | None) -> Iterator[str]:
    """Yield year, month, day and time."""
    for name in ("year", "month", "day"):
        yield str(parts[name]) if parts and name in parts else ""
    yield f"{parts['hour']:02}:{parts['minute']:02}" if parts and "hour" in parts else ""
