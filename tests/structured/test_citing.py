"""What Zotero makes of an article or an entry, by the rules of its translator "Embedded Metadata" (with what it takes from its translator "RDF")."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import PRODUCTION
from tests.documents import Document, document

Item = dict[str, str | list[str]]

_HIGHWIRE = {
    "citation_title": "title", "citation_publication_date": "date", "citation_public_url": "url", "citation_language": "language",
    "citation_publisher": "publisher",
}  # fmt: skip
_TYPES = {"newspaperArticle", "journalArticle", "webpage", "blogPost", "magazineArticle"}


def read(page: Document) -> Item:
    """Return what Zotero keeps of a page: Open Graph and Dublin Core first, then what Highwire's names say, which win."""
    metas = [(meta.get("name") or meta.get("property") or "", meta.get("content", "")) for meta in page.all("meta")]
    first: dict[str, str] = {}
    for name, content in metas:
        first.setdefault(name, content)
    # A type of Dublin Core that Zotero knows is believed; else `citation_title` makes it an article of a journal, and RDF alone a web page.
    kind = first.get("DC.type", "")
    guess = "journalArticle" if "citation_title" in first else "webpage"
    item: Item = {
        "itemType": kind if kind in _TYPES else guess,
        "title": first.get("og:title", ""),
        "publicationTitle": first.get("og:site_name", ""),
        "abstractNote": first.get("og:description", ""),
        "url": first.get("og:url", ""),
        "rights": first.get("DC.rights", ""),
    }
    item |= {field: first[name].strip() for name, field in _HIGHWIRE.items() if first.get(name, "").strip()}
    # Each author's element is taken apart at semicolons.
    item["creators"] = [author.strip() for name, content in metas if name == "citation_author" for author in re.split(r"\s*;\s*", content)]
    return item


def test_an_article_is_cited_as_it_is(production_site: Path) -> None:
    item = read(document(production_site, "articles/everything/index.html"))
    assert item["itemType"] == "newspaperArticle"
    assert item["creators"] == ["An Author", "Another One"]
    assert item["publicationTitle"] not in item["title"]
    assert re.fullmatch(r"\d{4}/\d{2}/\d{2}", str(item["date"]))
    assert item["url"] == f"{PRODUCTION}/articles/everything/"
    assert item["language"] == "en-GB"  # as the article itself says
    assert item["abstractNote"]


@pytest.mark.parametrize("missing", ["citation_title", "citation_public_url"])
def test_an_entry_is_cited_as_it_is(production_site: Path, missing: str) -> None:
    entry = sorted(production_site.glob("timeline/2019-04-06/*/index.html"))[0]
    page = document(production_site, entry.relative_to(production_site).as_posix())
    item = read(page)
    title = page.one("h1").text
    assert (item["itemType"], item["title"], item["creators"]) == ("newspaperArticle", title, [])
    # Without these names Zotero would keep the title with that of the site behind it; the address is Open Graph's as well.
    less = read(Document(page.name, page.data.replace(missing.encode(), b"x")))
    assert (less["title"] == title) is (missing != "citation_title")


def test_lists_are_not_cited_as_articles(production_site: Path) -> None:
    assert read(document(production_site, "timeline/index.html"))["itemType"] == "webpage"
