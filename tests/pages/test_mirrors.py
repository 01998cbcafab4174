"""Where else the site is: a page of its own, the 404, the link below every page, what Tor Browser is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Once
from tests.documents import document
from tests.sites import GOOD, PUBLISH, build, write

HOST = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"
EVENT = str(GOOD["content/event.md"]).replace(
    "Accent:", f"Languages: en; ru\nMirrors:\n    https://www.example.net/harbour/\n    https://example.com\nOnion: {HOST}/harbour\nAccent:"
)
ADDRESSES = ["https://www.example.net/harbour/", "https://example.com/", f"http://{HOST}/harbour/"]


@pytest.fixture(scope="module")
def told(once: Once) -> Path:
    """The output of a small site in two languages with copies, published by https."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, "content/event.md": EVENT, "content/event.ru.md": "Title: Событие\n\nНачалось.[@agency]\n", "publishconf.py": PUBLISH})
        build(folder / "site", "content", "-s", "publishconf.py", SITEURL="https://example.org/base")

    return once("mirrors", make) / "site/output"


def test_the_page_leads_to_all_copies_in_its_language(told: Path) -> None:
    page = document(told, "mirrors/index.html")
    assert [link.get("href") for link in page.one("ul", **{"class": "mirrors"}).iter("a")] == ADDRESSES
    assert "It opens in Tor Browser." in "".join(page.one("main").itertext())
    russian = document(told, "ru/mirrors/index.html")
    assert [link.get("href") for link in russian.one("ul", **{"class": "mirrors"}).iter("a")] == [f"{address}ru/" for address in ADDRESSES]
    assert 'href="/base/SHA256SUMS"' in (told / "ru/mirrors/index.html").read_text("utf-8")


def test_what_is_not_there_may_be_elsewhere(told: Path) -> None:
    text = document(told, "404.html").one("main")
    assert [link.get("href") for link in text.iter("a") if str(link.get("href")) in ADDRESSES] == ADDRESSES


def test_every_page_leads_there(told: Path) -> None:
    for name in ("index.html", "timeline/2022-01-05/square/index.html", "ru/index.html"):
        prefix = "/base/ru" if name.startswith("ru/") else "/base"
        assert f"{prefix}/mirrors/" in [link.get("href") for link in document(told, name).one("footer").iter("a")]


def onions(file: Path) -> list[str]:
    page = document(file.parent, file.name)
    return [str(each.get("content")) for each in page.one("head").iter("meta") if each.get("http-equiv") == "onion-location"]


def test_tor_browser_is_told_the_same_page_there_and_the_canonical_stays(told: Path) -> None:
    assert onions(told / "index.html") == [f"http://{HOST}/harbour/"]
    assert onions(told / "ru/articles/first/index.html") == [f"http://{HOST}/harbour/ru/articles/first/"]
    assert onions(told / "404.html") == [], "it stands at any address"
    head = document(told, "articles/first/index.html").one("head")
    assert [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"] == ["https://example.org/base/articles/first/"]


def test_without_https_no_browser_would_look_for_it(site: Path) -> None:
    write(site, {"content/event.md": EVENT.replace("Languages: en; ru\n", ""), "publishconf.py": PUBLISH})
    build(site, "content", "-s", "publishconf.py", SITEURL="http://example.org")
    assert onions(site / "output/index.html") == []
    build(site)
    assert onions(site / "output/index.html") == []
    assert (site / "output/mirrors/index.html").is_file()


def test_without_copies_there_is_no_such_page(good_site: Path) -> None:
    assert not (good_site / "output/mirrors").exists()
    assert "mirrors/" not in (good_site / "output/index.html").read_text("utf-8")
    assert "Copies" not in (good_site / "output/404.html").read_text("utf-8")
