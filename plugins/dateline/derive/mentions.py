"""Who mentions what: from people, places, organisations, sources, figures and quotes back to the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from dateline.dataclass import dataclass
from dateline.model.nouns import (
    Article,
    Body,
    CitePart,
    Entry,
    Event,
    FigurePart,
    PicturesPart,
    QuotePart,
    Source,
    TextPage,
)

Text = Article | Entry
T = TypeVar("T")


@dataclass(frozen=True)
class Mentions:
    """Published texts by the key of what they mention, entries in the order of time, then articles by date.

    `sources` are those that a text cites anywhere; `citing` lists by source the texts and pages that cite it.
    """

    people: dict[str, tuple[Text, ...]]
    places: dict[str, tuple[Text, ...]]
    organisations: dict[str, tuple[Text, ...]]
    citing: dict[str, tuple[Text | TextPage, ...]]
    articles_about: dict[str, tuple[Article, ...]]


def mentions(event: Event) -> Mentions:
    """Return the way back from everything to the texts that mention it."""
    entries = [entry for entry in event.entries if entry.status == "published"]
    articles = [article for article in event.articles if article.status == "published"]
    texts: list[Text] = [*entries, *articles]
    pages = [page for page in event.pages if page.status == "published"]
    return Mentions(
        people=_by_key((text, [person.key for person in text.people]) for text in texts),
        places=_by_key((text, places_of(text)) for text in texts),
        organisations=_by_key((text, [body.key for body in text.organisations]) for text in texts),
        citing=_by_key(
            [(text, [source.key for source in cited(text)]) for text in texts]
            + [(page, [source.key for source in page.body.sources]) for page in pages]
        ),
        articles_about=_by_key((article, _linked(article.body)) for article in articles),
    )


def cited(text: Text) -> tuple[Source, ...]:
    """Return every source that a text cites: in its body, claims, corrections, pictures, figures and front matter."""
    found = list(text.sources if isinstance(text, Entry) else text.body.sources)
    for correction in text.corrections:
        found += correction.body.sources
    if text.picture:
        found += text.picture.caption.sources
    for part in text.body.parts:
        if isinstance(part, FigurePart):
            for report in part.figure.reports:
                found += report.sources
    return tuple(dict.fromkeys(found))


def places_of(text: Text) -> list[str]:
    """Return the places of a text and those around them: what happens in Aktau happens in its region."""
    found: dict[str, None] = {}
    for place in text.places:
        inner = place
        found[inner.key] = None
        while inner.within:
            inner = inner.within
            found[inner.key] = None
    return list(found)


def _linked(body: Body) -> list[str]:
    """Return the addresses of the site's texts that a body links to or shows."""
    found: dict[str, None] = {}
    for part in body.parts:
        if isinstance(part, CitePart | PicturesPart | QuotePart | FigurePart):
            continue
        html = getattr(part, "html", None)
        if html is not None:
            for piece in str(html).split('href="dateline:')[1:]:
                found[piece.partition('"')[0].partition("#")[0]] = None
        teaser = getattr(part, "teaser", None)
        if teaser is not None:
            found[str(teaser.address)] = None
    return list(found)


def _by_key(pairs: Iterable[tuple[T, Iterable[str]]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for thing, names in pairs:
        for name in names:
            found[name].append(thing)
    return {name: tuple(things) for name, things in found.items()}
