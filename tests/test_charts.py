"""Charts in Chromium: marks where their numbers are, labels apart, the way to the row, on a telephone and where colours are forced."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from dateline.derive.charts import BASE, TOP
from playwright.sync_api import Browser, Page

from tests.conftest import Once
from tests.sites import GOOD, build, write

pytestmark = pytest.mark.browser

SERIES = """
wounded:
  title: Wounded
  unit: people
  reports:
  - {value: 317, by: council, as_of: 2022-01-05, counts_with: deaths, sources: [agency]}
  - {value: 353, by: A neighbour, as_of: 2022-01-06, about: yes, sources: [agency]}
  - {value: 748, by: council, as_of: 2022-01-06, id: first, sources: [agency]}
  - {value: 690 to 720, by: council, as_of: 2022-01-07, replaces: first, sources: [agency]}
  - {value: at least 1300, by: A neighbour, as_of: 2022-01-09, sources: [paper]}
  - {value: at most 1400, by: The Mayor, as_of: 2022-01-09, sources: [paper]}
  - {value: 900, by: The Mayor, as_of: 2022-03-01, withdrawn: "2022-03-02: an error", sources: [paper]}
  - {value: dozens, by: The Mayor, as_of: 2022-03-01, sources: [paper]}
"""
"""Everything that a report can be."""


@pytest.fixture(scope="module")
def charted(once: Once) -> Path:
    """A small site with a chart, also in an article, in English and in Arabic."""

    def make(folder: Path) -> None:
        files = {**GOOD, "content/data/figures.yaml": str(GOOD["content/data/figures.yaml"]) + SERIES.lstrip()}
        files["content/articles/first.md"] = str(GOOD["content/articles/first.md"]).replace("[[figure: deaths]]", "[[figure: wounded | chart]]")
        files["content/event.md"] = str(GOOD["content/event.md"]).replace("Title:", "Languages: en; ar\nTitle:", 1)
        files["content/event.ar.md"] = "Title: حدث صغير\nKinds:\n    protest = احتجاج\n    government = حكومة\n\nبدأ.\n"
        write(folder / "site", files)
        build(folder / "site")

    return once("charted", make) / "site/output"


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a narrow telephone."""
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


POINTS = """[...document.querySelectorAll(".chart a")].map(link => {
    const box = element => { const {left, top, right, bottom} = element.getBoundingClientRect(); return [left, top, right, bottom]; };
    const [mark, label] = [link.querySelector("svg"), link.querySelector("text")];
    return {to: link.getAttribute("href"), name: link.querySelector("title").textContent, hit: box(link.querySelector("rect")),
        y: Number(mark.getAttribute("y")), label: label && box(label)};
})"""


def test_marks_lead_to_the_rows_that_say_their_numbers(charted: Path, page: Page) -> None:
    page.goto((charted / "figures/index.html").as_uri())
    points = page.evaluate(POINTS)
    assert len(points) == 7
    for point in points:
        row = page.locator(f'tr[id="{point["to"].removeprefix("#")}"]')
        assert point["name"].startswith(row.locator("td").first.inner_text().split("\n")[0])
    exact = [(point["y"], float(point["name"].split(",")[0])) for point in points if point["name"].split(",")[0].isdigit()]
    assert [number for _, number in exact] == [317, 748, 900]
    for y, number in exact:
        assert y == pytest.approx(BASE - number / 1400 * (BASE - TOP), abs=0.5)


def test_a_report_says_what_became_of_it(charted: Path, page: Page) -> None:
    page.goto((charted / "figures/index.html").as_uri())
    rows = page.locator("#wounded tbody tr")
    said = [rows.nth(number).inner_text() for number in range(rows.count())]
    assert "Part of: People killed" in said[0]
    assert [words.count("Replaced by: 690 to 720, 7 January 2022") for words in said] == [0, 0, 1, 0, 0, 0, 0, 0]
    assert "Replaces: 748, 6 January 2022" in said[3]
    assert page.locator("#wounded .figure-spread").inner_text() == "690 to at least 1300, by who counts"


@pytest.mark.parametrize("name", ["figures/index.html", "ar/figures/index.html"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_labels_and_targets_lie_apart(charted: Path, page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto((charted / name).as_uri())
    points = page.evaluate(POINTS)
    for kind in ("label", "hit"):
        boxes = [point[kind] for point in points if point[kind]]
        assert len(boxes) >= 6
        assert [(one, other) for one, other in combinations(boxes, 2) if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 2 and other[1] < one[3] - 2] == []
    assert all(min(right - left, bottom - top) > 23.9 for left, top, right, bottom in (point["hit"] for point in points))
    lefts = [point["hit"][0] for point in points]
    assert lefts == sorted(lefts, reverse=name.startswith("ar"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_focus_is_seen_and_goes_along_the_time(charted: Path, page: Page) -> None:
    page.goto((charted / "figures/index.html").as_uri())
    page.locator(".chart a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.querySelector('title').textContent").startswith("about 353")
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") == "3px"


def test_marks_are_there_where_colours_are_forced(charted: Path, page: Page) -> None:
    page.goto((charted / "figures/index.html").as_uri())
    page.emulate_media(forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    strokes = page.evaluate("[...document.querySelectorAll('.chart-mark > *, .chart-axis line, .chart-lines line')].map(mark => getComputedStyle(mark).stroke)")
    page.emulate_media(forced_colors="null")
    assert strokes
    assert ground not in strokes


def test_in_a_text_it_leads_to_the_page_of_figures(charted: Path, page: Page) -> None:
    page.goto((charted / "articles/first/index.html").as_uri())
    assert page.locator(".figure-placed .chart").count() == 1
    assert not page.locator(".figure-placed table").is_visible()
    page.locator(".chart a").nth(2).click()
    page.wait_for_url("**/figures/index.html#wounded.first")
    assert page.locator("tr:target td").first.inner_text() == "748"
