"""Every page of the site, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.derive.changes import last_change
from dateline.derive.days import listed
from dateline.derive.mentions import mentions
from dateline.derive.related import Text
from dateline.model.nouns import Event, Picture
from dateline.pages import values
from dateline.pages.downloads import downloads_page
from dateline.pages.evidence import evidence_pages
from dateline.pages.frame import Desk, site_of
from dateline.pages.front import front_page
from dateline.pages.maps import atlas_of
from dateline.pages.pictures import picture_pages
from dateline.pages.texts import Draft, article_pages, entry_pages, text_pages
from dateline.pages.things import articles_page, thing_pages
from dateline.pages.timeline import timeline_pages
from dateline.pages.views import Views
from dateline.pictures.outcome import Outcome
from dateline.settings import Settings
from dateline.wording import Wording


def open_desk(event: Event, pictures: Mapping[str, Outcome], settings: Settings, extra: frozenset[str]) -> Desk:
    """Return what page modules and exports work with."""
    words = Wording(settings.language, settings.locale)
    texts: list[Text] = [*event.articles, *event.entries]
    leads: dict[str, Picture] = {text.address: text.picture for text in texts if text.picture}
    return Desk(
        event=event,
        mentions=mentions(event),
        views=Views(words, pictures, atlas_of(event), leads),
        words=words,
        settings=settings,
        site=site_of(event, settings, words, extra),
        updated=last_change((*event.entries, *event.articles)),
    )


def all_pages(desk: Desk, drafts: Sequence[Draft], data: Mapping[str, bytes]) -> Iterator[values.Page]:
    """Yield the value of every page. `drafts` get one only where the settings say so; `data` is what can be downloaded."""
    entries = listed(desk.event)
    shown = tuple(drafts) if desk.settings.options.drafts else ()
    yield from front_page(desk, entries)
    yield from timeline_pages(desk, entries)
    yield from entry_pages(desk, entries, shown)
    yield from articles_page(desk)
    yield from article_pages(desk, shown)
    yield from thing_pages(desk)
    yield from evidence_pages(desk)
    yield from picture_pages(desk)
    yield from downloads_page(desk, data)
    yield from text_pages(desk, shown)
