"""What the tables hold, for programs: a Data Package (Frictionless Data, "Data Package" 1.0, which all its programs read)."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from typing import Any

from dateline.exports.json_text import json_text
from dateline.pages.frame import Desk

TABLES = ("timeline", "figures", "quotes", "sources", "corrections", "people", "organisations", "places")
"""Tables by name; that of TimelineJS is laid out for it, and is none of ours."""
_NUMBERS = frozenset(("latitude", "longitude", "low", "high"))
_DATES = frozenset(("earliest", "latest", "modified", "corrected"))
"""Columns whose cells are whole days, where they are not empty. Other dates may be months, years or phrases."""


def datapackage(desk: Desk, files: Mapping[str, bytes]) -> bytes:
    """Return datapackage.json for those of the data files (by name) that are tables."""
    event = desk.event
    document: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": _name(desk.site.name),
        "title": desk.site.name,
        "description": event.standfirst,
    }
    if desk.siteurl:
        document["homepage"] = desk.whole("")
    name, address = event.licence
    if address:
        document["licenses"] = [{"path": address, "title": name or address}]
    document["resources"] = [_resource(name, files[f"{name}.csv"]) for name in TABLES if f"{name}.csv" in files]
    return json_text(document)


def _name(words: str) -> str:
    """Return a name of lower-case letters, figures and hyphens, as the format wants it."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "event"


def _resource(name: str, data: bytes) -> dict[str, Any]:
    columns = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": [{"name": column, "type": _type(name, column)} for column in columns], "missingValues": [""]},
    }


def _type(table: str, column: str) -> str:
    if column in _NUMBERS:
        return "number"
    return "date" if column in _DATES or (table == "corrections" and column == "date") else "string"
