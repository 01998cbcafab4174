"""Which part of the earth a map of the event shows: its places, with so much land around them that readers know where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians

from dateline.dataclass import dataclass
from dateline.derive.outlines import area, distance, holds, length_in
from dateline.derive.projection import Extent, Point, extent_of
from dateline.derive.sheet import shaped
from dateline.read.geojson import Line, Outline

_MARGIN = 0.12
_LEAST_MARGIN = 0.05
"""Degrees of latitude round a single place: a city."""
_WHOLE_AT_MOST = 3.0
"""A whole country or region is shown if it is at most so many times as wide and as high as what lies round the places ..."""
_SMALL = 10.0
"""... or if it is smaller than so many degrees of latitude, ..."""
_APART = 0.12
"""... as long as the places that lie farthest apart are so far apart on the map, as a share of its width or height."""
_NEAR_PART, _LARGE_PART, _NEAR = 0.25, 1.0, 1.5
"""A country's island belongs to what is shown if it adds at most this share of its width and height, or so many degrees."""
_STEP, _FAR = 1.4, 12.0
"""How the land round places grows until a coast or a border is to be seen, and the degrees of latitude at which it stops."""


@dataclass(frozen=True)
class Frame:
    """A part of the earth, and what it is made for: `country`, `region` or `places`."""

    extent: Extent
    shows: str


def frame(points: Sequence[Point], home: Outline | None, regions: Sequence[Outline], lines: Sequence[Line]) -> Frame:
    """Return what a map of points shows: their country, else their region, else their surroundings.

    The country is shown as a whole where the places spread over it or where it is small; the region where all of them lie in
    one or a few; else the land grows round them until some of `lines` (coasts and borders) can be seen, as long as the places
    can be told apart. No map is far longer than high, or higher than long.
    """
    found = _frame(points, home, regions, lines)
    if found.extent.east - found.extent.west < 359.0:
        return found
    # All round the earth: where it begins is all the same, and so there is one way to write it.
    return replace(found, extent=Extent(-180.0, found.extent.south, 180.0, found.extent.north))


def _frame(points: Sequence[Point], home: Outline | None, regions: Sequence[Outline], lines: Sequence[Line]) -> Frame:
    around = shaped(extent_of(points).grown(_MARGIN, _LEAST_MARGIN))
    if home:
        country = extent_of(_mainland(home, points))
        if _fits(country, around, points, small=_SMALL):
            return Frame(shaped(around.joined(country).grown(0.02)), "country")
    theirs = [region for region in regions if any(holds(region.lines, point) for point in points)]
    if theirs:
        region = extent_of(point for shape in theirs for point in _mainland(shape, points))
        if _fits(region, around, points, small=180.0 if len(theirs) == 1 else _SMALL):
            return Frame(shaped(around.joined(region).grown(0.05)), "region")
    return Frame(_grown(around, points, lines), "places")


def _fits(whole: Extent, around: Extent, points: Sequence[Point], *, small: float) -> bool:
    """Tell whether a country or region is not too large to be shown for some points in it."""
    wide = whole.east - whole.west <= _WHOLE_AT_MOST * (around.east - around.west)
    high = whole.north - whole.south <= _WHOLE_AT_MOST * (around.north - around.south)
    return (wide and high) or (_size(whole) <= small and _told_apart(points, around.joined(whole)))


def _told_apart(points: Sequence[Point], on: Extent) -> bool:
    """Tell whether the points that lie farthest apart can be told apart on a map of an extent; one point always can."""
    if len(set(points)) < 2:
        return True
    found = extent_of(points)
    return max((found.east - found.west) / (on.east - on.west), (found.north - found.south) / (on.north - on.south)) >= _APART


def _size(extent: Extent) -> float:
    """Return the larger of width and height, in degrees of latitude."""
    return max((extent.east - extent.west) * cos(radians(extent.centre[1])), extent.north - extent.south)


def _mainland(shape: Outline, points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points of a shape's parts that belong together: those with places in them, and what lies near them.

    Countries have parts on other sides of the earth (Svalbard, Alaska, French Guiana), which would make their map a map of the
    earth.
    """
    rings = sorted(shape.lines, key=lambda ring: -abs(area(ring)))
    held = [ring for ring in rings if any(holds([ring], point) for point in points)]
    taken = held or [min(rings, key=lambda ring: min(distance(a, b) for a in ring for b in points))]
    left = [ring for ring in rings if ring not in taken]
    found = extent_of(point for ring in taken for point in ring)
    large = max(abs(area(ring)) for ring in taken) * 0.3
    grew = True
    while grew:
        grew = False
        for ring in list(left):
            share = _LARGE_PART if abs(area(ring)) >= large else _NEAR_PART
            both = found.joined(extent_of(ring))
            wide, high = found.east - found.west, found.north - found.south
            most_wide = wide + max(share * wide, _NEAR / cos(radians(min(abs(found.centre[1]), 85.0))))
            if both.east - both.west <= most_wide and both.north - both.south <= high + max(share * high, _NEAR):
                left.remove(ring)
                taken.append(ring)
                grew = grew or both != found
                found = both
    return tuple(point for ring in taken for point in ring)


def _grown(around: Extent, points: Sequence[Point], lines: Sequence[Line]) -> Extent:
    """Return an extent grown until lines run through the middle of it, together at least half as long as that is wide."""
    extent = around
    while length_in(lines, middle := extent.stretched(0.7, 0.7)) < (middle.north - middle.south) / 2:
        larger = shaped(extent.stretched(_STEP, _STEP))
        if _size(larger) > _FAR or not _told_apart(points, larger):
            break
        extent = larger
    return extent

