"""What has been made already: renditions by name, and beside those of each picture a record that says what they are."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from dateline import links
from dateline.cache import Store, clear, make_room, read_whole
from dateline.links import MODE, TRUSTED, Seen, seen, unwritten
from dateline.pictures.outcome import Outcome, Rendition, read_outcome
from dateline.pictures.workers import cores

_RENDITION = re.compile(r"(?P<stem>.+)-\d+(?:-moving)?\.[a-z]+")
"""How files are called that are made of a picture: see `make`."""
_SEEN = "seen.json"


class Cache:
    """The folder of made renditions. Deleting it, or any file in it, is always safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder)
        self._found: dict[str, Seen] = {}

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

        Not again with what looks just as it did when it was compared (see `remember`).

        `linked`: by hard links, where the file system has them. Not where somebody may write into the files: that would change the cache.
        Raises OSError where the folder cannot be written.
        """
        wanted = {made.name: made for made in renditions}
        if wanted:
            to.mkdir(parents=True, exist_ok=True)
        known = self._known() if TRUSTED else {}
        changed = []
        for made in wanted.values():
            found = seen(f"{self.folder}/{made.name}")
            if found is None or found != known.get(made.name):
                changed.append(made)
            else:
                self._found[made.name] = found
                if not linked or not links.linked(f"{self.folder}/{made.name}", f"{to}/{made.name}", found):
                    changed.append(made)
        # Hashing and copying let other threads go on meanwhile.
        with ThreadPoolExecutor(cores()) as threads:
            good = threads.map(lambda made: self._checked(made, to, linked=linked), changed)
            return frozenset(made.name for made, well in zip(changed, good, strict=True) if not well)

    def remember(self) -> None:
        """Note what the delivered files look like now. To be called when nobody here links to them or deletes links any more.

        Only what was compared with its hash is noted, and only if nothing has been written into it since.
        """
        now = {name: seen(f"{self.folder}/{name}") for name in self._found}
        kept = {name: found for name, found in now.items() if found and unwritten(found, self._found[name])}
        if kept and kept != self._known():
            self._store.put_json(_SEEN, kept)

    def prune(self, stems: Iterable[str], outcomes: Iterable[Outcome]) -> None:
        """Delete what nobody asked for, neither now nor lately: another run may be working with what this one has no use for."""
        wanted = {made.name for outcome in outcomes for made in outcome.renditions()} | {f"{stem}.json" for stem in stems} | {_SEEN}
        stems = {name.removesuffix(".json") for name in self._store.recent() if name.endswith(".json")}
        self._store.prune(lambda name: name in wanted or _stem(name) in stems)

    def _there(self, made: Rendition) -> bool:
        try:
            status = os.lstat(f"{self.folder}/{made.name}")
        except OSError:
            return False
        return stat.S_ISREG(status.st_mode) and status.st_size == made.size

    def _known(self) -> dict[str, Seen]:
        found = self._store.get_json(_SEEN)
        return {name: tuple(each) for name, each in found.items()} if isinstance(found, dict) else {}

    def _checked(self, made: Rendition, to: Path, *, linked: bool) -> bool:
        """Put a file in its place if its content is what was made; tell whether it is."""
        source, target = f"{self.folder}/{made.name}", f"{to}/{made.name}"
        found = seen(source)
        data = read_whole(source)
        if found is None or data is None or hashlib.sha256(data).hexdigest() != made.digest:
            return False
        self._found[made.name] = found
        if not linked or not links.linked(source, target, found):
            with open(target, "wb") as file:  # noqa: PTH123
                file.write(data)
            os.chmod(target, MODE)  # noqa: PTH101
        return True


def _stem(name: str) -> str:
    """Return the stem of a rendition's name; empty for a name that is none."""
    found = _RENDITION.fullmatch(name)
    return found["stem"] if found else ""
