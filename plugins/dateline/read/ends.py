"""Where the picture in a file ends: telephones write videos, further pictures and data of their own behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_RIFF = b"RIFF"
_BEHIND_A_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""A marker that ends a scan: within one, FF is followed by 00 or begins a restart marker (ITU-T T.81, B.1.1.2, B.1.1.5)."""
_MARKER = re.compile(rb"\xff+[^\x00\xff]")
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers without a length behind them (B.1.1.3): TEM, RST0 to RST7, SOI."""
_SCAN, _END = 0xDA, 0xD9


def end_of(data: bytes) -> int | None:
    """Return where the picture ends, in bytes from the start of the file; None where the file ends before the picture does.

    What lies behind is no business of ours and is published nowhere. Of formats in which only decoding tells, the whole file counts.
    """
    for start, find in _ENDS.items():
        if data.startswith(start):
            return find(data)
    return len(data)


def _end_of_jpeg(data: bytes) -> int | None:
    """Go from marker to marker until EOI: any pair of bytes may come up inside a segment (a thumbnail's) or behind the end (a video's)."""
    at = 2
    pattern = _MARKER
    while found := pattern.search(data, at):
        marker, at = data[found.end() - 1], found.end()
        if marker == _END:
            return at
        pattern = _BEHIND_A_SCAN if marker == _SCAN else _MARKER
        if marker not in _ALONE:
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return None


def _end_of_png(data: bytes) -> int | None:
    """Go from chunk to chunk until IEND (ISO/IEC 15948, 5.3): length, type, data, CRC."""
    at = len(_PNG)
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if kind == b"IEND":
            return at if at <= len(data) else None
    return None


def _end_of_riff(data: bytes) -> int | None:
    """Read it from the header (RFC 9649, 2.4); a sound of this family is no picture, which is told elsewhere."""
    if data[8:12] != b"WEBP":
        return len(data)
    end = 8 + int.from_bytes(data[4:8], "little")
    return end if end <= len(data) else None


_ENDS: Mapping[bytes, Callable[[bytes], int | None]] = {_JPEG: _end_of_jpeg, _PNG: _end_of_png, _RIFF: _end_of_riff}
