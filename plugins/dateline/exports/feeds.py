"""Atom feeds (RFC 4287): everything, articles, timeline, corrections. They need whole addresses, so they exist where SITEURL is set."""

from __future__ import annotations

import io

from feedgenerator import Atom1Feed

from dateline.derive.feeds import Feed
from dateline.exports import words
from dateline.exports.feed_items import items_of
from dateline.exports.times import whole_offset
from dateline.pages.frame import Desk, feed_title


def atom(desk: Desk, feed: Feed) -> bytes:
    """Return a feed with what changed last first."""
    made = Atom1Feed(
        title=feed_title(feed, desk.settings.sitename, desk.words),
        link=desk.whole(""),
        description=desk.event.standfirst or desk.event.title,
        language=desk.site.lang,
        feed_url=desk.whole(feed.address),
        author_name=desk.site.name,
    )
    for item in items_of(desk, feed):
        made.add_item(
            title=item.title,
            link=item.url,
            unique_id=item.id,
            description=item.summary,
            content=item.html,
            pubdate=whole_offset(item.published),
            updateddate=whole_offset(item.updated),
            author_name=desk.words.listed(words.name(desk, author) for author in item.authors) if item.authors else None,
            categories=[item.genre],
        )
    stream = io.StringIO()
    made.write(stream, "utf-8")
    return stream.getvalue().encode()
