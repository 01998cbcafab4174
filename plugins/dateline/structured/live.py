"""The timeline of a developing event (schema.org: LiveBlogPosting)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from dateline.exports.times import iso, rfc3339
from dateline.model.nouns import Entry, Event
from dateline.pages.excerpts import beginning, clipped
from dateline.structured.dates import modified_on, published_on
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node
from dateline.structured.pictures import images

MOST = 20
"""Entries with their updates, the newest."""
_ADDRESS = "timeline/"


def live_blog(ground: Ground, event: Event, listed: Sequence[Entry]) -> Node:
    """Return the timeline as it is followed; `listed` are its entries in the order of time. An update is a post of its own."""
    newest = listed[: -MOST - 1 : -1]
    changes = [modified_on(entry) or published_on(entry) for entry in newest]
    return node(
        "LiveBlogPosting",
        ground.text(_ADDRESS),
        headline=event.title,
        url=ground.page(_ADDRESS),
        description=clipped(event.standfirst),
        inLanguage=event.lang or ground.language,
        coverageStartTime=rfc3339(datetime.combine(event.starts, time(), event.zone)),
        coverageEndTime=rfc3339(datetime.combine(event.ends, time(23, 59, 59), event.zone)) if event.ends else "",
        datePublished=event.starts.isoformat(),
        dateModified=max(changes, default=""),
        isPartOf=ground.site,
        about=ground.event,
        author=ground.publishing(),
        publisher=ground.publishing(),
        license=ground.licensed(),
        image=images(ground, (event.lead_picture,)),
        liveBlogUpdate=tuple(_posts(ground, newest))[:MOST],
    )


def _posts(ground: Ground, newest: Sequence[Entry]) -> Iterator[Node]:
    """Yield entries, each after its updates, the newest of these first."""
    for entry in newest:
        for update in sorted(entry.updates, key=lambda update: update.moment.at, reverse=True):
            yield node(
                "BlogPosting",
                ground.page(f"{entry.address}#{update.anchor}"),
                headline=entry.title,
                url=ground.page(f"{entry.address}#{update.anchor}"),
                inLanguage=update.lang or entry.lang or ground.language,
                datePublished=iso(update.moment),
                articleBody=clipped(beginning(update.body)),
            )
        yield _post(ground, entry)


def _post(ground: Ground, entry: Entry) -> Node:
    return node(
        "BlogPosting",
        ground.text(entry.address),
        headline=entry.title,
        url=ground.page(entry.address),
        inLanguage=entry.lang or ground.language,
        datePublished=published_on(entry),
        dateModified=modified_on(entry),
        articleBody=clipped(beginning(entry.body)),
        image=images(ground, (entry.picture,)),
    )
