"""The page of the search in Chromium: from a disk, by keyboard, with filters; and that what is typed stays there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser import Watched, watching
from tests.conftest import Hosted

pytestmark = pytest.mark.browser

RESULTS = ".search-results > li"


@pytest.fixture
def disk(chromium: Browser, event_site: Path) -> Iterator[Watched]:
    """A page in a browser, at the search of the site on disk."""
    with watching(chromium, f"{event_site.as_uri()}/") as watched:
        watched.page.goto(f"{event_site.as_uri()}/search/index.html")
        yield watched


def a_title(site: Path) -> str:
    """Return the headline of an entry of the site."""
    page = next(iter(sorted(site.glob("timeline/20*/*/index.html"))))
    found = re.search(r"<h1[^>]*>([^<]+)", page.read_text("utf-8"))
    assert found
    return found[1]


def scripts(page: Page) -> list[str]:
    return [str(each) for each in page.evaluate("[...document.querySelectorAll('head script')].map(script => script.src)")]


def test_nothing_of_the_index_is_loaded_until_a_word_is_typed(disk: Watched, event_site: Path) -> None:
    page = disk.page
    assert not [each for each in scripts(page) if "/search/" in each]

    page.get_by_role("searchbox").fill(a_title(event_site))
    page.wait_for_selector(RESULTS)
    assert [each for each in scripts(page) if each.endswith("/search/index.js")]
    assert page.locator(f"{RESULTS} mark").count() > 0
    assert disk.complaints == []


def test_a_result_leads_to_its_page_from_a_disk(disk: Watched, event_site: Path) -> None:
    page, title = disk.page, a_title(event_site)
    page.get_by_role("searchbox").fill(title)
    page.locator(f"{RESULTS} a", has_text=title).first.click()
    page.wait_for_load_state()
    assert title in page.inner_text("h1")
    page.go_back()
    page.wait_for_selector(RESULTS)
    assert page.get_by_role("searchbox").input_value() == title, "the address keeps what was asked for"


def test_the_query_is_in_no_request(chromium: Browser, host: Hosted) -> None:
    asked: list[Request] = []
    with watching(chromium, host.origin) as watched:
        page = watched.page
        page.on("request", lambda request: asked.append(request))
        page.goto(f"{host.origin}/search/")
        word = a_title(host.folder).split()[-1]
        page.get_by_role("searchbox").press_sequentially(f"{word} qwertyuiop")
        page.wait_for_selector(RESULTS)
        page.get_by_label("Kind").select_option("entry")
        page.wait_for_url(re.compile("#q=.*qwertyuiop.*kind=entry"))
        page.locator(f"{RESULTS} a").first.click()
        page.wait_for_load_state("networkidle")
        assert len(asked) > 4
        told = [f"{request.url} {request.all_headers()} {request.post_data}" for request in asked]
        assert [each for each in told if "qwertyuiop" in each] == []
        assert watched.complaints == []


def test_the_stroke_leads_to_the_field_from_every_page_and_keeps_out_of_fields(disk: Watched, event_site: Path) -> None:
    page = disk.page
    page.goto(f"{event_site.as_uri()}/timeline/index.html")
    page.keyboard.press("/")
    page.wait_for_url(re.compile(r"/search/index\.html#q="))
    page.wait_for_function("() => document.activeElement.id === 'search-field'")
    page.keyboard.type("a/b")
    assert page.get_by_role("searchbox").input_value() == "a/b"
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-field"
    assert page.get_by_role("searchbox").input_value() == "a/b", "what was asked for stays"


def test_filters_narrow_down_and_stand_in_the_address(disk: Watched, event_site: Path) -> None:
    page = disk.page
    page.get_by_role("searchbox").fill("the")
    page.wait_for_selector(RESULTS)
    page.get_by_role("searchbox").fill("a")
    page.goto(f"{event_site.as_uri()}/search/index.html#q={quote(a_title(event_site).split()[0])}&certainty=disputed")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent !== ''")
    assert page.get_by_label("Certainty").input_value() == "disputed"
    assert all("timeline/" in (link.get_attribute("href") or "") for link in page.locator(f"{RESULTS} a").all())


def test_what_is_found_is_said_once_and_nothing_found_shows_the_names_again(disk: Watched) -> None:
    page = disk.page
    page.evaluate("window.heard = []; new MutationObserver(() => heard.push(document.querySelector('[role=status]').textContent)).observe(document.querySelector('[role=status]'), {childList: true})")
    # By the page's own clock: on a machine that has much to do, keys from outside come so late that each is a word of its own.
    page.get_by_role("searchbox").evaluate("""async field => {
        for (const letter of "mayor") {
            field.value += letter;
            field.dispatchEvent(new Event("input", {bubbles: true}));
            await new Promise(done => setTimeout(done, 60));
        }
    }""")
    page.wait_for_function("() => heard.length > 0")
    page.wait_for_timeout(700)
    assert page.evaluate("heard.length") == 1
    assert page.locator(".search-index").is_hidden()
    page.get_by_role("searchbox").fill("qqqqqqqqqqqqq")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent === 'Nothing found'")
    assert page.locator(".search-index").is_visible()


def test_without_a_script_the_page_is_an_index(chromium: Browser, event_site: Path) -> None:
    with watching(chromium, f"{event_site.as_uri()}/", java_script_enabled=False) as watched:
        watched.page.goto(f"{event_site.as_uri()}/search/index.html")
        assert watched.page.locator("input").is_hidden()
        links = watched.page.locator(".search-index a")
        assert links.count() > 10
        assert watched.page.locator(".search-days a").count() >= 3
        assert watched.complaints == []


def test_an_index_that_does_not_come_is_told(chromium: Browser, host: Hosted) -> None:
    with watching(chromium, host.origin) as watched:
        watched.page.route("**/search/parts/words-*", lambda route: route.abort())
        watched.page.goto(f"{host.origin}/search/#q=mayor")
        watched.page.wait_for_function("() => document.querySelector('[role=status]').textContent.includes('could not be loaded')")


@pytest.mark.parametrize("options", [{"width": 320}, {"width": 320, "color_scheme": "dark"}], ids=["light", "dark"])
def test_it_fits_a_small_telephone(chromium: Browser, event_site: Path, options: dict[str, object]) -> None:
    with watching(chromium, f"{event_site.as_uri()}/", **options) as watched:  # type: ignore[arg-type]
        watched.page.goto(f"{event_site.as_uri()}/search/index.html#q=the%20mayor")
        watched.page.wait_for_selector(RESULTS)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
