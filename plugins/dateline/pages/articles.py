"""The list of all articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dataclass import dataclass
from dateline.derive.portions import portions
from dateline.model.nouns import Article
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.teasers import each_once

MOST = 50
"""Articles on one page."""


@dataclass(frozen=True)
class ArticlesPage:
    """Articles, newest first (articles.html): all of them, or those about something, which is what `about` leads back to."""

    title: str
    articles: tuple[values.Teaser, ...]
    about: values.Link | None = None
    pager: values.Pager | None = None


def articles_pages(desk: Desk) -> Iterator[values.Page]:
    """Yield the pages of the list of articles."""
    listed = [article for article in desk.event.articles if article.status == "published"]
    if desk.event.articles:
        yield from listing(desk, "articles/", desk.words("Articles"), listed)


def listing(desk: Desk, address: str, title: str, articles: Sequence[Article], about: values.Link | None = None) -> Iterator[values.Page]:
    """Yield the pages of a list of articles, the first of them at the address."""
    parts = portions(articles, MOST)
    for number, part in enumerate(parts, 1):
        named = numbered(desk.words, title, number, len(parts))
        teasers = each_once(desk.views.teaser(article.teaser, pictured=True) for article in part)
        page = ArticlesPage(named, teasers, about, pager(desk.words, address, number, len(parts)))
        yield desk.page("articles", page_address(address, number), page, title=named, partly=desk.untranslated(part))
