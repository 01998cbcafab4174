"""All editions of a site, by name: what a build asks for."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from dateline.deliver.additions import Additions
from dateline.deliver.render import Renderer
from dateline.editions.epub import epub_of
from dateline.editions.kinds import (
    EPUB,
    EPUB_WIDTH,
    FOLDER,
    LANGUAGES,
    SIZES,
    TEXT,
    ZIP_TIME,
    Made,
    editions_of,
)
from dateline.editions.message import day_texts, event_text
from dateline.editions.page import Telling, html_of
from dateline.editions.pictures import BOOK, OLD, Album
from dateline.fonts.faces import Fonts
from dateline.model.address import rooted
from dateline.model.nouns import Event, HtmlPart
from dateline.pages.frame import Desk
from dateline.pictures.outcome import Outcome

MOST = 64_000_000
"""Bytes of pictures that an edition may hold: it is made in memory, and telephones open it whole."""
LONGEST = 1_000_000
"""Characters of texts, as HTML, that an edition may hold, for the same reason: while the example is made, with 93,000 of them, each takes some two hundred bytes."""


def of_desk(desk: Desk) -> tuple[Made, ...]:
    """Return the editions of one language that the settings ask for."""
    site = desk.site
    return editions_of(desk.settings.options.editions, desk.settings.sitename, site.lang, others=bool(site.languages), first=not site.prefix)


def edition_files(desk: Desk, desks: Sequence[Desk], pictures: Mapping[str, Outcome], additions: Additions, facts: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each edition of a language, one after the other; what would be too large is left out (see `too_large_of`). `desks` are those of all, `facts` is the hash of what was read besides texts.

    Raises SetupBroken where the theme's template cannot show the event, or a picture in the cache is not what was made.
    """
    settings = desk.settings
    if not settings.options.editions:
        return
    first = Renderer(settings.theme, "", desks[0].words, settings.siteurl, None, additions)
    tellings = {each.site.lang: Telling(each, first if number == 0 else first.in_language(each.words, Fonts()), facts) for number, each in enumerate(desks)}
    left = {made.name for made in too_large_of(desk, pictures)}
    renditions = settings.cache / "renditions"
    before = ("", b"")
    for made in of_desk(desk):
        name = rooted(f"{FOLDER}{made.name}", desk.site.prefix)
        if made.name.removesuffix(".zip") in left:
            continue
        if made.name.endswith(".zip"):
            yield name, zipped(*before)
            continue
        data = _made(made, tellings[desk.site.lang], list(tellings.values()), pictures, renditions)
        before = (made.name, data)
        yield name, data
        if made.kind == TEXT:
            yield from day_texts(desk)


def _made(made: Made, telling: Telling, tellings: Sequence[Telling], pictures: Mapping[str, Outcome], renditions: Path) -> bytes:
    if made.kind == TEXT:
        return event_text(telling.desk)
    if made.kind == EPUB:
        return epub_of(telling, made.name, Album(pictures, EPUB_WIDTH, BOOK, once=False), renditions)
    told = tellings if made.kind == LANGUAGES else [telling]
    width = 0 if made.kind == LANGUAGES else SIZES[made.kind].width
    return html_of(told, made.name, Album(pictures, width, OLD, once=True), renditions)


def too_large_of(desk: Desk, pictures: Mapping[str, Outcome]) -> Iterator[Made]:
    """Yield the editions of a language that would hold too many bytes of pictures, or too much text."""
    length = _length(desk.event)
    for made in of_desk(desk):
        longer = length * (len(desk.site.languages) if made.kind == LANGUAGES else 1)
        if made.kind != TEXT and (longer > LONGEST or pictures_in(made, desk, pictures) > MOST):
            yield made


def _length(event: Event) -> int:
    """Return how long the texts of an event are, as HTML."""
    bodies = (*(entry.body for entry in event.entries), *(article.body for article in event.articles), *(page.body for page in event.pages))
    return sum(len(part.html) for body in bodies for part in body.parts if isinstance(part, HtmlPart))


def pictures_in(made: Made, desk: Desk, pictures: Mapping[str, Outcome]) -> int:
    """Return at most how many bytes of pictures an edition holds; in an .html each three of them take four signs."""
    width = EPUB_WIDTH if made.kind == EPUB else SIZES[made.kind].width if made.kind in SIZES else 0
    album = Album(pictures, width, BOOK if made.kind == EPUB else OLD, once=False)
    found = sum(chosen.made.size for picture in desk.event.pictures if not picture.sensitive and (chosen := album.chosen(picture.key)))
    return found if made.kind == EPUB else found * 4 // 3


def zipped(name: str, data: bytes) -> bytes:
    """Return a .zip of one file: the same bytes, whenever and wherever it is made."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        member = zipfile.ZipInfo(name, ZIP_TIME)
        member.create_system, member.external_attr = 3, 0o644 << 16  # as Unix writes it, on Windows too
        member.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(member, data, compresslevel=9)
    return file.getvalue()
