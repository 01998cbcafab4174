"""Filters, links to copy, keys and the visitor's clock, in Chromium: with the script, and without."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dateline.scripts import published
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import Once
from tests.sites import GOOD, ROOT, build, write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def output(once: Once) -> Path:
    """The small good site with a third entry, on the day of the first."""

    def make(folder: Path) -> None:
        root = folder / "site"
        square = str(GOOD["content/timeline/2022-01-05-square.md"])
        later = square.replace("Slug: square", "Slug: later").replace("T14:00", "T15:00").replace("protest", "government")
        write(root, {**GOOD, "content/timeline/2022-01-05-later.md": later.replace("People meet", "Others meet")})
        build(root)

    return once("filters", make) / "site/output"


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no script"])
def visitor(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor with and without the script, who asks for nothing that a browser remembers."""
    context = chromium.new_context(java_script_enabled=request.param, timezone_id="Asia/Almaty")
    yield context
    context.close()


@pytest.fixture
def timeline(visitor: BrowserContext, output: Path) -> Iterator[Page]:
    """The timeline with its filters open."""
    page = visitor.new_page()
    page.goto((output / "timeline/index.html").as_uri())
    page.locator(".filters > summary").click()
    yield page
    page.close()


@pytest.fixture
def scripted(chromium: Browser, output: Path) -> Iterator[Page]:
    """The timeline, with the script, for a visitor in Berlin."""
    context = chromium.new_context(timezone_id="Europe/Berlin", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((output / "timeline/index.html").as_uri())
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    """Return the slugs of the entries that can be seen, in their order."""
    return [str(entry.get_attribute("id")) for entry in page.locator("article.entry:visible").all()]


def days(page: Page) -> list[str]:
    """Return the headings of the days that can be seen."""
    return [heading.inner_text() for heading in page.locator(".day-heading time:visible").all()]


def test_everything_is_shown_at_first(timeline: Page) -> None:
    assert shown(timeline) == ["square", "later", "answer"]


def test_kinds_hide_entries_and_empty_days(timeline: Page) -> None:
    timeline.get_by_label("Government").uncheck()
    assert shown(timeline) == ["square"]
    assert days(timeline) == ["5 January 2022"]
    timeline.get_by_label("Protest").uncheck()
    assert shown(timeline) == []
    assert days(timeline) == []


def test_kind_and_certainty_combine(timeline: Page) -> None:
    timeline.get_by_label("Disputed").uncheck()
    assert shown(timeline) == ["square", "later"]
    timeline.get_by_label("Protest").uncheck()
    assert shown(timeline) == ["later"]
    timeline.get_by_label("Disputed").check()
    assert shown(timeline) == ["later", "answer"]


def test_what_needs_the_script_is_there_only_with_it(timeline: Page, request: pytest.FixtureRequest) -> None:
    with_script = "no script" not in request.node.name
    assert timeline.locator("select[name=place]").is_visible() == with_script
    assert timeline.locator(".copy").count() == (3 if with_script else 0)


def test_places_and_order_combine_with_kinds_and_are_counted(scripted: Page) -> None:
    scripted.locator(".filters > summary").click()
    scripted.get_by_label("Place").select_option("almaty")
    assert shown(scripted) == ["square", "later"]
    scripted.get_by_label("Order").select_option("newest")
    assert shown(scripted) == ["later", "square"]
    scripted.get_by_label("Government").uncheck()
    assert shown(scripted) == ["square"]
    assert scripted.locator(".filters [role=status]").inner_text() == "1 of 3 entries are shown"


def test_the_state_lives_in_the_address(scripted: Page, output: Path) -> None:
    address = (output / "timeline/index.html").as_uri()
    scripted.goto(f"{address}?kind=government&order=newest&place=nowhere#later")
    assert shown(scripted) == ["answer", "later"]
    assert scripted.locator(".filters").get_attribute("open") is not None


def test_an_entrys_address_is_copied(scripted: Page, output: Path) -> None:
    scripted.locator("#later .copy").click()
    copied = scripted.locator("#later .copy", has_text="Copied")
    copied.wait_for()
    address = scripted.evaluate("navigator.clipboard.readText()")
    assert address == (output / "timeline/2022-01-05/later/index.html").as_uri()


def test_j_and_k_go_from_entry_to_entry(scripted: Page) -> None:
    def at() -> str:
        return str(scripted.evaluate("document.activeElement.closest('.entry')?.id"))

    scripted.keyboard.press("j")
    scripted.keyboard.press("j")
    assert at() == "later"
    scripted.keyboard.press("k")
    assert at() == "square"


def clock(page: Page, slug: str = "square") -> str:
    """Return what stands in the margin of an entry."""
    return page.locator(f"#{slug} .entry-when").inner_text()


def test_times_are_told_on_the_visitors_clock_where_she_asks_for_it(scripted: Page) -> None:
    assert clock(scripted) == "14:00 UTC+6"
    before = scripted.evaluate("document.documentElement.scrollHeight")
    switch = scripted.get_by_label("My time")
    assert not switch.is_checked()
    switch.check()
    assert clock(scripted) == "09:00 your time"
    assert scripted.evaluate("document.documentElement.scrollHeight") == before
    switch.uncheck()
    assert clock(scripted) == "14:00 UTC+6"


def test_her_choice_is_remembered_until_she_takes_it_back(scripted: Page, output: Path) -> None:
    scripted.get_by_label("My time").check()
    scripted.goto((output / "timeline/2022-01-05/index.html").as_uri())
    assert clock(scripted) == "09:00 your time"
    scripted.get_by_label("My time").uncheck()
    assert scripted.evaluate("localStorage.length") == 0
    scripted.reload()
    assert clock(scripted) == "14:00 UTC+6"


def test_who_has_the_events_clock_or_no_script_is_not_asked(timeline: Page) -> None:
    assert timeline.locator(".clock").is_hidden()
    assert clock(timeline) == "14:00 UTC+6"


CLOCKS = {
    "Europe/Berlin": {
        "2022-01-05T14:00~": "about 09:00 your time",
        "2022-01-05T01:30": "4 January, 20:30 your time",
        "2022-01-05T14:00/2022-01-05T18:00": "09:00\nuntil 13:00 your time",
        "2022-01-05T20:00/2022-01-06T05:00": "15:00\nuntil 6 January, 00:00 your time",
        "2022-01-05T20:00/2022-01-06T02:00": "15:00\nuntil 21:00 your time",
        "2022-01-05T12:00+06:00/2022-01-05T12:00+05:00": "07:00\nuntil 08:00 your time",
        "2022-01-05 evening": "evening",
    },
    "Pacific/Kiritimati": {"2022-01-05T20:00/2022-01-06T20:00": "6 January, 04:00\nuntil 7 January, 04:00 your time"},
}
"""What is written in Almaty, and what a visitor elsewhere is told of it."""


@pytest.fixture(scope="module")
def clocks(once: Once) -> Path:
    """The output of a site with an entry for each form of time: `entry-0` and so on."""

    def make(folder: Path) -> None:
        square = str(GOOD["content/timeline/2022-01-05-square.md"])
        written = [each for told in CLOCKS.values() for each in told]
        entries = {
            f"content/timeline/entry-{number}.md": square.replace("2022-01-05T14:00", each).replace("Slug: square", f"Slug: entry-{number}")
            for number, each in enumerate(written)
        }
        write(folder / "site", {**GOOD, **entries})
        build(folder / "site")

    return once("clocks", make) / "site/output"


@pytest.mark.parametrize("zone", CLOCKS)
def test_every_form_of_time_is_told_on_another_clock(chromium: Browser, clocks: Path, zone: str) -> None:
    written = [each for told in CLOCKS.values() for each in told]
    page = chromium.new_page(timezone_id=zone)
    page.goto((clocks / "timeline/2022-01-05/index.html").as_uri())
    page.get_by_label("My time").check()
    assert {each: clock(page, f"entry-{written.index(each)}") for each in CLOCKS[zone]} == CLOCKS[zone]
    page.close()


@pytest.mark.parametrize(("digits", "written", "time", "count"), [("", "15:00", "23:00", "1 of 3"), (' data-digits="arabext"', "۱۵:۰۰", "۲۳:۰۰", "۱ of ۳")])
def test_the_script_has_the_figures_and_the_calendar_of_the_page(chromium: Browser, output: Path, tmp_path: Path, digits: str, written: str, time: str, count: str) -> None:
    """Left to themselves, browsers write Persian dates in the Persian calendar and with Persian figures."""
    site = shutil.copytree(output, tmp_path / "site")
    page_file = site / "timeline/index.html"
    page_file.write_text(page_file.read_text("utf-8").replace('<html lang="en"', f'<html lang="fa"{digits}', 1).replace(">15:00<", f">{written}<"), "utf-8")
    context = chromium.new_context(timezone_id="Pacific/Kiritimati")
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.get_by_label("My time").check()
    assert time in clock(page, "later")
    page.goto(page_file.as_uri() + "?certainty=disputed")
    assert count in page.locator(".filters [role=status]").inner_text()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_an_address_points_at_stands_below_the_sticky_heading(chromium: Browser, output: Path, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 600})
    page.goto(f"{(output / 'timeline/index.html').as_uri()}#later")
    title = page.locator("#later .entry-title").bounding_box()
    heading = page.locator(".day", has=page.locator("#later")).locator(".day-head").bounding_box()
    assert title is not None
    assert heading is not None
    assert heading["y"] >= 0
    assert title["y"] >= heading["y"] + heading["height"]
    assert title["y"] < 600
    page.close()


def test_on_paper_everything_stands_and_nothing_is_to_be_clicked(timeline: Page) -> None:
    timeline.emulate_media(media="print")
    assert shown(timeline) == ["square", "later", "answer"]
    for selector in (".filters", ".copy", "header nav", "footer nav"):
        assert timeline.locator(f"{selector}:visible").count() == 0, selector


def test_the_script_is_small_and_loads_from_a_disk() -> None:
    script = published(ROOT / "theme/static/js/dateline.js")
    assert len(gzip.compress(script)) <= 5_000
    assert b"import " not in script
    assert b"http" not in script
