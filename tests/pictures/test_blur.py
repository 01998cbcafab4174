"""What shall not be recognised is not: a coarse mosaic with noise, in every rendition, and only there."""

from __future__ import annotations

import pytest
from dateline.pictures.blur import blurred
from PIL import Image, ImageChops

BOX = (25.0, 25.0, 50.0, 50.0)


def stripes(mode: str = "RGB") -> Image.Image:
    """Return a picture of 200 by 100 pixels in which every second column is white."""
    row = bytes(255 * (x % 2) for x in range(200))
    return Image.frombytes("L", (200, 100), row * 100).convert(mode)


def differs(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box outside which two pictures are the same."""
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox()


def test_the_box_is_changed_and_nothing_else() -> None:
    assert differs(stripes(), blurred(stripes(), [BOX], b"seed")) == (50, 25, 150, 75)
    assert differs(stripes(), blurred(stripes(), [], b"seed")) is None


@pytest.mark.parametrize(
    ("box", "changed"),
    [
        ((0.0, 0.0, 100.0, 100.0), (0, 0, 200, 100)),
        ((90.0, 90.0, 10.0, 10.0), (180, 90, 200, 100)),
        ((10.3, 10.3, 10.0, 10.0), (20, 10, 41, 21)),
    ],
)
def test_edges_are_rounded_outwards_and_stay_in_the_picture(
    box: tuple[float, float, float, float], changed: tuple[int, int, int, int]
) -> None:
    assert differs(stripes(), blurred(stripes(), [box], b"seed")) == changed


def test_hardly_anything_is_left_of_what_was_there() -> None:
    inside = blurred(stripes(), [BOX], b"seed").crop((50, 25, 150, 75))
    colours = inside.getcolors()

    assert colours is not None
    assert len(colours) <= 6 * 3
    # The stripes are gone: neighbours are alike.
    assert differs(inside.crop((0, 0, 1, 50)), inside.crop((1, 0, 2, 50))) is None


def test_the_noise_comes_from_the_original_alone() -> None:
    first = blurred(stripes(), [BOX], b"original").tobytes()

    assert blurred(stripes(), [BOX], b"original").tobytes() == first
    assert blurred(stripes(), [BOX], b"guessed").tobytes() != first


def test_what_can_be_seen_through_can_be_made_unrecognisable_too() -> None:
    assert differs(stripes("RGBA"), blurred(stripes("RGBA"), [BOX], b"seed")) == (50, 25, 150, 75)
