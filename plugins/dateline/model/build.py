"""From all records to the Event: validated once, every reference resolved.

In three passes, because texts refer to each other: what stands alone (data files), then addresses, teasers and markup of
every text, then the texts with what they refer to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.markup.convert import Converter
from dateline.model.anchors import with_anchors
from dateline.model.articles import article_head, build_article
from dateline.model.bodies import Site
from dateline.model.corrections import with_places
from dateline.model.data import build_data
from dateline.model.entries import build_entry, entry_head, named_apart
from dateline.model.event import event_of, kinds_of
from dateline.model.figures import build_figures
from dateline.model.formerly import Moved, moves_of
from dateline.model.index import Index
from dateline.model.known import make_known
from dateline.model.nouns import Article, Entry, Event, Response, TextPage
from dateline.model.order import in_order
from dateline.model.pages import build_page, page_head
from dateline.model.pictures import build_pictures, convert_captions
from dateline.model.responses import build_responses, listed, with_responses
from dateline.model.texts import Made, markup_of, written_of
from dateline.problems import Problems
from dateline.read.content import Content
from dateline.read.records import Record

_NO_EVENT = Record("event", "", "event", 0, {})
_UTC = ZoneInfo("UTC")
_LONG = ("article", "page")
"""Kinds of texts that may have headings and notes."""
_PREPARED = ("picture", "article", "entry", "page", "response")


def build_event(
    content: Content, problems: Problems, convert: Converter, siteurl: str = "", *, drafts: bool = False
) -> tuple[Event, tuple[Article | Entry | TextPage | Response, ...]]:
    """Return the event and its drafts; what is wrong is in `problems`, and then the event must not be used.

    Responses that are drafts stand below their texts where `drafts` says so.
    """
    head = content.event or _NO_EVENT
    zone = head.any("timezone") or _UTC
    data = build_data(content, zone, problems)
    build_figures(content, data, problems)
    convert.know(data.sources.things)
    kinds = kinds_of(head, f"{content.label}/event.md", problems, convert.language)
    site = Site(
        root=content.label,
        zone=zone,
        data=data,
        problems=problems,
        pictures=Index("picture", f"{content.label}/pictures/", problems),
        kinds=kinds,
        extra={_path(file, content): name for name, file in content.extra.items()},
        language=convert.language,
        newest_first=head.text("updates") != "oldest",
    )
    convert.prepare(written_of(record, convert, long=kind in _LONG) for kind in _PREPARED for record in content.texts[kind])
    captions = convert_captions(content, convert)
    articles = [_anchored(article_head(record, convert), convert, problems) for record in content.texts["article"]]
    entries = in_order([entry_head(record, site, convert) for record in content.texts["entry"]], problems)
    entries = named_apart(entries)
    pages = [_anchored(page_head(record, convert), convert, problems) for record in content.texts["page"]]
    # The front page shows the story and entries, which have their slugs for anchors.
    slugs = frozenset(made.slug for made in entries)
    story = with_anchors(head, markup_of(head, convert, taken=slugs), convert, problems, slugs)
    make_known(site, head, story, articles, entries, pages)
    build_pictures(content, site, captions)
    made_articles = [build_article(made, site, convert) for made in articles]
    made_entries = [build_entry(made, site, convert) for made in entries]
    made_entries, made_articles = with_places(made_entries, made_articles)
    responses = build_responses(content.texts["response"], site, convert, [*made_entries, *made_articles])
    shown = [response for response in responses if drafts or response.status == "published"]
    made_entries = [with_responses(entry, shown) for entry in made_entries]
    made_articles = [with_responses(article, shown) for article in made_articles]
    made_pages = [build_page(made, site) for made in pages]
    made_articles.sort(key=lambda article: (article.date, article.slug), reverse=True)
    movable = [_moved(made) for made in (*articles, *entries, *pages)]
    movable += _moved_things(content, site)
    event = event_of(
        head,
        site,
        moves=moves_of(movable, siteurl, problems),
        story=story,
        outlines=content.outlines,
        entries=tuple(entry for entry in made_entries if entry.status != "draft"),
        articles=tuple(article for article in made_articles if article.status != "draft"),
        pages=tuple(page for page in made_pages if page.status != "draft"),
        responses=tuple(listed([*made_entries, *made_articles])),
        siteurl=siteurl,
    )
    texts: list[Article | Entry | TextPage | Response] = [*made_articles, *made_entries, *made_pages, *responses]
    return event, tuple(text for text in texts if text.status == "draft")


def _anchored(made: Made, convert: Converter, problems: Problems) -> Made:
    return replace(made, markup=with_anchors(made.record, made.markup, convert, problems)) if made.record.original else made


def _path(file: Path, content: Content) -> str:
    """Return how links and problems name a file; not where a symbolic link leads."""
    return unicodedata.normalize("NFC", f"{content.label}/{file.relative_to(content.root).as_posix()}")


def _moved(made: Made) -> Moved:
    return Moved(made.record, made.teaser.address, made.teaser.title, made.record.text("lang"), made.status == "draft")


def _moved_things(content: Content, site: Site) -> Iterator[Moved]:
    """Yield what else has a page of its own, for the old addresses that lead to it."""
    indexes: dict[str, Index[Any]] = {
        "people": site.data.people,
        "organisations": site.data.organisations,
        "places": site.data.places,
        "sources": site.data.sources,
    }
    for name, index in indexes.items():
        for record in content.data[name]:
            thing = index.things[record.key]
            yield Moved(record, thing.address, thing.title if name == "sources" else thing.name)
    for record in content.texts["picture"]:
        picture = site.pictures.things[record.key]
        yield Moved(record, picture.address, picture.alt, held=picture.file is None)
