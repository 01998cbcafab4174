"""Every file that is no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.derive.feeds import feeds
from dateline.exports.feeds import atom
from dateline.exports.sitemap import robots, sitemap
from dateline.pages.frame import Desk
from dateline.pages.values import Page


def export_files(desk: Desk, pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    """Yield address and bytes of each export; what needs whole addresses only where SITEURL is set."""
    siteurl = desk.settings.siteurl
    if siteurl:
        for feed in feeds(desk.event):
            yield feed.address, atom(desk, feed)
        yield "sitemap.xml", sitemap(pages)
        yield "robots.txt", robots(siteurl)
