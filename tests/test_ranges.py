"""Ranges, "110\u2013120", which no line may part: in texts, and in words of data files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dateline.typography import unbroken
from playwright.sync_api import Browser, Page

from tests.conftest import Once
from tests.sites import GOOD, build, write


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("50\u201360 to 110\u2013120", "50\u2013\u206060 to 110\u2013\u2060120"),
        ("5%\u20137%", "5%\u2013\u20607%"),
        ("\u06f1\u2013\u06f2", "\u06f1\u2013\u2060\u06f2"),
        ("Monday\u2013Friday", "Monday\u2013Friday"),
        ("120 \u2013 he said \u2013 was much", "120 \u2013 he said \u2013 was much"),
        ("at 120\u2013a lot", "at 120\u2013a lot"),
    ],
)
def test_ranges_hold_together_and_nothing_else(written: str, shown: str) -> None:
    assert unbroken(written) == shown


@pytest.fixture(scope="module")
def output(once: Once) -> Path:
    """A small event with a range in a text, and one in the words and one in the note of a figure."""

    def make(folder: Path) -> None:
        entry = str(GOOD["content/timeline/2022-01-05-square.md"]).replace("at noon", "at noon, 110--120 or 110\u2013120 of them")
        figures = str(GOOD["content/data/figures.yaml"]).replace("dozens", "110\u2013120 or so")
        figures = figures.replace("  unit: people\n", "  unit: people\n  note: From 110\u2013120.\n", 1)
        assert entry.count("110") + figures.count("110") == 4
        write(folder / "site", {**GOOD, "content/timeline/2022-01-05-square.md": entry, "content/data/figures.yaml": figures})
        build(folder / "site")

    return once("ranges", make) / "site/output"


@pytest.fixture(scope="module")
def narrow(chromium: Browser) -> Iterator[Page]:
    """A page of the browser in which every line is as short as can be."""
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    yield page
    page.close()


LINES = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
  for (let node; node = walker.nextNode();) {
    node.parentElement.style.inlineSize = node.parentElement.style.maxInlineSize = "min-content";
    node.parentElement.style.overflowWrap = "normal";
    for (const each of node.data.matchAll(/110\u2013\u2060?120/g)) {
      range.setStart(node, each.index); range.setEnd(node, each.index + each[0].length);
      found.push(new Set([...range.getClientRects()].map(box => Math.round(box.top))).size);
    }
  }
  return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize(("name", "number"), [("timeline/2022-01-05/square/index.html", 2), ("figures/index.html", 2)])
def test_no_line_ends_inside_a_range(narrow: Page, output: Path, name: str, number: int) -> None:
    narrow.goto((output / name).as_uri())
    assert narrow.evaluate(LINES) == [1] * number


@pytest.mark.browser
def test_a_line_that_ends_inside_a_range_would_be_noticed(narrow: Page, output: Path) -> None:
    narrow.goto((output / "figures/index.html").as_uri())
    narrow.locator(".figure-note").first.evaluate("note => note.textContent = 'From 110\u2013120.'")
    assert 2 in narrow.evaluate(LINES)
