"""What the telling rests on, besides its sources: figures, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.dataclass import dataclass
from dateline.derive.portions import portions
from dateline.model import nouns
from dateline.model.corrections import ON_A_PAGE, listed
from dateline.pages import values
from dateline.pages.copied import embedding
from dateline.pages.downloads import feed_lines
from dateline.pages.embeds import figure_address, figure_embed
from dateline.pages.frame import Desk
from dateline.pages.paging import number_of, numbered, page_address, pager
from dateline.pages.sharing import sharing


@dataclass(frozen=True)
class FiguresPage:
    """Each key figure over time (figures.html); `sharing` is what one may do with each elsewhere, in the same order, empty without a SITEURL."""

    title: str
    figures: tuple[values.Figure, ...]
    sharing: tuple[values.Sharing, ...]
    pager: values.Pager | None


@dataclass(frozen=True)
class CorrectionsPage:
    """All corrections, newest first (corrections.html); `feeds` are those that tell of them alone."""

    title: str
    corrections: tuple[values.Correction, ...]
    feeds: tuple[values.Link, ...]
    pager: values.Pager | None


def evidence_pages(desk: Desk) -> Iterator[values.Page]:
    """Yield figures and corrections."""
    event, words, views = desk.event, desk.words, desk.views
    # The model has put each figure onto its page, for its address says which; what is held back may leave one empty.
    home = [figure.address.partition("#")[0] for figure in event.figures]
    count = max((number_of("figures/", page) for page in home), default=0)
    for number in range(1, count + 1):
        address = page_address("figures/", number)
        part = [figure for figure, page in zip(event.figures, home, strict=True) if page == address]
        figures = FiguresPage(
            numbered(words, words("Figures"), number, count),
            tuple(replace(views.figure(figure), chart=views.chart(figure)) for figure in part),
            tuple(offered for figure in part if (offered := _sharing(desk, figure))),
            pager(words, "figures/", number, count),
        )
        names = words.listed(figure.title for figure in part)
        yield desk.page("figures", address, figures, title=figures.title, description=names, data=("figures.csv", "figures.json") if number == 1 else ())
    parts = portions(listed([*event.entries, *event.articles]), ON_A_PAGE)  # as the model has put them onto pages
    feeds = tuple(values.Link(line.about, line.url) for line in feed_lines(desk, "corrections"))
    for number, corrected in enumerate(parts, 1):
        title = numbered(words, words("Corrections"), number, len(parts))
        corrections = CorrectionsPage(
            title=title,
            corrections=tuple(
                views.correction(correction, text, None)
                for correction, text in corrected
            ),
            feeds=feeds if number == 1 else (),
            pager=pager(words, "corrections/", number, len(parts)),
        )
        changed = [text for _, text in corrected]
        yield desk.page("corrections", page_address("corrections/", number), corrections, title=title, texts=changed, data=("corrections.csv",) if changed and number == 1 else ())


def _sharing(desk: Desk, figure: nouns.Figure) -> values.Sharing | None:
    shown = [embedding(desk, figure_embed(desk, figure), figure_address(desk, figure))] if desk.siteurl else []
    return sharing(desk, figure.title, figure.address, embeddings=shown)
