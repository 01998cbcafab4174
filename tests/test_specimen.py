"""The specimen of photographs: every layout on a real page, as wide as it says, with its credit, to be seen and read by everybody."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from dateline.markup.structure import LAYOUTS
from playwright.sync_api import Browser, Page

from tests.conftest import Once
from tests.documents import Document, words
from tests.sites import ROOT, SETTINGS, build, write
from tests.test_accessibility import broken_anywhere

SPECIMEN = ROOT / "tests/specimen"
ARTICLE = "articles/photographs/index.html"
ACROSS = """() => Object.fromEntries([...document.querySelectorAll("article figure")].map(figure => {
    const box = (figure.querySelector("img, .cover, .withheld")).getBoundingClientRect();
    return [figure.closest(".gallery") ? "gallery" : figure.closest(".text") ? figure.className.match(/picture-(\\w+)/)?.[1] ?? "text" : "lead",
        [Math.round(box.left), Math.round(box.width)]];
}))"""
"""Left edge and width of the picture in each layout; of several in one, the last's."""


@pytest.fixture(scope="module")
def output(once: Once) -> Path:
    """The specimen, built."""

    def make(folder: Path) -> None:
        root = folder / "site"
        write(root, {"pelicanconf.py": SETTINGS})
        shutil.copytree(SPECIMEN / "content", root / "content")
        build(root)

    return once("specimen", make) / "site/output"


def shown(chromium: Browser, output: Path, width: int) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((output / ARTICLE).as_uri())
    return page


def test_each_layout_is_shown_with_words_and_credit(output: Path) -> None:
    page = Document(ARTICLE, (output / ARTICLE).read_bytes())
    figures = page.all("figure")
    assert {name for figure in figures for name in re.findall(r"picture-(\w+)", figure.get("class", ""))} >= set(LAYOUTS)
    credits = page.all("p", class_="picture-meta")
    assert len(credits) == len(figures) == 10
    assert all(words(credit) for credit in credits)
    assert len(page.all("div", class_="gallery")) == len(page.all("div", class_="withheld")) == len(page.all("div", class_="cover")) == 1
    assert all(len(image.get("alt", "")) > 30 for image in page.all("img"))


def test_licences_stand_beside_the_photographs() -> None:
    readme = (SPECIMEN / "README.md").read_text("utf-8")
    files = sorted((SPECIMEN / "content/pictures").glob("*.jpg"))
    assert len(files) == 5
    for file in files:
        caption = file.with_suffix(".md").read_text("utf-8")
        credit, licence = (re.search(rf"^{key}: (.+)$", caption, re.MULTILINE) for key in ("Credit", "Licence"))
        assert credit
        assert licence
        assert re.search(rf"^\| {file.name} \| {credit[1]}, \d{{4}} \| \[{licence[1]}\]", readme, re.MULTILINE), file.name
        assert file.stat().st_size < 250_000


@pytest.mark.browser
def test_on_a_wide_page_layouts_differ(chromium: Browser, output: Path) -> None:
    page = shown(chromium, output, 1280)
    across = page.evaluate(ACROSS)
    page.close()
    column = across["text"]
    assert across["lead"] == across["wide"]
    assert across["wide"][1] > 1.5 * column[1] > column[1] > across["portrait"][1] > across["aside"][1]
    assert across["aside"][0] > sum(column)
    assert across["withheld"] == column


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_every_picture_is_as_wide_as_the_text(chromium: Browser, output: Path, width: int) -> None:
    """One that is a little narrower looks like a mistake."""
    page = shown(chromium, output, width)
    across = page.evaluate(ACROSS)
    page.close()
    assert {tuple(box) for box in across.values()} == {tuple(across["text"])}


@pytest.mark.browser
@pytest.mark.parametrize("name", [ARTICLE, "index.html", "timeline/index.html", "pictures/room.html"])
def test_axe_finds_nothing(chromium: Browser, output: Path, name: str) -> None:
    page = chromium.new_page()
    page.goto((output / name).as_uri())
    found = broken_anywhere(page)
    page.close()
    assert found == []


@pytest.mark.browser
def test_on_paper_the_address_of_a_licence_stays_below_its_picture(chromium: Browser, output: Path) -> None:
    """Paper shows where links lead: the longest line of a small picture in a gallery."""
    page = shown(chromium, output, 640)
    page.emulate_media(media="print")
    beyond = page.evaluate(
        "[...document.querySelectorAll('figure')].filter(figure => figure.querySelector('figcaption').scrollWidth > figure.clientWidth + 1).length"
    )
    page.close()
    assert beyond == 0
