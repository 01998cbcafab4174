"""Outlines of land, borders and regions: GeoJSON (RFC 7946) with its features by name, checked.

`content/data/map.geojson` is written by `invoke map`; its member `bbox` is what a map of the event shows, and the property `layer`
of a feature says what it is: `home` (the country of the event), `land`, or `border` (lines inside `home`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.problems import Misread

Point = tuple[float, float]
Line = tuple[Point, ...]

LAYERS = ("land", "home", "border")
NAMES = ("name", "NAME", "name_en", "NAME_EN", "admin", "ADMIN", "NAME_1", "shapeName")
"""Properties in which data sets write the name of a feature (Natural Earth, GADM, geoBoundaries), in the order of trust."""


@dataclass(frozen=True)
class Outline:
    """A named shape in degrees (longitude, latitude): rings (closed, the first point not repeated) or, on `border`, lines."""

    name: str
    layer: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Outlines:
    """All shapes of a file, and what part of the earth is to be shown: west, south, east, north in degrees, or None."""

    shapes: tuple[Outline, ...] = ()
    bounds: tuple[float, float, float, float] | None = None


def parse_outlines(text: str) -> Outlines:
    """Return the outlines of a GeoJSON text. Raises Misread with what is wrong and what to do."""
    document = parse_json(text)
    return outlines_of(document)


def parse_json(text: str) -> dict[str, Any]:
    """Return the object that a JSON text holds. Raises Misread."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Misread(f"not JSON{place}", "export it again as GeoJSON") from None
    if not isinstance(document, dict):
        raise Misread("no JSON object", "export it again as GeoJSON")
    return document


def outlines_of(document: Mapping[str, Any]) -> Outlines:
    """Return the outlines of a FeatureCollection, a feature or a bare geometry. Raises Misread."""
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise Misread("the FeatureCollection has no list of features", "export it again as GeoJSON")
    elif kind == "Feature":
        features = [document]
    elif kind in ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "GeometryCollection"):
        features = [{"type": "Feature", "geometry": document, "properties": {}}]
    else:
        raise Misread(f'"{kind}" is no GeoJSON type', "use a FeatureCollection of polygons")
    crs = json.dumps(document.get("crs") or "")
    if document.get("crs") and not any(name in crs for name in ("CRS84", "4326")):
        raise Misread("its coordinates are not degrees (WGS 84)", "export it again in WGS 84, EPSG:4326")
    shapes = tuple(_outline(number, feature) for number, feature in enumerate(features, 1))
    return Outlines(tuple(shape for shape in shapes if shape.lines), _bounds(document.get("bbox")))


def _outline(number: int, feature: Any) -> Outline:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict | None):
        raise Misread(f"feature {number} is no feature", "export it again as GeoJSON")
    properties = feature.get("properties")
    known = properties if isinstance(properties, dict) else {}
    name = next((str(known[key]) for key in NAMES if known.get(key)), "")
    lines = tuple(_lines(feature.get("geometry"), f"feature {number}" + (f' ("{name}")' if name else "")))
    layer = known.get("layer")
    return Outline(name, layer if layer in LAYERS else "land", lines)


def _lines(geometry: Any, where: str) -> Iterator[Line]:
    """Yield rings and lines of a geometry; points have no outline."""
    if geometry is None:
        return
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    try:
        if kind == "GeometryCollection":
            for part in geometry["geometries"]:
                yield from _lines(part, where)
        elif kind == "Polygon":
            yield from (_line(ring, where, closed=True) for ring in coordinates)
        elif kind == "MultiPolygon":
            yield from (_line(ring, where, closed=True) for rings in coordinates for ring in rings)
        elif kind == "LineString":
            yield _line(coordinates, where, closed=False)
        elif kind == "MultiLineString":
            yield from (_line(line, where, closed=False) for line in coordinates)
        elif kind not in ("Point", "MultiPoint"):
            raise Misread(f'{where} has the unknown geometry "{kind}"', "use polygons or lines")
    except (TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise Misread(f"{where} has no proper coordinates", "export it again as GeoJSON") from error


def _line(points: Any, where: str, *, closed: bool) -> Line:
    line = tuple((float(point[0]), float(point[1])) for point in points)
    for longitude, latitude in line:
        if not (abs(longitude) <= 360 and abs(latitude) <= 90):  # NaN, too, is not
            what = f"{where} has the point {longitude:g}, {latitude:g}, which is no longitude and latitude"
            raise Misread(what, "export it again in degrees (WGS 84), longitude first")
    if closed:
        if len(set(line)) < 3:
            raise Misread(f"{where} has a ring of fewer than three points", "mend it, or leave it out")
        return line[:-1] if line[0] == line[-1] else line
    if len(line) < 2:
        raise Misread(f"{where} has a line of one point", "mend it, or leave it out")
    return line


def _bounds(written: Any) -> tuple[float, float, float, float] | None:
    if written is None:
        return None
    if not isinstance(written, list) or len(written) != 4 or not all(isinstance(n, int | float) for n in written):
        raise Misread("its bbox is not four numbers", "write west, south, east, north in degrees")
    west, south, east, north = (float(number) for number in written)
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south < north <= 90 and west != east):
        raise Misread("its bbox is no part of the earth", "write west, south, east, north in degrees")
    # RFC 7946, 5.2: west is greater than east where the antimeridian lies between them.
    return west, south, east + 360.0 if east < west else east, north
