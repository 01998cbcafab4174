"""The timeline as JSON, for other programs; `timeline.schema.json` (JSON Schema 2020-12) beside it says what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.derive.days import listed
from dateline.exports.pieces import MARK, Pieces, listed_pieces
from dateline.exports.times import edtf, iso
from dateline.exports.words import plain, said
from dateline.model import nouns
from dateline.model.address import rooted
from dateline.model.corrections import anchor_of
from dateline.pages.frame import Desk
from dateline.read.when import Moment
from dateline.whens import of_when

_DOUBTS = {"?": "uncertain", "~": "approximate"}
SCHEMA = Path(__file__).with_name("timeline.schema.json")


def timeline_json(desk: Desk, pieces: Pieces | None = None) -> bytes:
    """Return all published entries in the order of time, with the event that they belong to."""
    event = desk.event
    document = {
        "$schema": "timeline.schema.json",
        "event": {
            "title": event.title,
            "standfirst": event.standfirst,
            "starts": event.starts.isoformat(),
            "ends": event.ends.isoformat() if event.ends else None,
            "zone": event.zone.key,
            "status": event.status,
            "kinds": [{"key": kind.key, "label": kind.label} for kind in event.kinds],
            "url": desk.whole("") or None,
        },
        "entries": [MARK],
    }
    return listed_pieces("timeline.json", document, lambda entry: _entry(desk, entry), pieces or Pieces(listed(event)))


def schema() -> bytes:
    """Return the schema as it is published."""
    return SCHEMA.read_bytes()


def _entry(desk: Desk, entry: nouns.Entry) -> dict[str, Any]:
    when = entry.when
    return {
        "id": entry.anchor,
        "address": entry.address,
        "url": desk.whole(entry.address) or None,
        "title": entry.title,
        "when": {
            "written": when.text,
            "form": when.form.words,
            "start": _moment(when.start) if when.start else None,
            "end": _moment(when.end) if when.end else None,
            "edtf": edtf(when),
            "earliest": when.earliest.isoformat() if when.earliest else None,
            "latest": when.latest.isoformat() if when.latest else None,
            "approximate": when.approximate,
            "uncertain": when.uncertain,
            "text": of_when(desk.words, when).text,
            "note": plain(entry.when_note.body) if entry.when_note else None,
            "zone": entry.zone.key,
        },
        "kind": entry.kind.key,
        "certainty": entry.certainty,
        "highlight": entry.highlight,
        "places": [
            {"key": place.key, "name": place.name, "latitude": place.lat, "longitude": place.lon}
            for place in entry.places
        ],
        "people": [{"key": person.key, "name": person.name} for person in entry.people],
        "organisations": [{"key": body.key, "name": body.name} for body in entry.organisations],
        "text": plain(entry.body),
        "updates": [
            {"id": update.anchor, "time": iso(update.moment), "text": plain(update.body), "sources": [source.key for source in update.body.sources]} for update in entry.updates
        ],
        "claims": [{"who": claim.who.name, "says": plain(claim.body)} for claim in entry.claims],
        "sources": [
            {
                "key": source.key,
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date or None,
                "url": source.url or None,
                "kind": source.kind or None,
                "archived": source.archived or None,
                "from": [speaker.name for speaker in source.passes_on],
                "kept": [{"sha256": copy.sha256, "captured": copy.captured, "url": copy_address(desk, copy)} for copy in source.kept],
            }
            for source in entry.sources
        ],
        "corrections": [
            {
                "id": anchor_of(correction, entry),
                "url": (desk.whole(correction.address) if correction.address else "") or None,
                "date": correction.date.isoformat(),
                "was": correction.was or None,
                "now": correction.now or None,
                "text": said(desk, correction),
            }
            for correction in entry.corrections
        ],
        "modified": entry.modified.date().isoformat() if entry.modified else None,
    }


def copy_address(desk: Desk, copy: nouns.KeptCopy) -> str | None:
    """Return where a kept copy stands that is published, from the root of the site where its address is not known."""
    return (desk.whole(copy.address) or rooted(copy.address)) if copy.address else None


def _moment(moment: Moment) -> dict[str, Any]:
    """Return a moment as a date or date and time of its precision, and its part of day where that is what is known."""
    return {
        "datetime": iso(moment),
        "precision": moment.precision.name.lower(),
        "part": moment.part or None,
        "doubts": [{"of": part, "what": _DOUBTS[sign]} for part, sign in moment.doubts],
    }
