"""Accessibility of every kind of page, in Chromium: axe-core, contrast modes, reduced motion, zoom, text spacing (WCAG 2.2).

What a rule engine cannot see (the order and the visibility of focus) is in test_keyboard.py; direction in test_directions.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser import LOOKED_AT, TEMPLATES, cut_repeats, middling

pytestmark = pytest.mark.browser

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    # Off by default: 1.4.6 Contrast (Enhanced, AAA) and 2.5.8 Target Size (Minimum, AA).
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],  # of the others only one element each is described, which is quicker
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced"]}, "resultTypes": ["violations"]}
"""For what differs only in its colours. Both rules: the stricter one passes over what already fails the other."""
SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
LOOKS = ((320, "light"), (1280, "dark"))
"""Each width and each colour scheme once: colours are roles that do not depend on the width, and to look takes seconds."""

SPACING = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
"""
"""1.4.12 Text Spacing, as a reader's own style; a sheet that a script constructs is outside the page's policy for styles."""

CLIPPED = """
    [...document.querySelectorAll("body *")].filter(element => {
        const style = getComputedStyle(element);
        return element.checkVisibility() && !(element instanceof SVGElement) && !(element instanceof HTMLImageElement)
            && (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1
                || /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    }).map(element => element.outerHTML.slice(0, 100))
"""

OVERLAPPING = """
    (() => {
        const lines = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement;
            if (!node.data.trim() || !parent.checkVisibility() || parent.closest(".skip, option")) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
                // What letters fill: the middle of their line.
                const height = 0.8 * box.height;
                const middle = (box.top + box.bottom) / 2;
                lines.push({node, left: box.left, right: box.right, top: middle - height / 2, bottom: middle + height / 2});
            }
        }
        lines.sort((a, b) => a.top - b.top);
        const found = [];
        lines.forEach((one, at) => {
            for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 2; next++) {
                const other = lines[next];
                if (other.node !== one.node && other.left < one.right - 2 && one.left < other.right - 2)
                    found.push([one.node.data.trim().slice(0, 40), other.node.data.trim().slice(0, 40)]);
            }
        });
        return found;
    })()
"""
"""Pairs of texts that cover each other."""

MOVING = """
    [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => [element, part]))
        .filter(([element, part]) => {
            const style = getComputedStyle(element, part || undefined);
            const runs = text => text.split(",").some(time => parseFloat(time) > 0);
            return runs(style.transitionDuration) || style.animationName !== "none" && runs(style.animationDuration)
                || !part && style.scrollBehavior === "smooth";
        }).map(([element, part]) => element.outerHTML.slice(0, 100) + part)
"""

STICKY = """
    [...document.querySelectorAll("*")].filter(element => /sticky|fixed/.test(getComputedStyle(element).position))
        .map(element => Math.round(element.getBoundingClientRect().height))
"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page that is used again and again: opening a context costs more than opening a page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(page: Page) -> Iterator[Page]:
    """The page; afterwards it emulates nothing any more."""
    yield page
    page.emulate_media(media="null", color_scheme="null", contrast="null", forced_colors="null", reduced_motion="null")
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.fixture(params=LOOKED_AT)
def kind(request: pytest.FixtureRequest, plain: Page, event_site: Path) -> Page:
    """A page of one kind."""
    plain.goto((event_site / middling(event_site, request.param)).as_uri())
    return plain


def broken(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe-core finds wrong: rule, selector, and what to do."""
    # The page's policy stays in force: what the debugging protocol evaluates is not subject to it.
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


UNSTUCK = """
    {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".bearings { position: static !important }");
        document.adoptedStyleSheets.push(sheet);
    }
"""
"""Puts what sticks to the lower edge where it stands at the end: else whatever happens to scroll behind it would be taken for crowded.
That it covers nothing that has the focus is in test_bearings.py."""


def broken_anywhere(page: Page) -> list[str]:
    """Return what axe-core finds wrong in a page at both widths, in both colour schemes."""
    found = []
    page.evaluate(UNSTUCK)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{scheme} at {width}: {each}" for each in broken(page, OPTIONS)]
    return found


@pytest.mark.parametrize("kind", TEMPLATES, indirect=True)
def test_axe_finds_nothing(kind: Page) -> None:
    cut_repeats(kind)

    assert broken_anywhere(kind) == []


@pytest.mark.parametrize("name", ["articles/everything/index.html", "timeline/index.html"])
def test_axe_finds_nothing_in_a_long_site(plain: Page, long_site: Path, name: str) -> None:
    plain.goto((long_site / name).as_uri())
    cut_repeats(plain)

    assert broken_anywhere(plain) == []


def test_axe_does_complain(plain: Page, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text(
        '<!DOCTYPE html><title>Bad</title><style>a { font-size: 8px } button { position: absolute; inset: 0 auto auto 0 }'
        ' i { color: #707070 } b { color: #999 } </style><main><img src="x.png"><a href="x"></a><i>Grey</i> <b>Pale</b></main>'
        '<button style="inset: 0 auto auto 4px; width: 9px">x</button><button style="width: 9px">y</button>',
        encoding="utf-8",
    )
    plain.goto(file.as_uri())
    rules = {found.partition(":")[0] for found in broken(plain, OPTIONS)}

    assert {"html-has-lang", "image-alt", "link-name", "color-contrast", "color-contrast-enhanced", "target-size"} <= rules


LINES = "[...document.querySelectorAll('main *')].map(each => getComputedStyle(each)).flatMap(style => [style.borderBlockStartColor, style.borderBlockEndColor, style.borderInlineStartColor])"
"""The colours of the lines above, below and before each element."""


@pytest.mark.parametrize(("kind", "scheme"), [("front", "light"), ("day", "dark"), ("article", "light"), ("figures", "dark")], indirect=["kind"])
def test_more_contrast_is_more(kind: Page, scheme: str) -> None:
    kind.emulate_media(color_scheme=scheme, contrast="more")  # type: ignore[arg-type]

    assert broken(kind, CONTRAST) == []
    # What is quiet otherwise is as strong as the rest, and so are thin lines.
    quiet, ink = kind.evaluate("['.colophon', 'body'].map(each => getComputedStyle(document.querySelector(each)).color)")
    assert quiet == ink
    strong = kind.evaluate(LINES)
    kind.emulate_media(color_scheme=scheme, contrast="no-preference")  # type: ignore[arg-type]
    assert kind.evaluate("getComputedStyle(document.querySelector('.colophon')).color") != ink
    faint = "rgb(211, 206, 193)" if scheme == "light" else "rgb(61, 58, 52)"  # --rule of theme/static/css/tokens.css
    lines = [after for before, after in zip(kind.evaluate(LINES), strong, strict=True) if before == faint]
    assert set(lines) <= {ink}
    assert lines or not kind.locator("td").count(), "tables have thin lines"


def luminance(colour: tuple[int, ...]) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2, "relative luminance")."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(image: Image.Image) -> float:
    """Return the contrast between the darkest and the lightest pixel (WCAG 2.2, "contrast ratio")."""
    found = [luminance(colour) for colour in set(zip(*(band.tobytes() for band in image.convert("RGB").split()), strict=True))]
    return (max(found) + 0.05) / (min(found) + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_forced_colours_leave_marks_bars_and_words(plain: Page, event_site: Path, scheme: str) -> None:
    """Marks differ by shape when all have one colour (1.4.1), and stand out from the background (1.4.11: 3 to 1)."""
    plain.emulate_media(color_scheme=scheme, forced_colors="active")  # type: ignore[arg-type]
    plain.goto((event_site / "timeline/index.html").as_uri())
    plain.locator(".filters > summary").click()
    marks = []
    for mark in plain.locator(".filters .kind").all():
        box = mark.bounding_box()
        assert box is not None
        shot = plain.screenshot(clip={"x": box["x"] - 2, "y": box["y"], "width": 18, "height": box["height"]})
        image = Image.open(io.BytesIO(shot))
        assert contrast(image) >= 3
        marks.append(image.convert("L").point(lambda value: 255 * (value > 127)).tobytes())
    bar = Image.open(io.BytesIO(plain.locator(".strip a").first.screenshot()))
    words = Image.open(io.BytesIO(plain.locator("h1").screenshot()))

    assert len(marks) > 3
    assert len(set(marks)) == len(marks)
    assert contrast(bar) >= 3
    assert contrast(words) >= 7


def test_forced_colours_leave_the_map(plain: Page, event_site: Path) -> None:
    plain.emulate_media(color_scheme="light", forced_colors="active")
    plain.goto((event_site / "index.html").as_uri())

    for circle in plain.locator(".map a circle:not(.map-area)").all()[:3]:
        dot = Image.open(io.BytesIO(circle.screenshot()))
        middle = dot.crop((dot.width // 2, dot.height // 2, dot.width // 2 + 1, dot.height // 2 + 1)).resize((2, 1))
        middle.paste("white", (0, 0, 1, 1))  # what Canvas is
        assert contrast(middle) >= 3


def test_what_readers_ask_for_moves_covers_and_hides_nothing(kind: Page) -> None:
    """Less motion; 400 % (1.4.10 Reflow: 1280 by 1024 pixels become 320 by 256, what sticks may take a quarter); wider spacing (1.4.12).

    One after the other in the same page: to open it takes longer than to look.
    """
    kind.emulate_media(reduced_motion="reduce")
    assert kind.evaluate(MOVING) == []

    kind.set_viewport_size({"width": 320, "height": 256})
    assert kind.evaluate("document.documentElement.scrollWidth") <= 320
    assert [height for height in kind.evaluate(STICKY) if height > 64] == []

    kind.evaluate(UNSTUCK)
    kind.evaluate(SPACING)
    for width in WIDTHS:
        kind.set_viewport_size({"width": width, "height": 800})
        assert kind.evaluate("document.documentElement.scrollWidth") <= width
        assert kind.evaluate(CLIPPED) == [], width
        assert kind.evaluate(OVERLAPPING) == [], width
