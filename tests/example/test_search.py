"""What readers of the example may search for: each query has the page first that queries.yaml names, from a disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser import watching

QUERIES: dict[str, list[dict[str, str]]] = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8"))
SHARD = 40_000
"""Bytes of a file of the index at most, uncompressed."""
FIRST = """query => new Promise(done => {
    const results = document.querySelector(".search-results");
    const watch = new MutationObserver(() => {
        watch.disconnect();
        done(results.querySelector("a")?.getAttribute("href"));
    });
    watch.observe(results, {childList: true});
    const field = document.querySelector("#search-field");
    field.value = query;
    field.dispatchEvent(new Event("input"));
})"""


def first_result(page: Page, query: str) -> str:
    """Return where the first result leads, from the root of its language."""
    found: Any = page.evaluate(FIRST, query)
    return str(found).partition("#")[0].removeprefix("../").removesuffix("index.html")


@pytest.mark.browser
@pytest.mark.parametrize("language", QUERIES)
def test_what_is_looked_for_comes_first(chromium: Browser, example_site: Path, language: str) -> None:
    prefix = "" if language == "en" else f"{language}/"
    with watching(chromium, f"{example_site.as_uri()}/") as watched:
        watched.page.goto(f"{example_site.as_uri()}/{prefix}search/index.html")
        found = {each["query"]: prefix + first_result(watched.page, each["query"]) for each in QUERIES[language]}
        assert watched.complaints == []
    assert found == {each["query"]: each["first"] for each in QUERIES[language]}


def test_there_are_twenty_queries_in_each_language() -> None:
    assert {language: len(queries) for language, queries in QUERIES.items()} == {"en": 20, "ru": 20, "kk": 20}
    assert all(each.keys() == {"query", "first", "why"} for queries in QUERIES.values() for each in queries)


def test_no_file_of_the_index_is_large(example_site: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in example_site.glob("**/search/**/*.js")}
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size > SHARD} == {}
