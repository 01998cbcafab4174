"""What /downloads/ has for programs that manage references, and for those that read tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from bibtexparser import entrypoint as bibtexparser
from frictionless import Package


@pytest.fixture
def downloads(production_site: Path) -> Path:
    """The data files of the event of the tests."""
    return production_site / "downloads"


def keys(downloads: Path) -> list[str]:
    """Return the keys of all sources, as the table has them."""
    with (downloads / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def test_every_source_is_in_the_bibliography(downloads: Path) -> None:
    library = bibtexparser.parse_file(str(downloads / "sources.bib"))

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == keys(downloads)


def test_every_source_is_in_the_list_for_csl(downloads: Path) -> None:
    assert [item["id"] for item in json.loads((downloads / "sources.csl.json").read_text("utf-8"))] == keys(downloads)


def test_the_data_package_is_valid_with_all_its_tables(downloads: Path) -> None:
    package = Package(str(downloads / "datapackage.json"))
    report = package.validate()

    assert {resource.name for resource in package.resources} >= {"timeline", "sources", "figures"}
    assert report.flatten(["type", "message"]) == []


def test_a_table_that_is_not_as_the_package_says_is_noticed(downloads: Path, tmp_path: Path) -> None:
    for file in downloads.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "places.csv").write_bytes((tmp_path / "places.csv").read_bytes().replace(b"latitude", b"height", 1))

    assert not Package(str(tmp_path / "datapackage.json")).validate().valid
