"""SHA256SUMS: what the output holds, so that a mirror can be checked (`sha256sum -c SHA256SUMS`).

And the mark by which the next build knows a folder that Dateline made: a file that SHA256SUMS names like all others. SHA256SUMS alone
is no such mark, for everybody writes one.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dateline.problems import Problems
from dateline.read.names import made_by_desktop

MANIFEST = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.minisig"
"""What signs it, where there is a key (signing.py); it cannot stand in the list itself."""
MARK = "theme/made-by-dateline.txt"
"""Not hidden, because hosts leave hidden files out, and then a mirror could not be checked."""
MARK_TEXT = b"Made by Dateline. The next build deletes here what SHA256SUMS names.\n"
LARGE = 800 * 10**6
"""Bytes of an output from which its author had better know: GitHub Pages publishes at most 1 GB (docs.github.com, "GitHub Pages limits")."""
_LINE = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)", re.DOTALL)
"""A line of GNU coreutils' sha256sum; one that begins with a backslash has a name with escapes."""
_ESCAPES = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r"}
_ESCAPED = re.compile(rb"[\\\n\r]")
_UNESCAPED = {written: meant for meant, written in _ESCAPES.items()}
_SCRIPT = re.compile(r"theme/dateline-([0-9a-f]{12})\.js")
"""How a build names the theme's script; the digits are the first of its SHA-256."""


class Written(NamedTuple):
    """How many files a manifest names, how many bytes they have together, and the hash of each."""

    files: int
    size: int
    digests: Mapping[str, str]


def write_manifest(folder: Path, known: Mapping[str, str], sized: Mapping[str, int] = MappingProxyType({})) -> Written:
    """Write the manifest of a finished folder (format of GNU coreutils' sha256sum), and the mark; return how many files it names, and their size.

    `known` are hashes by path that need not be computed again, `sized` sizes of files that everybody may read already. Every file and folder is made readable for all, whatever the umask is
    and whatever a plug-in has set.
    """
    mark = folder / MARK
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_bytes(MARK_TEXT)
    # By text, not by Path: Windows would order paths without regard to case.
    sizes = dict(_settled(folder, sized))
    sizes.pop(MANIFEST, None)
    sizes.pop(SIGNATURE, None)
    digests = {name: known.get(name) or hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(sizes)}
    (folder / MANIFEST).write_bytes(b"".join(map(_line, digests.keys(), digests.values())))
    _set_mode(str(folder / MANIFEST), 0o644)
    return Written(len(sizes), sum(sizes.values()), digests)


def tell_size(size: int, output: str, problems: Problems) -> None:
    """Warn of an output that is nearly too large for some hosts; `output` is how problems name its folder."""
    if size > LARGE:
        what = f"the site has {size // 10**6} MB, and GitHub Pages takes no more than 1 GB"
        do = "publish it elsewhere, or take fewer or smaller pictures and files in extra/"
        problems.warn(output, 0, what, do, topic="output")


def _line(name: str, digest: str) -> bytes:
    written = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], os.fsencode(name))
    escaped = b"\\" if _ESCAPED.search(written) else b""
    return escaped + digest.encode() + b"  " + written + b"\n"


def _settled(folder: Path, sized: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield path inside the folder and size of every file, after giving it and its folder their modes; no Path for each of thousands."""
    for name, entry in _below(str(folder)):
        size = sized.get(name)
        if size is not None:
            yield name, size
        elif entry.is_dir():
            _set_mode(entry, 0o755)
        else:
            _set_mode(entry, 0o644)
            yield name, entry.stat(follow_symlinks=False).st_size


def _below(top: str, passed: Callable[[str], bool] = lambda _name: False) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is in a folder, however deep, by path inside it; each folder before what lies in it, and nothing behind a link.

    What `passed` tells of a path is left out with all in it, and so is what a folder holds that cannot be read. The system says of most
    entries what they are without being asked for each: os.walk asks twice.
    """
    left = [""]
    while left:
        inside = left.pop()
        with suppress(OSError), os.scandir(f"{top}/{inside}") as entries:
            for entry in entries:
                name = f"{inside}{entry.name}"
                if not passed(name):
                    yield name, entry
                    if entry.is_dir(follow_symlinks=False):
                        left.append(f"{name}/")


def _set_mode(path: str | os.DirEntry[str], mode: int) -> None:
    if os.name == "posix":
        now = (path.stat(follow_symlinks=False) if isinstance(path, os.DirEntry) else os.lstat(path)).st_mode
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
        if named := named_in(line):
            found[os.fsdecode(named[0])] = named[1]
    return found


def named_in(line: bytes) -> tuple[bytes, str] | None:
    """Return the name and the hash of a line of a manifest, which has no end any more; None where it is no such line."""
    matched = _LINE.fullmatch(line)
    if not matched:
        return None
    name = re.sub(rb"\\[\\nr]", lambda found: _UNESCAPED[found[0]], matched[3]) if matched[1] else matched[3]
    return name, matched[2].decode()


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


def strangers(output: Path, retained: tuple[str, ...] = (), there: Iterable[str] = ()) -> list[str]:
    """Return the files of a folder that Dateline did not make, by path inside it; all of them where it does not bear Dateline's mark.

    `there` are the files of the folder where they are known.
    """
    made = made_by_dateline(output)
    ours = {*made, MANIFEST, SIGNATURE} if made else set()
    return sorted(set(there or dict(numbered(output, retained))) - ours)


def files_below(folder: Path) -> Iterator[str]:
    """Yield all files and links in a folder, however deep, by path inside it."""
    return (name for name, _ in numbered(folder))


def numbered(output: Path, retained: tuple[str, ...] = ()) -> Iterator[tuple[str, int]]:
    """Yield all files and links in a folder, however deep, by path inside it, each with its number (inode); `retained` names what is passed over."""

    def passed(name: str) -> bool:
        return ("/" not in name and name in retained) or made_by_desktop(name.rpartition("/")[2])

    # What lies behind a link is not this folder's, and nothing goes through links when it is deleted.
    return ((name, entry.inode()) for name, entry in _below(str(output), passed) if not entry.is_dir(follow_symlinks=False))
