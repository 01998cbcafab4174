"""`invoke map`: what it stores, and one line for everything that is wrong, with nothing half written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.authoring.outlines import COUNTRIES, REGIONS
from tests.sites import GOOD, ROOT, build, invoke, pelican, write

PLACES = """\
country:
  name: Examplia
  lat: 48.0
  lon: 67.0
almaty:
  name: Almaty
  lat: 43.24
  lon: 76.89
  within: country
aktau:
  name: Aktau
  lat: 43.65
  lon: 51.17
  within: country
berlin:
  name: Berlin
  lat: 52.52
  lon: 13.4
  zone: Europe/Berlin
somewhere:
  name: Somewhere
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with tasks; its plugin and theme are the repository's."""
    root = tmp_path / "site"
    write(root, {**GOOD, "content/data/places.yaml": PLACES, "countries.geojson": COUNTRIES, "regions.geojson": REGIONS})
    shutil.copy(ROOT / "tasks.py", root)
    (root / "plugins").symlink_to(ROOT / "plugins")
    return root


def test_it_cuts_simplifies_and_stores(project: Path) -> None:
    done = invoke(project, "map", "countries.geojson", "--regions", "regions.geojson")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("content/data/map.geojson: ")
    assert "home is Examplia" in done.stdout
    stored = (project / "content/data/map.geojson").read_bytes()
    document = json.loads(stored)
    layers = {feature["properties"]["layer"] for feature in document["features"]}
    assert layers == {"home", "land", "border"}
    west, south, east, north = document["bbox"]
    assert 40 < west < 46.5 < 87.3 < east < 95  # the country as a whole: it is not much wider than its places
    assert south < 40.6 < 55.4 < north
    assert len(stored) < len(COUNTRIES) / 2
    for feature in document["features"]:
        if feature["geometry"]["type"] == "MultiPolygon":
            for polygon in feature["geometry"]["coordinates"]:
                assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in polygon)
    assert invoke(project, "map", "countries.geojson", "--regions", "regions.geojson", "--replace").returncode == 0
    assert (project / "content/data/map.geojson").read_bytes() == stored
    page = (build(project) / "index.html").read_text("utf-8")
    assert 'class="map-home"' in page


def test_places_and_home_can_be_chosen(project: Path) -> None:
    done = invoke(project, "map", "countries.geojson", "--places", "almaty", "--home", "Lesser Examplia")
    assert done.returncode == 0, done.stderr
    document = json.loads((project / "content/data/map.geojson").read_text("utf-8"))
    west, south, east, north = document["bbox"]
    assert west < 69.3 < 80.2 < east  # a small country is shown as a whole, with the place beyond its border
    assert south < 39.2 < 43.24 < north
    assert invoke(project, "map", "countries.geojson", "--places", "berlin", "--replace").returncode == 1  # it is not on that map


@pytest.mark.parametrize(
    ("file", "arguments", "message"),
    [
        ("missing.json", (), "missing.json: cannot be read (No such file or directory): name a GeoJSON or TopoJSON file"),
        ("text.json", (), "text.json: not JSON (line 1): export it again as GeoJSON"),
        ("latin.json", (), "latin.json: not UTF-8: name a GeoJSON or TopoJSON file"),
        ("empty.json", (), "empty.json: there is no polygon and no line in it: use a map of countries or regions"),
        ("far.json", (), "far.json: nothing of it lies where the event's places are: use a map of that part of the earth"),
        ("far.json", ("--layer", "x"), "far.json: GeoJSON has no layers: leave --layer out"),
        ("far.json", ("--home", "Atlantis"), 'far.json: it has no shape "Atlantis": did you mean "Atlantic"?'),
        ("far.json", ("--places", "almty"), '--places: unknown place "almty": did you mean "almaty"?'),
        ("far.json", ("--places", "somewhere"), "content/data/places.yaml: no place has a position: write lat and lon"),
    ],
)
def test_what_is_wrong_is_one_line(project: Path, file: str, arguments: tuple[str, ...], message: str) -> None:
    far = {"type": "Polygon", "coordinates": [[[-50, -50], [-49, -50], [-49, -49], [-50, -50]]]}
    write(
        project,
        {
            "text.json": "Title: no JSON",
            "latin.json": '{"type": "é"}'.encode("latin-1"),
            "empty.json": '{"type": "FeatureCollection", "features": []}',
            "far.json": json.dumps({"type": "Feature", "properties": {"name": "Atlantic"}, "geometry": far}),
        },
    )
    done = invoke(project, "map", file, *arguments)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, "", message)
    assert not (project / "content/data/map.geojson").exists()


def test_a_stored_map_is_not_overwritten_unasked(project: Path) -> None:
    write(project, {"content/data/map.geojson": "mine"})
    done = invoke(project, "map", "countries.geojson")
    assert done.returncode == 1
    assert done.stderr.strip() == "content/data/map.geojson is there: add --replace to make it anew"
    assert (project / "content/data/map.geojson").read_text("utf-8") == "mine"


def test_a_broken_stored_map_is_a_problem_of_the_build(project: Path) -> None:
    write(project, {"content/data/map.geojson": '{"type": "FeatureCollection"}'})
    done = pelican(project)
    assert done.returncode == 1
    line = "content/data/map.geojson: the FeatureCollection has no list of features: export it again as GeoJSON"
    assert line in done.stderr.splitlines()
