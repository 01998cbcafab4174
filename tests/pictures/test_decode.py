"""Every way in which a picture may be stored comes out upright and in its own colours, in every rendition."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageOps

from tests.images import CORNERS, corners, exif, made_of, near, profile, quarters, saved, shown, turned
from tests.profiles import ADOBE_RGB, DISPLAY_P3, Space, in_srgb, profile_of

ORIENTATIONS: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda image: image,
    2: ImageOps.mirror,
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: ImageOps.flip,
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}
"""How the pixels lie in the file when EXIF says 1 to 8 of them (EXIF 3.0, 4.6.5.1.6)."""


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_all_eight_orientations(tmp_path: Path, orientation: int, name: str) -> None:
    stored = ORIENTATIONS[orientation](quarters())
    data = turned(stored, name, orientation)
    ending = {"JPEG": "jpg", "TIFF": "tif"}.get(name, name.lower())
    outcome = made_of(tmp_path, f"turned.{ending}", data)
    sizes = [(made.width, made.height) for made in outcome.fallback.renditions]
    assert sizes == [(120, 80), (240, 160)]
    for found, image in shown(tmp_path, outcome):
        assert image.size in sizes, found
        assert near(corners(image), CORNERS), found
        assert image.getexif().get(0x0112) in (None, 1), found


@pytest.mark.parametrize("orientation", [1, 6])
def test_blur_is_where_it_is_seen(tmp_path: Path, orientation: int) -> None:
    """Regions are given as the picture is seen, not as it is stored."""
    data = saved(ORIENTATIONS[orientation](quarters()), "JPEG", exif=exif(orientation), quality=95)
    outcome = made_of(tmp_path, "turned.jpg", data, blur=((50, 0, 50, 50),))
    for found, image in shown(tmp_path, outcome):
        now = corners(image)
        assert near(now[0], CORNERS[0]), found
        assert near(now[2:], CORNERS[2:]), found
        assert not near(now[1], CORNERS[1], most=1), found


MODES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "jpeg-progressive.jpg": ("RGB", "JPEG", {"quality": 95, "progressive": True}),
    "jpeg-cmyk.jpg": ("CMYK", "JPEG", {"quality": 95}),
    "jpeg-grey.jpg": ("L", "JPEG", {"quality": 95}),
    "png-8.png": ("RGB", "PNG", {}),
    "png-grey.png": ("L", "PNG", {}),
    "png-black-and-white.png": ("1", "PNG", {}),
    "png-palette.png": ("P", "PNG", {}),
    "png-alpha.png": ("RGBA", "PNG", {}),
    "png-grey-alpha.png": ("LA", "PNG", {}),
    "webp.webp": ("RGB", "WEBP", {"quality": 95}),
    "webp-lossless.webp": ("RGBA", "WEBP", {"lossless": True}),
    "avif.avif": ("RGB", "AVIF", {"quality": 95}),
    "tiff.tif": ("RGB", "TIFF", {}),
    "tiff-lzw.tiff": ("RGB", "TIFF", {"compression": "tiff_lzw"}),
    "tiff-cmyk.tif": ("CMYK", "TIFF", {}),
    "gif.gif": ("P", "GIF", {}),
}


@pytest.mark.parametrize("name", MODES)
def test_modes(tmp_path: Path, name: str) -> None:
    mode, kind, options = MODES[name]
    original = quarters(mode=mode)
    outcome = made_of(tmp_path, name, saved(original, kind, **options))
    renditions = list(shown(tmp_path, outcome))
    assert len(renditions) >= 4
    for found, image in renditions:
        assert near(corners(image), corners(original)), found
        assert image.mode in ("RGB", "RGBA", "P", "L"), found


def test_16_bit_greys_are_not_clipped(tmp_path: Path) -> None:
    rows = [value.to_bytes(2, "little") * 120 for value in (0, 20000, 40000, 65535)]
    deep = Image.frombytes("I;16", (240, 160), (rows[0] + rows[1]) * 80 + (rows[2] + rows[3]) * 80)
    expected = [(value >> 8,) * 3 for value in (0, 20000, 40000, 65535)]
    for ending, kind in (("png", "PNG"), ("tif", "TIFF")):
        outcome = made_of(tmp_path, f"deep.{ending}", saved(deep, kind))
        for found, image in shown(tmp_path, outcome):
            assert near(corners(image), expected), found


def test_16_bit_colours(tmp_path: Path) -> None:
    outcome = made_of(tmp_path, "deep.png", png_16(CORNERS))
    for found, image in shown(tmp_path, outcome):
        assert near(corners(image), CORNERS), found


def png_16(colours: tuple[tuple[int, int, int], ...]) -> bytes:
    """Return a PNG of four quarters with 16 bits a channel, which Pillow itself cannot write (ISO/IEC 15948, 11)."""
    import zlib

    def row(left: tuple[int, ...], right: tuple[int, ...]) -> bytes:
        def pixel(colour: tuple[int, ...]) -> bytes:
            return b"".join((value * 257).to_bytes(2, "big") for value in colour)

        return b"\0" + pixel(left) * 120 + pixel(right) * 120

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = (240).to_bytes(4, "big") + (160).to_bytes(4, "big") + bytes((16, 2, 0, 0, 0))
    rows = row(colours[0], colours[1]) * 80 + row(colours[2], colours[3]) * 80
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("ending", "kind"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("tif", "TIFF"), ("avif", "AVIF")])
def test_profiles_are_converted_to_srgb(tmp_path: Path, ending: str, kind: str) -> None:
    """What the numbers mean is what is shown: LittleCMS itself says what that is."""
    own = profile("swapped")
    image = quarters()
    expected = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(own)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert expected is not None
    assert not near(corners(expected), CORNERS, most=30)
    outcome = made_of(tmp_path, f"wide.{ending}", saved(image, kind, icc_profile=own, **({} if kind in ("PNG", "TIFF") else {"quality": 95})))
    for found, shown_image in shown(tmp_path, outcome):
        assert near(corners(shown_image), corners(expected)), found
        assert "icc_profile" not in shown_image.info, found


@pytest.mark.parametrize("space", [ADOBE_RGB, DISPLAY_P3], ids=lambda space: space.name)
@pytest.mark.parametrize(("ending", "kind"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("tif", "TIFF"), ("avif", "AVIF")])
def test_the_spaces_of_cameras_and_telephones(tmp_path: Path, space: Space, ending: str, kind: str) -> None:
    """Worked out from the specifications' figures by matrices, without LittleCMS."""
    expected = [in_srgb(colour, space) for colour in CORNERS]
    assert not near(expected, CORNERS, most=10)
    options = {} if kind in ("PNG", "TIFF") else {"quality": 100, "subsampling": "4:4:4"} if kind != "WEBP" else {"lossless": True}
    outcome = made_of(tmp_path, f"wide.{ending}", saved(quarters(), kind, icc_profile=profile_of(space), **options))
    for found, image in shown(tmp_path, outcome):
        assert near(corners(image), expected, most=6), found
        assert "icc_profile" not in image.info, found


def test_pixels_that_can_be_seen_through_keep_their_space(tmp_path: Path) -> None:
    image = quarters(mode="RGBA")
    image.putalpha(128)
    outcome = made_of(tmp_path, "glass.png", saved(image, "PNG", icc_profile=profile_of(ADOBE_RGB)))
    for found, seen in shown(tmp_path, outcome):
        *colours, alpha = seen.convert("RGBA").split()
        assert alpha.point(lambda value: 255 * (abs(value - 128) > 3)).getbbox() is None, found
        assert near(corners(Image.merge("RGB", colours)), [in_srgb(colour, ADOBE_RGB) for colour in CORNERS]), found


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_heic_as_telephones_store_it(tmp_path: Path, orientation: int) -> None:
    """Turned, in Display P3, with a position and serial numbers: upright, in sRGB and without them."""
    stored = ORIENTATIONS[orientation](quarters())
    file = io.BytesIO()
    written = exif(orientation).tobytes()
    pillow_heif.from_pillow(stored).save(file, quality=100, chroma=444, exif=written, icc_profile=profile_of(DISPLAY_P3))
    outcome = made_of(tmp_path, "telephone.heic", file.getvalue())
    assert [(made.width, made.height) for made in outcome.fallback.renditions] == [(120, 80), (240, 160)]
    for found, image in shown(tmp_path, outcome):
        assert near(corners(image), [in_srgb(colour, DISPLAY_P3) for colour in CORNERS]), found
        assert not image.getexif(), found
        assert b"SERIAL-4711" not in (tmp_path / "made" / found).read_bytes(), found


@pytest.mark.parametrize("broken", [b"no profile", profile("swapped")[:200]])
def test_a_damaged_profile_is_left_out(tmp_path: Path, broken: bytes) -> None:
    outcome = made_of(tmp_path, "odd.jpg", saved(quarters(), "JPEG", quality=95, icc_profile=broken))
    for found, image in shown(tmp_path, outcome):
        assert near(corners(image), CORNERS), found


def test_a_profile_for_other_channels_is_left_out(tmp_path: Path) -> None:
    printed = quarters(mode="CMYK")
    outcome = made_of(tmp_path, "odd.jpg", saved(printed, "JPEG", quality=95, icc_profile=profile("swapped")))
    for found, image in shown(tmp_path, outcome):
        assert near(corners(image), corners(printed)), found


def test_transparency_stays_and_needs_no_jpeg(tmp_path: Path) -> None:
    image = quarters(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 120, 80))
    outcome = made_of(tmp_path, "cut.png", saved(image, "PNG"))
    assert outcome.fallback.type == "image/png"
    assert outcome.colour == ""
    for found, made in shown(tmp_path, outcome):
        assert made.convert("RGBA").getpixel((made.width // 4, made.height // 4))[3] < 10, found  # type: ignore[index]
        assert near(corners(made)[1:], CORNERS[1:]), found


def test_nothing_is_enlarged(tmp_path: Path) -> None:
    outcome = made_of(tmp_path, "small.jpg", saved(quarters(100, 60), "JPEG"), widths=(48, 120, 240))
    assert [made.width for made in outcome.fallback.renditions] == [48, 100]


def test_flat_artwork_is_no_jpeg(tmp_path: Path) -> None:
    """Where PNG is smaller it takes JPEG's place, and formats that are larger still are not offered."""
    flat = made_of(tmp_path, "flat.png", saved(quarters(), "PNG"))
    assert flat.fallback.type == "image/png"
    assert all(series.size < flat.fallback.size for series in flat.series[:-1])
    # Browsers take the first that they know, and none knows AVIF and not WebP.
    assert [series.type for series in flat.series] == ["image/webp", "image/png"]
    noise = Image.effect_noise((240, 160), 80).convert("RGB")
    photograph = made_of(tmp_path, "noise.png", saved(noise, "PNG"))
    assert photograph.fallback.type == "image/jpeg"


def test_the_colour_is_the_average(tmp_path: Path) -> None:
    outcome = made_of(tmp_path, "one.png", saved(Image.new("RGB", (240, 160), (10, 120, 200)), "PNG"))
    assert outcome.colour == "#0a78c8"
