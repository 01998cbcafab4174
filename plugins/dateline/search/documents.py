"""What can be found: one document for each entry, source, person, place, organisation, picture, and for each part of an article.

Only what is published: no draft, nothing hidden, no withheld picture; of a covered picture the words that all are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from dateline.dataclass import dataclass
from dateline.derive.days import groups, listed
from dateline.model import nouns
from dateline.pages.excerpts import clipped, plain, stripped
from dateline.pages.frame import Desk
from dateline.pages.moments import told

KINDS = ("entry", "article", "person", "place", "organisation", "source", "picture")
"""Kinds of documents, in the order in which they stand."""
_PART, _LONG = 1_500, 6_000
"""Characters of a part of an article, where its headings leave longer ones; and of what is rarely so long, an entry or a note."""
_TITLE = 90
"""Characters of the title of what has none of its own: a caption."""
_HEADING = re.compile(r'<h[2-6][^>]*?\sid="([^"]+)"[^>]*>(.*?)</h[2-6]>', re.DOTALL)


@dataclass(frozen=True)
class Document:
    """What can be found at an address: `names` in all scripts besides its title, `about` in a line, its text; `group` is the page of its day.

    Several parts of one text follow each other: `part` is the number of each, from 0; only the first is found by the title.
    """

    kind: str
    address: str
    title: str
    lang: str
    text: str
    about: str = ""
    names: tuple[str, ...] = ()
    certainty: str = ""
    group: str = ""
    part: int = 0


def documents(desk: Desk) -> tuple[Document, ...]:
    """Return all that can be found in one language of the site, by kind; entries in the order of time."""
    whole = chain(_entries(desk), _articles(desk), _things(desk), _sources(desk), _pictures(desk))
    return tuple(chain.from_iterable(map(_in_parts, whole)))


def _in_parts(document: Document) -> Iterator[Document]:
    """Yield a document; of one with a very long text several, so that no file of the index is large."""
    if len(document.text) <= _LONG:
        yield document
    else:
        yield from (replace(document, text=piece, part=part) for part, piece in enumerate(_pieces(document.text, _LONG)))


def _entries(desk: Desk) -> Iterator[Document]:
    for group in groups(listed(desk.event)):
        for entry in group.entries:
            updates = (plain(update.body) for update in entry.updates)
            claims = (f"{claim.who.name}: {plain(claim.body)}" for claim in entry.claims)
            yield Document(
                kind="entry",
                address=entry.address,
                title=entry.title,
                lang=entry.lang or desk.site.lang,
                text=" ".join((plain(entry.body), *_quoted(entry.body), *updates, *claims)),
                about=told(desk.words, desk.views.when(entry.when)),
                certainty=entry.certainty,
                group=group.name,
            )


def _articles(desk: Desk) -> Iterator[Document]:
    for article in desk.event.articles:
        if article.status != "published":
            continue
        lang, genre = article.lang or desk.site.lang, desk.views.genre(article.teaser)
        opening = " ".join(filter(None, (article.standfirst or article.summary, *article.authors)))
        number = 0
        for anchor, heading, text in _parts(article.body):
            for piece in _pieces(text if number else f"{opening} {text}", _PART):
                title = f"{article.title} · {heading}" if heading else article.title
                yield Document("article", f"{article.address}{anchor and f'#{anchor}'}", title, lang, piece, genre, part=number)
                number += 1


def _parts(body: nouns.Body) -> Iterator[tuple[str, str, str]]:
    """Yield anchor, heading and text of each part of a text."""
    anchor = heading = ""
    found: list[str] = []
    for part in body.parts:
        if not isinstance(part, nouns.HtmlPart):
            found += _said(part)
            continue
        start = 0
        for mark in _HEADING.finditer(part.html):
            found.append(stripped(part.html[start : mark.start()]))
            yield anchor, heading, _spaced(found)
            anchor, heading, found, start = mark[1], stripped(mark[2]), [], mark.end()
        found.append(stripped(part.html[start:]))
    yield anchor, heading, _spaced(found)


def _pieces(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces of some size, cut between sentences, else words; always one."""
    while len(text) > most:
        cut = text.rfind(". ", most // 2, most) + 1 or text.rfind(" ", 1, most)
        if cut <= 0:
            cut = most
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def _spaced(words: Iterable[str]) -> str:
    return re.sub(r" (?=[.,;:!?)])", "", " ".join(" ".join(words).split()))


def _quoted(body: nouns.Body) -> Iterator[str]:
    for part in body.parts:
        yield from _said(part)


def _said(part: nouns.Part) -> Iterator[str]:
    """Yield the words of a quote that stands in a text."""
    if isinstance(part, nouns.QuotePart):
        yield f"{part.quote.translation or part.quote.text} ({part.quote.speaker.name})"


def _things(desk: Desk) -> Iterator[Document]:
    lang, event = desk.site.lang, desk.event
    for person in event.people:
        yield Document("person", person.address, person.name, lang, person.note, person.role, _names(person.names))
    for place in event.places:
        yield Document("place", place.address, place.name, lang, place.note, place.type, _names((*place.names, *place.other_names)))
    for body in event.organisations:
        yield Document("organisation", body.address, body.name, lang, body.note, body.what, tuple(filter(None, (body.short, *_names(body.names)))))


def _names(names: Iterable[nouns.Names]) -> tuple[str, ...]:
    return tuple(name.name for name in names)


def _sources(desk: Desk) -> Iterator[Document]:
    for source in desk.event.sources:
        about = desk.words.with_note(source.publisher, desk.words.partial(source.date).text) if source.date else source.publisher
        yield Document("source", source.address, source.title, source.language or desk.site.lang, " ".join((*source.authors, source.note)).strip(), about)


def _pictures(desk: Desk) -> Iterator[Document]:
    for picture in desk.event.pictures:
        if picture.file is None:
            continue
        lang, caption = picture.lang or desk.site.lang, plain(picture.caption)
        if picture.sensitive:
            yield Document("picture", picture.address, clipped(picture.sensitive, _TITLE), lang, picture.sensitive, picture.credit)
        else:
            yield Document("picture", picture.address, clipped(caption or picture.alt, _TITLE), lang, f"{caption} {picture.alt}".strip(), picture.credit)
