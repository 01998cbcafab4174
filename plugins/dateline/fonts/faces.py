"""The font files of a site and the rules that name them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.fonts.cache import FontCache, Made
from dateline.fonts.cut import FINE, FULL, JOINED, PLAIN, read_font
from dateline.fonts.letters import BASIC, WITH_LATIN, arabic_of, script_of, shared_out, unicode_range
from dateline.model.address import Address, Place, rooted, shared, url
from dateline.theme import Theme

FAMILY = "Dateline Serif"
"""The family's name. The font is Source Serif 4, a name that its licence keeps for the unchanged font."""
STYLES = {"roman": ("normal", "400 700"), "italic": ("italic", "400")}
"""The theme's fonts by name: `font-style` and `font-weight` of their rules."""


ARABIC = "arabic.woff2"
"""The theme's font for Arabic script. It has one style, for that script has no italic."""


@dataclass(frozen=True)
class Face:
    """A font file: where it is published, the file, and its rule's style and weight.

    `letters` are those that it is for, where another file has the rest; none for one that every page names.
    """

    address: Address
    made: Made
    style: str
    weight: str
    letters: frozenset[str] = frozenset()

    @cached_property
    def range(self) -> str:
        """The value of its rule's `unicode-range`; empty for a file that is for all letters."""
        return unicode_range(self.letters)


@dataclass(frozen=True)
class Fonts:
    """All font files of a site: `main`, which pages name, upright and italic, and `others`, upright, of which a page names the one that it needs most.

    `fallbacks` is a style sheet: local fonts at the same width and height, for as long as a file has not come.
    """

    main: tuple[Face, ...] = ()
    others: tuple[Face, ...] = ()
    fallbacks: str = ""

    def on(self, letters: frozenset[str]) -> tuple[Face, ...]:
        """Return the faces that a page with these letters names: two at most, of which a browser loads those whose letters it meets.

        Where other letters take the place of the italic, browsers slant the upright letters. Letters of ASCII count as none: a file that
        has them is named wherever no other one is needed.
        """
        other = max(self.others, key=lambda face: len(face.letters & letters), default=None)
        if other is None or (other.letters.isdisjoint(letters) and "a" not in other.letters):
            return self.main
        return (*(face for face in self.main if face.style == "normal"), other)

    @property
    def faces(self) -> tuple[Face, ...]:
        """All of them."""
        return (*self.main, *self.others)

    def files(self) -> dict[str, bytes]:
        """Return all files by name; waits for those that are still being cut. Raises SetupBroken for a broken font."""
        return {rooted(face.address): face.made.data() for face in self.faces}


def fonts_by_language(theme: Theme, letters: Mapping[str, Iterable[str]], cache: FontCache) -> Mapping[str, Fonts]:
    """Return the fonts of each language of a site; `letters` are by language. Languages of one script have one set. See `make_fonts`."""
    by_script: dict[str, set[str]] = {}
    for language, used in letters.items():
        by_script.setdefault(script_of(language), set()).update(used)
    made = {script: make_fonts(theme, used, next(tag for tag in letters if script_of(tag) == script), cache) for script, used in by_script.items()}
    cache.start()
    cache.prune()
    return {language: made[script_of(language)] for language in letters}


def make_fonts(theme: Theme, letters: Iterable[str], language: str, cache: FontCache) -> Fonts:
    """Return the fonts of a site with these letters in this language; the cache begins to cut when it is told to. Raises SetupBroken for a missing font.

    None for a theme without a folder of fonts, and where an own list of letters is empty: the event then uses its visitors' fonts.

    A site that needs basic letters only gets the files that the theme has ready; all others are cut, meanwhile. What was made of one font
    (its basic letters, the list of those that it has, the widths that stand in for it) does not count for another one that lies over it.
    """
    known = theme.find("fonts/letters.txt")
    if not known.is_file() or without_type(theme):
        return Fonts()
    roman = theme.find("fonts/roman.woff2")
    available = frozenset(known.read_text("utf-8").replace("\n", "")) if _made_of(theme, "letters.txt", "roman.woff2") else cache.letters(roman)
    letters = frozenset(letters)
    arabic = arabic_of(letters)
    joined = cache.letters(theme.find(f"fonts/{ARABIC}")) if arabic else frozenset()
    script = script_of(language)
    if script == "ARABIC" and arabic & joined:
        fonts = _joined_first(theme, letters, available, joined, cache)
    else:
        main, other = shared_out(letters - arabic, available, script)
        others = [_other(roman, other, PLAIN, cache)] if other else []
        if arabic & joined:
            others.append(_other(theme.find(f"fonts/{ARABIC}"), arabic & joined, JOINED, cache))
        fonts = Fonts(_main(theme, script, main, main == BASIC & available, cache), tuple(others))
    fallbacks = theme.find("fonts/fallbacks.css").read_text("utf-8") if _made_of(theme, "fallbacks.css", "roman.woff2") else ""
    return replace(fonts, fallbacks=fallbacks)


def _main(theme: Theme, script: str, letters: frozenset[str], basic: bool, cache: FontCache) -> tuple[Face, ...]:
    """Return the faces that every page names, one a style; `basic`: whether they need what lies ready, no more and no less.

    Where letters of another script stand beside the Latin ones, upright type alone takes what the files of a page may weigh, and browsers slant it.
    """
    if script in WITH_LATIN:
        made = cache.get(theme.find("fonts/roman.woff2"), letters, FULL)
        return (Face(_address("roman", made), made, *STYLES["roman"]),)
    return tuple(_styles(theme, letters, basic, cache))


def _styles(theme: Theme, letters: frozenset[str], basic: bool, cache: FontCache) -> Iterator[Face]:
    """Yield upright and italic type with these letters."""
    for name, (style, weight) in STYLES.items():
        ready, full = f"{name}-basic.woff2", f"{name}.woff2"
        lies_ready = basic and _made_of(theme, ready, full)
        made = _ready(theme.find(f"fonts/{ready}")) if lies_ready else cache.get(theme.find(f"fonts/{full}"), letters, FINE)
        yield Face(_address(name, made), made, style, weight)


def _joined_first(theme: Theme, letters: frozenset[str], available: frozenset[str], joined: frozenset[str], cache: FontCache) -> Fonts:
    """Return the fonts of a site in Arabic script: its letters with figures and signs in the main file, names in other letters in other ones."""
    arabic = arabic_of(letters)
    latin, other = shared_out(letters - arabic, available, "LATIN")
    signs = frozenset(sign for sign in latin & joined if not sign.isalpha())
    made = cache.get(theme.find(f"fonts/{ARABIC}"), arabic & joined | signs, JOINED)
    roman = theme.find("fonts/roman.woff2")
    others = [_other(roman, share, PLAIN, cache) for share in (latin - signs, other) if share]
    return Fonts((Face(_address("arabic", made), made, *STYLES["roman"]),), tuple(others))


def _other(font: Path, letters: frozenset[str], features: tuple[str, ...], cache: FontCache) -> Face:
    made = cache.get(font, letters, features)
    return Face(_address("other", made), made, *STYLES["roman"], letters)


def without_type(theme: Theme) -> bool:
    """Tell whether an event has put an empty list of letters over the kit's: it wants no type of its own."""
    letters = theme.find("fonts/letters.txt")
    return any(letters.is_relative_to(layer) for layer in theme.own) and letters.is_file() and not letters.read_bytes().strip()


def _made_of(theme: Theme, made: str, font: str) -> bool:
    """Tell whether a file was made of the font that counts: it lies no deeper than that."""
    return theme.depth(f"fonts/{made}") <= theme.depth(f"fonts/{font}")


def font_rules(faces: Sequence[Face], place: Place) -> str:
    """Return the rules of faces for a page.

    On a server `optional` and not `swap`: where the file does not come at once, the page stays as it was first shown, and the next one has
    it. Text that is being read never moves, nor does what stands behind a single word of other letters. From a disk files come at once,
    but browsers do not wait even that long.
    """
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-style:{face.style};font-weight:{face.weight};'
        f'font-display:{"swap" if place.root is None else "optional"};'
        f'src:url({url(face.address, place)}) format("woff2")' + (f";unicode-range:{face.range}" if face.range else "") + "}"
        for face in faces
    )


def preloaded(faces: Sequence[Face], place: Place) -> tuple[str, ...]:
    """Return the addresses that a page's head asks for at once: upright type, of which every page has much.

    None from a disk, where browsers cannot share fonts.
    """
    wanted = (face for face in faces if face.style == "normal" and not face.range)
    return tuple(url(face.address, place) for face in wanted) if place.root is not None else ()


def _ready(font: Path) -> Made:
    data = read_font(font)
    return Made(hashlib.sha256(data).hexdigest(), lambda: data)


def _address(name: str, made: Made) -> Address:
    return shared(f"theme/serif-{name}-{made.shape[:12]}.woff2")
