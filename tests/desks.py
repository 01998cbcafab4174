"""What page modules work with, for tests that make the values of pages from nouns and build no site."""

from __future__ import annotations

from pathlib import Path

from dateline.model import nouns
from dateline.pages.all import open_desk
from dateline.pages.frame import Desk
from dateline.settings import Options, Settings

from tests.sites import ROOT

SITEURL = "https://example.org"


def desk(event: nouns.Event) -> Desk:
    """Return the desk of an event without pictures, in production and in English."""
    settings = Settings(
        content=ROOT / "content",
        theme=ROOT / "theme",
        sitename="Site",
        siteurl=SITEURL,
        relative=False,
        language="en",
        ignored=(),
        options=Options(),
        locale=Path("nowhere"),
        cache=Path("nowhere"),
    )
    return open_desk(event, {}, settings, frozenset())
