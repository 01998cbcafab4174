"""Atom feeds, sitemap and robots.txt: parsed back, and held against the content."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as etree

import pytest

from tests.sites import GOOD, SETTINGS, build, write

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "https://example.org/some/folder"


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small good site, with corrections and a change, built for production."""
    root = tmp_path_factory.mktemp("feeds") / "site"
    article = str(GOOD["content/articles/first.md"])
    changed = article.replace("Tags: square", "Tags: square\nModified: 2022-03-04T10:00\nCorrection: 2022-03-04: \"Three\" -> \"Two\". They had counted one twice.")
    publish = "from pelicanconf import *\nRELATIVE_URLS = False\nSITEURL = " + repr(SITE) + "\n"
    settings = "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n" + publish
    write(root, {**GOOD, "content/articles/first.md": changed, "pelicanconf.py": SETTINGS, "publishconf.py": settings})
    return build(root, "content", "-s", "publishconf.py")


def test_feeds_hold_what_is_published_newest_change_first(production: Path) -> None:
    titles = {}
    for name in ("all", "articles", "timeline"):
        feed = etree.parse(production / f"feeds/{name}.atom.xml").getroot()
        titles[name] = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{SITE}/feeds/{name}.atom.xml"  # type: ignore[union-attr]
    assert titles == {
        "all": ["The first article", "The council answers", "People meet in the square"],
        "articles": ["The first article"],
        "timeline": ["The council answers", "People meet in the square"],
    }


def test_a_correction_is_a_change_and_is_told(production: Path) -> None:
    (entry,) = etree.parse(production / "feeds/articles.atom.xml").getroot().findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published") == "2022-01-07T00:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2022-03-04T10:00:00+00:00"
    assert "Corrected on 4 March 2022: Instead of <del>Three</del>, read <ins>Two</ins>. They had counted one twice." in str(entry.findtext(f"{ATOM}content"))


def test_items_are_found_by_whole_addresses(production: Path) -> None:
    feed = etree.parse(production / "feeds/all.atom.xml").getroot()
    for entry in feed.findall(f"{ATOM}entry"):
        link = str(entry.find(f"{ATOM}link").get("href"))  # type: ignore[union-attr]
        assert link == entry.findtext(f"{ATOM}id")
        assert (production / link.removeprefix(f"{SITE}/") / "index.html").is_file()
        assert "dateline:" not in str(entry.findtext(f"{ATOM}content"))


def test_pages_name_the_feeds(production: Path) -> None:
    front = (production / "index.html").read_text("utf-8")
    for name in ("all", "articles", "timeline", "corrections"):
        assert f'href="{SITE}/feeds/{name}.atom.xml"' in front


def test_the_sitemap_lists_every_listed_page_with_its_last_change(production: Path) -> None:
    found = {
        str(url.findtext(f"{MAP}loc")): url.findtext(f"{MAP}lastmod")
        for url in etree.parse(production / "sitemap.xml").getroot()
    }
    pages = {
        f"{SITE}/{file.parent.relative_to(production).as_posix()}/".replace("/./", "/")
        for file in production.rglob("index.html")
            if "embed" not in file.parts  # what others show is listed as their page
    }
    pages |= {f"{SITE}/pictures/{file.name}" for file in (production / "pictures").glob("*.html")}
    assert set(found) == pages
    assert found[f"{SITE}/articles/first/"] == "2022-03-04"
    assert found[f"{SITE}/timeline/2022-01-06/answer/"] == "2022-01-09"
    assert found[f"{SITE}/"] == "2022-03-04"


def test_robots_name_the_sitemap(production: Path) -> None:
    assert f"Sitemap: {SITE}/sitemap.xml" in (production / "robots.txt").read_text().splitlines()


def test_while_writing_there_is_no_feed_and_no_sitemap(good_site: Path) -> None:
    output = good_site / "output"
    assert not (output / "feeds").exists()
    assert not (output / "sitemap.xml").exists()
    assert "atom+xml" not in (output / "index.html").read_text("utf-8")


def test_an_authors_own_robots_txt_wins(site: Path) -> None:
    write(site, {"content/extra/robots.txt": "User-agent: *\nDisallow: /\n"})
    assert (build(site) / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_a_typical_event_has_a_feed_of_everything(production_site: Path) -> None:
    feed = etree.parse(production_site / "feeds/all.atom.xml").getroot()
    assert 20 < len(feed.findall(f"{ATOM}entry")) <= 50
