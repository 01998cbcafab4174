"""What stands behind a picture in its file makes no difference; a picture that is cut off is told."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pillow_heif
import pytest
from dateline.problems import Misread
from dateline.read.ends import end_of
from dateline.read.images import inspect
from PIL import Image

from tests.images import LIMIT, exif, made_of, quarters, saved

NOISE = Image.effect_noise((320, 240), 60).convert("RGB")
CHANCE = random.Random(10).randbytes(60_000)
SCAN_BEGINS, ENDS = b"\xff\xda", b"\xff\xd9"
VIDEO = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + CHANCE + SCAN_BEGINS + b"\0\x0c" + CHANCE[:9_000]
TRAILER = b"\0\0\x30\x0a\x0e\0\0\0MotionPhoto_Data" + VIDEO + b"SEFH\x6b\0\0\0\x01\0\0\0SEFT"
THUMBNAIL = saved(quarters(64, 48), "JPEG")


def heic(image: Image.Image) -> bytes:
    file = io.BytesIO()
    pillow_heif.from_pillow(image).save(file)
    return file.getvalue()


WHOLE = {
    "a.jpg": saved(NOISE, "JPEG", exif=exif()),
    "progressive.jpg": saved(NOISE, "JPEG", progressive=True),
    "restarts.jpg": saved(NOISE, "JPEG", restart_marker_blocks=2),
    "thumbnail.jpg": saved(NOISE, "JPEG", extra=b"\xff\xe1" + (len(THUMBNAIL) + 2).to_bytes(2, "big") + THUMBNAIL),
    "two.jpg": saved(NOISE, "MPO", save_all=True, append_images=[quarters(320, 240)]),
    "a.png": saved(NOISE, "PNG"),
    "a.webp": saved(NOISE, "WEBP"),
    "a.avif": saved(NOISE, "AVIF"),
    "a.gif": saved(NOISE, "GIF"),
    "a.tif": saved(NOISE, "TIFF"),
    "a.heic": heic(NOISE),
}
BEHIND = {"a video": VIDEO, "a telephone's trailer": TRAILER, "zeros": bytes(9_000), "another picture": THUMBNAIL}


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("name", WHOLE)
def test_what_stands_behind_is_ignored(name: str, behind: str) -> None:
    alone = inspect(WHOLE[name], Path(name).suffix, "", LIMIT)
    assert inspect(WHOLE[name] + BEHIND[behind], Path(name).suffix, "", LIMIT) == alone


@pytest.mark.parametrize("name", [name for name in WHOLE if name.endswith((".jpg", ".png", ".webp"))])
def test_the_end_is_found(name: str) -> None:
    whole = WHOLE[name]
    if name == "two.jpg":
        whole = whole[: end_of(whole)]
    assert end_of(whole + VIDEO) == end_of(whole) == len(whole)
    for cut in (len(whole) // 3, len(whole) - 40, len(whole) - 1):
        assert end_of(whole[:cut]) is None


def test_a_thumbnail_does_not_end_the_picture() -> None:
    with pytest.raises(Misread, match="the end of the file is missing"):
        inspect(WHOLE["thumbnail.jpg"][:9_000], ".jpg", "", LIMIT)


def test_a_second_picture_that_is_not_there() -> None:
    """Its index says where it lies, but an editor has cut it away."""
    whole = WHOLE["two.jpg"]
    assert inspect(whole[: end_of(whole)], ".jpg", "", LIMIT).width == 320


@pytest.mark.parametrize("name", ["a.jpg", "two.jpg", "a.png", "a.webp", "a.heic"])
def test_nothing_of_it_is_published(tmp_path: Path, name: str) -> None:
    whole = WHOLE[name]
    outcome = made_of(tmp_path, f"walk{name[name.index('.'):]}", whole + TRAILER)
    alone = made_of(tmp_path, f"alone{name[name.index('.'):]}", whole[: end_of(whole)])
    made = [[each.digest for each in one.renditions()] for one in (outcome, alone)]
    assert made[0] == made[1]
    for file in (tmp_path / "made").iterdir():
        assert b"MotionPhoto" not in file.read_bytes()
