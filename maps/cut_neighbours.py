"""Cuts Kazakhstan and the countries around it out of Natural Earth's map of the world.

Reads `countries-10m.json` (TopoJSON) of the npm package `world-atlas` 2.0.2 and writes
`data/neighbours_natural_earth.geojson`. Needed only when the extent or the detail changes:

    python maps/cut_neighbours.py path/to/countries-10m.json

Each arc is thinned before rings are put together, so that two countries keep one border between them.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

TARGET = Path(__file__).parent / "data" / "neighbours_natural_earth.geojson"
WEST, SOUTH, EAST, NORTH = 40.0, 35.8, 95.0, 58.5
"""Degrees; wide enough that no cut edge falls into the frame of a map in draw.py."""
TOLERANCE = 0.012
"""Degrees, about a pixel of the map of the country."""
DECIMALS = 3
TOO_SMALL = 0.0015
"""Square degrees; islands below it are specks on paper."""


def decode_arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Line:
    """Undoes delta encoding and quantisation (TopoJSON specification, 2.1.2 Transforms and 2.1.3 Arcs)."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    line: Line = []
    for step_x, step_y in arc:
        x += step_x
        y += step_y
        line.append((x * scale_x + move_x, y * scale_y + move_y))
    return line


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a segment."""
    run, rise = end[0] - start[0], end[1] - start[1]
    length = run * run + rise * rise
    along = ((point[0] - start[0]) * run + (point[1] - start[1]) * rise) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    across = (point[0] - start[0] - along * run, point[1] - start[1] - along * rise)
    return float((across[0] ** 2 + across[1] ** 2) ** 0.5)


def thin(line: Line) -> Line:
    """Leaves out what a reader would not see (Douglas and Peucker 1973)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, gap = first, 0.0
        for index in range(first + 1, last):
            away = distance(line[index], line[first], line[last])
            if away > gap:
                farthest, gap = index, away
        if gap > TOLERANCE:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [line[index] for index in sorted(keep)]


def ring_of(references: list[int], arcs: list[Line]) -> Line:
    """Joins arcs to a ring; a negative reference ~i is arc i backwards (TopoJSON specification, 2.1.4)."""
    ring: Line = []
    for reference in references:
        line = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        ring += line[1:] if ring else line
    return ring


def clip(ring: Line) -> Line:
    """Cuts a ring at the four sides of the extent (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        kept: Line = []
        for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside = (point[axis] - bound) * sign >= 0
            if inside != ((before[axis] - bound) * sign >= 0):
                part = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append(
                    (before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1]))
                )
            if inside:
                kept.append(point)
        ring = kept
    return ring


def area(ring: Line) -> float:
    """The shoelace formula, without sign."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def polygons(geometry: dict[str, Any], arcs: list[Line]) -> Iterator[list[Line]]:
    """The polygons of a country inside the extent, closed and rounded; small islands and their like left out."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for part in parts:
        rings = [clip(ring_of(references, arcs)) for references in part]
        if area(rings[0]) < TOO_SMALL:
            continue
        rounded = [
            [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring] for ring in rings if len(ring) > 2
        ]
        yield [ring if ring[0] == ring[-1] else [*ring, ring[0]] for ring in rounded]


def main(source: Path) -> None:
    """Reads the world, writes the part of it."""
    world = json.loads(source.read_text(encoding="utf-8"))
    arcs = [thin(decode_arc(arc, world["transform"])) for arc in world["arcs"]]
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"name": country["properties"]["name"]},
            "geometry": {"type": "MultiPolygon", "coordinates": shape},
        }
        for country in world["objects"]["countries"]["geometries"]
        if (shape := list(polygons(country, arcs)))
    ]
    features.sort(key=lambda feature: feature["properties"]["name"])
    collection = {"type": "FeatureCollection", "features": features}
    TARGET.write_text(
        json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
