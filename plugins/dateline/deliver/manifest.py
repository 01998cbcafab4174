"""SHA256SUMS: what the output holds, so that a mirror can be checked (`sha256sum -c SHA256SUMS`).

And the mark by which the next build knows a folder that Dateline made: a file that SHA256SUMS names like all others. SHA256SUMS alone
is no such mark, for everybody writes one.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.read.names import made_by_desktop

MANIFEST = "SHA256SUMS"
MARK = "theme/made-by-dateline.txt"
"""Not hidden, because hosts leave hidden files out, and then a mirror could not be checked."""
MARK_TEXT = b"Made by Dateline. The next build deletes here what SHA256SUMS names.\n"
_LINE = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)", re.DOTALL)
"""A line of GNU coreutils' sha256sum; one that begins with a backslash has a name with escapes."""
_ESCAPES = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r"}
_ESCAPED = re.compile(rb"[\\\n\r]")
_UNESCAPED = {written: meant for meant, written in _ESCAPES.items()}
_SCRIPT = re.compile(r"theme/dateline-([0-9a-f]{12})\.js")
"""How a build names the theme's script; the digits are the first of its SHA-256."""


def write_manifest(folder: Path, known: Mapping[str, str]) -> int:
    """Write the manifest of a finished folder (format of GNU coreutils' sha256sum), and the mark; return how many files it names.

    `known` are hashes by path that need not be computed again. Every file and folder is made readable for all, whatever the umask is
    and whatever a plug-in has set.
    """
    mark = folder / MARK
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_bytes(MARK_TEXT)
    # By text, not by Path: Windows would order paths without regard to case.
    files = sorted(name for name in _settled(folder) if name != MANIFEST)
    lines = [
        _line(name, known.get(name) or hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name in files
    ]
    (folder / MANIFEST).write_bytes(b"".join(lines))
    _set_mode(str(folder / MANIFEST), 0o644)
    return len(files)


def _line(name: str, digest: str) -> bytes:
    written = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], os.fsencode(name))
    escaped = b"\\" if _ESCAPED.search(written) else b""
    return escaped + digest.encode() + b"  " + written + b"\n"


def _settled(folder: Path) -> Iterator[str]:
    """Yield the path inside the folder of every file, after giving it and its folder their modes; no Path for each of thousands."""
    for top, folders, names in os.walk(folder):
        inside = _inside(top, folder)
        for name in folders:
            _set_mode(f"{top}/{name}", 0o755)
        for name in names:
            _set_mode(f"{top}/{name}", 0o644)
            yield f"{inside}{name}"


def _set_mode(path: str, mode: int) -> None:
    if os.name == "posix":
        now = os.lstat(path).st_mode
        if stat.S_IMODE(now) != mode and not stat.S_ISLNK(now):  # a link has no mode of its own
            os.chmod(path, mode)  # noqa: PTH101 (thousands of Paths cost more than the calls)


def listed(folder: Path) -> dict[str, str]:
    """Return the files that a folder's manifest names, with their hashes; none when there is no manifest that could be ours."""
    try:
        written = (folder / MANIFEST).read_bytes()
    except OSError:
        return {}
    found = {}
    # By LF alone: names may hold all else that splitlines() takes for the end of a line.
    for line in written.split(b"\n"):
        matched = _LINE.fullmatch(line)
        if matched:
            name = matched[3]
            if matched[1]:
                name = re.sub(rb"\\[\\nr]", lambda found: _UNESCAPED[found[0]], name)
            found[os.fsdecode(name)] = matched[2].decode()
    return found


def made_by_dateline(folder: Path) -> dict[str, str]:
    """Return what `listed` does of a folder that bears our mark, or what builds before the mark left: a script named after its hash."""
    files = listed(folder)
    if MARK in files:
        try:
            return files if (folder / MARK).read_bytes() == MARK_TEXT else {}
        except OSError:
            return {}
    named = ((_SCRIPT.fullmatch(name), digest) for name, digest in files.items())
    return files if any(script and digest.startswith(script[1]) for script, digest in named) else {}


def strangers(output: Path, retained: tuple[str, ...] = ()) -> list[str]:
    """Return the files of a folder that Dateline did not make, by path inside it; all of them where it does not bear Dateline's mark."""
    made = made_by_dateline(output)
    ours = {*made, MANIFEST} if made else set()
    return sorted(path for path in _files(output, retained) if path not in ours)


def _files(output: Path, retained: tuple[str, ...]) -> Iterator[str]:
    for folder, folders, files in os.walk(output):
        inside = _inside(folder, output)
        # What lies behind a link is not this folder's, and nothing goes through links when it is deleted.
        files += [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114 (as in the manifest)
        if not inside:
            folders[:] = [name for name in folders if name not in retained]
            files = [name for name in files if name not in retained]
        if not any(map(made_by_desktop, inside.split("/"))):
            yield from (f"{inside}{name}" for name in files if not made_by_desktop(name))


def _inside(folder: str, top: Path) -> str:
    """Return the path of a folder from one above it, with a slash at its end; nothing for that one itself. No Path for each of thousands."""
    inside = folder[len(str(top)) :].strip(os.sep)
    return f"{inside.replace(os.sep, '/')}/" if inside else ""
