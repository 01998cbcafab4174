"""Kept copies that are published, from where they lie into the output: the very bytes that were recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from dateline.model.nouns import KeptCopy
from dateline.problems import Problems, os_problem
from dateline.read.names import label_of

_CHUNK = 1 << 20


def deliver_copies(copies: Mapping[str, KeptCopy], files: Mapping[str, Path], folder: Path, problems: Problems) -> dict[str, str]:
    """Copy what is published into a folder; return the hashes of the files by their names there.

    `copies` are by those names, `files` by their SHA-256. What is no longer what was looked at is in `problems`.
    """
    made: dict[str, str] = {}
    for name, copy in copies.items():
        file = files[copy.sha256]
        try:
            made[name] = _copied(file, folder / name)
        except OSError as error:
            problems.note(os_problem(error, label_of(file)))
            continue
        if made[name] != copy.sha256:
            problems.add(label_of(file), 0, "the kept copy was changed while the site was built", "build again", topic="kept-copies")
    return made


def _copied(file: Path, to: Path) -> str:
    """Copy a file's bytes, which may be many; return their SHA-256."""
    digest = hashlib.sha256()
    to.parent.mkdir(parents=True, exist_ok=True)
    to.unlink(missing_ok=True)  # it may be a link to the output's
    with file.open("rb") as original, to.open("wb") as stream:
        while chunk := original.read(_CHUNK):
            digest.update(chunk)
            stream.write(chunk)
    return digest.hexdigest()
