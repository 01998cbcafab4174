"""From all records to the Event: validated once, every reference resolved.

In three passes, because texts refer to each other: what stands alone (data files), then addresses, teasers and markup of
every text, then the texts with what they refer to.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dateline.markup.convert import Converter
from dateline.model.articles import article_head, build_article
from dateline.model.bodies import Site
from dateline.model.data import build_data
from dateline.model.entries import build_entry, entry_head
from dateline.model.event import event_of, kinds_of
from dateline.model.index import Index
from dateline.model.known import make_known
from dateline.model.nouns import Article, Entry, Event
from dateline.model.pages import build_page, page_head
from dateline.model.pictures import build_pictures, convert_captions
from dateline.problems import Problems
from dateline.read.content import Content
from dateline.read.records import Record

_NO_EVENT = Record("event", "", "event", 0, {})
_UTC = ZoneInfo("UTC")


def build_event(
    content: Content, problems: Problems, convert: Converter
) -> tuple[Event, tuple[Article | Entry, ...]]:
    """Return the event and its drafts; what is wrong is in `problems`, and then the event must not be used."""
    head = content.event or _NO_EVENT
    zone = head.any("timezone") or _UTC
    data = build_data(content, zone, problems)
    kinds = kinds_of(head, f"{content.label}/event.md", problems)
    site = Site(
        root=content.label,
        zone=zone,
        data=data,
        problems=problems,
        pictures=Index("picture", f"{content.label}/pictures/", problems),
        kinds=kinds,
        extra=frozenset(content.extra),
        moved=content.moved,
    )
    captions = convert_captions(content, convert)
    articles = [article_head(record, convert) for record in content.texts["article"]]
    entries = [entry_head(record, site, convert) for record in content.texts["entry"]]
    entries.sort(key=lambda made: (made.when.sort_key, made.slug))
    pages = [page_head(record, convert) for record in content.texts["page"]]
    story = convert.text(head.body, head.body_line, head.path)
    make_known(site, head, story, articles, entries, pages)
    build_pictures(content, site, captions)
    made_articles = [build_article(made, site, convert) for made in articles]
    made_entries = [build_entry(made, site, convert) for made in entries]
    made_articles.sort(key=lambda article: (article.date, article.slug), reverse=True)
    event = event_of(
        head,
        site,
        story=story,
        outlines=content.outlines,
        entries=tuple(entry for entry in made_entries if entry.status != "draft"),
        articles=tuple(article for article in made_articles if article.status != "draft"),
        pages=tuple(build_page(made, site) for made in pages),
    )
    texts: list[Article | Entry] = [*made_articles, *made_entries]
    return event, tuple(text for text in texts if text.status == "draft")
