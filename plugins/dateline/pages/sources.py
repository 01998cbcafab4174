"""Sources and what cites them: on one page while they are few, else each on a page of its own, and lists of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.dataclass import dataclass
from dateline.derive.integrity import keeps
from dateline.derive.portions import portions
from dateline.model import nouns
from dateline.model.address import Address
from dateline.model.data import ON_ONE_PAGE
from dateline.pages import values
from dateline.pages.frame import Bench, Desk
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.planned import Planned
from dateline.structured.sources import citation
from dateline.wording import Wording

_CITING = 200
"""Texts on the page of a source that they cite."""
_LINKS = 1_000
"""Links to citing texts on the page of all sources; where there are more, each source has its share, and a page with all."""

Citing = Sequence[nouns.Article | nouns.Entry | nouns.TextPage | nouns.Figure]


@dataclass(frozen=True)
class CitedSource:
    """A source, texts that cite it, and where they are not all a link to its page."""

    source: values.Source
    citing: tuple[values.Link, ...]
    more: values.Link | None


@dataclass(frozen=True)
class SourcesPage:
    """Sources and what cites them (sources.html). `lead`: where a source has its page, with `{key}` for its key; empty where they have none.

    `copies` says how many of them have neither an archived nor a kept copy.
    """

    title: str
    count: str
    copies: str
    sources: tuple[CitedSource, ...]
    lead: Address | str
    pager: values.Pager | None


@dataclass(frozen=True)
class SourcePage:
    """One source and what cites it (source.html)."""

    title: str
    index: values.Link
    source: values.Source
    citing: tuple[values.Mention, ...]
    count: str
    pager: values.Pager | None


def source_pages(desk: Desk) -> Iterator[values.Page | Planned]:
    """Yield the list of sources, in pages where they are many, and the pages of single ones."""
    words = desk.words
    listed = sorted(
        desk.event.sources, key=lambda source: (source.publisher.casefold(), source.date, source.title)
    )
    citing = _citing(desk)
    own = any("#" not in source.address for source in listed)
    shown = 0 if own else share([len(citing[source.key]) for source in listed])
    parts = portions(listed, ON_ONE_PAGE)
    copies = _without_copy(words, sum(not keeps(source) for source in listed))
    for number, part in enumerate(parts, 1):
        title = numbered(words, words("Sources"), number, len(parts))
        page = SourcesPage(
            title=title,
            count=words.plural("{} source", "{} sources", len(listed)),
            copies=copies,
            sources=tuple(_cited(desk, source, citing[source.key], shown) for source in part),
            lead=_page_of("{key}") if own and number == 1 else "",
            pager=pager(words, "sources/", number, len(parts)),
        )
        yield desk.page("sources", page_address("sources/", number), page, title=title, data=("sources.csv",) if listed and number == 1 else ())
    for source in listed:
        found = citing[source.key]
        if own or len(found) > shown:
            yield from _pages_of(source, found)


def _without_copy(words: Wording, count: int) -> str:
    if not count:
        return words("Each has an archived or a kept copy.")
    return words.plural("{} has neither an archived nor a kept copy.", "{} have neither an archived nor a kept copy.", count)


def _page_of(key: str) -> Address:
    return Address(f"sources/{key}/")


def share(counts: Sequence[int]) -> int:
    """Return how many citing texts each source may name on the page of all; `counts` are how many each has."""
    if sum(counts) <= _LINKS:
        return max(counts, default=1) or 1
    return max(_LINKS // len(counts), 1)


def _cited(desk: Desk, source: nouns.Source, citing: Citing, shown: int) -> CitedSource:
    more = None
    if not citing and not shown:
        more = values.Link(desk.words("not cited"), _page_of(source.key))
    elif len(citing) > shown:
        words, left = desk.words, len(citing) - shown
        text = words.plural("and {} more", "and {} more", left) if shown else words.plural("cited in {} text", "cited in {} texts", left)
        more = values.Link(text, _page_of(source.key))
    return CitedSource(desk.views.source(source), tuple(_mention(desk, one).link for one in citing[:shown]), more)


def _pages_of(source: nouns.Source, citing: Citing) -> Iterator[Planned]:
    parts = portions(citing, _CITING)
    for number, part in enumerate(parts, 1):
        yield Planned("source", page_address(_page_of(source.key), number), _source_page, (source, number, len(parts), len(citing), part))


def _source_page(bench: Bench, source: nouns.Source, number: int, pages: int, count: int, citing: Citing) -> values.Page:
    words, view = bench.words, bench.views.source(source)
    first = _page_of(source.key)
    title = numbered(words, view.title, number, pages)
    page = SourcePage(
        title=title,
        index=values.Link(words("Sources"), Address("sources/")),
        source=view,
        citing=tuple(_mention(bench, one) for one in citing),
        count=words.plural("Cited in {} text", "Cited in {} texts", count),
        pager=pager(words, first, number, pages),
    )
    changing = [one for one in citing if isinstance(one, nouns.Article | nouns.Entry)]
    description = words.listed(filter(None, (view.publisher, view.authors, view.date.text if view.date else "")))
    return bench.page("source", page_address(first, number), page, title=title, description=description, texts=changing, about=lambda: (citation(bench.ground, source, whole=True),))


def _citing(desk: Desk) -> dict[str, Citing]:
    """Return what cites each source, by its key: texts, then figures."""
    figures: dict[str, dict[str, nouns.Figure]] = defaultdict(dict)
    for figure in desk.event.figures:
        for report in figure.reports:
            for source in report.sources:
                figures[source.key][figure.key] = figure
    texts = desk.mentions.citing
    return {source.key: (*texts.get(source.key, ()), *figures[source.key].values()) for source in desk.event.sources}


def _mention(bench: Bench, one: nouns.Article | nouns.Entry | nouns.TextPage | nouns.Figure) -> values.Mention:
    return values.Mention(values.Link(one.title, one.address), None) if isinstance(one, nouns.Figure) else bench.views.mention(one)
