"""What the place of the style is worth behind a bad connection: a visit of three pages with all of it in the page, in part, or in a file.

    python benchmarks/visit.py [--rounds 5]
    python benchmarks/visit.py --before COMMIT      the same visits of the site as that commit builds it, and as it is built now

The event in content/, as published, read on the slow line (slow_line.py): the front page, an article and an entry, each reached by a click once
the page before it has come in whole. A first visit begins with an empty cache. A second one, in the same browser, comes when all has grown old
that the host lets browsers keep (GitHub Pages: ten minutes for everything; here less, so that nobody waits for it): all that is there is asked
for again by its ETag, and article and entry are others. The three ways to place the style are made from the same output (sheets.py) and take
turns. Chromium opens as many connections as it likes (six a host), which share the line.

Then each page of a first visit once more with an empty cache, as a telephone and as a desktop: how long until all of its text is shown, what moves
while it comes in, and in how many frames something stands below the link of `split` while its sheet is not there yet.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from dateline.authoring.browser import FLAGS, need_browser
from dateline.authoring.hosting import Host, hosting, packed
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.sheets import external, split
from benchmarks.slow_line import PATIENCE, PHONE, Line, pelican, readable_after, watch

WAYS = ("inline", "split", "external")
BETWEEN = ("before", "now")
FIRST = ("", "articles/the-intervention/", "timeline/2022-01-05/csto-request/")
SECOND = ("", "articles/what-came-after/", "timeline/2022-01-05/almaty-airport/")
READABLE = {"h1": 5, "[aria-labelledby=story] p, .article > .text > p, .entry-page > .text > p": 60}
"""The headline, and the first lines: of the story so far, of an article, of an entry."""
KEPT = 60
"""Seconds for which the host lets browsers keep what they got: longer than a visit."""
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
MOVED = """
    window.moved = 0; window.bare = 0;
    new PerformanceObserver(list => list.getEntries().forEach(shift => { window.moved += shift.value; })).observe({type: "layout-shift", buffered: true});
    const frame = () => {
        const link = document.querySelector("body link[rel=stylesheet]");
        if (link && !link.sheet && link.nextElementSibling?.getClientRects().length) window.bare += 1;
        if (document.readyState !== "loading" && document.querySelector("footer").getClientRects().length) window.whole ??= performance.now();
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
"""


@dataclass(frozen=True)
class Seen:
    """One visit: for each page the seconds from click to readable; kB of all that came over the line (1,000 bytes, headers with them)."""

    seconds: tuple[float, ...]
    whole: float


def main() -> None:
    """Build once, place the style in three ways, visit in turn, print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--before", metavar="COMMIT", help="compare with what that commit builds, instead of placing the style elsewhere")
    rounds, before = (chosen := options.parse_args()).rounds, chosen.before
    ways = BETWEEN if before else WAYS
    browser_path = need_browser()
    with tempfile.TemporaryDirectory() as folder, hosting(Path(folder) / ways[0]) as host, sync_playwright() as playwright:
        host.max_age = KEPT
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        make_before(Path(folder), host, before) if before else make(Path(folder), host)
        print(weights(Path(folder), ways), flush=True)
        visits: dict[tuple[str, str], list[Seen]] = {(when, way): [] for when in ("first", "second") for way in ways}
        for _ in range(rounds):
            for key, seen in round_of(browser, host, Path(folder), ways):
                visits[key].append(seen)
                print(*key, *(f"{seconds:.2f}" for seconds in seen.seconds), f"{seen.whole:.1f} kB", file=sys.stderr, flush=True)
        print(table(visits, ways))
        for way in ways:
            host.folder = Path(folder) / way
            for name, screen in (("telephone", PHONE), ("desktop", DESKTOP)):
                moved, bare, whole = zip(*(arrival(browser, host, address, screen) for address in FIRST), strict=True)
                said = ", ".join(f"{seconds:.1f}" for seconds in whole)
                print(f"{way}, {name}: all text after {said} s; moved {sum(moved):.4f}; {sum(bare)} frames without style", flush=True)
        browser.close()


def make(work: Path, host: Host) -> None:
    """Build the event below `work`, once for each way."""
    pelican(ROOT, "content", "-s", "publishconf.py", "-o", str(work / "inline"), SITEURL=host.origin)
    names = [f"{address}index.html" for address in dict.fromkeys(FIRST + SECOND)]
    for way in ("split", "external"):
        shutil.copytree(work / "inline", work / way)
    external(work / "external", names, ROOT / "theme")
    split(work / "split", names, ROOT / "theme")


def make_before(work: Path, host: Host, commit: str) -> None:
    """Build the event below `work` with the kit and the content of a commit, and as they are now."""
    checkout = work / "checkout"
    subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(checkout), commit], check=True)
    try:
        for root, name in zip((checkout, ROOT), BETWEEN, strict=True):
            pelican(root, "content", "-s", "publishconf.py", "-o", str(work / name), SITEURL=host.origin)
    finally:
        subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(checkout)], check=True)


def round_of(browser: Browser, host: Host, work: Path, ways: Sequence[str]) -> Iterator[tuple[tuple[str, str], Seen]]:
    """Visit the site twice in each way: first all first visits, then all second ones."""
    contexts: dict[str, tuple[BrowserContext, float]] = {}
    for way in ways:
        host.folder = work / way
        context = browser.new_context(**PHONE)
        yield ("first", way), visit(context, host, FIRST)
        contexts[way] = context, time.monotonic()
    for way, (context, left) in contexts.items():
        host.folder = work / way
        context.new_page().wait_for_timeout(max(0, left + KEPT + 1 - time.monotonic()) * 1000)
        yield ("second", way), visit(context, host, SECOND)
        context.close()


def visit(context: BrowserContext, host: Host, addresses: Sequence[str]) -> Seen:
    """Read a few pages, each by a link of the one before it."""
    began = time.monotonic()
    page = context.new_page()
    line = Line(context, page, cache=True)
    watch(page, READABLE)
    seconds = []
    for address in addresses:
        line.slow()
        if not seconds:
            page.goto(f"{host.origin}/{address}", wait_until="commit", timeout=PATIENCE)
        else:
            with page.expect_navigation(wait_until="commit", timeout=PATIENCE):
                page.locator(f'a[href="/{address}"]').first.evaluate("link => link.click()")
        seconds.append(readable_after(page))
        line.open()
        page.wait_for_load_state("networkidle")
    page.close()
    if time.monotonic() - began > KEPT:
        raise SystemExit("the machine is too busy: a visit took longer than the host lets browsers keep its pages")
    return Seen(tuple(seconds), line.received / 1000)


def arrival(browser: Browser, host: Host, address: str, screen: Mapping[str, object]) -> tuple[float, int, float]:
    """Return how much moved while a page came in slowly, the frames with something below a link without its sheet, and the seconds until
    the end of its text was shown, which no browser does while a sheet in the head is missing."""
    context = browser.new_context(**screen)
    page = context.new_page()
    line = Line(context, page, cache=True)
    page.add_init_script(MOVED)
    page.goto(f"{host.origin}/{address}", wait_until="commit", timeout=PATIENCE)
    page.wait_for_function("() => window.whole", timeout=PATIENCE)
    line.open()
    page.wait_for_load_state("networkidle")
    moved, bare, whole = page.evaluate("[window.moved, window.bare, window.whole]")
    context.close()
    return moved, bare, whole / 1000


def weights(work: Path, ways: Sequence[str]) -> str:
    """Return what the pages and the sheets weigh after gzip."""
    rows = []
    for way in ways:
        sheets = sum(len(packed(file.read_bytes())) for file in (work / way / "theme").glob("style-*.css"))
        pages = (f"{len(packed((work / way / address / 'index.html').read_bytes())) / 1000:.1f}" for address in FIRST)
        rows.append(f"{way}: pages {', '.join(pages)} kB; sheet {sheets / 1000:.1f} kB")
    return "\n".join(rows)


def table(visits: Mapping[tuple[str, str], Sequence[Seen]], ways: Sequence[str]) -> str:
    """Return the docs' table: medians, in brackets the least and the most of the whole visit, and the ratio to the first of the ways."""
    rows = [
        f"| Visit | Site | Front page | Article | Entry | Together | Against {ways[0]} | Came over the line |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    whole = {key: [sum(one.seconds) for one in seen] for key, seen in visits.items()}
    for (when, way), seen in visits.items():
        together = whole[when, way]
        pages = (f"{statistics.median(column):.2f} s" for column in zip(*(one.seconds for one in seen), strict=True))
        ratio = statistics.median(together) / statistics.median(whole[when, ways[0]])
        spread = f"{statistics.median(together):.2f} s ({min(together):.2f} to {max(together):.2f})"
        rows.append(
            f"| {when} | {way} | {' | '.join(pages)} | {spread} | {ratio:.2f} | {statistics.median(one.whole for one in seen):.0f} kB |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
