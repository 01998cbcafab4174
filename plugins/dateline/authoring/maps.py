"""`invoke map`: cuts what the event needs out of a map of anything, and stores it as content/data/map.geojson."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians
from pathlib import Path
from typing import Any

from dateline.derive.maps import WIDE, cover
from dateline.derive.outlines import cut, inner_borders, inside, polygons, simplify
from dateline.derive.projection import Extent, Point, extent_of
from dateline.problems import CONTENT, Misread, Problems, near_or
from dateline.read.content import MAP_FILE
from dateline.read.data import read_data
from dateline.read.geojson import Line, Outline, outlines_of, parse_json
from dateline.read.records import Record
from dateline.read.topojson import is_topology, to_geojson

from .project import Project, stop

_MARGIN = 0.12
_LEAST_MARGIN = 0.05
"""Degrees of latitude round a single place: a city."""
_HOME_AT_MOST = 3.0
"""The whole home country is shown if it is at most so many times as wide and as high as what lies round the places."""
_FINE = 2.5
"""Units of the drawn map (it is 1,000 wide): what makes less than the square of it is left out."""


@dataclass(frozen=True)
class Choices:
    """What the author chose: a layer of a TopoJSON, a file of regions, the home country's name, the places to show (keys)."""

    layer: str = ""
    regions: str = ""
    home: str = ""
    places: str = ""
    replace: bool = False


def make_map(project: Project, file: str, choices: Choices) -> str:
    """Store the map that the event needs; return what was done, in a line. Ends the task when something is wrong."""
    project.need_content()
    target = project.content / "data" / MAP_FILE
    if target.exists() and not choices.replace:
        raise stop(f"{project.shown(target)} is there: add --replace to make it anew", CONTENT)
    shapes = _read(file, choices.layer)
    points = _points(project, choices.places)
    home = _home(shapes, points, choices.home, file)
    extent = _extent(points, home)
    box = cover(extent)
    least = (_FINE * max((extent.east - extent.west) * _stretch(extent), extent.north - extent.south) / WIDE) ** 2
    kept = simplify([_layered(shape, home) for shape in cut(shapes, box)], least)
    if not kept:
        raise stop(f"{file}: nothing of it lies where the event's places are: use a map of that part of the earth", CONTENT)
    if choices.regions:
        # Cut as polygons first: what two of them share is a border between them, what only one has is the country's outline.
        regions = cut(_read(choices.regions, ""), box)
        borders = Outline("", "border", inner_borders(regions))
        kept = (*kept, *simplify([borders] if borders.lines else [], least))
    text = _written(kept, extent, _decimals(extent))
    _store(target, text)
    points_kept = sum(len(line) for shape in kept for line in shape.lines)
    named = f"; home is {home.name}" if home and home.name else ""
    return (
        f"{project.shown(target)}: {len(kept)} shapes, {points_kept:,} points, {len(text.encode()) / 1000:.1f} kB; "
        f"{_degrees(extent)}{named}"
    )


def _read(file: str, layer: str) -> tuple[Outline, ...]:
    try:
        document = parse_json(Path(file).read_bytes().decode("utf-8-sig"))
        if is_topology(document):
            document = to_geojson(document, layer)
        elif layer:
            raise Misread("GeoJSON has no layers", "leave --layer out")
        shapes = outlines_of(document).shapes
    except OSError as error:
        raise stop(f"{file}: cannot be read ({error.strerror}): name a GeoJSON or TopoJSON file", CONTENT) from None
    except UnicodeDecodeError:
        raise stop(f"{file}: not UTF-8: name a GeoJSON or TopoJSON file", CONTENT) from None
    except Misread as wrong:
        raise stop(f"{file}: {wrong.what}: {wrong.do}", CONTENT) from None
    if not shapes:
        raise stop(f"{file}: there is no polygon and no line in it: use a map of countries or regions", CONTENT)
    # Only our own files have layers; what another file calls so is something else.
    return tuple(replace(shape, layer="land") for shape in shapes)


def _points(project: Project, wanted: str) -> tuple[Point, ...]:
    """Return the positions that the map must show: of the chosen places, else of those that belong together."""
    file = project.content / "data" / "places.yaml"
    name = project.shown(file)
    problems = Problems()
    try:
        records = read_data(file.read_text("utf-8-sig"), "places", name, problems) or ()
    except OSError:
        raise stop(f"{name} is not there: write the event's places with lat and lon first", CONTENT) from None
    except UnicodeDecodeError:
        raise stop(f"{name}: not UTF-8: save the file as UTF-8", CONTENT) from None
    if problems:
        raise stop(f"{problems.sorted()[0]}", CONTENT)
    by_key = {record.key: record for record in records}
    keys = [key.strip() for key in wanted.replace(",", ";").split(";") if key.strip()]
    for key in keys:
        if key not in by_key:
            raise stop(f'--places: unknown place "{key}": {near_or(key, by_key, f"add it to {name}")}', CONTENT)
    chosen = [by_key[key] for key in keys] or _together(by_key)
    points = tuple(
        (float(lon), float(lat))
        for lon, lat in ((record.number("lon"), record.number("lat")) for record in chosen)
        if lon is not None and lat is not None
    )
    if not points:
        raise stop(f"{name}: no place has a position: write lat and lon", CONTENT)
    return points


def _together(by_key: dict[str, Record]) -> list[Record]:
    """Return the places that lie within one outermost place, the one round most of them; all where no two do.

    An event in one country may name Washington; its map is still that of the country.
    """
    found = [record for record in by_key.values() if record.number("lat") is not None]
    outermost = {record.key: _outermost(record, by_key) for record in found}
    counts = Counter(outermost.values())
    key, count = counts.most_common(1)[0] if counts else ("", 0)
    return [record for record in found if outermost[record.key] == key] if count > 1 else found


def _outermost(record: Record, by_key: dict[str, Record]) -> str:
    seen = {record.key}
    while (outer := record.text("within")) in by_key and outer not in seen:
        seen.add(outer)
        record = by_key[outer]
    return record.key


def _home(shapes: Sequence[Outline], points: Iterable[Point], wanted: str, file: str) -> Outline | None:
    """Return the shape of the event's country: the one named, else the one in which most places lie, if any does."""
    if wanted:
        by_name = {shape.name: shape for shape in shapes if shape.name}
        if wanted not in by_name:
            advice = near_or(wanted, by_name, "leave --home out")
            raise stop(f'{file}: it has no shape "{wanted}": {advice}', CONTENT)
        return by_name[wanted]
    counts = [sum(inside(point, shape.lines) for point in points) for shape in shapes]
    best = max(range(len(shapes)), key=lambda number: counts[number])
    return shapes[best] if counts[best] else None


def _extent(points: Sequence[Point], home: Outline | None) -> Extent:
    extent = extent_of(points).grown(_MARGIN, _LEAST_MARGIN)
    if home is None:
        return extent
    country = extent_of(point for line in home.lines for point in line)
    wide = (country.east - country.west) <= _HOME_AT_MOST * (extent.east - extent.west)
    high = (country.north - country.south) <= _HOME_AT_MOST * (extent.north - extent.south)
    if not (wide and high):
        return extent
    both = [(extent.west, extent.south), (extent.east, extent.north)]
    both += [(country.west, country.south), (country.east, country.north)]
    middle = country.centre[0]
    nearest = [(country.near(x) if abs(x - middle) > 180 else x, y) for x, y in both]
    west, east = min(x for x, _ in nearest), max(x for x, _ in nearest)
    south, north = min(y for _, y in nearest), max(y for _, y in nearest)
    return Extent(west, south, east, north).grown(0.02)


def _layered(shape: Outline, home: Outline | None) -> Outline:
    return replace(shape, layer="home") if home and shape.name and shape.name == home.name else shape


def _stretch(extent: Extent) -> float:
    return cos(radians(min(abs(extent.centre[1]), 85.0)))


def _decimals(extent: Extent) -> int:
    """Return how many decimals tell points a third of a unit apart."""
    span = max(extent.east - extent.west, extent.north - extent.south)
    return next(decimals for decimals in range(1, 8) if 10.0**-decimals <= span / WIDE / 3 or decimals == 7)


def _written(shapes: Sequence[Outline], extent: Extent, decimals: int) -> str:
    """Return the shapes as GeoJSON (RFC 7946), one feature a line, so that a change can be read in a diff."""
    features = ",\n".join(_compact(_feature(shape, decimals)) for shape in shapes)
    bounds = [extent.west, extent.south, _within(extent.east), extent.north]
    bounds[0] = _within(bounds[0])
    bbox = _compact([round(number, decimals) for number in bounds])
    return f'{{"type":"FeatureCollection","bbox":{bbox},"features":[\n{features}\n]}}\n'


def _feature(shape: Outline, decimals: int) -> dict[str, Any]:
    lines = [tuple((round(x, decimals), round(y, decimals)) for x, y in line) for line in shape.lines]
    geometry: dict[str, Any]
    if shape.layer == "border":
        geometry = {"type": "MultiLineString", "coordinates": lines}
    else:
        geometry = {"type": "MultiPolygon", "coordinates": [list(map(_closed, rings)) for rings in polygons(lines)]}
    return {"type": "Feature", "properties": {"name": shape.name, "layer": shape.layer}, "geometry": geometry}


def _closed(ring: Line) -> Line:
    """Return a ring as RFC 7946 writes it: the first point again at the end."""
    return (*ring, ring[0])


def _within(longitude: float) -> float:
    return longitude if -180.0 <= longitude <= 180.0 else (longitude + 180.0) % 360.0 - 180.0


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _degrees(extent: Extent) -> str:
    return (
        f"{extent.west:.1f} to {extent.east:.1f} degrees east, {extent.south:.1f} to {extent.north:.1f} degrees north"
    )


def _store(target: Path, text: str) -> None:
    """Write the file as a whole, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.new")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
