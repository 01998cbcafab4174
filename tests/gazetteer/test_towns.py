"""The table of towns: what is found under which name, and that it is made as it says."""

from __future__ import annotations

import gzip
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from dateline.gazetteer.make import towns
from dateline.gazetteer.towns import TABLE, Town, called, folded, packed

SMALL = [
    Town("Old Town", "AA", 1.2345, -2, "Etc/UTC", 100, ("oldtown", "altstadt")),
    Town("Old-Town", "BB", 3, 4, "Etc/UTC", 200, ("oldtown",)),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "towns.tsv.gz"
    file.write_bytes(packed(SMALL))
    return file


@pytest.mark.parametrize(
    ("name", "found"),
    [("old town", ["BB", "AA"]), ("OLD-TOWN", ["BB", "AA"]), ("Altstadt", ["AA"]), ("Town", []), ("AA", []), ("100", []), ("", []), ("|", []), ("\t", [])],
)
def test_names(small: Path, name: str, found: list[str]) -> None:
    assert [town.country for town in called(name, small)] == found


def test_the_table_is_a_function_of_its_towns(small: Path) -> None:
    assert packed(reversed(SMALL)) == small.read_bytes()
    assert [Town.of(town.row()) for town in SMALL] == [Town("Old Town", "AA", 1.234, -2, "Etc/UTC", 100, ("oldtown", "altstadt")), SMALL[1]]


def test_it_is_made_of_what_the_package_has() -> None:
    city = {"name": "Ñuñoa", "countrycode": "CL", "latitude": -33.45, "longitude": -70.6, "timezone": "America/Santiago", "population": 60000, "alternatenames": ["Nunoa", "ニュニョア", ""]}
    small = {**city, "population": 20000}
    assert [town.names for town in towns({"1": city, "2": small})] == [("nunoa", "ニュニョア"), ("nunoa",)]


@pytest.mark.parametrize(("name", "same"), [("São Paulo", "sao paulo"), ("Нью-Йорк", "нью йорк"), ("Straße", "STRASSE"), ("Al ʿAyn", "al ayn")])
def test_accents_and_case_do_not_count(name: str, same: str) -> None:
    assert folded(name) == folded(same)


def test_every_line_of_the_table_is_a_town() -> None:
    known = available_timezones()
    rows = gzip.decompress(TABLE.read_bytes()).decode().splitlines()
    found = [Town.of(row) for row in rows]
    assert len(found) > 30_000
    assert not [town for town in found if not (abs(town.lat) <= 90 and abs(town.lon) <= 180 and town.zone in known and len(town.country) == 2 and folded(town.name) in ("", *town.names))]
    assert "GeoNames" in TABLE.with_name("LICENCE").read_text("utf-8")


@pytest.mark.parametrize(("name", "zone"), [("Алма-Ата", "Asia/Almaty"), ("القاهرة", "Africa/Cairo"), ("München", "Europe/Berlin"), ("munchen", "Europe/Berlin"), ("東京", "Asia/Tokyo")])
def test_names_in_other_scripts(name: str, zone: str) -> None:
    assert called(name)[0].zone == zone
