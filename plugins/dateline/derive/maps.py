"""The map of the event: its outlines on a sheet, a dot for each place sized by its entries, names that do not lie on each other.

Everything on a sheet is in its own units, x to the right, y downwards; a sheet is 1,000 units wide unless it is very tall.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import pairwise
from math import ceil, hypot, sqrt

from dateline.dataclass import dataclass
from dateline.derive.outlines import clipped_ring
from dateline.derive.projection import Extent, Point, extent_of
from dateline.derive.sheet import Sheet, shaped, sheet_of
from dateline.model.nouns import Entry, Place
from dateline.read.geojson import Outlines, Town

SMALL_TYPE, LARGE_TYPE = 18, 36
"""Sizes of names in units: where the map is shown large, and on a phone, where a unit is a third of a pixel."""
_LEAST, _MOST = 8.0, 30.0
"""Radii of dots in units: of a place with one entry among many, and of the one with most."""
_DAY, _DAY_MOST = 1.3 * _MOST, 90.0
"""Radii on the map of one day, which is shown small: of a place with one entry, and the largest."""
KEY = 80
"""Height of the row below a map that says what the sizes of dots mean."""
_TOGETHER = 18.0
"""A place whose dot would lie this near to that of the place around it is counted there."""
_LETTER = 0.6
"""Width of a letter in sizes of type: more than the average of common sans-serif faces, Latin or Cyrillic."""
_GAP = 5.0

MARK = 5
"""Radius of a town that is no place of the event, in units."""

_PLACES = 100
"""Places on the map of the event, those with most entries: among more, none could be told from its neighbours."""
_SPOTS = 30
"""Dots on the map of one day."""

Box = tuple[float, float, float, float]
Circle = tuple[int, int, int]
"""Centre and radius."""


@dataclass(frozen=True)
class Name:
    """Where the name of a place stands: its baseline's left end, middle or right end (`anchor`: start, middle, end)."""

    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class Dot:
    """A place on a sheet: centre, radius (its area is as large as its entries are many), its name where there is room for it.

    `small` is where the name stands in SMALL_TYPE, `large` in LARGE_TYPE. `area`: it stands for a country or region round others.
    """

    place: Place
    count: int
    x: int
    y: int
    r: int
    small: Name | None = None
    large: Name | None = None
    area: bool = False


@dataclass(frozen=True)
class Spot:
    """A dot without a name, on the map of one day."""

    x: int
    y: int
    r: int
    area: bool = False


@dataclass(frozen=True)
class Mark:
    """A town that is no place of the event: where it lies, and where its name stands."""

    name: str
    x: int
    y: int
    small: Name | None = None
    large: Name | None = None


@dataclass(frozen=True)
class Drawing:
    """A map: size in units, outlines as SVG path data by layer, dots (the largest first, so that none hides another).

    `homes` says by the key of each place under which key it is counted; `elsewhere` is what lies beyond the sheet.
    """

    width: int
    height: int
    land: str
    home: str
    borders: str
    dots: tuple[Dot, ...]
    towns: tuple[Mark, ...]
    homes: tuple[tuple[str, str], ...]
    elsewhere: tuple[Place, ...]


@dataclass(frozen=True)
class Atlas:
    """What maps are drawn from: outlines, the places that have a position, and how many entries name each (by key)."""

    outlines: Outlines
    places: tuple[Place, ...]
    counts: Mapping[str, int]

    @cached_property
    def inner(self) -> Mapping[str, Sequence[Place]]:
        """The places that lie in each, however deep, by its key."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            for outer in _around(place):
                found[outer.key].append(place)
        return found


def atlas(outlines: Outlines, places: Iterable[Place], entries: Iterable[Entry]) -> Atlas:
    """Return the atlas of an event; an entry counts once for each of its places, but not for one that lies round another of them."""
    counts = Counter(place.key for entry in entries for place in _innermost(entry.places))
    return Atlas(outlines, tuple(place for place in places if located(place)), counts)


def _innermost(places: Iterable[Place]) -> list[Place]:
    """Return the places without those that lie round another of them: "Almaty, Kazakhstan" is one place, Almaty."""
    found = list(places)
    round_others = {outer.key for place in found for outer in _around(place)}
    return [place for place in found if place.key not in round_others]


def located(place: Place) -> bool:
    """Tell whether a place has a position."""
    return place.lat is not None and place.lon is not None


def point_of(place: Place) -> Point:
    """Return the position of a located place: longitude and latitude."""
    assert place.lon is not None
    assert place.lat is not None
    return place.lon, place.lat


def whole_map(of: Atlas) -> Drawing | None:
    """Return the map of the event: the places with most entries inside what the outlines show; None without any."""
    named = [place for place in of.places if of.counts.get(place.key)]
    if len(named) > _PLACES:
        named = sorted(named, key=lambda place: -of.counts[place.key])[:_PLACES]
    extent = _bounds(of) or (shaped(extent_of(point_of(place) for place in named).grown(0.15, 0.05)) if named else None)
    return _draw(of, extent, named) if extent and named else None


def map_of(of: Atlas, places: Sequence[Place]) -> Drawing:
    """Return a map of certain (located) places: the event's, or one of their own where they lie beyond it or on each other."""
    extent = _bounds(of)
    points = [point_of(place) for place in places]
    if extent is None or not all(map(extent.holds, points)) or _on_each_other(sheet_of(extent), points):
        extent = shaped(extent_of(points).grown(0.25, 0.05))
    return _draw(of, extent, places, chosen=True)


def beyond(of: Atlas, place: Place) -> bool:
    """Tell whether a (located) place lies beyond what the outlines show: there they are cut off, and would draw a coast where none is."""
    extent = _bounds(of)
    return extent is not None and not extent.holds(point_of(place))


def day_map(drawing: Drawing, entries: Iterable[Entry]) -> tuple[Spot, ...]:
    """Return the dots of some of the entries on a map that is already drawn, to be shown small."""
    homes = dict(drawing.homes)
    counts = Counter(homes[place.key] for entry in entries for place in _innermost(entry.places) if place.key in homes)
    shown = {key for key, _ in counts.most_common(_SPOTS)}
    return tuple(
        Spot(dot.x, dot.y, _day_radius(counts[dot.place.key]), dot.area)
        for dot in drawing.dots
        if dot.place.key in shown
    )


def key_of(drawing: Drawing) -> tuple[tuple[int, int], ...]:
    """Return what sizes mean on a map: the entries and the radius of a smallest and of a largest dot, or of the only size that there is."""
    sizes = sorted({(dot.count, dot.r) for dot in drawing.dots if not dot.area} or {(dot.count, dot.r) for dot in drawing.dots})
    return tuple(dict.fromkeys((sizes[0], sizes[-1]))) if sizes else ()


def key_of_days() -> tuple[tuple[int, int], ...]:
    """Return the same of the maps of days: one entry, and the fewest with which a dot is as large as can be."""
    return (1, _day_radius(1)), (ceil((_DAY_MOST / _DAY) ** 2), _day_radius(ceil((_DAY_MOST / _DAY) ** 2)))


def _day_radius(count: int) -> int:
    return round(min(_DAY * sqrt(count), _DAY_MOST))


def _bounds(of: Atlas) -> Extent | None:
    return Extent(*of.outlines.bounds) if of.outlines.bounds else None


def _on_each_other(sheet: Sheet, points: Sequence[Point]) -> bool:
    found = [sheet.place(point) for point in points]
    return any(hypot(a[0] - b[0], a[1] - b[1]) < _TOGETHER for n, a in enumerate(found) for b in found[:n])


def _draw(of: Atlas, extent: Extent, shown: Sequence[Place], *, chosen: bool = False) -> Drawing:
    sheet = sheet_of(extent)
    inside = [place for place in shown if _on(sheet, sheet.place(point_of(place)))]
    areas = {outer.key for outer in inside if any(_apart(sheet, place, outer) for place in of.inner.get(outer.key, ()))}
    counts, homes = _gathered(of, inside, areas, chosen=chosen)
    most = max(counts.values(), default=1) or 1
    dots = []
    for place in inside:
        if place.key in counts:
            x, y = sheet.place(point_of(place))
            radius = max(_MOST * sqrt(counts[place.key] / most), _LEAST)
            dots.append(Dot(place, counts[place.key], round(x), round(y), round(radius), area=place.key in areas))
    dots.sort(key=lambda dot: (-dot.count, dot.place.key))
    dots, towns = _with_names(dots, _marks(of.outlines.towns, sheet, shown), sheet)
    land, home, borders = _paths(of.outlines, extent)
    return Drawing(
        width=sheet.width,
        height=sheet.height,
        land=land,
        home=home,
        borders=borders,
        dots=tuple(dots),
        towns=tuple(towns),
        homes=tuple(homes.items()),
        elsewhere=tuple(place for place in shown if place not in inside),
    )


def _gathered(
    of: Atlas, inside: Sequence[Place], areas: Collection[str], *, chosen: bool
) -> tuple[dict[str, int], dict[str, str]]:
    """Return the entries of each place that gets a dot, and by the key of each place that of the dot in which it is counted.

    What lies so near to the place around it that the two could not be told apart is counted there. A place around others that can
    be told apart is an area (a country, a region): it counts only what names none of the places in it, and is drawn as a ring.
    """
    by_key = {place.key: place for place in inside}
    counts: Counter[str] = Counter()
    homes: dict[str, str] = {}
    for place in inside:
        home = place
        while home.within and home.within.key in by_key and home.within.key not in areas:
            home = home.within
        homes[place.key] = home.key
        counts[home.key] += of.counts.get(place.key, 0)
    return {key: count for key, count in counts.items() if chosen or count}, homes


def _around(place: Place) -> Iterator[Place]:
    while place.within:
        place = place.within
        yield place


def _apart(sheet: Sheet, one: Place, other: Place) -> bool:
    if not (located(one) and located(other)):
        return False
    a, b = sheet.place(point_of(one)), sheet.place(point_of(other))
    return hypot(a[0] - b[0], a[1] - b[1]) >= _TOGETHER


def _on(sheet: Sheet, at: Point) -> bool:
    return 0 <= at[0] <= sheet.width and 0 <= at[1] <= sheet.height


@lru_cache(maxsize=64)
def _paths(outlines: Outlines, extent: Extent) -> tuple[str, str, str]:
    """Return the outlines on the sheet of an extent by layer: land, home, border. Most maps of an event show the same, and drawing it is most of a map's work."""
    sheet = sheet_of(extent)
    return _path(outlines, "land", sheet), _path(outlines, "home", sheet), _path(outlines, "border", sheet)


def _path(outlines: Outlines, layer: str, sheet: Sheet) -> str:
    """Return the path data of a layer (SVG 2, 9.3), in whole units, each point relative to the one before it."""
    edge = Extent(-20, -20, sheet.width + 20, sheet.height + 20)
    made = []
    for shape in outlines.shapes:
        if shape.layer != layer:
            continue
        for line in shape.lines:
            closed = layer != "border"
            points = tuple(map(sheet.place, line))
            pieces = clipped_ring(points, edge) if closed else iter((points,))
            made += [_commands(piece, closed=closed) for piece in pieces]
    return "".join(made)


def _commands(points: Sequence[Point], *, closed: bool) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
    steps = [step for step in steps if step != (0, 0)]
    if len(steps) < (2 if closed else 1):
        return ""
    # A minus sign parts numbers as well as a blank does.
    numbers = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}l{numbers}{'z' if closed else ''}".replace(" -", "-")


def _marks(towns: Iterable[Town], sheet: Sheet, shown: Sequence[Place]) -> list[Mark]:
    """Return the towns on a sheet, without those that are places of the event on it."""
    names = {place.name.casefold() for place in shown}
    found = [(town.name, sheet.place(town.point)) for town in towns if town.name.casefold() not in names]
    return [Mark(name, round(at[0]), round(at[1])) for name, at in found if _on(sheet, at)]


def _with_names(dots: Sequence[Dot], marks: Sequence[Mark], sheet: Sheet) -> tuple[list[Dot], list[Mark]]:
    """Return dots and towns with the places of their names; a town whose name has no room has nothing to say."""
    circles = [(dot.x, dot.y, dot.r) for dot in dots] + [(mark.x, mark.y, MARK) for mark in marks]
    words = [dot.place.name for dot in dots] + [mark.name for mark in marks]
    small, large = (_names(circles, words, sheet, size) for size in (SMALL_TYPE, LARGE_TYPE))
    first = len(dots)
    return (
        [replace(dot, small=small[n], large=large[n]) for n, dot in enumerate(dots)],
        [
            replace(mark, small=small[n], large=large[n])
            for n, mark in enumerate(marks, first)
            if small[n] or large[n]
        ],
    )


def _names(circles: Sequence[Circle], words: Sequence[str], sheet: Sheet, size: int) -> list[Name | None]:
    """Return where names stand: for one circle after the other, those with most entries first, the first free position.

    The order of positions is Imhof's (1975, Positioning names on maps): right, left, above, below, then askew. A name that
    would lie on a dot, on another name or over the edge is left out; the dot keeps it for those who point at it or hear it.
    """
    boxes: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    taken = list(boxes)
    found: list[Name | None] = []
    for circle, own, name in zip(circles, boxes, words, strict=True):
        found.append(None)
        for position, box in _positions(circle, name, size):
            free = box[0] >= 0 and box[1] >= 0 and box[2] <= sheet.width and box[3] <= sheet.height
            if free and not any(_overlap(box, other) for other in taken if other != own):
                taken.append(box)
                found[-1] = position
                break
    return found


def _positions(circle: Circle, words: str, size: int) -> Iterator[tuple[Name, Box]]:
    """Yield each position of a name with the box that it covers; letters reach 0.75 sizes up and 0.25 down."""
    at_x, at_y, radius = circle
    wide = _LETTER * size * len(words)
    away, askew = radius + _GAP, radius * 0.7 + _GAP
    middle = at_y + 0.25 * size
    for x, y, anchor in (
        (at_x + away, middle, "start"),
        (at_x - away, middle, "end"),
        (at_x, at_y - away - 0.25 * size, "middle"),
        (at_x, at_y + away + 0.75 * size, "middle"),
        (at_x + askew, at_y - askew, "start"),
        (at_x + askew, at_y + askew + 0.5 * size, "start"),
        (at_x - askew, at_y - askew, "end"),
        (at_x - askew, at_y + askew + 0.5 * size, "end"),
    ):
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        yield Name(round(x), round(y), anchor), (left, y - 0.75 * size, left + wide, y + 0.25 * size)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
