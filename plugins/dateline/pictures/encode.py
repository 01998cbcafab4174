"""From pixels to the bytes of a file: one function a format, in one table.

Encoders get one thread each, so that bytes depend on no machine; pictures are made side by side instead (`perform`). No field of the
original is passed on: only the notice goes in.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dateline.pictures.notice import Notice
from dateline.pictures.plan import Quality

AVIF_SPEED = 9
"""0 (slowest) to 10. At equal SSIM, 8 takes 2.7 times as long for 2 % fewer bytes, 6 (the default) 8 times as long for 7 % fewer."""
WEBP_METHOD = 4
"""0 to 6 (slowest). At equal SSIM, 6 takes twice as long for no fewer bytes."""
_COLOURS = 256
"""Most colours of a palette (PNG, 11.2.2)."""

Encoder = Callable[[Image.Image, Quality, Notice], bytes]


def encode_avif(image: Image.Image, quality: Quality, notice: Notice) -> bytes:
    """Return an AVIF file (AV1 Image File Format 1.1), colours at half resolution."""
    return _saved(
        image,
        "AVIF",
        quality=quality.avif,
        speed=AVIF_SPEED,
        subsampling="4:2:0",
        codec="aom",
        max_threads=1,
        exif=b"",
        xmp=notice.xmp(),
    )


def encode_webp(image: Image.Image, quality: Quality, notice: Notice) -> bytes:
    """Return a WebP file (RFC 9649) that loses what is hardly seen."""
    return _saved(image, "WEBP", quality=quality.webp, method=WEBP_METHOD, exif=b"", xmp=notice.xmp())


def encode_webp_exactly(image: Image.Image, quality: Quality, notice: Notice) -> bytes:
    """Return a WebP file that loses nothing."""
    return _saved(image, "WEBP", lossless=True, quality=50, method=WEBP_METHOD, exif=b"", xmp=notice.xmp())


def encode_jpeg(image: Image.Image, quality: Quality, notice: Notice) -> bytes:
    """Return a progressive JPEG (ITU-T T.81), colours at half resolution."""
    return jpeg(image, quality.jpeg, notice, subsampling="4:2:0", progressive=True)


def jpeg(image: Image.Image, quality: int, notice: Notice, *, subsampling: str, progressive: bool) -> bytes:
    """Return a JPEG (ITU-T T.81); `subsampling` says how many colours are kept, "4:4:4" for all."""
    return _saved(
        image if image.mode == "RGB" else image.convert("RGB"),
        "JPEG",
        quality=quality,
        progressive=progressive,
        optimize=True,
        subsampling=subsampling,
        exif=b"",
        extra=notice.iptc(),
        xmp=notice.xmp()[:_MOST_IN_A_SEGMENT] if len(notice.xmp()) <= _MOST_IN_A_SEGMENT else b"",
        comment=b"",
    )


_MOST_IN_A_SEGMENT = 65_502
"""Bytes of XMP that a JPEG segment takes (XMP Specification Part 3, 1.1.3)."""


def encode_png(image: Image.Image, quality: Quality, notice: Notice) -> bytes:
    """Return a PNG (ISO/IEC 15948), with a palette where no colour is lost by it."""
    if image.mode == "RGB" and (colours := image.getcolors(_COLOURS)):
        image = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=len(colours), dither=Image.Dither.NONE)
    info = PngInfo()
    if packet := notice.xmp():
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
    return _saved(image, "PNG", compress_level=9, pnginfo=info, exif=b"")


def encode_moving(frames: Sequence[Image.Image], durations: Sequence[int], loop: int, quality: Quality, notice: Notice) -> bytes:
    """Return an animated WebP; durations in milliseconds, `loop` times, 0 for ever."""
    return _saved(
        frames[0],
        "WEBP",
        save_all=True,
        append_images=list(frames[1:]),
        duration=list(durations),
        loop=loop,
        quality=quality.webp,
        method=WEBP_METHOD,
        exif=b"",
        xmp=notice.xmp(),
    )


ENCODERS: Mapping[str, tuple[str, str, Encoder]] = {
    "avif": ("image/avif", "avif", encode_avif),
    "webp": ("image/webp", "webp", encode_webp),
    "webp exact": ("image/webp", "webp", encode_webp_exactly),
    "jpeg": ("image/jpeg", "jpg", encode_jpeg),
    "png": ("image/png", "png", encode_png),
}
"""Media type, ending and function by format."""

LONGEST: Mapping[str, int] = {"avif": 32_768, "webp": 16_383, "webp exact": 16_383, "jpeg": 65_500}
"""Pixels of a side that a format can hold; PNG holds any.

WebP: RFC 9649, 2.1. AVIF allows twice as many, but what decodes it (libavif's imageDimensionLimit, in browsers too) does not. JPEG: libjpeg's
JPEG_MAX_DIMENSION, a little below the 65,535 of ITU-T T.81.
"""


def holds(name: str, size: tuple[int, int]) -> bool:
    """Tell whether a format can hold a picture of this width and height."""
    return max(size) <= LONGEST.get(name, max(size))


def _saved(image: Image.Image, name: str, **options: Any) -> bytes:
    """Return a file as Pillow writes it, without anything that the image still carries."""
    file = io.BytesIO()
    image.info = {}
    image.save(file, name, icc_profile=None, **options)
    return file.getvalue()
