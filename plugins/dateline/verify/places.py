"""Where a copy lies, and how its files are read: a folder here; for the web see web.py. Both are bounded: whoever made the copy may mean harm."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import field
from pathlib import Path
from typing import Protocol

from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST, SIGNATURE, files_below
from dateline.read.names import made_by_desktop

_CHUNK = 1 << 16
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What is spent on a copy at most: bytes of a list, of a file, of all; seconds without a word, for a file, for all; redirects of one file.

    After so many `silences` in a row nothing more is asked of a host, after so many files that were `added` no more are looked for.
    """

    list_bytes: int = 64 * _MEGABYTE
    file_bytes: int = 512 * _MEGABYTE
    all_bytes: int = 8192 * _MEGABYTE
    patience: float = 30
    file_seconds: float = 900
    all_seconds: float = 4 * 3600
    redirects: int = 5
    silences: int = 3
    added: int = 10_000


class NotThere(Exception):
    """There is no such file."""


class Unfit(Exception):
    """There is something that cannot be read as a file of the site: why, in words."""


class Silent(Unfit):
    """Nobody answered, or not in time."""


class Enough(Exception):
    """All that may be spent is spent: what, in words."""


class Place(Protocol):
    """A copy, somewhere. Its methods raise NotThere, Unfit and Enough."""

    where: str
    """How it is named to people, with a slash at its end."""
    budget: Budget

    def read(self, name: str, most: int) -> bytes:
        """Return a small file."""

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file."""

    def added(self, listed: frozenset[str]) -> list[str] | None:
        """Return the files that are there and not in the list; None where nobody can know that."""

    def close(self) -> None:
        """Let go of it."""


@dataclass
class Budget:
    """What has been spent of the limits; shared by all files."""

    limits: Limits = field(default_factory=Limits)
    spent: int = 0
    began: float = field(default_factory=time.monotonic)

    def take(self, size: int) -> None:
        """Note bytes that were read. Raises Enough."""
        self.spent += size
        if self.spent > self.limits.all_bytes:
            raise Enough(f"more than {megabytes(self.limits.all_bytes)} were read")
        if time.monotonic() - self.began > self.limits.all_seconds:
            raise Enough(f"it took more than {self.limits.all_seconds / 60:.0f} minutes")


class Folder:
    """A copy in a folder: a disk, a stick, a site that was unpacked."""

    def __init__(self, folder: Path, where: str, limits: Limits | None = None) -> None:
        """Take the folder, and how it is named."""
        self.where = where
        self._folder = folder
        self.budget = Budget(limits or Limits())

    def read(self, name: str, most: int) -> bytes:
        """Return a small file."""
        with self._opened(name, most) as file:
            return file.read(most)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file; it is read to its end as it was when it was opened, however fast it grows."""
        most = self.budget.limits.file_bytes
        digest, left = hashlib.sha256(), most
        with self._opened(name, most) as file:
            while data := file.read(_CHUNK):
                self.budget.take(len(data))
                left -= len(data)
                if left < 0:
                    raise Unfit(f"has more than {megabytes(most)}")
                digest.update(data)
        return digest.hexdigest()

    def _opened(self, name: str, most: int) -> _File:
        path = self._folder / name
        top = os.path.realpath(self._folder)
        try:
            status = os.lstat(path)
            if os.path.realpath(path) != os.path.join(top, *name.split("/")):  # noqa: PTH118 (as realpath gives it)
                raise Unfit("is a link, or lies behind one: it could lead anywhere")
            if not stat.S_ISREG(status.st_mode):
                raise Unfit("is no file")
            if status.st_size > most:
                raise Unfit(f"has more than {megabytes(most)}")
            return _File(path)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotThere from error
        except (OSError, ValueError) as error:
            raise Unfit(f"cannot be read ({getattr(error, 'strerror', None) or error})") from error

    def added(self, listed: frozenset[str]) -> list[str]:
        """Return the files and links that are there and not in the list; what desktops leave behind does not count."""
        ours = {MANIFEST, SIGNATURE}
        found = []
        for name in files_below(self._folder):
            if name not in listed and name not in ours and not made_by_desktop(name.rpartition("/")[2]):
                found.append(name)
                if len(found) > self.budget.limits.added:
                    raise Enough(f"more than {self.budget.limits.added:,} files are in the folder that the list does not name")
        return sorted(found)

    def close(self) -> None:
        """Let go of it: there is nothing to let go of."""


class _File:
    """An open file whose reading never fails in another way than Unfit."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            raise Unfit(f"cannot be read ({error.strerror or error})") from error


def megabytes(size: int) -> str:
    """Return a size in words."""
    return f"{size / 10**6:.1f} MB" if size >= 10**6 else f"{size / 1000:.0f} kB"
