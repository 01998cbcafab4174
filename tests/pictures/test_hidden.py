"""What is to be unrecognisable is so in every rendition: compared by pixels, with and without."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from dateline.pictures.blur import pixels_of
from PIL import Image, ImageChops, ImageStat

from tests.images import made_of, saved, shown

BOX = (25.0, 20.0, 50.0, 40.0)


def letters(width: int = 960, height: int = 640) -> Image.Image:
    """Return an image full of detail: black and white squares of 8 pixels, as chance has it."""
    chance = random.Random(4)
    small = Image.new("L", (width // 8, height // 8))
    small.putdata([chance.choice((0, 255)) for _ in range(small.width * small.height)])
    return small.resize((width, height), Image.Resampling.NEAREST).convert("RGB")


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return the correlation of two images' greys, from -1 to 1."""
    a, b = one.convert("L"), other.convert("L")
    mean_a, mean_b = ImageStat.Stat(a).mean[0], ImageStat.Stat(b).mean[0]
    pairs = list(zip(a.tobytes(), b.tobytes(), strict=True))
    product = sum((x - mean_a) * (y - mean_b) for x, y in pairs)
    spread = sum((x - mean_a) ** 2 for x, _ in pairs) * sum((y - mean_b) ** 2 for _, y in pairs)
    return product / spread**0.5 if spread else 0.0


@pytest.mark.parametrize(("name", "kind"), [("crowd.jpg", "JPEG"), ("crowd.png", "PNG"), ("crowd.webp", "WEBP")])
def test_the_region_is_lost_in_every_rendition(tmp_path: Path, name: str, kind: str) -> None:
    original = letters()
    outcome = made_of(tmp_path, name, saved(original, kind), blur=(BOX,), widths=(240, 480, 960))
    renditions = list(shown(tmp_path, outcome))
    assert len(renditions) >= 6
    for found, image in renditions:
        expected = original.resize(image.size, Image.Resampling.LANCZOS)
        region = pixels_of(BOX, image.size)
        inside = likeness(image.convert("RGB").crop(region), expected.crop(region))
        below = (0, image.height * 7 // 10, image.width, image.height)
        outside = likeness(image.convert("RGB").crop(below), expected.crop(below))
        assert abs(inside) < 0.2, found
        assert outside > 0.8, found


def test_the_mosaic_is_coarse_whatever_the_size(tmp_path: Path) -> None:
    """No more than six tiles along the longer side, in the largest rendition too."""
    outcome = made_of(tmp_path, "crowd.png", saved(letters(), "PNG"), blur=(BOX,), widths=(960,))
    with Image.open(tmp_path / "made" / outcome.fallback.renditions[-1].name) as image:
        left, top, right, _ = pixels_of(BOX, image.size)
        row = image.convert("L").crop((left + 4, top + 20, right - 4, top + 21))
    values = list(row.tobytes())
    jumps = sum(abs(a - b) > 12 for a, b in zip(values[:-4:4], values[4::4], strict=False))
    assert jumps <= 6 * 4


def test_noise_hides_what_the_tiles_were_averaged_from(tmp_path: Path) -> None:
    """A region of one grey does not come out as that grey; the same file gives the same noise."""
    grey = saved(Image.new("RGB", (480, 320), (128, 128, 128)), "PNG")
    first = made_of(tmp_path, "one.png", grey, blur=(BOX,), widths=(480,))
    with Image.open(tmp_path / "made" / first.fallback.renditions[0].name) as image:
        region = image.convert("RGB").crop(pixels_of(BOX, image.size))
        spread = ImageChops.difference(region, Image.new("RGB", region.size, (128, 128, 128))).getextrema()
    highest = [extremes[1] for extremes in spread if isinstance(extremes, tuple)]
    assert len(highest) == 3
    assert min(highest) >= 8
    again = made_of(tmp_path, "one.png", grey, blur=(BOX,), widths=(480,))
    assert again == first


def test_regions_are_rounded_outwards() -> None:
    assert pixels_of((33.3, 33.3, 33.3, 33.3), (10, 10)) == (3, 3, 7, 7)
    assert pixels_of((0, 0, 100, 100), (7, 5)) == (0, 0, 7, 5)
    assert pixels_of((99.9, 99.9, 0.1, 0.1), (10, 10)) == (9, 9, 10, 10)
