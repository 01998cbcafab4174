"""`invoke map` with files as other programs write them: heights, shrunk islands, foreign members, shapes over the antimeridian."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.maps import Choices, make_map
from dateline.authoring.project import Project, Stop

from tests.sites import write

ISLAND = [[170, -19, 3], [177, -19, 3], [177, -15, 3], [170, -15, 3], [170, -19, 3]]
OVER = [[178.5, -18, 0], [-179.5, -18, 0], [-179.5, -16, 0], [178.5, -16, 0], [178.5, -18, 0]]
PLACES = "harbour:\n  name: Harbour\n  lat: -17.3\n  lon: {}\nhill:\n  name: Hill\n  lat: -17.2\n  lon: {}\n"


def shape(name: str, *rings: Any) -> dict[str, Any]:
    """Return a feature of polygons."""
    return {"type": "Feature", "properties": {"NAME": name}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of which a map needs no more than its folders."""
    return Project(tmp_path, tmp_path / "content", tmp_path / "output", tmp_path / "theme", "localhost", 8000)


def made(project: Project, shapes: list[Any], west: float, east: float, towns: str = "") -> tuple[str, Any]:
    """Return what the task says and what it stores."""
    document = {"type": "FeatureCollection", "bbox": [-180, -90, 0, 180, 90, 4000], "strange": True, "features": shapes}
    write(project.root, {"content/data/places.yaml": PLACES.format(west, east), "land.geojson": json.dumps(document)})
    told = make_map(project, str(project.root / "land.geojson"), Choices(towns=towns))
    return told, json.loads((project.content / "data/map.geojson").read_text("utf-8"))


def test_heights_and_shrunk_rings_are_no_matter(project: Project) -> None:
    speck = [[171, -16], [171, -16], [171, -16], [171, -16]]
    told, stored = made(project, [shape("Isle", ISLAND, speck), shape("Gone", speck), {"type": "Feature", "geometry": None}], 171, 176)
    first, second = told.splitlines()
    assert "home is Isle" in first
    assert 'a ring of feature 1 ("Isle"), which encloses nothing' in second
    assert 'a ring of feature 2 ("Gone"), which encloses nothing' in second
    assert "feature 3, which has no geometry" in second
    assert [feature["properties"]["name"] for feature in stored["features"]] == ["Isle"]


def test_places_in_a_row_show_the_land_around(project: Project) -> None:
    _, stored = made(project, [shape("Isle", ISLAND)], 170.2, 176.9)
    west, south, east, north = stored["bbox"]
    assert west < 170
    assert east > 177
    assert south < -19
    assert north > -15
    assert (east - west) / (north - south) < 3


def test_a_country_over_the_antimeridian_is_one(project: Project) -> None:
    told, stored = made(project, [shape("Far", OVER), shape("Isle", ISLAND)], 179.0, -179.8)
    assert "home is Far" in told
    west, _, east, _ = stored["bbox"]
    assert west > 170  # not round the earth
    assert east < -170
    home = next(feature for feature in stored["features"] if feature["properties"]["layer"] == "home")
    longitudes = [x % 360 for rings in home["geometry"]["coordinates"] for ring in rings for x, _ in ring]
    assert (min(longitudes), max(longitudes)) == (178.5, 180.5)


def test_towns_are_kept_where_they_say_where_one_is(project: Project) -> None:
    towns = [
        {"type": "Feature", "properties": {"NAME": name, "POP_MAX": size}, "geometry": {"type": "Point", "coordinates": at}}
        for name, size, at in (("Market", 9000, [173.5, -16.5]), ("Harbour", 50, [171, -17.3]), ("Overseas", 1e6, [20, 20]))
    ]
    write(project.root, {"towns.geojson": json.dumps({"type": "FeatureCollection", "features": towns})})
    told, stored = made(project, [shape("Isle", ISLAND)], 171, 176, towns=str(project.root / "towns.geojson"))
    assert "; 1 town beside the places" in told
    kept = [feature for feature in stored["features"] if feature["properties"]["layer"] == "town"]
    assert [feature["properties"]["name"] for feature in kept] == ["Market"]


def test_a_file_of_towns_without_any_is_told(project: Project) -> None:
    write(project.root, {"towns.geojson": json.dumps({"type": "FeatureCollection", "features": []})})
    with pytest.raises(Stop) as stopped:
        made(project, [shape("Isle", ISLAND)], 171, 176, towns=str(project.root / "towns.geojson"))
    assert "there is no point with a name in it" in str(stopped.value)
    assert stopped.value.code == 1
