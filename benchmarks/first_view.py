"""How long until a page can be read behind a bad connection: Dateline, TimelineJS and Pelican's own two themes side by side.

    python benchmarks/first_view.py [--rounds 3]

The slow line without a cache, the telephone, and when a page counts as readable: see slow_line.py. All pages come from one server that packs
texts with gzip, and take turns. The event in content/ is told by Dateline's front page as published; by TimelineJS from our own export, with
its files beside it and no font from elsewhere; and by notmyidea and simple, which come with Pelican, with the same articles. What is read first
are headline and text, of Dateline's also the first lines of the story so far. Needs Chromium and npm, which fetches TimelineJS into .cache/.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from dateline.authoring.browser import FLAGS, need_browser
from dateline.authoring.commands import npm_package
from dateline.authoring.hosting import hosting
from dateline.authoring.project import read_project
from playwright.sync_api import Browser, sync_playwright

from benchmarks.slow_line import PATIENCE, PHONE, Line, pelican, readable_after, watch

TIMELINEJS, VERSION = "@knight-lab/timelinejs", "3.9.11"
READABLE: dict[str, dict[str, int]] = {
    "Dateline": {"h1": 5, ".standfirst": 60, "[aria-labelledby=story] p": 100},
    "Pelican's simple": {"main article h2": 5, "main article section p": 60},
    "Pelican's notmyidea": {"#featured h1": 5, "#featured article > p": 60},
    "TimelineJS": {".tl-headline-title": 5, ".tl-text-content p": 60},
}
"""What must be read of each, as CSS selectors, and how many characters of it at least."""

TIMELINE_PAGE = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>TimelineJS</title><link rel="icon" href="data:,"><link rel="stylesheet" href="css/timeline.css"></head>
<body style="margin:0"><div id="timeline" style="width:100%;height:100vh"></div><script src="js/timeline.js"></script>
<script>new TL.Timeline("timeline", "timelinejs.json", {font: null, language: "en"})</script></body></html>
"""

PLAIN = """\
PATH, OUTPUT_PATH, THEME = "content", "output", {theme!r}
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "The same articles", {site!r}, "UTC", "en"
PLUGINS = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


@dataclass(frozen=True)
class Seen:
    """One visit: seconds until the page could be read; kB of all that it asked for (1,000 bytes, headers with them), without scrolling."""

    seconds: float
    whole: float


def main() -> None:
    """Build all, visit all in turn, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    browser_path = need_browser()
    with tempfile.TemporaryDirectory() as folder, hosting(Path(folder) / "served") as host, sync_playwright() as playwright:
        addresses = make(Path(folder), host.folder, host.origin)
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        visits: dict[str, list[Seen]] = {name: [] for name in addresses}
        for _ in range(rounds):
            for name, address in addresses.items():
                visits[name].append(visit(browser, address, READABLE[name]))
        words = {name: words_without_script(browser, address) for name, address in addresses.items()}
        browser.close()
    print(table(visits, words))


def make(work: Path, served: Path, origin: str) -> dict[str, str]:
    """Build the four sites below the folder that is served; return their addresses by the names of READABLE."""
    pelican(ROOT, "content", "-s", "publishconf.py", "-o", str(served / "dateline"), SITEURL=f"{origin}/dateline")
    for theme in ("simple", "notmyidea"):
        project = work / theme
        (project / "content").mkdir(parents=True)
        for file in sorted((ROOT / "content/articles").glob("*.md")):
            (project / "content" / file.name).write_text(plain(file.read_text("utf-8")), "utf-8")
        (project / "pelicanconf.py").write_text(PLAIN.format(theme=theme, site=f"{origin}/{theme}"), "utf-8")
        pelican(project, "content")
        shutil.move(project / "output", served / theme)
    script = npm_package(read_project(ROOT), TIMELINEJS, VERSION, "dist/js/timeline.js", "TimelineJS")
    shutil.copytree(script.parent.parent, served / "timelinejs")
    shutil.copy(served / "dateline/downloads/timelinejs.json", served / "timelinejs")
    (served / "timelinejs/index.html").write_text(TIMELINE_PAGE, "utf-8")
    folders = {"Dateline": "dateline", "Pelican's simple": "simple", "Pelican's notmyidea": "notmyidea", "TimelineJS": "timelinejs"}
    return {name: f"{origin}/{folder}/" for name, folder in folders.items()}


def plain(article: str) -> str:
    """Return an article as Pelican itself understands it: its own keys, no citations, components, pictures, links to entries."""
    head, _, body = article.partition("\n\n")
    kept = re.findall(r"^(?:Title|Date|Authors|Tags|Summary|Slug): .*$", head, re.MULTILINE)
    body = re.sub(r"^(\[\[|!\[|\{:).*$", "", body, flags=re.MULTILINE)
    body = re.sub(r"\[@[^\]]*\]", "", body)
    body = re.sub(r"\[([^\]]*)\]\(\{[^)]*\)", r"\1", body)
    return "\n".join(kept) + "\n\n" + body


def visit(browser: Browser, address: str, wanted: Mapping[str, int]) -> Seen:
    """Open a page on the slow line, wait until it can be read, then let the rest come quickly."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    line = Line(context, page, cache=False)
    watch(page, wanted)
    page.goto(address, wait_until="commit", timeout=PATIENCE)
    seconds = readable_after(page)
    line.open()
    page.wait_for_load_state("networkidle")
    context.close()
    return Seen(seconds, line.received / 1000)


def words_without_script(browser: Browser, address: str) -> int:
    """Return how many words a page shows with JavaScript switched off."""
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    shown = page.inner_text("body").split()
    context.close()
    return len(shown)


def table(visits: Mapping[str, list[Seen]], words: Mapping[str, int]) -> str:
    """Return the table of docs/figures-measured.md: medians."""
    medians = {
        name: Seen(*(statistics.median(getattr(one, field) for one in seen) for field in ("seconds", "whole")))
        for name, seen in visits.items()
    }
    ours = medians["Dateline"].seconds
    head = "| | Readable after | Against Dateline | Whole page | Words without JavaScript |\n| --- | ---: | ---: | ---: | ---: |"
    rows = (
        f"| {name} | {seen.seconds:.1f} s | {seen.seconds / ours:.1f} | {seen.whole:.0f} kB | {words[name]:,} |"
        for name, seen in medians.items()
    )
    return "\n".join((head, *rows))


if __name__ == "__main__":
    main()
