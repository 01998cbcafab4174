"""The map of the event as a picture: previews of links take no drawings that stand in a page. In the theme's light colours, without names."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.dataclass import dataclass
from dateline.model.address import Address, shared

if TYPE_CHECKING:
    from PIL import Image

WIDTH, HEIGHT = 1_200, 630
"""Pixels: what previews show without cutting (Open Graph has no rule; Facebook's and X's)."""
_FINER = 2
"""How much larger it is drawn: Pillow draws no smooth edges."""
COLOURS = {"tint": "#f3f0e8", "paper": "#fdfcf9", "rule": "#d3cec1", "ink-quiet": "#4c4840", "accent": "#0b4f5c"}
"""The roles of theme/static/css/tokens.css that maps are drawn in (components/map.css); a test compares them."""
_NEARLY = 1.05
_PATH = re.compile(r"M(-?\d+)[ ]?(-?\d+)l([^Mz]*)(z?)")
_NUMBER = re.compile(r"-?\d+")

Point = tuple[float, float]


@dataclass(frozen=True)
class MapFile:
    """A map as it is drawn: its size in units, path data of its outlines, its dots (centre, radius, whether it is a ring), a colour; and words for it."""

    units: tuple[int, int]
    land: str
    home: str
    borders: str
    dots: tuple[tuple[int, int, int, bool], ...]
    accent: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def address(self) -> Address:
        """Where it is published: one file for all languages, whose words for it differ."""
        drawn = repr((self.units, self.land, self.home, self.borders, self.dots, self.accent, _FINER, COLOURS, WIDTH, HEIGHT))
        return shared(f"pictures/map-{hashlib.sha256(drawn.encode()).hexdigest()[:12]}.png")

    def drawn(self) -> bytes:
        """Return the picture as PNG: as large as it fits, in the middle; where next to nothing would be left beside it, it fills the picture."""
        # Imported here: pages need the address alone.
        from PIL import Image, ImageDraw

        image = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), COLOURS["tint"])
        scale, wider = sorted((image.width / self.units[0], image.height / self.units[1]))
        scale = wider if wider < scale * _NEARLY else scale
        left, top = (image.width - scale * self.units[0]) / 2, (image.height - scale * self.units[1]) / 2
        draw = ImageDraw.Draw(image)

        def placed(path: str) -> list[tuple[list[Point], bool]]:
            return [([(left + scale * x, top + scale * y) for x, y in points], closed) for points, closed in lines(path)]

        for path, stroke, wide in ((self.land, "rule", 2.0), (self.home, "ink-quiet", 3.0)):
            rings = placed(path)
            image.paste(COLOURS["paper"], mask=_inside(image.size, rings))
            for points, _ in rings:
                draw.line([*points, points[0]], COLOURS[stroke], round(wide * scale), "curve")
        for points, _ in placed(self.borders):
            draw.line(points, COLOURS["rule"], round(1.5 * scale))
        for x, y, r, area in self.dots:
            at = (left + scale * x, top + scale * y)
            ring = {"outline": self.accent, "width": round(5 * scale)} if area else {"fill": self.accent, "outline": COLOURS["paper"], "width": round(3 * scale)}
            draw.circle(at, r * scale, **ring)  # type: ignore[arg-type]
        # What lies beyond the sheet of the map is cut off there, as it is on the page.
        whole = Image.new("RGB", image.size, COLOURS["tint"])
        box = (max(round(left), 0), max(round(top), 0), min(round(image.width - left), image.width), min(round(image.height - top), image.height))
        whole.paste(image.crop(box), box)
        file = io.BytesIO()
        whole.resize((WIDTH, HEIGHT), Image.Resampling.BOX).quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def lines(path: str) -> Iterator[tuple[list[Point], bool]]:
    """Yield the lines of path data as the maps have it (derive/maps.py): a beginning, and steps from each point to the next; whether each is closed."""
    for x, y, steps, closed in _PATH.findall(path):
        numbers = [int(number) for number in _NUMBER.findall(steps)]
        at = (int(x), int(y))
        points: list[Point] = [at]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + dx, at[1] + dy)
            points.append(at)
        yield points, bool(closed)


def _inside(size: tuple[int, int], rings: list[tuple[list[Point], bool]]) -> Image.Image:
    """Return a mask of what lies inside an odd number of rings (SVG 2, `fill-rule: evenodd`): a lake in the land is none."""
    from PIL import Image, ImageChops, ImageDraw

    mask = Image.new("1", size)
    for points, _ in rings:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (max(int(min(xs)), 0), max(int(min(ys)), 0), min(int(max(xs)) + 2, size[0]), min(int(max(ys)) + 2, size[1]))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        ring = Image.new("1", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(ring).polygon([(x - box[0], y - box[1]) for x, y in points], fill=1)
        mask.paste(ImageChops.logical_xor(mask.crop(box), ring), box)
    return mask
