"""A Chromium to look at pages with: the one named by CHROME_PATH, any that is installed, or Playwright's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .commands import need_module
from .project import stop

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars", "--font-render-hinting=none")
"""A browser that runs as root in a container, draws the same everywhere (without a window it would round the widths of letters), and calls nobody."""
_NAMES = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
"""What browsers are called, first those that never have a window: a page costs them a fourth of the time, for a whole browser draws its
bars and buttons though nobody sees them."""
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_browser(playwrights_own: str) -> str | None:
    """Return the path of a browser, or None; `playwrights_own` is where Playwright would have put its own."""
    named = os.environ.get("CHROME_PATH", "")
    installed = (shutil.which(name) for name in _NAMES)
    candidates = (named, *(path or "" for path in installed), *_PLACES, playwrights_own)
    return next((path for path in candidates if path and Path(path).is_file()), None)


def need_browser() -> str:
    """Return the path of a browser, or end the task."""
    need_module("playwright", "Playwright")
    from playwright.sync_api import sync_playwright  # a development requirement

    with sync_playwright() as playwright:
        found = find_browser(playwright.chromium.executable_path)
    if found is None:
        raise stop("no Chromium was found: install chromium or Chrome, or name one in CHROME_PATH")
    return found
