"""The data to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.wording import N_


@dataclass(frozen=True)
class Download:
    """One file: its link, what is in it, its size in words."""

    link: values.Link
    about: str
    size: str


@dataclass(frozen=True)
class DownloadsPage:
    """All files (downloads.html)."""

    title: str
    files: tuple[Download, ...]
    feeds: tuple[values.Feed, ...]


_ABOUT = {
    "timeline.csv": N_("All entries, for spreadsheets"),
    "timeline.json": N_("All entries, for programs"),
    "timeline.schema.json": N_("What timeline.json holds (JSON Schema)"),
    "figures.csv": N_("Every report of every figure"),
    "quotes.csv": N_("Quotes, with speakers and sources"),
    "sources.csv": N_("All sources"),
    "people.csv": N_("People"),
    "organisations.csv": N_("Organisations"),
    "places.csv": N_("Places, with coordinates"),
}


def downloads_page(desk: Desk, files: Mapping[str, bytes]) -> Iterator[values.Page]:
    """Yield the page that offers the data files."""
    words = desk.words
    by_name = {address.rpartition("/")[2]: address for address in files}
    page = DownloadsPage(
        title=words("Downloads"),
        files=tuple(
            Download(values.Link(name, Address(by_name[name])), words(about), size(len(files[by_name[name]])))
            for name, about in _ABOUT.items()
            if name in by_name
        ),
        feeds=desk.site.feeds,
    )
    yield desk.page("downloads", "downloads/", page, title=page.title)


def size(count: int) -> str:
    """Return a number of bytes in kB (1,000 bytes, ISO 80000-13), one decimal below ten."""
    kilobytes = count / 1000
    return f"{kilobytes:.1f} kB" if kilobytes < 10 else f"{kilobytes:.0f} kB"
