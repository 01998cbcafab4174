"""Which letters a site uses, and how they are shared out among its font files."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

BASIC = frozenset(
    [*map(chr, range(0x20, 0x7F)), *"\u00a0\u202f\u2009§©°·×«»‹›–—‘’“”‚„…′″→−€"]
)
"""What every font file holds that is not made for single other letters: English, figures and the signs of typesetting."""


UNSEEN = {"set in type": False}
"""Metadata of a field whose words are not on the page: they are heard, or show in the system's own type when somebody points at them."""


def letters_of(values: Iterable[Any]) -> frozenset[str]:
    """Return every letter in the texts of pages' values, however deep, but for fields that say `metadata=UNSEEN` and letters of ASCII.

    Every font file has those (see BASIC). Style sheets turn no letter into another.
    """
    found: set[str] = set()
    for value in values:
        found.update("".join(_texts(value)).encode().translate(None, _ASCII).decode())
    return frozenset(found)


_ASCII = bytes(range(0x80))


def _texts(value: Any) -> list[str]:
    """Return all texts in one page's value that are more than ASCII; what stands on it several times is looked at once."""
    texts: list[str] = []
    seen: set[int] = set()
    left = [value]
    while left:
        value = left.pop()
        read = _READERS[type(value)]
        if read is _text:
            if not value.isascii():
                texts.append(value)
        elif read is tuple:
            left += value
        elif read and id(value) not in seen:
            seen.add(id(value))
            left += read(value)
    return texts


WIDE = frozenset("‘’“”…—·")
"""Signs that Chinese and Japanese write as wide as a character of their own: their fonts have these, and not the site's."""
WITH_LATIN = frozenset(("CYRILLIC", "GREEK"))
"""Scripts whose letters the same font has as Latin ones."""
_ARABIC = frozenset(
    map(chr, (*range(0x600, 0x700), *range(0x750, 0x780), *range(0x870, 0x900), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD), 0x200C, 0x200D))
)
"""Blocks of Arabic script with its figures, vowel signs and punctuation, and the two signs that join and part its letters."""
_SCRIPTS = {
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    **dict.fromkeys("Arab Aran ar ckb fa ks lrc mzn pnb ps sd ug ur".split(), "ARABIC"),
    **dict.fromkeys("Hans Hant Hani Jpan ja yue zh".split(), "HAN"),
    **dict.fromkeys("ab av ba be bg bua ce cv kbd kk kv ky lez mk mn os ru rue sah sr tg tt tyv udm uk".split(), "CYRILLIC"),
    "el": "GREEK",
}
"""Scripts by subtag (ISO 15924) or by the language that is mostly written in them (Unicode CLDR, likelySubtags); all others: Latin."""


def script_of(language: str) -> str:
    """Return the script that a language tag (BCP 47) stands for, as letters' Unicode names begin: "CYRILLIC" for "ru", "LATIN" for "kk-Latn"."""
    first, *rest = language.split("-")
    named = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), first.lower())
    return _SCRIPTS.get(named, "LATIN")


def shared_out(letters: Iterable[str], available: frozenset[str], script: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the letters of the main file, which every page loads, and those of the other one, for pages that need them.

    The main file has the signs that all scripts share and the letters of the site's own script; on an English site, names in Kazakh go
    into the other one. `available` is what the font has.
    """
    wanted = (frozenset(letters) | BASIC) & available
    if script == "HAN":
        wanted, script = wanted - WIDE, "LATIN"
    main = {letter for letter in wanted if letter in BASIC or _script(letter) in ("", script)}
    return frozenset(main), frozenset(wanted - main)


def arabic_of(letters: Iterable[str]) -> frozenset[str]:
    """Return those of some letters that are Arabic script: no font has them together with Latin ones, and they need rules of their own to join."""
    return _ARABIC.intersection(letters)


def unicode_range(letters: Iterable[str]) -> str:
    """Return letters as the value of `unicode-range` (CSS Fonts 4, 4.5), neighbours drawn together."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in spans)


def _script(letter: str) -> str:
    """Return the script of a letter as its Unicode name begins ("LATIN", "CYRILLIC"); nothing for signs and figures.

    Python's Unicode data has no property Script; for the scripts that text fonts have, names say the same.
    """
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


_Reader = Callable[[Any], tuple[Any, ...]]


def _text(value: str) -> tuple[str, ...]:
    """Stand for what texts are read with, which are taken as they are."""
    return (value,)


class _Readers(dict[type, "_Reader | None"]):
    """What gives the fields of a class's values that may hold letters; none for a class that holds none. A page has a thousand values, of some twenty classes."""

    def __missing__(self, kind: Any) -> _Reader | None:
        read: _Reader | None = None
        if issubclass(kind, str):
            read = _text
        elif issubclass(kind, tuple):
            read = tuple
        elif is_dataclass(kind):
            names = [field.name for field in fields(kind) if field.metadata != UNSEEN]
            read = (lambda value: (getattr(value, names[0]),)) if len(names) == 1 else attrgetter(*names) if names else None
        self[kind] = read
        return read


_READERS = _Readers()
