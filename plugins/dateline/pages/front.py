"""The front page: the event told at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.dataclass import dataclass
from dateline.derive.changes import last_change
from dateline.derive.strip import is_after
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.developing import developing, last_news
from dateline.pages.frame import Desk, Numbers
from dateline.pages.maps import event_map
from dateline.pages.sentences import begins_with_letter
from dateline.pages.strips import strip_view
from dateline.pages.teasers import each_once
from dateline.structured.site import site_nodes
from dateline.wording import STATUSES, Time

_VOICES = 2
_ARTICLES = 4
"""Articles, the newest."""
_HIGHLIGHTS = 60
"""Highlights, the first."""
_FOLDED = 3
"""So many highlights, or more, from after the event are folded."""
_SOME = 10
"""Entries that are shown where none is a highlight."""


@dataclass(frozen=True)
class FrontPage:
    """The front page (front.html). `briefs` are the highlights; where there are none, the first entries, or the newest first (`latest`).

    `all_articles` leads to the others, where there are more. While the event goes on, `newest` leads to its timeline, the newest entry first. `initial`: the story begins with a letter, which may be set large.
    """

    title: str
    kicker: str
    standfirst: str
    span: tuple[Time, ...]
    status: str
    updated: Time | None
    picture: values.Picture | None
    map: values.Map | None
    lead_map: bool
    figures: tuple[values.Figure, ...]
    story: values.Body
    initial: bool
    sources_count: str
    strip: values.Strip
    timeline: values.Link
    latest: bool
    briefs: tuple[values.Brief, ...]
    after: tuple[values.Brief, ...]
    after_label: str
    articles: tuple[values.Teaser, ...]
    all_articles: values.Link | None
    voices: tuple[values.Quotation, ...]
    newest: values.Link | None = None
    developing: values.Developing | None = None


def front_page(desk: Desk, listed: Sequence[nouns.Entry]) -> Iterator[values.Page]:
    """Yield the front page."""
    event, words, views = desk.event, desk.words, desk.views
    numbers = Numbers()
    days = dict.fromkeys((event.starts, event.ends) if event.ends else (event.starts,))  # one day is named once
    articles = [article for article in event.articles if article.status == "published"]
    picture = views.picture(event.lead_picture, numbers, lead=True) if event.lead_picture else None
    highlights = [entry for entry in listed if entry.highlight]
    latest = not highlights and event.status == "developing"
    shown = highlights[:_HIGHLIGHTS] or (listed[: -_SOME - 1 : -1] if latest else listed[:_SOME])
    briefs = views.briefs(shown)
    after = {entry.anchor for entry in _after(event, shown)}
    story = views.body(event.story, numbers)
    page = FrontPage(
        title=event.title,
        kicker=event.kicker,
        standfirst=event.standfirst,
        span=tuple(words.partial(day.isoformat()) for day in days),
        status=words(STATUSES[event.status]),
        updated=_updated(desk, listed),
        picture=picture,
        map=views.shared(event, lambda: event_map(words, event, listed), "map"),  # drawn once for all that show it
        lead_map=event.lead_map,
        figures=tuple(views.figure(figure) for figure in event.front_figures),
        story=story,
        initial=begins_with_letter(event.story),
        sources_count=words.plural("{} source", "{} sources", len(numbers.order)),
        strip=replace(strip_view(desk, listed), key=()),  # the timeline says it
        timeline=values.Link(words.plural("All {} entry", "All {} entries", len(listed)) if len(listed) > 1 else words("Timeline"), Address("timeline/")),
        latest=latest,
        briefs=tuple(brief for brief in briefs if brief.slug not in after),
        after=tuple(brief for brief in briefs if brief.slug in after),
        after_label=words.named(words("Afterwards"), words.plural("{} entry", "{} entries", len(after))),
        articles=_teasers(desk, articles[:_ARTICLES]),
        all_articles=_all_articles(desk, len(articles)),
        voices=tuple(views.quotation(quote) for quote in _voices(event)),
        newest=values.Link(words("Newest first"), Address("timeline/newest/")) if event.status == "developing" and len(listed) > 1 else None,
        developing=developing(desk, listed, in_place=False),
    )
    yield desk.page(
        "front",
        Address(""),
        page,
        title=event.title,
        description=event.standfirst,
        lang=event.lang,
        numbers=numbers,
        about=lambda: site_nodes(desk.ground, event),
        card=desk.card,
    )


def _after(event: nouns.Event, shown: Sequence[nouns.Entry]) -> Sequence[nouns.Entry]:
    """Return the entries that are folded as what came after the event; one without a date stands behind them, and is none of them."""
    ends = event.ends
    after = [entry for entry in shown if ends and is_after(entry, ends)]
    return after if _FOLDED <= len(after) < len(shown) else ()


def _teasers(desk: Desk, articles: Sequence[nouns.Article]) -> tuple[values.Teaser, ...]:
    """Return links to articles: the newest with its picture and what it is about, then lines."""
    teasers = [desk.views.teaser(article.teaser, pictured=not number) for number, article in enumerate(articles)]
    return each_once((replace(teaser, summary="", date=None) if number else teaser for number, teaser in enumerate(teasers)), desk.event.lead_picture)


def _all_articles(desk: Desk, count: int) -> values.Link | None:
    if count <= _ARTICLES:
        return None
    return values.Link(desk.words.plural("All {} article", "All {} articles", count), Address("articles/"))


def _updated(desk: Desk, listed: Sequence[nouns.Entry]) -> Time | None:
    """Return the day of the last change that the content itself tells of; while the event goes on, the minute where that is said."""
    articles = [article for article in desk.event.articles if article.status == "published"]
    if desk.event.status == "developing":
        return last_news(desk, (*listed, *articles))
    last = last_change((*listed, *articles))
    return desk.words.on(last) if last else None


def _voices(event: nouns.Event) -> list[nouns.Quote]:
    """Return the first quote of each of the first speakers."""
    by_speaker: dict[str, nouns.Quote] = {}
    for quote in event.quotes:
        by_speaker.setdefault(quote.speaker.name, quote)
    return list(by_speaker.values())[:_VOICES]
