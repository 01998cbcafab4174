"""What is known of image files: hashes by path, size and times; facts by hash. One file in the cache.

A build in which nothing changed so reads no image at all. Where size or times differ (a checkout, a copy, a clock that was set) the
content is hashed again, and what was known of that content still holds. Deleting the file is always safe.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from dateline.files import write_atomically
from dateline.problems import Misread, Problems
from dateline.read.content import Image
from dateline.read.fields import Fields, Found
from dateline.read.images import Facts, inspect

STAMP = "3"
"""Changes whenever `inspect` would say something else of the same file."""
_RACY_NS = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before could change again without its times showing it (FAT counts by 2 s)."""


class Ledger:
    """What is known of image files, read at the start of a run and written at its end."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = _load(file)
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
        now = {"stamp": STAMP, "files": self._files, "facts": self._facts}
        if now != self._before:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, json.dumps(now, sort_keys=True).encode())


def look(images: Mapping[str, Image], root: Path, ledger: Ledger, megapixels: int, problems: Problems) -> dict[str, Image]:
    """Return the images with their facts; one that cannot be taken keeps none and is a problem."""
    looked = {}
    for stem, image in images.items():
        looked[stem] = image
        try:
            if not image.file.resolve().is_relative_to(root.resolve()):
                raise Misread("the file is a link out of the content folder", "copy the picture itself into it")
            if not image.file.is_file():
                raise Misread("this is no ordinary file", "put the picture itself there")
            looked[stem] = replace(image, facts=ledger.facts(image, megapixels))
        except Misread as wrong:
            problems.add(image.path, 0, wrong.what, wrong.do)
        except OSError as error:
            what = f"the file cannot be read ({error.strerror or error})"
            problems.add(image.path, 0, what, "correct its permissions, or copy it again")
    return looked


def look_at(file: Path, megapixels: int) -> Facts:
    """Return what one image file is, without a ledger. Raises Misread or OSError."""
    data = file.read_bytes()
    return inspect(data, file.suffix, hashlib.sha256(data).hexdigest(), megapixels)


def _load(file: Path) -> dict[str, Any]:
    empty: dict[str, Any] = {"stamp": STAMP, "files": {}, "facts": {}}
    try:
        known = json.loads(file.read_bytes())
        return known if known["stamp"] == STAMP else empty
    except (OSError, ValueError, KeyError, TypeError):
        return empty


def _read_facts(written: Mapping[str, Any]) -> Facts:
    fields = written["fields"]
    found = tuple(Found(**each) for each in fields["found"])
    return Facts(**{**written, "fields": Fields(**{**fields, "found": found})})
