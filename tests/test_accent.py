"""The event's accent on the pages: what readers see of it can be read in both colour schemes, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from dateline.colour import contrast
from dateline.model.accent import DARK, LIGHT, in_the_dark, readable
from playwright.sync_api import Browser

from tests.sites import GOOD, build, write

pytestmark = pytest.mark.browser

YELLOW = readable("#ffff00", LIGHT)
"""What is proposed for the colour that is the hardest to read on paper."""
GROUNDS = """() => [...document.querySelectorAll("main a, .kicker, .status")].filter(
  (element) => element instanceof HTMLElement && element.checkVisibility() && element.innerText.trim()
).map((element) => {
  let ground = element;
  while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  return [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
})"""
"""The colours of all words that the accent may have, and of what lies behind each."""

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small good site in yellow."""
    root = tmp_path_factory.mktemp("accent") / "site"
    event = str(GOOD["content/event.md"]).replace("Accent: #0b4f5c", f"Accent: {YELLOW}\nKicker: A kicker")
    write(root, {**GOOD, "content/event.md": event})
    return build(root)


def hexadecimal(computed: str) -> str:
    """Return `rgb(r, g, b)` as `#rrggbb`."""
    return "#" + "".join(f"{int(part):02x}" for part in computed.removeprefix("rgb(").removesuffix(")").split(","))


def pairs(chromium: Browser, address: str, scheme: Scheme, media: Literal["screen", "print"] = "screen") -> set[tuple[str, str]]:
    """Return the colours of words, and of what lies behind them, as a browser shows a page."""
    page = chromium.new_page(color_scheme=scheme)
    page.goto(address)
    page.emulate_media(media=media)
    found = page.evaluate(GROUNDS)
    page.close()
    return {(hexadecimal(words), hexadecimal(ground)) for words, ground in found}


@pytest.mark.parametrize(
    ("scheme", "shown", "grounds"),
    [("light", YELLOW, LIGHT.grounds), ("dark", in_the_dark(YELLOW), DARK.grounds)],
    ids=["light", "dark"],
)
def test_words_in_the_accent_can_be_read_on_paper_and_on_tint(
    chromium: Browser, output: Path, scheme: Scheme, shown: str, grounds: tuple[str, ...]
) -> None:
    front = pairs(chromium, f"{output.as_uri()}/index.html", scheme)
    # The source that an address points at is tinted.
    article = pairs(chromium, f"{output.as_uri()}/articles/first/index.html#source-agency", scheme)

    assert (shown, grounds[0]) in front
    assert {ground for words, ground in article if words == shown} == set(grounds)
    assert [pair for pair in sorted(front | article) if contrast(*pair) < 7] == []


def test_print_has_the_colour_of_light_paper_for_those_who_read_in_the_dark(chromium: Browser, output: Path) -> None:
    found = pairs(chromium, f"{output.as_uri()}/index.html", "dark", "print")

    assert (YELLOW, "#ffffff") in found
    assert {ground for _, ground in found} == {"#ffffff"}
