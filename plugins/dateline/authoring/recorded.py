"""RECORD, the list that a wheel has of its files and their hashes (PyPA, "Binary distribution format"): written, and held against what is there."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Mapping

_SIGNED = ("RECORD.jws", "RECORD.p7s")
"""Signatures of the list, which are made after it."""


def digest(data: bytes, algorithm: str = "sha256") -> str:
    """Return a hash as RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.new(algorithm, data).digest()).rstrip(b"=").decode()


def listed(text: str) -> dict[str, str]:
    """Return what a RECORD says: each file's hash, behind the name of its algorithm: `sha256=...`; empty for a file without one."""
    return {row[0]: row[1] for row in csv.reader(io.StringIO(text, newline="")) if len(row) > 1}


def record(files: Mapping[str, bytes], own: str) -> bytes:
    """Return the list of these files; `own` is its own name, under which it stands there without a hash."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerows((name, f"sha256={digest(data)}", len(data)) for name, data in files.items())
    rows.writerow((own, "", ""))
    return text.getvalue().encode()


def hashes(wheel: zipfile.ZipFile) -> dict[str, str]:
    """Return the hash that a wheel's list has of each file but the list itself; nothing where there is no list."""
    own = _own(wheel)
    return {name: said for name, said in listed(wheel.read(own).decode()).items() if name != own} if own else {}


def unlike(wheel: zipfile.ZipFile) -> str:
    """Return the first file of a wheel that is not as its list says, or stands in one of the two alone; an empty text where all are."""
    own, said = _own(wheel), hashes(wheel)
    files = {name for name in wheel.namelist() if name != own and not name.endswith("/") and name.rpartition("/")[2] not in _SIGNED}
    for name in sorted(files | said.keys()):
        algorithm, _, value = said.get(name, "").partition("=")
        if name not in files or not value or digest(wheel.read(name), algorithm) != value:
            return name
    return ""


def _own(wheel: zipfile.ZipFile) -> str:
    return next((name for name in wheel.namelist() if name.count("/") == 1 and name.endswith(".dist-info/RECORD")), "")
