"""Many small records in one file of the cache, by key: thousands of files would take longer to open than to make again.

A record is MARK, key, length, the hash of key and content, content. One that is not as it was written is nobody's, and the next is looked
for by its mark, so that a damaged byte costs one record. New ones are added at the end in one go, whoever else does so at this moment;
the file is written anew, all at once, where more than half of it is asked for no more.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

from dateline.cache import Store, clear, make_room, read_whole, touch
from dateline.files import write_atomically
from dateline.versions import code_version, library_versions, local_version

_MARK = b"\xff\x00dlrec\xff"
"""Begins a record. Its first byte is in no text (UTF-8), so none of these begins inside a record of text."""
_KEY, _LENGTH, _HASH = 32, 8, 32
_HEAD = len(_MARK) + _KEY + _LENGTH + _HASH
_LITTLE = 1 << 16
"""Bytes that may lie unused in any case."""


class Pack:
    """The records of one file. Deleting the file is always safe."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._data = read_whole(str(file)) or b""
        self._places: dict[bytes, tuple[int, int]] = {}
        self._used: dict[bytes, None] = {}
        self._new: dict[bytes, bytes] = {}
        self._find()
        touch(str(file))

    def get(self, key: bytes) -> bytes | None:
        """Return the record of a key (32 bytes); None where there is none, or it is not as it was written."""
        if key in self._new:
            return self._new[key]
        if key not in self._places:
            return None
        start, end = self._places[key]
        if not self._is_whole(start, end):
            del self._places[key]
            return None
        self._used[key] = None
        return self._data[start:end]

    def put(self, key: bytes, record: bytes) -> None:
        """Keep a record, from `save` on."""
        self._new[key] = record

    def save(self) -> None:
        """Write what is new; where that is not possible, it will be made again. Forgets all that was read."""
        used = {key: self._places[key] for key in self._used if key not in self._new}
        size = sum(end - start + _HEAD for start, end in used.values())
        new = b"".join(map(_written, self._new, self._new.values()))
        with suppress(OSError):
            if len(self._data) - size > max(size + len(new), _LITTLE):
                kept = b"".join(self._data[start - _HEAD : end] for start, end in used.values())
                self._write(kept + new)
            elif new and not (self._data and self._append(new)):
                self._write(new)
        self._data = b""
        self._places, self._used, self._new = {}, {}, {}

    def _write(self, data: bytes) -> None:
        make_room(self._file.parent)
        clear(self._file)
        write_atomically(self._file, data)

    def _append(self, data: bytes) -> bool:
        """Add to the file that is there now; False where none is."""
        try:
            if not stat.S_ISREG(os.lstat(self._file).st_mode):
                return False
            with open(self._file, "ab", buffering=0) as stream:  # noqa: PTH123 (Path.open is the same with more words)
                stream.write(data)
        except FileNotFoundError:
            return False
        return True

    def _find(self) -> None:
        """Note where records are: where one ends, another begins, or else it must be whole (what was cut may have others behind it)."""
        data, at = self._data, 0
        while (at := data.find(_MARK, at)) >= 0:
            start = at + _HEAD
            end = start + int.from_bytes(data[at + len(_MARK) + _KEY : start - _HASH], "big")
            if (
                start > len(data)
                or end > len(data)
                or not (data.startswith(_MARK, end) or end == len(data) or self._is_whole(start, end))
            ):
                at += 1
                continue
            self._places[data[at + len(_MARK) : at + len(_MARK) + _KEY]] = (start, end)
            at = end

    def _is_whole(self, start: int, end: int) -> bool:
        key, told = (
            self._data[start - _HEAD + len(_MARK) : start - _HASH - _LENGTH],
            self._data[start - _HASH : start],
        )
        return told == sha256(key + self._data[start:end]).digest()


def _written(key: bytes, record: bytes) -> bytes:
    return _MARK + key + len(record).to_bytes(_LENGTH, "big") + sha256(key + record).digest() + record


def open_pack(folder: Path, libraries: tuple[str, ...] = (), shape: Any = None) -> Pack | None:
    """Return the pack of a folder of the cache, for what code, libraries (as they are installed) and `shape` make; those of others go in time.

    None where nobody can know it: `shape` is not plain, or a library has no version. Settings and plug-ins can exchange any function of
    a library, so that their code counts too.
    """
    try:
        shaped = json.dumps([shape, library_versions(libraries), code_version(), local_version()], sort_keys=True)
    except (TypeError, ValueError, PackageNotFoundError):
        return None
    store = Store(folder)
    pack = Pack(store.use(sha256(shaped.encode()).hexdigest()[:32]))
    store.prune()
    return pack
