"""Behind a bad connection: the document alone is enough to read, and nothing moves while it comes in bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pytest
from dateline.authoring.hosting import hosting
from playwright.sync_api import Browser, Route

from tests.browser import pages, watching
from tests.conftest import Hosted
from tests.sites import write
from tests.test_browser import SHIFTS

pytestmark = pytest.mark.browser

SLOW = {"offline": False, "latency": 300, "downloadThroughput": 200_000 / 8, "uploadThroughput": 200_000 / 8}
"""200 kbit/s with a third of a second of latency, in the units of the DevTools protocol (milliseconds, bytes a second): a page of 30 kB
is painted some seventy times while it comes. Where it halts, which a slower line only makes longer, is for the tests further below."""
OPEN = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}

READABLE = """selectors => selectors.map(selector => {
    const element = document.querySelector(selector);
    const box = element && element.getBoundingClientRect();
    const seen = box && box.width && box.height && element.checkVisibility({opacityProperty: true, visibilityProperty: true});
    return seen ? element.innerText.trim().length : 0;
})"""
"""How many characters of each element can be read; 0 when it is missing, empty or invisible."""


def address(host: Hosted, kind: str) -> str:
    """Return the address of the longest page of a kind."""
    return f"{host.origin}/{pages(host.folder)[kind][0].removesuffix('index.html')}"


@pytest.mark.parametrize("kind", ["front", "article", "timeline"])
def test_the_document_alone_can_be_read(chromium: Browser, host: Hosted, kind: str) -> None:
    with watching(chromium, host.origin, 390) as seen:
        page = seen.page
        refused: list[str] = []

        def only_the_document(route: Route) -> None:
            if route.request.is_navigation_request():
                route.continue_()
            else:
                refused.append(route.request.resource_type)
                route.abort()

        page.route("**/*", only_the_document)
        page.goto(address(host, kind), wait_until="load")
        seen.frames()
        shown = page.evaluate(READABLE, ["h1", "main p", "footer"])
        # A web font that is waited for hides its text: none may do so. Local ones are there or not.
        faces = page.evaluate("() => [...document.fonts].filter(face => !face.family.includes('Like ') && !['swap', 'fallback', 'optional'].includes(face.display)).length")
        page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")  # told a moment after it happened
        paints = page.evaluate("() => performance.getEntriesByName('first-contentful-paint').length")

    assert all(shown), dict(zip(("name", "text", "footer"), shown, strict=True))
    assert set(refused) <= {"image", "font", "script", "other"}, "what the text waits for: " + ", ".join(refused)
    assert faces == 0, "fonts without `font-display: swap`"
    assert paints == 1


def slow_shifts(browser: Browser, url: str, width: int) -> list[float]:
    """Return each shift of a page that comes in slowly; what it asks for on the way comes after its text, faster."""
    with watching(browser, url, width) as seen:
        page = seen.page
        page.add_init_script(SHIFTS)
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        page.goto(url, wait_until="domcontentloaded")
        line.send("Network.emulateNetworkConditions", OPEN)
        page.wait_for_load_state("load")
        seen.see_all()
        seen.frames()
        found: list[float] = page.evaluate("window.shifts")
    return found


@pytest.mark.parametrize(("kind", "width"), [("front", 390), ("timeline", 1280)])
def test_nothing_moves_while_a_page_comes_in_slowly(chromium: Browser, host: Hosted, kind: str, width: int) -> None:
    """Nor when the script comes at last, with the visitor's own times and links to copy."""
    assert slow_shifts(chromium, address(host, kind), width) == []


@contextmanager
def stopping(document: bytes, stops: list[int]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Serve a document that stands still at each of these bytes; yield its address and what lets it go on to the next."""
    go: SimpleQueue[None] = SimpleQueue()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for start, end in zip([0, *stops], [*stops, len(document)], strict=True):
                self.wfile.write(document[start:end])
                self.wfile.flush()
                if end < len(document):
                    go.get(timeout=60)

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", lambda: go.put(None)
        finally:
            server.shutdown()
            thread.join()


def halting_shifts(browser: Browser, document: bytes, stops: list[int], width: int) -> list[float]:
    """Return each shift of a document that stands still at each of these bytes until what has come is painted."""
    with stopping(document, stops) as (url, go_on), watching(browser, url, width) as seen:
        seen.page.add_init_script(SHIFTS)
        seen.page.goto(url, wait_until="commit")
        for _ in stops:
            seen.page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
            seen.frames()
            seen.frames()
            go_on()
        seen.page.wait_for_load_state("load")
        seen.frames()
        found: list[float] = seen.page.evaluate("window.shifts")
    return found


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("kind", ["front", "timeline", "day"])
def test_nothing_moves_where_a_page_comes_to_a_halt(chromium: Browser, host: Hosted, kind: str, width: int) -> None:
    """Between two of its blocks, and inside the strip, whose bars share the width."""
    document = (host.folder / pages(host.folder)[kind][0]).read_bytes()
    body = document.index(b"</h1>") + 5
    stops = {document.index(b"</p>\n", body + (len(document) - body) * part // 9) + 5 for part in range(7)}
    strip = document.index(b'<nav class="strip')
    stops |= {document.index(b"<li", strip + 1_200), document.index(b"<li", strip + 3_000)}

    assert halting_shifts(chromium, document, sorted(stops), width) == []


def test_what_moves_at_a_halt_is_noticed(chromium: Browser) -> None:
    start, end = b"<!DOCTYPE html><title>x</title><style>p:has(~ footer){margin-top:300px}</style><p>Words that the end moves.</p>", b"<footer>x</footer>"
    assert halting_shifts(chromium, start + end, [len(start)], 390) != []


def test_what_moves_is_noticed(chromium: Browser, tmp_path: Path) -> None:
    filler = "".join(f"<!-- {number * 7919 % 1_000_003:x} -->" for number in range(2_500))
    style = "<style>p:has(~ footer){margin-top:300px}</style>"
    write(tmp_path, {"index.html": f"<!DOCTYPE html><title>x</title>{style}<p>Words that the end of the page moves.</p>{filler}<footer>x</footer>"})
    with hosting(tmp_path) as served:
        assert slow_shifts(chromium, f"{served.origin}/", 390) != []
