"""Values of keys that a head leaves out: what Pelican's settings say for all texts, for a folder, for a file, or by a file's name.

As in Pelican, what stands in the head wins over EXTRA_PATH_METADATA (where the longest path wins), that over PATH_METADATA and
FILENAME_METADATA, and these over DEFAULT_METADATA.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import PurePosixPath
from typing import Any

from dateline.dataclass import dataclass
from dateline.problems import Misread, near_or
from dateline.read.frontmatter import Field, Head, Line
from dateline.read.keys import FRONT_MATTER, Key

KINDS = ("article", "page", "entry")
"""What takes such values: texts. The event and the pictures' captions say their own."""
_BY_NAME = ("article", "page")
"""An entry's file name begins with the day when it happened, which is no Date."""


@dataclass(frozen=True)
class Defaults:
    """Written values by key in lower case: for all texts, by path below the content folder, and patterns for names and paths of files."""

    everywhere: Mapping[str, str] = field(default_factory=dict)
    by_path: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: re.Pattern[str] | None = None
    paths: re.Pattern[str] | None = None

    def of(self, kind: str, path: str) -> dict[str, str]:
        """Return the values for a text, by key; `path` is that of its file below the content folder, with slashes."""
        if kind not in KINDS:
            return {}
        found = dict(self.everywhere)
        if kind in _BY_NAME:
            for pattern, part in ((self.paths, path), (self.names, PurePosixPath(path).stem)):
                matched = pattern.match(part) if pattern else None
                found.update({key.lower(): value for key, value in (matched.groupdict() if matched else {}).items() if value})
        for place, values in sorted(self.by_path.items()):
            if path == place or path.startswith(f"{place.rstrip('/')}/"):
                found.update(values)
        if not found:
            return {}
        known = {key.name.lower() for key in FRONT_MATTER[kind]}
        return {key: value for key, value in found.items() if key in known}


def with_defaults(head: Head, values: Mapping[str, str]) -> Head:
    """Return a head with further keys, as if they stood on its first line; what it says itself wins."""
    written = {found.key.lower() for found in head.fields}
    if "author" in written:
        written.add("authors")
    more = tuple(Field(key, 1, (Line(value, 1),)) for key, value in values.items() if key not in written)
    return replace(head, fields=(*head.fields, *more)) if more else head


def written_values(values: Mapping[Any, Any]) -> dict[str, str]:
    """Return values of a setting as an author would write them in a head. Raises Misread where a text has no such key or value."""
    return dict(_written(values))


def _written(values: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        key = "authors" if str(name).lower() == "author" else str(name).lower()
        if key == "category":
            continue  # of Pelican's themes and plug-ins; ours shows none
        keys = [entry for kind in KINDS for entry in FRONT_MATTER[kind] if entry.name.lower() == key]
        if not keys:
            known = sorted({entry.name for kind in KINDS for entry in FRONT_MATTER[kind]})
            raise Misread(f'unknown key "{name}"', near_or(str(name), known, f"known are {', '.join(known)}"), topic="settings")
        if isinstance(value, bool):
            text = "yes" if value else "no"
        elif isinstance(value, list | tuple):
            text = "; ".join(str(part) for part in value)
        else:
            text = str(value)
        _check(keys, text)
        yield key, text


def _check(keys: list[Key], text: str) -> None:
    """Raise Misread where no kind of text takes the value."""
    wrong: Misread | None = None
    for key in keys:
        try:
            if key.read:
                key.read(text)
            return
        except Misread as found:
            wrong = Misread(f"{key.name}: {found.what}", found.do, topic=found.topic)
    if wrong:
        raise wrong
