"""Outlines made small: cut at a box, and simplified so that neighbours keep one border between them."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, hypot, radians

from dateline.dataclass import dataclass
from dateline.derive.projection import Extent
from dateline.read.geojson import Line, Outline, Point


def cut(shapes: Sequence[Outline], box: Extent) -> tuple[Outline, ...]:
    """Return what of the shapes lies in a box; what crosses the antimeridian is found on its other side, too."""
    found = []
    for shape in shapes:
        lines = [line for line in shape.lines for line in _copies(line, box)]
        clip = clipped_line if shape.layer == "border" else clipped_ring
        kept = tuple(piece for line in lines for piece in clip(line, box))
        if kept:
            found.append(replace(shape, lines=kept))
    return tuple(found)


def length_in(rings: Sequence[Line], box: Extent) -> float:
    """Return how long the outlines of rings are in a box, in degrees of latitude."""
    pieces = (
        piece for ring in rings for copy in _copies(ring, box) for piece in clipped_line((*copy, copy[0]), box)
    )
    return sum(distance(a, b) for piece in pieces for a, b in pairwise(piece))


def _copies(line: Line, box: Extent) -> Iterator[Line]:
    """Yield a line wherever, 360 degrees this way or that, it may meet the box."""
    west, east = min(line)[0], max(line)[0]
    if min(y for _, y in line) > box.north or max(y for _, y in line) < box.south:
        return
    for shift in (-360.0, 0.0, 360.0):
        if west + shift <= box.east and east + shift >= box.west:
            yield tuple((x + shift, y) for x, y in line) if shift else line


def _sides(box: Extent) -> tuple[tuple[int, float, float], ...]:
    return ((0, box.west, 1.0), (0, box.east, -1.0), (1, box.south, 1.0), (1, box.north, -1.0))


def clipped_ring(ring: Line, box: Extent) -> Iterator[Line]:
    """Cut a ring at the four sides of the box (Sutherland and Hodgman 1974)."""
    left = list(ring)
    for axis, bound, sign in _sides(box):
        kept: list[Point] = []
        for before, point in zip(left[-1:] + left[:-1], left, strict=True):
            inside = (point[axis] - bound) * sign >= 0
            if inside != ((before[axis] - bound) * sign >= 0):
                kept.append(_crossing(before, point, axis, bound))
            if inside:
                kept.append(point)
        left = kept
    apart = tuple(point for number, point in enumerate(left) if point != left[number - 1])
    if len(apart) > 2:
        yield apart


def clipped_line(line: Line, box: Extent) -> Iterator[Line]:
    """Cut a line into the pieces that lie inside the box."""
    pieces = [list(line)]
    for axis, bound, sign in _sides(box):
        cut_pieces: list[list[Point]] = []
        for piece in pieces:
            kept: list[Point] = []
            for number, point in enumerate(piece):
                inside = (point[axis] - bound) * sign >= 0
                if number and inside != ((piece[number - 1][axis] - bound) * sign >= 0):
                    kept.append(_crossing(piece[number - 1], point, axis, bound))
                    if not inside:
                        cut_pieces.append(kept)
                        kept = []
                if inside:
                    kept.append(point)
            cut_pieces.append(kept)
        pieces = [piece for piece in cut_pieces if len(piece) > 1]
    yield from (tuple(piece) for piece in pieces)


def _crossing(one: Point, other: Point, axis: int, bound: float) -> Point:
    """Return where a segment crosses a side; from either end the very same number, so that neighbours still share it."""
    a, b = (one, other) if one <= other else (other, one)
    part = (bound - a[axis]) / (b[axis] - a[axis])
    across = a[1 - axis] + part * (b[1 - axis] - a[1 - axis])
    return (bound, across) if axis == 0 else (across, bound)


_ROUND = 300.0
"""Degrees between the last point of a ring and its first that can only be a way round the earth."""


@dataclass(frozen=True)
class _Topology:
    """Rings and lines as sequences of arcs: index and whether it is walked backwards."""

    arcs: tuple[Line, ...]
    walks: tuple[tuple[tuple[int, bool], ...], ...]


def simplify(shapes: Sequence[Outline], least: float) -> tuple[Outline, ...]:
    """Return the shapes without the points that make less than an area, and without rings smaller than it.

    Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points, on each border between two nodes
    once, so that neighbours stay neighbours. `least` is in square degrees of latitude: longitudes are shortened as they are on
    the ground.
    """
    lines = [(line, shape.layer != "border") for shape in shapes for line in shape.lines]
    if not lines:
        return ()
    latitudes = [y for line, _ in lines for _, y in line]
    stretch = cos(radians(min(abs(min(latitudes) + max(latitudes)) / 2, 85.0)))
    topology = _topology(lines)
    arcs = [_thinned(arc, least, stretch) for arc in topology.arcs]
    walks = iter(topology.walks)
    found = []
    for shape in shapes:
        closed = shape.layer != "border"
        made = [_walked(next(walks), arcs, closed=closed) for _ in shape.lines]
        kept = tuple(line for line in made if not closed or abs(area(line, stretch)) >= least)
        if kept:
            found.append(replace(shape, lines=kept))
    return tuple(found)


def inner_borders(shapes: Sequence[Outline]) -> tuple[Line, ...]:
    """Return the borders that two shapes share, each once: what divides them, without their common outline."""
    topology = _topology([(line, True) for shape in shapes for line in shape.lines])
    used = Counter(arc for walk in topology.walks for arc, _ in walk)
    return tuple(arc for number, arc in enumerate(topology.arcs) if used[number] > 1)


def area(ring: Line, stretch: float = 1.0) -> float:
    """Return the area of a ring (shoelace formula), positive when it turns left; `stretch` shortens longitudes."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return stretch * sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def inside(point: Point, rings: Sequence[Line]) -> bool:
    """Tell whether a point lies inside rings, holes left out (even-odd rule)."""
    x, y = point
    found = False
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
                found = not found
    return found


def distance(one: Point, other: Point) -> float:
    """Return how far two points are apart in degrees of latitude; right where they are near, in order where they are not."""
    across = (one[0] - other[0] + 180.0) % 360.0 - 180.0
    return hypot(across * cos(radians(other[1])), one[1] - other[1])


def holds(rings: Sequence[Line], point: Point) -> bool:
    """Tell whether a point lies inside rings that may reach over the antimeridian."""
    return any(inside((point[0] + shift, point[1]), rings) for shift in (-360.0, 0.0, 360.0))


def unrolled(ring: Line) -> Line:
    """Return a ring that jumps over the antimeridian, as one whose longitudes go on beyond 180; others as they are.

    Files that are made to be drawn on a globe (world-atlas) do not cut there, as RFC 7946 would have it. What goes round a pole is
    closed along it.
    """
    turns = [0.0]
    for (west, _), (east, _) in pairwise(ring):
        step = east - west
        turns.append(turns[-1] + (-360.0 if step > 180.0 else 360.0 if step < -180.0 else 0.0))
    if not any(turns) and abs(ring[-1][0] - ring[0][0]) < _ROUND:
        return ring
    made = tuple((x + turn, y) for (x, y), turn in zip(ring, turns, strict=True))
    (first, _), (last, latitude) = made[0], made[-1]
    if abs(last - first) > 180.0:
        pole = -90.0 if latitude < 0 else 90.0
        made = (*made, (first + (360.0 if last > first else -360.0), made[0][1]))
        made = (*made, (made[-1][0], pole), (first, pole))
    if not area(made):
        return ring  # a frame round the whole earth: its sides of 360 degrees are no jumps
    turn = 360.0 * round((min(x for x, _ in made) + max(x for x, _ in made)) / 720.0)
    return tuple((x - turn, y) for x, y in made)


def stitched(rings: Sequence[Line]) -> tuple[Line, ...]:
    """Return rings without the cut that RFC 7946 (3.1.9) asks for: what lies on both sides of the antimeridian is one ring beyond 180.

    The sides along it, which both have, fall away. Rings that meet there otherwise, or go round the earth, stay as they are.
    """
    east, west = ([ring for ring in rings if _along(ring, meridian)] for meridian in (180.0, -180.0))
    if not east or not west or set(east) & set(west):
        return tuple(rings)
    moved = [tuple((x + 360.0, y) for x, y in ring) for ring in west]
    stops = sorted({y for ring in (*east, *moved) for x, y in ring if x == 180.0})
    sides: dict[Point, set[Point]] = {}
    for ring in (*east, *moved):
        left = _turning(ring, left=True)
        for one, other in zip(left, left[1:] + left[:1], strict=True):
            between: list[Point] = []
            if one[0] == other[0] == 180.0:  # the other side may have more points on the way
                between = [(180.0, y) for y in stops if min(one[1], other[1]) < y < max(one[1], other[1])]
            way = [one, *(between if one[1] < other[1] else between[::-1]), other]
            for a, b in pairwise(way):
                if a in sides.get(b, ()):
                    sides[b].remove(a)
                else:
                    sides.setdefault(a, set()).add(b)
    if any(len(following) > 1 for following in sides.values()):
        return tuple(rings)
    onward = {point: following.pop() for point, following in sides.items() if following}
    made = []
    while onward:
        first, point = onward.popitem()
        points = [first]
        while point != first:
            if point not in onward:  # rings that lie over each other
                return tuple(rings)
            points.append(point)
            point = onward.pop(point)
        made.append(tuple(points))
    return (*(ring for ring in rings if ring not in east and ring not in west), *made)


def _along(ring: Line, meridian: float) -> bool:
    return any(one[0] == other[0] == meridian and one != other for one, other in zip(ring, ring[1:] + ring[:1], strict=True))


def polygons(rings: Sequence[Line]) -> list[list[Line]]:
    """Return rings as polygons: each outer ring, turning left, with its holes, turning right (RFC 7946, 3.1.6)."""
    depth = [sum(inside(ring[0], [other]) for other in rings if other is not ring) for ring in rings]
    outer = [number for number in range(len(rings)) if depth[number] % 2 == 0]
    found = {number: [_turning(rings[number], left=True)] for number in outer}
    for number, ring in enumerate(rings):
        if depth[number] % 2:
            around = [other for other in outer if depth[other] == depth[number] - 1 and inside(ring[0], [rings[other]])]
            if around:
                found[around[0]].append(_turning(ring, left=False))
    return list(found.values())


def _turning(ring: Line, *, left: bool) -> Line:
    return ring if (area(ring) > 0) == left else ring[::-1]


def _topology(lines: Sequence[tuple[Line, bool]]) -> _Topology:
    """Cut rings and lines where borders meet: at every point that has other neighbours in another line."""
    neighbours: dict[Point, frozenset[Point]] = {}
    nodes: set[Point] = set()
    for line, closed in lines:
        if not closed:
            nodes.update((line[0], line[-1]))
        for number in range(len(line)) if closed else range(1, len(line) - 1):
            pair = frozenset((line[number - 1], line[(number + 1) % len(line)]))
            if neighbours.setdefault(line[number], pair) != pair:
                nodes.add(line[number])
    arcs: dict[Line, int] = {}
    walks = []
    for line, closed in lines:
        walk = []
        for arc in _arcs(line, nodes, closed=closed):
            backwards = arc[::-1] < arc
            index = arcs.setdefault(arc[::-1] if backwards else arc, len(arcs))
            walk.append((index, backwards))
        walks.append(tuple(walk))
    return _Topology(tuple(arcs), tuple(walks))


def _arcs(line: Line, nodes: set[Point], *, closed: bool) -> Iterator[Line]:
    if closed:
        # A ring that meets nobody begins at its least point, wherever the file began it.
        start = next((number for number, point in enumerate(line) if point in nodes), None)
        start = line.index(min(line)) if start is None else start
        line = (*line[start:], *line[: start + 1])
    first = 0
    for number in range(1, len(line)):
        if number == len(line) - 1 or line[number] in nodes:
            yield line[first : number + 1]
            first = number


def _walked(walk: Sequence[tuple[int, bool]], arcs: Sequence[Line], *, closed: bool) -> Line:
    line: list[Point] = []
    for index, backwards in walk:
        arc = arcs[index][::-1] if backwards else arcs[index]
        line += arc[1:] if line else arc
    return tuple(line[:-1] if closed else line)


def _thinned(arc: Line, least: float, stretch: float) -> Line:
    """Leave out, again and again, the point that makes the smallest triangle with its neighbours; both ends stay."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    areas = {number: _triangle(arc, number - 1, number, number + 1, stretch) for number in range(1, len(arc) - 1)}
    heap = [(size, number) for number, size in areas.items()]
    heapq.heapify(heap)
    gone: set[int] = set()
    while heap:
        size, number = heapq.heappop(heap)
        if number in gone or areas[number] != size:
            continue
        if size >= least:
            break
        gone.add(number)
        left, right = before[number], after[number]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < len(arc) - 1:
                # Never less than the one just taken, so that a spike does not fall before its neighbours.
                areas[near] = max(_triangle(arc, before[near], near, after[near], stretch), size)
                heapq.heappush(heap, (areas[near], near))
    return tuple(point for number, point in enumerate(arc) if number not in gone)


def _triangle(arc: Line, one: int, two: int, three: int, stretch: float) -> float:
    (ax, ay), (bx, by), (cx, cy) = arc[one], arc[two], arc[three]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) * stretch / 2
