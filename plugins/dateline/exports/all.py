"""Every file that is no page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dateline.cache import Store
from dateline.deliver.theme import SCRIPTS
from dateline.derive.feeds import feeds
from dateline.exports.bibliography import sources_bib, sources_csl
from dateline.exports.datapackage import datapackage
from dateline.exports.feeds import atom
from dateline.exports.figures_json import figures_json
from dateline.exports.geojson import timeline_geojson
from dateline.exports.headers import EMBEDDED, HEADERS, headers
from dateline.exports.icalendar import timeline_ics
from dateline.exports.json_feed import json_feed
from dateline.exports.newest_json import newest_json
from dateline.exports.oembed import oembed_files
from dateline.exports.pieces import Pieces
from dateline.exports.redirects import REDIRECTS, redirects
from dateline.exports.responses_json import responses_json
from dateline.exports.sitemap import SITEMAP, robots, sitemaps
from dateline.exports.tables import tables
from dateline.exports.timeline_json import schema, timeline_json
from dateline.exports.timelinejs import timelinejs
from dateline.exports.words import forget
from dateline.model.address import rooted
from dateline.pages.developing import NEWEST
from dateline.pages.frame import Desk, script_address, script_file
from dateline.pages.kept import published_copies
from dateline.pages.moved import embedded
from dateline.pages.planned import AnyPage
from dateline.pages.values import Page
from dateline.pictures.map_file import MapFile
from dateline.scripts import published
from dateline.versions import code_version, library_versions


def data_files(desk: Desk, pieces: Pieces | None = None) -> dict[str, bytes]:
    """Return the event's data in one language by address, without its prefix: what its /downloads/ offers. `pieces` are those of its entries, if they are kept."""
    files = {f"downloads/{name}.csv": data for name, data in tables(desk, pieces)}
    if desk.event.figures:
        files["downloads/figures.json"] = figures_json(desk)
    if desk.event.responses:
        files["downloads/responses.json"] = responses_json(desk)
    files["downloads/timeline.json"] = timeline_json(desk, pieces)
    files["downloads/timeline.schema.json"] = schema()
    files["downloads/timeline.ics"] = timeline_ics(desk, pieces)
    files["downloads/timeline.geojson"] = timeline_geojson(desk, pieces)
    if desk.event.sources:
        files["downloads/sources.bib"], files["downloads/sources.csl.json"] = sources_bib(desk), sources_csl(desk)
    files["downloads/datapackage.json"] = datapackage(desk, {name.removeprefix("downloads/"): data for name, data in files.items()})
    files["downloads/timelinejs.json"], files["downloads/timelinejs.csv"] = timelinejs(desk, pieces)
    forget()
    return files


def language_files(desk: Desk, pages: Sequence[AnyPage], recipes: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of what serves one language of the site: what open pages ask for; where SITEURL is set feeds, how things are embedded, and
    sitemaps of its `pages`. `recipes` are those of pages, where they are known.
    """
    prefix = desk.site.prefix
    yield rooted(NEWEST, prefix), newest_json(desk)
    if desk.settings.siteurl:
        for feed in feeds(desk.event):
            yield rooted(feed.address, prefix), atom(desk, feed)
            if feed.json_address:
                yield rooted(feed.json_address, prefix), json_feed(desk, feed, feed.json_address)
        yield from oembed_files(desk, recipes)
        for name, data in sitemaps(pages, desk.whole("")):
            yield rooted(name, prefix), data


def site_files(desks: Sequence[Desk], pages: Sequence[AnyPage], moved: Sequence[Page] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of what serves all languages: the scripts, the map as a picture, and what only a server needs.

    `moved` are the pages that stand at old addresses.
    """
    first, settings = desks[0], desks[0].settings
    developing = any(desk.event.status == "developing" for desk in desks)
    for name in SCRIPTS:
        if name == "developing" and not developing:
            continue
        if address := script_address(settings.theme, name):
            yield rooted(address), published(script_file(settings.theme, name))
    siteurl = settings.siteurl
    if first.lead_map:
        yield rooted(first.lead_map.address), drawn(first.lead_map, Store(settings.cache / "maps"))
    if siteurl:
        yield "robots.txt", robots(siteurl, [rooted(SITEMAP, desk.site.prefix) for desk in desks])
        if settings.root is not None:
            names = (*(page.address for page in (*pages, *moved)), *published_copies(first.event.sources))
            tops = {top + slash for name in names for top, slash, _ in (name.partition("/"),)} if EMBEDDED else ()
            yield HEADERS, headers(settings.root, secure=siteurl.startswith("https://"), top=tops)
    if moved and settings.root is not None:  # in production: only a server answers with a redirect
        leading = {page.address for page in moved}
        pairs = (
            (rooted(old, desk.site.prefix), rooted(to, desk.site.prefix))
            for desk in desks
            for move in desk.event.moves
            for old, to in ((move.old, move.to), *embedded(desk, move))
        )
        yield REDIRECTS, redirects(((old, to) for old, to in pairs if old in leading), settings.root)


def drawn(map_file: MapFile, store: Store) -> bytes:
    """Return the file of a map, as it was kept or drawn anew; it is drawn in a few tenths of a second."""
    shaped_by = repr((map_file.address, code_version(), library_versions(("pillow",))))
    name = hashlib.sha256(shaped_by.encode()).hexdigest()[:32]
    data = store.get(name)
    if data is None:
        data = map_file.drawn()
        store.put(name, data)
    store.prune()
    return data
