"""Pieces of the data files, each made of some entries, taken from the last build's files where those entries are as they were.

The pieces themselves lie in the output alone; what is noted of each, where it began and its hash, lies in the cache. A piece ends behind an entry
whose own key says so (keys.runs): what comes or goes changes the piece in which it lies and no other.
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
from dateline.keys import Keys, runs
from dateline.model.nouns import Entry
from dateline.pages.frame import Desk
from dateline.versions import code_version, local_version

NAME = "pieces"
"""The folder in the cache."""
MARK = "\0"
"""Stands in a document for what entries come to; no text holds it."""
_DEPTH = 2
Place = tuple[int, int, bytes, list[str]]
"""Where a piece lies in its file: its first byte, the byte behind its last, its SHA-256, and what it names that no file before it does."""


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
    """The entries of a language in the order of time, in runs; with `keyed` what was made of each run in the last build, which `folder` holds.

    `look` returns what a piece of a file names of the site.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        keyed: KeyedEntries | None = None,
        folder: Path = Path(),
        store: Store | None = None,
        look: Callable[[str, bytes], list[str]] = lambda _name, _data: [],
    ) -> None:
        cuts = list(runs(keyed.entries)) if keyed else [slice(0, len(entries))]
        self._runs = [entries[cut] for cut in cuts]
        self._keys = [hashlib.sha256(keyed.around + b"".join(keyed.entries[cut])).digest() for cut in cuts] if keyed else []
        self._folder, self._store, self._look = folder, store, look
        self._name = hashlib.sha256(repr((sys.version, str(folder))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        record = store.get(self._name) if store else None
        self._last: dict[str, dict[bytes, Place]] = marshal.loads(record) if record else {}  # of this very version of Python, and checked by its hash
        self._now: dict[str, dict[bytes, Place]] = {}
        self._named: dict[bytes, set[str]] = {key: set() for key in self._keys}
        self._addresses: dict[str, list[str]] = {}

    def of(self, name: str, make: Callable[[Sequence[Entry]], bytes], head: bytes = b"", between: bytes = b"", tail: bytes = b"") -> bytes:
        """Return a file, of which `make` makes the piece of a run; `between` stands between those that are not empty."""
        if not self._keys:
            return head + between.join(filter(None, map(make, self._runs))) + tail
        parts, at = [head], len(head)
        last, now = self._last.get(name, {}), self._now.setdefault(name, {})
        before = (last and read_whole(f"{self._folder}/{name}")) or b""
        named = self._addresses[name] = self._look(name, head + tail)
        columns = head[: head.find(b"\n") + 1] if name.endswith(".csv") else b""  # a table is not read without them
        for key, run in zip(self._keys, self._runs, strict=True):
            place = last.get(key)
            piece = before[place[0] : place[1]] if place else b""
            digest = hashlib.sha256(piece).digest()
            if place and digest == place[2]:
                found = place[3]
            else:
                piece = make(run)
                digest, found = hashlib.sha256(piece).digest(), self._look(name, columns + piece)
            # Without what the same run names in files before this one: nearly all of it.
            found = [address for address in found if address not in self._named[key]]
            self._named[key].update(found)
            named += found
            if piece and len(parts) > 1:
                parts.append(between)
                at += len(between)
            if piece:
                parts.append(piece)
            now[key] = at, at + len(piece), digest, found
            at += len(piece)
        return b"".join((*parts, tail))

    def addresses(self, name: str) -> list[str] | None:
        """Return what a file that was made of pieces names, without what those before it name; None for another file."""
        return self._addresses.get(name)

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
