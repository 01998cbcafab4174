"""Pieces of the data files, each made of some entries, taken from the last build's files where those entries are as they were.

The pieces themselves lie in the output alone; what is noted of each, where it began and its hash, lies in the cache. A piece ends behind an entry
whose own key says so (see search/blocks.py): what comes or goes changes the piece in which it lies and no other.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.cache import Store, read_whole
from dateline.exports.json_text import item_text, json_text, listed_text
from dateline.keys import Keys
from dateline.model.nouns import Entry
from dateline.pages.frame import Desk
from dateline.search.blocks import runs
from dateline.versions import code_version, local_version

NAME = "pieces"
"""The folder in the cache."""
MARK = "\0"
"""Stands in a document for what entries come to; no text holds it."""
_DEPTH = 2
Place = tuple[int, int, bytes]
"""Where a piece lies in its file: its first byte, the byte behind its last, and its SHA-256."""


class KeyedEntries:
    """The keys of a language's entries, and of all else that pieces are made with."""

    def __init__(self, desk: Desk, entries: Sequence[Entry], keys: Keys) -> None:
        """Take the keys. Raises TypeError where something has none."""
        pictures, *_ = desk.views.shaped_by  # of what views depend on, no map and no picture of another text is in a data file
        settings = desk.settings
        around = keys.of(code_version(), local_version(), *desk.words.shaped_by, pictures, desk.site, desk.siteurl, settings.siteurl, settings.sitename, desk.event.zone)
        found = [keys.of(entry) for entry in entries]
        if not around or not all(found):
            raise TypeError
        self.around = around[0]
        self.entries = [key[0] for key in found if key]


class Pieces:
    """The entries of a language in the order of time, in runs; with `keyed` what was made of each run in the last build, which `folder` holds."""

    def __init__(self, entries: Sequence[Entry], keyed: KeyedEntries | None = None, folder: Path = Path(), store: Store | None = None) -> None:
        cuts = list(runs(keyed.entries)) if keyed else [slice(0, len(entries))]
        self._runs = [entries[cut] for cut in cuts]
        self._keys = [hashlib.sha256(keyed.around + b"".join(keyed.entries[cut])).digest() for cut in cuts] if keyed else []
        self._folder, self._store = folder, store
        self._name = hashlib.sha256(repr((sys.version, str(folder))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        record = store.get(self._name) if store else None
        self._last: dict[str, dict[bytes, Place]] = marshal.loads(record) if record else {}  # of this very version of Python, and checked by its hash
        self._now: dict[str, dict[bytes, Place]] = {}

    def of(self, name: str, make: Callable[[Sequence[Entry]], bytes], head: bytes = b"", between: bytes = b"", tail: bytes = b"") -> bytes:
        """Return a file, of which `make` makes the piece of a run; `between` stands between those that are not empty."""
        parts = [head]
        at = len(head)
        last, noted = self._last.get(name, {}), self._now.setdefault(name, {})
        before = (last and read_whole(f"{self._folder}/{name}")) or b""
        for number, run in enumerate(self._runs):
            key = self._keys[number] if self._keys else b""
            place = last.get(key)
            piece = before[place[0] : place[1]] if place else b""
            digest = hashlib.sha256(piece).digest() if self._keys else b""
            if not place or digest != place[2]:
                piece = make(run)
                digest = hashlib.sha256(piece).digest() if self._keys else b""
            if piece and len(parts) > 1:
                parts.append(between)
                at += len(between)
            if piece:
                parts.append(piece)
            noted[key] = at, at + len(piece), digest
            at += len(piece)
        return b"".join((*parts, tail))

    def keep(self) -> None:
        """Note where all pieces lie. Where the output that they were made for is never there, none of them will be found."""
        if self._store and self._keys:
            self._store.put(self._name, marshal.dumps(self._now, 2))
            self._store.prune()


def each(make: Callable[[Entry], str | None], between: str = "") -> Callable[[Sequence[Entry]], bytes]:
    """Return what makes a piece of what each entry comes to; None is left out."""

    def made(entries: Sequence[Entry]) -> bytes:
        return between.join(_some(map(make, entries))).encode()

    return made


def listed_pieces(name: str, document: Any, make: Callable[[Entry], Any], pieces: Pieces) -> bytes:
    """Return a document as JSON in which a list right below its top, here [MARK], holds what `make` makes of each entry; None is left out."""
    head, between, tail = listed_text(document, _DEPTH, MARK)

    def written(entry: Entry) -> str | None:
        value = make(entry)
        return None if value is None else item_text(value, _DEPTH)

    made = pieces.of(name, each(written, between.decode()), head, between, tail)
    return made if len(made) > len(head + tail) else json_text(_without(document))


def _without(document: dict[str, Any]) -> dict[str, Any]:
    return {name: [] if value == [MARK] else value for name, value in document.items()}


def _some(texts: Iterator[str | None]) -> Iterator[str]:
    return (text for text in texts if text is not None)
