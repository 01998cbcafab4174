"""A file that was cut at the antimeridian, as RFC 7946 has it, is drawn without a line there."""

from __future__ import annotations

import pytest
from dateline.derive.outlines import area, stitched
from dateline.read.geojson import Line

EAST: Line = ((170.0, 0.0), (180.0, 0.0), (180.0, 10.0), (170.0, 10.0))
WEST: Line = ((-180.0, 0.0), (-175.0, 0.0), (-175.0, 10.0), (-180.0, 10.0))
ELSEWHERE: Line = ((10.0, 0.0), (20.0, 0.0), (20.0, 10.0))


@pytest.mark.parametrize("west", [WEST, WEST[::-1], (*WEST, (-180.0, 5.0), (-180.0, 2.0))], ids=["as it is", "turned round", "with more points"])
def test_two_halves_are_one(west: Line) -> None:
    elsewhere, made = stitched((EAST, ELSEWHERE, west))
    assert elsewhere == ELSEWHERE
    assert set(made) == {(170.0, 0.0), (180.0, 0.0), (185.0, 0.0), (185.0, 10.0), (180.0, 10.0), (170.0, 10.0)}
    assert area(made) == 150


def test_water_on_the_antimeridian_is_a_hole() -> None:
    bay = ((170.0, 0.0), (180.0, 0.0), (180.0, 3.0), (178.0, 5.0), (180.0, 7.0), (180.0, 10.0), (170.0, 10.0))
    cove = ((-180.0, 0.0), (-175.0, 0.0), (-175.0, 10.0), (-180.0, 10.0), (-180.0, 7.0), (-179.0, 5.0), (-180.0, 3.0))
    hole, outer = sorted(stitched((bay, cove)), key=len)
    assert set(hole) == {(180.0, 3.0), (178.0, 5.0), (180.0, 7.0), (181.0, 5.0)}
    assert (area(hole), area(outer)) == (-6, 150)


@pytest.mark.parametrize(
    "rings",
    [
        (EAST, ELSEWHERE),
        (EAST, ((-180.0, 5.0), (-175.0, 0.0), (-175.0, 10.0))),  # it touches the line in a point
        (((-180.0, -90.0), (180.0, -90.0), (180.0, -70.0), (-180.0, -70.0)),),  # round the pole
    ],
)
def test_others_stay(rings: tuple[Line, ...]) -> None:
    assert stitched(rings) == rings
