"""The data to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.dataclass import dataclass
from dateline.derive.days import groups, listed
from dateline.derive.feeds import feeds
from dateline.editions.kinds import TEXT, editions_of
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Desk, feed_title
from dateline.pages.offers import ABOUT, offered
from dateline.structured.data import dataset
from dateline.whens import heading
from dateline.wording import Wording


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
class Edition:
    """The event as one file: its link, and the same packed, if it is; the titles of links are the names of the files."""

    link: values.Link
    zipped: values.Link | None


@dataclass(frozen=True)
class DownloadsPage:
    """All files (downloads.html); `editions` are the event as one file, `days` the lines for a message of each day."""

    title: str
    files: tuple[Download, ...]
    feeds: tuple[FeedLink, ...]
    editions: tuple[Edition, ...] = ()
    days: tuple[values.Link, ...] = ()


def downloads_page(desk: Desk, sizes: Mapping[str, int]) -> Iterator[values.Page]:
    """Yield the page that offers the data files; `sizes` in bytes are by name."""
    words = desk.words
    page = DownloadsPage(
        title=words("Downloads"),
        files=tuple(
            Download(values.Link(name, Address(f"downloads/{name}")), words(about), words.size(sizes[name]))
            for name, about in ABOUT.items()
            if name in sizes
        ),
        feeds=tuple(feed_lines(desk)),
        editions=tuple(_editions(desk, sizes)),
        days=tuple(_days(desk)) if TEXT in desk.settings.options.editions else (),
    )
    files = offered(words, (name for name in ABOUT if name in sizes), desk.whole)
    yield desk.page("downloads", "downloads/", page, title=page.title, about=lambda: (dataset(desk.ground, desk.event, files, desk.changed),))


def _editions(desk: Desk, sizes: Mapping[str, int]) -> Iterator[Edition]:
    """Yield the editions that were made, each with how large it is."""
    words, site = desk.words, desk.site
    for made in editions_of(desk.settings.options.editions, desk.settings.sitename, site.lang, others=bool(site.languages), first=not site.prefix):
        if made.name in sizes and not made.name.endswith(".zip"):
            packed = f"{made.name}.zip"
            zipped = _sized(words, "ZIP", packed, sizes[packed]) if packed in sizes else None
            yield Edition(_sized(words, words(made.label), made.name, sizes[made.name]), zipped)


def _sized(words: Wording, label: str, name: str, size: int) -> values.Link:
    return values.Link(words.listed((label, words.size(size))), Address(f"downloads/{name}"), name)


def _days(desk: Desk) -> Iterator[values.Link]:
    for group in groups(listed(desk.event)):
        yield values.Link(heading(desk.words, group.when).text, Address(f"{group.address}timeline.txt"))


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
