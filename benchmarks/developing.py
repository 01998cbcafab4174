"""An event that is still going on, over the slow line, and what its open pages ask of a server.

    python benchmarks/developing.py [--rounds 5]

The event of the tests (120 entries), as if it had not ended. On a telephone, over 50 kbit/s with one second there and back and one packet in twenty lost (lossy.py: why not the
browser's own emulation is said there): until the words of its first entry are laid out; until an open page tells of a new entry, from the minute at which it asks;
from the click until the entry stands in its place; until a search for a word shows what it found. Medians, and the slowest round. Then what is asked for each minute is
measured at the socket, as it is and as it is when something changed, and told for 10,000 open pages. Needs Chromium.

The minute between two questions is not waited for: once everything has come, the page's clock is put forward by it. What is measured begins when the page asks, and
no clock is put forward from then on. A round takes about a minute, most of it the line's own; what is being done is told
meanwhile, and a step that does not come within a minute and a half ends it all, by its name.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from dateline.authoring.browser import FLAGS, need_browser
from dateline.authoring.hosting import Host, hosting
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from benchmarks.lossy import Conditions, lossy
from benchmarks.slow_line import PHONE, pelican
from tests.invented import TYPICAL, event_files
from tests.sites import write

PAGES = 10_000
MINUTE = 60_000
"""Milliseconds between two questions of an open page (theme/static/js/developing.js)."""
LIMIT = 90
"""Seconds within which each step must come."""
FIRST = "article.entry .entry-text >> nth=0"
"""What is waited for on the timeline: the words of its first entry, laid out."""
ENTRY = "Title: The bridge is open\nWhen: 2019-04-06T23:50\nKind: {kind}\nSlug: news-of-the-minute\nDate: 2030-01-01\n\nCars cross it again.[@{source}]\n"
BROWSER_HEADERS = (
    "Host: example.org\r\nConnection: keep-alive\r\nCache-Control: max-age=0\r\nUser-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Mobile Safari/537.36\r\nAccept: */*\r\nReferer: https://example.org/timeline/\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n"
)
"""What a telephone's browser sends with each request, about."""


def main() -> None:
    """Build, look, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    browser_path = need_browser()
    with tempfile.TemporaryDirectory() as folder, hosting(Path(folder) / "served") as host, sync_playwright() as playwright:
        before, after = make(Path(folder))
        host.folder = before
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        seen: dict[str, list[float]] = {}
        for number in range(rounds):
            tell(f"round {number + 1} of {rounds}")
            for what, seconds in one_round(browser, host, before, after, Conditions(seed=number)).items():
                seen.setdefault(what, []).append(seconds)
        browser.close()
        print(table(seen))
        print()
        print(load(host, after))


def tell(what: str) -> None:
    """Say at once what is being done, aside from the tables."""
    print(what, file=sys.stderr, flush=True)


@contextmanager
def step(what: str, seconds: dict[str, float]) -> Iterator[None]:
    """Time a step; say what it took, or end everything with which one it was that did not come."""
    began = time.monotonic()
    try:
        yield
    except NotInTime:
        raise SystemExit(f"not within {LIMIT} seconds: {what}") from None
    seconds[what] = time.monotonic() - began
    tell(f"  {seconds[what]:5.1f} s  {what}")


def make(folder: Path) -> tuple[Path, Path]:
    """Build the event, and the same with one entry more; return their outputs, both for the root of a server."""
    files = dict(event_files(TYPICAL))
    event = str(files["content/event.md"])
    files["content/event.md"] = re.sub(r"^Ends: .*\n", "", event, flags=re.MULTILINE)
    source = next(iter(re.findall(r"^([a-z0-9-]+):", str(files["content/data/sources.yaml"]), re.MULTILINE)))
    found = re.search(r"^Kinds:\s*\n\s+([a-z-]+) =", event, re.MULTILINE)
    assert found
    outputs = []
    for name, more in (("before", {}), ("after", {"content/timeline/news.md": ENTRY.format(kind=found[1], source=source)})):
        tell(f"making the event as it is {name} the new entry")
        write(folder / name, {**files, **more})
        pelican(folder / name, "content", "-s", "publishconf.py", SITEURL="http://127.0.0.1")
        outputs.append(folder / name / "output")
    return outputs[0], outputs[1]


def one_round(browser: Browser, host: Host, before: Path, after: Path, conditions: Conditions) -> dict[str, float]:
    """Return the seconds of a reader's visit, one thing after the other."""
    found: dict[str, float] = {}
    aside: dict[str, float] = {}  # what is not of the table
    port = urlsplit(host.origin).port or 80
    with lossy(port, conditions) as (slow, _counted):
        origin = f"http://127.0.0.1:{slow}"
        host.folder = before
        context = browser.new_context(**PHONE)
        context.set_default_timeout(LIMIT * 1000)
        page = context.new_page()
        page.clock.install()
        with step("the first entry of the timeline stands on the screen", found):
            page.goto(f"{origin}/timeline/", wait_until="commit")
            page.wait_for_selector(FIRST)
        with step("(all that it asks for has come)", aside):
            page.wait_for_load_state("networkidle")
        host.folder = after
        with step("(the minute is over)", aside), page.expect_request("**/newest.json"):
            page.clock.fast_forward(MINUTE)
        with step("a new entry is told, after the minute", found):
            page.wait_for_selector(".developing p:not(:empty)")
        with step("it stands in its place, after the click", found):
            page.locator(".developing button").click()
            page.wait_for_selector("#news-of-the-minute")
        context.close()
        context = browser.new_context(**PHONE)
        context.set_default_timeout(LIMIT * 1000)
        page = context.new_page()
        with step("a search has found something, from a link to it", found):
            page.goto(f"{origin}/search/#q=bridge", wait_until="commit")
            page.wait_for_selector(".search-results a")
        context.close()
    return found


def table(seen: dict[str, list[float]]) -> str:
    """Return the table of docs/developing.md: medians and the slowest."""
    rows = (f"| {what} | {statistics.median(each):.1f} s | {max(each):.1f} s |" for what, each in seen.items())
    return "\n".join(("| Until | Median | Slowest |", "| --- | ---: | ---: |", *rows))


def load(host: Host, after: Path) -> str:
    """Return what so many open pages ask of a server in a minute."""
    host.folder = after
    asked, came, tag = answered(host, "newest.json")
    again, unchanged, _ = answered(host, "newest.json", tag)
    _, timeline, _ = answered(host, "timeline/")
    rows = (
        ("nothing has changed (304)", again, unchanged),
        ("something has changed (200)", asked, came),
    )
    lines = [f"| {what} | {up} B | {down} B | {PAGES * (up + down) / 1e6:.1f} MB | {PAGES * (up + down) * 8 / 60 / 1e6:.2f} Mbit/s |" for what, up, down in rows]
    lines.append(f"| each clicks: the timeline (200) | {asked} B | {timeline} B | {PAGES * (asked + timeline) / 1e6:.1f} MB | {PAGES * (asked + timeline) * 8 / 60 / 1e6:.2f} Mbit/s |")
    return "\n".join((f"| In a minute in which | Asked | Answered | {PAGES:,} pages | | ", "| --- | ---: | ---: | ---: | ---: |", *lines, f"{PAGES / 60:.0f} requests a second"))


def answered(host: Host, name: str, tag: str = "") -> tuple[int, int, str]:
    """Return the bytes of a request and of its answer, heads with them, and the answer's ETag."""
    parts = urlsplit(host.origin)
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    request = f"GET {parts.path}/{name} HTTP/1.1\r\n{BROWSER_HEADERS}{condition}\r\n".encode()
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=LIMIT) as line:
        line.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += more(line, name)
        head, _, _ = answer.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        size = len(head) + 4 + (int(length[1]) if length else 0)
        while len(answer) < size:
            answer += more(line, name)
    found = re.search(rb"etag: (\S+)", head, re.IGNORECASE)
    return len(request), len(answer), found[1].decode() if found else ""


def more(line: socket.socket, name: str) -> bytes:
    """Return what came next; an end that comes too early would be waited for without end."""
    came = line.recv(65536)
    if not came:
        raise SystemExit(f"the answer was cut short: {name}")
    return came


if __name__ == "__main__":
    main()
