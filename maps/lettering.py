"""Lines of type, in the one font of the maps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONT = Path(__file__).parent / "SourceSans3-wght.ttf"

Box = tuple[float, float, float, float]

OVERSAMPLING = 3
"""How many times larger everything is drawn, to be made smaller in the end: Pillow draws no smooth edges."""
SEMIBOLD, BOLD, MEDIUM = 600, 700, 500
KERNING = {
    "Ta": -0.075, "At": -0.01, "ty": -0.01, "yz": -0.01, "ay": -0.015, "ra": -0.008, "r-": -0.02, "AZ": -0.01, "KA": -0.02,
    "TA": -0.06, "AT": -0.06, "ZA": -0.01, "RK": -0.01, "YR": -0.02, "KY": -0.03, "GY": -0.02,
}  # fmt: skip
"""In ems. Pillow's basic layout, the one that is the same everywhere, does not read the font's own kerning."""


@dataclass(frozen=True)
class Text:
    """A line of type that has its place: baseline's left end, in pixels of the picture."""

    words: str
    x: float
    y: float
    size: int
    weight: int
    colour: str
    tracking: float = 0.0

    @property
    def box(self) -> Box:
        """What the ink covers."""
        top, bottom = ink(self.words, self.size, self.weight)
        return (
            self.x,
            self.y + top,
            self.x + width(self.words, self.size, self.weight, self.tracking),
            self.y + bottom,
        )


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The one font file at a size in pixels and a weight."""
    face = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


def steps(words: str, size: int, weight: int, tracking: float) -> Iterator[float]:
    """How far each letter moves the pen: its width, the tracking and the kerning with the next one."""
    large = font(size * OVERSAMPLING, weight)
    for letter, following in zip(words, [*words[1:], ""], strict=True):
        space = (tracking + KERNING.get(letter + following, 0.0)) * size if following else 0.0
        yield large.getlength(letter) / OVERSAMPLING + space


def width(words: str, size: int, weight: int, tracking: float = 0.0) -> float:
    """How wide a line of type is."""
    return sum(steps(words, size, weight, tracking))


def ink(words: str, size: int, weight: int) -> tuple[float, float]:
    """How far a line of type reaches above (negative) and below its baseline."""
    box = font(size * OVERSAMPLING, weight).getbbox(words, anchor="ls")
    return box[1] / OVERSAMPLING, box[3] / OVERSAMPLING


def write(canvas: ImageDraw.ImageDraw, text: Text, colour: str | int, halo: float = 0) -> None:
    """Draws a line of type letter by letter, grown by a halo on all sides."""
    large = font(text.size * OVERSAMPLING, text.weight)
    x = text.x * OVERSAMPLING
    for letter, step in zip(
        text.words, steps(text.words, text.size, text.weight, text.tracking), strict=True
    ):
        at = (round(x), round(text.y * OVERSAMPLING))
        canvas.text(at, letter, fill=colour, font=large, anchor="ls", stroke_width=round(halo * OVERSAMPLING))
        x += step * OVERSAMPLING
