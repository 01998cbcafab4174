"""A SHA256SUMS that comes from anywhere: what it names, and what no true one would say. Nothing is opened by a name that was not looked at here."""

from __future__ import annotations

import os
import re
from dataclasses import field

from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST, SIGNATURE, named_in

MOST_FILES = 200_000
_LONGEST = 1024
"""Bytes of a name; file systems take 255 for each of its parts."""
_SHOWN = 3
"""Lines that are told of each fault."""
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass
class Listed:
    """The hashes of a list by the names of files, and what is wrong with it, in words."""

    files: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_list(data: bytes) -> Listed:
    """Return what a list says. A name that cannot be a file of the site is a fault, and not among the files."""
    found, wrong = Listed(), dict[str, list[int]]()
    lines = data.split(b"\n")
    if lines[-1]:
        found.faults.append("its last line has no end: it was cut short, or changed")
    for number, line in enumerate(lines, 1):
        if not line:
            if number < len(lines):
                wrong.setdefault("is empty", []).append(number)
            continue
        name, digest, fault = _line(line)
        if not fault and name in found.files:
            fault = "names a file a second time"
        if fault:
            wrong.setdefault(fault, []).append(number)
        else:
            found.files[name] = digest
        if len(found.files) > MOST_FILES:
            found.faults.append(f"it names more than {MOST_FILES:,} files")
            break
    for fault, numbers in wrong.items():
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else "")
        found.faults.append(f"line {shown} {fault}")
    if not found.files and not found.faults:
        found.faults.append("it is empty")
    return found


def _line(line: bytes) -> tuple[str, str, str]:
    """Return the name and the hash of a line, and what is wrong with it (empty: nothing)."""
    if line.endswith(b"\r"):
        return "", "", "ends in CRLF: the line ends were changed on the way; copy it anew, as it is (in FTP: binary)"
    read = named_in(line)
    if read is None:
        return "", "", "is none of sha256sum's"
    raw, digest = read
    return os.fsdecode(raw), digest, fault_of(raw)


def fault_of(raw: bytes) -> str:
    """Return why a name can be that of no file of a site, in words; empty where it can."""
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        return "has a name that is no UTF-8"
    parts = name.split("/")
    if len(raw) > _LONGEST:
        return f"has a name of more than {_LONGEST} bytes"
    if any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in name):
        return "has a control character in its name"
    if name.startswith("/") or "\\" in name or _DRIVE.match(name) or ".." in parts:
        return "leads out of the folder of the site"
    if "" in parts or "." in parts:
        return "has a name that is no path"
    if name in (MANIFEST, SIGNATURE):
        return "names the list itself, or its signature"
    return ""
