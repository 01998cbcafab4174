"""Pages on paper, in Chromium: what can only be clicked is left out, what a link leads to is said, pictures stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import LOOKED_AT, pages
from tests.conftest import Hosted

pytestmark = pytest.mark.browser

CLICKED = """
    [...document.querySelectorAll(".skip, .navigation, .strip, .filters, .copy, .before-after")]
        .filter(element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length).map(element => element.className)
"""

OUTSIDE = """
    [...document.querySelectorAll("main a[href^='http']:not(svg a)")].filter(link => link.checkVisibility()).map(link => [
        link.getAttribute("href"), getComputedStyle(link, "::after").content, link.textContent,
    ])
"""
"""Links that lead out of the site, what is printed after them, and their words."""

BROKEN = """
    [...document.querySelectorAll("img")].filter(image => image.checkVisibility()).filter(image => {
        for (let at = image; at; at = at.parentElement) if (getComputedStyle(at).breakInside === "avoid") return false;
        return true;
    }).map(image => image.src)
"""
"""Pictures that may be broken over two pages; what is not broken itself is inside what is not."""


@pytest.fixture(scope="module")
def paper(chromium: Browser) -> Iterator[Page]:
    """A page as it is printed, by someone who reads in the dark."""
    context = chromium.new_context(viewport={"width": 794, "height": 1123}, color_scheme="dark")  # A4 at 96 pixels an inch
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def wrong(page: Page) -> list[str]:
    """Return what is not fit for paper."""
    found = []
    for link, after, words in page.evaluate(OUTSIDE):
        # What is an address already is not printed a second time. Where it stands as it is typed in, without https://, it may be.
        none, whole = ("none", "normal"), (f'" ({link})"', f'" (" "{link}" ")"')
        typed = words == link.partition("://")[2].removesuffix("/")
        if after not in (none if words == link else none + whole if typed else whole):
            found.append(f"{link} is followed by {after}")
    found += [f"{source} may be broken" for source in page.evaluate(BROKEN)]
    found += [f"to click: {name}" for name in page.evaluate(CLICKED)]
    ground, ink = page.evaluate("['backgroundColor', 'color'].map(name => getComputedStyle(document.documentElement)[name])")
    if (ground, ink) != ("rgb(255, 255, 255)", "rgb(0, 0, 0)"):
        found.append(f"{ink} on {ground}")
    return found


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_every_page_is_fit_for_paper(paper: Page, event_site: Path, kind: str) -> None:
    paper.goto((event_site / pages(event_site)[kind][0]).as_uri())

    assert wrong(paper) == []


@pytest.mark.parametrize("name", ["articles/everything/index.html", "articles/the-night/index.html", "pictures/basin.html", "sources/index.html"])
def test_addresses_and_pictures(paper: Page, event_site: Path, name: str) -> None:
    paper.goto((event_site / name).as_uri())

    assert len(paper.evaluate(OUTSIDE)) >= 1
    assert wrong(paper) == []


SHARED = """
    [...document.querySelectorAll(".share, .share *")].filter(element => !element.children.length)
        .filter(element => element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && element.getClientRects().length)
        .map(element => element.closest("[class]").className)
"""
"""What is printed of all that can be done with a page."""


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("timeline/*/*/index.html", ["share-plain"]),
        ("articles/*/index.html", ["share-plain"]),
        ("pictures/*.html", ["address"]),
        ("figures/index.html", []),
    ],
)
@pytest.mark.parametrize("opened", [False, True])
def test_paper_says_where_a_page_is_and_how_it_is_cited(paper: Page, host: Hosted, name: str, printed: list[str], opened: bool) -> None:
    file = next(file for file in sorted(host.folder.glob(name)) if 'class="share ' in file.read_text("utf-8"))
    paper.goto(f"{host.origin}/{file.relative_to(host.folder).as_posix().removesuffix('index.html')}")
    paper.evaluate("opened => document.querySelectorAll('details').forEach(each => each.open = opened)", opened)

    assert paper.evaluate(SHARED) == printed
    assert wrong(paper) == []


LISTED = """
    [...document.querySelectorAll(".listing > li")].map(line => {
        const [name, , count] = [".listing-name", ".listing-about", ".listing-count"].map(each => line.querySelector(each)?.getBoundingClientRect());
        const box = line.getBoundingClientRect();
        return [getComputedStyle(line).display, !count || (count.top < name.bottom && count.bottom < box.bottom && count.right <= box.right + 1 && count.left > name.left)];
    })
"""
"""How each line of a list is laid out, and whether what is counted stands at the end of its first line."""


@pytest.mark.parametrize("kind", ["downloads", "people"])
def test_lists_are_blocks_that_a_sheet_ends_between(paper: Page, event_site: Path, kind: str) -> None:
    """Within a list of grids Chromium finds no earlier place for a break, and the foot of the page was parted."""
    paper.goto((event_site / pages(event_site)[kind][0]).as_uri())

    assert {tuple(line) for line in paper.evaluate(LISTED)} == {("block", True)}


def test_ways_to_the_editors_are_not_printed_twice(paper: Page, event_site: Path) -> None:
    paper.goto((event_site / "contact/index.html").as_uri())

    links = [(words, after) for _, after, words in paper.evaluate(OUTSIDE) if words.endswith((".asc", ".onion"))]
    assert len(links) == 2
    assert {after for _, after in links} == {"none"}
