"""Cuts letters out of a font: a WOFF2 file with just these and what typesetting needs of them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.problems import SetupBroken

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

PLAIN = ("ccmp", "locl", "mark", "mkmk", "kern", "liga")
"""The font's features that every text needs (OpenType 1.9 feature registry): combined and local forms, kerning, ligatures."""
FINE = (*PLAIN, "onum", "pnum", "smcp")
"""Besides them old-style and proportional figures and small capitals. Without these features, figures are lining and of one width."""
FULL = tuple(feature for feature in FINE if feature != "smcp")
"""For scripts that are written besides Latin letters: twice as many letters as those have, which leaves no room for small capitals."""
JOINED = (*PLAIN, "isol", "init", "medi", "fina", "rlig", "pnum")
"""Besides the plain ones what Arabic script cannot do without: the forms that letters have as they join, and the ligatures of lam and alef."""

_NAMES = frozenset((1, 2, 3, 4, 6, 13, 14))
"""Which of a font's names are kept: family, style, unique, full and PostScript name, the licence and its address (OpenType 1.9, name IDs)."""
_ENGLISH = 0x0409
"""The language of names that is kept: English, United States (OpenType 1.9, Windows language IDs)."""
_AGAIN = "run `invoke fonts`, or take the theme's fonts from the repository again"


def read_font(font: Path) -> bytes:
    """Return the bytes of one of the theme's fonts. Raises SetupBroken where it is missing."""
    try:
        return font.read_bytes()
    except FileNotFoundError as error:
        raise SetupBroken(f"theme/fonts/{font.name}", 0, "the font is missing", _AGAIN, topic="theme") from error
    except OSError as error:
        raise SetupBroken.by(error, f"theme/fonts/{font.name}") from error


def letters_in(font: Path) -> frozenset[str]:
    """Return the letters that a font has. Raises SetupBroken where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # as in `cut`

    data = read_font(font)
    try:
        with TTFont(io.BytesIO(data), lazy=True) as opened:
            return frozenset(map(chr, opened.getBestCmap() or ()))
    except (TTLibError, OSError, KeyError, ValueError) as error:
        what = f"the font cannot be read ({str(error)[:80] or type(error).__name__})"
        raise SetupBroken(f"theme/fonts/{font.name}", 0, what, _AGAIN, topic="theme") from error


def cut(font: Path, data: bytes, letters: Iterable[str], features: Iterable[str]) -> bytes:
    """Return a font with only these letters and features, as WOFF2 (W3C WOFF File Format 2.0). Raises SetupBroken where it cannot be read."""
    # Imported here: a site that needs no letters but the basic ones never waits for it.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont, TTLibError

    try:
        # Lazy: most pairs of letters that a font kerns are dropped without being looked at.
        with TTFont(io.BytesIO(_unpacked(data)), recalcTimestamp=False, lazy=True) as opened:
            options = Options()
            options.layout_features = list(features)
            options.hinting = False  # no screen that shows variable fonts uses it
            options.notdef_outline = True
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=[ord(letter) for letter in letters])
            names = opened["name"]
            del opened["name"]  # the subsetter would look for what names them in every pair that is kerned
            subsetter.subset(opened)
            opened["name"] = _needed(names, opened)
            opened.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # else the bytes would depend on whether uharfbuzz is installed
            opened.flavor = "woff2"
            file = io.BytesIO()
            opened.save(file)
    except (TTLibError, OSError, KeyError, ValueError) as error:
        what = f"the font cannot be read ({str(error)[:80] or type(error).__name__})"
        raise SetupBroken(f"theme/fonts/{font.name}", 0, what, _AGAIN, topic="theme") from error
    return file.getvalue()


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> bytes:
    """Return a font as it is without WOFF2: to put its outlines together again takes a third of the time of cutting, and one font is cut several times."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True) as opened:
        if opened.flavor != "woff2":
            return data
        opened.flavor = None
        file = io.BytesIO()
        opened.save(file, reorderTables=None)
    return file.getvalue()


def _needed(names: Any, font: TTFont) -> Any:
    """Return a table of names with the font's own in English and those of its axes and instances, as the subsetter leaves it.

    Nothing else names any: of the features, only stylistic sets, character variants and `size` may (OpenType 1.9 feature registry).
    """
    from fontTools.ttLib.tables._n_a_m_e import NameRecordVisitor

    named = NameRecordVisitor()
    for tag in ("fvar", "STAT"):
        if tag in font:
            named.visit(font[tag])
    kept = named.seen | _NAMES
    names.names = [one for one in names.names if one.nameID in kept and one.isUnicode() and one.langID == _ENGLISH]
    return names
