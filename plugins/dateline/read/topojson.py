"""TopoJSON, in which neighbours share the arcs of their border: turned into the GeoJSON that it stands for.

Specification: Bostock and Metcalf, The TopoJSON Format Specification, version 1.0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline.problems import Misread, near_or

_DEPTH = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}
"""How many lists lie around a list of arcs."""

_Placer = Callable[[float, float], list[float]]


def is_topology(document: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is TopoJSON."""
    return document.get("type") == "Topology"


def to_geojson(document: Mapping[str, Any], layer: str = "") -> dict[str, Any]:
    """Return one object of a topology as a FeatureCollection; `layer` names it where there are several. Raises Misread."""
    objects = document.get("objects")
    if not isinstance(objects, dict) or not objects or not isinstance(document.get("arcs"), list):
        raise Misread("the topology has no objects or no arcs", "export it again as TopoJSON", topic="maps")
    if layer and layer not in objects:
        raise Misread(f'it has no layer "{layer}"', near_or(layer, objects, f"it has {', '.join(objects)}"), topic="maps")
    if not layer and len(objects) > 1:
        raise Misread(f"it has the layers {', '.join(objects)}", "choose one with --layer", topic="maps")
    try:
        at = _placer(document.get("transform"))
        arcs = _arcs(document, at)
        chosen = objects[layer or next(iter(objects))]
        parts = chosen["geometries"] if chosen["type"] == "GeometryCollection" else [chosen]
        features = [
            {"type": "Feature", "properties": part.get("properties") or {}, "geometry": _geometry(part, arcs, at)}
            for part in parts
        ]
    except (TypeError, KeyError, IndexError, ValueError, AttributeError, RecursionError) as error:
        raise Misread("the topology is broken", "export it again as TopoJSON", topic="maps") from error
    return {"type": "FeatureCollection", "features": features}


def _placer(transform: Any) -> _Placer:
    """Return what makes degrees of a quantised position (2.1.2); without a transform, positions are degrees."""
    if transform is None:
        return lambda x, y: [x, y]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    return lambda x, y: [x * scale_x + move_x, y * scale_y + move_y]


def _arcs(document: Mapping[str, Any], at: _Placer) -> list[list[list[float]]]:
    """Return the arcs in degrees: delta encoding and quantisation undone (2.1.2, 2.1.3)."""
    if document.get("transform") is None:
        return [[list(point) for point in arc] for arc in document["arcs"]]
    made = []
    for arc in document["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append(at(x, y))
        made.append(line)
    return made


def _geometry(part: Mapping[str, Any], arcs: Sequence[list[list[float]]], at: _Placer) -> dict[str, Any] | None:
    kind = part.get("type")
    if kind == "GeometryCollection":
        return {"type": kind, "geometries": [_geometry(inner, arcs, at) for inner in part["geometries"]]}
    if kind == "Point":
        return {"type": kind, "coordinates": at(*part["coordinates"][:2])}
    if kind not in _DEPTH:
        return None  # several points, or nothing
    return {"type": kind, "coordinates": _joined(part["arcs"], arcs, _DEPTH[kind])}


def _joined(references: Any, arcs: Sequence[list[list[float]]], depth: int) -> list[Any]:
    """Join arcs to lines; a negative reference ~i is arc i backwards, and arcs that meet share a point (2.1.4)."""
    if depth:
        return [_joined(inner, arcs, depth - 1) for inner in references]
    line: list[Any] = []
    for reference in references:
        arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
        line += arc[1:] if line else arc
    return line
