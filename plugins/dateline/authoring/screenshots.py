"""The README's pictures of the site, taken from the built output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.problems import say

from .browser import FLAGS, need_browser
from .project import Project


@dataclass(frozen=True)
class Shot:
    """One picture: its file in docs/, the page, the window in CSS pixels, light or dark; `at` is what it is scrolled to (CSS selector)."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    at: str = ""


SHOTS = (
    Shot("front.png", "index.html", 1280, 860),
    Shot("timeline-dark.png", "timeline/2022-01-05/index.html", 1280, 860, "dark"),
    Shot("figures.png", "figures/index.html", 1280, 860),
    Shot("front-phone-dark.png", "index.html", 390, 844, "dark"),
    Shot("timeline-phone.png", "timeline/2022-01-05/index.html", 390, 844),
    Shot("article-phone-dark.png", "articles/who-lost-power/index.html", 390, 844, "dark", at="main blockquote"),
)


UNDER_THE_TOP = "element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 32)"
"""JavaScript: scroll until the element stands a little below the window's upper edge."""


def take(project: Project) -> None:
    """Take every picture, from the files on disk, as a visitor without a server sees them."""
    project.need_output()
    found = need_browser()
    from playwright.sync_api import ViewportSize, sync_playwright  # a development requirement

    folder = project.root / "docs"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        for shot in SHOTS:
            window: ViewportSize = {"width": shot.width, "height": shot.height}
            page = browser.new_page(viewport=window, color_scheme=shot.scheme)
            page.goto((project.output / shot.page).as_uri())
            if shot.at:
                page.locator(shot.at).first.evaluate(UNDER_THE_TOP)
            page.screenshot(path=folder / shot.name)
            page.close()
        browser.close()
    say(f"{len(SHOTS)} pictures of the site are in docs/")
