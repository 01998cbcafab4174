"""`invoke map`: cuts what the event needs out of a map of anything, and stores it as content/data/map.geojson."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import cos, radians
from pathlib import Path
from typing import Any

from dateline.dataclass import dataclass
from dateline.derive.frame import Frame, frame
from dateline.derive.outlines import (
    area,
    cut,
    distance,
    holds,
    inner_borders,
    polygons,
    simplify,
    stitched,
    unrolled,
)
from dateline.derive.projection import Extent, Point
from dateline.derive.scraps import without_scraps
from dateline.derive.sheet import WIDE, cover, sheet_of
from dateline.derive.towns import towns_on
from dateline.problems import CONTENT, Misread, Problems, near_or, say
from dateline.read.content import MAP_FILE
from dateline.read.data import read_data
from dateline.read.geojson import TOWNS, Line, Outline, Outlines, Town, outlines_of, parse_json
from dateline.read.records import Record
from dateline.read.topojson import is_topology, to_geojson

from .project import Project, stop

_FINE = 2.5
"""Units of the drawn map (it is 1,000 wide): what makes less than the square of it is left out."""
_OFF_SHORE = 0.5
"""Degrees of latitude from a country's coast at which a place may lie in the sea and still be of that country."""
_TOLD = 5
"""How many of the things that were passed over are told by name."""


@dataclass(frozen=True)
class Choices:
    """What the author chose: a layer of a TopoJSON, files of regions and of towns, the home country's name, the places to show."""

    layer: str = ""
    regions: str = ""
    towns: str = ""
    home: str = ""
    places: str = ""
    replace: bool = False


def make_map_of_choices(project: Project, file: str, replace: bool, **choices: str) -> None:
    """Cut a map and say what it shows: the command `map`."""
    say(make_map(project, file, Choices(replace=replace, **choices)))


def make_map(project: Project, file: str, choices: Choices) -> str:
    """Store the map that the event needs; return what was done, a line each. Ends the task when something is wrong."""
    project.need_content()
    target = project.content / "data" / MAP_FILE
    if target.exists() and not choices.replace:
        raise stop(f"{project.shown(target)} is there: add --replace to make it anew", CONTENT)
    given = _read(file, choices.layer)
    _need_shapes(given, file)
    regions = _read(choices.regions, "") if choices.regions else Outlines()
    if choices.regions:
        _need_shapes(regions, choices.regions)
    towns = _read(choices.towns, "") if choices.towns else Outlines()
    if choices.towns and not towns.towns:
        raise stop(f"{choices.towns}: there is no point with a name in it: use a file of towns, or leave --towns out", CONTENT)
    places = _places(project, choices.places)
    points = tuple(place.point for place in places)
    home = _home(given.shapes, points, choices.home, file)
    lines = [line for shape in (*given.shapes, *regions.shapes) for line in shape.lines]
    shown = frame(points, home, regions.shapes, lines)
    kept = _cut(given.shapes, regions.shapes if choices.regions else (), home, shown.extent)
    if not kept:
        raise stop(f"{file}: nothing of it lies where the event's places are: use a map of that part of the earth", CONTENT)
    around = towns_on(sheet_of(shown.extent), (*given.towns, *regions.towns, *towns.towns), places)
    text = _written(kept, around, shown.extent, _decimals(shown.extent))
    _store(target, text)
    return "\n".join(
        (
            _done(project.shown(target), kept, text, shown, home, around),
            *_passed_over(given.passed_over, file),
            *_passed_over(regions.passed_over, choices.regions),
            *_passed_over(towns.passed_over, choices.towns),
        )
    )


def _cut(shapes: Sequence[Outline], regions: Sequence[Outline], home: Outline | None, extent: Extent) -> tuple[Outline, ...]:
    """Return what a map of an extent shows: land, home and, where there are regions, the borders between them."""
    box = cover(extent)
    least = (_FINE * max((extent.east - extent.west) * _stretch(extent), extent.north - extent.south) / WIDE) ** 2
    layered = [replace(shape, layer="home") if _same(shape, home) else shape for shape in shapes]
    kept = simplify(without_scraps(cut(layered, box), sheet_of(extent)), least)
    if box.east - box.west >= 360.0:
        # Seen from above a pole, land round it is a ring without an edge along the pole and the antimeridian.
        kept = tuple(replace(shape, lines=tuple(filter(None, map(_below_pole, shape.lines)))) for shape in kept)
    if not kept or not regions:
        return kept
    # Cut as polygons first: what two of them share is a border between them, what only one has is the country's outline.
    borders = Outline("", "border", inner_borders(cut(regions, box)))
    return (*kept, *simplify([borders] if borders.lines else [], least))


def _below_pole(line: Line) -> Line:
    return tuple(point for point in line if abs(point[1]) < 90.0)


def _same(shape: Outline, home: Outline | None) -> bool:
    """Tell whether a shape is (a part of) home: some files have a feature for each part of a country."""
    return home is not None and (shape is home or (bool(shape.name) and shape.name == home.name))


def _done(target: str, kept: Sequence[Outline], text: str, shown: Frame, home: Outline | None, towns: Sequence[Town]) -> str:
    points = sum(len(line) for shape in kept for line in shape.lines)
    what = {"country": "the country", "region": "the region", "places": "the places and the land round them"}[shown.shows]
    named = f"; home is {home.name}" if home and home.name else ""
    noun = "town" if len(towns) == 1 else "towns"
    some = f"; {len(towns)} {noun} beside the places" if towns else ""
    return (
        f"{target}: {len(kept)} shapes, {points:,} points, {len(text.encode()) / 1000:.1f} kB; "
        f"{what}, {_degrees(shown.extent)}{named}{some}"
    )


def _passed_over(what: Sequence[str], file: str) -> list[str]:
    """Return a line that says what of a file was left out, the first few by name."""
    if not what:
        return []
    named = "; ".join(dict.fromkeys(what[:_TOLD]))
    more = f"; and {len(what) - _TOLD} more" if len(what) > _TOLD else ""
    return [f"{file}: passed over, for there is nothing to draw: {named}{more}"]


def _read(file: str, layer: str) -> Outlines:
    try:
        document = parse_json(Path(file).read_bytes().decode("utf-8-sig"))
        if is_topology(document):
            document = to_geojson(document, layer)
        elif layer:
            raise Misread("GeoJSON has no layers", "leave --layer out")
        found = outlines_of(document)
    except OSError as error:
        raise stop(f"{file}: cannot be read ({error.strerror}): name a GeoJSON or TopoJSON file", CONTENT) from None
    except UnicodeDecodeError:
        raise stop(f"{file}: not UTF-8: name a GeoJSON or TopoJSON file", CONTENT) from None
    except Misread as wrong:
        raise stop(f"{file}: {wrong.what}: {wrong.do}", CONTENT) from None
    # Only our own files have layers; what another file calls so is something else.
    shapes = tuple(replace(shape, layer="land", lines=stitched(tuple(map(unrolled, shape.lines)))) for shape in found.shapes)
    return replace(found, shapes=shapes)


def _need_shapes(found: Outlines, file: str) -> None:
    if not found.shapes:
        raise stop(f"{file}: there is no polygon and no line in it: use a map of countries or regions", CONTENT)


def _places(project: Project, wanted: str) -> tuple[Town, ...]:
    """Return name and position of what the map must show: the chosen places, else those that belong together."""
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
    places = tuple(
        Town(record.text("name"), (float(lon), float(lat)))
        for record, lon, lat in ((record, record.number("lon"), record.number("lat")) for record in chosen)
        if lon is not None and lat is not None
    )
    if not places:
        raise stop(f"{name}: no place has a position: write lat and lon", CONTENT)
    return places


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


def _home(shapes: Sequence[Outline], points: Sequence[Point], wanted: str, file: str) -> Outline | None:
    """Return the shape of the event's country: the one named, else the one in which most places lie, else one quite near.

    Coasts are simplified in every file, so a harbour may lie in the sea; an island may be gone. Of two that hold as many places the
    smaller one is meant: the enclave, not what lies around it.
    """
    if wanted:
        by_name = {shape.name: shape for shape in shapes if shape.name}
        if wanted not in by_name:
            advice = near_or(wanted, by_name, "leave --home out")
            raise stop(f'{file}: it has no shape "{wanted}": {advice}', CONTENT)
        return by_name[wanted]
    counts = [sum(holds(shape.lines, point) for point in points) for shape in shapes]
    if any(counts):
        most = [shape for shape, count in zip(shapes, counts, strict=True) if count == max(counts)]
        return min(most, key=lambda shape: sum(abs(area(line)) for line in shape.lines))
    near = [(how_far, number) for number, shape in enumerate(shapes) if (how_far := _how_far(shape, points)) <= _OFF_SHORE]
    return shapes[min(near)[1]] if near else None


def _how_far(shape: Outline, points: Iterable[Point]) -> float:
    """Return how far the nearest point lies from the nearest corner of a shape, in degrees of latitude."""
    return min(distance(corner, point) for point in points for line in shape.lines for corner in line)


def _stretch(extent: Extent) -> float:
    return cos(radians(min(abs(extent.centre[1]), 85.0)))


def _decimals(extent: Extent) -> int:
    """Return how many decimals tell points a third of a unit apart."""
    span = max(extent.east - extent.west, extent.north - extent.south)
    return next(decimals for decimals in range(1, 8) if 10.0**-decimals <= span / WIDE / 3 or decimals == 7)


def _written(shapes: Sequence[Outline], towns: Sequence[Town], extent: Extent, decimals: int) -> str:
    """Return shapes and towns as GeoJSON (RFC 7946), one feature a line, so that a change can be read in a diff."""
    made = [_feature(shape, decimals) for shape in shapes] + [_town(town, decimals) for town in towns]
    features = ",\n".join(map(_compact, made))
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


def _town(town: Town, decimals: int) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [round(number, decimals) for number in town.point]}
    return {"type": "Feature", "properties": {"name": town.name, "layer": TOWNS}, "geometry": geometry}


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
