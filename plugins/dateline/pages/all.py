"""Every page of the site, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.bidi import isolated
from dateline.derive.changes import last_change
from dateline.derive.days import listed
from dateline.derive.integrity import Integrity, integrity
from dateline.derive.mentions import mentions
from dateline.derive.related import Text
from dateline.model.nouns import Event, Picture
from dateline.pages import values
from dateline.pages.articles import articles_pages
from dateline.pages.cards import Cards, Deck
from dateline.pages.downloads import downloads_page
from dateline.pages.embeds import embed_pages
from dateline.pages.evidence import evidence_pages
from dateline.pages.frame import Desk, site_of
from dateline.pages.front import front_page
from dateline.pages.languages import languages_of
from dateline.pages.maps import atlas_of, map_file
from dateline.pages.mirrors import mirrors_page
from dateline.pages.pictures import picture_pages
from dateline.pages.planned import AnyPage, Planned, Recipes, Unmade
from dateline.pages.relatives import Relatives
from dateline.pages.responses import contact_page, follow_page, responses_pages
from dateline.pages.search import search_page
from dateline.pages.sources import source_pages
from dateline.pages.texts import Draft, article_pages, entry_pages, text_pages
from dateline.pages.things import thing_pages
from dateline.pages.timeline import timeline_pages
from dateline.pages.views import Views
from dateline.pictures.outcome import Outcome
from dateline.settings import Settings
from dateline.wording import Wording


def open_desks(events: Mapping[str, Event], pictures: Mapping[str, Outcome], settings: Settings, extra: frozenset[str], deck: Deck | None = None) -> tuple[Desk, ...]:
    """Return what page modules and exports work with in each language: `events` are by language, the site's own first; without a deck there are no share cards."""
    words = {tag: settings.wording(tag) for tag in events}
    order = [tag for tag in events[settings.language].languages if tag in words]
    languages = languages_of(order, settings.language, words)
    counted = integrity(events[settings.language])
    return tuple(_desk(event, words[tag], pictures, settings_in(settings, tag, event), extra, languages, counted, deck) for tag, event in events.items())


def settings_in(settings: Settings, language: str, event: Event) -> Settings:
    """Return the settings as they are in a language."""
    return replace(settings, language=language, sitename=event.site_name or settings.sitename)


def _desk(
    event: Event,
    words: Wording,
    pictures: Mapping[str, Outcome],
    settings: Settings,
    extra: frozenset[str],
    languages: tuple[values.Language, ...],
    counted: Integrity,
    deck: Deck | None,
) -> Desk:
    texts: list[Text] = [*event.articles, *event.entries]
    leads: dict[str, Picture] = {text.address: text.picture for text in texts if text.picture}
    views = Views(words, pictures, atlas_of(event), leads, languages, counted)
    cards = deck.cards(event, words, views, pictures, settings.sitename) if deck else Cards()
    return Desk(
        views=views,
        words=words,
        site=site_of(event, settings, words, extra, languages),
        siteurl=settings.siteurl,
        standfirst=event.standfirst,
        lead_picture=event.lead_picture or _newest_picture(event),
        updated=last_change((*event.entries, *event.articles)),
        lead_map=map_file(words, event) if settings.siteurl and not cards.event else None,  # a card says more
        event=event,
        mentions=mentions(event),
        settings=settings,
        card=cards.event,
        cards=cards,
        onion=event.onion if settings.siteurl.startswith("https://") else "",
    )


def _newest_picture(event: Event) -> Picture | None:
    """Return the picture of the newest article that has one: previews show it where a drawn map leads the front page, for they take files only."""
    return next((article.picture for article in event.articles if article.status == "published" and article.picture and article.picture.file), None)


def all_pages(desk: Desk, drafts: Sequence[Draft], sizes: Callable[[], Mapping[str, int]], recipes: Recipes) -> tuple[AnyPage, ...]:
    """Return every page. `drafts` get one only where the settings say so; `sizes` returns how large each data file is, and is asked last.

    Pages with one title are told apart by what else is said of them: in a list of results, and in a browser's tabs.
    """
    pages = tuple(recipes.carried_out(_pages(desk, drafts, sizes), desk))
    count = Counter(page.head.title for page in pages)
    return tuple(_apart(page, recipes, desk.words) if count[page.head.title] > 1 else page for page in pages)


_APART: Mapping[str, Callable[[Any], str]] = {
    "entry": lambda page: str(page.day.text),
    "embed": lambda page: str(page.apart),
    "article": lambda page: str(page.genre),
    "source": lambda page: str(page.source.publisher),
    "thing": lambda page: str(page.about or page.kind),
}
"""What tells a page apart from another one with its title, by template."""


def _apart(known: AnyPage, recipes: Recipes, words: Wording) -> AnyPage:
    if known.template not in _APART:
        return known
    # Its title depends on other pages' too.
    recipes.noted.pop(known.address, None)
    page = known.value() if isinstance(known, Unmade) else known
    ending = f" · {isolated(page.site.name, page.site.dir)}"
    title = words.with_note(page.head.title.removesuffix(ending), isolated(_APART[page.template](page.page), page.site.dir)) + ending
    return replace(page, head=replace(page.head, title=title))


def _pages(desk: Desk, drafts: Sequence[Draft], sizes: Callable[[], Mapping[str, int]]) -> Iterator[values.Page | Planned]:
    entries = listed(desk.event)
    shown = tuple(drafts) if desk.settings.options.drafts else ()
    yield from front_page(desk, entries)
    yield from timeline_pages(desk, entries)
    relatives = Relatives(desk)
    yield from entry_pages(desk, entries, shown, relatives)
    yield from articles_pages(desk)
    yield from article_pages(desk, shown, relatives)
    relatives.keep()
    yield from thing_pages(desk)
    yield from source_pages(desk)
    yield from evidence_pages(desk)
    yield from responses_pages(desk)
    yield from contact_page(desk)
    yield from follow_page(desk)
    yield from mirrors_page(desk)
    yield from picture_pages(desk)
    yield from text_pages(desk, shown)
    yield from search_page(desk, entries)
    yield from downloads_page(desk, sizes())
    yield from embed_pages(desk, entries)
