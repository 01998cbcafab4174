"""Chromium for tests: found on this machine, run without a window, and asked what it complains of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.browser import find_browser
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

REQUIRED = "DATELINE_REQUIRE_BROWSER"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none")

KINDS = {
    "front": r"index\.html",
    "timeline": r"timeline/index\.html",
    "newest first": r"timeline/newest/index\.html",
    "day": r"timeline/\d{4}-\d\d-\d\d/index\.html",
    "month": r"timeline/\d{4}-\d\d/index\.html",
    "year": r"timeline/\d{4}/index\.html",
    "entry": r"timeline/[\d-]+/[^/]+/index\.html",
    "articles": r"articles/index\.html",
    "article": r"articles/[^/]+/index\.html",
    "places": r"places/index\.html",
    "place": r"places/[^/]+/index\.html",
    "people": r"people/index\.html",
    "person": r"people/[^/]+/index\.html",
    "organisations": r"organisations/index\.html",
    "organisation": r"organisations/[^/]+/index\.html",
    "figures": r"figures/index\.html",
    "sources": r"sources/index\.html",
    "corrections": r"corrections/index\.html",
    "responses": r"responses/index\.html",
    "contact": r"contact/index\.html",
    "mirrors": r"mirrors/index\.html",
    "follow": r"follow/index\.html",
    "search": r"search/index\.html",
    "downloads": r"downloads/index\.html",
    "picture": r"pictures/[^/]+\.html",
    "about": r"about/index\.html",
    "embed": r"embed/.+/index\.html",
    "404": r"404\.html",
    "draft": r"drafts/[^/]+/index\.html",
}
"""Every kind of page, by the names of its files; of each the longest is looked at."""
PUBLISHED = ("follow", "embed")
"""Kinds that are there only where SITEURL is set: test_published.py looks at them, and at what pages have only there."""
LOOKED_AT = tuple(kind for kind in KINDS if kind not in ("year", "draft", *PUBLISHED))
"""Kinds that look like no other: a year is shown as a month is, a draft as an article or an entry. For what takes long."""
TEMPLATES = tuple(kind for kind in LOOKED_AT if kind not in ("newest first", "month", "people", "organisations", "organisation", "404"))
"""A kind of each template (newest first is the timeline's, people are an index as places are): for what takes seconds with each."""


def launch(playwright: Playwright) -> Browser:
    """Return a browser; without one the test is skipped, or fails where one is required."""
    path = find_browser(playwright.chromium.executable_path)
    if path:
        return playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
    say = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
    say("no Chromium: install the package `chromium`, or set CHROME_PATH")


SCROLL = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (const image of document.images) {
        if (image.complete) continue;
        image.scrollIntoView({block: "center", behavior: "instant"});
        await frame();
    }
}"""
"""Brings every picture that has not come yet into the window once. In the page itself: a call for each picture costs ten times as much."""


def scroll_through(page: Page) -> None:
    """Show every picture of a page once, so that those that wait for it are asked for."""
    page.evaluate(SCROLL)


REPEATED = ".days > :nth-child(n+5), .told > :nth-child(n+5), .entries > :nth-child(n+5), .sources-all > :nth-child(n+8), tbody > :nth-child(n+6)"


def cut_repeats(page: Page) -> None:
    """Leave the first days, entries of a day, sources and rows of a page: they repeat themselves a hundred times, and what goes through all takes its time with each."""
    page.evaluate("repeated => document.querySelectorAll(repeated).forEach(part => part.remove())", REPEATED)


@dataclass
class Watched:
    """A page in a browser, and all that the browser complains of or asks for while it is open."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        page.on("console", self._console)
        page.on("pageerror", partial(self._note, "error"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("dialog", partial(self._note, "dialog"))

    def _note(self, kind: str, what: Any) -> None:
        self.complaints.append(f"{kind}: {getattr(what, 'url', what)}")

    def _console(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.base):
            self.complaints.append(f"request outside the site: {request.url}")

    def _failed(self, request: Request) -> None:
        # Aborted is what was still under way when the next page was opened, such as the icon.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed, {request.failure}: {request.url}")

    def _response(self, response: Response) -> None:
        if response.url.startswith("http") and response.status not in (200, 304):
            self.complaints.append(f"status {response.status}: {response.url}")

    def see_all(self) -> None:
        """Scroll from top to bottom, so that pictures that wait for it are loaded; wait until they are."""
        scroll_through(self.page)
        self.page.wait_for_function("() => [...document.images].every(image => image.complete)")

    def frames(self) -> None:
        """Wait until what has changed has been painted."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def watching(browser: Browser, base: str, width: int = 1280, **options: Any) -> Iterator[Watched]:
    """Open an empty page of a window this many pixels wide; `base` is what every request must begin with."""
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 800}, **options)
    try:
        yield Watched(context.new_page(), base)
    finally:
        context.close()


def pages(site: Path) -> dict[str, list[str]]:
    """Return all pages of a site by their kind, the longest first; kinds of which it has none are left out."""
    files = sorted(site.rglob("*.html"), key=lambda file: (-file.stat().st_size, file))
    names = [file.relative_to(site).as_posix() for file in files]
    found = {kind: [name for name in names if re.fullmatch(shape, name)] for kind, shape in KINDS.items()}
    return {kind: named for kind, named in found.items() if named}


def middling(site: Path, kind: str) -> str:
    """Return a page of a kind, of middle length: for what takes long where the longest pages only repeat themselves."""
    names = pages(site)[kind]
    return names[len(names) // 2]
