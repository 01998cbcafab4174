"""One event in several languages: each a whole site below its prefix, from one set of facts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.conftest import Once
from tests.documents import Document, document, documents, words
from tests.sites import GOOD, PUBLISH, build, copy, pelican, rebuild, tree, write
from tests.translated import PREFIXES, TAGS, TOLD

SITE = "https://example.org/base"
SHARED = ("pictures/square-", "theme/", "404.html", "robots.txt", "SHA256SUMS", "favicon.svg", "_headers", "_redirects", "embed/", "cards/", "search/parts/")
"""What there is once; what others embed has its language behind that."""


@pytest.fixture(scope="module")
def told(once: Once, good_site: Path) -> Path:
    """The project, built while writing and, into public/, for publication."""

    def make(folder: Path) -> None:
        project = copy(good_site, folder / "site")
        write(project, TOLD)
        article = str(GOOD["content/articles/first.md"]).replace("Slug: first", "Slug: first\nFormerly: /articles/old/")
        write(project, {"content/articles/first.md": article, "publishconf.py": PUBLISH})
        build(project)
        build(project, "content", "-s", "publishconf.py", "-o", "public", SITEURL=SITE)

    return once("told-in-languages", make) / "site"


@pytest.fixture(scope="module")
def pages(told: Path) -> list[Document]:
    """All pages as they are published."""
    return documents(told / "public")


def language_of(name: str) -> str:
    """Return the language of a page by its file."""
    return next((tag for tag, prefix in PREFIXES.items() if prefix and name.removeprefix("embed/").startswith(prefix)), "en")


def address(name: str) -> str:
    """Return a page's whole address by its file."""
    return f"{SITE}/{name.removesuffix('index.html')}"


def alternates(page: Document) -> dict[str, str]:
    """Return what a page's head says of its versions."""
    return {str(link.get("hreflang")): str(link.get("href")) for link in page.all("link", rel="alternate") if link.get("hreflang")}


@pytest.mark.parametrize("output", ["output", "public"])
def test_each_language_is_a_whole_site_at_the_same_addresses(told: Path, output: str) -> None:
    # What is searched is named by what it holds.
    names = {re.sub(r"-[0-9a-f]{10}\.js$", ".js", name) for name in tree(told / output)}
    own = {name for name in names if language_of(name) == "en" and not name.startswith(SHARED)}

    assert {"index.html", "timeline/2022-01-05/square/index.html", "people/mayor/index.html", "downloads/figures.csv"} <= own
    assert own == {name.removeprefix("ru/") for name in names if name.startswith("ru/")}
    assert own == {name.removeprefix("ar/") for name in names if name.startswith("ar/")}
    if output == "public":
        assert {"feeds/all.atom.xml", "sitemap.xml", "articles/old/index.html"} <= own


def test_versions_name_each_other_both_ways(pages: list[Document]) -> None:
    by_address = {address(page.name): page for page in pages}
    told = {place: found for place, page in by_address.items() if (found := alternates(page))}
    unlisted = {page.name for page in pages if page.all("meta", name="robots")}

    assert set(told) == {address(page.name) for page in pages} - {address(name) for name in unlisted}
    for place, found in told.items():
        assert set(found) == {*TAGS, "x-default"}, place
        assert found[language_of(by_address[place].name)] == place
        assert found["x-default"] == found["en"]
        assert [link.get("href") for link in by_address[place].all("link", rel="canonical")] == [place]
        for other in found.values():
            assert alternates(by_address[other]) == found, (place, other)


def test_the_switcher_leads_to_the_same_page_in_the_language_that_it_names(pages: list[Document]) -> None:
    there = {page.name for page in pages}
    moved = []
    for page in pages:
        switchers = page.all("nav", class_="languages")
        if not switchers:
            leads_on = bool(page.all("meta", http_equiv="refresh"))
            moved += [page.name] if leads_on else []
            assert leads_on or page.name.startswith("embed/"), page.name
            continue
        switcher, again = switchers
        assert page.parents[switcher].tag == "header"
        assert [item.get("href") for item in again.iter("a")] == [item.get("href") for item in switcher.iter("a")], page.name
        here = language_of(page.name)
        (current,) = (item for item in switcher.iter("span"))
        assert (current.get("lang"), current.get("aria-current")) == (here, "true")
        found = {str(link.get("hreflang")): str(link.get("href")) for link in switcher.iter("a")}
        assert {*found, here} == set(TAGS)
        assert [item.get("lang") for item in switcher.iter() if item.get("lang")] == list(TAGS)
        for tag, href in found.items():
            path = unquote(href.removeprefix("/base/").removeprefix(f"{SITE}/"))
            same = page.name.removeprefix(PREFIXES[here]) if page.name != "404.html" else "index.html"
            assert f"{path}index.html".removesuffix(".htmlindex.html") + (".html" if path.endswith(".html") else "") == f"{PREFIXES[tag]}{same}", page.name
            assert f"{PREFIXES[tag]}{same}" in there
    # Of the old address, as a page and as what others embed.
    assert sorted(moved) == sorted(f"{embedded}{prefix}articles/old/index.html" for embedded in ("", "embed/") for prefix in PREFIXES.values())
    names = {item.text for page in pages for switcher in page.all("nav", class_="languages") for item in switcher.iter() if item.get("lang")}
    assert names == {"English", "Русский", "العربية"}


def test_pages_say_their_language_and_where_it_is_spoken(pages: list[Document]) -> None:
    locales = {"en": "en_GB", "ru": "ru_RU", "ar": "ar_AR"}
    for page in pages:
        here = language_of(page.name)
        html = page.one("html")
        assert (html.get("lang"), html.get("dir")) == (here, "rtl" if here == "ar" else "ltr"), page.name
        said = [(str(meta.get("property")), str(meta.get("content"))) for meta in page.all("meta") if str(meta.get("property")).startswith("og:locale")]
        if page.all("nav", class_="languages"):
            assert said[0] == ("og:locale", locales[here]), page.name
            assert sorted(said[1:]) == sorted(("og:locale:alternate", locale) for tag, locale in locales.items() if tag != here), page.name


def test_sitemaps_name_all_versions(told: Path, pages: list[Document]) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    by_address = {address(page.name): page for page in pages}
    named = set()
    for prefix in PREFIXES.values():
        for url in ElementTree.parse(told / "public" / prefix / "sitemap.xml").iterfind("s:url", space):
            place = url.findtext("s:loc", "", space)
            named.add(place)
            assert place.startswith(f"{SITE}/{prefix}")
            assert {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", space)} == alternates(by_address[place])
    assert named == {place for place, page in by_address.items() if alternates(page)}
    robots = (told / "public/robots.txt").read_text("utf-8")
    assert [line for line in robots.splitlines() if line.startswith("Sitemap")] == [f"Sitemap: {SITE}/{prefix}sitemap.xml" for prefix in PREFIXES.values()]


def test_words_are_the_translations_and_facts_the_originals(told: Path) -> None:
    original, translated = (document(told / "output", f"{prefix}timeline/2022-01-06/answer/index.html") for prefix in ("", "ru/"))

    assert words(translated.one("h1")) == "Совет отвечает"
    assert "всё плохо" in words(translated.one("main"))
    assert "Ответ пришёл в четверг" in words(translated.one("main"))
    assert [time.get("datetime") for time in translated.all("time")] == [time.get("datetime") for time in original.all("time")]
    cited = [[mark.get("href") for mark in page.all("a") if str(mark.get("href")).startswith("#source-")] for page in (original, translated)]
    assert cited[0] == cited[1] != []
    assert [link.get("href") for link in translated.all("a", href="../../../people/mayor/index.html")], "links stay in the language"
    assert "Автор" in words(document(told / "output", "ru/articles/first/index.html").one("main"))
    figures = document(told / "output", "ru/figures/index.html")
    assert {"Погибшие", "десятки", "Сосед"} <= {word.strip(",.:;") for word in words(figures.one("main")).split()}
    front = document(told / "output", "ru/index.html")
    assert words(front.one("h1")) == "Малое событие"
    assert words(front.one("a", class_="masthead-name")) == "Событие"


def test_what_is_not_translated_stands_in_the_original_and_says_so(told: Path) -> None:
    page = document(told / "output", "ru/timeline/2022-01-05/square/index.html")
    (said,) = page.all("p", class_="untranslated")
    (link,) = said.iter("a")

    assert words(page.one("h1")) == "People meet in the square"
    assert page.parents[page.one("h1")] is not None
    assert any(item.get("lang") == "en" for item in ancestors(page, page.one("h1"))), "its language is said"
    assert (link.get("href"), link.get("hreflang"), link.text) == ("../../../../timeline/2022-01-05/square/index.html", "en", "English")
    for name in ("ru/timeline/index.html", "ru/timeline/2022-01-05/index.html"):
        day = document(told / "output", name)
        assert "People meet in the square" in words(day.one("main")), "never left out in silence"
        assert len(day.all("p", class_="untranslated")) == 1, name
    whole = ("ru/timeline/2022-01-06/index.html", "ru/articles/first/index.html", "timeline/index.html", "ar/timeline/2022-01-05/square/index.html")
    assert [name for name in whole if document(told / "output", name).all("p", class_="untranslated")] == []


def ancestors(page: Document, element: ElementTree.Element) -> list[ElementTree.Element]:
    """Return an element and all that it lies in."""
    found = [element]
    while found[-1] in page.parents:
        found.append(page.parents[found[-1]])
    return found


def test_a_quote_keeps_its_words_and_shows_the_translation_below(told: Path) -> None:
    russian, english = (document(told / "output", f"{prefix}articles/first/index.html") for prefix in ("ru/", ""))
    said = words(russian.one("main"))

    assert said.index("No comment.") < said.index("Без комментариев.")
    assert "Без комментариев." not in words(english.one("main"))


def test_one_page_for_what_is_not_there_speaks_all_languages(told: Path) -> None:
    page = document(told / "public", "404.html")
    (russian,) = page.all("article", lang="ru")
    (arabic,) = page.all("article", lang="ar")

    assert "Страница не найдена" in words(russian)
    assert [link.get("href") for link in russian.iter("a")] == [f"{SITE}/ru/about/"]
    assert arabic.get("dir") == "rtl"
    assert [link.get("href") for link in arabic.iter("a")] == [f"{SITE}/ar/"]


def test_feeds_and_data_are_of_their_language(told: Path) -> None:
    atom = (told / "public/ru/feeds/all.atom.xml").read_text("utf-8")
    assert 'xml:lang="ru"' in atom
    assert "Совет отвечает" in atom
    assert f"{SITE}/ru/timeline/2022-01-06/answer/" in atom
    assert f"{SITE}/timeline/" not in atom
    entries = json.loads((told / "public/ru/downloads/timeline.json").read_text("utf-8"))["entries"]
    assert [(entry["id"], entry["url"]) for entry in entries] == [
        ("square", f"{SITE}/ru/timeline/2022-01-05/square/"),
        ("answer", f"{SITE}/ru/timeline/2022-01-06/answer/"),
    ]
    assert [entry["title"] for entry in entries] == ["People meet in the square", "Совет отвечает"]


def test_an_old_address_leads_on_in_each_language(told: Path) -> None:
    for prefix in PREFIXES.values():
        page = document(told / "public", f"{prefix}articles/old/index.html")
        assert page.one("meta", http_equiv="refresh").get("content", "").endswith(f"/base/{prefix}articles/first/")
    lines = (told / "public/_redirects").read_text("utf-8").splitlines()
    places = sorted(f"{embedded}{prefix}articles" for embedded in ("", "embed/") for prefix in PREFIXES.values())
    assert sorted(lines) == sorted(f"/base/{place}/old/ /base/{place}/first/ 301" for place in places)


def test_pictures_are_made_once(told: Path) -> None:
    assert {str(PurePosixPath(name).parent) for name in tree(told / "output") if name.endswith((".avif", ".webp"))} == {"pictures"}
    page = document(told / "output", "ru/articles/first/index.html")
    assert any(str(image.get("src")).startswith("../../../pictures/square-") for image in page.all("img"))
    assert "Синий прямоугольник" in {image.get("alt") for image in page.all("img")}


def test_one_figure_changed_changes_in_all_languages(site: Path) -> None:
    write(site, TOLD)
    before = tree(build(site))
    write(site, {"content/data/figures.yaml": TOLD["content/data/figures.yaml"].replace("value: 2\n", "value: 37\n")})
    after = tree(rebuild(site))
    changed = {name for name in after if name.endswith(".html") and before.get(name) != after[name]}
    shows = {name for name in changed if "37" in words(document(site / "output", name).one("main"))}

    assert {f"{prefix}figures/index.html" for prefix in PREFIXES.values()} <= shows
    assert {f"{prefix}articles/first/index.html" for prefix in PREFIXES.values()} <= shows
    assert all(name.removeprefix(PREFIXES[language_of(name)]) in {page.removeprefix("ru/").removeprefix("ar/") for page in shows} for name in changed)


def test_a_site_of_one_language_carries_nothing_of_others(good_site: Path, tmp_path: Path) -> None:
    project = copy(good_site, tmp_path / "site")
    write(project, {"publishconf.py": PUBLISH})
    build(project, "content", "-s", "publishconf.py", SITEURL=SITE)

    for name in tree(project / "output"):
        data = (project / "output" / name).read_bytes()
        if name.endswith((".html", ".xml")):
            assert b"hreflang" not in data, name
            assert b"og:locale" not in data, name
            assert b'class="languages"' not in data, name


def test_plugins_of_others_see_each_text_once(site: Path) -> None:
    plugin = """\
from pelican import signals


def note(generator):
    with open("seen.txt", "a") as stream:
        for article in generator.articles + generator.translations:
            print(article.source_path, article.url, file=stream)


def register():
    signals.article_generator_finalized.connect(note)
"""
    write(site, {**TOLD, "own/seeing.py": plugin})
    settings = (site / "pelicanconf.py").read_text("utf-8")
    alone = tree(build(site))
    write(site, {"pelicanconf.py": f'{settings}PLUGIN_PATHS = [*PLUGIN_PATHS, "own"]\nPLUGINS = [*PLUGINS, "seeing"]\n'})
    shutil.rmtree(site / "output")
    assert tree(build(site)) == alone
    (line,) = (site / "seen.txt").read_text("utf-8").splitlines()
    assert line.split()[1] == "articles/first/"


CLASHES = {
    "a page of that name": ({"content/pages/ru.md": "Title: Ru\nSlug: ru\n\nWords.\n"}, "content/pages/ru.md"),
    "a file of that name": ({"content/extra/ru/index.html": "<p>Own</p>"}, "content/extra/ru/index.html"),
}


@pytest.mark.parametrize("name", CLASHES)
def test_what_would_stand_where_a_language_is_is_told(site: Path, name: str) -> None:
    files, where = CLASHES[name]
    write(site, {**TOLD, **files})
    done = pelican(site)

    assert done.returncode == 1
    assert f"{where}:" in done.stderr


def test_an_edit_leaves_the_pages_that_it_does_not_reach_as_they_were(site: Path) -> None:
    """In every language: the file that is there is the one that was there."""
    write(site, TOLD)
    output = build(site)
    before = {name: (output / name).stat().st_ino for name in tree(output) if name.endswith(".html")}
    write(site, {"content/pages/about.md": str(GOOD["content/pages/about.md"]).replace("Much.", "Very much.")})
    output = build(site)
    anew = {name for name, inode in before.items() if (output / name).stat().st_ino != inode}

    assert anew == {f"{prefix}about/index.html" for prefix in PREFIXES.values()}
