"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of timeline and corrections; like Atom it needs whole addresses, so a SITEURL."""

from __future__ import annotations

from typing import Any

from dateline.derive.feeds import Feed
from dateline.exports.feed_items import Item, items_of
from dateline.exports.json_text import json_text
from dateline.exports.times import rfc3339
from dateline.pages.frame import Desk, feed_title


def json_feed(desk: Desk, feed: Feed, address: str) -> bytes:
    """Return a feed with what changed last first: the same items as its Atom feed."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(feed, desk.settings.sitename, desk.words),
        "home_page_url": desk.whole(""),
        "feed_url": desk.whole(address),
        "description": desk.event.standfirst or desk.event.title,
        "language": desk.site.lang,
        "authors": [{"name": desk.site.name}],
        "items": [_item(item) for item in items_of(desk, feed)],
    }
    return json_text(document)


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "date_published": rfc3339(item.published),
        "date_modified": rfc3339(item.updated),
        "tags": [item.genre],
    }
