"""Places, people, organisations: a page for each, and an index of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.derive.days import listed
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.pages.maps import event_map
from dateline.pages.timeline import brief, day_views, index_views
from dateline.pages.views import each_once
from dateline.wording import direction

Thing = nouns.Place | nouns.Person | nouns.Organisation
Text = nouns.Article | nouns.Entry


@dataclass(frozen=True)
class Name:
    """A name in another script, with its language tag for screen readers and fonts, and its direction."""

    lang: str
    dir: str
    name: str


@dataclass(frozen=True)
class ThingPage:
    """One place, person or organisation (thing.html). `coordinates`: degrees in words; `index_days`: all days, where entries are too many."""

    title: str
    kind: str
    index: values.Link
    names: tuple[Name, ...]
    other_names: str
    about: str
    within: values.Link | None
    coordinates: str
    map: values.Map | None
    note: str
    quotes: tuple[values.Quotation, ...]
    members: tuple[values.Link, ...]
    days: tuple[values.Day, ...]
    index_days: tuple[values.Day, ...]
    articles: tuple[values.Teaser, ...]
    sources: tuple[values.Source, ...]


@dataclass(frozen=True)
class Item:
    """One line of an index."""

    link: values.Link
    about: str
    count: str


@dataclass(frozen=True)
class IndexPage:
    """All things of one kind (index.html); places on a map too."""

    title: str
    items: tuple[Item, ...]
    map: values.Map | None = None


def thing_pages(desk: Desk) -> Iterator[values.Page]:
    """Yield the pages of all places, people and organisations, and their indexes."""
    event, mentions, words = desk.event, desk.mentions, desk.words
    kinds: tuple[tuple[str, str, str, Sequence[Thing], dict[str, tuple[Text, ...]]], ...] = (
        ("places/", words("Places"), words("Place"), event.places, mentions.places),
        ("people/", words("People"), words("Person"), event.people, mentions.people),
        (
            "organisations/",
            words("Organisations"),
            words("Organisation"),
            event.organisations,
            mentions.organisations,
        ),
    )
    for address, plural, singular, things, texts in kinds:
        if not things:
            continue
        index = values.Link(plural, Address(address))
        for thing in things:
            page = _thing(desk, thing, singular, index, texts.get(thing.key, ()))
            yield desk.page(
                "thing", thing.address, page, title=thing.name, description=_about(thing) or thing.name
            )
        items = tuple(
            Item(
                values.Link(thing.name, thing.address),
                _about(thing),
                words.plural("{} text", "{} texts", len(texts.get(thing.key, ()))),
            )
            for thing in sorted(things, key=lambda thing: (-len(texts.get(thing.key, ())), thing.name))
        )
        drawn = event_map(words, event, listed(event)) if things is event.places else None
        page_of_all = IndexPage(plural, items, replace(drawn, days=()) if drawn else None)
        yield desk.page("index", address, page_of_all, title=plural, description=_names(things))


def _thing(desk: Desk, thing: Thing, kind: str, index: values.Link, texts: Sequence[Text]) -> ThingPage:
    event = desk.event
    entries = [text for text in texts if isinstance(text, nouns.Entry)]
    articles = [text for text in texts if isinstance(text, nouns.Article)]
    within: values.Link | None = None
    members: list[Thing] = []
    if isinstance(thing, nouns.Place):
        within = values.Link(thing.within.name, thing.within.address) if thing.within else None
        members += (place for place in event.places if place.within == thing)
    elif isinstance(thing, nouns.Person):
        body = thing.organisation
        within = values.Link(body.name, body.address) if body else None
    else:
        members += (person for person in event.people if person.organisation == thing)
    quotes = [quote for quote in event.quotes if quote.speaker.address == thing.address]
    return ThingPage(
        title=thing.name,
        kind=kind,
        index=index,
        names=tuple(Name(name.language, direction(name.language), name.name) for name in thing.names),
        other_names=", ".join(thing.other_names) if isinstance(thing, nouns.Place) else "",
        about=_about(thing),
        within=within,
        coordinates=_coordinates(desk, thing),
        map=desk.views.map([thing]) if isinstance(thing, nouns.Place) else None,
        note=thing.note,
        # Without the link: it would lead to this page itself.
        quotes=tuple(
            replace(desk.views.quotation(quote), speaker=values.Link(thing.name)) for quote in quotes
        ),
        members=desk.views.named(members),
        days=day_views(desk, brief(entries)),
        index_days=index_views(desk, entries),
        articles=tuple(desk.views.teaser(article.teaser) for article in articles),
        sources=tuple(desk.views.source(source) for source in thing.sources),
    )


def _about(thing: Thing) -> str:
    if isinstance(thing, nouns.Place):
        return thing.type
    return thing.role if isinstance(thing, nouns.Person) else thing.what


def _names(things: Sequence[Thing]) -> str:
    return ", ".join(thing.name for thing in things)


def _coordinates(desk: Desk, thing: Thing) -> str:
    if not isinstance(thing, nouns.Place) or thing.lat is None or thing.lon is None:
        return ""
    words = desk.words
    north = words("{degrees}° N") if thing.lat >= 0 else words("{degrees}° S")
    east = words("{degrees}° E") if thing.lon >= 0 else words("{degrees}° W")
    return f"{north.format(degrees=f'{abs(thing.lat):g}')}, {east.format(degrees=f'{abs(thing.lon):g}')}"
