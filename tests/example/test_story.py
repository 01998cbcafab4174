"""The whole event: as much on the built site as in the data files, and nobody's words without their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

from tests.documents import Document, document, plain, words
from tests.sites import ROOT

CONTENT = ROOT / "content"
DISAGREEMENTS: list[dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("disagreements.yaml").read_text(encoding="utf-8")
)
RUN = 8
"""As many words of a quotation in a row are a quotation, and must be marked as one."""


def written(name: str) -> dict[str, Any]:
    """Return a data file, as it is written."""
    read: dict[str, Any] = yaml.safe_load((CONTENT / "data" / name).read_text(encoding="utf-8"))
    return read


def texts(folder: str) -> list[str]:
    """Return the published originals of a folder, heads and all."""
    found = [file.read_text(encoding="utf-8") for file in sorted((CONTENT / folder).glob("*.md")) if "." not in file.stem]
    return [text for text in found if not re.search(r"^Status: *(draft|hidden)", text, re.MULTILINE)]


@pytest.fixture
def pages(example_documents: list[Document]) -> list[Document]:
    """All pages of the built site."""
    return example_documents


def test_every_entry_is_on_the_timeline_and_has_a_page(example_site: Path) -> None:
    entries = texts("timeline")
    assert len(entries) >= 100
    for name in ("timeline/index.html", "timeline/newest/index.html"):
        assert len(document(example_site, name).all("article", class_="entry")) == len(entries)
    assert len(list(example_site.glob("timeline/*/*/index.html"))) == len(entries)


def test_about_twenty_entries_are_highlights_on_the_front_page(example_site: Path) -> None:
    highlights = [text for text in texts("timeline") if re.search(r"^Highlight: *yes", text, re.MULTILINE)]
    assert 18 <= len(highlights) <= 24
    assert len(document(example_site, "index.html").all("article", class_="brief")) == len(highlights)


def test_every_article_is_a_long_read_with_all_that_belongs_to_it(example_site: Path) -> None:
    found = sorted(example_site.glob("articles/*/index.html"))
    assert len(found) == len(texts("articles")) >= 8
    for file in found:
        page = document(example_site, file.relative_to(example_site).as_posix())
        running = sum(
            len(words(element, lambda part: part.tag == "sup").split())
            for container in page.all("div", class_="text")
            for element in container
            if element.tag in ("p", "ul", "ol")
        )
        assert 500 <= running <= 1300, (page.name, running)
        assert page.all("p", class_="standfirst"), page.name
        assert page.all("img", fetchpriority="high"), page.name
        assert page.all("figure", class_="quotation"), page.name
        assert page.all("h2", id="read-more"), page.name


@pytest.mark.parametrize(("kind", "least"), [("people", 52), ("organisations", 33), ("places", 22)])
def test_everybody_and_everything_has_a_page(kind: str, least: int, example_site: Path) -> None:
    keys = set(written(f"{kind}.yaml"))
    assert len(keys) >= least
    assert {file.parent.name for file in example_site.glob(f"{kind}/*/index.html")} == keys
    index = document(example_site, f"{kind}/index.html")
    linked = {link.get("href", "").split("/")[0] for link in index.one("main").iter("a")}
    assert keys <= linked


def test_every_report_of_every_figure_is_in_the_tables(example_site: Path) -> None:
    figures = written("figures.yaml")
    page = document(example_site, "figures/index.html")
    assert sum(len(figure["reports"]) for figure in figures.values()) >= 53
    for key, figure in figures.items():
        section = page.one("section", id=key)
        rows = [row for body in section.iter("tbody") for row in body.iter("tr")]
        assert len(rows) == len(figure["reports"]), key
        struck = [row for row in rows if any(True for _ in row.iter("s"))]
        assert len(struck) == sum("withdrawn" in report for report in figure["reports"]), key


def test_every_disagreement_is_told(example_site: Path) -> None:
    assert len(DISAGREEMENTS) == 12
    for told in DISAGREEMENTS:
        source = (CONTENT / told["page"]).read_text(encoding="utf-8")
        assert plain(told["words"]) in plain(re.sub(r"\[@[^\]]*\]", "", source)), told["text"]
        shown = shown_on(example_site, told["page"])
        assert plain(told["words"]) in shown, told["text"]


def shown_on(site: Path, source: str) -> str:
    """Return the words of the page that a file below content/ became."""
    if source == "data/figures.yaml":
        name = "figures/index.html"
    elif source.startswith("timeline/"):
        slug = re.search(r"^Slug: *(\S+)", (CONTENT / source).read_text(encoding="utf-8"), re.MULTILINE)
        assert slug, source
        (file,) = site.glob(f"timeline/*/{slug[1]}/index.html")
        name = file.relative_to(site).as_posix()
    else:
        name = f"{Path(source).stem}/index.html"
    return plain(words(document(site, name).one("main"), lambda part: part.tag == "sup"))


def quotations(page: Document) -> Iterator[tuple[str, Element]]:
    """Yield the words of each quotation on a page, and its figure."""
    for figure in page.all("figure", class_="quotation"):
        (block,) = figure.iter("blockquote")
        yield plain(words(block)).strip('"«»'), figure


def said(thing: dict[str, Any], field: str, page: Document) -> str:
    """Return a field of words in a page's language, or else as it is in the event's own."""
    language = page.one("html").get("lang")
    names: dict[str, str] = thing.get("names", {}) if field == "name" else {}
    return str(thing.get(f"{field}_{language}") or names.get(language or "") or thing[field])


def test_every_quotation_has_its_words_speaker_date_and_source(pages: list[Document]) -> None:
    quotes = {plain(quote["text"]): quote for quote in written("quotes.yaml").values()}
    sources, people = written("sources.yaml"), {**written("people.yaml"), **written("organisations.yaml")}
    assert len(quotes) >= 26
    seen = set()
    for page in pages:
        for text, figure in quotations(page):
            assert text in quotes, (page.name, text)
            seen.add(text)
            quote, shown = quotes[text], plain(words(figure))
            assert plain(said(people.get(quote["speaker"], {"name": quote["speaker"]}), "name", page)) in shown, (page.name, text)
            assert {str(quote["date"])} <= {time.get("datetime", "") for time in figure.iter("time")}, (page.name, text)
            assert any(plain(said(sources[key], "publisher", page)) in shown for key in quote["sources"]), (page.name, text)
    # A quotation of a few words stands inside a sentence, in quotation marks.
    inside = [plain(words(page.one("main"))) for page in pages]
    assert [text for text in quotes.keys() - seen if not any(f'"{text}"' in shown for shown in inside)] == []


def test_no_run_of_a_quotations_words_stands_unmarked(pages: list[Document]) -> None:
    runs = {run: text for text in map(plain, (q["text"] for q in written("quotes.yaml").values())) for run in shingles(text)}
    assert runs
    for page in pages:
        shown = plain(words(page.one("main"), is_marked))
        unmarked = re.sub(r'"[^"]*"', " … ", shown)
        found = {runs[run] for run in shingles(unmarked) if run in runs}
        assert found == set(), page.name


def is_marked(element: Element) -> bool:
    """Tell whether an element holds the words of others: a quotation, or the title of a source."""
    return element.tag in ("blockquote", "q", "cite", "sup")


def shingles(text: str) -> set[tuple[str, ...]]:
    """Return every run of RUN words of a text, without regard to case and punctuation."""
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold())
    return {tuple(found[n : n + RUN]) for n in range(len(found) - RUN + 1)}
