"""From an image file to upright pixels in sRGB, no larger than they are needed."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageCms, ImageOps

from dateline.pictures.blur import blurred
from dateline.pictures.plan import Box
from dateline.read.images import ORIENTATION, TURNED

_DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I")
"""Pillow's modes of one channel with more than 8 bits."""
_GAP = 3.0
"""How many times larger than the result a picture may still be when the fine filter (Lanczos) takes over from averaging."""


def decoded(image: Image.Image, size: tuple[int, int], blur: Iterable[Box], seed: bytes) -> Image.Image:
    """Return an opened image upright, in sRGB (RGB or RGBA) and of the given size, what is in `blur` made unrecognisable.

    Where something is to be blurred all pixels are decoded first: what is hidden is hidden before anything is scaled. Elsewhere a JPEG is
    decoded in the smallest of its own scales that suffices, and everything that costs per pixel comes after scaling.
    """
    blur = tuple(blur)
    if image.format == "PNG":
        image.load()  # its fields may stand behind its pixels
    profile = image.info.get("icc_profile")
    orientation = image.getexif().get(ORIENTATION)
    turned = orientation in TURNED and image.format != "TIFF"
    wanted = (size[1], size[0]) if turned else size
    if not blur:
        image.draft("", wanted)
    image.load()
    pixels = in_8_bits(image)
    if blur:
        pixels = ImageOps.exif_transpose(pixels)
        pixels, turned = blurred(pixels, blur, seed), False
        wanted = size
    pixels = scaled(pixels, wanted)
    if not blur:
        pixels = ImageOps.exif_transpose(pixels)
    return in_srgb(pixels, profile)


def in_8_bits(image: Image.Image) -> Image.Image:
    """Return an image of 8 bits a channel that can be scaled: palettes resolved, deep greys brought down to 256 steps."""
    if image.mode in ("RGB", "RGBA", "CMYK", "L", "LA") and "transparency" not in image.info:
        return image
    if image.mode in _DEEP:
        whole = image.convert("I")
        high = whole.getextrema()[1]
        steps = 257 if isinstance(high, int | float) and high > 255 else 1
        result = whole.point(lambda value: value * (1 / steps)).convert("L")
    elif image.mode in ("L", "1", "RGB") and "transparency" not in image.info:
        result = image.convert("L" if image.mode == "1" else image.mode)
    elif image.has_transparency_data:
        result = image.convert("RGBA")
    elif image.mode in ("1", "F"):
        result = image.convert("L")
    else:
        result = image.convert("RGB")
    if ORIENTATION in image.getexif():
        result.getexif()[ORIENTATION] = image.getexif()[ORIENTATION]
    return result


def scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return an image in another size."""
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_GAP)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image as RGB or RGBA, its colours converted from its profile (ICC.1:2022) to sRGB (IEC 61966-2-1).

    Relative colorimetric with black point compensation, as browsers and Photoshop do. Without a profile, or with one that is damaged or
    made for other channels, the numbers are taken for sRGB, and CMYK is converted as Pillow does.
    """
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    colours = image if alpha is None else image.convert(image.mode.removesuffix("A"))
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            # A profile of RGB also belongs to grey that was saved with it.
            if colours.mode == "L" and own.profile.xcolor_space.strip() == "RGB":
                colours = colours.convert("RGB")
            if not ImageCms.getProfileDescription(own).startswith("sRGB"):
                converted = ImageCms.profileToProfile(
                    colours,
                    own,
                    ImageCms.createProfile("sRGB"),
                    renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    outputMode="RGB",
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
                colours = converted or colours
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # shown as they are, as browsers do
    colours = colours.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    return colours
