"""Words as pixels: lines of the theme's type, the same on every machine.

Pillow's default layout takes FriBiDi from the system where it is there, so its basic one is asked for by name. It knows neither letters that
join nor the other direction: for these python-bidi says the order (Unicode, UAX 9) and HarfBuzz the forms, and each form is drawn by itself, from a
copy of the font in which every form has a letter of its own.
"""

from __future__ import annotations

import importlib
import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from PIL import ImageDraw, ImageFont

from dateline.bidi import turns
from dateline.cards.press import JOINERS, Press, spaced, without_controls
from dateline.dataclass import dataclass
from dateline.fonts.cut import read_font

_FORMS = 0xF0000
"""Where the forms of a font stand as letters: Unicode's supplementary private use area."""
_MARKER = "\u034f"
"""A sign without a shape (COMBINING GRAPHEME JOINER) that stays behind what it follows: before it, where that is turned round."""
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
"""Signs that look the other way between letters from right to left (Unicode, BidiMirroring.txt)."""
_MOST = 20_000
"""Words whose width is remembered."""
_RIGHT = ("R", "AL", "NSM")


@dataclass(frozen=True)
class Style:
    """How large letters are, in pixels, and how heavy (400 to 700)."""

    size: int
    weight: int


@dataclass(frozen=True)
class Piece:
    """A stretch of a line in the order in which it is seen; `joined`: in letters that join, themselves in the order in which they are read."""

    text: str
    joined: bool


@dataclass(frozen=True)
class _Mark:
    """A letter or form at its place: from the beginning of the line to the right, and up from its foot, in pixels."""

    letters: str
    font: ImageFont.FreeTypeFont
    x: float
    y: float


def pieces(text: str, base: str) -> list[Piece]:
    """Return a line as it is seen, from left to right; `base` is the direction of the whole, "ltr" or "rtl"."""
    text = spaced(text)
    if not turns(text, "ltr"):
        return [Piece(without_controls(text), joined=False)]
    marked = "".join(sign + _MARKER if unicodedata.mirrored(sign) else sign for sign in text)
    seen = importlib.import_module("bidi").get_display(marked, base_dir="R" if base == "rtl" else "L")
    return list(_runs(seen))


def _runs(seen: str) -> Iterator[Piece]:
    """Yield stretches of letters that join, and what stands between them."""
    joined, plain = "", ""
    unmarked, turned = False, False
    for sign in seen:
        if sign == _MARKER:
            # Behind its sign, which then stands as it is read; or before it.
            unmarked, turned = False, not unmarked
            continue
        if unicodedata.bidirectional(sign) in _RIGHT or sign in JOINERS:
            if plain:
                yield Piece(without_blanks(plain), joined=False)
                plain = ""
            joined = sign + joined
        elif unicodedata.category(sign) != "Cf":
            if joined:
                yield Piece(joined, joined=True)
                joined = ""
            if unicodedata.mirrored(sign):
                plain += sign.translate(_MIRRORED) if turned else sign
                unmarked, turned = not turned, False
            else:
                plain += sign
    if joined or plain:
        yield Piece(joined or without_blanks(plain), joined=bool(joined))


def without_blanks(text: str) -> str:
    """Return a text with blanks of one kind."""
    return text.replace("\u00a0", " ")


class Type:
    """Draws and measures lines. Not to be handed to other processes: it holds open fonts."""

    def __init__(self, press: Press) -> None:
        """Raises SetupBroken where a font cannot be read."""
        arabic = read_font(press.arabic)
        self._joined = _Joined(arabic) if press.shaping else None
        self._data = {"roman": read_font(press.roman), "arabic": arabic, "forms": self._joined.data if self._joined else arabic}
        self._letters = press.upright
        self._font = cache(self._opened)
        self._axes = cache(lambda name, weight: _places(self._data[name], weight))
        self._widths: dict[tuple[str, Style], float] = {}

    def width(self, text: str, style: Style, base: str = "ltr") -> float:
        """Return how wide a line is, in pixels. Its words are measured one by one, each once: lines are broken in many ways before one is drawn."""
        words = text.split(" ")
        return sum(self._word(word, style, base) for word in words) + (len(words) - 1) * self._blank(style)

    def _blank(self, style: Style) -> float:
        return self._font("roman", style).getlength(" ")

    def _word(self, word: str, style: Style, base: str) -> float:
        found = self._widths.get((word, style))
        if found is None:
            if len(self._widths) > _MOST:
                self._widths.clear()
            found = self._widths[word, style] = self._line(word, style, base)[1]
        return found

    def draw(self, canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str, style: Style, colour: str, base: str = "ltr") -> None:
        """Draw a line from its left end, on its foot."""
        for mark in self._line(text, style, base)[0]:
            canvas.text((at[0] + mark.x, at[1] - mark.y), mark.letters, font=mark.font, fill=colour, anchor="ls")

    def _line(self, text: str, style: Style, base: str) -> tuple[list[_Mark], float]:
        marks: list[_Mark] = []
        x = 0.0
        for piece in pieces(text, base):
            if piece.joined and self._joined:
                font = self._font("forms", style)
                for form, over, up, advance in self._joined.forms(piece.text, style):
                    marks.append(_Mark(form, font, x + over, up))
                    x += advance
                continue
            for letters, name in self._by_font(piece.text):
                font = self._font(name, style)
                marks.append(_Mark(letters, font, x, 0))
                x += font.getlength(letters)
        return marks, x

    def _by_font(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield stretches of letters with the font that has them."""
        run, name = "", "roman"
        for sign in text:
            has = "roman" if sign in self._letters else "arabic"
            if has != name and run:
                yield run, name
                run = ""
            run, name = run + sign, has
        if run:
            yield run, name

    def _opened(self, name: str, style: Style) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(io.BytesIO(self._data[name]), style.size, layout_engine=ImageFont.Layout.BASIC)
        # A font of the event's own may have other axes, or none.
        if places := self._axes(name, style.weight):
            font.set_variation_by_axes(places)
        return font


class _Joined:
    """The font for letters that join, in which each form is a letter."""

    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(io.BytesIO(data), recalcTimestamp=False)
        names = font.getGlyphOrder()
        table = next(each for each in font["cmap"].tables if each.isUnicode())
        table.__class__ = importlib.import_module("fontTools.ttLib.tables._c_m_a_p").cmap_classes[12]
        table.format, table.reserved, table.length, table.nGroups, table.language = 12, 0, 0, 0, 0
        table.platformID, table.platEncID = 3, 10
        shaped = dict(table.cmap)
        table.cmap = shaped | {_FORMS + number: name for number, name in enumerate(names)}
        font["cmap"].tables = [table]
        font.flavor = None
        file = io.BytesIO()
        font.save(file)
        self.data = file.getvalue()
        self._hb = importlib.import_module("uharfbuzz")
        self._face = self._hb.Face(self.data)

    def forms(self, text: str, style: Style) -> Iterator[tuple[str, float, float, float]]:
        """Yield the forms of letters from left to right: as letters of `data`, with how far they are moved to the right and up, and how wide they are."""
        font: Any = self._hb.Font(self._face)
        font.set_variations({"wght": style.weight})
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script = "rtl", "Arab"
        self._hb.shape(font, buffer, {})
        scale = style.size / self._face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield chr(_FORMS + info.codepoint), place.x_offset * scale, place.y_offset * scale, place.x_advance * scale


def _places(data: bytes, weight: int) -> list[float]:
    """Return where on each axis of a font its letters are taken: a weight as near as it has it, what the font itself takes of others; none for one without axes."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data), lazy=True) as font:
        axes = font["fvar"].axes if "fvar" in font else ()
        return [min(max(weight, axis.minValue), axis.maxValue) if axis.axisTag == "wght" else axis.defaultValue for axis in axes]
