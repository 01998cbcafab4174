"""A long timeline, in Chromium without scripts: where its reader is, how she gets away, and that entries hold together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Once
from tests.sites import GOOD, build, write

pytestmark = pytest.mark.browser

DAYS = [f"2022-01-{day:02}" for day in range(4, 10)]
WIDTHS = (320, 390, 800, 1440)


def entry(slug: str, when: str, sources: int, text: str = "They came.") -> str:
    """Return the file of an entry with this many sources."""
    keys = "; ".join(f"agency-{number}" for number in range(sources))
    return f"Title: What is told of {slug}\nWhen: {when}\nKind: protest\nPlaces: almaty\nSlug: {slug}\nSources: {keys}\n\n{text}\n"


@pytest.fixture(scope="module")
def site(once: Once) -> Path:
    """Six days of one to seven entries, with and without a time of day, with few sources and with many, with long names."""

    def make(folder: Path) -> None:
        files: dict[str, str | bytes] = dict(GOOD)
        sources = str(files["content/data/sources.yaml"])
        for number in range(6):
            sources += f"\nagency-{number}:\n  title: A report\n  publisher: The Agency for News of the Very Far Provinces, branch {number}\n"
        files["content/data/sources.yaml"] = sources
        for number, day in enumerate(DAYS):
            files[f"content/timeline/{day}-whole.md"] = entry(f"whole-{number}", day, 3)
            for hour in range(number + 1):
                text = "They came.\n\n[[figure: deaths]]" if hour == 1 else "They came. " * (1 + 30 * (hour % 3 == 2))
                files[f"content/timeline/{day}-{hour}.md"] = entry(f"at-{number}-{hour}", f"{day}T1{hour}:20", 1 + hour, text)
        write(folder / "site", files)
        build(folder / "site")

    return once("bearings", make) / "site/output"


@pytest.fixture(scope="module", params=WIDTHS)
def timeline(request: pytest.FixtureRequest, chromium: Browser, site: Path) -> Iterator[Page]:
    """The timeline in a window of each width, without scripts."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "timeline/index.html").as_uri())
    yield page
    context.close()


def at(page: Page, selector: str) -> dict[str, float]:
    """Return where an element stands in the window, with its lower edge."""
    box = page.locator(selector).bounding_box()
    assert box is not None, selector
    return {**box, "end": box["y"] + box["height"]}  # type: ignore[dict-item]


def test_labels_title_and_text_are_not_torn_apart(timeline: Page) -> None:
    """However long the sources beside them are."""
    distances = timeline.locator("article.entry").evaluate_all(
        """entries => entries.map(entry => {
            const words = part => { const range = document.createRange(); range.selectNodeContents(entry.querySelector(part)); return range.getBoundingClientRect(); };
            return [words(".entry-title").top - words(".entry-labels").bottom, words(".entry-text").top - words(".entry-title").bottom];
        })"""
    )
    assert len(distances) > 20
    assert [pair for pair in distances if not 0 < min(pair) <= max(pair) < 8] == []


def test_sources_stand_beside_the_entry_where_there_is_room(timeline: Page) -> None:
    title, sources, entry = (at(timeline, f"#whole-0 {part}") for part in (".entry-title", ".entry-sources", ".entry-what"))
    width = timeline.viewport_size["width"]  # type: ignore[index]
    if width == 1440:
        assert sources["x"] > title["x"] + 300
        assert sources["height"] > 60  # longer than title and text: the case that tore them apart
    else:
        assert sources["y"] > title["end"]
    assert sources["end"] <= entry["end"]


def test_times_are_two_calm_lines_at_most(timeline: Page) -> None:
    lines = timeline.locator(".entry-when").evaluate_all(
        "all => all.map(when => { const range = document.createRange(); range.selectNodeContents(when);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 12))).size })"
    )
    assert len(lines) > 20
    assert max(lines) <= 2


def test_entries_of_a_whole_day_have_a_word_before_them_once(timeline: Page) -> None:
    labels = timeline.locator("#day-2022-01-05 .day-whole")
    assert labels.all_inner_texts() == ["During the day"]
    order = [at(timeline, selector)["y"] for selector in ("#day-2022-01-05 .day-whole", "#whole-1", "#at-1-0", "#at-1-1")]
    assert order == sorted(order)
    assert timeline.locator("#at-1-0").locator("xpath=ancestor::div[@class='day-run']//*[@class='day-whole']").count() == 0


def test_newest_first_they_come_last_with_their_word(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "timeline/newest/index.html").as_uri())
    order = [at(page, selector)["y"] for selector in ("#at-1-1", "#at-1-0", "#day-2022-01-05 .day-whole", "#whole-1")]
    assert order == sorted(order)
    page.close()


def test_the_word_goes_where_no_entry_of_the_whole_day_is_left(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "timeline/index.html").as_uri())
    page.locator(".filters > summary").click()
    page.get_by_label("Order").select_option("newest")
    order = [at(page, selector)["y"] for selector in ("#at-1-1", "#at-1-0", "#day-2022-01-05 .day-whole", "#whole-1")]
    assert order == sorted(order)
    page.get_by_label("Protest").uncheck()
    assert page.locator(".day-whole:visible").count() == 0
    page.close()


def test_from_day_to_day_and_back(timeline: Page) -> None:
    """The heading that sticks leads on, and each day comes to where headings stick: also one that was scrolled past."""
    timeline.evaluate("scrollTo(0, 0)")
    for step in ("below", "below", "below", "above", "above"):
        day = {"below": 1, "above": -1}[step] + timeline.evaluate("() => +(location.hash.slice(-2) || 4)")
        timeline.locator(f"#day-2022-01-{day - {'below': 1, 'above': -1}[step]:02} .day-{step}").click()
        assert timeline.evaluate("location.hash") == f"#day-2022-01-{day:02}"
        assert abs(at(timeline, f"#day-2022-01-{day:02} .day-head")["y"]) < 1
        assert abs(at(timeline, f"#day-2022-01-{day:02}")["y"]) < 1
    assert timeline.locator("#day-2022-01-04 .day-above").count() == 0
    assert timeline.locator("#day-2022-01-09 .day-below").count() == 0


def test_the_index_is_at_hand_and_nothing_moves_when_it_opens(timeline: Page) -> None:
    timeline.goto(timeline.url.partition("#")[0])
    timeline.evaluate("scrollTo(0, 1500)")
    nav, entry = at(timeline, ".bearings"), at(timeline, "#whole-3")
    assert nav["end"] == pytest.approx(800, abs=1)
    summary = at(timeline, ".bearings summary")
    timeline.mouse.click(summary["x"] + 5, summary["y"] + 10)  # a click of the locator's may scroll by itself
    assert at(timeline, "#whole-3") == entry
    opened = at(timeline, ".bearings")
    assert opened["end"] == pytest.approx(800, abs=1)
    assert opened["y"] > 0
    timeline.get_by_role("link", name="8 January 2022").last.click()
    assert timeline.evaluate("location.hash") == "#day-2022-01-08"
    assert abs(at(timeline, "#day-2022-01-08")["y"]) < 1
    timeline.locator(".bearings summary").click()
    timeline.get_by_role("link", name="To the top").click()
    assert timeline.evaluate("scrollY") == 0


def test_nothing_covers_what_has_the_focus(timeline: Page) -> None:
    """WCAG 2.4.11: neither the heading above nor the index below, which is open on every other width."""
    timeline.goto(timeline.url.partition("#")[0])
    if timeline.viewport_size["width"] in WIDTHS[::2]:  # type: ignore[index]
        timeline.locator(".bearings summary").click()
    timeline.locator(".strip a").first.focus()
    covered = []
    for number in range(90):
        timeline.keyboard.press("Tab" if number < 60 else "Shift+Tab")
        covered += timeline.evaluate(
            """() => {
                const active = document.activeElement, box = active.getClientRects()[0];
                if (!box || active === document.body) return [];
                const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return seen && (active.contains(seen) || seen.contains(active)) ? [] : [`${active.outerHTML.slice(0, 80)} ${box.top}`];
            }"""
        )
    assert covered == []


def test_with_the_script_the_index_closes_when_it_was_used(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "timeline/index.html").as_uri())
    index = page.locator(".bearings-days")
    index.locator("summary").press("Enter")
    page.get_by_role("link", name="8 January 2022").last.press("Enter")
    assert index.get_attribute("open") is None
    index.locator("summary").press("Enter")
    page.keyboard.press("Escape")
    assert index.get_attribute("open") is None
    page.close()


def test_days_that_are_not_shown_are_passed_over(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "timeline/index.html").as_uri() + "?kind=government&order=newest")
    assert page.locator(".day-head:visible").count() == 1
    assert page.locator(".day-leaps a:visible").count() == 0
    page.close()


def test_the_page_of_a_long_day_leads_to_the_days_around(chromium: Browser, site: Path) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "timeline/2022-01-08/index.html").as_uri())
    for name, (day, month, year) in (("earlier", ("7", "January", "2022")), ("later", ("9", "January", "2022"))):
        link = page.locator(f".bearings-{name}")
        assert link.inner_text() == f"{day} {month}"  # the year is that of the page
        assert link.get_attribute("aria-label") == f"{day} {month} {year}"
    assert at(page, ".bearings")["end"] == pytest.approx(800, abs=1)
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert at(page, ".bearings")["height"] < 50, "on a telephone it takes one line, too"
    page.goto((site / "timeline/2022-01-09/index.html").as_uri())
    assert page.locator(".bearings a").all_inner_texts() == ["8 January", "To the top"]
    page.goto((site / "timeline/2022-01-04/index.html").as_uri())
    assert page.locator(".bearings").count() == 0
    page.close()


def test_what_is_folded_says_what_and_is_open_on_paper(timeline: Page) -> None:
    figure = timeline.locator("#at-1-1 .figure-placed")
    assert figure.locator("summary").inner_text() == "People killed dozens, A neighbour, 7 January 2022, 2 reports"
    assert figure.locator("table").is_hidden()
    assert timeline.locator("#at-4-3 .entry-sources summary").inner_text() == "4 sources"
    assert timeline.locator("#at-4-2 .entry-sources summary").count() == 0
    timeline.emulate_media(media="print")
    assert figure.locator("table").bounding_box()["height"] > 20  # type: ignore[index]
    assert timeline.locator("#at-4-3 .entry-sources a").first.bounding_box()["height"] > 5  # type: ignore[index]
    assert timeline.locator(".bearings, .day-leaps, .switches").locator("visible=true").count() == 0
    timeline.emulate_media(media="screen")


def test_headlines_alone_leave_what_is_disputed_and_how_certain_it_is(timeline: Page) -> None:
    """Also without scripts; what is hidden is the text, its pictures and its sources, and the switch brings them back."""
    timeline.goto(timeline.url.partition("#")[0])
    parts = (".entry-text", ".entry-sources", ".entry-title", ".entry-labels", ".entry-when", ".certainty", ".claims", ".day-head")

    def shown() -> dict[str, int]:
        return {part: timeline.locator(f".days {part}").locator("visible=true").count() for part in parts}

    def height() -> int:
        return int(timeline.evaluate("document.documentElement.scrollHeight"))

    before, whole = shown(), height()
    assert min(before.values()) > 0
    timeline.get_by_label("Headlines only").check()
    assert shown() == {**before, ".entry-text": 0, ".entry-sources": 0}
    assert height() < whole
    timeline.get_by_label("Headlines only").uncheck()
    assert (shown(), height()) == (before, whole)


def test_a_short_day_offers_no_headlines_alone(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "timeline/2022-01-04/index.html").as_uri())
    assert page.locator(".headlines").count() == 0
    page.close()


def test_sources_have_the_whole_line_of_a_telephone(chromium: Browser, site: Path) -> None:
    """The control that copies an entry's address stands below them, over nothing."""
    page = chromium.new_page(viewport={"width": 390, "height": 800}, has_touch=True)
    page.goto((site / "timeline/index.html").as_uri())
    sources, text, button = (at(page, f"#at-1-0 {part}") for part in (".entry-sources", ".entry-text", ".copy"))
    assert sources["width"] == text["width"]
    assert sources["end"] <= button["y"]
    assert button["end"] <= at(page, "#at-1-1 .entry-when time")["y"]
    page.close()
