"""Every file that is no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.derive.feeds import feeds
from dateline.exports.feeds import atom
from dateline.exports.geojson import timeline_geojson
from dateline.exports.headers import EMBEDDED, HEADERS, headers
from dateline.exports.icalendar import timeline_ics
from dateline.exports.json_feed import json_feed
from dateline.exports.redirects import REDIRECTS, redirects
from dateline.exports.sitemap import robots, sitemap
from dateline.exports.tables import tables
from dateline.exports.timeline_json import schema, timeline_json
from dateline.exports.timelinejs import timelinejs
from dateline.exports.words import forget
from dateline.pages.frame import Desk, script_file
from dateline.pages.planned import AnyPage
from dateline.pages.values import Page


def data_files(desk: Desk) -> dict[str, bytes]:
    """Return the event's data by address: what /downloads/ offers."""
    files = {f"downloads/{name}.csv": data for name, data in tables(desk)}
    files["downloads/timeline.json"] = timeline_json(desk)
    files["downloads/timeline.schema.json"] = schema()
    files["downloads/timeline.ics"] = timeline_ics(desk)
    files["downloads/timeline.geojson"] = timeline_geojson(desk)
    files["downloads/timelinejs.json"], files["downloads/timelinejs.csv"] = timelinejs(desk)
    forget()
    return files


def site_files(desk: Desk, pages: Sequence[AnyPage], moved: Sequence[Page] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield address and bytes of what serves the site itself: its script, and where SITEURL is set what needs whole addresses.

    `moved` are the pages that stand at old addresses.
    """
    if desk.site.script:
        yield desk.site.script, script_file(desk.settings.theme).read_bytes()
    siteurl = desk.settings.siteurl
    if siteurl:
        for feed in feeds(desk.event):
            yield feed.address, atom(desk, feed)
            if feed.json_address:
                yield feed.json_address, json_feed(desk, feed, feed.json_address)
        yield "sitemap.xml", sitemap(pages)
        yield "robots.txt", robots(siteurl)
        if desk.settings.root is not None:
            tops = {top + slash for page in (*pages, *moved) for top, slash, _ in (page.address.partition("/"),)} if EMBEDDED else ()
            yield HEADERS, headers(desk.settings.root, secure=siteurl.startswith("https://"), top=tops)
    if moved and desk.settings.root is not None:  # in production: only a server answers with a redirect
        leading = {page.address for page in moved}
        yield REDIRECTS, redirects((move for move in desk.event.moves if move.old in leading), desk.settings.root)
