"""What the telling rests on: figures, sources, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import nouns
from dateline.pages import values
from dateline.pages.frame import Desk


@dataclass(frozen=True)
class FiguresPage:
    """Each key figure over time (figures.html)."""

    title: str
    figures: tuple[values.Figure, ...]


@dataclass(frozen=True)
class CitedSource:
    """A source and the texts that cite it."""

    source: values.Source
    citing: tuple[values.Link, ...]


@dataclass(frozen=True)
class SourcesPage:
    """Each source and what cites it (sources.html)."""

    title: str
    count: str
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True)
class CorrectionsPage:
    """All corrections, newest first (corrections.html)."""

    title: str
    corrections: tuple[values.Correction, ...]


def evidence_pages(desk: Desk) -> Iterator[values.Page]:
    """Yield figures, sources and corrections."""
    event, words, views = desk.event, desk.words, desk.views
    if event.figures:
        figures = FiguresPage(words("Figures"), tuple(views.figure(figure) for figure in event.figures))
        names = ", ".join(figure.title for figure in event.figures)
        yield desk.page("figures", "figures/", figures, title=figures.title, description=names)
    listed = sorted(
        event.sources, key=lambda source: (source.publisher.casefold(), source.date, source.title)
    )
    sources = SourcesPage(
        title=words("Sources"),
        count=words.plural("{} source", "{} sources", len(listed)),
        sources=tuple(CitedSource(views.source(source), _citing(desk, source)) for source in listed),
    )
    yield desk.page("sources", "sources/", sources, title=sources.title)
    texts: list[nouns.Entry | nouns.Article] = [*event.entries, *event.articles]
    found = [
        (correction, text) for text in texts if text.status == "published" for correction in text.corrections
    ]
    found.sort(key=lambda pair: (pair[0].date, pair[1].slug), reverse=True)
    corrections = CorrectionsPage(
        title=words("Corrections"),
        corrections=tuple(
            views.correction(correction, values.Link(text.title, text.address), None)
            for correction, text in found
        ),
    )
    yield desk.page("corrections", "corrections/", corrections, title=corrections.title)


def _citing(desk: Desk, source: nouns.Source) -> tuple[values.Link, ...]:
    texts = desk.mentions.citing.get(source.key, ())
    links = [values.Link(text.title, text.address) for text in texts]
    for figure in desk.event.figures:
        if any(source in report.sources for report in figure.reports):
            links.append(values.Link(figure.title, figure.address))
    return tuple(links)
