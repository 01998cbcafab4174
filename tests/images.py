"""Small images for tests of the picture pipeline: what cameras, agencies and mistakes make of a file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.pictures.make import make
from dateline.pictures.notice import Notice
from dateline.pictures.outcome import Outcome
from dateline.pictures.plan import Box, Job, Quality, widths_for
from dateline.read.images import Facts, inspect
from PIL import Image, ImageCms, ImageDraw

QUALITY = Quality(avif=90, webp=95, jpeg=95)
CORNERS = ((200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 200, 40))
"""Colours of the quarters: top left, top right, bottom left, bottom right."""
LIMIT = 120

Colours = int | Sequence["Colours"]
"""A channel, a colour or several."""


def quarters(width: int = 240, height: int = 160, mode: str = "RGB") -> Image.Image:
    """Return an image whose four quarters have the colours of CORNERS: it shows how it was turned."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for number, colour in enumerate(CORNERS):
        left, top = (number % 2) * width // 2, (number // 2) * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return image.convert(mode, dither=Image.Dither.NONE, palette=Image.Palette.ADAPTIVE)


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours in the middle of the four quarters, in the order of CORNERS."""
    image = image.convert("RGB")
    points = [
        (image.width * x // 4, image.height * y // 4) for y in (1, 3) for x in (1, 3)
    ]
    found = [image.getpixel(point) for point in points]
    assert all(isinstance(colour, tuple) for colour in found)
    return [colour for colour in found if isinstance(colour, tuple)]


def near(one: Colours, other: Colours, most: int = 12) -> bool:
    """Tell whether two colours, or lists of colours, differ by no more than so many steps of 256 in any channel."""
    if isinstance(one, int) or isinstance(other, int):
        return isinstance(one, int) and isinstance(other, int) and abs(one - other) <= most
    return len(one) == len(other) and all(near(a, b, most) for a, b in zip(one, other, strict=True))


def saved(image: Image.Image, name: str, **options: Any) -> bytes:
    """Return an image as a file of a format."""
    file = io.BytesIO()
    image.save(file, name, **options)
    return file.getvalue()


def exif(orientation: int = 1, **tags: str) -> Image.Exif:
    """Return EXIF as a telephone writes it: orientation, maker, serial number and position, besides what is asked for."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "Telephones"
    found[0x8769] = {0xA431: "SERIAL-4711", 0x9003: tags.get("taken", "2022:01:06 10:11:12"), 0x927C: b"MAKERNOTE"}
    found[0x8825] = {1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 53.0, 42.0)}
    for tag, name in ((0x010E, "caption"), (0x013B, "artist"), (0x8298, "rights")):
        if name in tags:
            found[tag] = tags[name]
    return found


def turned(image: Image.Image, name: str, orientation: int) -> bytes:
    """Return an image as a file that says how it is to be turned."""
    if name == "TIFF":
        return saved(image, name, tiffinfo={0x0112: orientation})
    return saved(image, name, exif=exif(orientation), **({} if name == "PNG" else {"quality": 95}))


def profile(kind: str) -> bytes:
    """Return an ICC profile with primaries that are not sRGB's: `swapped` reads red as green, which nobody overlooks."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(made[128:132], "big")
    entries = {bytes(made[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    if kind == "swapped":
        red, green = entries[b"rXYZ"], entries[b"gXYZ"]
        made[red + 4 : red + 12], made[green + 4 : green + 12] = made[green + 4 : green + 12], made[red + 4 : red + 12]
    at = entries[b"desc"]
    offset, length = int.from_bytes(made[at + 4 : at + 8], "big"), int.from_bytes(made[at + 8 : at + 12], "big")
    # Another name, else it is taken for sRGB by its name.
    made[offset : offset + length] = made[offset : offset + length].replace(b"s\0R\0G\0B", b"o\0w\0n\0B")
    return bytes(made)


def job(file: Path, facts: Facts, *, widths: tuple[int, ...] = (120, 240), blur: tuple[Box, ...] = (), notice: Notice | None = None) -> Job:
    """Return the job of making a file's renditions."""
    sizes = tuple((w, max(1, round(facts.height * w / facts.width))) for w in widths_for(facts.width, widths))
    return Job(
        key=file.stem,
        source=file,
        label=file.name,
        stem=f"{file.stem}-0123456789ab",
        format=facts.format,
        sizes=sizes,
        moving=facts.frames > 1,
        exact=facts.exact,
        quality=QUALITY,
        blur=blur,
        notice=notice or Notice(),
        megapixels=facts.width * facts.height / 1e6,
    )


def made_of(folder: Path, name: str, data: bytes, **more: Any) -> Outcome:
    """Write an image into a folder and make its renditions into `made/` beside it."""
    file = folder / name
    file.write_bytes(data)
    facts = inspect(data, file.suffix, hashlib.sha256(data).hexdigest(), LIMIT)
    (folder / "made").mkdir(exist_ok=True)
    return make(job(file, facts, **more), folder / "made")


def shown(folder: Path, outcome: Outcome, *, moving: bool = False) -> Iterator[tuple[str, Image.Image]]:
    """Yield name and pixels of every rendition, without the animations or (`moving`) only those."""
    for series in outcome.series:
        for each in series.renditions:
            if series.moving == moving:
                with Image.open(folder / "made" / each.name) as image:
                    image.load()
                    yield each.name, image
