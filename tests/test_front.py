"""The front page: read to its end in a few minutes, each highlight in a sentence, what is behind it a link or a click away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import watching
from tests.documents import document, words
from tests.sites import GOOD, build, write

WIDTHS = {390: 844, 1440: 900}
SCREENS = {390: 8, 1440: 5}
"""At most so many windows are the front page high."""


def test_a_highlight_is_a_headline_and_a_sentence(event_site: Path) -> None:
    page = document(event_site, "index.html")
    briefs = page.all("article", class_="brief")
    highlights = [file for file in (event_site.parent / "content/timeline").glob("*.md") if re.search("^Highlight: yes", file.read_text("utf-8"), re.MULTILINE)]
    assert len(briefs) == len(highlights) >= 10
    for brief in briefs:
        labels, headline, sentence, *corrected = brief
        assert [piece.get("class") for piece in corrected] in ([], ["corrected"])
        assert labels.find("time") is not None
        assert labels.find("span") is not None
        assert headline.tag == "h3"
        assert re.fullmatch(r"timeline/[\d-]+/[\w-]+/index\.html", str(headline.find("a").get("href")))  # type: ignore[union-attr]
        assert re.search(r"[.!?…][”)]?$", words(sentence)), words(sentence)
        assert sentence.find(".//a") is None
    section = page.one("section", class_="front-highlights")
    for kind in ("claims", "entry-sources", "picture", "citation"):
        assert [found for found in section.iter() if kind in str(found.get("class")).split()] == [], kind


def test_that_it_is_disputed_is_said(event_site: Path) -> None:
    page = document(event_site, "index.html")
    disputed = {file.stem for file in (event_site.parent / "content/timeline").glob("*.md") if re.search("^Certainty: disputed", file.read_text("utf-8"), re.MULTILINE)}
    briefs = {str(brief.get("id")): words(brief[0]) for brief in page.all("article", class_="brief")}
    said = {slug for slug, labels in briefs.items() if "Disputed" in labels}
    assert said >= {slug for slug in briefs if any(name.endswith(f"-{slug}") for name in disputed)} != set()
    assert len(said) < len(briefs)
    assert page.all("dl", class_="claims") == []


@pytest.mark.browser
def test_only_a_letter_is_set_large(chromium: Browser, tmp_path: Path, event_site: Path) -> None:
    head = str(GOOD["content/event.md"]).partition("\n\n")[0]
    write(tmp_path, {**GOOD, "content/event.md": f"{head}\n\n2022 began with protests.\n\nMore.\n"})
    with watching(chromium, "file:") as watched:
        for site, large in ((event_site, True), (build(tmp_path), False)):
            watched.page.goto((site / "index.html").as_uri())
            style = watched.page.evaluate("getComputedStyle(document.querySelector('.front-story .text > p'), '::first-letter').initialLetter")
            assert (style != "normal") is large


@pytest.mark.browser
def test_a_mark_opens_the_sources_and_paper_shows_them(chromium: Browser, event_site: Path) -> None:
    with watching(chromium, "file:", java_script_enabled=False) as watched:
        page = watched.page
        page.goto((event_site / "index.html").as_uri())
        source = page.locator(".front-story .sources > li").last
        assert not source.is_visible()
        page.emulate_media(media="print")
        assert source.bounding_box() is not None
        assert source.is_visible()
        page.emulate_media(media="screen")
        assert not source.is_visible()
        page.locator(".front-story .citation a").last.click()
        target = page.locator(".sources > li:target")
        assert target.is_visible()
        assert target.evaluate("element => element.closest('details').open && getComputedStyle(element).listStyleType") == "decimal"
        box = target.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800


def test_sources_without_a_story_are_not_lost(site: Path) -> None:
    event = site / "content/event.md"
    head = event.read_text("utf-8").partition("\n\n")[0]
    event.write_text(f"{head}\n", "utf-8")
    caption = site / "content/pictures/square.md"
    caption.write_text(caption.read_text("utf-8") + "\nSo it is told.[@agency]\n", "utf-8")
    page = document(build(site), "index.html")
    assert page.all("details", class_="page-sources") == []
    assert len(page.one("section", class_="page-sources").findall(".//li")) == 1


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_front_page_is_read_to_its_end(chromium: Browser, event_site: Path, width: int) -> None:
    with watching(chromium, "file:", width) as watched:
        watched.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        watched.page.goto((event_site / "index.html").as_uri())
        height = watched.page.evaluate("document.documentElement.scrollHeight")
        assert height <= SCREENS[width] * WIDTHS[width]
        assert watched.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_the_map_says_what_its_sizes_mean(chromium: Browser, event_site: Path) -> None:
    """In the row below, drawn as the map is: an example of the smallest and of the largest mark, each as large as those that it stands for."""
    with watching(chromium, "file:") as watched:
        watched.page.goto((event_site / "index.html").as_uri())
        examples, marks, days, spots = watched.page.evaluate(
            """() => {
                const size = circle => Math.round(10 * circle.getBoundingClientRect().width);
                const sizes = selector => [...document.querySelectorAll(selector)].map(size);
                const key = [...document.querySelectorAll(".map-key circle")].map(circle => [size(circle), circle.nextSibling.textContent]);
                const dots = [...document.querySelectorAll(".front-map .map a:has(title), .front-picture .map a:has(title)")].map(link => [size(link.querySelector("circle:not(.map-area)") ?? link.querySelector("circle")), link.querySelector("title").textContent.split(": ")[1], !link.querySelector(".map-area")]);
                return [key, dots.filter(([, , dot]) => dot).map(([size, label]) => [size, label]), sizes(".map-days li:first-child circle"), sizes(".map-days a circle:not(.map-area)")];
            }"""
        )
        assert len(examples) == 2
        assert examples[0] in marks
        assert examples[1] in marks
        assert examples[0][0] == min(size for size, _ in marks)
        assert examples[1][0] == max(size for size, _ in marks)
        assert days[0] == min(spots)
        assert days[1] >= max(spots)
        assert "1 entry; 6 or more" in watched.page.locator(".map-days li").first.inner_text()
