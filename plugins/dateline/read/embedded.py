"""Pictures that stand in a drawing as `data:` addresses: their pixels stay, what cameras and programs wrote beside them goes."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator

from dateline.problems import Misread
from dateline.read.ends import end_of

_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_DO = "export the drawing again, or export it as PNG"
_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"acTL", b"fcTL", b"fdAT"))
"""Chunks that shape what is seen (PNG, Third Edition, 11)."""
_JPEG_KEPT = frozenset((0xE0, 0xE2, 0xEE))
"""Of the segments that programs write (APPn, COM), those that decoders need: JFIF, colour profile, Adobe's transform."""
_ORIENTATION = 0x0112


def without_fields(address: str) -> str:
    """Return a `data:` address of a picture with nothing in it but the picture; any other address as it is. Raises Misread for a broken one."""
    found = _DATA.match(address)
    if not found:
        return address
    try:
        data = base64.b64decode(re.sub(r"\s|%20|%0[ad]", "", address[found.end() :], flags=re.IGNORECASE), validate=True)
        kind, bare = _bare(data)
    except (binascii.Error, ValueError, OSError, SyntaxError, IndexError) as error:
        raise Misread("a picture inside the drawing is broken", _DO, topic="drawings") from error
    return f"data:image/{kind};base64,{base64.b64encode(bare).decode()}"


def _bare(data: bytes) -> tuple[str, bytes]:
    """Return a picture's kind and its bytes without fields. Raises ValueError for what is none."""
    end = end_of(data)
    if end is None:
        raise ValueError("cut off")
    data = data[:end]
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", b"".join(_segments(data))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", data[:8] + b"".join(_chunks(data))
    return "png", _made_again(data)  # GIF, WebP: seldom in drawings


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that are kept (ITU-T T.81, B.1.1)."""
    from PIL import Image

    yield data[:2]
    with Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(_ORIENTATION, 1)
    if turned != 1:
        exif = Image.Exif()
        exif[_ORIENTATION] = turned
        body = exif.tobytes()
        yield b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        profile = marker != 0xE2 or data[at + 4 : at + 15] == b"ICC_PROFILE"
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or (marker in _JPEG_KEPT and profile):
            yield data[at:end]
        at = end
    yield data[at:]


def _chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _PNG_KEPT:
            yield data[at:end]
        at = end


def _made_again(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("GIF", "WEBP")) as image:
        pixels = image.convert("RGBA" if image.has_transparency_data else "RGB")
    pixels.info = {}
    file = io.BytesIO()
    pixels.save(file, "PNG")
    return file.getvalue()
