"""What page modules work with, for tests that make the values of pages from nouns and build no site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.model import nouns
from dateline.pages.all import open_desks
from dateline.pages.frame import Desk
from dateline.pages.planned import Planned
from dateline.pages.values import Page
from dateline.settings import Options, Settings
from dateline.theme import Theme

from tests.sites import ROOT

SITEURL = "https://example.org"


def desk(event: nouns.Event, language: str = "en") -> Desk:
    """Return the desk of an event without pictures, in production and in one language."""
    settings = Settings(
        content=ROOT / "content",
        theme=Theme((ROOT / "theme",)),
        sitename="Site",
        siteurl=SITEURL,
        relative=False,
        language=language,
        ignored=(),
        options=Options(),
        cache=Path("nowhere"),
    )
    return open_desks({language: event}, {}, settings, frozenset())[0]


def valued(pages: Iterable[Page | Planned], desk: Desk) -> list[Page]:
    """Return the values of pages."""
    return [page.value(desk) if isinstance(page, Planned) else page for page in pages]
