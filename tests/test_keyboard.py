"""The keyboard alone, in Chromium: what takes focus, in which order, whether it is seen, and that everything can be worked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import TEMPLATES, cut_repeats, middling

pytestmark = pytest.mark.browser

WATCH = """
    const all = [...document.querySelectorAll("*")];
    const pixel = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const luminance = colour => {
        pixel.clearRect(0, 0, 1, 1);
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3)
            .map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/^rgba\\(.*, 0\\)$/.test(colour)) return colour;
        }
        return "white";
    };
    const ratio = (a, b) => {
        const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    const sticky = all.filter(element => /sticky|fixed/.test(getComputedStyle(element).position));
    const name = element => `${element.tagName} ${element.className.baseVal ?? element.className} ${element.textContent.trim().slice(0, 40)}`;

    const visited = window.visited = [];
    const wrong = window.wrong = [];

    document.addEventListener("focusin", event => {
        const element = event.target;
        const style = getComputedStyle(element);
        visited.push(all.indexOf(element));
        // Around a link in a drawing browsers draw what they like: a mark of a chart has a rectangle of its own for this.
        const own = element.querySelector(".chart-hit");
        if (own) {
            const around = getComputedStyle(own);
            if (parseFloat(around.strokeWidth) < 2 || around.stroke === "none" || ratio(around.stroke, behind(element)) < 3)
                wrong.push(`no rectangle: ${name(element)}`);
            return;
        }
        // 2.4.7 and 2.4.13: at least two pixels, 3 to 1 against what is around it; 1.4.11.
        if (style.outlineStyle === "none" || style.outlineStyle === "hidden" || parseFloat(style.outlineWidth) < 2)
            wrong.push(`no outline: ${name(element)}`);
        else if (style.outlineStyle !== "auto" && ratio(style.outlineColor, behind(element.parentElement)) < 3)
            wrong.push(`a faint outline, ${style.outlineColor} on ${behind(element.parentElement)}: ${name(element)}`);
    });

    // When focus goes on, all scrolling that it caused is done: 2.4.11 Focus Not Obscured.
    document.addEventListener("focusout", event => {
        const element = event.target;
        const boxes = [...element.getClientRects()];
        const seen = boxes.filter(box => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
        // The link that skips hides itself again at once; it has a test of its own.
        if (!seen.length && !element.matches(".skip")) wrong.push(`out of sight: ${name(element)}`);
        for (const other of sticky) {
            const over = other.getBoundingClientRect();
            if (other.contains(element) || !other.checkVisibility()) continue;
            if (boxes.length && boxes.every(box => box.top >= over.top - 1 && box.bottom <= over.bottom + 1
                && box.left < over.right && box.right > over.left)) wrong.push(`behind ${other.className}: ${name(element)}`);
        }
        // Where something scrolls or clips, two pixels of the outline must be left, on three sides at least: a bar that is in sight
        // already scrolls no further.
        for (let at = element.parentElement; at && at !== document.documentElement; at = at.parentElement) {
            if (getComputedStyle(at).overflowX === "visible" || element instanceof SVGElement) continue;
            const clip = at.getBoundingClientRect(), box = element.getBoundingClientRect(), style = getComputedStyle(element);
            const out = parseFloat(style.outlineOffset) + 2;
            const cut = [box.left - out < clip.left, box.right + out > clip.right, box.top - out < clip.top, box.bottom + out > clip.bottom];
            if (cut.filter(Boolean).length > 1)
                wrong.push(`its outline is cut off by ${at.className}: ${name(element)}`);
        }
    });
"""

STOPS = """
    [...document.querySelectorAll("*")].map((element, at) => [element, at]).filter(([element]) =>
        element.matches("a[href], button, input, select, textarea, summary, [tabindex]")
        && element.tabIndex >= 0 && !element.disabled && element.checkVisibility({visibilityProperty: true})
    ).map(([, at]) => at)
"""
"""What can take focus, by its place in the document."""


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Iterator[dict[str, Page]]:
    """A page for each size of window, used again and again."""
    sizes = {"desk": (1280, 800), "telephone": (320, 640)}
    contexts = [chromium.new_context(viewport={"width": width, "height": height}) for width, height in sizes.values()]
    yield {name: context.new_page() for name, context in zip(sizes, contexts, strict=True)}
    for context in contexts:
        context.close()


@pytest.fixture
def page(windows: dict[str, Page]) -> Page:
    """A page in a large window."""
    return windows["desk"]


def walk(page: Page, *, back: bool = False) -> tuple[list[int], list[int], list[str]]:
    """Go through a page with Tab, or from its end with Shift+Tab; return what can take focus, what took it, and what was wrong."""
    page.evaluate(f"() => {{ {WATCH} }}")
    stops: list[int] = page.evaluate(STOPS)
    if back:
        page.evaluate("at => [...document.querySelectorAll('*')][at].focus()", stops[-1])
    keys = page.context.new_cdp_session(page)
    tab = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "modifiers": 8 if back else 0}
    for _ in range(len(stops) - back):
        keys.send("Input.dispatchKeyEvent", tab)  # twice as quick as page.keyboard.press, which also waits for the key to come up
    keys.detach()
    page.evaluate("document.activeElement.blur()")
    return stops, page.evaluate("window.visited"), page.evaluate("window.wrong")


def look(page: Page, least: int = 20) -> list[str]:
    """Give focus to all that can take it, one by one; return what was wrong. After a Tab the browser shows it as it does for the keyboard."""
    page.evaluate(f"() => {{ {WATCH} }}")
    page.keyboard.press("Tab")
    page.evaluate(f"() => {{ const all = [...document.querySelectorAll('*')]; {STOPS.strip()}.forEach(at => all[at].focus()); }}")
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate("window.visited.length") >= least
    wrong: list[str] = page.evaluate("window.wrong")
    return wrong


@pytest.mark.parametrize("kind", TEMPLATES)
def test_tab_goes_through_everything_in_order_and_is_seen(page: Page, event_site: Path, kind: str) -> None:
    page.goto((event_site / middling(event_site, kind)).as_uri())
    cut_repeats(page)
    stops, visited, wrong = walk(page)

    assert wrong == []
    assert visited == stops


@pytest.mark.parametrize(
    ("kind", "window"), [("front", "desk"), ("timeline", "telephone"), ("day", "desk"), ("day", "telephone"), ("article", "telephone")]
)
def test_nothing_hides_what_has_focus_on_the_way_back(windows: dict[str, Page], event_site: Path, kind: str, window: str) -> None:
    """Upwards, what takes focus comes in at the top, where the heading of the day sticks."""
    page = windows[window]
    page.goto((event_site / middling(event_site, kind)).as_uri())
    cut_repeats(page)
    stops, visited, wrong = walk(page, back=True)

    assert wrong == []
    assert visited == stops[::-1]


@pytest.mark.parametrize(("scheme", "forced"), [("dark", "none"), ("light", "active"), ("dark", "active")])
@pytest.mark.parametrize("kind", ["front", "day"])
def test_focus_is_seen_in_the_dark_and_with_forced_colours(page: Page, event_site: Path, kind: str, scheme: Any, forced: Any) -> None:
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page.goto((event_site / middling(event_site, kind)).as_uri())
    wrong = look(page)
    page.emulate_media(color_scheme="null", forced_colors="null")

    assert wrong == []


def test_what_is_wrong_is_found(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><title>Bad</title><style>:focus-visible { outline: 3px solid #bbb; outline-offset: 4px }'
        " #none:focus { outline: none } header { position: sticky; top: 0; height: 90px } main { height: 3000px }"
        " div { overflow: hidden } </style><header>Head</header><main><a href=a id=none>none</a> <a href=b>faint</a><div><a href=c>cut</a></div>"
        ' <a href=d style="position: fixed; top: 9px">behind</a><a href=e tabindex=1>first</a></main>',
        encoding="utf-8",
    )
    page.goto(file.as_uri())
    stops, visited, wrong = walk(page)

    assert visited != stops
    page.goto(file.as_uri())
    assert {found.partition(":")[0].partition(",")[0] for found in look(page, least=5)} >= {"no outline", "a faint outline"}
    assert {found.split(":")[0].split(",")[0] for found in wrong} == {
        "no outline", "a faint outline", "its outline is cut off by ", "behind ",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["front", "timeline", "entry", "article", "people", "picture", "404"])
def test_the_first_link_skips_to_the_content(page: Page, event_site: Path, kind: str) -> None:
    """2.4.1 Bypass Blocks. The link is the shell's, the same on every page; what it leads to begins with other things."""
    page.goto((event_site / middling(event_site, kind)).as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    box = skip.bounding_box()

    assert skip.evaluate("element => element === document.activeElement")
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # Where the content has nothing that takes focus, what follows it comes next.
    expected = "main" if page.locator("main a").count() else "footer"
    assert page.locator(f"{expected} :focus").count() == 1


def go_to(page: Page, selector: str) -> None:
    """Press Tab until an element has focus."""
    for _ in range(page.evaluate(f"{STOPS.strip()}.length")):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} never has focus")


def test_filters_work_with_the_keyboard(page: Page, event_site: Path) -> None:
    page.goto((event_site / "timeline/index.html").as_uri())
    entries = page.locator("article.entry:visible")
    every = entries.count()
    go_to(page, ".filters > summary")
    page.keyboard.press("Enter")
    go_to(page, ".filters input[name=kind]")
    page.keyboard.press("Space")
    fewer = entries.count()
    page.keyboard.press("Space")

    assert 0 < fewer < every
    assert entries.count() == every
    go_to(page, ".filters select[name=place]")
    page.keyboard.press("ArrowDown")
    assert 0 < entries.count() < every
    assert page.locator(".filters [role=status]").inner_text().startswith(f"{entries.count()} ")


def test_a_bar_of_the_strip_leads_to_its_day(page: Page, event_site: Path) -> None:
    page.goto((event_site / "timeline/index.html").as_uri())
    go_to(page, ".strip a")
    day = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(day)

    assert page.locator(".strip [aria-current=page]").count() == 1
