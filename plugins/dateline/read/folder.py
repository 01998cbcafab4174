"""The walk through the content folder: finds every file in it, and tells what can be none. Nothing is opened, nothing beyond is touched.

It is walked once, before Pelican walks it (see `hooks`), so that Pelican reads what was found here and nothing else.
"""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.problems import Problems, os_problem
from dateline.read.names import label_of, left_behind, nfc, shown, within, wrong_with

_KINDS = {
    stat.S_IFIFO: "this is a named pipe, not a file",
    stat.S_IFSOCK: "this is a socket, not a file",
    stat.S_IFCHR: "this is a device, not a file",
    stat.S_IFBLK: "this is a device, not a file",
}
"""What lies about besides files and folders (POSIX, sys/stat.h)."""
_TAKE_OUT = "take it out"


@dataclass(frozen=True)
class File:
    """A file: where it lies, and its name in the content folder, composed (NFC), with slashes: `pictures/square.png`."""

    file: Path
    name: str

    @property
    def ending(self) -> str:
        """The ending in small letters, with its point."""
        return os.path.splitext(self.name)[1].lower()  # noqa: PTH122 (a Path for each of thousands of files)


@dataclass(frozen=True)
class Folder:
    """All files below a folder, by name; `label` is how the folder is named in problems.

    `folders` are the names of all folders in it, `refused` the names of what was told and is not among the files.
    """

    root: Path
    label: str
    files: tuple[File, ...] = ()
    folders: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass
class _Walk:
    home: str
    label: str
    ignored: tuple[str, ...]
    problems: Problems
    files: list[File] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def tell(self, name: str, what: str, do: str) -> None:
        self.refused.append(name)
        self.problems.add(shown(f"{self.label}/{name}"), 0, what, do, topic="files")


@dataclass(frozen=True)
class _Way:
    """A folder that is to be walked: where it lies, its name with a slash behind it, the real folders that it is in, and whether a link led here."""

    path: str
    name: str
    above: tuple[str, ...]
    linked: bool


def walk(root: Path, ignored: Iterable[str], problems: Problems) -> Folder:
    """Return what lies in the content folder. `ignored` are patterns of names that are passed over (IGNORE_FILES)."""
    home = os.path.realpath(root)
    found = _Walk(home, label_of(root), tuple(ignored), problems)
    left = [_Way(str(root), "", (home,), linked=False)]
    while left:
        left += _walked(left.pop(), found)
    files = sorted(found.files, key=lambda file: file.name.split("/"))
    return Folder(root, found.label, tuple(files), tuple(sorted(found.folders)), tuple(found.refused))


def _walked(way: _Way, found: _Walk) -> Iterator[_Way]:
    """Take the files of one folder, and yield the folders in it."""
    try:
        with os.scandir(way.path) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        label = shown(f"{found.label}/{way.name}".rstrip("/"))
        found.refused.append(way.name.rstrip("/"))
        found.problems.note(os_problem(error, label))
        return
    first: dict[str, str] = {}
    for entry in entries:
        if _passed_over(entry.name, found.ignored):
            continue
        name = way.name + nfc(entry.name)
        if wrong := wrong_with(entry.name):
            noun = "folder" if entry.is_dir(follow_symlinks=False) else "file"
            found.tell(name, f"the name of this {noun} {wrong}", "rename it")
        elif name in first:
            what = "two files have this name, one with its letters composed, one with them taken apart"
            found.tell(name, what, "rename or delete one of the two")
        elif entry.is_symlink() or getattr(entry, "is_junction", bool)():
            yield from _linked(entry, name, way, found)
        elif entry.is_dir(follow_symlinks=False):
            found.folders.append(name)
            yield _Way(entry.path, f"{name}/", (*way.above, os.path.join(way.above[-1], entry.name)), way.linked)  # noqa: PTH118
        elif entry.is_file(follow_symlinks=False):
            found.files.append(File(Path(entry.path), name))
        else:
            _tell_kind(entry.path, name, found)
        first.setdefault(name, entry.name)


def _linked(entry: os.DirEntry[str], name: str, way: _Way, found: _Walk) -> Iterator[_Way]:
    """Take what a link leads to, if it lies in the content folder and the way there ends."""
    target = os.path.realpath(entry.path)
    if target in way.above or way.above[0].startswith(os.path.join(target, "")):  # noqa: PTH118
        leads = found.label + target.removeprefix(found.home).replace(os.sep, "/") if within(target, found.home) else "what content lies in"
        found.tell(name, f"the link leads back to {shown(nfc(leads))}", _TAKE_OUT)
        return
    if not within(target, found.home):
        noun = "folder" if entry.is_dir() else "file"
        found.tell(name, f"the {noun} is a link out of the content folder", f"copy the {noun} itself into it, or take the link out")
        return
    try:
        mode = os.stat(target).st_mode  # noqa: PTH116
    except OSError:  # nothing there, or links that lead to each other
        found.tell(name, "the link leads nowhere", _TAKE_OUT)
        return
    if stat.S_ISREG(mode):
        found.files.append(File(Path(entry.path), name))
    elif not stat.S_ISDIR(mode):
        _tell_kind(target, name, found)
    elif way.linked:
        # Else a few folders full of links to each other would be as many files as there are ways through them.
        found.tell(name, "the link lies in a folder that is a link itself", "copy the folder itself to where it is needed")
    else:
        found.folders.append(name)
        yield _Way(entry.path, f"{name}/", (*way.above, target), linked=True)


def _tell_kind(path: str, name: str, found: _Walk) -> None:
    try:
        kind = stat.S_IFMT(os.lstat(path).st_mode)
    except OSError:
        kind = 0
    found.tell(name, _KINDS.get(kind, "this is no ordinary file"), _TAKE_OUT)


def _passed_over(name: str, ignored: tuple[str, ...]) -> bool:
    """Tell whether a file or folder is none of the content: hidden, left behind, or named in IGNORE_FILES."""
    if (name.startswith(".") and name != ".well-known") or left_behind(name):
        return True
    return any(fnmatch.fnmatch(name, pattern) for pattern in ignored)
