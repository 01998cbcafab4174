"""`dateline live` as an author sees it: in a browser that stands open while files are saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from dateline.live.server import Server
from dateline.live.state import Standing, State
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.live.running import PATIENCE, Running, running
from tests.sites import GOOD, ROOT

pytestmark = pytest.mark.browser

FIRST = str(GOOD["content/articles/first.md"])
ENTRY = str(GOOD["content/timeline/2022-01-05-square.md"])
ANSWER = str(GOOD["content/timeline/2022-01-06-answer.md"])
WRONG = FIRST.replace("Places: almaty", "Places: almatty")
LONG = "\n\n".join(f"Paragraph {number} of many." for number in range(80))
STYLE = (ROOT / "theme/static/css/base.css").read_text("utf-8") + "@layer base { h1 { outline: 3px solid rgb(1, 2, 3) } }\n"
BARE = """\
<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>Bare</title><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'none'"></head><body><main><h1>Bare</h1></main></body></html>
"""
AXE = """async () => (await axe.run({runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}))
    .violations.map(found => [found.id, found.nodes[0].html])"""
PANEL = "dateline-live .panel"
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser with one profile, whose pages all know of each other; nothing in it may complain."""
    context = chromium.new_context(viewport={"width": 900, "height": 700})
    context.set_default_timeout(PATIENCE * 1000)
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    yield context
    context.close()
    assert complaints == []


def shown(page: Page, words: str) -> None:
    """Wait until a page shows these words."""
    expect(page.locator("main")).to_contain_text(words)


def settled(page: Page) -> None:
    """Wait until a page has asked what holds now, so that it hears of the next build."""
    page.wait_for_function("navigator.locks.query().then(locks => locks.held.some(lock => lock.name === 'dateline-live'))")


def place(page: Page) -> int:
    """Return how far a page is scrolled."""
    return int(page.evaluate("Math.round(scrollY)"))


def test_a_day_of_writing(site: Path, context: BrowserContext) -> None:
    with running(site, {"content/articles/first.md": FIRST + f"\n{LONG}\n"}) as live:
        page = context.new_page()
        page.goto(f"{live.base}articles/first/")
        settled(page)

        # Saved and seen, in the same place of the page.
        page.evaluate("scrollTo(0, 900)")
        before = place(page)
        live.save({"content/articles/first.md": FIRST + f"\n{LONG} And its end.\n"})
        shown(page, "And its end.")
        assert (before, place(page)) == (900, 900)

        # What is wrong lies over the page, which stays.
        live.save({"content/articles/first.md": WRONG, "content/timeline/2022-01-05-square.md": ENTRY.replace("protest", "protst")})
        panel = page.locator(PANEL)
        expect(panel.get_by_role("heading")).to_have_text("2 problems")
        expect(panel).to_contain_text("content/articles/first.md:6")
        expect(panel).to_contain_text('Unknown place "almatty".')
        expect(panel).to_contain_text('Did you mean "almaty"?')
        expect(panel.locator("tr.wrong").first).to_have_text("6Places: almatty")
        expect(page.locator("dateline-live [role=alert]")).to_contain_text("2 problems")
        shown(page, "And its end.")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        pill = page.locator("dateline-live .pill")
        expect(pill).to_have_text("2 problems")
        page.reload()
        expect(pill).to_be_visible()
        expect(panel).to_be_hidden()
        pill.press("Enter")
        expect(panel).to_be_visible()
        live.save({"content/timeline/2022-01-05-square.md": ENTRY})
        expect(panel.get_by_role("heading")).to_have_text("1 problem")

        # Mended, it goes by itself.
        live.save({"content/articles/first.md": FIRST})
        expect(page.locator("dateline-live")).to_have_count(0)
        expect(page.locator("main")).not_to_contain_text("And its end.")

        # The theme's style, of the event's own layer.
        live.save({"theme/static/css/base.css": STYLE})
        expect(page.locator("h1")).to_have_css("outline-color", "rgb(1, 2, 3)")

        # A page that is removed, and comes back.
        page.goto(f"{live.base}timeline/2022-01-06/answer/")
        shown(page, "The council answered.")
        settled(page)
        read_more = {"content/articles/first.md": FIRST.replace("[[read: answer]]", "")}
        assert live.save({**read_more, "content/timeline/2022-01-06-answer.md": None}) == []
        shown(page, "There is nothing here.")
        assert page.locator(".masthead-name").evaluate("link => link.href") == f"{live.base}index.html"
        live.save({"content/timeline/2022-01-06-answer.md": ANSWER})
        shown(page, "The council answered.")

        # Another text: its page is gone to, for this one has not changed.
        page.goto(f"{live.base}sources/")
        settled(page)
        live.save({"content/pages/about.md": str(GOOD["content/pages/about.md"]).replace("Much.", "Less.")})
        page.wait_for_url("**/about/")
        shown(page, "Less.")

        # Settings.
        name = (live.root / "pelicanconf.py").read_text("utf-8")
        live.save({"pelicanconf.py": name + 'SITENAME = "Another name"\n'})
        expect(page.locator(".masthead-name")).to_have_text("Another name")
        live.save({"pelicanconf.py": name + "SITENAME = \n"})
        expect(panel).to_contain_text("This is not Python (invalid syntax).")
        live.save({"pelicanconf.py": name})
        expect(page.locator(".masthead-name")).to_have_text("A small event")
        expect(page.locator("dateline-live")).to_have_count(0)


def test_several_tabs(site: Path, context: BrowserContext) -> None:
    """More than a browser has connections to one server: only one of them listens."""
    with running(site) as live:
        tabs = [context.new_page() for _ in range(8)]
        for tab in tabs:
            tab.goto(f"{live.base}articles/first/")
        settled(tabs[0])
        live.save({"content/articles/first.md": WRONG})
        for tab in tabs:
            expect(tab.locator(PANEL)).to_contain_text("almatty")
        tabs.pop(0).close()  # the one that listened: another takes its place
        live.save({"content/articles/first.md": FIRST.replace("People met.", "People met again.")})
        for tab in tabs:
            shown(tab, "People met again.")
            expect(tab.locator("dateline-live")).to_have_count(0)

        # Whoever looks at the page that has changed has it in another tab: this one stays.
        tabs[0].goto(f"{live.base}about/")
        tabs[0].bring_to_front()
        live.save({"content/articles/first.md": FIRST})
        expect(tabs[1].locator("main")).not_to_contain_text("People met again.")
        assert tabs[0].url == f"{live.base}about/"


def test_the_server_may_stop_and_come_back(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    with running(site, follow=False) as live:
        page.goto(f"{live.base}articles/first/")
        settled(page)
        port = live.server.server_port
        page.goto(f"{live.base}sources/")
        settled(page)
        live.save({"content/pages/about.md": str(GOOD["content/pages/about.md"]).replace("Much.", "Less.")})
        live.save({"content/data/sources.yaml": str(GOOD["content/data/sources.yaml"]).replace("The Agency", "An Agency")})
        shown(page, "An Agency")
        assert page.url == f"{live.base}sources/", "nobody is led anywhere who does not want to be"
    again = Running(site, port=port)
    (site / "content/data/sources.yaml").write_text(str(GOOD["content/data/sources.yaml"]).replace("The Agency", "One Agency"), "utf-8")
    again.start()
    try:
        shown(page, "One Agency")
    finally:
        again.close()


def test_a_page_is_loaded_again_when_what_it_shows_has_changed(tmp_path: Path, context: BrowserContext) -> None:
    """A file that an author copies in keeps its name, whatever is in it; all that the kit makes is named after what it holds."""
    (tmp_path / "index.html").write_text('<!DOCTYPE html><html lang="en"><head><title>A</title></head><img src="extra/a%20b.svg" alt=""></html>', encoding="utf-8")
    (tmp_path / "extra").mkdir()
    (tmp_path / "extra/a b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    state = State()
    with Server(0, state, lambda: tmp_path, lambda: None) as server:
        server.start()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        settled(page)
        page.evaluate("window.loadedOnce = true")
        state.end(Standing(), ("extra/other.svg", "timeline.json"), "")
        state.end(problems(1, serious=True), (), "")
        page.locator(PANEL).wait_for()
        assert page.evaluate("window.loadedOnce")
        state.end(Standing(), ("extra/a b.svg",), "")
        page.wait_for_function("!window.loadedOnce")
        state.close()
        page.close()
        server.shutdown()


def problems(count: int, *, serious: bool) -> Standing:
    """Return problems of every length, as a page is told of them."""
    each = {"path": "content/timeline/2022-01-05-the-airport-is-taken-and-cleared-again-in-the-evening.md", "line": 41, "topic": "places", "what": f'unknown place "{"almatty-" * 20}"'}
    lines = [(39, ""), (40, "Title: A title"), (41, "Places: " + "almatty " * 60), (42, "\t" + "x" * 300)]
    found = [{**each, "do": 'did you mean "almaty"?', "lines": lines}, {"path": "pelicanconf.py", "line": 0, "topic": "settings", "what": "the file is not there", "do": "put it back", "lines": []}]
    told = tuple(found[number % 2] for number in range(count))
    return Standing(told if serious else (), () if serious else told, "The site is as it was before." if serious else "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_read_what_is_wrong(tmp_path: Path, chromium: Browser, width: int, scheme: Literal["light", "dark"]) -> None:
    (tmp_path / "index.html").write_text(BARE, encoding="utf-8")
    state = State()
    with Server(0, state, lambda: tmp_path, lambda: None) as server:
        server.start()
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        state.end(problems(7, serious=True), (), "")
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        panel = page.locator(PANEL)
        expect(panel.get_by_role("heading")).to_have_text("7 problems")
        assert "7 problems" in panel.aria_snapshot()
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(AXE) == []
        box, inside = panel.bounding_box(), panel.locator(".list")
        assert box is not None
        assert (box["x"], box["width"]) == (0, width)
        assert box["y"] > 100, "the site can be seen above it"
        assert inside.evaluate("list => list.scrollWidth <= list.clientWidth && list.scrollHeight > list.clientHeight")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

        # What it means is explained beside it.
        with context.expect_page() as opened:
            panel.get_by_role("link", name="What this means").first.click()
        expect(opened.value.locator("h2:target")).to_be_in_viewport()
        opened.value.close()

        # What may be right waits in a corner.
        state.end(problems(1, serious=False), (), "")
        pill = page.locator("dateline-live .pill")
        expect(pill).to_have_text("1 warning")
        expect(panel).to_be_hidden()
        assert page.evaluate(AXE) == []
        pill.click()
        expect(panel).to_contain_text("The site was built all the same.")
        assert page.evaluate(AXE) == []
        expect(panel.get_by_role("button")).to_be_focused()
        page.keyboard.press("Escape")
        expect(pill).to_be_focused()
        state.end(Standing(), (), "")
        expect(page.locator("dateline-live")).to_have_count(0)
        state.close()
        context.close()
        server.shutdown()
