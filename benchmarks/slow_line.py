"""The slow line, the telephone, and how it is known that a page can be read: what first_view.py and visit.py measure with.

The line: 50 kbit/s both ways and one second until an answer begins (Network.emulateNetworkConditions of the DevTools protocol); what a
connection takes to be made comes on top. The telephone: 390 by 844 CSS pixels.

A page can be read when the words that are waited for are there. Each element must have the characters it is given, a box that is not
empty, and nothing that hides it; this is asked before every frame. What lies within the first screen must also have been painted: the
browser itself says so (Element Timing, an entry for each element that carries `elementtiming`, which is set as the page comes in), and it
says so only for letters, not for the blank that stands for a web font. What lies further down no browser paints before somebody scrolls
there: of that, being laid out counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
SLOW = {"offline": False, "latency": 1000, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}
"""Milliseconds until an answer begins, bytes a second."""
OPEN = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
PATIENCE = 180_000
"""Milliseconds after which a page counts as one that cannot be read."""

WATCH = """
(wanted => {
    const painted = new Set();
    new PerformanceObserver(list => list.getEntries().forEach(entry => painted.add(entry.identifier)))
        .observe({type: "element", buffered: true});
    const mark = () => {
        for (const selector in wanted) {
            const element = document.querySelector(selector);
            if (element && !element.hasAttribute("elementtiming")) element.setAttribute("elementtiming", selector);
        }
    };
    new MutationObserver(mark).observe(document, {subtree: true, childList: true});
    const readable = selector => {
        const element = document.querySelector(selector);
        const box = element?.getBoundingClientRect();
        return box && box.width > 0 && box.height > 0 && element.innerText.trim().length >= wanted[selector]
            && element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
            && (painted.has(selector) || box.top >= innerHeight);
    };
    const frame = () => {
        if (Object.keys(wanted).every(readable)) window.readableAfter = performance.now();
        else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
})"""


class Line:
    """The line of one page, slow to begin with, and the bytes that came over it, headers with them."""

    def __init__(self, context: BrowserContext, page: Page, *, cache: bool) -> None:
        self.received = 0.0
        self._session: CDPSession = context.new_cdp_session(page)
        self._session.on("Network.loadingFinished", self._count)
        self._session.send("Network.enable")
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": not cache})
        self.slow()

    def _count(self, event: Mapping[str, float]) -> None:
        self.received += event["encodedDataLength"]

    def slow(self) -> None:
        """Let little through, late."""
        self._session.send("Network.emulateNetworkConditions", SLOW)

    def open(self) -> None:
        """Let everything through."""
        self._session.send("Network.emulateNetworkConditions", OPEN)


def watch(page: Page, wanted: Mapping[str, int]) -> None:
    """Have a page notice when it can be read: CSS selectors, and how many characters of each at least."""
    page.add_init_script(f"{WATCH}({dict(wanted)})")


def readable_after(page: Page) -> float:
    """Return the seconds from the beginning of a navigation until the page could be read; waits until it can."""
    milliseconds: float = page.wait_for_function("() => window.readableAfter", timeout=PATIENCE).json_value()
    return milliseconds / 1000


def pelican(root: Path, *arguments: str, **variables: str) -> None:
    """Run Pelican in a project; what it says is told only when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", *arguments], cwd=root, env={**os.environ, **variables}, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
