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
        (collection(feature({"type": "Circle"})), 'feature 1 has the unknown geometry "Circle"'),
        (collection(feature({"type": "Polygon", "coordinates": [[1]]}, name="X")), 'feature 1 ("X") has no proper coordinates'),
        (collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]})), "feature 1 has a ring of fewer than three points"),
        (collection(feature({"type": "LineString", "coordinates": [[0, 0]]})), "feature 1 has a line of one point"),
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
