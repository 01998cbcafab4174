"""What has been made already: renditions by name, and beside those of each picture a file that says what they are."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from dateline.files import write_atomically
from dateline.pictures.outcome import Outcome, Rendition, read_outcome

_STALE = 3600
"""Seconds after which a half-written file is taken for one that a killed run left behind."""


class Cache:
    """The folder of made renditions. Deleting it, or any file in it, is always safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, stem: str) -> Outcome | None:
        """Return what was made under a stem, if all of it is there as it was written.

        The files are hard-linked into the output, where something could write into them: size and time of each are compared with those
        noted when it was made, and where they differ (also after a restored cache) its content with its hash.
        """
        try:
            written = json.loads((self.folder / f"{stem}.json").read_bytes())
            outcome, times = read_outcome(written), written["times"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        now = {}
        for made in outcome.renditions():
            try:
                status = os.stat(f"{self.folder}/{made.name}")  # noqa: PTH116 (thousands of Paths cost more than the calls)
            except OSError:
                return None
            now[made.name] = status.st_mtime_ns
            if status.st_size != made.size or (times.get(made.name) != status.st_mtime_ns and not self._whole(made)):
                return None
        if now != times:
            self._note(stem, outcome, now)
        return outcome

    def put(self, stem: str, outcome: Outcome) -> None:
        """Note what was made under a stem, after its files have been written."""
        times = {made.name: (self.folder / made.name).stat().st_mtime_ns for made in outcome.renditions()}
        self._note(stem, outcome, times)

    def deliver(self, outcomes: Iterable[Outcome], to: Path, *, linked: bool = True) -> dict[str, str]:
        """Put the files of all outcomes into a folder; return their hashes by name. Not `linked` where somebody may write into them there."""
        digests = {made.name: made.digest for outcome in outcomes for made in outcome.renditions()}
        if digests:
            to.mkdir(parents=True, exist_ok=True)
        for name in digests:
            source, target = f"{self.folder}/{name}", f"{to}/{name}"
            try:
                if not linked:
                    shutil.copyfile(source, target)
                    continue
                os.link(source, target)
            except OSError:  # another disk, or a file system without links
                shutil.copyfile(source, target)
        return digests

    def prune(self, stems: Iterable[str], outcomes: Iterable[Outcome]) -> None:
        """Delete what nobody asked for."""
        if not self.folder.is_dir():
            return
        wanted = {made.name for outcome in outcomes for made in outcome.renditions()} | {f"{stem}.json" for stem in stems}
        with os.scandir(self.folder) as files:
            for file in files:
                if file.name in wanted or not file.is_file(follow_symlinks=False):
                    continue
                # What begins with a dot is perhaps just being written by another run.
                if not file.name.startswith(".") or time.time() - file.stat().st_mtime > _STALE:
                    Path(file.path).unlink(missing_ok=True)

    def _whole(self, made: Rendition) -> bool:
        return hashlib.sha256((self.folder / made.name).read_bytes()).hexdigest() == made.digest

    def _note(self, stem: str, outcome: Outcome, times: dict[str, int]) -> None:
        written = {**asdict(outcome), "times": times}
        write_atomically(self.folder / f"{stem}.json", json.dumps(written).encode())
