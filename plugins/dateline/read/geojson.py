"""Outlines of land, borders and regions: GeoJSON (RFC 7946) with its features by name, checked.

`content/data/map.geojson` is written by `invoke map`; its member `bbox` is what a map of the event shows, and the property `layer`
of a feature says what it is: `home` (the country of the event), `land`, `border` (lines inside `home`), or `town` (a point).

What other programs leave in such files and what draws nothing (rings that shrank to a point or a line when the file was simplified, empty
shapes, geometries of other kinds) is passed over and named; what cannot be meant (points that lie nowhere on earth) is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.dataclass import dataclass
from dateline.problems import Misread

Point = tuple[float, float]
Line = tuple[Point, ...]

LAYERS = ("land", "home", "border")
TOWNS = "town"
NAMES = ("name", "NAME", "name_en", "NAME_EN", "admin", "ADMIN", "NAME_1", "shapeName")
"""Properties in which data sets write the name of a feature (Natural Earth, GADM, geoBoundaries), in the order of trust."""


_SIZES = ("pop_max", "population", "pop", "pop_est")
"""Properties in which data sets write how many live in a place, in lower case."""
_RANKS = ("scalerank", "rank")
"""Properties in which they write how important it is, 0 for the most."""
_SLIP = 1e-6
"""Degrees by which rounding may carry a point over a pole or round the earth."""


@dataclass(frozen=True)
class Town:
    """A named point, shown so that readers know where they are; `weight` is the greater, the more important it is."""

    name: str
    point: Point
    weight: float = 0.0


@dataclass(frozen=True)
class Outline:
    """A named shape in degrees (longitude, latitude): rings (closed, the first point not repeated) or, on `border`, lines."""

    name: str
    layer: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Outlines:
    """All shapes of a file, and what part of the earth is to be shown: west, south, east, north in degrees, or None.

    `passed_over` names, in a few words each, what was left out because nothing of it can be drawn.
    """

    shapes: tuple[Outline, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    towns: tuple[Town, ...] = ()
    passed_over: tuple[str, ...] = ()


def parse_outlines(text: str) -> Outlines:
    """Return the outlines of our own file, a GeoJSON text, with its `bbox`. Raises Misread with what is wrong and what to do."""
    document = parse_json(text)
    found = outlines_of(document)
    ours = tuple(town for town, layer in _towns(_features(document)) if layer == TOWNS)
    return Outlines(found.shapes, _bounds(document.get("bbox")), ours, found.passed_over)


def parse_json(text: str) -> dict[str, Any]:
    """Return the object that a JSON text holds. Raises Misread."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Misread(f"not JSON{place}", "export it again as GeoJSON", topic="maps") from None
    if not isinstance(document, dict):
        raise Misread("no JSON object", "export it again as GeoJSON", topic="maps")
    return document


def outlines_of(document: Mapping[str, Any]) -> Outlines:
    """Return the outlines of a FeatureCollection, a feature or a bare geometry, and its named points. Raises Misread.

    `bbox` and members that RFC 7946 does not know are nobody's business here: other programs write what they like into them.
    """
    features = _features(document)
    crs = json.dumps(document.get("crs") or "")
    if document.get("crs") and not any(name in crs for name in ("CRS84", "4326")):
        raise Misread("its coordinates are not degrees (WGS 84)", "export it again in WGS 84, EPSG:4326", topic="maps")
    reader = _Reader()
    shapes = tuple(reader.outline(number, feature) for number, feature in enumerate(features, 1))
    towns = tuple(town for town, _ in _towns(features))
    return Outlines(tuple(shape for shape in shapes if shape.lines), None, towns, tuple(reader.passed_over))


def _features(document: Mapping[str, Any]) -> Sequence[Any]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise Misread("the FeatureCollection has no list of features", "export it again as GeoJSON", topic="maps")
        return features
    if kind == "Feature":
        return [document]
    if kind in ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "GeometryCollection"):
        return [{"type": "Feature", "geometry": document, "properties": {}}]
    raise Misread(f'"{kind}" is no GeoJSON type', "use a FeatureCollection of polygons", topic="maps")


def _known(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _name(known: Mapping[str, Any]) -> str:
    return next((" ".join(str(known[key]).split()) for key in NAMES if known.get(key)), "")


def _towns(features: Iterable[Any]) -> Iterator[tuple[Town, str]]:
    """Yield each named point with the layer that it says it is on; a point that lies nowhere is none."""
    for feature in features:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        known = _known(feature)
        if not isinstance(geometry, dict) or geometry.get("type") != "Point" or not _name(known):
            continue
        try:
            point = _point(geometry.get("coordinates"))
        except (TypeError, ValueError, KeyError, IndexError, OverflowError):
            continue
        if _on_earth(point):
            yield Town(_name(known), point, _weight(known)), str(known.get("layer"))


def _weight(known: Mapping[str, Any]) -> float:
    numbers = {key.lower(): float(value) for key, value in known.items() if isinstance(value, int | float)}
    size = next((numbers[key] for key in _SIZES if numbers.get(key, 0) > 0), 0.0)
    return size or next((-numbers[key] for key in _RANKS if key in numbers), 0.0)


class _Reader:
    """Reads features one after the other; notes what it passes over."""

    def __init__(self) -> None:
        self.passed_over: list[str] = []

    def outline(self, number: int, feature: Any) -> Outline:
        """Return the shape of a feature; without lines where there is nothing to draw."""
        if not isinstance(feature, dict):
            raise Misread(f"feature {number} is no feature", "export it again as GeoJSON", topic="maps")
        known = _known(feature)
        name = _name(known)
        where = f"feature {number}" + (f' ("{name}")' if name else "")
        geometry = feature.get("geometry")
        if not isinstance(geometry, dict | None):
            raise Misread(f"{where} is no feature", "export it again as GeoJSON", topic="maps")
        lines = tuple(self._lines(geometry, where))
        layer = known.get("layer")
        return Outline(name, layer if layer in LAYERS else "land", lines)

    def _lines(self, geometry: Any, where: str) -> Iterator[Line]:
        """Yield rings and lines of a geometry; points have no outline."""
        if not geometry:
            self.passed_over.append(f"{where}, which has no geometry")
            return
        kind, coordinates = geometry.get("type"), geometry.get("coordinates")
        if kind in ("Point", "MultiPoint"):
            return
        if not coordinates and kind != "GeometryCollection":
            self.passed_over.append(f"{where}, which is empty")
            return
        try:
            if kind == "GeometryCollection":
                for part in geometry["geometries"]:
                    yield from self._lines(part, where)
            elif kind == "Polygon":
                yield from self._rings(coordinates, where)
            elif kind == "MultiPolygon":
                for rings in coordinates:
                    yield from self._rings(rings, where)
            elif kind == "LineString":
                yield from self._drawn(coordinates, where)
            elif kind == "MultiLineString":
                for line in coordinates:
                    yield from self._drawn(line, where)
            else:
                self.passed_over.append(f'{where}, whose geometry "{kind}" is unknown')
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as error:
            if isinstance(error, Misread):
                raise
            raise Misread(f"{where} has no proper coordinates", "export it again as GeoJSON", topic="maps") from error

    def _rings(self, rings: Sequence[Any], where: str) -> Iterator[Line]:
        """Yield the rings of a polygon; holes of a ring that is nothing are nothing, either."""
        for number, points in enumerate(rings):
            ring = _line(points, where)
            if len(ring) > 1 and ring[0] == ring[-1]:
                ring = ring[:-1]
            if not _spread(ring):
                self.passed_over.append(f"a ring of {where}, which encloses nothing")
                if number == 0:
                    return
                continue
            yield ring

    def _drawn(self, points: Any, where: str) -> Iterator[Line]:
        line = _line(points, where)
        if len(set(line)) > 1:
            yield line
        else:
            self.passed_over.append(f"a line of {where}, which is a point")


def _spread(ring: Line) -> bool:
    """Tell whether a ring encloses anything: it has three points that do not lie in a row."""
    if len(set(ring)) < 3:
        return False
    (ax, ay), (bx, by) = ring[0], max(ring, key=lambda point: abs(point[0] - ring[0][0]) + abs(point[1] - ring[0][1]))
    least = 1e-9 * (abs(bx - ax) + abs(by - ay)) ** 2
    return any(abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) > least for x, y in ring)


def _line(points: Any, where: str) -> Line:
    line = tuple(map(_point, points))
    for longitude, latitude in line:
        if not _on_earth((longitude, latitude)):
            what = f"{where} has the point {longitude:g}, {latitude:g}, which is no longitude and latitude"
            raise Misread(what, "export it again in degrees (WGS 84), longitude first", topic="maps")
    return line


def _point(position: Any) -> Point:
    """Return a position without its height, and without what rounding carried over a pole."""
    longitude, latitude = float(position[0]), float(position[1])
    return longitude, max(-90.0, min(90.0, latitude)) if abs(latitude) <= 90.0 + _SLIP else latitude


def _on_earth(point: Point) -> bool:
    return abs(point[0]) <= 360.0 + _SLIP and abs(point[1]) <= 90.0  # NaN, too, is not


def _bounds(written: Any) -> tuple[float, float, float, float] | None:
    """Return the four sides of a `bbox`; of six numbers (RFC 7946, section 5) two are heights."""
    if written is None:
        return None
    numbers = isinstance(written, list) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in written)
    if not numbers or len(written) not in (4, 6):
        raise Misread("its bbox is not four numbers", "write west, south, east, north in degrees", topic="maps")
    half = len(written) // 2
    west, south, east, north = (float(number) for number in (*written[:2], *written[half : half + 2]))
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south < north <= 90 and west != east):
        raise Misread("its bbox is no part of the earth", "write west, south, east, north in degrees", topic="maps")
    # RFC 7946, 5.2: west is greater than east where the antimeridian lies between them.
    return west, south, east + 360.0 if east < west else east, north
