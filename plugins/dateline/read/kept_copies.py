"""Kept copies: files that show what sources said, held against the hashes that were written down with them.

They lie in content/kept/, or, where they must not be public, in the folder that DATELINE["kept"] names. A file is hashed again when its size or times
have changed.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from dateline.cache import Store
from dateline.dataclass import dataclass
from dateline.problems import Misread, Problem, Problems, near_file_or, os_problem
from dateline.read.foreign import pointer
from dateline.read.records import Record
from dateline.read.wacz import CapturedPage, WebArchive, read_wacz

HOME = "kept"
"""The folder in the content folder, and the one in the output."""
WACZ = ".wacz"
PUBLISHED: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
    ".txt": (),
    WACZ: (b"PK\x03\x04",),
}
"""What may be published, by ending, and how its bytes begin: nothing that a browser runs. Pages of others (HTML), drawings with scripts (SVG) and the
like would run as ours, with all that our address may do."""
_FORM = 1
"""Changes with the form of what is remembered."""
_RACY_NS = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before could change again without its times showing it (FAT counts by 2 s)."""


@dataclass(frozen=True)
class KeptFile:
    """A kept copy that is here: the file, its size in bytes, and what a web archive holds."""

    file: Path
    size: int
    archive: WebArchive | None = None


class Seen(NamedTuple):
    """What a file looked like when it was hashed: size, times of change of content and of the file in ns, number; and its SHA-256."""

    status: list[int]
    digest: str


@dataclass
class Looked:
    """What was found of kept copies: those that are here by name, how many are not on this machine, and what another build would look at.

    `elsewhere` are files outside of the content folder by path; `absent` are paths where nothing is.
    """

    files: dict[str, KeptFile] = field(default_factory=dict)
    unchecked: int = 0
    elsewhere: dict[str, Seen] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


class Hashes:
    """What is known of kept copies: hashes by path, size and times; web archives by hash. Deleting the file is always safe."""

    def __init__(self, file: Path) -> None:
        self._store, self._name = Store(file.parent), file.name
        found = self._store.get_json(self._name)
        good = isinstance(found, dict) and found.get("form") == _FORM
        self._before: dict[str, Any] = found if good else {"form": _FORM, "files": {}, "archives": {}}
        self._files: dict[str, list[Any]] = {}
        self._archives: dict[str, Any] = {}

    def of(self, file: Path) -> Seen:
        """Return the SHA-256 of a file. Raises OSError, and Misread for a pointer to one."""
        stat = file.stat()
        status = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
        known = self._before["files"].get(str(file))
        if known and known[:-1] == status and os.name != "nt":  # Windows' second time says when a file was made
            self._files[str(file)] = known
            return Seen(status, known[-1])
        with file.open("rb") as opened:
            if wrong := pointer(opened.read(1024)):
                raise Misread(*wrong, topic="kept-copies")
            opened.seek(0)
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        if max(status[1:3]) < time.time_ns() - _RACY_NS:
            self._files[str(file)] = [*status, digest]
        return Seen(status, digest)

    def archive(self, file: Path, digest: str) -> WebArchive:
        """Return what a web archive with a hash holds. Raises Misread, OSError."""
        known = self._archives.get(digest) or self._before["archives"].get(digest)
        if known is None:
            try:
                found = read_wacz(file)
                known = {"count": found.count, "pages": [[page.url, page.title, page.at] for page in found.pages]}
            except Misread as wrong:
                known = {"wrong": [wrong.what, wrong.do]}
        self._archives[digest] = known
        if "wrong" in known:
            raise Misread(*known["wrong"], topic="kept-copies")
        return WebArchive(tuple(CapturedPage(*page) for page in known["pages"]), known["count"])

    def save(self) -> None:
        """Write what was asked for in this run, and nothing older."""
        now = {"form": _FORM, "files": self._files, "archives": self._archives}
        if now != self._before:
            self._store.put_json(self._name, now)


def kept_folder(content: Path, written: str) -> Path | None:
    """Return the folder that DATELINE["kept"] names, beside the content where it is no whole path; None where it names none."""
    # Not expanduser, which raises for a user whom there is not.
    return content.parent / os.path.expanduser(written) if written else None  # noqa: PTH111


def copies_of(sources: Iterable[Record]) -> Iterator[Record]:
    """Yield the kept copies of which name and hash could be read."""
    return (copy for source in sources for copy in source.items if copy.has("file") and copy.has("sha256"))


def by_digest(sources: Iterable[Record], files: Mapping[str, KeptFile]) -> dict[str, Path]:
    """Return the kept copies that are here, by the SHA-256 that sources name."""
    return {copy.text("sha256"): files[copy.text("file")].file for copy in copies_of(sources) if copy.text("file") in files}


def look(
    sources: tuple[Record, ...], inside: Mapping[str, Path], outside: Path | None, label: str, hashes: Hashes, problems: Problems, *, whole: bool = True
) -> Looked:
    """Return what is here of the kept copies that sources name; what is wrong with them is in `problems`.

    `inside` are the files in content/kept/ by name, `outside` the folder of copies that must not be public, `label` how the content folder is
    named in problems. Where `whole` is False, sources could not be read: which files nobody names is then not known.
    """
    copies = tuple(copies_of(sources))
    named = {copy.text("file") for copy in copies}
    public = {copy.text("file") for copy in copies if copy.flag("publish")}
    # Git holds what is published at most: on a machine that has only that, the others cannot be checked.
    here = os.path.isdir(outside) if outside else not public.issuperset(inside)  # noqa: PTH112 (which raises where nobody may look)
    if outside and os.path.isfile(outside):  # noqa: PTH113
        problems.note(Problem(str(outside), 0, 'DATELINE["kept"] names a file', "write the name of a folder", setup=True, topic="settings"))
        return Looked()
    home = f"{label}/{HOME}/" + (f" nor in {outside}" if outside else "")
    looked, unchecked = Looked(), set()
    for name, copy in _once(sources, problems):
        try:
            beyond = outside / name if outside and (outside / name).is_file() else None
        except OSError as error:  # a name that is too long, a folder that nobody may enter
            problems.note(os_problem(error, copy.path, copy.at("file")))
            continue
        file = inside.get(name) or beyond
        if file:
            _look_at(copy, file, hashes, looked, problems, outside=name not in inside)
        elif here or copy.flag("publish"):
            do = near_file_or(name, set(inside) - named, "put it there, correct the name, or delete what is said of it")
            problems.add(copy.path, copy.at("file"), f'the kept copy "{name}" is not in {home}', do, topic="kept-copies")
        else:
            unchecked.add(name)
    looked.unchecked = len(unchecked)
    if unchecked and outside:
        looked.absent = (str(outside),)
    for name in sorted(set(inside) - named) if whole else ():
        do = "let a source name it: `dateline keep SOURCE FILE`; or take it out"
        problems.warn(f"{label}/{HOME}/{name}", 0, "no source names this kept copy", do, topic="kept-copies")
    return looked


def _once(sources: Iterable[Record], problems: Problems) -> Iterator[tuple[str, Record]]:
    """Yield the kept copies by their names; one that a source names a second time is told."""
    for source in sources:
        first: dict[str, int] = {}
        for copy in copies_of([source]):
            name, line = copy.text("file"), copy.at("file")
            if first.setdefault(name, line) == line:
                yield name, copy
            else:
                what = f'the kept copy "{name}" stands a second time at "{source.key}"'
                problems.add(copy.path, line, what, f"keep one (the first is on line {first[name]})", topic="kept-copies")


def _look_at(copy: Record, file: Path, hashes: Hashes, looked: Looked, problems: Problems, *, outside: bool) -> None:
    """Hold one file against its record."""
    name, line = copy.text("file"), copy.at("file")
    archive = None
    try:
        seen = hashes.of(file)
    except Misread as wrong:
        problems.add(copy.path, line, f'the kept copy "{name}": {wrong.what}', wrong.do, topic=wrong.topic)
        return
    except OSError as error:
        problems.note(os_problem(error, copy.path, line))
        return
    try:
        if outside:
            looked.elsewhere[str(file)] = seen
        if seen.digest != copy.text("sha256"):
            what = f'the kept copy "{name}" is not the file that was recorded: its SHA-256 is {seen.digest}'
            do = "put the recorded file back; if another is meant to stand in its place, write its hash, and when it was captured"
            problems.add(copy.path, copy.at("sha256"), what, do, topic="kept-copies")
            return
        check_filled(seen.status[0])
        if copy.flag("publish"):
            check_fit(name, file)
        archive = hashes.archive(file, seen.digest) if name.lower().endswith(WACZ) else None
    except Misread as wrong:
        if copy.flag("publish"):
            problems.add(copy.path, line, f'the kept copy "{name}": {wrong.what}', wrong.do, topic=wrong.topic)
            return
        # Whatever it is, it is what was recorded, and it stays with us.
        problems.warn(copy.path, line, f'the kept copy "{name}": {wrong.what}', wrong.do, topic=wrong.topic)
    except OSError as error:
        problems.note(os_problem(error, copy.path, line))
        return
    looked.files[name] = KeptFile(file, seen.status[0], archive)


def check_filled(size: int) -> None:
    """Make sure that a file holds something: what an interrupted download left shows nothing. Raises Misread."""
    if not size:
        raise Misread("it is empty", "keep a file that shows what the source said, or delete what is said of it", topic="kept-copies")


def check_fit(name: str, file: Path) -> None:
    """Make sure that a file may be published. Raises Misread where it may not, OSError."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122
    if ending not in PUBLISHED:
        do = f"keep it with `publish: no`, or publish a picture of it: {', '.join(PUBLISHED)}"
        raise Misread("files of this kind are not published, because browsers might run them", do, topic="kept-copies")
    begins = PUBLISHED[ending]
    with file.open("rb") as opened:
        first = opened.read(16)
        if begins and (not first.startswith(begins) or (ending == ".webp" and first[8:12] != b"WEBP")):  # RIFF is sound, too
            raise Misread("it is not what its ending says", "give it the ending of what it is, or keep it with `publish: no`", topic="kept-copies")
