"""An address that changes: the build says so, `Formerly` leads on from it, on a disk and on a server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.conftest import Once
from tests.documents import Document, document, words
from tests.sites import GOOD, SETTINGS, build, pelican, write
from tests.test_site_links import on_disk, read

ENTRY, DISPUTE = "content/timeline/2022-01-05-square.md", "content/timeline/2022-01-06-answer.md"
SITEURL = "https://example.org/event"
OLD = "timeline/2022-01-05/square/"
NEW = "timeline/2022-01-04/square/"
LINES = {
    ENTRY: ("Slug: square", "Slug: square\nFormerly: /timeline/2022-01-05/square/; 2022/01/square.html"),
    DISPUTE: ("Slug: answer", "Slug: answer\nStatus: draft\nFormerly: /timeline/2022-01-05/answer/"),
    "content/articles/first.md": ("[[read: answer]]\n", ""),
    "content/pages/about.md": ("Slug: about", "Slug: about\nFormerly: https://example.org/event/Impressum"),
    "content/data/people.yaml": ("  role: mayor", "  role: mayor\n  formerly: [/people/major/, /people/chief/]"),
    "content/data/places.yaml": ("  name: Berlin", "  name: Berlin\n  formerly: /places/%D0%91%D0%B5%D1%80%D0%BB%D0%B8%D0%BD/"),
    "content/data/sources.yaml": ("  publisher: The Agency", "  publisher: The Agency\n  formerly: /sources/bureau/"),
    "content/pictures/square.md": ("Places: almaty", "Places: almaty\nFormerly: pictures/plaza.html"),
    "content/event.md": ("Starts: 2022-01-05", "Starts: 2022-01-04"),
}


def moved(site: Path) -> None:
    """Correct the day of an entry, and write what leads on from where it and others were."""
    for name, (old, new) in LINES.items():
        text = str(GOOD[name])
        assert old in text
        write(site, {name: text.replace(old, new).replace("When: 2022-01-05T14:00", "When: 2022-01-04T14:00").replace("[[timeline: 2022-01-05]]", "[[timeline: protest]]")})


@pytest.fixture(scope="module")
def production(once: Once) -> Path:
    """The output of such a site, built for a folder of a server."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, "publishconf.py": SETTINGS + f'SITENAME = "S"\nSITEURL = "{SITEURL}"\nRELATIVE_URLS = False\n'})
        moved(folder / "site")
        write(folder / "site", {"content/extra/_redirects": "/event/x /event/y 302"})
        build(folder / "site", "content", "-s", "publishconf.py")

    return once("moved", make) / "site/output"


def refresh(page: Document) -> str:
    """Return where a page leads on to by itself."""
    (told,) = [meta.get("content", "") for meta in page.all("meta") if meta.get("http-equiv") == "refresh"]
    seconds, _, address = told.partition("; url=")
    assert seconds == "0"
    return address


def test_a_corrected_day_is_told_and_then_leads_on(site: Path) -> None:
    entry = str(GOOD[ENTRY]).replace("When: 2022-01-05T14:00", "When: 2022-01-04T14:00")
    write(site, {ENTRY: entry, "content/event.md": str(GOOD["content/event.md"]).replace("Starts: 2022-01-05", "Starts: 2022-01-04")})
    write(site, {"content/articles/first.md": str(GOOD["content/articles/first.md"]).replace("[[timeline: 2022-01-05]]\n\n", "")})
    first = pelican(site)
    second = pelican(site)
    write(site, {ENTRY: entry.replace("Slug: square", f"Slug: square\nFormerly: /{OLD}")})
    build(site)

    assert first.returncode == second.returncode == 0
    assert first.stderr.splitlines() == [
        "content: warning: /timeline/2022-01-05/ was published by the last build and is gone: "
        'if a text took its place, write "Formerly: /timeline/2022-01-05/" in it',
        f"{ENTRY}:1: warning: /{OLD} was published by the last build and is gone: "
        f'write "Formerly: /{OLD}" here, so that it leads on',
        "2 warnings. The site was built.",
    ]
    assert second.stderr == ""
    page = document(site / "output", f"{OLD}index.html")
    assert refresh(page) == "../../2022-01-04/square/index.html"
    assert page.one("main").find(".//a").get("href") == refresh(page)  # type: ignore[union-attr]
    assert on_disk(site / "output", read(site / "output")) == []
    assert not (site / "output/_redirects").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{OLD}index.html", NEW),
        ("2022/01/square.html", NEW),
        ("Impressum/index.html", "about/"),
        ("people/major/index.html", "people/mayor/"),
        ("people/chief/index.html", "people/mayor/"),
        ("places/Берлин/index.html", "places/berlin/"),
        ("pictures/plaza.html", "pictures/square.html"),
        ("sources/bureau/index.html", "sources/#agency"),
    ],
)
def test_an_old_address_leads_on(production: Path, old: str, new: str) -> None:
    page = document(production, old)

    assert refresh(page) == f"/event/{new}"
    assert [link.get("href") for link in page.all("link", rel="canonical")] == [f"{SITEURL}/{new.partition('#')[0]}"]
    assert [meta.get("content") for meta in page.all("meta", name="robots")] == ["noindex"]
    assert words(page.one("h1")) == "This page has moved"
    (link,) = page.one("main").iter("a")
    assert urljoin(f"{SITEURL}/{old}", link.get("href")) == f"{SITEURL}/{new}"
    assert words(link) != ""
    assert page.all("meta")[1].get("content", "").startswith("default-src 'none'; ")


def test_hosts_that_redirect_are_told_behind_the_authors_own_lines(production: Path) -> None:
    assert (production / "_redirects").read_text("utf-8").splitlines() == [
        "/event/x /event/y 302",
        f"/event/{OLD} /event/{NEW} 301",
        f"/event/embed/{OLD} /event/embed/{NEW} 301",
        f"/event/2022/01/square.html /event/{NEW} 301",
        "/event/Impressum/ /event/about/ 301",
        "/event/people/major/ /event/people/mayor/ 301",
        "/event/people/chief/ /event/people/mayor/ 301",
        "/event/places/%D0%91%D0%B5%D1%80%D0%BB%D0%B8%D0%BD/ /event/places/berlin/ 301",
        "/event/sources/bureau/ /event/sources/#agency 301",
        "/event/pictures/plaza.html /event/pictures/square.html 301",
    ]


def test_old_addresses_are_in_no_index_and_those_of_drafts_nowhere(production: Path) -> None:
    sitemap = (production / "sitemap.xml").read_text("utf-8")

    assert sitemap.count(f"{SITEURL}/{NEW}<") == 1
    assert not re.search("Impressum|major|plaza|2022/01|2022-01-05", sitemap)
    assert not (production / "timeline/2022-01-05").joinpath("answer").exists()
    assert "answer" not in (production / "_redirects").read_text("utf-8")


def test_what_was_embedded_from_an_old_address_is_so_still(production: Path) -> None:
    page = document(production, f"embed/{OLD}index.html")

    assert refresh(page) == f"/event/embed/{NEW}"
    assert (production / f"embed/{NEW}index.html").is_file()
    (link,) = page.one("main").iter("a")
    assert link.get("href") == refresh(page)
    assert page.all("header") == page.all("footer") == []
    assert [link.get("href") for link in page.all("link", rel="canonical")] == [f"{SITEURL}/{NEW}"]
    assert [meta.get("content") for meta in page.all("meta", name="robots")] == ["noindex"]
    # Only what can have been embedded: a person has no such page, nor has what was at an address that is none of ours.
    leading = {file.parent.relative_to(production).as_posix() for file in production.rglob("embed/**/index.html") if "refresh" in file.read_text("utf-8")}
    assert leading == {f"embed/{OLD}".rstrip("/")}


def test_programs_that_ask_at_an_old_address_get_what_is_embedded_now(production: Path) -> None:
    old, new = (production / f"embed/{address}oembed.json" for address in (OLD, NEW))

    assert old.read_bytes() == new.read_bytes()
    assert f'src="{SITEURL}/embed/{NEW}"' in json.loads(old.read_bytes())["html"]
    # Beside each page that leads on there is one, and beside no other.
    assert {file.parent for file in production.rglob("embed/**/oembed.json")} == {file.parent for file in production.rglob("embed/**/index.html")}


def test_an_embedded_page_that_moves_with_its_text_is_told_with_it_alone(site: Path) -> None:
    publish = SETTINGS + f'SITENAME = "S"\nSITEURL = "{SITEURL}"\nRELATIVE_URLS = False\n'
    write(site, {**GOOD, "publishconf.py": publish})
    write(site, {"content/articles/first.md": str(GOOD["content/articles/first.md"]).replace("[[timeline: 2022-01-05]]\n\n", "")})
    build(site, "content", "-s", "publishconf.py")
    write(site, {ENTRY: str(GOOD[ENTRY]).replace("When: 2022-01-05T14:00", "When: 2022-01-04T14:00")})
    write(site, {"content/event.md": str(GOOD["content/event.md"]).replace("Starts: 2022-01-05", "Starts: 2022-01-04")})
    done = pelican(site, "content", "-s", "publishconf.py")

    assert f"/{OLD} was published by the last build and is gone" in done.stderr
    assert "embed" not in done.stderr
