"""Cuts the parts of Natural Earth's map of the world that draw.py needs: Kazakhstan and its neighbours, and Eurasia.

Reads `countries-10m.json` (TopoJSON) of the npm package `world-atlas` 2.0.2 and writes
`data/neighbours_natural_earth.geojson` and `data/eurasia_natural_earth.geojson`. Needed only when an extent or
the detail changes:

    python maps/cut_neighbours.py path/to/countries-10m.json

Each arc is thinned before rings are put together, so that two countries keep one border between them.
Crimea, which Natural Earth files under Russia, is put back with Ukraine, whose territory it is
(General Assembly of the United Nations, resolution 68/262).
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Cut:
    """One part of the world and how finely it is kept. Degrees and square degrees."""

    name: str
    west: float
    south: float
    east: float
    north: float
    """Wide enough that no cut edge falls into the frame of a map in draw.py."""
    tolerance: float
    """About a pixel of the map that is drawn from it."""
    decimals: int
    too_small: float
    """Islands below it are specks on paper."""


CUTS = (
    Cut("neighbours", 40.0, 35.8, 95.0, 58.5, tolerance=0.012, decimals=3, too_small=0.0015),
    # The eastern edge lies before the 180th meridian, where Russia would come back on the other side.
    Cut("eurasia", 5.0, 22.0, 125.0, 72.0, tolerance=0.03, decimals=2, too_small=0.03),
)
CRIMEA = (34.3, 45.3)
"""A point in it."""


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


def thin(line: Line, tolerance: float) -> Line:
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
        if gap > tolerance:
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


def clip(ring: Line, cut: Cut) -> Line:
    """Cuts a ring at the four sides of the extent (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, cut.west, 1), (0, cut.east, -1), (1, cut.south, 1), (1, cut.north, -1)):
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


def contains(ring: Line, point: Point) -> bool:
    """Whether a point lies inside a ring: a ray from it eastwards crosses the ring an odd number of times."""
    crossings = 0
    for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y > point[1]) != (next_y > point[1]):
            crossings += point[0] < x + (point[1] - y) / (next_y - y) * (next_x - x)
    return crossings % 2 == 1


def dissolve(references: list[int], arcs: list[Line]) -> list[int]:
    """Two rings as one: without the arcs that they share, which are met once each way."""
    left = [reference for reference in references if ~reference not in references]
    ring = [left.pop(0)]
    while left:
        end = ring_of(ring[-1:], arcs)[-1]
        following = next(reference for reference in left if ring_of([reference], arcs)[0] == end)
        left.remove(following)
        ring.append(following)
    return ring


def give_crimea_to_ukraine(shapes: dict[str, list[list[list[int]]]], arcs: list[Line]) -> None:
    """Moves the polygon from one country to the other and joins it to the mainland."""
    crimea = next(part for part in shapes["Russia"] if contains(ring_of(part[0], arcs), CRIMEA))
    shapes["Russia"].remove(crimea)
    mainland = next(part for part in shapes["Ukraine"] if any(~arc in crimea[0] for arc in part[0]))
    mainland[0] = dissolve(mainland[0] + crimea[0], arcs)


def polygons(parts: list[list[list[int]]], arcs: list[Line], cut: Cut) -> Iterator[list[Line]]:
    """The polygons of a country inside the extent, closed and rounded; small islands and their like left out."""
    for part in parts:
        rings = [clip(ring_of(references, arcs), cut) for references in part]
        if area(rings[0]) < cut.too_small:
            continue
        rounded = [
            [(round(x, cut.decimals), round(y, cut.decimals)) for x, y in ring]
            for ring in rings
            if len(ring) > 2
        ]
        yield [ring if ring[0] == ring[-1] else [*ring, ring[0]] for ring in rounded]


def write(world: dict[str, Any], cut: Cut) -> None:
    """Writes one part of the world."""
    arcs = [thin(decode_arc(arc, world["transform"]), cut.tolerance) for arc in world["arcs"]]
    shapes: dict[str, list[list[list[int]]]] = {}
    for country in world["objects"]["countries"]["geometries"]:
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        shapes.setdefault(country["properties"]["name"], []).extend([list(rings) for rings in parts])
    give_crimea_to_ukraine(shapes, arcs)
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": shape},
        }
        for name, parts in sorted(shapes.items())
        if (shape := list(polygons(parts, arcs, cut)))
    ]
    collection = {"type": "FeatureCollection", "features": features}
    target = DATA / f"{cut.name}_natural_earth.geojson"
    target.write_text(
        json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def main(source: Path) -> None:
    """Reads the world, writes the parts of it."""
    world = json.loads(source.read_text(encoding="utf-8"))
    for cut in CUTS:
        write(world, cut)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
