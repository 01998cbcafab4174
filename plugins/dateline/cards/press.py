"""What cards are set in: the theme's fonts, and the libraries without which letters that join cannot be set."""

from __future__ import annotations

import hashlib
import unicodedata
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dateline.bidi import turns
from dateline.cards.card import Card
from dateline.dataclass import dataclass
from dateline.fonts.cache import FontCache
from dateline.fonts.cut import read_font
from dateline.fonts.faces import ARABIC, without_type
from dateline.theme import Theme

SHAPING = ("uharfbuzz", "python-bidi")
"""What finds the forms and the order of letters that join (the extra `cards`). Pillow's own way depends on what the system has: FriBiDi, or not."""
JOINERS = "\u200c\u200d"
"""Which letters join, said by hand (Unicode, 23.2): Persian cannot do without."""


@dataclass(frozen=True)
class Press:
    """Two fonts, the letters that each has, and whether letters of the other direction can be set. `version` is a hash of what shapes drawn words."""

    roman: Path
    arabic: Path
    upright: frozenset[str]
    joining: frozenset[str]
    shaping: bool
    version: str

    def sets(self, card: Card) -> bool:
        """Tell whether every letter of a card can be set. A card that lacks some is not made: a box in the place of a letter says nothing."""
        return self._has(card) and (self.shaping or not needs_shaping(card))

    def lacks_shaping(self, card: Card) -> bool:
        """Tell whether all that a card lacks are the libraries."""
        return not self.shaping and needs_shaping(card) and self._has(card)

    def _has(self, card: Card) -> bool:
        # Of the few letters that are left, blanks and signs that nobody sees are never drawn (see `spaced`, `without_controls`).
        left = set().union(*card.lines) - self.upright - self.joining
        return all(unicodedata.category(sign) in _UNDRAWN for sign in left)


_UNDRAWN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
"""General categories of Unicode: blanks, line ends, and signs that are not seen."""


def press_of(theme: Theme, cache: FontCache) -> Press | None:
    """Return what a theme sets cards in; None where it has no type of its own. Raises SetupBroken for a font that cannot be read."""
    roman, arabic = theme.find("fonts/roman.woff2"), theme.find(f"fonts/{ARABIC}")
    if not theme.find("fonts/letters.txt").is_file() or without_type(theme):
        return None
    versions = tuple(_version(name) for name in SHAPING)
    fonts = tuple(hashlib.sha256(read_font(font)).hexdigest() for font in (roman, arabic))
    return Press(roman, arabic, cache.letters(roman), cache.letters(arabic), all(versions), hashlib.sha256(repr((fonts, versions)).encode()).hexdigest()[:12])


def needs_shaping(card: Card) -> bool:
    """Tell whether a card has letters that are written from right to left."""
    return any(turns(line, "ltr") for line in card.lines)


def spaced(text: str) -> str:
    """Return a text as it is drawn: blanks of any width as one kind, or one where no line may end."""
    kept = (_blank(sign) if unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Cc") else sign for sign in text)
    return " ".join(part for part in "".join(kept).split(" ") if part)


def without_controls(text: str) -> str:
    """Return a text without the signs that nobody sees: joiners, isolates, places for hyphens."""
    return "".join(sign for sign in spaced(text).replace("\u00a0", " ") if unicodedata.category(sign) != "Cf")


def _blank(sign: str) -> str:
    return "\u00a0" if sign in "\u00a0\u202f\u2007" else " "


def missing() -> list[str]:
    """Return the libraries that are not installed."""
    return [name for name in SHAPING if not _version(name)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
