"""How high an embedded page is, for those who reserve room for it: an estimate, on the safe side, as nothing is measured in a build.

It is made for a frame of 320 pixels, the narrowest; in a wider one some room is left over. Letters are taken for wider than those of nearly
all fonts. A frame that is too low after all (a reader's own large type) scrolls: nothing is ever cut.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

from dateline.dataclass import dataclass

WIDTH = 320 - 2 * 17 - 2
"""Pixels of a line: within the padding and the border of the page (theme/static/css/pages/embed.css)."""
REM = 18.0
"""Pixels of the root's type: 17 to 17.7 in frames of up to 640 pixels (tokens.css)."""
_SPACED = 0.28
_SMALL, _CAPITAL, _SQUARE = 0.5, 0.72, 1.0


@dataclass(frozen=True)
class Line:
    """Words that begin a line of their own: their size in rem, the distance between their lines and the gap above them, in the same."""

    text: str
    size: float = 1.0
    leading: float = 1.5
    gap: float = 0.55


def height(lines: Iterable[Line], more: float = 0.0, loose: float = 1.0) -> int:
    """Return how many pixels lines take, with `more` for what are none, in tens; `loose` is how much further apart a script needs lines."""
    text = sum(REM * (rows(line) * line.size * line.leading * loose + line.gap) for line in lines if line.text)
    return 10 * math.ceil((text + more) / 10)


def rows(line: Line) -> int:
    """Return in how many rows words are broken."""
    room = WIDTH / (REM * line.size)
    count, used = 1, 0.0
    for word in line.text.split():
        width = sum(map(_WIDTHS.__getitem__, word))
        if used and used + _SPACED + width > room:
            count, used = count + 1, 0.0
        if width > room:  # an address, or writing without blanks
            count += math.ceil(width / room) - 1
            width = width % room
        used += width + (_SPACED if used else 0.0)
    return count


def _width(letter: str) -> float:
    """Return how wide a letter is at most, in its size; marks that stand on another one take no room."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    return _CAPITAL if letter.isupper() or letter in "mwМШЩЮЖшщюжм%—…@" else _SMALL


class _Widths(dict[str, float]):
    """The width of each letter that was met: texts have hundreds of thousands, and but some hundred different ones."""

    def __missing__(self, letter: str) -> float:
        self[letter] = _width(letter)
        return self[letter]


_WIDTHS = _Widths()
