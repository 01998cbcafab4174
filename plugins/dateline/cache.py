"""The cache: a folder of what can be made again, and records in it that check themselves.

Whatever lies there may be damaged in any way, or be written by another run at this moment: it is taken while it is whole, made again when
it is not, and never published unchecked. A record is a file `{"sha256":"HASH","record":WHAT}`: the hash is that of the bytes of WHAT.
(What is JSON so stays JSON; other bytes stand there as they are.)
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from dateline.files import write_atomically
from dateline.problems import SetupBroken, os_problem, say
from dateline.read.names import label_of, left_behind

KEPT = 3600
"""Seconds for which is kept what nobody asks for: another run, with other content, may just be working with it."""
TAG = "CACHEDIR.TAG"
TAG_TEXT = b"""\
Signature: 8a477f597d28d172789f06886806bc55
# Made by Dateline, which deletes here what it no longer needs. Deleting the folder is always safe.
"""
"""What marks a folder as a cache, for backup programs too (Cache Directory Tagging Specification 0.6), and as ours."""
_DEFAULT = (".cache", "dateline")
_OURS = frozenset((TAG, "pictures.json", "kept.json", "addresses.json", "renditions", "fonts", "builds", "markdown", "templates", "pages", "spare", "heads", "asked", "cards", "maps", "search", "embeds", "editions", "related", "pieces"))
"""What a cache without its mark may hold: one of a version that made none, or one whose mark was damaged."""
_SIGNATURE = TAG_TEXT.partition(b"\n")[0]
_BEFORE, _BETWEEN, _AFTER = b'{"sha256":"', b'","record":', b"}"
_START = len(_BEFORE) + 64 + len(_BETWEEN)
_TOUCHED_AGAIN = 300
"""Seconds after which a record's time of use is worth noting again."""


def open_cache(folder: Path) -> Path:
    """Return the folder to use as cache: the one that the settings name, or, where that cannot be written, one for this run alone.

    Raises SetupBroken where the folder is somebody else's.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if read_whole(f"{folder}/{TAG}") != TAG_TEXT:
            _refuse_strangers(folder)
            write_atomically(folder / TAG, TAG_TEXT)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        told = os_problem(error, label_of(folder))
        say(f"Dateline: the cache {told.path} cannot be used ({told.what}): everything is made anew", error=True)
        instead = Path(tempfile.mkdtemp(prefix="dateline-"))
        atexit.register(shutil.rmtree, instead, ignore_errors=True)
        return instead
    _drop_half_written(folder)
    return folder


def _refuse_strangers(folder: Path) -> None:
    found = sorted(name for name in os.listdir(folder) if not name.startswith(".") and not left_behind(name))  # noqa: PTH208 (names are all that is needed)
    mark = read_whole(f"{folder}/{TAG}") or b""
    if mark == TAG_TEXT:
        return  # another build has made it since we looked
    # Without even a spoilt mark only where nobody else would have made such a folder; a whole one of another program is no mark of ours.
    spoilt = TAG in found and not mark.startswith(_SIGNATURE)
    ours = _OURS.issuperset(found) and (spoilt or folder.parts[-2:] == _DEFAULT)
    if found and not ours:
        named = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
        do = 'name another folder in DATELINE["cache"]; if it is an old cache of Dateline\'s, delete it'
        raise SetupBroken(label_of(folder), 0, f"the cache folder holds what Dateline did not make ({named})", do, topic="output")


def _drop_half_written(folder: Path) -> None:
    """Delete what killed runs left half-written; what is young is perhaps just being written."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and _age(entry) > KEPT and not entry.is_dir(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)


class Store:
    """A folder of records, by name. Deleting it, or any file in it, is always safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()

    def get(self, name: str) -> bytes | None:
        """Return what was kept under a name; None where nothing was, or where it is not as it was written."""
        self._used.add(name)
        data = read_whole(f"{self.folder}/{name}")
        if data is None or not data.startswith(_BEFORE) or not data.endswith(_AFTER):
            return None
        record = data[_START : -len(_AFTER)]
        if data[len(_BEFORE) : _START] != hashlib.sha256(record).hexdigest().encode() + _BETWEEN:
            return None
        touch(f"{self.folder}/{name}")
        return record

    def put(self, name: str, *parts: bytes) -> None:
        """Keep a record, given in one part or several; where that is not possible, it will be made again."""
        self._used.add(name)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        with suppress(OSError):
            make_room(self.folder)
            clear(self.folder / name)
            write_atomically(self.folder / name, _BEFORE, digest.hexdigest().encode(), _BETWEEN, *parts, _AFTER)

    def get_json(self, name: str) -> Any:
        """Return what `put_json` kept under a name, or None."""
        record = self.get(name)
        try:
            return None if record is None else json.loads(record)
        except ValueError:
            return None

    def put_json(self, name: str, value: Any) -> None:
        """Keep what JSON can hold."""
        self.put(name, json.dumps(value, sort_keys=True, separators=(",", ":")).encode())

    def use(self, name: str) -> Path:
        """Return the place of a file that somebody else reads and writes; like what was asked for, it stays."""
        self._used.add(name)
        return self.folder / name

    def prune(self, keep: Callable[[str], bool] = lambda _name: False) -> None:
        """Delete what this run did not ask for, no other has for a while, and `keep` does not want."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name in self._used or entry.is_dir(follow_symlinks=False) or _age(entry) < KEPT or keep(entry.name):
                    continue
                with suppress(OSError):
                    Path(entry.path).unlink(missing_ok=True)

    def recent(self) -> frozenset[str]:
        """Return the names that were asked for lately, by this run or another."""
        try:
            with os.scandir(self.folder) as entries:
                return frozenset(entry.name for entry in entries if _age(entry) < KEPT)
        except OSError:
            return frozenset()


def touch(file: str) -> None:
    """Note that a file of the cache is in use: others are deleted after a while."""
    with suppress(OSError):
        if time.time() - os.stat(file).st_mtime > _TOUCHED_AGAIN:  # noqa: PTH116
            os.utime(file)


def read_whole(file: str) -> bytes | None:
    """Return what an ordinary file holds; None where there is none, or something else. Links are not followed, pipes not opened."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return None
        with open(file, "rb") as opened:  # noqa: PTH123 (thousands of Paths cost more than the calls)
            return opened.read()
    except OSError:
        return None


def make_room(folder: Path) -> None:
    """Make a folder of the cache, in the place of whatever lies there that is none."""
    with suppress(FileNotFoundError):
        # Looked at once: another build may make the folder at any moment, and that must not be taken for what is in its place.
        if not stat.S_ISDIR(folder.lstat().st_mode):
            folder.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)


def clear(file: Path) -> None:
    """Take away what lies in the place of one of the cache's files and is none."""
    try:
        mode = file.lstat().st_mode
    except OSError:
        return
    if stat.S_ISDIR(mode):
        shutil.rmtree(file, ignore_errors=True)
    elif not stat.S_ISREG(mode):
        file.unlink(missing_ok=True)


def _age(entry: os.DirEntry[str]) -> float:
    """Return for how many seconds a file has not changed; nothing where that is not known."""
    try:
        return time.time() - entry.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0
