"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of the timeline; like Atom it needs whole addresses, so a SITEURL."""

from __future__ import annotations

from typing import Any

from dateline.derive.changes import changed, published
from dateline.derive.feeds import Feed, Text
from dateline.exports import words
from dateline.exports.feeds import MOST, content_html
from dateline.exports.json_text import json_text
from dateline.exports.times import rfc3339
from dateline.pages.frame import Desk, feed_title
from dateline.pages.views import beginning, clipped


def json_feed(desk: Desk, feed: Feed, address: str) -> bytes:
    """Return a feed with what changed last first: the same items as its Atom feed."""
    texts = sorted(feed.texts, key=lambda text: (changed(text), text.slug), reverse=True)[:MOST]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(feed, desk.settings.sitename, desk.words),
        "home_page_url": desk.whole(""),
        "feed_url": desk.whole(address),
        "description": desk.event.standfirst or desk.event.title,
        "language": desk.site.lang,
        "authors": [{"name": desk.site.name}],
        "items": [_item(desk, text) for text in texts],
    }
    return json_text(document)


def _item(desk: Desk, text: Text) -> dict[str, Any]:
    whole = desk.whole(text.address)
    return {
        "id": whole,
        "url": whole,
        "title": words.title(desk, text),
        "content_html": content_html(desk, text),
        "summary": clipped(beginning(text.body)),
        "date_published": rfc3339(published(text)),
        "date_modified": rfc3339(changed(text)),
        "tags": [desk.views.genre(text.teaser)],
    }
