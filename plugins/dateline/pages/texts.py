"""Articles, entries, and pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dateline.cards.card import Card
from dateline.dataclass import dataclass
from dateline.derive.related import Text
from dateline.model import nouns
from dateline.model.address import Address, Within
from dateline.pages import values
from dateline.pages.articles import listing
from dateline.pages.copied import embedding, oembed_name
from dateline.pages.embeds import article_embed, embed_address, entry_embed, is_embedded
from dateline.pages.excerpts import beginning, clipped
from dateline.pages.frame import Bench, Desk, Numbers
from dateline.pages.planned import Planned
from dateline.pages.relatives import Relatives
from dateline.pages.responses import ask, response_view
from dateline.pages.sharing import cited, sharing
from dateline.pages.teasers import each_once
from dateline.read.when import UNDATED
from dateline.structured.texts import article_node, entry_node
from dateline.whens import heading
from dateline.wording import GENRES, Time

_ARTICLES = 12
"""Articles named on the page of an entry that they tell of, the newest; more have a list of their own."""

Draft = Text | nouns.TextPage | nouns.Response
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
    sharing: values.Sharing | None
    responses: tuple[values.Response, ...] = ()
    ask: values.Ask | None = None


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
    sharing: values.Sharing | None
    responses: tuple[values.Response, ...] = ()
    ask: values.Ask | None = None


@dataclass(frozen=True)
class TextPage:
    """A page of its own (page.html): about, 404."""

    title: str
    body: values.Body
    updated: Time | None
    draft: bool = False
    others: tuple[Within, ...] = ()
    """What it says in further languages (`values.Missing`), each with the prefix of its addresses."""
    copies: tuple[values.Link, ...] = ()
    """Of the 404: the site elsewhere."""


@dataclass(frozen=True)
class Around:
    """What a text's page shows of others: links to the one before and the one after it, "read more", and of an entry the articles that tell of it.

    `telling`: how many articles there are; `day`: whether the entry's day has a page; `embedded`: whether the text has one to be embedded.
    """

    earlier: nouns.Teaser | None
    later: nouns.Teaser | None
    related: tuple[nouns.Link | nouns.Teaser, ...]
    told: tuple[nouns.Teaser, ...] = ()
    telling: int = 0
    day: bool = True
    embedded: bool = False


def article_pages(desk: Desk, drafts: Sequence[Draft], relatives: Relatives) -> Iterator[Planned]:
    """Yield a page for each article; `relatives` says what is like it."""
    listed = [article for article in desk.event.articles if article.status == "published"]
    place = {article.address: number for number, article in enumerate(listed)}
    for article in (*desk.event.articles, *(text for text in drafts if isinstance(text, nouns.Article))):
        at = place.get(article.address, -1)
        later = listed[at - 1] if at > 0 else None
        earlier = listed[at + 1] if 0 <= at < len(listed) - 1 else None
        related = relatives.of(article)
        around = Around(_teaser(earlier), _teaser(later), related, embedded=article.status == "published" and bool(desk.siteurl))
        yield Planned("article", article.address, _article_page, (article, around, desk.cards.by_address.get(article.address)))


def _article_page(bench: Bench, article: nouns.Article, around: Around, card: Card | None) -> values.Page:
    views, words = bench.views, bench.words
    numbers = Numbers()
    # In the order of the page, because marks are numbered where they first stand.
    picture = views.picture(article.picture, numbers, lead=True) if article.picture else None
    body = views.body(article.body, numbers)
    page = ArticlePage(
        title=article.title,
        genre=words(GENRES[article.kind]),
        kicker=article.kicker,
        standfirst=article.standfirst,
        authors=article.authors,
        dateline=article.dateline,
        date=words.on(article.date),
        modified=words.on(article.modified) if article.modified else None,
        draft=article.status == "draft",
        picture=picture,
        body=body,
        places=views.named(article.places),
        people=views.named(article.people),
        organisations=views.named(article.organisations),
        corrections=views.corrections(article, numbers),
        related=_related(bench, article, around),
        earlier=views.teaser(around.earlier) if around.earlier else None,
        later=views.teaser(around.later) if around.later else None,
        sharing=_sharing(bench, article, around, article.date),
        responses=tuple(response_view(views, response, numbers) for response in article.responses),
        ask=ask(bench, article.title),
    )
    return bench.page(
        "article",
        article.address,
        page,
        title=article.title,
        description=article.summary or beginning(article.body),
        kind="article",
        picture=article.picture,
        card=card,
        lang=article.lang,
        listed=article.status == "published",
        numbers=numbers,
        texts=(article,),
        told=article,
        about=lambda: (article_node(bench.ground, words, article, clipped(article.summary or beginning(article.body))),),
        oembed=_oembed(bench, article, around),
    )


def entry_pages(desk: Desk, listed: Sequence[nouns.Entry], drafts: Sequence[Draft], relatives: Relatives) -> Iterator[values.Page | Planned]:
    """Yield a page for each entry; `listed` are the published ones in the order of time, `relatives` says what is like each."""
    days = {entry.when.group for entry in listed}
    place = {entry.address: number for number, entry in enumerate(listed)}
    for entry in (*desk.event.entries, *(text for text in drafts if isinstance(text, nouns.Entry))):
        at = place.get(entry.address, -1)
        earlier = _dated(listed[at - 1]) if at > 0 and _dated(entry) else None
        later = _dated(listed[at + 1]) if 0 <= at < len(listed) - 1 else None
        about = desk.mentions.articles_about.get(entry.address, ())
        told = about[:_ARTICLES]
        near = {text.address for text in (earlier, later, *told) if text}
        around = Around(
            earlier=_teaser(earlier),
            later=_teaser(later),
            related=relatives.of(entry, near),
            told=tuple(article.teaser for article in told),
            telling=len(about),
            # The day of a draft or a hidden entry has a page only where something listed is on it.
            day=entry.when.group in days,
            embedded=is_embedded(desk.event, entry) and bool(desk.siteurl),
        )
        yield Planned("entry", entry.address, _entry_page, (entry, around, desk.cards.by_address.get(entry.address)))
        if all_articles := _all_articles(desk, entry, len(about)):
            title = desk.words("Articles that tell of “{title}”").format(title=entry.title)
            yield from listing(desk, all_articles.url, title, about, values.Link(entry.title, entry.address))


def _entry_page(bench: Bench, entry: nouns.Entry, around: Around, share: Card | None) -> values.Page:
    views, words = bench.views, bench.words
    numbers = Numbers()
    card = views.entry_card(entry, numbers)
    corrections = views.corrections(entry, numbers)
    responses = tuple(response_view(views, response, numbers) for response in entry.responses)
    for source in entry.sources:
        numbers.of(source)  # also those that no mark leads to: `Sources:` in the head, quotes in the text
    page = EntryPage(
        entry=card,
        day=values.Link(heading(words, entry.when).text, Address(f"timeline/{entry.when.group}/") if around.day else ""),
        draft=entry.status == "draft",
        published=words.on(entry.published),
        modified=words.on(entry.modified) if entry.modified else None,
        people=views.named(entry.people),
        organisations=views.named(entry.organisations),
        corrections=corrections,
        articles=each_once((views.teaser(teaser, pictured=True) for teaser in around.told), entry.picture),
        all_articles=_all_articles(bench, entry, around.telling),
        related=_related(bench, entry, around),
        earlier=views.teaser(around.earlier) if around.earlier else None,
        later=views.teaser(around.later) if around.later else None,
        sharing=_sharing(bench, entry, around, entry.published),
        responses=responses,
        ask=ask(bench, entry.title),
    )
    return bench.page(
        "entry",
        entry.address,
        page,
        title=entry.title,
        description=beginning(entry.body),
        kind="article",
        picture=entry.picture,
        card=share,
        lang=entry.lang,
        listed=entry.status == "published",
        numbers=numbers,
        texts=(entry,),
        told=entry,
        about=lambda: (entry_node(bench.ground, words, entry),),
        between=(page.day,),
        oembed=_oembed(bench, entry, around),
    )


def _sharing(bench: Bench, text: Text, around: Around, published: datetime) -> values.Sharing | None:
    """Return what the page of a text offers to those who pass it on; of a draft nothing."""
    if text.status != "published":
        return None
    embeddings = []
    if around.embedded:
        shown = entry_embed(bench, text) if isinstance(text, nouns.Entry) else article_embed(bench, text)
        embeddings.append(embedding(bench, shown, embed_address(bench, text.address)))
    return sharing(bench, text.title, text.address, cited=cited(bench, text.title, text.address, [text], published), embeddings=embeddings)


def _oembed(bench: Bench, text: Text, around: Around) -> str:
    return bench.whole(oembed_name(embed_address(bench, text.address))) if around.embedded else ""


def _all_articles(bench: Bench, entry: nouns.Entry, count: int) -> values.Link | None:
    if count <= _ARTICLES:
        return None
    return values.Link(bench.words.plural("All {} article", "All {} articles", count), Address(f"{entry.address}articles/"))


def text_pages(desk: Desk, drafts: Sequence[Draft]) -> Iterator[values.Page]:
    """Yield a page for each file in content/pages/ but that for what is not there."""
    words = desk.words
    for text in (*(page for page in desk.event.pages if page.address != "404.html"), *(text for text in drafts if isinstance(text, nouns.TextPage))):
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
            listed=text.status == "published",
            numbers=numbers,
        )


def _dated(entry: nouns.Entry) -> nouns.Entry | None:
    """Return an entry of which it is known at all when it was: of others nobody knows what came before and after."""
    return entry if entry.when.group != UNDATED else None


def _teaser(text: Text | None) -> nouns.Teaser | None:
    return text.teaser if text else None


def _related(bench: Bench, text: Text, around: Around) -> tuple[values.Teaser, ...]:
    return each_once((bench.views.related(link) for link in around.related), text.picture)
