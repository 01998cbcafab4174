"""The documentation's pictures of the site: of the built output, of the example in each look, of the specimen of photographs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from dateline import kit
from dateline.dataclass import dataclass
from dateline.problems import say

from .browser import FLAGS, need_browser
from .commands import run_module
from .project import Project


@dataclass(frozen=True)
class Shot:
    """One picture: its file in docs/, the page, the window in CSS pixels, light or dark; `at` is what it is scrolled to and `pressed`
    what is opened then, both CSS selectors.

    `site` is what it is a picture of: the project's output (`""`), its content in a look of theme/looks/, or PHOTOGRAPHS.
    """

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    at: str = ""
    site: str = ""
    pressed: str = ""


PHOTOGRAPHS = "photographs"
README = (
    Shot("front.png", "index.html", 1280, 860),
    Shot("timeline-dark.png", "timeline/2022-01-05/index.html", 1280, 860, "dark"),
    Shot("figures.png", "figures/index.html", 1280, 860),
    Shot("front-phone-dark.png", "index.html", 390, 844, "dark"),
    Shot("timeline-phone.png", "timeline/2022-01-05/index.html", 390, 844),
    Shot("article-phone-dark.png", "articles/who-lost-power/index.html", 390, 844, "dark", at="main blockquote"),
)
"""Those that the README shows, in its order."""
SHOTS = (
    *README,
    Shot("look-grey.png", "index.html", 1280, 860, site="grey"),
    Shot("look-dark.png", "index.html", 1280, 860, site="dark"),
    Shot("look-grey-phone.png", "timeline/2022-01-05/index.html", 390, 844, site="grey"),
    Shot("look-dark-phone.png", "timeline/2022-01-05/index.html", 390, 844, site="dark"),
    Shot("pictures-lead.jpg", "articles/photographs/index.html", 1280, 1150, at="article", site=PHOTOGRAPHS),
    Shot("pictures-aside.jpg", "articles/photographs/index.html", 1280, 420, at="#beside-the-text", site=PHOTOGRAPHS),
    Shot("pictures-gallery.jpg", "articles/photographs/index.html", 1280, 500, at="#a-gallery", site=PHOTOGRAPHS),
    Shot("pictures-phone.jpg", "articles/photographs/index.html", 390, 844, site=PHOTOGRAPHS),
    Shot("pictures-portrait-phone-dark.jpg", "articles/photographs/index.html", 390, 844, "dark", at="#upright", site=PHOTOGRAPHS),
    Shot("pictures-covered-phone.jpg", "articles/photographs/index.html", 390, 500, at="#covered", site=PHOTOGRAPHS),
    Shot("pictures-opened-phone.jpg", "articles/photographs/index.html", 390, 500, at="#covered", site=PHOTOGRAPHS, pressed=".cover summary"),
    Shot("pictures-withheld-phone.jpg", "articles/photographs/index.html", 390, 844, at="#not-shown", site=PHOTOGRAPHS),
)

UNDER_THE_TOP = "element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 32)"
"""JavaScript: scroll until the element stands a little below the window's upper edge."""


SEEN = """() => Promise.all([document.fonts.ready, ...[...document.images].filter(image => {
    const {top, bottom} = image.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}).map(image => image.decode())])"""
"""JavaScript: wait until the type and every picture in the window are there."""


def take(project: Project, specimen: Path) -> None:
    """Take every picture, from the files on disk, as a visitor without a server sees them. `specimen` is the content with photographs."""
    project.need_output()
    found = need_browser()
    from playwright.sync_api import ViewportSize, sync_playwright  # a development requirement

    outputs = {"": project.output, **_built(project, specimen, {shot.site for shot in SHOTS} - {""})}
    folder = project.root / "docs"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        for shot in SHOTS:
            window: ViewportSize = {"width": shot.width, "height": shot.height}
            page = browser.new_page(viewport=window, color_scheme=shot.scheme)
            page.goto((outputs[shot.site] / shot.page).as_uri())
            if shot.at:
                page.locator(shot.at).first.evaluate(UNDER_THE_TOP)
            if shot.pressed:
                page.locator(shot.pressed).press("Enter")
                page.wait_for_load_state("networkidle")
            page.evaluate(SEEN)
            # As PNG a photograph is ten times as large.
            page.screenshot(path=folder / shot.name, quality=80 if shot.name.endswith(".jpg") else None)
            page.close()
        browser.close()
    say(f"{len(SHOTS)} pictures of the site are in docs/")


def _built(project: Project, specimen: Path, sites: Iterable[str]) -> dict[str, Path]:
    """Build the sites that are not the project's own; return where each is."""
    outputs = {}
    for site in sorted(sites):
        below = project.root / ".cache" / "screenshots" / site
        outputs[site] = below / "output"
        if site == PHOTOGRAPHS:
            build_specimen(project, specimen, below)
        else:
            sheet = below / "theme/static/css/tokens/look.css"
            sheet.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kit.theme() / "looks" / f"{site}.css", sheet)
            build(project, project.content, outputs[site], "-t", str(below / "theme"))
    return outputs


def build_specimen(project: Project, specimen: Path, folder: Path) -> None:
    """Build the site of photographs into a folder's `output/`; what a build keeps for the next one lies beside it, not beside the original."""
    shutil.rmtree(folder / "content", ignore_errors=True)
    shutil.copytree(specimen, folder / "content")
    build(project, folder / "content", folder / "output")


def build(project: Project, content: Path, output: Path, *options: str) -> None:
    """Build a site of this content with the project's settings."""
    output.parent.mkdir(parents=True, exist_ok=True)
    run_module(project.root, "pelican", str(content), "-o", str(output), *options, failed="The site for the pictures was not built")
