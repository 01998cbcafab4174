"""Pictures as they stand on pages: their renditions, caption and credit, covers, thumbnails."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.model import nouns
from dateline.model.pictures import CENTRE
from dateline.pages import values
from dateline.pages.languages import direction_of
from dateline.pictures.outcome import Outcome, Rendition, Series
from dateline.wording import WITHHELD, Wording

if TYPE_CHECKING:
    from dateline.pages.views import Numbers, Views

_SMALL = 2
"""How many renditions, smallest first, serve a thumbnail."""
_STILL = "(prefers-reduced-motion: reduce), print"
"""Where a moving picture shows its first frame (Media Queries 5, 11.1)."""
_OPENED = 1200
"""How wide a covered picture is at least when it is opened: one file wherever it stands, so that it is loaded once, and its size can be told."""


def picture_view(
    views: Views, picture: nouns.Picture, made: Outcome | None, numbers: Numbers | None, *, alt: str = "", layout: tuple[str, ...] = (), lead: bool = False
) -> values.Picture:
    """Return a picture with its caption and credit, `made` is what was made of it; one that may distress has a cover, and its style says what is loaded when it is opened."""
    covered = made if picture.sensitive else None
    renditions = _renditions(made.fallback) if made else ()
    largest = made.fallback.renditions[-1] if made else None
    lang = picture.caption_lang if picture.caption_lang != views.words.language else ""
    return values.Picture(
        key=picture.key,
        alt=alt or picture.alt,
        caption=views.body(picture.caption, numbers),
        credit=picture.credit,
        licence=values.Link(picture.licence, picture.licence_url),
        source=_source_of(picture.source),
        date=views.words.partial(picture.date).text if picture.date else "",
        renditions=renditions,
        sources=_sources(made) if made else (),
        page=picture.address if made else "",
        anchor=f"picture-{picture.slug}",
        style=_style(picture, made) if made else None,
        cover=_cover(views.words, picture, covered) if covered else None,
        url=largest.address if largest else "",
        width=largest.width if largest else 0,
        height=largest.height if largest else 0,
        withheld=views.words(WITHHELD[picture.withheld]) if picture.withheld else "",
        layout=layout,
        lead=lead,
        lang=lang,
        dir=direction_of(lang),
    )


def thumbnail_view(picture: nouns.Picture, made: Outcome) -> values.Picture:
    """Return a picture as it stands beside a link to a text.

    Without words: the link says what it leads to, and there the picture has its Alt, caption and credit. In the smaller renditions
    only; the style sheet crops them around Focus.
    """
    largest = made.fallback.renditions[-1]
    small = Outcome(tuple(replace(each, renditions=each.renditions[:_SMALL]) for each in made.series), made.colour)
    renditions = _renditions(small.fallback)
    return values.Picture(
        key=picture.key,
        alt="",
        caption=values.Body(),
        credit="",
        licence=values.Link(""),
        source=values.Link(""),
        date="",
        renditions=renditions,
        sources=_sources(small),
        style=replace(_style(picture, made), ratio=""),  # all are cropped to one shape
        url=renditions[0].url,
        width=largest.width,
        height=largest.height,
        withheld="",
    )


def opened(made: Outcome, *, moving: bool) -> list[tuple[str, Rendition]]:
    """Return what is loaded of a covered picture, one file, by media type in the order of choice; `moving`: of its animation, if it has one.

    The first, which nearly all browsers show, says how large it is: of the others, whose files are larger, smaller renditions are taken.
    """
    series = [each for each in made.series if each.moving is moving]
    if not series:
        return []
    first = next((each for each in series[0].renditions if each.width >= _OPENED), series[0].renditions[-1])
    others = ((each.type, [one for one in each.renditions if one.size <= first.size] or each.renditions[:1]) for each in series[1:])
    return [(series[0].type, first), *((kind, fitting[-1]) for kind, fitting in others)]


def _cover(words: Wording, picture: nouns.Picture, made: Outcome) -> values.Cover:
    firsts = (opened(made, moving=moving)[:1] for moving in (False, True))
    size = max(rendition.size for first in firsts for _, rendition in first)
    return values.Cover(picture.sensitive, words.size(size), picture.lang, direction_of(picture.lang))


def _renditions(series: Series) -> tuple[values.Rendition, ...]:
    return tuple(values.Rendition(made.address, made.width) for made in series.renditions)


def _sources(made: Outcome) -> tuple[values.PictureSource, ...]:
    """Return what browsers may choose instead of the fallback, in that order."""
    moving = [series for series in made.series if series.moving]
    still = [series for series in made.series if not series.moving]
    named = [(series, _STILL) for series in still] + [(series, "") for series in moving]
    if not moving:
        named = [(series, "") for series in still[:-1]]
    return tuple(values.PictureSource(series.type, media, _renditions(series)) for series, media in named)


def _files(made: Outcome, *, moving: bool) -> tuple[values.PictureFile, ...]:
    return tuple(values.PictureFile(kind, rendition.address) for kind, rendition in opened(made, moving=moving))


def _style(picture: nouns.Picture, made: Outcome) -> values.PictureStyle:
    largest = made.fallback.renditions[-1]
    return values.PictureStyle(
        name=f"p{hashlib.sha256(picture.key.encode()).hexdigest()[:8]}",
        ratio=f"{largest.width / largest.height:.3f}".rstrip("0").rstrip("."),
        colour=made.colour,
        focus="" if picture.focus == CENTRE else f"{picture.focus[0]:g}% {picture.focus[1]:g}%",
        files=_files(made, moving=False) if picture.sensitive else (),
        moving=_files(made, moving=True) if picture.sensitive else (),
    )


def _source_of(written: str) -> values.Link:
    if written.startswith(("http://", "https://")):
        return values.Link(urlsplit(written).netloc.removeprefix("www."), written)
    return values.Link(written)
