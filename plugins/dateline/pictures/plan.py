"""Which renditions a picture gets: names, sizes and addresses, before a pixel is decoded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from dateline.model.address import Address
from dateline.model.nouns import Picture
from dateline.problems import Problems
from dateline.read.content import label_of

RECIPE = "2"
"""Changes whenever the same file and settings would give other bytes."""
_TURNED = (5, 6, 7, 8)
"""Values of EXIF's Orientation in which width and height change places (EXIF 2.32, 4.6.4)."""
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Rendition:
    """A picture at one width in one format: its name holds a hash of all that shaped it. Sizes in pixels."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> Address:
        """Where it is published."""
        return Address(f"pictures/{self.name}")


@dataclass(frozen=True)
class Job:
    """One file to make: from which image, at which size, of which quality (WebP, 0 to 100), with what made unrecognisable."""

    source: Path
    rendition: Rendition
    quality: int
    blur: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class Plan:
    """The renditions of each picture by its key, smallest first, and the jobs that make them."""

    renditions: dict[str, tuple[Rendition, ...]]
    jobs: tuple[Job, ...]


def widths_for(width: int, wanted: Iterable[int]) -> tuple[int, ...]:
    """Return the widths in which a picture is made: those wanted, never more than it has, and its own if it is smaller.

    A picture that lies between two wanted widths gets the smaller one and its own width, so that nothing is lost.
    """
    wanted = sorted(wanted)
    smaller = tuple(w for w in wanted if w < width)
    return smaller if len(smaller) == len(wanted) else (*smaller, width)


def plan(pictures: Iterable[Picture], widths: tuple[int, ...], quality: int, problems: Problems) -> Plan:
    """Return what to make of the pictures; a file that is no image is a problem."""
    renditions: dict[str, tuple[Rendition, ...]] = {}
    jobs: list[Job] = []
    for picture in pictures:
        if picture.file is None:
            continue
        try:
            width, height = upright_size(picture.file)
        except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
            what = f"the image cannot be read ({what_failed(error)})"
            problems.add(label_of(picture.file), 0, what, "export it again as JPEG, PNG or WebP")
            continue
        digest = hashlib.sha256(picture.file.read_bytes())
        digest.update(f"{RECIPE} {quality} {picture.blur}".encode())
        stem = f"{picture.key}-{digest.hexdigest()[:12]}"
        made = tuple(
            Rendition(f"{stem}-{w}.webp", w, max(1, round(height * w / width)))
            for w in widths_for(width, widths)
        )
        renditions[picture.key] = made
        jobs += (Job(picture.file, rendition, quality, picture.blur) for rendition in made)
    return Plan(renditions, tuple(jobs))


def upright_size(file: Path) -> tuple[int, int]:
    """Return width and height in pixels as the picture is meant to be seen. Raises what Pillow raises."""
    with Image.open(file) as image:
        width, height = image.size
        return (height, width) if image.getexif().get(_ORIENTATION) in _TURNED else (width, height)


def what_failed(error: BaseException) -> str:
    """Return in a few words why Pillow could not take a file, without the file's name."""
    if isinstance(error, UnidentifiedImageError):
        return "its content is that of no image"
    return " ".join(str(error).split())[:80] or type(error).__name__
