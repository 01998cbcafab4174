"""Outlines cut and simplified: neighbours keep one border, nothing is left of specks, the box is the box."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from dateline.derive.outlines import area, cut, holds, inner_borders, inside, polygons, simplify, unrolled
from dateline.derive.projection import Extent
from dateline.read.geojson import Line, Outline
from hypothesis import given
from hypothesis import strategies as st

WIGGLE: Line = tuple((10 + 0.3 * sin(n), float(n) / 4) for n in range(41))
"""A border from (10, 0) to about (10, 10)."""
LEFT = Outline("Left", "land", (((0.0, 0.0), *WIGGLE, (0.0, 10.0)),))
RIGHT = Outline("Right", "land", (((20.0, 10.0), *WIGGLE[::-1], (20.0, 0.0)),))


def segments(shape: Outline) -> set[frozenset[tuple[float, float]]]:
    """Return the segments of a shape's rings."""
    return {
        frozenset(pair) for ring in shape.lines for pair in zip(ring, ring[1:] + ring[:1], strict=True)
    }


@given(st.floats(0.0001, 2.0))
def test_neighbours_keep_one_border(least: float) -> None:
    left, right = simplify([LEFT, RIGHT], least)
    shared = segments(left) & segments(right)
    ends = {WIGGLE[0], WIGGLE[-1]}
    assert {point for pair in shared for point in pair} >= ends
    # What is not shared are the three outer sides of each.
    assert len(segments(left) - shared) == len(segments(right) - shared) == 3
    assert {point for ring in left.lines for point in ring} <= {point for ring in LEFT.lines for point in ring}


def test_more_is_left_out_the_larger_the_area() -> None:
    counts = [len(simplify([LEFT, RIGHT], least)[0].lines[0]) for least in (0.0001, 0.01, 0.1, 5.0)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 4


def test_specks_vanish_and_islands_stay() -> None:
    island = tuple((50 + cos(n * pi / 8), 50 + sin(n * pi / 8)) for n in range(16))
    speck = ((70.0, 50.0), (70.01, 50.0), (70.0, 50.01))
    (kept,) = simplify([Outline("", "land", (island, speck))], 0.01)
    assert len(kept.lines) == 1
    assert area(kept.lines[0]) > 2


def test_what_two_share_is_an_inner_border() -> None:
    (border,) = inner_borders([LEFT, RIGHT])
    assert border in (WIGGLE, WIGGLE[::-1])


def test_a_cut_stays_in_the_box_and_neighbours_meet_at_its_edge() -> None:
    box = Extent(5.0, 2.03, 15.0, 7.77)
    left, right = cut([LEFT, RIGHT], box)
    for shape in (left, right):
        for ring in shape.lines:
            assert all(5 <= x <= 15 and 2.03 <= y <= 7.77 for x, y in ring)
    on_edge = {point for ring in left.lines for point in ring if point[1] in (2.03, 7.77) and point[0] != 5.0}
    assert len(on_edge) == 2
    assert on_edge <= {point for ring in right.lines for point in ring}


def test_a_line_is_cut_into_its_pieces() -> None:
    zigzag = Outline("", "border", (((0.0, 0.0), (4.0, 4.0), (8.0, 0.0), (12.0, 4.0)),))
    (kept,) = cut([zigzag], Extent(0.0, 0.0, 12.0, 2.0))
    assert kept.lines == (((0.0, 0.0), (2.0, 2.0)), ((6.0, 2.0), (8.0, 0.0), (10.0, 2.0)))


def test_the_other_side_of_the_antimeridian_is_found() -> None:
    east = Outline("East", "land", (((-180.0, -20.0), (-178.0, -20.0), (-178.0, -15.0), (-180.0, -15.0)),))
    (kept,) = cut([east], Extent(176.0, -22.0, 183.0, -10.0))
    assert min(x for x, _ in kept.lines[0]) == 180.0


def test_holes_belong_to_the_ring_around_them() -> None:
    outer: Line = ((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0))
    hole: Line = ((3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0))
    lone: Line = ((20.0, 0.0), (21.0, 0.0), (21.0, 1.0))
    first, second = polygons([outer, hole, lone])
    assert area(first[0]) > 0 > area(first[1])
    assert len(second) == 1
    assert inside((1.0, 1.0), [outer, hole])
    assert not inside((4.0, 4.0), [outer, hole])


@pytest.mark.parametrize(
    ("ring", "unrolled_ring"),
    [
        (((0.0, 0.0), (5.0, 0.0), (5.0, 5.0)), ((0.0, 0.0), (5.0, 0.0), (5.0, 5.0))),
        (((179.0, 0.0), (-179.0, 0.0), (-179.0, 2.0)), ((179.0, 0.0), (181.0, 0.0), (181.0, 2.0))),
        (((-180.0, 1.0), (180.0, 1.0), (178.0, 2.0), (180.0, 3.0)), ((180.0, 1.0), (180.0, 1.0), (178.0, 2.0), (180.0, 3.0))),
        (((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)), ((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0))),
    ],
)
def test_a_ring_that_jumps_over_the_antimeridian_goes_on(ring: Line, unrolled_ring: Line) -> None:
    assert unrolled(ring) == unrolled_ring


def test_a_ring_round_a_pole_is_closed_along_it() -> None:
    ring = tuple((float(x), -70.0) for x in range(-175, 180, 10))
    made = unrolled(ring)
    for longitude in (-179.0, -90.0, 0.0, 90.0, 179.0):
        assert holds([made], (longitude, -80.0))
        assert not holds([made], (longitude, -60.0))
    (land,) = cut([Outline("Ice", "land", (made,))], Extent(-10.0, -85.0, 10.0, -65.0))
    assert area(land.lines[0]) != 0
