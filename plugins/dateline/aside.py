"""Files that are made early and needed late wait on disk: in memory they would be there while all else is made."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

Places = dict[str, tuple[int, int]]
"""Where files lie in the one that holds them all, by name: their first byte, how many they are."""


class Aside(Mapping[str, bytes]):
    """Files by name, each read when it is asked for. They lie in one that has no name, and is gone with this object."""

    def __init__(self, folder: Path) -> None:
        """Make it in a folder. Raises OSError."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed with this object)
        self._places: Places = {}
        weakref.finalize(self, self._file.close)

    def put(self, files: Iterable[tuple[str, bytes]]) -> Places:
        """Write all files, in place of what there was, one after the other; return what `found` must be told, perhaps in another process. Raises OSError."""
        places, start = {}, 0
        self._file.seek(0)
        for name, data in files:
            self._file.write(data)
            places[name] = (start, len(data))
            start += len(data)
        self._file.flush()
        return places

    def found(self, places: Places) -> Aside:
        """Return this, which from now on has what was put."""
        self._places = places
        return self

    def __getitem__(self, name: str) -> bytes:
        start, length = self._places[name]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Awaited(Mapping[str, bytes]):
    """Files by name that somebody is still making: who asks for one, or which there are, waits for all."""

    def __init__(self, files: Callable[[], Mapping[str, bytes]]) -> None:
        """Take what returns them, and is asked once."""
        self._made = files

    def there(self) -> Mapping[str, bytes]:
        """Return them when they are there."""
        return self._files

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return self._made()

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
