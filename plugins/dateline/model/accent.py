"""The event's accent: text in it must be easy to read, on light paper and on dark.

One colour cannot do both. Text that reaches 4.5:1 on the light paper #fdfcf9 (luminance 0.973) has a luminance of at most
(0.973 + 0.05) / 4.5 - 0.05 = 0.177; on the dark paper #161512 (0.0075) it has at least 4.5 * (0.0075 + 0.05) - 0.05 = 0.209. So the
dark scheme has a colour of its own: the author's second one, or else one made from the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.colour import Oklch, contrast, in_srgb, oklch
from dateline.dataclass import dataclass
from dateline.model.nouns import Accent

LEAST = 7.0
"""The contrast ratio that text needs: WCAG 2.2, 1.4.6 (AAA)."""
_STEP = 0.001
"""Of lightness, while a colour that can be read is looked for: finer than the steps of eight bits, so none is passed over."""
_DARK_LIGHTNESS = 0.82
_DARK_CHROMA = 0.09
"""How light at least and how colourful at most a colour is on dark paper, where strong colours glare."""


@dataclass(frozen=True)
class Scheme:
    """A colour scheme: the grounds that text stands on, what is said of colours that fail, and where others lie (1: lighter)."""

    grounds: tuple[str, ...]
    fault: str
    way: int


LIGHT = Scheme(("#fdfcf9", "#f3f0e8"), "too pale to read on light paper", -1)
DARK = Scheme(("#161512", "#23211d"), "too dark to read on dark paper", 1)
"""--paper and --tint of theme/static/css/tokens.css, which a test compares."""


def accent(written: Sequence[str]) -> Accent | None:
    """Return the accent of both schemes from what was written: none, one or two colours, `#rrggbb`."""
    if not written:
        return None
    return Accent(written[0], written[1] if len(written) > 1 else in_the_dark(written[0]))


def faults(written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong and what to do for each colour that cannot be read in its scheme: the first is for light, the second for dark."""
    for colour, scheme in zip(written, (LIGHT, DARK), strict=False):
        ratio, ground = hardest(colour, scheme)
        if ratio < LEAST:
            # Rounded down: 6.97 must not be told as the 7.0 that it is not.
            reached = math.floor(ratio * 10) / 10
            yield (
                f"{colour} is {scheme.fault} ({reached:.1f}:1 on {ground}, text needs {LEAST:.0f}:1)",
                f"write {readable(colour, scheme)}, the nearest that can be read",
            )


def hardest(colour: str, scheme: Scheme) -> tuple[float, str]:
    """Return the lowest contrast ratio of a colour in a scheme, and the ground on which it has it."""
    return min((contrast(colour, ground), ground) for ground in scheme.grounds)


def readable(colour: str, scheme: Scheme) -> str:
    """Return the nearest colour that can be read in a scheme: itself, or else the same hue, only as much darker or lighter as it must be."""
    return colour if hardest(colour, scheme)[0] >= LEAST else _readable(oklch(colour), scheme)


def in_the_dark(colour: str) -> str:
    """Return what stands for a colour of the light scheme in the dark one: the same hue, light and quiet enough for dark paper."""
    seen = oklch(colour)
    return _readable(
        replace(seen, lightness=max(seen.lightness, _DARK_LIGHTNESS), chroma=min(seen.chroma, _DARK_CHROMA)), DARK
    )


def _readable(seen: Oklch, scheme: Scheme) -> str:
    # What counts is the colour as it will be written, rounded to eight bits. Ends with black or white at the latest.
    while hardest(found := in_srgb(seen), scheme)[0] < LEAST:
        seen = replace(seen, lightness=seen.lightness + scheme.way * _STEP)
    return found
