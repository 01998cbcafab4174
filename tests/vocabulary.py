"""Graphs of pages as tests read them, and what schema.org and Google say of what stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.documents import Document
from tests.sites import ROOT

Graph = list[dict[str, Any]]

FILE = ROOT / "tests/structured/schemaorg/vocabulary.jsonld"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")
_URL = re.compile(r"https?://[^\s<>\"]+")

GOOGLE: Mapping[str, tuple[str, ...]] = {
    # "Article": none is required, these are recommended; ours are without a picture or a person's name where a text has none.
    "NewsArticle": ("headline", "url"),
    "AnalysisNewsArticle": ("headline", "datePublished", "author"),
    "BackgroundNewsArticle": ("headline", "datePublished", "author"),
    # "Live blog": an update that says when.
    "LiveBlogPosting": ("headline", "coverageStartTime", "liveBlogUpdate", "datePublished"),
    "BlogPosting": ("headline", "datePublished", "articleBody", "url"),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position", "name"),
    # "Dataset".
    "Dataset": ("name", "description", "distribution", "isAccessibleForFree", "temporalCoverage"),
    "DataDownload": ("contentUrl", "encodingFormat"),
    # "Image metadata": the file and one of creator, creditText, copyrightNotice, license; a licence wants the page where to get one.
    "ImageObject": ("contentUrl", "creditText", "acquireLicensePage"),
    "WebSite": ("name", "url"),
    "Event": ("name",),
    "Person": ("name",),
    "Organization": ("name",),
    "Place": ("name",),
    "Quotation": ("text",),
    "CorrectionComment": ("datePublished", "text"),
}
"""What Google's documentation of structured data asks of a type (developers.google.com/search/docs/appearance/structured-data), as far as we have it."""


def graph_of(page: Document) -> Graph:
    """Return the graph of a page; it may have no more than one."""
    found = [script for script in page.all("script") if script.get("type") == "application/ld+json"]
    assert len(found) < 2, page.name
    if not found:
        return []
    read = json.loads(found[0].text or "")
    assert list(read) == ["@context", "@graph"]
    assert read["@context"] == "https://schema.org"
    graph: Graph = read["@graph"]
    return graph


def nodes_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every thing with a type, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from nodes_in(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes_in(each)


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {each["@id"].removeprefix("schema:"): each for each in json.loads(FILE.read_text("utf-8"))["@graph"]}


def terms() -> list[str]:
    """Return the names of all types and properties that we know of."""
    return list(_entries())


def _above(kind: str) -> set[str]:
    """Return a type and all that it is a kind of."""
    above = (each["@id"].removeprefix("schema:") for each in _entries().get(kind, {}).get("rdfs:subClassOf", ()))
    return {kind}.union(*map(_above, above))


def faults(node: dict[str, Any]) -> Iterator[str]:
    """Yield what schema.org does not know of a thing: its type, a property of it, a value of that."""
    kind = node["@type"]
    if _entries().get(kind, {}).get("@type") != "rdfs:Class":
        yield f"{kind}: no such type"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        entry = _entries().get(name, {})
        belongs = {each["@id"].removeprefix("schema:") for each in entry.get("schema:domainIncludes", ())}
        if not belongs & _above(kind):
            yield f"{kind}.{name}: no such property"
            continue
        if "schema:supersededBy" in entry:
            yield f"{kind}.{name}: superseded"
        ranges = {each["@id"].removeprefix("schema:") for each in entry["schema:rangeIncludes"]}
        for each in value if isinstance(value, list) else [value]:
            # Google writes the page that a step leads to as its address ("Breadcrumb", `item`).
            if not _fits(each, ranges | {"URL"} if name == "item" else ranges):
                yield f"{kind}.{name}: {each!r} is none of {sorted(ranges)}"


def _fits(value: Any, ranges: set[str]) -> bool:
    if isinstance(value, dict):
        # Of what is described elsewhere the type is not known here; words in a language are words.
        return "Text" in ranges if "@value" in value else "@type" not in value or bool(_above(value["@type"]) & ranges)
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, int | float):
        return bool(ranges & {"Number", "Integer", "QuantitativeValue"})
    return "Text" in ranges or bool(_URL.fullmatch(value) and "URL" in ranges) or _time(value, ranges)


def _time(value: str, ranges: set[str]) -> bool:
    return bool(("Date" in ranges and _DATE.fullmatch(value)) or ("DateTime" in ranges and _TIME.fullmatch(value)))
