"""Towns that are no places of the event, shown so that readers know where they are: the largest, and none on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from dateline.derive.projection import Point
from dateline.derive.sheet import Sheet
from dateline.read.geojson import Town

_MOST = 12
_FROM_PLACES, _FROM_TOWNS, _FROM_EDGE = 45.0, 110.0, 25.0
"""Units between a town and a place of the event, another town, the edge of the sheet."""


def towns_on(sheet: Sheet, towns: Iterable[Town], places: Sequence[Town]) -> tuple[Town, ...]:
    """Return the towns that a map of places shows: the weightiest first, then by name; never what is a place itself."""
    names = {place.name.casefold() for place in places}
    taken = [sheet.place(place.point) for place in places]
    found: list[tuple[Town, Point]] = []
    for town in sorted(set(towns), key=lambda town: (-town.weight, town.name, town.point)):
        at = sheet.place(town.point)
        if len(found) == _MOST:
            break
        if (
            _FROM_EDGE <= at[0] <= sheet.width - _FROM_EDGE
            and _FROM_EDGE <= at[1] <= sheet.height - _FROM_EDGE
            and town.name.casefold() not in names
            and all(hypot(at[0] - x, at[1] - y) >= _FROM_PLACES for x, y in taken)
            and all(hypot(at[0] - x, at[1] - y) >= _FROM_TOWNS for _, (x, y) in found)
        ):
            found.append((town, at))
    return tuple(town for town, _ in found)
