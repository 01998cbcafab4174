"""What is known of image files: hashes by path, size and times; facts by hash. One file in the cache.

A build in which nothing changed so reads no image at all. Where size or times differ (a checkout, a copy, a clock that was set) the
content is hashed again, and what was known of that content still holds. Deleting the file is always safe.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from dateline.cache import Store
from dateline.problems import Misread, Problems, os_problem
from dateline.read.content import Image
from dateline.read.fields import Fields, Found
from dateline.read.foreign import pointer
from dateline.read.images import Facts, inspect

STAMP = "3"
"""Changes whenever `inspect` would say something else of the same file."""
_SHAPE = [STAMP, *(field.name for kind in (Facts, Fields, Found) for field in fields(kind))]
"""The same, and what facts consist of: what an older version noted may lack some of it."""
_RACY_NS = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before could change again without its times showing it (FAT counts by 2 s)."""


class Ledger:
    """What is known of image files, read at the start of a run and written at its end."""

    def __init__(self, file: Path) -> None:
        self._store, self._name = Store(file.parent), file.name
        self._before = self._load()
        self._files: dict[str, list[Any]] = {}
        self._facts: dict[str, dict[str, Any]] = {}

    def facts(self, image: Image, megapixels: int) -> Facts:
        """Return what an image file is. Raises Misread where it cannot be taken, OSError where it cannot be read."""
        key = image.path
        status = image.file.stat()
        seen = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
        known = self._before["files"].get(key)
        ending = image.file.suffix.lower()
        if known and known[:3] == seen and (facts := self._known(f"{known[3]}{ending}", megapixels)):
            self._files[key] = known
            return facts
        data = image.file.read_bytes()
        if wrong := pointer(data):
            raise Misread(*wrong, topic="pictures")
        digest = hashlib.sha256(data).hexdigest()
        if max(seen[1:]) < time.time_ns() - _RACY_NS:
            self._files[key] = [*seen, digest]
        facts = self._known(f"{digest}{ending}", megapixels)
        if facts is None:
            facts = inspect(data, ending, digest, megapixels)
            self._facts[f"{digest}{ending}"] = {"limit": megapixels, "facts": asdict(facts)}
        return facts

    def _known(self, key: str, megapixels: int) -> Facts | None:
        written = self._facts.get(key) or self._before["facts"].get(key)
        if written is None or written["limit"] > megapixels:
            return None
        facts = _read_facts(written["facts"])
        self._facts[key] = written
        return facts

    def save(self) -> None:
        """Write what was asked for in this run, and nothing older."""
        now = {"stamp": _SHAPE, "files": self._files, "facts": self._facts}
        if now != self._before:
            self._store.put_json(self._name, now)

    def _load(self) -> dict[str, Any]:
        known = self._store.get_json(self._name)
        if isinstance(known, dict) and known.get("stamp") == _SHAPE:
            return known
        return {"stamp": _SHAPE, "files": {}, "facts": {}}


def look(images: Mapping[str, Image], ledger: Ledger, megapixels: int, problems: Problems) -> dict[str, Image]:
    """Return the images with their facts; one that cannot be taken keeps none and is a problem."""
    looked = {}
    for stem, image in images.items():
        looked[stem] = image
        try:
            looked[stem] = replace(image, facts=ledger.facts(image, megapixels))
        except Misread as wrong:
            problems.add(image.path, 0, wrong.what, wrong.do, topic=wrong.topic)
        except OSError as error:
            problems.note(os_problem(error, image.path))
    return looked


def look_at(file: Path, megapixels: int) -> Facts:
    """Return what one image file is, without a ledger. Raises Misread or OSError."""
    data = file.read_bytes()
    return inspect(data, file.suffix, hashlib.sha256(data).hexdigest(), megapixels)


def _read_facts(written: Mapping[str, Any]) -> Facts:
    noted = written["fields"]
    found = tuple(Found(**each) for each in noted["found"])
    return Facts(**{**written, "fields": Fields(**{**noted, "found": found})})
