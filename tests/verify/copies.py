"""Copies of a tiny site, true and false, and the keys that they are signed with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dateline.deliver.manifest import MANIFEST, SIGNATURE, write_manifest
from dateline.read.public_key import public_key
from dateline.signing import new_pair, opened, signed

from tests.sites import write

FILES = {"index.html": "<h1>An event</h1>", "timeline/index.html": "<h1>Timeline</h1>", "pictures/a b é.webp": "picture", "404.html": "<h1>Nothing</h1>"}


def pair(name: str = "") -> tuple[bytes, str]:
    """Return a secret key, as its file, and its public key, as a line; one for each name."""
    return _made(name)


@cache
def _made(_name: str) -> tuple[bytes, str]:
    secret, public = new_pair("")
    return secret, public_key(public.decode())


def sign(folder: Path, serial: int = 0, key: str = "") -> None:
    """Sign the list of a copy."""
    secret = opened(pair(key)[0], str)
    (folder / SIGNATURE).write_bytes(signed((folder / MANIFEST).read_bytes(), secret, serial))


def copy_of(folder: Path, serial: int | None = 7, files: dict[str, str] = FILES) -> Path:
    """Write a copy into a folder, with its list, signed unless `serial` is None; return the folder."""
    write(folder, files)
    write_manifest(folder, {})
    if serial is not None:
        sign(folder, serial)
    return folder
