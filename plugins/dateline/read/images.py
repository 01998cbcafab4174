"""What an image file is, by its header and its own fields; nothing is decoded.

Every file is read once: what was found out is kept with the content's hash (see `ledger`).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dateline.dataclass import dataclass
from dateline.problems import Misread
from dateline.read.ends import end_of
from dateline.read.fields import Fields, Found, fields_of
from dateline.read.formats import ENDINGS, EXACT, OWN_ENDING

if TYPE_CHECKING:  # Pillow is imported where a file is opened: a build in which nothing changed does without it
    from PIL import Image

TURNED = (5, 6, 7, 8)
"""Values of EXIF's Orientation in which width and height change places (EXIF 3.0, 4.6.5.1)."""
ORIENTATION = 0x0112
_EXIF_DIRECTORY = 0x8769
_WEIGHTS = {"WEBP": 1.5, "HEIF": 2, "AVIF": 2.5}
"""How much more memory a pixel takes while it is decoded: these are decoded at one go, in several buffers, 30 bytes a pixel for AVIF."""
_AGAIN = "export it again as JPEG, PNG or WebP"
_COPY_AGAIN = "copy it again from where it came from"
HEIC_NEEDS = "HEIC needs pillow-heif"
"""What is wrong when a telephone's picture cannot be opened."""


@dataclass(frozen=True)
class Facts:
    """What an image file is. Width and height in pixels, upright; `frames` more than 1 where it moves.

    `exact` says that it may be a drawing, for which formats that lose nothing are tried; `digest` is the SHA-256 of its content.
    """

    format: str
    width: int
    height: int
    frames: int
    exact: bool
    digest: str
    fields: Fields


def inspect(data: bytes, ending: str, digest: str, megapixels: int) -> Facts:
    """Return what a file's content is. Raises Misread with what is wrong with it and what to do.

    `megapixels` is the most that a picture may have, all its frames together.
    """
    ending = ending.lower()
    if not data:
        raise Misread("the file is empty", _COPY_AGAIN, topic="pictures")
    if b"ftyphei" in data[:32] and needs_heif(".heic"):
        raise Misread(HEIC_NEEDS, "run `pip install pillow-heif`, or export the picture as JPEG", topic="pictures")
    if ending == ".svg":
        from dateline.read.svg import read_svg  # here: few pictures are drawings

        width, height = read_svg(data)
        return Facts("SVG", width, height, 1, True, digest, Fields())
    end = end_of(data)
    if end is None:
        raise Misread("the end of the file is missing", _COPY_AGAIN, topic="pictures")
    data = data[:end]
    try:
        with opened(BytesIO(data)) as image:
            # Before anything else: some of Pillow's readers decode the whole picture to find its last fields.
            _allowed(image, megapixels)
            if image.format == "PNG" and "exif" not in image.info and (b"eXIf" in data or b"tiff:Orientation" in data):
                image.load()  # a chunk that stands behind the pixels
            found = _facts(image, ending, digest)
    except Misread:
        raise
    except Exception as error:
        raise Misread(f"the image cannot be read ({what_failed(error)})", _AGAIN, topic="pictures") from error
    return found


def _allowed(image: Image.Image, megapixels: int) -> None:
    pixels = image.width * image.height * _frames(image)
    most = megapixels / _WEIGHTS.get(image.format or "", 1)
    if pixels > most * 1_000_000:
        where = f" in {image.format}" if image.format in _WEIGHTS else ""
        what = f"the picture has {pixels / 1_000_000:.0f} megapixels, more than {most:.0f}{where}"
        raise Misread(what, 'make it smaller, or raise "megapixels" in the DATELINE setting', topic="pictures")


def _frames(image: Image.Image) -> int:
    return int(getattr(image, "n_frames", 1)) if image.format in ("GIF", "WEBP", "AVIF", "PNG") else 1


def exif_of(image: Image.Image) -> Image.Exif:
    """Return an opened image's EXIF as far as it has been read: Pillow's own `getexif` decodes a whole PNG in search of it."""
    from PIL import Image

    return Image.Image.getexif(image)


@contextmanager
def opened(file: IO[bytes] | Path) -> Iterator[Image.Image]:
    """Open an image of one of our formats; its header is read, nothing is decoded.

    Pillow's own limit of pixels is set aside: ours is a setting, and it is compared with the header's size.
    """
    from PIL import Image

    _allow_heif()
    formats = sorted({name for names in ENDINGS.values() for name in names} & (set(Image.OPEN) | {"MPO"}))
    with warnings.catch_warnings():
        # Pillow warns of much that makes no difference (odd EXIF, size); what does raises.
        warnings.simplefilter("ignore")
        before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            with Image.open(file, formats=[name for name in formats if name != "MPO"]) as image:
                yield image
        finally:
            Image.MAX_IMAGE_PIXELS = before


def _allow_heif() -> bool:
    """Let Pillow open HEIC where the optional package is installed; tell whether it is."""
    from PIL import Image

    Image.init()
    if "HEIF" in Image.OPEN:
        return True
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False)
    return True


def _facts(image: Image.Image, ending: str, digest: str) -> Facts:
    expected = ENDINGS[ending]
    name = image.format or ""
    if name not in expected:
        right = OWN_ENDING.get(name, ".jpg")
        what = f"the file is called {ending}, but its content is {name}"
        raise Misread(what, f"give it the ending {right}, here and where it is named", topic="pictures")
    width, height = image.size
    orientation = exif_of(image).get(ORIENTATION)
    # Pillow turns TIFF, HEIF and AVIF itself, or swaps their sizes; see the tests over all eight orientations.
    if orientation in TURNED and name != "TIFF":
        width, height = height, width
    frames = _frames(image)
    return Facts(
        "JPEG" if name == "MPO" else name, width, height, frames, name in EXACT, digest, fields_of(_found(image))
    )


def _found(image: Image.Image) -> Iterator[Found]:
    """Yield all fields, the newest standard first: XMP has no limits of length and says how it is encoded."""
    from PIL.IptcImagePlugin import getiptcinfo

    from dateline.read.exif import read_exif
    from dateline.read.iptc import read_iptc
    from dateline.read.xmp import read_xmp

    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    yield from read_xmp(packet.encode() if isinstance(packet, str) else bytes(packet))
    try:
        datasets = getiptcinfo(image) or {}  # type: ignore[arg-type]  # opened, so an ImageFile
    except (SyntaxError, OSError, ValueError, KeyError, TypeError):
        datasets = {}  # a damaged record says nothing; the picture is shown all the same
    yield from read_iptc(datasets)
    first = exif_of(image)
    yield from read_exif(first, first.get_ifd(_EXIF_DIRECTORY))


def what_failed(error: BaseException) -> str:
    """Return in a few words why Pillow could not take a file, without the file's name."""
    if type(error).__name__ == "UnidentifiedImageError":
        return "its content is that of no image"
    return " ".join(str(error).split())[:80] or type(error).__name__


def needs_heif(ending: str) -> bool:
    """Tell whether a file cannot be opened for want of the optional package."""
    return ENDINGS.get(ending.lower()) == ("HEIF",) and not _allow_heif()
