"""Outlines of countries that there are not, as fine as those of real ones, for the tests of `invoke map`."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from typing import Any

Points = list[list[float]]


def _side(corners: Points, seed: int) -> Points:
    """Return a line through some corners with a point each few kilometres, none of them further out than the corners."""
    chance, made = random.Random(seed), []
    middle = [sum(corner[axis] for corner in corners) / len(corners) for axis in (0, 1)]
    for start, end in pairwise(corners):
        for step in range(300):
            at = [start[axis] + (end[axis] - start[axis]) * step / 300 for axis in (0, 1)]
            inwards = chance.uniform(0, 0.02) if step else 0.0
            made.append([round(at[axis] + (middle[axis] - at[axis]) * inwards, 4) for axis in (0, 1)])
    return [*made, corners[-1]]


def _box(west: float, south: float, east: float, north: float) -> Points:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _collection(shapes: dict[str, Points]) -> str:
    def feature(name: str, ring: Points) -> dict[str, Any]:
        return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}

    return json.dumps({"type": "FeatureCollection", "features": [feature(*shape) for shape in shapes.items()]})


_EAST = _side([[67.0, 40.6], [87.3, 40.6], [87.3, 55.4], [67.0, 55.4]], 1)
_WEST = _side([[67.0, 55.4], [46.5, 55.4], [46.5, 40.6], [67.0, 40.6]], 2)
_BETWEEN = _side([[67.0, 55.4], [67.0, 40.6]], 3)

COUNTRIES = _collection({
    "Examplia": [*_EAST, *_WEST[1:]],
    "Lesser Examplia": _side(_box(69.3, 39.2, 80.2, 40.6), 4),
    "Northland": _side(_box(40.0, 56.0, 95.0, 75.0), 5),
    "Far Northland": _side(_box(96.0, 40.0, 140.0, 75.0), 6),
    "Southland": _side(_box(45.0, 10.0, 68.0, 39.0), 7),
})  # fmt: skip
"""GeoJSON of five countries; the first two touch each other."""
REGIONS = _collection({"West": [*_WEST, *_BETWEEN[::-1][1:]], "East": [*_EAST, *_BETWEEN[1:]]})
"""GeoJSON of the two regions of the first country."""
