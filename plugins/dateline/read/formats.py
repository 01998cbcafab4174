"""What an image file may be: its endings, and how Pillow names what must be inside."""

from __future__ import annotations

from collections.abc import Mapping

ENDINGS: Mapping[str, tuple[str, ...]] = {
    ".jpg": ("JPEG", "MPO"),  # MPO: a JPEG with further pictures behind it, as telephones write them
    ".jpeg": ("JPEG", "MPO"),
    ".png": ("PNG",),
    ".webp": ("WEBP",),
    ".avif": ("AVIF",),
    ".tif": ("TIFF",),
    ".tiff": ("TIFF",),
    ".gif": ("GIF",),
    ".heic": ("HEIF",),
    ".heif": ("HEIF",),
    ".svg": ("SVG",),
}
"""Pillow's formats by the file's ending; SVG is ours."""

EXACT = ("PNG", "GIF", "TIFF", "WEBP")
"""Formats that may hold drawings pixel by pixel: what is made of them is also tried in formats that lose nothing."""

OWN_ENDING: Mapping[str, str] = {names[0]: ending for ending, names in reversed(tuple(ENDINGS.items()))} | {
    "MPO": ".jpg"
}
"""The ending that a file of a format should have."""
