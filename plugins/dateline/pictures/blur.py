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
    who has only the published picture can subtract it.
    """
    image = image.copy()
    noise = random.Random(hashlib.sha256(seed).digest())
    for x, y, w, h in boxes:
        left, top = int(image.width * x / 100), int(image.height * y / 100)
        # Rounded outwards: no edge of what shall not be seen stays.
        right = min(image.width, -int(-image.width * (x + w) // 100))
        bottom = min(image.height, -int(-image.height * (y + h) // 100))
        size = (max(right - left, 1), max(bottom - top, 1))
        scale = _TILES / max(size)
        few = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        region = image.crop((left, top, left + size[0], top + size[1])).resize(few, Image.Resampling.BOX)
        shifted = bytes(
            max(0, min(255, value + noise.randint(-_NOISE, _NOISE))) for value in region.tobytes()
        )
        mosaic = Image.frombytes(region.mode, region.size, shifted)
        image.paste(mosaic.resize(size, Image.Resampling.NEAREST), (left, top))
    return image
