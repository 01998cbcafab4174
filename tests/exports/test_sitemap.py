"""Sitemaps: one while it holds all addresses, an index with parts beyond what the protocol allows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as etree

from dateline.exports.sitemap import LARGEST, MOST, sitemaps

SITE = "https://example.org/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def pages(count: int) -> list[Any]:
    """Return pages, each of which changed on another day."""
    days = [f"2022-01-{number % 28 + 1:02}" for number in range(count)]
    return [
        SimpleNamespace(address=f"a{number:06}/", alternates=(), head=SimpleNamespace(canonical=f"{SITE}a{number:06}/", updated=day, pictures=""))
        for number, day in enumerate(days)
    ]


def read(data: bytes) -> tuple[str, list[str]]:
    """Return the kind of a document and the addresses in it."""
    root = etree.fromstring(data)
    return root.tag.removeprefix(SPACE), [str(each.findtext(f"{SPACE}loc")).removeprefix(SITE) for each in root]


def test_one_while_all_fit() -> None:
    ((name, data),) = sitemaps(pages(3), SITE, most=3)
    assert (name, read(data)) == ("sitemap.xml", ("urlset", ["a000000/", "a000001/", "a000002/"]))
    ((name, data),) = sitemaps([], SITE)
    assert (name, read(data)) == ("sitemap.xml", ("urlset", []))


def test_an_index_where_they_do_not() -> None:
    files = dict(sitemaps(pages(5), SITE, most=2))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert read(files["sitemap.xml"]) == ("sitemapindex", ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
    assert [each.findtext(f"{SPACE}lastmod") for each in etree.fromstring(files["sitemap.xml"])] == ["2022-01-02", "2022-01-04", "2022-01-05"]
    assert [read(files[name]) for name in list(files)[1:]] == [("urlset", ["a000000/", "a000001/"]), ("urlset", ["a000002/", "a000003/"]), ("urlset", ["a000004/"])]


def test_no_part_is_larger_than_allowed() -> None:
    files = dict(sitemaps(pages(40), SITE, largest=3_000))
    assert all(len(data) <= 3_000 for data in files.values())
    assert [address for name in files if name != "sitemap.xml" for address in read(files[name])[1]] == [page.address for page in pages(40)]
    assert len(files) > 2


def test_the_limits_are_those_of_the_protocol() -> None:
    made = dict(sitemaps(pages(MOST + 1), SITE))
    assert (MOST, LARGEST) == (50_000, 52_428_800)
    assert [len(read(data)[1]) for data in made.values()] == [2, MOST, 1]


def test_a_page_names_its_pictures() -> None:
    page = SimpleNamespace(address="a/", alternates=(), head=SimpleNamespace(canonical=f"{SITE}a/", updated="", pictures=f"{SITE}one.jpg {SITE}two.jpg"))
    ((_, data),) = sitemaps([page], SITE)  # type: ignore[list-item]
    found = etree.fromstring(data).findall(".//{http://www.google.com/schemas/sitemap-image/1.1}loc")
    assert [each.text for each in found] == [f"{SITE}one.jpg", f"{SITE}two.jpg"]
