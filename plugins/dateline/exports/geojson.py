"""The timeline as GeoJSON (RFC 7946): one feature an entry, in the order of time."""

from __future__ import annotations

from typing import Any

from dateline.derive.days import listed
from dateline.exports.pieces import MARK, Pieces, listed_pieces
from dateline.exports.times import edtf, iso
from dateline.exports.words import plain
from dateline.model import nouns
from dateline.pages.frame import Desk


def timeline_geojson(desk: Desk, pieces: Pieces | None = None) -> bytes:
    """Return a FeatureCollection of all published entries.

    The point of an entry is its first place of which a position is known; without one its geometry is null (RFC 7946,
    3.2), never a guess.
    """
    document = {"type": "FeatureCollection", "features": [MARK]}
    return listed_pieces("timeline.geojson", document, lambda entry: _feature(desk, entry), pieces or Pieces(listed(desk.event)))


def _feature(desk: Desk, entry: nouns.Entry) -> dict[str, Any]:
    place = next((place for place in entry.places if place.lat is not None and place.lon is not None), None)
    when = entry.when
    return {
        "type": "Feature",
        "id": entry.anchor,
        # Longitude comes first (RFC 7946, 3.1.1).
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place else None,
        "properties": {
            "title": entry.title,
            "url": desk.whole(entry.address) or None,
            "when": when.text,
            "start": iso(when.start) if when.start else None,
            "end": iso(when.end) if when.end else None,
            "precision": when.start.precision.name.lower() if when.start else None,
            "edtf": edtf(when),
            "earliest": when.earliest.isoformat() if when.earliest else None,
            "latest": when.latest.isoformat() if when.latest else None,
            "approximate": when.approximate,
            "uncertain": when.uncertain,
            "when_note": plain(entry.when_note.body) if entry.when_note else None,
            "zone": entry.zone.key,
            "place": place.name if place else None,
            "places": [place.name for place in entry.places],
            "kind": entry.kind.key,
            "certainty": entry.certainty,
            "highlight": entry.highlight,
            "text": plain(entry.body),
            "sources": [source.key for source in entry.sources],
        },
    }
