"""The first event: everything of the facts file that must be told is told, quoted word for word, with sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from dateline.markup.convert import Converter
from dateline.model.address import file_of
from dateline.model.build import build_event
from dateline.model.nouns import Article, Entry, Event, TextPage
from dateline.problems import Problems
from dateline.read.content import read_content

from tests.documents import Document, plain, words
from tests.sites import ROOT

CONTENT = ROOT / "content"
IN_REPORT = set(
    "f002 f018 f030 f031 f032 f034 f035 f036 f038 f039 f040 f043 f045 f048 f049 f050 f051 f052 f053 f055 f056 f060 f061 f062 "
    "f063 f064".split()
)
"""Facts that the report of 6 to 7 January 2022 has: all of them must be told."""
LOADED = re.compile(r"(?<![\w-])(?:terrorists?|bandits?|eliminat\w+)\b", re.IGNORECASE)
"""Words that take sides. "Counter-terrorist operation" is the name of a legal state, and not looked for."""
OF_OURSELVES = re.compile(r"\b(?:our sources|this site|we do not know)\b", re.IGNORECASE)
"""What a text says of its own sources has no source."""
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")


def written(name: str) -> Any:
    """Return a data file, as it is written."""
    return yaml.safe_load((CONTENT / "data" / name).read_text(encoding="utf-8"))


TOLD: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("told_in.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def event() -> Event:
    """The event of the repository's content."""
    problems = Problems()
    made, _ = build_event(read_content(CONTENT, (), {}, problems), problems, Converter(problems))
    assert [str(problem) for problem in problems.sorted()] == []
    return made


@pytest.fixture(scope="module")
def pages(example_documents: list[Document]) -> dict[str, Document]:
    """All pages of the built site by the names of their files."""
    return {page.name: page for page in example_documents}


def page_of(event: Event, pages: dict[str, Document], source: str) -> Document:
    """Return the page that a file below content/ became."""
    texts: list[Entry | Article | TextPage] = [*event.entries, *event.articles, *event.pages]
    (address,) = [text.address for text in texts if text.position.path.endswith(f"content/{source}")]
    return pages[file_of(address)]


def is_citation(element: Element) -> bool:
    """Tell whether an element is a mark that leads to a source."""
    return element.tag == "sup"


def is_of_others(element: Element) -> bool:
    """Tell whether an element holds the words of others: a quotation, or the title of a source."""
    return element.tag in ("blockquote", "q", "cite") or "source" in element.get("class", "")


def test_everything_in_the_report_is_told() -> None:
    assert IN_REPORT - TOLD.keys() == set()


@pytest.mark.parametrize("fact", sorted(TOLD))
def test_each_fact_stands_where_the_table_says(fact: str, event: Event, pages: dict[str, Document]) -> None:
    told = TOLD[fact]
    source = (CONTENT / told["page"]).read_text(encoding="utf-8")
    shown = words(page_of(event, pages, told["page"]).one("main"), is_citation)

    assert plain(told["words"]) in plain(source)
    assert plain(told["words"]) in plain(shown)


def test_quotations_are_word_for_word(pages: dict[str, Document]) -> None:
    quotes = {plain(quote["text"]) for quote in written("quotes.yaml").values()}
    shown = {
        (page.name, plain(words(quotation).strip("“”«»")))
        for page in pages.values()
        for quotation in page.all("blockquote")
    }

    assert len({text for _, text in shown}) > 10
    assert {(name, text) for name, text in shown if text not in quotes} == set()


def test_every_quote_placed_in_a_text_is_shown_there(event: Event, pages: dict[str, Document]) -> None:
    quotes = written("quotes.yaml")
    placed = [
        (file.relative_to(CONTENT).as_posix(), key)
        for file in sorted(CONTENT.rglob("*.md"))
        if "." not in file.stem  # translations are shown elsewhere
        for key in re.findall(r"^\[\[quote: *([^\]]+)\]\]", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert len(placed) > 5
    for source, key in placed:
        page = page_of(event, pages, source)
        figures = [figure for figure in page.all("figure") if plain(quotes[key]["text"]) in plain(words(figure))]
        assert figures, (source, key)
        assert [link.get("href") for figure in figures for link in figure.iter("a")], (source, key)


def test_every_entry_says_where_it_comes_from(event: Event, pages: dict[str, Document]) -> None:
    assert len(event.entries) >= 15
    for entry in event.entries:
        page = pages[file_of(entry.address)]
        sources = [item for item in page.all("li") if item.get("id", "").startswith("source-")]
        assert len(sources) >= 1, page.name
        assert {source.key for source in entry.sources} <= {item.get("id", "")[7:] for item in sources}, page.name


def test_every_paragraph_of_an_article_and_an_entry_is_cited(event: Event, pages: dict[str, Document]) -> None:
    bare = []
    texts: list[Entry | Article] = [*event.articles, *event.entries]
    for text in texts:
        page = pages[file_of(text.address)]
        (body,) = page.all("div", class_="text")[:1]
        bare += [
            (page.name, words(paragraph))
            for paragraph in body.findall("p")
            if paragraph.get("class") is None and paragraph.find(".//sup") is None
            if not OF_OURSELVES.search(words(paragraph))
        ]

    assert bare == []


def test_every_report_of_a_figure_says_who_and_where(pages: dict[str, Document]) -> None:
    page = pages["figures/index.html"]
    reports = [report for figure in written("figures.yaml").values() for report in figure["reports"]]
    rows = [row for table in page.all("table") for row in table.iter("tr") if row.find("td") is not None]

    assert len(rows) == len(reports)
    for row, report in zip(rows, reports, strict=True):
        value, who = row.findall("td")
        (source,) = [paragraph for paragraph in who.findall("p") if paragraph.get("class") == "figure-source"]
        assert words(value), words(row)
        assert words(who.findall("p")[0]), words(row)
        assert [link.get("href", "").startswith("../sources/") for link in source.iter("a")] == [True] * len(report["sources"])
        assert ("withdrawn" in report) is (row.find(".//s") is not None), words(row)


def test_loaded_words_are_quoted(pages: dict[str, Document]) -> None:
    assert list(loaded(pages["index.html"])) == []
    assert [(name, found) for name, page in pages.items() for found in loaded(page)] == []


def loaded(page: Document) -> Iterator[str]:
    """Yield where a page says a loaded word in its own voice: in its text, its head, its alternative texts."""
    head = [meta.get("content", "") for meta in page.all("meta") if meta.get("name") or meta.get("property")]
    shown = [words(page.one("body"), is_of_others), words(page.one("title")), *head]
    shown += [image.get("alt", "") for image in page.all("img")]
    for text in shown:
        own = _QUOTED.sub("“”", text)
        yield from (own[max(found.start() - 40, 0) : found.end() + 20] for found in LOADED.finditer(own))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>He spoke of “bandits” and “foreign-trained terrorist gangs”.</p>", 0),
        ("<blockquote><p>Terrorists</p></blockquote><p>a counter-terrorist operation</p><cite>Terrorists killed</cite>", 0),
        ("<p>Ten bandits were eliminated.</p>", 2),
        ("<p>He said: “ten bandits”. The terrorists left.</p>", 1),
    ],
)
def test_loaded_words_are_found(html: str, found: int) -> None:
    page = Document("x", f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>{html}</body></html>'.encode())

    assert len(list(loaded(page))) == found
