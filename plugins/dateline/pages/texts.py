"""Articles, entries, and pages of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dateline.derive.related import Likeness, Text
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.articles import listing
from dateline.pages.frame import Desk, Numbers
from dateline.pages.views import beginning, each_once
from dateline.wording import GENRES, Time

_ARTICLES = 12
"""Articles named on the page of an entry that they tell of, the newest; more have a list of their own."""

Draft = Text | nouns.TextPage
"""What may be a draft."""


@dataclass(frozen=True)
class ArticlePage:
    """An article (article.html). Field names are those that Pelican's themes know where they mean the same."""

    title: str
    genre: str
    kicker: str
    standfirst: str
    authors: tuple[str, ...]
    dateline: str
    date: Time
    modified: Time | None
    draft: bool
    picture: values.Picture | None
    body: values.Body
    places: tuple[values.Link, ...]
    people: tuple[values.Link, ...]
    organisations: tuple[values.Link, ...]
    corrections: tuple[values.Correction, ...]
    related: tuple[values.Teaser, ...]
    earlier: values.Teaser | None
    later: values.Teaser | None


@dataclass(frozen=True)
class EntryPage:
    """An entry by itself (entry.html). `all_articles` leads to the list of the articles that tell of it, where they are too many for its page."""

    entry: values.EntryCard
    day: values.Link
    draft: bool
    published: Time
    modified: Time | None
    people: tuple[values.Link, ...]
    organisations: tuple[values.Link, ...]
    corrections: tuple[values.Correction, ...]
    articles: tuple[values.Teaser, ...]
    all_articles: values.Link | None
    related: tuple[values.Teaser, ...]
    earlier: values.Teaser | None
    later: values.Teaser | None


@dataclass(frozen=True)
class TextPage:
    """A page of its own (page.html): about, 404."""

    title: str
    body: values.Body
    updated: Time | None
    draft: bool = False


def article_pages(desk: Desk, drafts: Sequence[Draft]) -> Iterator[values.Page]:
    """Yield a page for each article."""
    listed = [article for article in desk.event.articles if article.status == "published"]
    place = {article.address: number for number, article in enumerate(listed)}
    likeness = _likeness(desk)
    for article in (*desk.event.articles, *(text for text in drafts if isinstance(text, nouns.Article))):
        at = place.get(article.address, -1)
        numbers = Numbers()
        later = listed[at - 1] if at > 0 else None
        earlier = listed[at + 1] if 0 <= at < len(listed) - 1 else None
        # In the order of the page, because marks are numbered where they first stand.
        picture = desk.views.picture(article.picture, numbers, lead=True) if article.picture else None
        body = desk.views.body(article.body, numbers)
        page = ArticlePage(
            title=article.title,
            genre=desk.words(GENRES[article.kind]),
            kicker=article.kicker,
            standfirst=article.standfirst,
            authors=article.authors,
            dateline=article.dateline,
            date=desk.words.on(article.date),
            modified=desk.words.on(article.modified) if article.modified else None,
            draft=article.status == "draft",
            picture=picture,
            body=body,
            places=desk.views.named(article.places),
            people=desk.views.named(article.people),
            organisations=desk.views.named(article.organisations),
            corrections=desk.views.corrections(article, numbers),
            related=_related(desk, article, likeness),
            earlier=desk.views.teaser(earlier.teaser) if earlier else None,
            later=desk.views.teaser(later.teaser) if later else None,
        )
        yield desk.page(
            "article",
            article.address,
            page,
            title=article.title,
            description=article.summary or beginning(article.body),
            kind="article",
            picture=article.picture,
            lang=article.lang,
            listed=article.status == "published",
            numbers=numbers,
            texts=(article,),
        )


def entry_pages(desk: Desk, listed: Sequence[nouns.Entry], drafts: Sequence[Draft]) -> Iterator[values.Page]:
    """Yield a page for each entry; `listed` are the published ones in the order of time."""
    likeness = _likeness(desk)
    days = {entry.when.start.group for entry in listed}
    place = {entry.address: number for number, entry in enumerate(listed)}
    for entry in (*desk.event.entries, *(text for text in drafts if isinstance(text, nouns.Entry))):
        at = place.get(entry.address, -1)
        numbers = Numbers()
        card = desk.views.entry_card(entry, numbers)
        earlier = listed[at - 1] if at > 0 else None
        later = listed[at + 1] if 0 <= at < len(listed) - 1 else None
        about = desk.mentions.articles_about.get(entry.address, ())
        group = entry.when.start
        told = about[:_ARTICLES]
        near = {text.address for text in (earlier, later, *told) if text}
        corrections = desk.views.corrections(entry, numbers)
        for source in entry.sources:
            numbers.of(source)  # also those that no mark leads to: `Sources:` in the head, quotes in the text
        page = EntryPage(
            entry=card,
            # The day of a draft or a hidden entry has a page only where something listed is on it.
            day=values.Link(desk.words.group(group), Address(f"timeline/{group.group}/") if group.group in days else ""),
            draft=entry.status == "draft",
            published=desk.words.on(entry.published),
            modified=desk.words.on(entry.modified) if entry.modified else None,
            people=desk.views.named(entry.people),
            organisations=desk.views.named(entry.organisations),
            corrections=corrections,
            articles=each_once((desk.views.teaser(article.teaser, pictured=True) for article in told), entry.picture),
            all_articles=_all_articles(desk, entry, len(about)),
            related=_related(desk, entry, likeness, near),
            earlier=desk.views.teaser(earlier.teaser) if earlier else None,
            later=desk.views.teaser(later.teaser) if later else None,
        )
        yield desk.page(
            "entry",
            entry.address,
            page,
            title=entry.title,
            description=beginning(entry.body),
            kind="article",
            picture=entry.picture,
            lang=entry.lang,
            listed=entry.status == "published",
            numbers=numbers,
            texts=(entry,),
        )
        if page.all_articles:
            title = desk.words("Articles that tell of “{title}”").format(title=entry.title)
            yield from listing(desk, page.all_articles.url, title, about, values.Link(entry.title, entry.address))


def _all_articles(desk: Desk, entry: nouns.Entry, count: int) -> values.Link | None:
    if count <= _ARTICLES:
        return None
    return values.Link(desk.words.plural("All {} article", "All {} articles", count), Address(f"{entry.address}articles/"))


def text_pages(desk: Desk, drafts: Sequence[Draft]) -> Iterator[values.Page]:
    """Yield a page for each file in content/pages/; without a 404.md the site makes its own."""
    words = desk.words
    for text in (*desk.event.pages, *(text for text in drafts if isinstance(text, nouns.TextPage))):
        numbers = Numbers()
        page = TextPage(
            text.title,
            desk.views.body(text.body, numbers),
            words.on(text.modified) if text.modified else None,
            draft=text.status == "draft",
        )
        yield desk.page(
            "page",
            text.address,
            page,
            title=text.title,
            description=text.summary or beginning(text.body),
            lang=text.lang,
            listed=text.status == "published" and text.address != "404.html",
            numbers=numbers,
        )
    if not any(text.address == "404.html" for text in desk.event.pages):
        title = words("Page not found")
        yield desk.page("page", "404.html", TextPage(title, values.Body(), None), title=title, listed=False)


def _likeness(desk: Desk) -> Likeness:
    return Likeness((*desk.event.articles, *desk.event.entries))


def _related(
    desk: Desk, text: Text, likeness: Likeness, without: Collection[str] = ()
) -> tuple[values.Teaser, ...]:
    found = likeness.related(text, desk.settings.options.related, without)
    return each_once((desk.views.related(link) for link in found), text.picture)
