"""Fields of an EXIF directory (EXIF 3.0, 4.6): those that say who made a picture, when, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.read.fields import Found

_TAGS = (
    ("caption", 0x010E, "ImageDescription"),
    ("byline", 0x013B, "Artist"),
    ("copyright", 0x8298, "Copyright"),
)
_EXIF_TAGS = (("date", 0x9003, "DateTimeOriginal"), ("date", 0x9004, "DateTimeDigitized"))


def read_exif(first: Mapping[int, Any], exif: Mapping[int, Any]) -> Iterator[Found]:
    """Yield what the first directory (IFD0) and the Exif directory say."""
    for tags, directory in ((_TAGS, first), (_EXIF_TAGS, exif)):
        for name, tag, words in tags:
            value = _text(directory.get(tag))
            if value:
                yield Found(name, value, f"EXIF {words}")


def _text(value: Any) -> str:
    """Return a value as text: UTF-8 by EXIF 3.0, and by what most programs wrote into ASCII fields before it; else Windows's code page."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    # "photographer NUL editor" in Copyright.
    text = value.strip("\0 ").replace("\0", ", ")
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
