"""Names of files: which are passed over, which no site can carry, when two of them are the same, how they are shown and named."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

_DESKTOP = frozenset(
    "thumbs.db ehthumbs.db ehthumbs_vista.db desktop.ini $recycle.bin .ds_store .localized .appledouble .apdisk .fseventsd "
    ".spotlight-v100 .trashes .temporaryitems .documentrevisions-v100 .directory __macosx @eadir #recycle icon\r icon\uf00d".split(" ")
)
"""What Windows, macOS, KDE and network drives put into folders that they show, in small letters. macOS ends "Icon" with a carriage return."""
_BY_DESKTOP = re.compile(r"\._.*|\.trash-\d+|\.nfs[0-9a-f]+|\.fuse_hidden.*|.*[:\uf03a]zone\.identifier", re.DOTALL)
"""The same, by pattern: halves of files (AppleDouble), bins, files deleted while open, marks of where a file came from."""
_BY_EDITOR = re.compile(
    r".*~"  # a copy of what was there before: most editors
    r"|#.*#|\.#.*"  # Emacs: what is not saved yet, and who is editing
    r"|\.?~\$.*|~.*\.tmp|\.~lock\..*#"  # offices: who is editing, and half-saved files
    r"|.*\.sw[k-px]|.*\.(bak|orig|rej)",  # Vim; copies of editors and of merges
    re.DOTALL,
)
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060\u3164\ufeff\uffa0")
"""Characters without a shape of their own. Not those that join and part letters (U+200C, U+200D): Persian and emoji need them."""


def nfc(name: str) -> str:
    """Return a name as it is compared and published: letters composed (Unicode normalisation form C).

    macOS takes the letters of names apart, texts are written in one; the two look the same and are the same name.
    """
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def made_by_desktop(name: str) -> bool:
    """Tell whether a system made a file or folder just because somebody looked at the folder that it is in."""
    small = name.lower()
    # What neither begins nor ends as the pattern does is not held against it: of thousands of files that takes longest.
    return small in _DESKTOP or ((small.startswith(".") or small.endswith("identifier")) and bool(_BY_DESKTOP.fullmatch(small)))


def left_behind(name: str) -> bool:
    """Tell whether a file or folder is a system's or an editor's and nobody's content: locks, copies, what a desktop needs."""
    return made_by_desktop(name) or bool(_BY_EDITOR.fullmatch(name.lower()))


def wrong_with(name: str) -> str:
    """Return what is wrong with the name of a file or folder, as a predicate ("is not UTF-8"); empty if nothing is."""
    if name.isascii() and name.isprintable():
        return ""
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8, as Python hands them on (PEP 383)
        return "is not UTF-8"
    for character in name:
        if unicodedata.category(character) in ("Cc", "Zl", "Zp"):
            return f"holds a control character (U+{ord(character):04X})"
        if character in _INVISIBLE or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
            return f"holds a character that nobody can see (U+{ord(character):04X})"
    return ""


def shown(name: str) -> str:
    """Return a name as it can be printed: what is not UTF-8, and what would break a line, as escapes."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        character.encode("unicode_escape").decode("ascii") if wrong_with(character) else character for character in text
    )


def label_of(file: Path) -> str:
    """Return how a file is named in problems: relative to the working folder where it lies below it. Links are not followed."""
    whole, here = os.path.abspath(file), os.getcwd()  # noqa: PTH100, PTH109 (Path.resolve() follows links, and is slow)
    if not within(whole, here):
        whole = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))  # noqa: PTH118, PTH119, PTH120
    if not within(whole, here):
        return shown(nfc(file.as_posix()))
    return shown(nfc(whole[len(os.path.join(here, "")) :].replace(os.sep, "/") or "."))  # noqa: PTH118


def within(path: str, folder: str) -> bool:
    """Tell whether a path is a folder's or lies in it, by text alone."""
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118
