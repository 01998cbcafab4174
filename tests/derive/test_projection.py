"""Projections: Snyder's own numerical examples, and there and back from everywhere."""

from __future__ import annotations

from math import isfinite

import pytest
from dateline.derive.projection import (
    Albers,
    AzimuthalEqualArea,
    Equirectangular,
    Extent,
    LambertConformalConic,
    Projection,
    choose,
    extent_of,
)
from dateline.derive.sheet import cover, sheet_of
from hypothesis import given
from hypothesis import strategies as st

LONGITUDES = st.floats(-180, 180)


@pytest.mark.parametrize(
    ("projection", "point", "expected"),
    [
        # Snyder 1987, pages 291, 295 and 332 (there with a radius of 3).
        (Albers(29.5, 45.5, (-96.0, 23.0)), (-75.0, 35.0), (0.2952720, 0.2416774)),
        (LambertConformalConic(33.0, 45.0, (-96.0, 23.0)), (-75.0, 35.0), (0.2966785, 0.2462112)),
        (AzimuthalEqualArea((-100.0, 40.0)), (100.0, -20.0), (-4.2339303 / 3, 4.0257775 / 3)),
    ],
)
def test_snyders_examples(projection: Projection, point: tuple[float, float], expected: tuple[float, float]) -> None:
    assert projection.project(point) == pytest.approx(expected, abs=5e-8)


@given(LONGITUDES, st.floats(-80, 80), st.floats(0.01, 60), st.floats(0.01, 40), st.floats(0, 1), st.floats(0, 1))
def test_there_and_back(west: float, south: float, wide: float, high: float, across: float, along: float) -> None:
    extent = Extent(west, south, west + wide, min(south + high, 84.0) if south < 84 else south)
    point = (west + across * wide, extent.south + along * (extent.north - extent.south))
    projection = choose(extent)
    x, y = projection.project(point)
    assert isfinite(x)
    assert isfinite(y)
    longitude, latitude = projection.invert((x, y))
    assert extent.near(longitude) == pytest.approx(point[0], abs=1e-6)
    assert latitude == pytest.approx(point[1], abs=1e-6)


@pytest.mark.parametrize(
    ("where", "extent", "kind"),
    [
        ("Kazakhstan", Extent(46.5, 40.6, 87.3, 55.4), Albers),
        ("France", Extent(-5.1, 41.3, 9.6, 51.1), LambertConformalConic),
        ("New Zealand", Extent(166.4, -47.3, 178.6, -34.4), LambertConformalConic),
        ("Berlin", Extent(13.1, 52.3, 13.8, 52.7), AzimuthalEqualArea),
        ("Kenya, on the equator", Extent(33.9, -4.7, 41.9, 5.5), AzimuthalEqualArea),
        ("Svalbard, polar", Extent(10.5, 76.4, 33.5, 80.8), AzimuthalEqualArea),
        ("the Arctic", Extent(-180.0, 66.0, 180.0, 90.0), AzimuthalEqualArea),
        ("the world", Extent(-180.0, -60.0, 180.0, 75.0), Equirectangular),
        ("Fiji, across the antimeridian", Extent(176.0, -20.0, 182.0, -15.0), AzimuthalEqualArea),
    ],
)
def test_the_extent_decides(where: str, extent: Extent, kind: type[Projection]) -> None:
    assert type(choose(extent)) is kind
    sheet = sheet_of(extent)
    assert 0 < sheet.width <= 1000
    assert 0 < sheet.height <= 1250
    shown = cover(extent)
    assert shown.south <= extent.south
    assert shown.north >= extent.north


def test_a_sheet_has_no_corner_that_its_cover_lacks() -> None:
    extent = Extent(46.5, 40.6, 87.3, 55.4)
    sheet, shown = sheet_of(extent), cover(extent)
    for x, y in ((0, 0), (1000, 0), (0, sheet.height), (1000, sheet.height)):
        corner = sheet.projection.invert((sheet.left + x / sheet.scale, sheet.top - y / sheet.scale))
        assert shown.holds(corner)


@given(st.lists(st.tuples(LONGITUDES, st.floats(-90, 90)), min_size=1))
def test_an_extent_holds_its_points(points: list[tuple[float, float]]) -> None:
    extent = extent_of(points)
    assert extent.west <= extent.east <= extent.west + 360
    grown = extent.grown(0, 1e-9)
    assert all(grown.holds(point) for point in points)


def test_an_extent_goes_the_short_way_round() -> None:
    assert extent_of([(179.0, -17.0), (-179.0, -18.0)]) == Extent(179.0, -18.0, 181.0, -17.0)
