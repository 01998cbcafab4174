"""What is made of each picture: names, sizes and operations, decided before a pixel is decoded and without touching a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import __version__ as pillow_version

from dateline.dataclass import dataclass
from dateline.names import is_safe
from dateline.pictures.notice import Notice

if TYPE_CHECKING:  # the processes that make pictures start faster without the model
    from dateline.model.nouns import Picture

RECIPE = "7"
"""Changes whenever the same file and settings would give other bytes."""
_DRAWN = "1"
"""The same for drawings alone."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Quality:
    """How well each format is encoded, 0 to 100 on each encoder's own scale (see docs/figures-measured.md)."""

    avif: int
    webp: int
    jpeg: int


@dataclass(frozen=True)
class Job:
    """All that is made of one picture, and all that shapes it.

    `sizes` are widths and heights in pixels, smallest first; `blur` holds x, y, w, h in percent; `label` names the file in problems;
    the names of all files that come of it begin with `stem`, which holds a hash of everything else here.
    """

    key: str
    source: Path
    label: str
    stem: str
    format: str
    sizes: tuple[tuple[int, int], ...]
    moving: bool
    exact: bool
    quality: Quality
    blur: tuple[Box, ...]
    notice: Notice
    megapixels: float


def widths_for(width: int, wanted: Iterable[int]) -> tuple[int, ...]:
    """Return the widths in which a picture is made: those wanted, never more than it has, and its own if it is smaller.

    A picture that lies between two wanted widths gets the smaller one and its own width, so that nothing is lost.
    """
    wanted = sorted(wanted)
    smaller = tuple(w for w in wanted if w < width)
    return smaller if len(smaller) == len(wanted) else (*smaller, width)


def plan(pictures: Iterable[Picture], widths: tuple[int, ...], quality: Quality) -> tuple[Job, ...]:
    """Return what to make of each picture that is shown."""
    jobs = []
    for picture in pictures:
        facts = picture.facts
        if picture.file is None or facts is None:
            continue
        notice = notice_of(picture)
        sizes = tuple(
            (width, max(1, round(facts.height * width / facts.width))) for width in widths_for(facts.width, widths)
        )
        shaping: tuple[object, ...] = (RECIPE, pillow_version, facts.digest, sizes, astuple(quality), picture.blur, astuple(notice))
        if facts.format == "SVG":
            shaping = (*shaping, _DRAWN)
        digest = hashlib.sha256(repr(shaping).encode()).hexdigest()
        jobs.append(
            Job(
                key=picture.key,
                source=picture.file,
                label=picture.label,
                stem=f"{picture.key if is_safe(picture.key) else picture.slug}-{digest[:12]}",
                format=facts.format,
                sizes=sizes,
                moving=facts.frames > 1,
                exact=facts.exact,
                quality=quality,
                blur=picture.blur,
                notice=notice,
                megapixels=facts.width * facts.height * facts.frames / 1_000_000,
            )
        )
    return tuple(jobs)


def notice_of(picture: Picture) -> Notice:
    """Return what the files of a picture say of themselves."""
    return Notice(
        credit=picture.credit,
        copyright=picture.copyright,
        licence=picture.licence,
        licence_url=picture.licence_url,
        description=_words(picture),
    )


def _words(picture: Picture) -> str:
    """Return the caption as plain text."""
    from dateline.model.nouns import HtmlPart  # as above

    words = "".join(part.html.striptags() + " " for part in picture.caption.parts if isinstance(part, HtmlPart))
    return " ".join(words.replace(" .", ".").replace(" ,", ",").split())
