"""Editions in browsers: from a folder, without a request, a word in the console or a fault that axe knows; and nothing that one of 2016 does not know."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.browser import watching
from tests.editions.marionette import FIREFOX, firefox
from tests.sites import ROOT
from tests.test_accessibility import OPTIONS

SHEET = (ROOT / "theme/static/edition.css").read_text("utf-8")


def code(css: str) -> str:
    """Return a sheet without comments, and with the rules of media queries as if they stood outside of them, behind a line that says which."""
    return re.sub(r"(@media[^{]*)\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1;\2", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


CODE = code(SHEET)
YOUNGER = {
    "cascade layers (2022)": r"@layer",
    "container queries (2022)": r"@container",
    "nesting (2023)": r"\{[^{}]*\{|&",
    "relational and logical selectors (2021)": r":(?:has|is|where|focus-visible|focus-within)\b",
    "custom properties (Edge: 2017)": r"var\(|--[a-z]",
    "logical properties (2018 and later)": r"(?:^|[\s;{])(?:[a-z-]+-)?(?:inline|block)(?:-(?:start|end|size))?\s*:",
    "comparing functions (2020)": r"\b(?:clamp|min|max)\(",
    "grid (2017)": r":\s*(?:inline-)?grid\b|\bgrid-\w+\s*:|\bgap\s*:",
    "insets, ratios, new colours": r"\binset\s*:|aspect-ratio|color-mix|oklch|light-dark",
    "what is set apart in transforms (2022)": r"(?:^|[\s;{])(?:translate|rotate|scale)\s*:",
    "ranges in media queries (2023)": r"@media[^;]*[<>]",
}
"""What the sheet may not need, with the year in which the last of the large browsers had it."""


@pytest.mark.parametrize("what", YOUNGER)
def test_the_sheet_needs_nothing_younger(what: str) -> None:
    pattern = YOUNGER[what]
    assert not re.search(pattern, CODE, re.MULTILINE), re.search(pattern, CODE, re.MULTILINE)


@pytest.mark.parametrize(
    "css",
    [
        "@layer a{}", "@container x{}", "a{b{c:d}}", "@media print{a{b{c:d}}}", "a{&:hover{}}", "a:has(b){}", "a:focus-visible{}", "a{color:var(--x)}", "a{margin-inline:1px}",
        "a{padding-block-end:1px}", "a{width:min(1px,2px)}", "a{display:grid}", "a{ gap: 1px}", "a{aspect-ratio:1}", "a{ translate: 1px}", "@media (width>1px){a{}}",
    ],
)  # fmt: skip
def test_what_is_younger_would_be_found(css: str) -> None:
    assert any(re.search(pattern, code(css), re.MULTILINE) for pattern in YOUNGER.values())


@pytest.fixture(scope="module")
def folder(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions alone, as they lie in somebody's downloads."""
    stick = tmp_path_factory.mktemp("stick")
    for language in ("", "ru/", "ar/"):
        for file in (output / f"{language}downloads").glob("*-*.html"):
            shutil.copy(file, stick)
    return stick


NAMES = ("a-small-event-en-words.html", "a-small-event-en-all.html", "a-small-event-languages.html", "a-small-event-ar-small.html")


@pytest.mark.browser
@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in NAMES), (NAMES[0], "dark")])
def test_it_opens_from_a_folder_and_asks_for_nothing(chromium: Browser, folder: Path, name: str, scheme: str) -> None:
    address = (folder / name).as_uri()
    with watching(chromium, address, 320, offline=True, color_scheme=scheme) as watched:
        watched.page.goto(address)
        watched.see_all()
        assert all(watched.page.evaluate("[...document.images].map(image => image.naturalWidth > 0)"))
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
        complaints = [each for each in watched.complaints if "data:image/" not in each]
        watched.page.evaluate(AXE_SCRIPT)
        found = watched.page.evaluate("options => axe.run(document, options)", {**OPTIONS, "rules": {"target-size": {"enabled": True}}})
        assert [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in found["violations"]] == []
        assert complaints == []


@pytest.mark.browser
def test_a_link_leads_to_its_place(chromium: Browser, folder: Path) -> None:
    address = (folder / NAMES[0]).as_uri()
    with watching(chromium, address, 390, offline=True) as watched:
        page = watched.page
        page.goto(address)
        page.get_by_role("link", name="in the square").first.click()
        target = "document.getElementById(location.hash.slice(1))"
        assert "People meet in the square" in page.evaluate(f"{target}.innerText")
        assert abs(page.evaluate(f"{target}.getBoundingClientRect().top")) < 5


SET = """() => {
    const lines = element => new Set([...element.getClientRects()].map(box => Math.round(box.top))).size;
    const gap = (one, other) => Math.max(other.left - one.right, one.left - other.right);
    const words = cell => { const range = document.createRange(); range.selectNodeContents(cell); return range; };
    return {
        bullets: [...document.querySelectorAll("nav[aria-label] > ul > li, nav[aria-label] ul ul:not([class]) > li")]
            .map(each => getComputedStyle(each.querySelector("a")).display),
        gaps: [...document.querySelectorAll("article > p:first-child > span + span")]
            .map(each => [each.previousElementSibling.getBoundingClientRect(), each.getBoundingClientRect()])
            .filter(([one, other]) => one.top === other.top).map(([one, other]) => gap(one, other) > 6),
        dates: [...document.querySelectorAll("tbody th")].map(each => lines(words(each))),
        quoted: [...document.querySelectorAll("blockquote")]
            .map(each => [getComputedStyle(each).direction === "rtl" ? "right" : "left", getComputedStyle(each).borderLeftWidth === "0px" ? "right" : "left"]),
    };
}"""


@pytest.mark.browser
@pytest.mark.parametrize("name", [NAMES[0], NAMES[3]])
def test_how_it_is_set(chromium: Browser, folder: Path, name: str) -> None:
    """Bullets stand at the first line, labels apart from each other, dates in one line where there is room, bars where quoted words begin."""
    address = (folder / name).as_uri()
    with watching(chromium, address, 1280, offline=True) as watched:
        watched.page.goto(address)
        found = watched.page.evaluate(SET)
    assert set(found["bullets"]) == {"block"}
    assert set(found["gaps"]) == {True}
    assert set(found["dates"]) == {1}
    assert [each for each in found["quoted"] if each[0] != each[1]] == []


@pytest.mark.browser
def test_it_is_read_without_any_style(chromium: Browser, folder: Path) -> None:
    """What a browser that knows nothing of the sheet shows: everything, in order, days unfolded."""
    address = (folder / NAMES[0]).as_uri()
    with watching(chromium, address, 390, offline=True) as watched:
        page = watched.page
        page.goto(address)
        before = page.inner_text("main")
        page.evaluate("for (const style of document.querySelectorAll('style')) style.remove()")
        # A browser of then does not know `details` either: what is in it stands there.
        page.evaluate("for (const each of document.querySelectorAll('details')) each.outerHTML = each.outerHTML.replace(/(<\\/?)(details|summary)/g, '$1div')")
        after = page.inner_text("main")
        assert "They came at noon." in after
        assert len(after) >= len(before)


ASKS = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>What is not let in, and what is</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src http:"></head>
<body><p style="color: red">Words.</p><img src="http://127.0.0.1:18999/asked.png" alt=""></body></html>
"""


@pytest.mark.browser
@pytest.mark.skipif(not FIREFOX, reason="no Firefox: install Debian's firefox-esr, or set FIREFOX_PATH")
def test_firefox_says_nothing_of_it_and_asks_nobody(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "asks.html"
    page.write_text(ASKS, "utf-8")
    with firefox(tmp_path) as browser:
        said, asked, _ = browser.heard(page.as_uri())
        assert len(said) == 1, "what is wrong with a page would be heard"
        assert "style" in said[0]
        assert asked == ["http://127.0.0.1:18999/asked.png"]
        for name in NAMES:
            said, asked, seen = browser.heard((folder / name).as_uri())
            assert (said, asked) == ([], []), name
            # Its paper, which only the sheet gives: the policy has let it in.
            assert seen["paper"] == "rgb(253, 252, 249)", name
            assert seen["pictures"] == seen["whole"] == (0 if "words" in name or "languages" in name else 1), name
