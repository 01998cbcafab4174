"""Records of texts and data files, kept from one build to the next by the hash of each file and of all that shapes its records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.pack import Pack, open_pack
from dateline.read.records import Item, Record

_UTC = ZoneInfo("UTC")
"""Of moments without an offset: another object than datetime's UTC, and written otherwise."""
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PLAIN = frozenset((str, int, float, bool, type(None)))


def open_heads(cache: Path) -> Pack | None:
    """Return the kept records, by `key_of`."""
    return open_pack(cache / "heads")


def key_of(digest: str, kind: str, path: str, language: str, values: Mapping[str, str]) -> bytes:
    """Return the key of a file's record: the SHA-256 of that of what it holds (`digest`), and of what else `content.read_record` is given."""
    shape = repr((digest, kind, path, language, list(values.items())))
    return hashlib.sha256(shape.encode("utf-8", "surrogatepass")).digest()


def recorded(records: Iterable[Record]) -> bytes | None:
    """Return the records of a file written down as JSON; None where one holds a value of a kind that is not known here."""
    try:
        return _encoded([_listed(record) for record in records]).encode()
    except (TypeError, ValueError):
        return None


def from_kept(written: bytes, digest: str = "") -> tuple[Record, ...] | None:
    """Return the records that `recorded` wrote down of a file with that SHA-256; None where it is something else."""
    try:
        return tuple(_record(listed, digest) for listed in json.loads(written))
    except (TypeError, ValueError, AttributeError, KeyError):
        return None


def _listed(record: Record) -> list[Any]:
    fields = {name: [[_plain(item.value), item.line, *_more(item)] for item in items] for name, items in record.fields.items()}
    items = [_listed(item) for item in record.items]
    return [record.kind, record.path, record.key, record.line, fields, record.body, record.body_line, items, sorted(record.written)]


def _record(listed: list[Any], digest: str = "") -> Record:
    kind, path, key, line, fields, body, body_line, items, names = listed
    read = {name: tuple(_item(*item) for item in found) for name, found in fields.items()}
    return Record(kind, path, key, line, read, body, body_line, tuple(map(_record, items)), frozenset(names), digest=digest)


def _more(item: Item) -> list[Any]:
    """Return what few values say besides: whose file, which forms, which language."""
    return [item.path, item.forms, item.language] if item.path or item.forms or item.language else []


def _item(value: Any, line: int, path: str = "", forms: Iterable[Iterable[str]] = (), language: str = "") -> Item:
    pairs = tuple((category, words) for category, words in forms)
    return Item(value if type(value) in _PLAIN else _value(value), line, path, pairs, language)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: what JSON has not is a list with its kind first. Raises TypeError for other kinds."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return ["tuple", *map(_plain, value)]
    if kind is dict:
        return ["map", *([_plain(key), _plain(each)] for key, each in value.items())]
    if kind is ZoneInfo and value.key:
        return ["zone", value.key]
    if kind is datetime and value.fold == 0:
        if value.tzinfo is _UTC:
            return ["utc", value.replace(tzinfo=None).isoformat()]
        if type(value.tzinfo) in (timezone, type(None)):
            return ["datetime", value.isoformat()]
    if kind is date:
        return ["date", value.isoformat()]
    raise TypeError


def _value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    kind, *parts = plain
    if kind == "tuple":
        return tuple(map(_value, parts))
    if kind == "map":
        return {_value(key): _value(each) for key, each in parts}
    if kind == "zone":
        return ZoneInfo(parts[0])
    if kind == "utc":
        return datetime.fromisoformat(parts[0]).replace(tzinfo=_UTC)
    return {"datetime": datetime, "date": date}[kind].fromisoformat(parts[0])
