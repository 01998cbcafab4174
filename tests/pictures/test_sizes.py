"""Pictures of any shape are made in the formats that can hold them; nothing is asked of the author."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.pictures.encode import ENCODERS, LONGEST, holds
from dateline.pictures.notice import Notice
from PIL import Image

from tests.images import QUALITY, made_of, saved, shown

SHAPES = {
    "telephone.png": ((36, 20_000), "RGB", {"avif", "png", "jpg"}),
    "roll.png": ((12, 40_000), "RGB", {"png", "jpg"}),
    "thread.png": ((4, 70_000), "RGB", {"png"}),
    "glass.png": ((4, 70_000), "RGBA", {"png"}),
    "photograph.jpg": ((16, 60_000), "RGB", {"jpg"}),
    "line.png": ((20_000, 1), "RGB", {"avif", "webp", "png", "jpg"}),
    "dot.png": ((1, 1), "RGB", {"avif", "webp", "png", "jpg"}),
    "column.webp": ((1, 16_383), "RGB", {"avif", "webp", "png", "jpg"}),
    "tall.avif": ((3, 32_768), "RGB", {"avif", "png", "jpg"}),
}


@pytest.mark.parametrize("name", SHAPES)
def test_any_shape_is_made(tmp_path: Path, name: str) -> None:
    size, mode, able = SHAPES[name]
    kind = {"jpg": "JPEG"}.get(name.rpartition(".")[2], name.rpartition(".")[2].upper())
    outcome = made_of(tmp_path, name, saved(Image.new(mode, size, "teal"), kind), widths=(8, 240))
    assert list(outcome.renditions())
    for series in outcome.series:
        assert [made.width for made in series.renditions] == [made.width for made in outcome.fallback.renditions]
    for found, image in shown(tmp_path, outcome):
        assert found.rpartition(".")[2] in able
        assert f"-{image.width}." in found
    assert outcome.fallback.renditions[-1].width == min(240, size[0])
    assert outcome.fallback.type in ("image/png", "image/jpeg")


@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_side_is_right(name: str, tmp_path: Path) -> None:
    """What is said to be held is, and can be opened again."""
    image = Image.new("RGB", (2, LONGEST[name]), "teal")
    assert holds(name, image.size)
    assert not holds(name, (image.height + 1, 2))
    (tmp_path / "a").write_bytes(ENCODERS[name][2](image, QUALITY, Notice()))
    with Image.open(tmp_path / "a") as again:
        again.load()
        assert again.size == image.size


def test_a_tall_moving_picture_moves_where_it_fits(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 24_000), colour) for colour in ("teal", "gold")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    outcome = made_of(tmp_path, "both.gif", data, widths=(8, 16))
    assert [(made.width, made.height) for made in outcome.series[0].renditions] == [(8, 12_000)]
    outcome = made_of(tmp_path, "small.gif", data, widths=(16,))
    assert [(made.width, made.height) for made in outcome.series[0].renditions] == [(10, 16_383)]
    assert outcome.fallback.renditions[-1].height == 24_000
