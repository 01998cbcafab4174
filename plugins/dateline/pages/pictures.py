"""Each picture by itself: as large as it was made, with all that is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from dateline.dataclass import dataclass
from dateline.derive.portions import portions
from dateline.model import nouns
from dateline.pages import values
from dateline.pages.excerpts import clipped
from dateline.pages.frame import Desk, Numbers, plain
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.sharing import sharing
from dateline.structured.pictures import images
from dateline.wording import Wording

_SHOWN = 100
"""Texts that show a picture, on one page."""
_TITLE = 80
"""Characters of the caption that serve as a title."""


@dataclass(frozen=True)
class PicturePage:
    """One picture (picture.html). `shown` are the texts that show it; those that do not fit onto its page are on further ones."""

    title: str
    picture: values.Picture
    places: tuple[values.Link, ...]
    shown: tuple[values.Link, ...]
    pager: values.Pager | None
    sharing: values.Sharing | None


def picture_pages(desk: Desk) -> Iterator[values.Page]:
    """Yield a page for each picture that is not withheld."""
    shown = _shown(desk.event)
    titles: dict[str, int] = {}
    for picture in desk.event.pictures:
        if picture.file is None:
            continue
        caption = plain(picture.caption)
        title = distinct(desk.words, clipped(caption or picture.words, _TITLE), titles)
        parts = portions(shown[picture.key], _SHOWN)
        for number, part in enumerate(parts, 1):
            numbers = Numbers()
            view = desk.views.picture(picture, numbers, lead=True)
            named = numbered(desk.words, title, number, len(parts))
            places = desk.views.named(picture.places)
            page = PicturePage(named, view, places, part, pager(desk.words, picture.address, number, len(parts)), sharing(desk, title, picture.address))
            yield desk.page(
                "picture",
                page_address(picture.address, number),
                page,
                title=named,
                description=caption or picture.words,
                picture=picture,
                numbers=numbers,
                about=partial(images, desk.ground, (picture,)),
            )


def distinct(words: Wording, title: str, taken: dict[str, int]) -> str:
    """Return a title that no page before has: pictures often share a caption, or how it begins. `taken` counts them, and is added to."""
    found = title
    while found in taken:
        taken[title] += 1
        found = words.with_note(title, words.number(taken[title]))
    taken[found] = 1
    return found


def _shown(event: nouns.Event) -> dict[str, list[values.Link]]:
    """Return links to the published texts that show a picture, by its key."""
    found: dict[str, list[values.Link]] = defaultdict(list)
    texts: list[nouns.Article | nouns.Entry | nouns.TextPage] = [*event.articles, *event.entries, *event.pages]
    for text in texts:
        if text.status != "published":
            continue
        first = () if isinstance(text, nouns.TextPage) or text.picture is None else (text.picture,)
        for key in dict.fromkeys(picture.key for picture in (*first, *_in_body(text.body))):
            found[key].append(values.Link(text.title, text.address))
    return found


def _in_body(body: nouns.Body) -> Iterable[nouns.Picture]:
    for part in body.parts:
        if isinstance(part, nouns.PicturesPart):
            yield from part.pictures
