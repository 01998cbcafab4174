"""Links to texts: with what they are about, as one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.model import nouns
from dateline.pages import values
from dateline.pages.languages import direction_of
from dateline.whens import briefly

if TYPE_CHECKING:
    from dateline.pages.views import Views


def teaser_view(views: Views, teaser: nouns.Teaser, label: str, *, pictured: bool) -> values.Teaser:
    """Return a link to a text of the site, below a label; `pictured`: with its picture."""
    date = views.words.on(teaser.published)
    if teaser.when:
        date = briefly(views.words, teaser.when)
    return values.Teaser(
        label=label or views.genre(teaser),
        title=teaser.title,
        url=teaser.address,
        summary=teaser.summary,
        date=date,
        thumbnail=views.thumbnail(teaser.address) if pictured else None,
        lang=teaser.lang,
        dir=direction_of(teaser.lang),
        corrected=views.corrected(teaser),
    )


def mention_view(views: Views, text: nouns.Article | nouns.Entry | nouns.TextPage) -> values.Mention:
    """Return a text as one line."""
    date = views.words.on(text.date) if isinstance(text, nouns.Article) else None
    if isinstance(text, nouns.Entry):
        date = briefly(views.words, text.when)
    corrected = None if isinstance(text, nouns.TextPage) else views.corrected(text.teaser)
    return values.Mention(values.Link(text.title, text.address), date, text.lang, direction_of(text.lang), corrected)


def link_view(link: nouns.Link) -> values.Teaser:
    """Return a link of "read more" to what is none of the site's texts."""
    outside = link.address is None
    return values.Teaser(
        label=link.label,
        title=link.title,
        url=link.url if link.address is None else link.address,
        summary="",
        date=None,
        publisher=link.publisher or urlsplit(link.url).netloc.removeprefix("www."),
        outside=outside,
        lang=link.lang,
        dir=direction_of(link.lang),
    )


def each_once(teasers: Iterable[values.Teaser], *shown: nouns.Picture | None) -> tuple[values.Teaser, ...]:
    """Return teasers without the pictures that stand before them in the list, or on the page already (`shown`)."""
    seen = {picture.key for picture in shown if picture}
    found = []
    for teaser in teasers:
        if teaser.thumbnail and teaser.thumbnail.key in seen:
            teaser = replace(teaser, thumbnail=None)
        elif teaser.thumbnail:
            seen.add(teaser.thumbnail.key)
        found.append(teaser)
    return tuple(found)
