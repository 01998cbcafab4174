"""What a map shows round its places: the country, the region, or land in which a coast or border is to be seen."""

from __future__ import annotations

import pytest
from dateline.derive.frame import frame
from dateline.derive.projection import Extent, Point
from dateline.derive.scraps import without_scraps
from dateline.derive.sheet import cover, shaped, sheet_of
from dateline.derive.towns import towns_on
from dateline.read.geojson import Line, Outline, Town


def box(west: float, south: float, east: float, north: float) -> Line:
    """Return a ring with a corner every tenth of its sides, as maps have many."""
    steps = [step / 10 for step in range(10)]
    wide, high = east - west, north - south
    return (
        *((west + wide * step, south) for step in steps),
        *((east, south + high * step) for step in steps),
        *((east - wide * step, north) for step in steps),
        *((west, north - high * step) for step in steps),
    )


LARGE = Outline("Large", "land", (box(20, 45, 120, 70), box(-60, 0, -55, 5)))
SMALL = Outline("Small", "land", (box(10, 45, 13, 47),))
ISLANDS = Outline("Islands", "land", (box(177, -18, 179, -17), box(179.5, -17.2, 180.5, -16.2), box(-150, 60, -140, 65)))
LONG = Outline("Long", "land", (box(-75, -55, -71, -18),))
REGIONS = (Outline("East", "land", (box(80, 50, 86, 54),)), Outline("West", "land", (box(74, 50, 80, 54),)))


@pytest.mark.parametrize(
    ("points", "home", "regions", "shows", "holds", "leaves_out"),
    [
        ([(25, 50), (115, 60)], LARGE, (), "country", [(20, 45), (120, 70)], [(-57, 3)]),
        ([(82, 52)], LARGE, (), "places", [(82, 52)], [(40, 60), (115, 60)]),
        ([(82, 52)], LARGE, REGIONS, "region", [(80, 50), (86, 54)], [(40, 60), (115, 60)]),
        ([(79, 52), (81, 52)], LARGE, REGIONS, "region", [(74, 50), (86, 54)], [(40, 60), (115, 60)]),
        ([(75, 51), (84, 53)], LARGE, REGIONS, "region", [(74, 50), (86, 54)], [(40, 60), (115, 60)]),
        ([(82, 52), (82.01, 52)], LARGE, REGIONS, "places", [(82, 52)], [(80, 50)]),
        ([(11, 46)], SMALL, (), "country", [(10, 45), (13, 47)], [(25, 50)]),
        ([(178, -17.5)], ISLANDS, (), "country", [(177, -18), (180.5, -16.2)], [(-145, 62)]),
        ([(-73, -20), (-72, -50)], LONG, (), "country", [(-75, -55), (-71, -18)], []),
        ([(0, 0)], None, (), "places", [(0, 0)], [(11, 46)]),
    ],
)
def test_a_map_shows_what_is_around_its_places(
    points: list[Point], home: Outline | None, regions: tuple[Outline, ...], shows: str, holds: list[Point], leaves_out: list[Point]
) -> None:
    shapes = [LARGE, SMALL, ISLANDS, LONG, *regions]
    found = frame(points, home, regions, [line for shape in shapes for line in shape.lines])
    assert found.shows == shows
    assert all(map(found.extent.holds, holds))
    assert not any(map(found.extent.holds, leaves_out))
    sheet = sheet_of(found.extent)
    assert sheet.width <= 2.6 * sheet.height
    assert sheet.height <= 1.6 * sheet.width


def test_the_land_round_one_place_grows_until_something_is_to_be_seen() -> None:
    near, far = (frame([point], LARGE, (), LARGE.lines).extent for point in ((60.0, 46.0), (60.0, 49.0)))
    assert near.south < 45
    assert far.south < 45
    assert near.north - near.south < far.north - far.south


def test_places_near_each_other_are_told_apart_before_anything_else() -> None:
    found = frame([(70.0, 57.0), (70.1, 57.0)], LARGE, (), LARGE.lines).extent
    assert found.east - found.west < 1


@pytest.mark.parametrize("extent", [Extent(0, 89, 1, 89.9), Extent(-170, -1, 170, 1), Extent(0, -80, 0.1, 80), Extent(179, 10, 190, 10.1)])
def test_no_sheet_is_far_longer_than_high(extent: Extent) -> None:
    sheet = sheet_of(shaped(extent))
    assert sheet.width <= 3 * sheet.height
    assert sheet.height <= 3 * sheet.width


def test_scraps_in_corners_go_and_islands_stay() -> None:
    extent = Extent(0, 0, 10, 8)
    shapes = [
        Outline("Home", "home", (box(2, 2, 8, 6),)),
        Outline("Corner", "land", (box(9.7, 7.7, 14, 12),)),
        Outline("Islet", "land", (box(9, 1, 9.2, 1.2),)),
        Outline("Wide", "land", (box(-5, -5, 10, 1),)),
        Outline("Beyond", "land", (box(11, 9, 12, 10),)),
    ]
    kept = without_scraps(shapes, sheet_of(extent))
    assert {shape.name for shape in kept} == {"Home", "Islet", "Wide"}
    touching = Outline("Touching", "land", ((shapes[3].lines[0][29], (0.2, 1.0), (-0.5, 1.3)),))
    assert "Touching" in {shape.name for shape in without_scraps([*shapes, touching], sheet_of(extent))}


def test_towns_are_few_and_the_largest_and_none_is_a_place() -> None:
    extent = cover(Extent(0, 0, 10, 8))
    towns = [Town(f"T{n}", (n % 10 + 0.5, n // 10 + 0.5), float(n)) for n in range(80)]
    found = towns_on(sheet_of(extent), [*towns, Town("capital", (5.0, 4.0), 1e6)], [Town("Capital", (5.0, 4.0))])
    assert len(found) == 12
    assert found[0].name == "T79"
    assert towns_on(sheet_of(extent), reversed(towns), []) == towns_on(sheet_of(extent), towns, [])
