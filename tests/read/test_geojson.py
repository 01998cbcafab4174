"""Outlines read from GeoJSON and TopoJSON: what is broken is told, with what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dateline.problems import Misread
from dateline.read.geojson import outlines_of, parse_json, parse_outlines
from dateline.read.topojson import to_geojson

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [10, 20]},
    "arcs": [[[0, 0], [10, 0]], [[10, 0], [0, 10], [-10, 0], [0, -10]], [[10, 0], [10, 0], [0, 10], [-10, 0]], [[10, 0], [0, 10]]],
    "objects": {"countries": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
        {"type": "Polygon", "arcs": [[2, -4]], "properties": {"name": "East"}},
        {"type": "Point", "coordinates": [0, 0]},
    ]}},
}  # fmt: skip


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """Return a feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **more: Any) -> str:
    """Return a FeatureCollection as text."""
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def test_rings_lose_their_repeated_point_and_keep_names_and_layers() -> None:
    text = collection(
        feature({"type": "Polygon", "coordinates": [SQUARE]}, NAME="A", layer="home"),
        feature({"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1, 5.5]]]}, layer="border"),
        feature({"type": "Point", "coordinates": [0, 0]}),
        feature(None, name="nothing"),
        bbox=[170, -20, -170, -10],
    )
    found = parse_outlines(text)
    assert [(shape.name, shape.layer, len(shape.lines[0])) for shape in found.shapes] == [
        ("A", "home", 4),
        ("", "border", 2),
    ]
    assert found.bounds == (170, -20, 190, -10)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "not JSON (line 1)"),
        ("[]", "no JSON object"),
        ('{"type": "Topologie"}', '"Topologie" is no GeoJSON type'),
        ('{"type": "FeatureCollection"}', "the FeatureCollection has no list of features"),
        (collection("x"), "feature 1 is no feature"),
        (collection(feature({"type": "Polygon", "coordinates": [[1]]}, name="X")), 'feature 1 ("X") has no proper coordinates'),
        (
            collection(feature({"type": "LineString", "coordinates": [[691607, 4812345], [0, 0]]})),
            "feature 1 has the point 691607, 4.81234e+06, which is no longitude and latitude",
        ),
        (collection(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), "its coordinates are not degrees (WGS 84)"),
        (collection(bbox=[0, 0, 1]), "its bbox is not four numbers"),
        (collection(bbox=[0, 10, 1, 5]), "its bbox is no part of the earth"),
    ],
)  # fmt: skip
def test_what_is_broken_is_told(text: str, what: str) -> None:
    with pytest.raises(Misread) as caught:
        parse_outlines(text)
    assert caught.value.what == what
    assert caught.value.do


def test_topojson_is_joined_from_its_arcs() -> None:
    west, east = outlines_of(to_geojson(TOPOLOGY)).shapes
    assert west.name == "West"
    assert west.lines == (((10.0, 20.0), (11.0, 20.0), (11.0, 21.0), (10.0, 21.0)),)
    assert east.lines[0][0] == (11.0, 20.0)


@pytest.mark.parametrize(
    ("geometry", "what"),
    [
        (None, "which has no geometry"),
        ({}, "which has no geometry"),
        ({"type": "Polygon", "coordinates": []}, "which is empty"),
        ({"type": "MultiPolygon", "coordinates": None}, "which is empty"),
        ({"type": "CurvePolygon", "coordinates": [1]}, 'whose geometry "CurvePolygon" is unknown'),
        ({"type": "Polygon", "coordinates": [[]]}, "which encloses nothing"),
        ({"type": "Polygon", "coordinates": [[[7, 7]] * 4]}, "which encloses nothing"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, "which encloses nothing"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [3, 1], [6, 2], [9, 3], [0, 0]]]}, "which encloses nothing"),
        ({"type": "MultiPolygon", "coordinates": [[[[7, 7, 1]] * 4, [[0, 0], [1, 0], [1, 1], [0, 0]]]]}, "which encloses nothing"),
        ({"type": "LineString", "coordinates": [[0, 0]]}, "which is a point"),
        ({"type": "MultiLineString", "coordinates": [[[2, 2], [2, 2]]]}, "which is a point"),
    ],
)
def test_what_draws_nothing_is_passed_over_and_named(geometry: Any, what: str) -> None:
    good = feature({"type": "Polygon", "coordinates": [SQUARE]}, name="Mainland")
    found = parse_outlines(collection(feature(geometry, name="Islet"), good, strange=[1, 2]))
    assert [shape.name for shape in found.shapes] == ["Mainland"]
    (told,) = found.passed_over
    assert 'feature 1 ("Islet")' in told
    assert told.endswith(what)


def test_a_polygon_keeps_its_other_rings() -> None:
    hole = [[0.2, 0.2], [0.4, 0.2], [0.2, 0.2]]
    lake = [[0.5, 0.5], [0.6, 0.5], [0.6, 0.6], [0.5, 0.5]]
    found = parse_outlines(collection(feature({"type": "Polygon", "coordinates": [SQUARE, hole, lake]})))
    assert [len(line) for line in found.shapes[0].lines] == [4, 3]


@pytest.mark.parametrize(
    ("bbox", "bounds"),
    [
        ([10, 20, 30, 40], (10, 20, 30, 40)),
        ([10, 20, -5, 30, 40, 1500.5], (10, 20, 30, 40)),
        ([170, -20, 0, -170, -10, 10], (170, -20, 190, -10)),
    ],
)
def test_a_bbox_has_four_numbers_or_six(bbox: list[float], bounds: tuple[float, ...]) -> None:
    assert parse_outlines(collection(bbox=bbox)).bounds == bounds


def test_a_foreign_bbox_is_nobodys_business() -> None:
    foreign: list[Any] = [[0, 10, 1], "all of it", [0, 10, 1, 5], {}]
    for bbox in foreign:
        assert outlines_of(json.loads(collection(feature({"type": "Polygon", "coordinates": [SQUARE]}), bbox=bbox))).shapes


def test_named_points_are_towns_with_their_weight() -> None:
    found = outlines_of(
        json.loads(
            collection(
                feature({"type": "Point", "coordinates": [1, 2]}, NAME="Big", POP_MAX=5000, SCALERANK=7),
                feature({"type": "Point", "coordinates": [3, 4, 5]}, name="Small", scalerank=9),
                feature({"type": "Point", "coordinates": [3, 400]}, name="Nowhere"),
                feature({"type": "Point", "coordinates": ["x"]}, name="Broken"),
                feature({"type": "Point", "coordinates": [3, 4]}),
            )
        )
    )
    assert [(town.name, town.point, town.weight) for town in found.towns] == [("Big", (1, 2), 5000), ("Small", (3, 4), -9)]


def test_of_our_own_file_only_the_layer_of_towns_is_towns() -> None:
    point = {"type": "Point", "coordinates": [1, 2]}
    assert [town.name for town in parse_outlines(collection(feature(point, name="A", layer="town"), feature(point, name="B"))).towns] == ["A"]


def test_topojson_gives_points_and_collections_in_collections() -> None:
    objects = {"mixed": {"type": "GeometryCollection", "geometries": [
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}], "properties": {"name": "West"}},
        {"type": "Point", "coordinates": [10, 20], "properties": {"name": "Town"}},
        {"type": None},
    ]}}  # fmt: skip
    found = outlines_of(to_geojson({**TOPOLOGY, "objects": objects}))
    assert [(shape.name, len(shape.lines)) for shape in found.shapes] == [("West", 1)]
    assert [(town.name, town.point) for town in found.towns] == [("Town", (11.0, 22.0))]


@pytest.mark.parametrize(
    ("changes", "layer", "what"),
    [
        ({"objects": {"a": {"type": "Point"}, "b": {"type": "Point"}}}, "", "it has the layers a, b"),
        ({}, "regions", 'it has no layer "regions"'),
        ({"arcs": []}, "", "the topology is broken"),
        ({"arcs": None}, "", "the topology has no objects or no arcs"),
    ],
)
def test_broken_topojson_is_told(changes: dict[str, Any], layer: str, what: str) -> None:
    with pytest.raises(Misread) as caught:
        to_geojson({**TOPOLOGY, **changes}, layer)
    assert caught.value.what == what


def test_depth_does_not_crash_the_reader() -> None:
    with pytest.raises(Misread):
        parse_json("[" * 100_000)
