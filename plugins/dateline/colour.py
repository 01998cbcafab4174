"""Colours as numbers: how bright they are, how well one can be read on another, and their hue as eyes see it.

A colour is written `#rrggbb` and is in sRGB. Luminance and contrast are those of WCAG 2.2; lightness, chroma and hue are those of
OKLCH, the polar form of Björn Ottosson's Oklab (https://bottosson.github.io/posts/oklab/), as CSS Color 4 has it.
"""

from __future__ import annotations

import math
from dataclasses import replace

from dateline.dataclass import dataclass

_HALVINGS = 20
"""Of the chroma, when a colour is brought into sRGB: to a millionth, far below what eight bits can hold."""
_OUTSIDE = 1e-4
"""How far a channel of linear light may lie outside 0 to 1: less than half of the smallest step that eight bits can hold."""


@dataclass(frozen=True)
class Oklch:
    """A colour as eyes see it: lightness 0 to 1, chroma from 0 (grey) to about 0.32 in sRGB, hue in degrees, 0 to 360."""

    lightness: float
    chroma: float
    hue: float


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white): WCAG 2.2, "relative luminance"."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, in either order: WCAG 2.2, "contrast ratio"."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklch(colour: str) -> Oklch:
    """Return a colour in OKLCH: Ottosson, "linear_srgb_to_oklab". The hue of a grey means nothing."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def in_srgb(colour: Oklch) -> str:
    """Return a colour as `#rrggbb`; where sRGB has none so colourful, the most colourful of the same lightness and hue."""
    shown = _rgb(colour)
    if not _inside(shown):
        # Chroma alone is given up, as CSS Color 4, 13.2 does: cutting off channels would turn the hue.
        grey, beyond = 0.0, colour.chroma
        for _ in range(_HALVINGS):
            middle = (grey + beyond) / 2
            if _inside(_rgb(replace(colour, chroma=middle))):
                grey = middle
            else:
                beyond = middle
        shown = _rgb(replace(colour, chroma=grey))
    return "#" + "".join(f"{_eight_bits(channel):02x}" for channel in shown)


def _linear(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue as linear light, 0 to 1: the transfer function of sRGB (IEC 61966-2-1) taken away."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def _rgb(colour: Oklch) -> tuple[float, float, float]:
    """Return red, green and blue as linear light, outside 0 to 1 where sRGB has no such colour: Ottosson, "oklab_to_linear_srgb"."""
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _inside(channels: tuple[float, float, float]) -> bool:
    return all(-_OUTSIDE <= channel <= 1 + _OUTSIDE for channel in channels)


def _eight_bits(channel: float) -> int:
    """Return a channel of linear light as sRGB writes it, 0 to 255."""
    light = min(max(channel, 0.0), 1.0)
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
