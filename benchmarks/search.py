"""The search beside Pagefind: bytes and milliseconds of a query, on the same pages; prints the table of docs/figures-measured.md.

    python benchmarks/search.py                 the example, its sixty queries, three rounds
    python benchmarks/search.py --rounds 6
    python benchmarks/search.py --output FOLDER    what is built and indexed already, or is to be kept there

Pagefind indexes the pages that Dateline has built, as its documentation says (`pagefind --site`), and is asked by its own script from a page
without a policy, for it needs WebAssembly. Each query is one of many in every round, and in every third the first of a visit (an empty cache); both take turns. A
query is answered when the first ten results are there with their excerpts. Bytes are those of bodies as a host with gzip sends them; the server
is on this machine, so that milliseconds are the browser's own. Pagefind comes from PyPI (`pip install "pagefind[bin]"`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from dateline.authoring.hosting import hosting

from tests.browser import launch

QUERIES = ROOT / "tests/example/queries.yaml"
OURS, THEIRS = "Dateline", "Pagefind"
ASK = {
    OURS: """query => new Promise(done => {
        const results = document.querySelector(".search-results"), status = document.querySelector("[role=status]");
        const begun = performance.now();
        const watch = new MutationObserver(() => {
            watch.disconnect();
            const first = results.querySelector("a");
            done([performance.now() - begun, first ? new URL(first.href).pathname : ""]);
        });
        watch.observe(results, {childList: true});
        watch.observe(status, {childList: true});
        location.hash = new URLSearchParams({q: query}).toString();
    })""",
    THEIRS: """async query => {
        const begun = performance.now();
        window.pagefind ??= await import("/pagefind/pagefind.js");
        const found = await window.pagefind.search(query);
        const shown = await Promise.all(found.results.slice(0, 10).map(result => result.data()));
        return [performance.now() - begun, shown[0]?.url ?? ""];
    }""",
}
SETTLED = 60
"""Milliseconds after which nothing more happens on a page."""
FIRSTS = 3
"""Rounds in which each query is once the first of a visit."""
PAGE = '<!DOCTYPE html><html lang="{}"><meta charset="utf-8"><title>Pagefind</title>'


@dataclass
class Spent:
    """What queries cost: bytes and milliseconds of each; how many had the page first that is looked for."""

    bytes: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    right: int = 0


def build(output: Path) -> None:
    """Build the example for a server, and index it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "SITEURL": "http://127.0.0.1"}
    subprocess.run(["pelican", "content", "-s", "publishconf.py", "-o", str(output), "-q"], cwd=ROOT, env=environment, check=True)
    with tempfile.TemporaryDirectory() as folder:
        site = shutil.copytree(output, Path(folder) / "site", ignore=shutil.ignore_patterns("embed"))  # what robots are asked to pass over
        subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site)], check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(site / "pagefind", output / "pagefind")
    for language in yaml.safe_load(QUERIES.read_text("utf-8")):
        (output / f"pagefind-{language}.html").write_text(PAGE.format(language), "utf-8")


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[tuple[Page, list[Request]]]:
    """Open a page with an empty cache; the requests are those that end from then on."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED)
    ended: list[Request] = []
    page.on("requestfinished", lambda request: ended.append(request))
    try:
        yield page, ended
    finally:
        context.close()


def ask(page: Page, ended: list[Request], who: str, query: str, first: str, spent: Spent) -> None:
    """Ask once, and note what it cost."""
    ended.clear()
    took, address = page.evaluate(ASK[who], query)
    page.wait_for_timeout(SETTLED)  # all that was loaded is there; that its requests have ended is told a little later
    spent.bytes.append(sum(request.sizes()["responseBodySize"] for request in ended))
    spent.milliseconds.append(took)
    spent.right += str(address).strip("/").removesuffix("index.html").strip("/") == first.strip("/")


def measure(browser: Browser, origin: str, rounds: int) -> dict[tuple[str, str], Spent]:
    """Return what each of both cost for the first query of a visit, and for later ones."""
    queries = yaml.safe_load(QUERIES.read_text("utf-8"))
    spent = {(who, which): Spent() for which in ("first", "later") for who in ASK}
    for turn in range(rounds):
        for language, own in queries.items():
            prefix = "" if language == "en" else f"{language}/"
            pages = {OURS: f"{origin}/{prefix}search/", THEIRS: f"{origin}/pagefind-{language}.html"}
            for each in own[turn % FIRSTS :: FIRSTS]:
                for who, address in pages.items():
                    with visit(browser, address) as (page, ended):
                        ask(page, ended, who, each["query"], each["first"], spent[who, "first"])
            with visit(browser, pages[OURS]) as ours, visit(browser, pages[THEIRS]) as theirs:
                for each in own:
                    for who, (page, ended) in ((OURS, ours), (THEIRS, theirs)):
                        ask(page, ended, who, each["query"], each["first"], spent[who, "later"])
    return spent


def table(spent: dict[tuple[str, str], Spent]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"| | {OURS} | {THEIRS} | Ratio |"
    yield "| --- | ---: | ---: | ---: |"
    for which, label in (("first", "first query of a visit"), ("later", "later ones, mean")):
        ours, theirs = spent[OURS, which], spent[THEIRS, which]
        middle = statistics.median if which == "first" else statistics.mean
        for unit, kind in (("kB", "bytes"), ("ms", "milliseconds")):
            one, other = (middle(getattr(each, kind)) / (1000 if unit == "kB" else 1) for each in (ours, theirs))
            yield f"| {label}, {unit} | {one:.0f} | {other:.0f} | {one / other:.2f} |"
    count = len(spent[OURS, "first"].bytes)
    yield f"| the page that is looked for comes first | {spent[OURS, 'first'].right} of {count} | {spent[THEIRS, 'first'].right} of {count} | |"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=FIRSTS)
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    output = arguments.output or folder / "output"
    try:
        if not (output / "pagefind").is_dir():
            build(output)
        with hosting(output) as served, sync_playwright() as playwright:
            browser = launch(playwright)
            print("\n".join(table(measure(browser, served.origin, arguments.rounds))))
            browser.close()
        sizes = {who: sum(file.stat().st_size for name in names for file in output.glob(name) if file.is_file()) for who, names in ((OURS, ("search/**/*.js", "*/search/*.js")), (THEIRS, ("pagefind/**/*",)))}
        print({who: f"{size / 1000:.0f} kB on disk" for who, size in sizes.items()})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
