"""A card as a picture: its words beside its picture, laid out from the side on which its language begins."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageOps

from dateline.bidi import begins
from dateline.cards.card import HEIGHT, MOST, WIDTH, Card, credit_of
from dateline.cards.press import spaced
from dateline.cards.type import Style, Type
from dateline.dataclass import dataclass
from dateline.model.accent import LIGHT
from dateline.pictures.encode import jpeg
from dateline.pictures.notice import Notice

(PAPER, TINT), INK, QUIET, RULE = LIGHT.grounds, "#1a1815", "#4c4840", "#d3cec1"
"""--paper, --tint, --ink, --ink-quiet and --rule of theme/static/css/tokens.css, in light: a test compares them."""
_EDGE = 64
_BAR = 14
_PANEL = 470
"""How wide the picture is."""
_CREDIT, _CREDIT_STEP = 44, 24
_GAP = 44
"""Between words and picture."""
_KICKER = Style(29, 650)
_MARK = Style(27, 650)
_TEXT = Style(30, 400)
_MEASURE = Style(29, 500)
_FOOT = Style(27, 600)
_COUNT = Style(27, 400)
_SMALL = Style(18, 400)
_HEADS = tuple(Style(size, 680) for size in range(82, 38, -4))
_LARGER = tuple(Style(size, 680) for size in range(98, 82, -4))
"""What a headline may grow to that is no longer for it."""
_LEADING = 1.14
_RISE = 0.82
"""How far the first line of a headline stands below where it begins, in its size."""
_LOOSE = 1.36
_LINES = 6
_LONGEST = 250
"""Letters of which no line has more, in the smallest type: what is longer need not be measured."""
_BELOW, _MOST_BELOW = 2, 4
"""Lines of text for which a headline leaves room, and how many there are at most."""
_APART = 40
"""Between a headline's last line and the text."""
_QUALITIES = (88, 80, 72, 62, 50, 36, 22, 12)


@dataclass(frozen=True)
class _Column:
    """Where words may stand: from `left` to `right`, beginning on the right where `mirrored`."""

    left: int
    right: int
    mirrored: bool

    @property
    def width(self) -> int:
        return self.right - self.left

    def start(self, width: float) -> float:
        """Return the left end of what begins at the beginning."""
        return self.right - width if self.mirrored else self.left

    def end(self, width: float) -> float:
        """Return the left end of what ends at the end."""
        return self.left if self.mirrored else self.right - width


class Sheet:
    """A card that is being drawn."""

    def __init__(self, card: Card, letters: Type, picture: bytes | None) -> None:
        self.card, self._type, self._base = card, letters, card.dir
        self.image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self._canvas = ImageDraw.Draw(self.image)
        mirrored = card.dir == "rtl"
        taken = _PANEL + _GAP if picture else _EDGE
        self._column = _Column(taken if mirrored else _EDGE, WIDTH - _EDGE if mirrored else WIDTH - taken, mirrored)
        if picture:
            self._put(picture)
        self._canvas.rectangle((0, 0, WIDTH, _BAR - 1), fill=card.accent)
        top, bottom = self._head(), self._foot()
        self._middle(top, bottom)

    def _put(self, picture: bytes) -> None:
        """Put the picture beside the words, as high as the card; below it who made it."""
        shown = self.card.picture
        assert shown
        credit = self._wrapped(credit_of(shown.notice), _SMALL, 2, _PANEL - 40)
        height = HEIGHT - _BAR - (_CREDIT + (len(credit) - 1) * _CREDIT_STEP if credit else 0)
        left = 0 if self._column.mirrored else WIDTH - _PANEL
        self.image.paste(_fitted(picture, height, None if shown.whole else shown.focus), (left, _BAR))
        beside = _Column(left + 20, left + _PANEL - 20, self._column.mirrored)
        for number, line in enumerate(reversed(credit)):
            self._line(line, _SMALL, HEIGHT - 15 - number * _CREDIT_STEP, QUIET, beside)

    def _head(self) -> int:
        """Draw the kicker and the mark; return where what follows may begin."""
        y = _BAR + _EDGE - 12
        if self.card.kicker:
            line = self._cut_short(self.card.kicker, _KICKER, self._column.width)
            self._line(line, _KICKER, y + 26, self.card.accent)
            y += 44
        if self.card.mark:
            width = self._type.width(self.card.mark, _MARK, self._base)
            left = self._column.start(width + 28)
            self._canvas.rectangle((left, y + 4, left + width + 28, y + 48), outline=INK, width=3)
            self._type.draw(self._canvas, (left + 14, y + 36), self.card.mark, _MARK, INK, self._base)
            y += 64
        return y

    def _foot(self) -> int:
        """Draw time and place, and below a rule whose site it is and how many sources; return the lowest line on which letters above all that may stand."""
        column = self._column
        y = HEIGHT - 92
        self._canvas.rectangle((column.left, y, column.right, y + 1), fill=RULE)
        count = self.card.sources
        taken = self._type.width(count, _COUNT, self._base) if count else 0
        self._line(self._cut_short(self.card.site, _FOOT, int(column.width - taken - 30)), _FOOT, y + 50, INK)
        if count:
            self._type.draw(self._canvas, (column.end(taken), y + 50), count, _COUNT, QUIET, self._base)
        y -= 28
        for text, colour in ((self.card.where, QUIET), (self.card.when, INK)):
            for line in reversed(self._wrapped(text, _MEASURE, 2)):
                self._line(line, _MEASURE, y, colour)
                y -= 40
        return y - 8

    def _middle(self, top: int, bottom: int) -> None:
        """Draw the headline as large as it fits, and below it as much of the text as there is room for."""
        below = round(_TEXT.size * _LOOSE)
        # Arabic letters may have a sign above them.
        top += 18 if begins(self.card.title, self._base) == "rtl" else 6
        # Rather less text than a headline cut short.
        kept = range(_BELOW if self.card.text else 0, -1, -1)
        style, lines = self._fitted([bottom - top - count * below - (_APART if count else 0) for count in kept])
        step = round(style.size * _LEADING)
        y = top + round(style.size * _RISE)
        for line in lines:
            self._line(line, style, y, INK)
            y += step
        y += _APART - step
        for line in self._wrapped(self.card.text, _TEXT, min((bottom - y) // below, _MOST_BELOW)) if bottom - y >= below else ():
            y += below
            self._line(line, _TEXT, y - below // 3, QUIET)

    def _fitted(self, rooms: Sequence[int]) -> tuple[Style, list[str]]:
        """Return the headline in lines, and the largest type in which they fit the first height in which they do; cut short where they fit none."""
        for room in rooms:
            for style in _HEADS:
                if lines := self._lines(style, room):
                    larger = ((grown, self._lines(grown, room)) for grown in _LARGER)
                    return next(((grown, longer) for grown, longer in larger if len(longer) == len(lines)), (style, lines))
        style = _HEADS[-1]
        return style, self._wrapped(self.card.title, style, max(1, 1 + (rooms[-1] - round(style.size * _RISE)) // round(style.size * _LEADING)))

    def _lines(self, style: Style, room: int) -> list[str]:
        lines = self._wrapped(self.card.title, style, _LINES + 1, broken=False)
        return lines if len(lines) <= _LINES and round(style.size * _RISE) + round(style.size * _LEADING) * (len(lines) - 1) <= room else []

    def _line(self, text: str, style: Style, y: int, colour: str, column: _Column | None = None) -> None:
        base = begins(text, self._base)
        self._type.draw(self._canvas, ((column or self._column).start(self._type.width(text, style, base)), y), text, style, colour, base)

    def _wrapped(self, text: str, style: Style, most: int, fits: int = 0, *, broken: bool = True) -> list[str]:
        """Return a text in lines, the last of `most` cut short; none where a word is too long and must not be `broken`."""
        lines: list[str] = []
        words = spaced(text).split(" ") if text else []
        base = begins(text, self._base)
        fits = fits or self._column.width
        while words:
            count = 1
            while count < len(words) and self._type.width(" ".join(words[: count + 1]), style, base) <= fits:
                count += 1
            line = " ".join(words[:count])
            if count == 1 and self._type.width(line, style, base) > fits:
                if not broken:
                    return []
                part = min(len(line), _LONGEST)
                while part > 1 and self._type.width(line[:part] + "-", style, base) > fits:
                    part -= 1
                words[0:1] = [line[:part] + "-", line[part:]]
                continue
            if len(lines) == most - 1 and count < len(words):
                return [*lines, self._cut_short(" ".join(words[: count + 1]), style, fits, always=True)]
            lines.append(line)
            words = words[count:]
        return lines

    def _cut_short(self, text: str, style: Style, width: int, *, always: bool = False) -> str:
        """Return what of a text has room in a line, with dots where something is left out."""
        text = spaced(text)
        base = begins(text, self._base)
        if len(text) > _LONGEST:
            text, always = text[:_LONGEST], True
        if not always and self._type.width(text, style, base) <= width:
            return text
        whole = text
        while text and self._type.width(text + "…", style, base) > width:
            # Word by word, and within a word where that is all there is.
            text = (text.rpartition(" ")[0] or text[:-1]).rstrip(" ,;:–—-")
        return text + "…" if text else whole[:1]


@lru_cache(maxsize=4)  # an entry, its day and their translations show one picture: to decode it takes longer than all the words
def _fitted(picture: bytes, height: int, focus: tuple[float, float] | None) -> Image.Image:
    """Return a picture as it stands beside the words: cropped to what it must keep, or whole. Nobody may draw on it."""
    with Image.open(io.BytesIO(picture)) as opened:
        if opened.mode in ("RGBA", "LA", "P"):
            whole = Image.new("RGB", opened.size, PAPER)
            layer = opened.convert("RGBA")
            whole.paste(layer, mask=layer.getchannel("A"))
        else:
            whole = opened.convert("RGB")
    if focus is None:
        return ImageOps.pad(whole, (_PANEL, height), Image.Resampling.LANCZOS, color=TINT)
    return ImageOps.fit(whole, (_PANEL, height), Image.Resampling.LANCZOS, centering=(focus[0] / 100, focus[1] / 100))


def forget() -> None:
    """Drop the pictures that were shown last, so that nothing is left for another build."""
    _fitted.cache_clear()


def draw(card: Card, letters: Type, picture: bytes | None) -> bytes:
    """Return a card as a JPEG (ITU-T T.81) of at most MOST bytes; `picture` is the file of its rendition."""
    image = Sheet(card, letters, picture).image
    notice = card.picture.notice if card.picture else Notice()
    # Colours at full resolution: letters in the accent would fray. Not progressive: that takes three times as long for a tenth fewer bytes.
    made = (jpeg(image, quality, notice, subsampling="4:4:4", progressive=False) for quality in _QUALITIES)
    data = b""
    for data in made:
        if len(data) <= MOST:
            break
    return data
