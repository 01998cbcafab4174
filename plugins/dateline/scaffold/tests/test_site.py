"""The site builds, its links hold, and its front page breaks no rule of accessibility (where a browser is)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://example.org/event"


def build(folder: Path, settings: str) -> Path:
    """Build the site into a folder, with a cache that is the authors' own."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", settings, "-o", str(folder)],
        cwd=ROOT,
        env={**os.environ, "SITEURL": ADDRESS},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is while writing: its links work from a disk."""
    return build(tmp_path_factory.mktemp("writing") / "output", "pelicanconf.py")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is published, in a sub-folder of some address."""
    return build(tmp_path_factory.mktemp("production") / "output", "publishconf.py")


@dataclass
class Page(HTMLParser):
    """What a page links to, and the places in it that can be linked to."""

    file: Path
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's addresses and its id."""
        for name, value in attrs:
            if name in ("href", "src") and value and tag != "base":
                self.links.append(value)
            elif name == "srcset" and value:
                self.links += [part.split()[0] for part in value.split(",")]
            elif name == "id" and value:
                self.ids.add(value)


def broken(site: Path) -> Iterator[str]:
    """Yield each link to the site itself that leads to no file, or to no place in it."""
    pages = {file: Page(file) for file in sorted(site.rglob("*.html"))}
    for file, page in pages.items():
        for link in page.links:
            own = link.startswith(f"{ADDRESS}/")
            parts = urlsplit(link.removeprefix(ADDRESS) if own else link)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            at_root = path.removeprefix(urlsplit(ADDRESS).path).lstrip("/")
            target = Path(os.path.normpath(site / at_root if path.startswith("/") else file.parent / path)) if path else file
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids):
                yield f"{file.relative_to(site)}: {link}"


def test_the_site_builds_and_its_links_hold(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert list(broken(site)) == []


def test_the_published_site_builds_and_its_links_hold(published: Path) -> None:
    assert ADDRESS in (published / "index.html").read_text(encoding="utf-8")
    assert list(broken(published)) == []


def test_the_front_page_breaks_no_rule_of_accessibility(site: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install -r requirements-test.txt brings what drives a browser")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    from dateline.authoring.browser import FLAGS, find_browser

    with playwright.sync_playwright() as running:
        program = find_browser(running.chromium.executable_path)
        if program is None:
            pytest.skip("there is no Chromium or Chrome; CHROME_PATH may name one")
        browser = running.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(bypass_csp=True)  # axe is a script, and the pages allow none but their own
        page.goto((site / "index.html").as_uri())
        found = axe.Axe().run(page).response["violations"]
        browser.close()
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
