"""The names of the output's files as the plainest file systems see them: without regard to case, in one form of Unicode.

On Windows, macOS and a FAT stick `About/` and `about/` are one folder; whichever of two files comes second replaces the first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

OWN = "the site itself"
"""Who uses an address that no file of the content asked for."""


def folded(name: str) -> str:
    """Return a name as it is compared: case folded, in form NFC (Unicode 3.13, D145; UAX 15)."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class Names:
    """Names that are taken, each with its user: `the site itself`, or the file that asked for it."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[str, str]] = {}
        self._folders: dict[str, tuple[str, str]] = {}

    def take(self, name: str, user: str) -> str:
        """Take a file's name (with `/` between folders); return what is wrong with that, nothing when it was free."""
        key = folded(name)
        # A slash stays what it is, and nothing on its one side changes what is on its other one.
        folders = dict(zip(_folders(key), _folders(name), strict=True))
        wrong = self._clash(name, key, folders)
        if not wrong:
            self._files[key] = (name, user)
            for at, folder in folders.items():
                if at not in self._folders:
                    self._folders[at] = (folder, user)
        return wrong

    def _clash(self, name: str, key: str, folders: Mapping[str, str]) -> str:
        there = self._files.get(key) or self._folders.get(key)
        if there:
            return _told(name, name, *there)
        for at, folder in folders.items():
            if file := self._files.get(at):
                return _told(name, folder, *file)
            known = self._folders.get(at)
            if known and known[0] != folder:
                return _told(name, folder, *known)
        return ""


def _folders(name: str) -> Iterator[str]:
    """Yield the folders of a file, the outermost first."""
    at = name.find("/")
    while at >= 0:
        yield name[:at]
        at = name.find("/", at + 1)


def _told(name: str, part: str, spelled: str, user: str) -> str:
    """Return who uses an address; `part` of it is what clashes with what is there, `spelled` so."""
    address = f"the address /{name} is used by {user}"
    return address if part == spelled else f"{address}, as /{spelled}: on many systems the two are one"
