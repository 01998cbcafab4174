"""A large site: no page grows with it, what does not fit onto one goes on at further addresses, and everything is reached."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.timeline import files
from tests.conftest import Once
from tests.documents import document
from tests.sites import SETTINGS, build, write
from tests.test_accessibility import broken_anywhere

DAY, YEAR = 410, 150
"""Entries on one day, and over the year."""
ARTICLES, SOURCES, PEOPLE = 101, 210, 210
SITEURL = "https://example.org/year"
_LINK = re.compile(r'href="([^":#]+\.html)')


@pytest.fixture(scope="session")
def large(once: Once) -> Path:
    """The output of a site of some entries over a year, and many more on one day at one place, with articles, sources and people."""

    def make(folder: Path) -> None:
        made: dict[str, str | bytes] = dict(files(YEAR))
        made["pelicanconf.py"] = SETTINGS + f'SITENAME = "A year"\nSITEURL = "{SITEURL}"\n'
        made["content/data/sources.yaml"] = "".join(f"source-{n}:\n  title: Report {n}\n  publisher: Paper {n}\n" for n in range(SOURCES))
        made["content/data/people.yaml"] = "".join(f"person-{n}:\n  name: Person {n}\n" for n in range(PEOPLE))
        for number in range(DAY):
            made[f"content/timeline/busy-{number:03}.md"] = (
                f"Title: Busy {number}\nWhen: 2022-06-15T{number // 60 + 6:02}:{number % 60:02}\nKind: protest\nPlaces: place-0\n"
                f"Slug: busy-{number:03}\nCorrection: 2022-07-01: It was less.\n\nMuch happened.[@source-1]\n"
            )
        for number in range(ARTICLES):
            made[f"content/articles/article-{number}.md"] = (
                f"Title: Article {number}\nDate: 2022-{number % 12 + 1:02}-{number % 28 + 1:02}\nPeople: person-0\nSlug: article-{number}\n\n"
                f"[There]({{filename}}../timeline/busy-000.md).[@source-2]\n"
            )
        write(folder / "site", made)
        build(folder / "site")

    return once("large", make) / "site/output"


def text(output: Path, address: str) -> str:
    """Return a page."""
    return (output / address / "index.html").read_text("utf-8")


def entries(page: str) -> list[str]:
    """Return the slugs of the entries that a page holds."""
    return re.findall(r'<article class="entry[^"]*" id="([^"]+)"', page)


def leads_to(page: str, pattern: str) -> set[str]:
    """Return what links of a page, in the order of a pattern's group, lead to."""
    return set(re.findall(rf'href="{pattern}"', page))


def series(output: Path, address: str) -> list[str]:
    """Return the pages of a list, found by following "next page" from the first."""
    found = [text(output, address)]
    while step := re.search(r'<a rel="next" href="([^"]+)/index.html">Next page', found[-1]):
        at = f"{address}/{len(found)}" if len(found) > 1 else address
        assert (output / at / step[1] / "index.html").resolve() == output / f"{address}/{len(found) + 1}/index.html"
        found.append(text(output, f"{address}/{len(found) + 1}"))
    assert not (output / f"{address}/{len(found) + 1}").exists()
    return found


def test_no_page_is_heavy_and_none_holds_more_than_200_entries(large: Path) -> None:
    pages = {page.relative_to(large).as_posix(): page.read_bytes() for page in large.rglob("*.html")}
    heavy = {name for name, data in pages.items() if len(data) > 60_000 and len(gzip.compress(data, mtime=0)) > 60_000}

    assert heavy == set()
    assert max(len(entries(data.decode())) for data in pages.values()) == 200


def test_the_pages_of_a_day_lead_from_one_to_the_next_and_hold_every_entry(large: Path) -> None:
    parts = series(large, "timeline/2022-06-15")
    found = [slug for part in parts for slug in entries(part)]

    assert len(parts) == 3
    assert {f"busy-{number:03}" for number in range(DAY)} <= set(found)
    assert len(found) == len(set(found))
    assert "15 June 2022, part 2 of 3" in parts[1]


def test_the_page_of_a_day_shows_the_days_around_it(large: Path) -> None:
    page = text(large, "timeline/2022-06-15")

    assert page.count('<span class="strip-caption">') == 33
    assert text(large, "timeline").count('<span class="strip-caption">') == 365
    assert leads_to(page, r"\.\./(2022-0[57]-[\d-]+)/index.html") >= {"2022-05-29", "2022-07-02"}


def test_every_day_is_reached_from_the_timeline(large: Path) -> None:
    linked = leads_to(text(large, "timeline"), r"([\d-]+)/index.html")

    assert linked >= {folder.name for folder in (large / "timeline").iterdir() if re.fullmatch(r"\d{4}-\d\d-\d\d", folder.name)}


def test_a_place_with_too_many_entries_lists_all_in_pages(large: Path) -> None:
    pages = series(large, "places/place-0")
    listed = [slug for page in pages for slug in re.findall(r'class="told-title"><a href="[./]*/timeline/2022-06-15/(busy-\d+)/', page.partition('id="entries"')[2])]

    assert listed == [f"busy-{number:03}" for number in range(DAY)]
    assert len(pages) == 3
    assert "<h1>Place 0, page 2 of 3</h1>" in pages[1]


def test_the_front_page_shows_four_articles_and_leads_to_all(large: Path) -> None:
    front = (large / "index.html").read_text("utf-8")

    assert len(leads_to(front, "articles/(article-.*?)/index.html")) == 4
    assert '<a href="articles/index.html">All 101 articles</a>' in front


def test_articles_are_listed_in_pages_that_say_which_they_are(large: Path) -> None:
    pages = series(large, "articles")
    second = document(large, "articles/2/index.html")
    head = {link.get("rel"): link.get("href") for link in second.all("link")}

    assert [len(leads_to(page, r"[./]*(article-\d+)/index.html")) for page in pages] == [50, 50, 1]
    assert len(set.union(*(leads_to(page, r"[./]*(article-\d+)/index.html") for page in pages))) == ARTICLES
    assert second.one("title").text == "Articles, page 2 of 3 · A year"
    assert head["canonical"] == f"{SITEURL}/articles/2/"
    assert f"<loc>{SITEURL}/articles/2/</loc>" in (large / "sitemap.xml").read_text("utf-8")
    assert [nav.get("aria-label") for nav in second.all("nav") if nav.get("class") == "pager"] == ["Pages"]
    assert [link.text for link in second.all("a") if link.get("aria-current") == "page"] == ["2"]


@pytest.mark.parametrize(("address", "most", "count"), [("people", 200, PEOPLE), ("sources", 200, SOURCES)])
def test_indexes_and_sources_are_listed_in_pages(large: Path, address: str, most: int, count: int) -> None:
    found = [leads_to(page, r"(?:\.\./)?((?:person|source)-\d+)/index.html") for page in series(large, address)]

    assert [len(page) for page in found] == [most, count - most]
    assert not found[0] & found[1]


def test_of_many_sources_each_has_a_page_with_what_cites_it(large: Path) -> None:
    pages = series(large, "sources/source-1")
    entry = text(large, "timeline/2022-06-15/busy-000")

    assert len({slug for page in pages for slug in leads_to(page, r"[./]*/timeline/2022-06-15/(busy-\d+)/index.html")}) == DAY
    assert 'class="source-more" href="../../../sources/source-1/index.html"' in entry
    assert "sources/index.html#" not in entry
    assert f"<loc>{SITEURL}/sources/source-1/</loc>" in (large / "sitemap.xml").read_text("utf-8")
    assert (large / "sources/source-209/index.html").exists()  # cited by nothing


def test_an_entry_that_many_articles_tell_of_leads_to_a_list_of_them(large: Path) -> None:
    page = text(large, "timeline/2022-06-15/busy-000")
    pages = series(large, "timeline/2022-06-15/busy-000/articles")

    assert '<a href="articles/index.html">All 101 articles</a>' in page
    assert len(set.union(*(leads_to(each, r"[./]*/articles/(article-\d+)/index.html") for each in pages))) == ARTICLES


def test_corrections_are_listed_in_pages(large: Path) -> None:
    assert [page.count("It was less.") for page in series(large, "corrections")] == [100, 100, 100, 100, 10]


def test_every_page_is_reached_by_links(large: Path) -> None:
    pages = {page.relative_to(large).as_posix(): page for page in large.rglob("*.html")}
    seen, left = {"index.html"}, ["index.html"]
    while left:
        name = left.pop()
        folder = posixpath.dirname(name)
        linked = {posixpath.normpath(f"{folder}/{href}").lstrip("/") for href in _LINK.findall(pages[name].read_bytes().decode())}
        left += (linked & pages.keys()) - seen
        seen |= linked & pages.keys()

    assert {name for name in pages.keys() - seen if not name.startswith("embed/")} == {"404.html"}  # what others embed, they link to


def test_exports_name_every_source(large: Path) -> None:
    assert (large / "downloads/sources.csv").read_text("utf-8-sig").count("\n") == SOURCES + 1
    assert len(json.loads((large / "downloads/timeline.json").read_text("utf-8"))["entries"]) == YEAR + DAY


@pytest.mark.browser
def test_the_script_leads_an_old_address_on_to_the_page_of_a_source(large: Path, chromium: Browser) -> None:
    tab = chromium.new_page()
    tab.goto((large / "sources/index.html").as_uri() + "#source-7")
    tab.wait_for_url("**/sources/index.html#source-7")  # on the list it is there

    tab.goto("about:blank")
    tab.goto((large / "sources/index.html").as_uri() + "#source-99")
    tab.wait_for_url("**/sources/source-99/index.html")

    assert tab.title().startswith("Report 99")
    tab.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["articles/2/index.html", "sources/source-1/3/index.html"])
def test_further_pages_can_be_read_by_all(large: Path, chromium: Browser, name: str) -> None:
    tab = chromium.new_page()
    tab.goto((large / name).as_uri())
    # Of a long list the first lines say all.
    tab.evaluate("document.querySelectorAll('main li:nth-child(n+20)').forEach(part => part.remove())")

    assert broken_anywhere(tab) == []
    tab.set_viewport_size({"width": 320, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.close()
