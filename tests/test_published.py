"""What pages have only where the site is published: panels to share, cite and embed, opened; what is embedded; how to follow. As readers need it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import cut_repeats, middling
from tests.conftest import Hosted
from tests.test_accessibility import CLIPPED, OVERLAPPING, SPACING, UNSTUCK, broken_anywhere
from tests.test_print import wrong

pytestmark = pytest.mark.browser

OPENED = ("entry", "article", "day", "timeline", "figures", "picture", "person")
"""Kinds with a panel. (Of people, those who are quoted.)"""
BARE = ("contact", "follow", "responses")
EMBEDDED = {
    "entry": "embed/timeline/*/*/index.html",
    "article": "embed/articles/*/index.html",
    "day": "embed/timeline/*/index.html",
    "figure": "embed/figures/*/index.html",
    "map": "embed/map/index.html",
    "strip": "embed/strip/index.html",
}


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """A page that is used again and again."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """The page; afterwards it emulates nothing any more."""
    yield window
    window.emulate_media(media="null", color_scheme="null", contrast="null", forced_colors="null", reduced_motion="null")
    window.set_viewport_size({"width": 1280, "height": 800})


def named(host: Hosted, kind: str) -> str:
    """Return a page of a kind: of people one who is quoted, of what is embedded the largest."""
    if kind in EMBEDDED and kind not in OPENED:
        files = host.folder.glob(EMBEDDED[kind])
    elif kind.startswith("embedded "):
        files = host.folder.glob(EMBEDDED[kind.removeprefix("embedded ")])
    elif kind == "person":
        files = (file for file in host.folder.glob("people/*/index.html") if 'id="quote-' in file.read_text("utf-8"))
    else:
        return middling(host.folder, kind)
    found = max(files, key=lambda file: (file.stat().st_size, file), default=None)
    assert found, f"the event has no {kind}"
    return found.relative_to(host.folder).as_posix()


def opened(page: Page, host: Hosted, kind: str) -> Page:
    """Open a page, and all that is folded in its panels."""
    page.goto(f"{host.origin}/{named(host, kind)}")
    cut_repeats(page)
    page.evaluate("document.querySelectorAll('.share, .share details').forEach(each => each.open = true)")
    assert kind not in OPENED or page.locator(".share-address:visible").count()
    return page


EACH = (*OPENED, *BARE, *(f"embedded {kind}" for kind in EMBEDDED))


@pytest.mark.parametrize("kind", ["entry", "figures", "person", *BARE, "embedded entry", "embedded figure", "embedded map"])
def test_axe_finds_nothing(page: Page, host: Hosted, kind: str) -> None:
    assert broken_anywhere(opened(page, host, kind)) == []


@pytest.mark.parametrize("kind", EACH)
def test_it_fits_a_narrow_window_and_wider_spacing(page: Page, host: Hosted, kind: str) -> None:
    shown = opened(page, host, kind)
    shown.evaluate(UNSTUCK)
    for spaced in (False, True):
        if spaced:
            shown.evaluate(SPACING)
        for width in (320, 1280):
            shown.set_viewport_size({"width": width, "height": 800})
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
            assert shown.evaluate(CLIPPED) == [], width
            assert shown.evaluate(OVERLAPPING) == [], width


@pytest.mark.parametrize("kind", [*OPENED, *BARE])
def test_it_is_fit_for_paper(page: Page, host: Hosted, kind: str) -> None:
    shown = opened(page, host, kind)
    shown.emulate_media(media="print")
    assert wrong(shown) == []
    # Of a panel, how the page is cited, or where it is: nothing that is for pressing.
    assert shown.locator(".share :is(button, summary, ul):visible").count() == 0
    assert shown.locator("main .share:visible").count() == (kind not in (*BARE, "figures", "person"))


def test_the_keyboard_reaches_all_of_a_panel(page: Page, host: Hosted) -> None:
    page.goto(f"{host.origin}/{named(host, 'entry')}")
    page.locator(".share > summary").focus()
    page.keyboard.press("Enter")
    expected = page.locator(".share").evaluate("panel => [...panel.querySelectorAll('a, button:not([hidden]), summary')].slice(1).map(each => each.textContent)")
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached == expected
    assert {"BibTeX", "RIS", "CSL-JSON", "Embed as a frame", "Embed as plain HTML"} <= set(reached)
