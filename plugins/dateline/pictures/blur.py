"""Makes regions of a picture unrecognisable, before it is scaled, so that every rendition has it and none can undo it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable

from PIL import Image

_TILES = 6
"""Tiles along the longer side of a region: a face in so few says nothing any more, however it is sharpened."""
_NOISE = 24
"""Random offset of each tile, up or down, of 256: what the tiles were averaged from cannot be searched for."""


def blurred(
    image: Image.Image, boxes: Iterable[tuple[float, float, float, float]], seed: bytes
) -> Image.Image:
    """Return a copy of the picture in which each box (x, y, w, h in percent) is a coarse mosaic with noise.

    The noise comes from `seed` alone, so that the same picture gives the same bytes; with the original file as seed nobody
    who has only the published picture can subtract it. Transparency is averaged too, but gets no noise.
    """
    image = image.copy()
    noise = random.Random(hashlib.sha256(seed).digest())
    channels = image.getbands()
    for box in boxes:
        region = pixels_of(box, image.size)
        size = (region[2] - region[0], region[3] - region[1])
        scale = _TILES / max(size)
        few = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        tiles = image.crop(region).resize(few, Image.Resampling.BOX)
        shifted = bytes(
            value
            if channels[number % len(channels)] == "A"
            else max(0, min(255, value + noise.randint(-_NOISE, _NOISE)))
            for number, value in enumerate(tiles.tobytes())
        )
        mosaic = Image.frombytes(tiles.mode, tiles.size, shifted)
        image.paste(mosaic.resize(size, Image.Resampling.NEAREST), region)
    return image


def pixels_of(box: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom in pixels of a box in percent, rounded outwards: no edge of what is hidden stays."""
    x, y, w, h = box
    left = min(int(size[0] * x / 100), size[0] - 1)
    top = min(int(size[1] * y / 100), size[1] - 1)
    right = min(size[0], -int(-size[0] * (x + w) // 100))
    bottom = min(size[1], -int(-size[1] * (y + h) // 100))
    return left, top, max(right, left + 1), max(bottom, top + 1)
