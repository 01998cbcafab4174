"""Each page's head: what search engines, previews and browsers read (DESIGN.md, "Each page's head")."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import PRODUCTION as SITEURL
from tests.conftest import Once, parsed
from tests.documents import Document, document, documents, words
from tests.sites import PUBLISH, SETTINGS, build, write

POLICY = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "script-src": ["'self'"],
    "connect-src": ["'self'"],  # Lighthouse asks for robots.txt in the page's name
}
"""What a page may load: nothing from elsewhere. Styles come by hash, and each page's hash is its own."""
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@pytest.fixture
def writing(event_documents: list[Document]) -> list[Document]:
    """All pages of the invented event as an author builds it, but for those that stand inside others'."""
    return [page for page in event_documents if not page.name.startswith("embed/")]


@pytest.fixture(scope="module")
def production(once: Once, production_site: Path) -> list[Document]:
    """All pages of the invented event as it is published, but for those that stand inside others'."""
    return [page for page in parsed(once, "production", production_site) if not page.name.startswith("embed/")]


def metas(page: Document) -> dict[str, str]:
    """Return the contents of a page's meta elements by name or property; none may come twice, but for authors, who have an element each."""
    found = [
        (meta.get("name") or meta.get("property") or "", meta.get("content", ""))
        for meta in page.all("meta")
        if (meta.get("name") or meta.get("property")) and meta.get("name") != "citation_author"
    ]
    names = Counter(name for name, _ in found)
    assert set(names.values()) == {1}, (page.name, names)
    return dict(found)


def links(page: Document, rel: str) -> list[str]:
    """Return the addresses of a page's link elements with a relation."""
    return [link.get("href", "") for link in page.all("link") if link.get("rel") == rel]


def address(page: Document) -> str:
    """Return a page's address below SITEURL."""
    return re.sub(r"(^|/)index\.html$", r"\1", page.name)


def listed(page: Document) -> bool:
    """Tell whether search engines may keep a page."""
    return "noindex" not in metas(page).get("robots", "")


def test_titles_differ_and_name_page_and_site(writing: list[Document]) -> None:
    titles = Counter(words(page.one("title")) for page in writing)
    name = metas(writing[0])["og:site_name"]

    assert [title for title, count in titles.items() if count != 1] == []
    assert [title for title in titles if not re.search(r"\w", title)] == []
    assert [page.name for page in writing if not words(page.one("title")).endswith(f" · {name}")] == ["index.html"]


def test_titles_begin_as_the_page_does(writing: list[Document]) -> None:
    assert [
        page.name for page in writing if not words(page.one("title")).startswith(words(page.one("h1")))
    ] == []


def test_descriptions_say_something_in_at_most_200_characters(writing: list[Document]) -> None:
    descriptions = {page.name: metas(page)["description"] for page in writing}

    assert [name for name, text in descriptions.items() if not 3 < len(text) <= 200] == []
    # No markup, no citation mark, no gap where one was taken out.
    assert [name for name, text in descriptions.items() if re.search(r"[<>\[\]]|\s\s| [.,;:!?]|\n", text)] == []


def test_open_graph_says_what_the_page_says(writing: list[Document]) -> None:
    for page in writing:
        found = metas(page)
        assert found["og:title"] == words(page.one("title")), page.name
        assert found["og:description"] == found["description"], page.name
        kind = "article" if re.match(r"articles/.|timeline/[\d-]+/[^/]+/index|drafts/.", page.name) else "website"
        assert found["og:type"] == (kind if page.name != "articles/index.html" else "website"), page.name


def test_without_siteurl_nothing_claims_a_whole_address(writing: list[Document]) -> None:
    assert {name for page in writing for name in metas(page) if name in ("og:url", "og:image")} == set()
    assert [page.name for page in writing if links(page, "canonical")] == []


def test_in_production_each_page_says_where_it_is(production: list[Document]) -> None:
    for page in production:
        whole = [f"{SITEURL}/{address(page)}"] if listed(page) else []
        assert links(page, "canonical") == whole, page.name
        assert [metas(page)[name] for name in ("og:url",) if name in metas(page)] == whole, page.name


def test_in_production_previews_get_a_picture_of_the_site(production: list[Document], production_site: Path) -> None:
    for page in production:
        found = metas(page)
        assert found["og:image"].startswith((f"{SITEURL}/cards/", f"{SITEURL}/pictures/")), page.name
        assert (production_site / found["og:image"].removeprefix(f"{SITEURL}/")).is_file(), page.name
        assert found["og:image:alt"], page.name
        with Image.open(production_site / found["og:image"].removeprefix(f"{SITEURL}/")) as image:
            assert (found["og:image:width"], found["og:image:height"]) == tuple(map(str, image.size)), page.name
        assert found["twitter:card"] == "summary_large_image", page.name


def test_texts_say_when_they_were_published_and_changed(writing: list[Document]) -> None:
    found = {page.name: metas(page) for page in writing}
    assert {name for name, metas in found.items() if "article:published_time" in metas and metas["og:type"] != "article"} == set()
    dated = [metas for metas in found.values() if metas["og:type"] == "article" and "article:published_time" in metas]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:]+(Z|[+-]\d\d:\d\d))?", metas["article:published_time"]) for metas in dated)
    assert any(metas["article:modified_time"] > metas["article:published_time"] for metas in dated if "article:modified_time" in metas)


def test_in_production_pages_name_the_files_that_hold_the_same(production: list[Document], production_site: Path) -> None:
    offered = {
        page.name: {link.get("href", "").removeprefix(f"{SITEURL}/downloads/"): link.get("type") for link in page.all("link", rel="alternate") if "/downloads/" in link.get("href", "")}
        for page in production
    }
    assert offered["timeline/index.html"] == {
        "timeline.csv": "text/csv", "timeline.json": "application/json", "timeline.ics": "text/calendar", "timeline.geojson": "application/geo+json",
    }  # fmt: skip
    assert offered["sources/index.html"] == {"sources.csv": "text/csv"}
    assert set(offered["figures/index.html"]) == {"figures.csv", "figures.json"}
    assert offered["index.html"] == offered["articles/everything/index.html"] == {}
    assert all((production_site / "downloads" / name).is_file() for names in offered.values() for name in names)


def test_in_production_each_page_names_every_feed_with_its_type(production: list[Document], production_site: Path) -> None:
    types = {".xml": "application/atom+xml", ".json": "application/feed+json"}
    made = {f"{SITEURL}/feeds/{file.name}": types[file.suffix] for file in (production_site / "feeds").iterdir()}
    assert set(made.values()) == set(types.values())
    for page in production:
        named = [link for link in page.all("link") if link.get("rel") == "alternate" and "/feeds/" in link.get("href", "")]
        assert {link.get("href"): link.get("type") for link in named} == made, page.name
        assert len(named) == len(made), page.name
        assert all(link.get("title") for link in named), page.name


def test_without_siteurl_there_are_no_feeds_to_name(writing: list[Document]) -> None:
    assert [page.name for page in writing if links(page, "alternate")] == []


def test_only_drafts_hidden_texts_and_the_page_for_missing_addresses_are_unlisted(writing: list[Document], production: list[Document]) -> None:
    hidden = {"404.html", "articles/a-hidden/index.html", "timeline/2019-04-06/entry-hidden/index.html"}

    assert {page.name for page in writing if not listed(page)} == hidden | {"drafts/a-draft/index.html", "drafts/entry-draft/index.html"}
    assert {page.name for page in production if not listed(page)} == hidden


def test_browsers_learn_icon_colours_and_size(writing: list[Document]) -> None:
    for page in writing:
        assert metas(page)["color-scheme"] == "light dark", page.name
        assert metas(page)["viewport"] == "width=device-width, initial-scale=1", page.name
        assert [href.rpartition("/")[2] for href in links(page, "icon")] == ["favicon.svg"], page.name


@pytest.mark.parametrize("build", ["writing", "production"])
def test_the_policy_comes_before_all_that_it_governs(
    build: str, writing: list[Document], production: list[Document]
) -> None:
    for page in writing if build == "writing" else production:
        head = list(page.one("head"))
        assert head[0].get("charset") == "utf-8", page.name
        assert head[1].get("http-equiv") == "Content-Security-Policy", page.name
        assert page.data.index(b"charset") < 1024, page.name
        policy = {rule[0]: rule[1:] for rule in map(str.split, head[1].get("content", "").split(";"))}
        digests = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(page.data)]
        assert len(digests) == 2, page.name
        assert policy == {**POLICY, "style-src": [f"'sha256-{digest}'" for digest in digests]}, page.name


def test_the_style_is_what_the_browser_reads(writing: list[Document]) -> None:
    """Inside style there are no character references: what was escaped would be another style than the one hashed."""
    for page in writing:
        texts = [style.decode() for style in _STYLE.findall(page.data)]
        assert [style.text for style in page.all("style", "{http://www.w3.org/2000/svg}style")] == texts, page.name
        assert texts[0].startswith("@layer tokens,base,layout,components,pages;"), page.name
        for text in texts:
            assert unescape(text) == text, page.name
            assert text.count("{") == text.count("}") > 0, page.name
            assert "/*" not in text, page.name


def test_drafts_hidden_texts_and_404_are_unlisted(site: Path) -> None:
    article = (site / "content/articles/first.md").read_text(encoding="utf-8")
    entry = (site / "content/timeline/2022-01-06-answer.md").read_text(encoding="utf-8")
    write(site, {
        "pelicanconf.py": (site / "pelicanconf.py").read_text(encoding="utf-8") + 'DATELINE = {"drafts": True}\n',
        "content/articles/second.md": article.replace("Slug: first", "Slug: unseen-1\nStatus: draft"),
        "content/articles/third.md": article.replace("Slug: first", "Slug: unseen-2\nStatus: hidden"),
        "content/timeline/draft.md": entry.replace("Slug: answer", "Slug: unseen-3\nStatus: draft"),
        "content/timeline/hidden.md": entry.replace("Slug: answer", "Slug: unseen-4\nStatus: hidden"),
        "content/pages/hidden.md": "Title: Hidden\nSlug: unseen-5\nStatus: hidden\n\nNot for all.\n",
        "content/pages/draft.md": "Title: Not yet\nSlug: unseen-6\nStatus: draft\n\nNot yet.\n",
    })  # fmt: skip
    output = build(site)
    pages = documents(output)
    unlisted = {page.name for page in pages if not listed(page)}

    assert unlisted == {
        "404.html",
        "articles/unseen-2/index.html",
        "drafts/unseen-1/index.html",
        "drafts/unseen-3/index.html",
        "drafts/unseen-6/index.html",
        "unseen-5/index.html",
        "timeline/2022-01-06/unseen-4/index.html",
    }
    assert not (output / "unseen-6").exists()
    # Nothing that readers and machines are led along names them.
    for page in pages:
        if page.name not in unlisted:
            for link in page.all("a"):
                assert "unseen" not in link.get("href", ""), page.name
    for file in output.rglob("*"):
        if file.is_file() and file.suffix not in (".html", ".webp") and file.name != "SHA256SUMS":
            assert b"unseen" not in file.read_bytes(), file


def test_an_article_is_previewed_with_its_own_picture(site: Path) -> None:
    article = (site / "content/articles/first.md").read_text(encoding="utf-8")
    picture = (site / "content/pictures/square.png").read_bytes()
    write(site, {
        "publishconf.py": PUBLISH + 'DATELINE["cards"] = False\n',
        "content/pictures/other.png": picture,
        "content/pictures/other.md": "Alt: Another rectangle\nCredit: Nobody\n",
        "content/articles/first.md": article.replace("Slug: first", "Slug: first\nLead_picture: other.png"),
    })  # fmt: skip
    output = build(site, "content", "-s", "publishconf.py", SITEURL="https://example.org")
    own = metas(document(output, "articles/first/index.html"))
    other = metas(document(output, "timeline/2022-01-05/square/index.html"))

    assert (own["og:image"].startswith("https://example.org/pictures/other-"), own["og:image:alt"]) == (True, "Another rectangle")
    assert other["og:image"].startswith("https://example.org/pictures/square-")


def test_a_timeline_that_has_nothing_yet_names_no_table(tmp_path: Path) -> None:
    """A site begins with an article: there is no table without rows, and none is named. The other files hold an empty list."""
    write(tmp_path, {
        "pelicanconf.py": SETTINGS,
        "publishconf.py": PUBLISH,
        "content/event.md": "Title: A small event\nStandfirst: Something.\nStarts: 2022-01-05\nEnds: 2022-01-08\nTimezone: UTC\nKinds:\n    event = Event\n\nIt began.\n",
        "content/articles/first.md": "Title: The first article\nDate: 2022-01-07\nSlug: first\n\nAll that is known.\n",
    })  # fmt: skip
    output = build(tmp_path, "content", "-s", "publishconf.py", SITEURL="https://example.org")
    named = [link.rpartition("/")[2] for link in links(document(output, "timeline/index.html"), "alternate") if "/downloads/" in link]

    assert named == ["timeline.json", "timeline.ics", "timeline.geojson"]
    assert all((output / "downloads" / name).is_file() for name in named)
