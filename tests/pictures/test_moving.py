"""Moving GIFs stay moving, as WebP, and have a still first frame beside them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.images import corners, made_of, near, quarters, saved, shown

FRAMES = [quarters(), quarters().transpose(Image.Transpose.ROTATE_180), Image.new("RGB", (240, 160), "white")]


def gif(**options: object) -> bytes:
    """Return an animation of three frames of 200 ms."""
    return saved(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:], duration=200, loop=0, **options)


def test_moving_pictures(tmp_path: Path) -> None:
    outcome = made_of(tmp_path, "wave.gif", gif())
    assert outcome.series[0].moving
    assert outcome.series[0].type == "image/webp"
    for made in outcome.series[0].renditions:
        with Image.open(tmp_path / "made" / made.name) as image:
            assert image.n_frames == 3  # type: ignore[attr-defined]
            assert image.info["loop"] == 0
            for number, frame in enumerate(FRAMES):
                image.seek(number)
                assert near(corners(image), corners(frame), most=20), (made.name, number)
                image.load()
                assert image.info["duration"] == 200
    stills = list(shown(tmp_path, outcome))
    assert stills
    for name, still in stills:
        assert getattr(still, "n_frames", 1) == 1, name
        assert near(corners(still), corners(FRAMES[0])), name


def test_blur_covers_every_frame(tmp_path: Path) -> None:
    """By one mosaic: what changes behind it does not show through."""
    outcome = made_of(tmp_path, "wave.gif", gif(), blur=((0, 0, 50, 50),))
    for made in outcome.series[0].renditions:
        with Image.open(tmp_path / "made" / made.name) as image:
            first = corners(image)[0]
            for number in range(3):
                image.seek(number)
                assert near(corners(image)[0], first, most=20), (made.name, number)
