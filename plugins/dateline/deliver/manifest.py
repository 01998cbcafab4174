"""SHA256SUMS: what the output holds, so that a mirror can be checked (`sha256sum -c SHA256SUMS`)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

MANIFEST = "SHA256SUMS"


def write_manifest(folder: Path, known: Mapping[str, str]) -> int:
    """Write the manifest of a finished folder (format of GNU coreutils' sha256sum); return how many files it names.

    `known` are hashes by path that need not be computed again.
    """
    # By text, not by Path: Windows would order paths without regard to case.
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    files = [name for name in names if name != MANIFEST]
    lines = [
        f"{known.get(name) or hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in files
    ]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(files)


def listed(folder: Path) -> frozenset[str]:
    """Return the files that a folder's manifest names; none when there is no manifest."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return frozenset()
    lines = manifest.read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset(line.partition("  ")[2] for line in lines)
