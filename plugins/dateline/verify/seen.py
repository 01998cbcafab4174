"""The highest number of a build that was seen for a key, kept in the user's state folder (XDG Base Directory Specification, XDG_STATE_HOME)."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dateline.problems import Misread

_MOST = 1 << 20


def state_file(environment: Mapping[str, str], home: Path) -> Path:
    """Return where the numbers are kept."""
    folder = environment.get("XDG_STATE_HOME", "")
    base = Path(folder) if folder and Path(folder).is_absolute() else home / ".local" / "state"
    return base / "dateline" / "verified.json"


def highest(file: Path, public: bytes) -> int | None:
    """Return the highest number that was seen for a key; None where it was never seen. Raises Misread."""
    return _numbers(file).get(_name(public))


def remember(file: Path, public: bytes, serial: int) -> None:
    """Keep a number, where it is higher than what is kept. Nobody but the user can read which keys were asked for. Raises Misread and OSError."""
    numbers = _numbers(file)
    if serial <= numbers.get(_name(public), -1):
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".verified.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({**numbers, _name(public): serial}, stream, indent=1, sort_keys=True)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _name(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()


def _numbers(file: Path) -> dict[str, int]:
    try:
        with file.open("rb") as stream:
            read = json.loads(stream.read(_MOST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        read = None
    if not isinstance(read, dict) or not all(isinstance(each, int) and not isinstance(each, bool) for each in read.values()):
        raise Misread(f"{file}, where the highest numbers of builds are kept, cannot be read", "look what is in it; delete it, and they are forgotten, or say --at-least")
    return read
