"""From a file that is saved to its new words painted in a browser that stands open, with `dateline live`.

    python benchmarks/live.py                        the event of this repository, and 1,000 entries
    python benchmarks/live.py --entries 100 --rounds 20

A sentence with a number is added to an entry whose page is open; the time counts from before the file is written until the frame that shows it
has been drawn (second animation frame after the text is there, by the browser's clock, which is the machine's). Medians and the best of all
rounds, beside what the build in it took. Other work on the machine counts, too: its load is printed before and after. Needs a Chromium.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from dateline.authoring.browser import FLAGS, need_browser
from playwright.sync_api import Page, sync_playwright

from benchmarks.builds import machine, write
from benchmarks.sites import CONTENDERS, EVENT, Contender, Size

PATIENCE = 120
"""Seconds after which a change is taken for lost."""
PAUSE = 0.5
"""Seconds between a change that is seen and the next one: whoever writes needs longer."""
WATCH = """
    addEventListener("DOMContentLoaded", () => {
        const found = document.body.textContent.match(/Seen in round (\\d+)\\./g)?.pop();
        requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = {words: found ?? "", at: Date.now()}; }));
    });
"""


@dataclass(frozen=True)
class Case:
    """A site, the file of it that is edited, and the address of its page."""

    label: str
    contender: Contender
    size: Size
    edited: str
    address: str


@dataclass(frozen=True)
class Seen:
    """Seconds from saving to painted, and those of the build among them."""

    painted: float
    build: float


def cases(entries: int) -> Iterator[Case]:
    """Yield what is measured."""
    edited = "content/timeline/2022-01-05-almaty-airport.md"
    yield Case("the event of this repository", EVENT, Size(1, 1), edited, "timeline/2022-01-05/almaty-airport/")
    yield Case(f"{entries:,} entries", CONTENDERS["dateline"], Size(20, entries), "content/timeline/e1.md", "timeline/2022-01-04/e1/")


@contextmanager
def live(site: Path) -> Iterator[tuple[str, Path]]:
    """Run `dateline live` in a site; give its address, and the file that holds what it says."""
    log = site.parent / f"{site.name}.log"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT / "plugins")}
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline", "live", "--no-browser"], cwd=site, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            yield wait_for(log, r"Serving at (\S+) "), log
        finally:
            process.terminate()
            process.wait()


def wait_for(log: Path, pattern: str, after: int = 0) -> str:
    """Return the first group of a pattern as soon as a log holds it behind so many characters. Raises SystemExit when it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.search(pattern, log.read_text("utf-8", errors="replace")[after:])
        if found:
            return found[1]
        time.sleep(0.01)
    raise SystemExit(f"live has not said {pattern}:\n{log.read_text('utf-8', errors='replace')[-2000:]}")


def measure(case: Case, rounds: int, page: Page, folder: Path) -> list[Seen]:
    """Return what each round took; the first of all, which warms up, is not among them."""
    site = folder / re.sub(r"\W+", "-", case.label)
    write(case.contender, case.size, site)
    file = site / case.edited
    words = file.read_text("utf-8").rstrip("\n")
    with live(site) as (base, log):
        wait_for(log, r"(\d+) files (?:->|in)")
        page.goto(f"{base}{case.address}")
        return [edit(file, f"{words}\n\nSeen in round {number}.\n", number, page, log) for number in range(rounds + 1)][1:]


def edit(file: Path, text: str, number: int, page: Page, log: Path) -> Seen:
    """Save once, and wait until it is seen."""
    time.sleep(PAUSE)
    length = len(log.read_text("utf-8", errors="replace"))
    began = time.time()
    file.write_text(text, "utf-8")
    page.wait_for_function("words => window.painted?.words === words", arg=f"Seen in round {number}.", timeout=PATIENCE * 1000)
    painted = float(page.evaluate("window.painted.at")) / 1000
    return Seen(painted - began, float(wait_for(log, r"saved: .*, ([\d.]+) s", length)))


def row(case: Case, seen: list[Seen]) -> str:
    """Return the row of a table."""
    painted, build = [each.painted for each in seen], [each.build for each in seen]
    return f"| {case.label} | {statistics.median(painted):.2f} s | {min(painted):.2f} s | {statistics.median(build):.2f} s | {min(build):.2f} s |"


def main() -> None:
    """Measure each case, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--entries", type=int, default=1_000)
    chosen = options.parse_args()
    browser_path = need_browser()
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        for case in cases(chosen.entries):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(WATCH)
            rows.append(row(case, measure(case, chosen.rounds, page, Path(folder))))
            page.close()
        browser.close()
    after = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{machine([])}\nLoad {before:.1f} before, {after:.1f} after; {chosen.rounds} rounds.\n")
    print("| Site | Saved to painted, median | best | The build in it, median | best |\n| --- | ---: | ---: | ---: | ---: |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
