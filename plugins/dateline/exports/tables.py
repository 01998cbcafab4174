"""The event's data as CSV (RFC 4180): one table a kind of thing, safe to open in a spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dateline.cells import defused
from dateline.derive.days import listed
from dateline.derive.figures import status
from dateline.exports.pieces import Pieces
from dateline.exports.timeline_json import copy_address
from dateline.exports.times import edtf, iso
from dateline.exports.words import plain, said
from dateline.model import nouns
from dateline.model.corrections import anchor_of
from dateline.model.corrections import listed as corrected
from dateline.pages.frame import Desk
from dateline.read.amounts import Bounds

_TIMELINE = (
    "id,url,title,when,start,end,precision,approximate,uncertain,edtf,earliest,latest,when_note,zone,kind,certainty,highlight,places,people,organisations,"
    "text,claims,sources,modified,corrected,updates"
).split(",")
Row = Sequence[str | float | None]


def tables(desk: Desk, pieces: Pieces | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each table that has rows."""
    event = desk.event
    entries = listed(event)
    if entries:
        yield "timeline", (pieces or Pieces(entries)).of("timeline.csv", lambda some: rows_text(_entry(desk, entry) for entry in some), table(_TIMELINE, ()))
    made: tuple[tuple[str, str, Iterable[Row]], ...] = (
        (
            "figures",
            "figure,title,unit,value,about,what,by,as_of,withdrawn_on,withdrawn,sources,report,status,low,high,replaces,counts_with",
            _reports(event),
        ),
        (
            "quotes",
            "id,text,speaker,date,context,language,sources",
            (
                (q.key, q.text, q.speaker.name, q.date, q.context, q.language, _keys(q.sources))
                for q in event.quotes
            ),
        ),
        (
            "sources",
            "id,title,publisher,authors,date,kind,language,url,archived,read,note,from,kept_sha256,kept_captured,kept_url",
            (
                (
                    s.key,
                    s.title,
                    s.publisher,
                    "; ".join(s.authors),
                    s.date,
                    s.kind,
                    s.language,
                    s.url,
                    s.archived,
                    s.read,
                    s.note,
                    "; ".join(speaker.name for speaker in s.passes_on),
                    *_kept(desk, s.kept),
                )
                for s in event.sources
            ),
        ),
        (
            "corrections",
            "id,url,date,kind,title,text_url,was,now,text,sources",
            (_correction(desk, correction, text) for correction, text in corrected([*event.entries, *event.articles])),
        ),
        (
            "people",
            "id,name,other_scripts,role,organisation,note,sources",
            (
                (
                    p.key,
                    p.name,
                    _scripts(p.names),
                    p.role,
                    p.organisation.key if p.organisation else "",
                    p.note,
                    _keys(p.sources),
                )
                for p in event.people
            ),
        ),
        (
            "organisations",
            "id,name,short,other_scripts,what,note,sources",
            (
                (o.key, o.name, o.short, _scripts(o.names), o.what, o.note, _keys(o.sources))
                for o in event.organisations
            ),
        ),
        (
            "places",
            "id,name,type,other_scripts,other_names,latitude,longitude,zone,within,note,sources",
            (_place(place) for place in event.places),
        ),
    )
    for name, header, rows in made:
        found = list(rows)
        if found:
            yield name, table(header.split(","), found)


def table(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8, with a byte order mark, without which spreadsheets break Cyrillic."""
    return codecs.BOM_UTF8 + rows_text([header]) + rows_text(rows)


def rows_text(rows: Iterable[Row]) -> bytes:
    """Return rows as they stand in a table."""
    stream = io.StringIO()
    csv.writer(stream).writerows([safe(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def safe(cell: str | float | None) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before what would be a formula; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, float | int):
        return f"{cell:.10g}"
    return defused(cell)


def _entry(desk: Desk, entry: nouns.Entry) -> Row:
    when = entry.when
    claims = "; ".join(f"{claim.who.name}: {plain(claim.body)}" for claim in entry.claims)
    return (
        entry.anchor,
        desk.whole(entry.address) or entry.address,
        entry.title,
        when.text,
        iso(when.start) if when.start else "",
        iso(when.end) if when.end else "",
        when.start.precision.name.lower() if when.start else "",
        "yes" if when.approximate else "no",
        "yes" if when.uncertain else "no",
        edtf(when),
        when.earliest.isoformat() if when.earliest else "",
        when.latest.isoformat() if when.latest else "",
        plain(entry.when_note.body) if entry.when_note else "",
        entry.zone.key,
        entry.kind.key,
        entry.certainty,
        "yes" if entry.highlight else "no",
        "; ".join(place.key for place in entry.places),
        "; ".join(person.key for person in entry.people),
        "; ".join(body.key for body in entry.organisations),
        plain(entry.body),
        claims,
        _keys(entry.sources),
        entry.modified.date().isoformat() if entry.modified else "",
        entry.teaser.corrected.isoformat() if entry.teaser.corrected else "",
        "; ".join(f"{iso(update.moment)}: {plain(update.body)}" for update in entry.updates),
    )


def _correction(desk: Desk, correction: nouns.Correction, text: nouns.Entry | nouns.Article) -> Row:
    return (
        anchor_of(correction, text),
        (desk.whole(correction.address) or correction.address) if correction.address else "",
        correction.date.isoformat(),
        text.teaser.kind,
        text.title,
        desk.whole(text.address) or text.address,
        correction.was,
        correction.now,
        said(desk, correction),
        _keys(correction.body.sources),
    )


def _reports(event: nouns.Event) -> Iterator[Row]:
    for figure in event.figures:
        for report in figure.reports:
            withdrawn_on = report.withdrawn_on.isoformat() if report.withdrawn_on else ""
            yield (
                figure.key,
                figure.title,
                figure.unit,
                str(report.value) if isinstance(report.value, Bounds) else report.value,
                "yes" if report.about else "no",
                report.what,
                report.by.name,
                report.as_of,
                withdrawn_on,
                report.withdrawn,
                _keys(report.sources),
                report.name,
                status(report),
                report.bounds.low if report.bounds else None,
                report.bounds.high if report.bounds else None,
                report.replaces,
                report.within.key if report.within else "",
            )


def _place(place: nouns.Place) -> Row:
    return (
        place.key,
        place.name,
        place.type,
        _scripts(place.names),
        _scripts(place.other_names),
        place.lat,
        place.lon,
        place.zone.key,
        place.within.key if place.within else "",
        place.note,
        _keys(place.sources),
    )


def _kept(desk: Desk, copies: Iterable[nouns.KeptCopy]) -> tuple[str, str, str]:
    """Return hashes, times and addresses of kept copies; what is not published has no address, and `none` in its place."""
    whole = [(copy.sha256, copy.captured, copy_address(desk, copy) or "none") for copy in copies]
    digests, captured, addresses = ("; ".join(column) for column in zip(*whole, strict=True)) if whole else ("", "", "")
    return digests, captured, addresses


def _keys(sources: Iterable[nouns.Source]) -> str:
    return "; ".join(source.key for source in sources)


def _scripts(names: Iterable[nouns.Names]) -> str:
    return "; ".join(f"{name.language}: {name.name}" if name.language else name.name for name in names)
