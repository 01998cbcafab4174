"""Scraps: what neighbours leave in the corners of a map, too small to be known for what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.derive.outlines import area, clipped_ring
from dateline.derive.projection import Extent, Point
from dateline.derive.sheet import Sheet
from dateline.read.geojson import Line, Outline

_SCRAP = 0.004
"""What shows less than this share of the sheet, cut off by its edge and bordering on nothing that shows more, is a scrap."""


def without_scraps(shapes: Sequence[Outline], sheet: Sheet) -> tuple[Outline, ...]:
    """Return shapes without the rings of neighbours of which the sheet shows nothing, or nothing but a scrap.

    An island that lies on the sheet as a whole stays, however small; so does a corner that fills a gap between larger neighbours,
    for without it there would be water in the middle of the land.
    """
    least = _SCRAP * sheet.width * sheet.height
    seen = {id(line): _seen(line, sheet) for shape in shapes for line in shape.lines}
    # Points of all that stays for sure; what shares one with it borders on it.
    firm = {point for shape in shapes for line in shape.lines if seen[id(line)][0] >= least for point in line}

    def stays(line: Line) -> bool:
        size, whole = seen[id(line)]
        return size > 0 and (whole or size >= least or not firm.isdisjoint(line))

    kept = (
        replace(shape, lines=tuple(line for line in shape.lines if shape.layer == "home" or stays(line))) for shape in shapes
    )
    return tuple(shape for shape in kept if shape.lines)


def _seen(line: Line, sheet: Sheet) -> tuple[float, bool]:
    """Return how many square units of a ring the sheet shows, and whether it shows all of it."""
    ring: tuple[Point, ...] = tuple(map(sheet.place, line))
    edge = Extent(0.0, 0.0, float(sheet.width), float(sheet.height))
    size = sum(abs(area(piece)) for piece in clipped_ring(ring, edge))
    return size, all(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in ring)
