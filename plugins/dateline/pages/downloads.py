"""The data to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.derive.feeds import feeds
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Desk, feed_title
from dateline.wording import N_


@dataclass(frozen=True)
class Download:
    """One file: its link, what is in it, its size in words."""

    link: values.Link
    about: str
    size: str


@dataclass(frozen=True)
class FeedLink:
    """A feed: its title, its whole address, its format in words."""

    title: str
    url: str
    about: str


@dataclass(frozen=True)
class DownloadsPage:
    """All files (downloads.html)."""

    title: str
    files: tuple[Download, ...]
    feeds: tuple[FeedLink, ...]


_ABOUT = {
    "timeline.csv": N_("All entries, for spreadsheets"),
    "timeline.json": N_("All entries, for programs"),
    "timeline.schema.json": N_("What timeline.json holds (JSON Schema)"),
    "timeline.ics": N_("All entries, for calendars (iCalendar)"),
    "timeline.geojson": N_("All entries with their places, for maps (GeoJSON)"),
    "timelinejs.json": N_("All entries, for TimelineJS"),
    "timelinejs.csv": N_("All entries, for the spreadsheet of TimelineJS"),
    "figures.csv": N_("Every report of every figure"),
    "figures.json": N_("Every report of every figure, for programs"),
    "quotes.csv": N_("Quotes, with speakers and sources"),
    "sources.csv": N_("All sources"),
    "sources.bib": N_("All sources, for programs that manage references (BibTeX)"),
    "sources.csl.json": N_("The same as CSL-JSON"),
    "corrections.csv": N_("All corrections, with the words before and after"),
    "responses.json": N_("All responses of readers, for programs"),
    "people.csv": N_("People"),
    "organisations.csv": N_("Organisations"),
    "places.csv": N_("Places, with coordinates"),
    "datapackage.json": N_("What the tables hold (Data Package)"),
}


def downloads_page(desk: Desk, sizes: Mapping[str, int]) -> Iterator[values.Page]:
    """Yield the page that offers the data files; `sizes` in bytes are by name."""
    words = desk.words
    page = DownloadsPage(
        title=words("Downloads"),
        files=tuple(
            Download(values.Link(name, Address(f"downloads/{name}")), words(about), words.size(sizes[name]))
            for name, about in _ABOUT.items()
            if name in sizes
        ),
        feeds=tuple(feed_lines(desk)),
    )
    yield desk.page("downloads", "downloads/", page, title=page.title)


def feed_lines(desk: Desk, name: str = "") -> Iterator[FeedLink]:
    """Yield every feed, or the one of a name, in every format that it has; there are none without a SITEURL."""
    words = desk.words
    for feed in feeds(desk.event) if desk.settings.siteurl else ():
        if name not in ("", feed.name):
            continue
        title = feed_title(feed, desk.settings.sitename, words)
        yield FeedLink(title, desk.whole(feed.address), words("Atom feed"))
        if feed.json_address:
            yield FeedLink(title, desk.whole(feed.json_address), words("JSON Feed"))
