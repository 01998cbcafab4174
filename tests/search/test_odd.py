"""Odd things that people type, in Chromium: nothing breaks, nothing is shown that was typed as if it were a page's own, and what can be meant is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from dateline.keys import runs
from dateline.search import shards
from dateline.search.blocks import block, joined
from dateline.search.documents import Document
from dateline.search.index import index_files
from playwright.sync_api import Browser, Route

from tests.browser import Watched, watching
from tests.conftest import Once
from tests.sites import GOOD, build, write
from tests.translated import TOLD

pytestmark = pytest.mark.browser

RESULTS = ".search-results > li"
SITEURL = "https://example.org/far/below"


def entry(title: str, slug: str, lang: str) -> dict[str, str]:
    return {f"content/timeline/{slug}.md": f"Title: {title}\nWhen: 2022-01-05\nKind: protest\nSources: agency\nSlug: {slug}\nLang: {lang}\n\n{title.replace('<', '&lt;')}.\n"}


ENTRIES = {
    **entry("محمد يتكلم في الميدان", "muhammad", "ar"),
    **entry("مردم می\u200cخواهند بدانند چرا", "want", "fa"),
    **entry("Тоқаев үндеу жасады", "toqaev", "kk"),
    **entry("Crowds at the airport of Almaty", "airport", "en"),
    **entry("O'Neil's \"café\" is closed", "cafe", "en"),
    **entry("A tag <script>alert(1)</script> as text", "tag", "en"),
}


@pytest.fixture(scope="module")
def site(once: Once) -> Path:
    """The output of a site with texts in many scripts."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, **TOLD, **ENTRIES})
        build(folder / "site")

    return once("search-odd", make) / "site/output"


@pytest.fixture(scope="module")
def window(chromium: Browser, site: Path) -> Iterator[Watched]:
    """A window that is used again and again."""
    with watching(chromium, f"{site.as_uri()}/") as watched:
        yield watched


@pytest.fixture
def disk(window: Watched, site: Path) -> Watched:
    """The search of the site, from a disk, newly opened."""
    window.page.goto("about:blank")  # else an address that differs by its fragment alone would load nothing
    window.page.emulate_media(media="screen")
    window.complaints.clear()
    window.page.goto(f"{site.as_uri()}/search/index.html")
    return window


def asked(watched: Watched, query: str) -> list[str]:
    """Type something; return the addresses that are found, or nothing once that is said."""
    page = watched.page
    page.evaluate("document.querySelector('[role=status]').textContent = ''")
    page.get_by_role("searchbox").fill(query)
    page.wait_for_function("() => document.querySelector('[role=status]').textContent !== ''")
    return [str(link.get_attribute("href")) for link in page.locator(f"{RESULTS} a").all()]


@pytest.mark.parametrize(("query", "slug"), [
    ("محمد", "muhammad"),
    ("مُحَمَّد", "muhammad"),
    ("الميـــدان", "muhammad"),
    ("می\u200cخواهند", "want"),
    ("میخواهند", "want"),
    ("می خواهند", "want"),
    ("ميخواهند", "want"),
    ("Toqaev", "toqaev"),
    ("Tokayev", "toqaev"),
    ("ТОҚАЕВ", "toqaev"),
    ("Токаев", "toqaev"),
    ("үндеу", "toqaev"),
    ("Alma\u0301ty\u0300", "almaty"),
    ("🔥 Almaty 🔥", "almaty"),
    ("\u2066Almaty\u2069", "almaty"),
    ("Al\u00admaty", "almaty"),
    ("“Almaty”", "almaty"),
    ("«almaty", "almaty"),
    ("'airport'", "airport"),
    ("café", "cafe"),
    ("cafe\u0301", "cafe"),
    ("O’Neil", "cafe"),
    ("oneil", "cafe"),
    ("Almatu", "almaty"),
    ("Blmaty", "almaty"),
    ("lAmaty", "almaty"),
    ("Amlaty", "almaty"),
    ("lmaty", "almaty"),
    ("zAlmaty", "almaty"),
    ("airrport", "airport"),
    ("<script>alert(1)</script>", "tag"),
    ("almaty " * 1_400, "almaty"),
    ("of the airport in", "airport"),
])  # fmt: skip
def test_what_is_meant_is_found(query: str, slug: str, disk: Watched) -> None:
    found = asked(disk, query)
    assert found
    assert found[0].endswith(f"/{slug}/index.html")
    assert disk.complaints == []


@pytest.mark.parametrize("query", ["🔥", "\u0301\u0301", "\u200c", "…—«»", "   ", "()[]{}*+?\\^$|", "\ue000"])
def test_what_has_no_letters_asks_for_nothing(query: str, disk: Watched) -> None:
    page = disk.page
    assert asked(disk, "Almaty")
    page.get_by_role("searchbox").fill(query)
    page.wait_for_function("() => !document.querySelector('.search-results').firstChild && !document.querySelector('[role=status]').textContent")
    assert page.locator(".search-index").is_visible()
    assert disk.complaints == []


@pytest.mark.parametrize("query", ["x" * 10_000, "ж" * 10_000, "qq" + "\u0301" * 9_000, "９９９９９９９ ½", "constructor __proto__ toString", "%F0%80 &q=1#q=2", "\ud83d x9z"])
def test_what_nobody_means_breaks_nothing(query: str, disk: Watched) -> None:
    asked(disk, query)
    assert disk.complaints == []
    assert asked(disk, "Almaty"), "and it goes on"


def test_words_that_are_everywhere_are_no_error(disk: Watched) -> None:
    asked(disk, "the of and")
    assert disk.page.inner_text("[role=status]").startswith(("Results: ", "Nothing found"))
    assert disk.complaints == []


def test_what_is_typed_or_told_becomes_no_element(disk: Watched) -> None:
    page = disk.page
    asked(disk, "<img src=x onerror=alert(1)> tag")
    assert page.locator(f"{RESULTS} script, {RESULTS} img").count() == 0
    assert "<script>alert(1)</script>" in page.locator(RESULTS).first.inner_text()
    query = quote("<script>alert(1)</script> \"&kind=x")
    page.goto(f"{page.url.partition('#')[0]}#q={query}&kind=%3Cb%3E&day=%22")
    page.reload()
    page.wait_for_selector(RESULTS)
    assert page.locator(f"{RESULTS} script").count() == 0
    assert disk.complaints == []


def test_from_a_sub_folder_and_in_a_language_below_it(chromium: Browser, once: Once) -> None:
    """All is asked for below the site's own path, and a result leads there."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, **TOLD, **ENTRIES, "publishconf.py": f'from pelicanconf import *\nSITEURL = "{SITEURL}"\nRELATIVE_URLS = False\n'})
        build(folder / "site", "content", "-s", "publishconf.py")

    output = once("search-below", make) / "site/output"
    seen: list[str] = []

    def serve(route: Route) -> None:
        seen.append(route.request.url)
        name = route.request.url.partition("#")[0].removeprefix(f"{SITEURL}/")
        file = output / (f"{name}index.html" if not name or name.endswith("/") else name)
        assert file.is_file(), name
        route.fulfill(path=file)

    with watching(chromium, SITEURL) as watched:
        watched.page.route("https://example.org/**", serve)
        for prefix, word, heading in (("", "crowds", "airport"), ("ru/", "crowds", "airport"), ("ar/", "محمد", "muhammad")):
            watched.page.goto(f"{SITEURL}/{prefix}search/#q={quote(word)}")
            watched.page.wait_for_selector(RESULTS)
            assert watched.page.locator(f"{RESULTS} a").first.get_attribute("href") == f"/far/below/{prefix}timeline/2022-01-05/{heading}/"
            watched.page.locator(f"{RESULTS} a").first.click()
            watched.page.wait_for_selector("h1")
        assert watched.complaints == []
    assert all(each.startswith(f"{SITEURL}/") for each in seen)
    assert [each for each in seen if "/search/parts/words-" in each]


def test_on_paper_stands_what_was_found_or_else_the_index(disk: Watched) -> None:
    page = disk.page
    page.emulate_media(media="print")
    assert page.locator(".search").is_hidden()
    assert page.locator(".search-index").is_visible()
    page.emulate_media(media="screen")
    asked(disk, "crowds")
    page.emulate_media(media="print")
    assert page.locator(RESULTS).first.is_visible()
    assert page.get_by_role("searchbox").input_value() == "crowds"
    assert page.locator(".search-index, .search-filters").locator("visible=true").count() == 0


def test_results_are_read_in_their_own_direction_on_a_page_from_right_to_left(chromium: Browser, site: Path) -> None:
    with watching(chromium, f"{site.as_uri()}/", width=320) as watched:
        page = watched.page
        page.goto(f"{site.as_uri()}/ar/search/index.html#q=crowds")
        page.wait_for_selector(RESULTS)
        seen = """() => { const title = document.querySelector('.search-title'), words = title.querySelector('bdi');
            return [title.lang, getComputedStyle(words).direction, Math.round(title.getBoundingClientRect().right - words.getBoundingClientRect().right)] }"""
        assert page.evaluate(seen) == ["en", "ltr", 0], "on the side of the page's language"
        field = page.get_by_role("searchbox")
        field.fill("محمد")
        page.wait_for_function("() => document.querySelector('.search-title a')?.href.includes('muhammad')")
        assert page.evaluate(seen) == ["", "rtl", 0]
        assert page.evaluate("getComputedStyle(document.querySelector('#search-field')).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert watched.complaints == []


def large(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return an index of so many shards, each small here, that there are lists of lists."""
    monkeypatch.setattr(shards, "_WORDS", 1_500)
    monkeypatch.setattr(shards, "LISTED", 6)
    monkeypatch.setattr(shards, "_DOCUMENTS", 800)
    monkeypatch.setattr(shards, "_FULL", 1_500)
    found = [Document("entry", f"timeline/e{number}/", title, "en", f"w{number * 7919 % 997}x words of text {number}") for number, title in enumerate(TITLES)]
    keys = [sha256(repr(each).encode()).digest() for each in found]
    return index_files(found, keys, joined((run.start, block(found[run])) for run in runs(keys)), "en")


LETTERS = "abdeghiklmnorstuv"
TITLES: Sequence[str] = [f"{one}{two}{three}{one}ol{two}{number}" for number, (one, two, three) in enumerate((a, b, c) for a in LETTERS for b in LETTERS for c in "aklou")]


@pytest.mark.parametrize(("change", "most"), [
    (lambda word: word, 6),
    (lambda word: word[:5], 10),
    (lambda word: word[:-1] + "qq"[: len(word) % 2] + word[-1], 24),
    (lambda word: word[1] + word[0] + word[2:], 24),
    (lambda word: word[1:], 24),
    (lambda word: word[:2] + "z" + word[3:], 24),
], ids=["whole", "begun", "one too many", "exchanged", "without the first", "the third is wrong"])  # fmt: skip
def test_of_a_large_index_little_is_loaded(change: object, most: int, chromium: Browser, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is typed, what is loaded of words and lists has a bound; and from lists of lists what is meant is found."""
    files = large(monkeypatch)
    assert sum("/words-" in name for name in files) > 30
    assert sum("/list-" in name for name in files) > 8
    wanted = TITLES[777]
    assert callable(change)
    query = str(change(wanted))
    loaded: list[str] = []

    def serve(route: Route) -> None:
        name = re.sub(r".*/search/", "search/", route.request.url)
        loaded.append(name)
        route.fulfill(body=files.get(name) or files[f"/{name}"], content_type="text/javascript")

    with watching(chromium, f"{site.as_uri()}/") as watched:
        watched.page.route(re.compile(r"/search/(index|parts/.*)\.js$"), serve)
        watched.page.goto(f"{site.as_uri()}/search/index.html#q={query}")
        watched.page.wait_for_selector(RESULTS)
        assert watched.page.locator(f"{RESULTS} a").first.inner_text() == wanted
        assert watched.complaints == []
    assert sum("/words-" in name for name in loaded) <= most
    assert len(loaded) <= most + 30
    assert len(set(loaded)) == len(loaded)
