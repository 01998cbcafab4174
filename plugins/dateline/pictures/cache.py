"""What has been made already: renditions by name, and beside those of each picture a record that says what they are."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from dateline.cache import Store, clear, make_room, read_whole
from dateline.pictures.outcome import Outcome, Rendition, read_outcome
from dateline.pictures.workers import cores

_RENDITION = re.compile(r"(?P<stem>.+)-\d+(?:-moving)?\.[a-z]+")
"""How files are called that are made of a picture: see `make`."""
_MODE = 0o644
"""What a server needs to read a file; whatever the umask was, or somebody has set."""


class Cache:
    """The folder of made renditions. Deleting it, or any file in it, is always safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder)

    def get(self, stem: str) -> Outcome | None:
        """Return what was made under a stem, if all of it is there in its right size. What is in the files is looked at when they are delivered."""
        written = self._store.get_json(f"{stem}.json")
        try:
            outcome = read_outcome(written)
        except (KeyError, TypeError, AttributeError):  # nothing there, or of a version that noted something else
            return None
        made = tuple(outcome.renditions())
        return outcome if made and all(self._there(each) for each in made) else None

    def make_room(self) -> None:
        """Make the folder, and take out of it whatever is in the place of a file and is none. Raises OSError."""
        make_room(self.folder)
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if not entry.is_file(follow_symlinks=False):
                    clear(Path(entry.path))

    def put(self, stem: str, outcome: Outcome) -> None:
        """Note what was made under a stem, after its files have been written."""
        self._store.put_json(f"{stem}.json", asdict(outcome))

    def deliver(self, renditions: Iterable[Rendition], to: Path, *, linked: bool = True) -> frozenset[str]:
        """Put files into a folder, each after its content was compared with its hash; return the names of those that do not agree.

        `linked`: by hard links, where the file system has them. Not where somebody may write into the files: that would change the cache.
        Raises OSError where the folder cannot be written.
        """
        wanted = {made.name: made for made in renditions}
        if wanted:
            to.mkdir(parents=True, exist_ok=True)

        def spoilt(made: Rendition) -> bool:
            return not self._deliver(made, f"{to}/{made.name}", linked=linked)

        # Hashing and copying let other threads go on meanwhile.
        with ThreadPoolExecutor(cores()) as threads:
            found = threads.map(spoilt, wanted.values())
            return frozenset(name for name, bad in zip(wanted, found, strict=True) if bad)

    def prune(self, stems: Iterable[str], outcomes: Iterable[Outcome]) -> None:
        """Delete what nobody asked for, neither now nor lately: another run may be working with what this one has no use for."""
        wanted = {made.name for outcome in outcomes for made in outcome.renditions()} | {f"{stem}.json" for stem in stems}
        stems = {name.removesuffix(".json") for name in self._store.recent() if name.endswith(".json")}
        self._store.prune(lambda name: name in wanted or _stem(name) in stems)

    def _there(self, made: Rendition) -> bool:
        try:
            status = os.lstat(f"{self.folder}/{made.name}")
        except OSError:
            return False
        return stat.S_ISREG(status.st_mode) and status.st_size == made.size

    def _deliver(self, made: Rendition, target: str, *, linked: bool) -> bool:
        """Put a file in its place; tell whether it was as it had been made."""
        source = f"{self.folder}/{made.name}"
        data = read_whole(source)
        if data is None or hashlib.sha256(data).hexdigest() != made.digest:
            return False
        if linked:
            with suppress(OSError):  # another disk, a file system without links, or deleted by another run meanwhile
                os.link(source, target)
                os.chmod(target, _MODE)  # noqa: PTH101
                return True
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(data)
        os.chmod(target, _MODE)  # noqa: PTH101
        return True


def _stem(name: str) -> str:
    """Return the stem of a rendition's name; empty for a name that is none."""
    found = _RENDITION.fullmatch(name)
    return found["stem"] if found else ""
