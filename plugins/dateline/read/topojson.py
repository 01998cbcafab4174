"""TopoJSON, in which neighbours share the arcs of their border: turned into the GeoJSON that it stands for.

Specification: Bostock and Metcalf, The TopoJSON Format Specification, version 1.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.problems import Misread, near_or

_DEPTH = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}
"""How many lists lie around a list of arcs."""


def is_topology(document: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is TopoJSON."""
    return document.get("type") == "Topology"


def to_geojson(document: Mapping[str, Any], layer: str = "") -> dict[str, Any]:
    """Return one object of a topology as a FeatureCollection; `layer` names it where there are several. Raises Misread."""
    objects = document.get("objects")
    if not isinstance(objects, dict) or not objects or not isinstance(document.get("arcs"), list):
        raise Misread("the topology has no objects or no arcs", "export it again as TopoJSON")
    if layer and layer not in objects:
        raise Misread(f'it has no layer "{layer}"', near_or(layer, objects, f"it has {', '.join(objects)}"))
    if not layer and len(objects) > 1:
        raise Misread(f"it has the layers {', '.join(objects)}", "choose one with --layer")
    try:
        arcs = _arcs(document)
        chosen = objects[layer or next(iter(objects))]
        parts = chosen["geometries"] if chosen["type"] == "GeometryCollection" else [chosen]
        features = [
            {"type": "Feature", "properties": part.get("properties") or {}, "geometry": _geometry(part, arcs)}
            for part in parts
        ]
    except (TypeError, KeyError, IndexError, ValueError, AttributeError) as error:
        raise Misread("the topology is broken", "export it again as TopoJSON") from error
    return {"type": "FeatureCollection", "features": features}


def _arcs(document: Mapping[str, Any]) -> list[list[list[float]]]:
    """Return the arcs in degrees: delta encoding and quantisation undone (2.1.2, 2.1.3)."""
    transform = document.get("transform")
    if transform is None:
        return [[list(point) for point in arc] for arc in document["arcs"]]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    made = []
    for arc in document["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append([x * scale_x + move_x, y * scale_y + move_y])
        made.append(line)
    return made


def _geometry(part: Mapping[str, Any], arcs: Sequence[list[list[float]]]) -> dict[str, Any] | None:
    if part["type"] not in _DEPTH:
        return None  # points, or nothing
    return {"type": part["type"], "coordinates": _joined(part["arcs"], arcs, _DEPTH[part["type"]])}


def _joined(references: Any, arcs: Sequence[list[list[float]]], depth: int) -> list[Any]:
    """Join arcs to lines; a negative reference ~i is arc i backwards, and arcs that meet share a point (2.1.4)."""
    if depth:
        return [_joined(inner, arcs, depth - 1) for inner in references]
    line: list[Any] = []
    for reference in references:
        arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        line += arc[1:] if line else arc
    return line
