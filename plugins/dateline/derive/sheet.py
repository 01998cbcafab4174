"""The sheet on which a part of the earth is drawn, in units of its own, and the shape that it may have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.dataclass import dataclass
from dateline.derive.projection import Extent, Point, Projection, choose

WIDE, TALL = 1000, 1250
"""The most units a sheet has across and down."""
WIDEST, TALLEST = 2.5, 1.5
"""How many times as wide as high a sheet may be, and as high as wide: what is longer is shown with more of the land beside it."""
_SIDES = 24
"""Into how many steps the sides of an extent are taken to find what they enclose: parallels are curved."""


@dataclass(frozen=True)
class Sheet:
    """From degrees to units."""

    projection: Projection
    left: float
    top: float
    scale: float
    width: int
    height: int

    def place(self, point: Point) -> Point:
        """Return where a point of the earth lies on the sheet."""
        x, y = self.projection.project(point)
        return (x - self.left) * self.scale, (self.top - y) * self.scale


@lru_cache(maxsize=64)
def sheet_of(extent: Extent) -> Sheet:
    """Return the sheet that shows an extent as large as it can; most maps of an event show the same."""
    projection = choose(extent)
    points = [projection.project(point) for point in _edge(extent)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    scale = min(WIDE / (right - left), TALL / (top - bottom))
    return Sheet(projection, left, top, scale, round((right - left) * scale), round((top - bottom) * scale))


def shaped(extent: Extent) -> Extent:
    """Return an extent with its shorter side made longer, on both ends alike, until its sheet is neither too wide nor too high."""
    for _ in range(12):  # parallels are curved, so one step does not always get there
        sheet = sheet_of(extent)
        wide = sheet.width / sheet.height / WIDEST
        high = sheet.height / sheet.width / TALLEST
        if wide <= 1.01 and high <= 1.01:
            break
        extent = extent.stretched(1.0, wide) if wide > high else extent.stretched(high, 1.0)
    return extent


def cover(extent: Extent) -> Extent:
    """Return all that the sheet of an extent shows: its corners lie farther out than those of the extent."""
    sheet = sheet_of(extent)
    right, bottom = sheet.left + sheet.width / sheet.scale, sheet.top - sheet.height / sheet.scale
    points = []
    for step in range(_SIDES + 1):
        part = step / _SIDES
        x, y = sheet.left + part * (right - sheet.left), bottom + part * (sheet.top - bottom)
        points += [(x, bottom), (x, sheet.top), (sheet.left, y), (right, y)]
    found = [sheet.projection.invert(point) for point in points] + list(_edge(extent))
    if extent.east - extent.west > 180 or max(abs(y) for _, y in found) > 85:
        west, east = extent.centre[0] - 180.0, extent.centre[0] + 180.0
    else:
        nearest = [extent.near(x) for x, _ in found]
        west, east = min(nearest), max(nearest)
    south, north = min(y for _, y in found), max(y for _, y in found)
    return Extent(west, south, east, north).grown(0.02)


def _edge(extent: Extent) -> Iterator[Point]:
    for step in range(_SIDES + 1):
        part = step / _SIDES
        x = extent.west + part * (extent.east - extent.west)
        y = extent.south + part * (extent.north - extent.south)
        yield from ((x, extent.south), (x, extent.north), (extent.west, y), (extent.east, y))
