"""Colour profiles as cameras and telephones embed them, built from the figures of their specifications, and what their colours are in sRGB.

The way back is worked out here by matrices alone, so that tests ask nothing of LittleCMS, which does it in the build.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

D65 = (0.3127, 0.3290)
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_D50: Triple = (0.9642, 1.0, 0.8249)
"""The white of a profile's own space (ICC.1:2022, 6.3.4.3)."""


@dataclass(frozen=True)
class Space:
    """A space of colours with white D65: x and y of red, green and blue, its curve from 0..1 to light, and that curve as an ICC tag."""

    name: str
    primaries: tuple[tuple[float, float], ...]
    light: Callable[[float], float]
    curve: bytes


def _srgb_light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fixed(value: float) -> bytes:
    """Return a s15Fixed16Number (ICC.1:2022, 4.7)."""
    return round(value * 65536).to_bytes(4, "big", signed=True)


_GAMMA = 563 / 256
SRGB = Space("sRGB", ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)), _srgb_light, b"")
ADOBE_RGB = Space(
    "Adobe RGB (1998)",
    ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
    lambda value: value**_GAMMA,
    b"curv" + bytes(4) + (1).to_bytes(4, "big") + (563).to_bytes(2, "big"),
)
"""Adobe RGB (1998) Color Image Encoding, 4.3: gamma 2 and 51/256."""
DISPLAY_P3 = Space(
    "Display P3",
    ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    _srgb_light,
    b"para" + bytes(4) + (3).to_bytes(2, "big") + bytes(2) + b"".join(map(_fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))),
)
"""SMPTE EG 432-1's primaries with sRGB's white and curve (Apple; CSS Color 4, 10.4)."""


def profile_of(space: Space) -> bytes:
    """Return a display profile of version 4 (ICC.1:2022, 7 and 8.3): a matrix and a curve."""
    to_d50 = _times(_adaptation(_white(D65), _D50), _matrix(space))
    tags: dict[bytes, bytes] = {
        b"desc": _words(space.name),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": b"XYZ " + bytes(4) + b"".join(map(_fixed, _D50)),
    }
    for column, name in enumerate((b"r", b"g", b"b")):
        tags[name + b"XYZ"] = b"XYZ " + bytes(4) + b"".join(_fixed(row[column]) for row in to_d50)
        tags[name + b"TRC"] = space.curve
    start, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        table += name + (start + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += data + bytes(-len(data) % 4)
    whole = len(tags).to_bytes(4, "big") + table + body
    head = (128 + len(whole)).to_bytes(4, "big") + bytes(4) + b"\x04\x40\0\0" + b"mntrRGB XYZ "
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(_fixed, _D50))
    return head.ljust(128, b"\0") + whole


def in_srgb(colour: Sequence[int], space: Space) -> tuple[int, ...]:
    """Return what a colour of a space is in sRGB, 0 to 255 each, cut off where sRGB has no such colour."""
    light = [space.light(value / 255) for value in colour]
    xyz = _apply(_matrix(space), (light[0], light[1], light[2]))
    return tuple(round(255 * _coded(value)) for value in _apply(_inverse(_matrix(SRGB)), xyz))


def _coded(light: float) -> float:
    """Return the value of light in sRGB (IEC 61966-2-1)."""
    light = min(1.0, max(0.0, light))
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _words(text: str) -> bytes:
    """Return a multiLocalizedUnicodeType (ICC.1:2022, 10.15)."""
    coded = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + b"\0\0\0\1\0\0\0\x0cenUS" + len(coded).to_bytes(4, "big") + (28).to_bytes(4, "big") + coded


def _white(xy: tuple[float, float]) -> Triple:
    return (xy[0] / xy[1], 1.0, (1 - xy[0] - xy[1]) / xy[1])


def _matrix(space: Space) -> Matrix:
    """Return the matrix from light to XYZ (SMPTE RP 177, 3.3)."""
    red, green, blue = map(_white, space.primaries)
    plain: Matrix = ((red[0], green[0], blue[0]), (red[1], green[1], blue[1]), (red[2], green[2], blue[2]))
    r, g, b = _apply(_inverse(plain), _white(D65))
    first, second, third = ((row[0] * r, row[1] * g, row[2] * b) for row in plain)
    return (first, second, third)


def _adaptation(start: Triple, end: Triple) -> Matrix:
    """Return Bradford's matrix from one white to another (ICC.1:2022, annex E)."""
    a, b = _apply(_BRADFORD, start), _apply(_BRADFORD, end)
    scale: Matrix = ((b[0] / a[0], 0, 0), (0, b[1] / a[1], 0), (0, 0, b[2] / a[2]))
    return _times(_inverse(_BRADFORD), _times(scale, _BRADFORD))


def _apply(matrix: Matrix, vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return (x, y, z)


def _times(one: Matrix, other: Matrix) -> Matrix:
    x, y, z = (_apply(one, column) for column in zip(*other, strict=True))
    return ((x[0], y[0], z[0]), (x[1], y[1], z[1]), (x[2], y[2], z[2]))


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    by = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / by, (c * h - b * i) / by, (b * f - c * e) / by),
        ((f * g - d * i) / by, (a * i - c * g) / by, (c * d - a * f) / by),
        ((d * h - e * g) / by, (b * g - a * h) / by, (a * e - b * d) / by),
    )
