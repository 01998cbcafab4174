"""Writing a file so that it is there whole or not at all, and so that a server can read it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def usual_modes() -> Iterator[None]:
    """Let all files that are made meanwhile be readable by all and writable by their owner (644, folders 755), whatever the umask is."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def write_atomically(file: Path, *parts: bytes) -> None:
    """Write a file, part after part, under another name and rename it, whoever else writes it at the same time."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
        # mkstemp makes it for its owner alone; a server must be able to read it.
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
