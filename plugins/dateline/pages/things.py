"""Places, people, organisations: a page for each, and an index of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.derive.days import listed
from dateline.derive.portions import nth, portions
from dateline.derive.sentences import first_sentence
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Bench, Desk
from dateline.pages.maps import event_map
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.planned import Planned
from dateline.wording import Wording, direction

_ARTICLES, _QUOTES, _MEMBERS, _ENTRIES = 30, 20, 100, 200
"""What of a thing one of its pages shows: articles, quotes, members, entries in a few lines each."""
_HEAVIEST = 80_000
"""What the entries of one of its pages may weigh, in characters of their titles and first sentences."""
_HIGHLIGHTS = 50
"""Highlights on its first page, where not all of its entries are on that."""
_ITEMS = 200
"""Things on a page of an index."""

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
    """One place, person or organisation (thing.html). `coordinates`: degrees in words.

    Where `entries` are too many for one page, the first one has the `highlights` before them. What does not fit onto the first page is on
    further ones, which have nothing but the rest of each list.
    """

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
    highlights: tuple[values.Mention, ...]
    entries: tuple[values.Mention, ...]
    articles: tuple[values.Teaser, ...]
    sources: tuple[values.Source, ...]
    pager: values.Pager | None


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
    pager: values.Pager | None = None


def thing_pages(desk: Desk) -> Iterator[values.Page | Planned]:
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
    around = _Around(event)
    for address, plural, singular, things, texts in kinds:
        if not things:
            continue
        index = values.Link(plural, Address(address))
        for thing in things:
            yield from _pages_of(thing, singular, index, texts.get(thing.key, ()), around)
        ordered = sorted(things, key=lambda thing: (-len(texts.get(thing.key, ())), thing.name))
        drawn = event_map(words, event, listed(event)) if things is event.places else None
        parts = portions(ordered, _ITEMS)
        for number, part in enumerate(parts, 1):
            items = tuple(
                Item(
                    values.Link(thing.name, thing.address),
                    _about(thing),
                    words.plural("{} text", "{} texts", len(texts.get(thing.key, ()))),
                )
                for thing in part
            )
            title = numbered(words, plural, number, len(parts))
            drawing = replace(drawn, days=()) if drawn and number == 1 else None
            page = IndexPage(title, items, drawing, pager(words, address, number, len(parts)))
            yield desk.page("index", page_address(address, number), page, title=title, description=words.listed(thing.name for thing in (things if number == 1 else part)))


class _Around:
    """What lies in a place, who belongs to an organisation, and what someone said, by the address of that place, organisation or speaker."""

    def __init__(self, event: nouns.Event) -> None:
        self.members: dict[str, list[Thing]] = defaultdict(list)
        self.quotes: dict[str, list[nouns.Quote]] = defaultdict(list)
        for place in event.places:
            if place.within:
                self.members[place.within.address].append(place)
        for person in event.people:
            if person.organisation:
                self.members[person.organisation.address].append(person)
        for quote in event.quotes:
            if quote.speaker.address is not None:
                self.quotes[quote.speaker.address].append(quote)


@dataclass(frozen=True)
class _Portion:
    """What one page of a thing shows of its lists."""

    members: tuple[Thing, ...]
    quotes: tuple[nouns.Quote, ...]
    highlights: tuple[nouns.Entry, ...]
    entries: tuple[nouns.Entry, ...]
    articles: tuple[nouns.Teaser, ...]


def _pages_of(
    thing: Thing, kind: str, index: values.Link, texts: Sequence[Text], around: _Around
) -> Iterator[Planned]:
    """Yield the page of a thing, and further ones with what does not fit onto it."""
    entries = [text for text in texts if isinstance(text, nouns.Entry)]
    members = portions(around.members[thing.address], _MEMBERS)
    quotes = portions(around.quotes[thing.address], _QUOTES)
    articles = portions((text.teaser for text in texts if isinstance(text, nouns.Article)), _ARTICLES)
    lines = portions(entries, _ENTRIES, _weight, _HEAVIEST)
    highlights = [entry for entry in entries if entry.highlight][:_HIGHLIGHTS] if len(lines) > 1 else []
    count = max(map(len, (members, quotes, articles, lines)))
    for number in range(1, count + 1):
        portion = _Portion(nth(members, number), nth(quotes, number), tuple(highlights) if number == 1 else (), nth(lines, number), nth(articles, number))
        yield Planned("thing", page_address(thing.address, number), _thing_page, (thing, kind, index, number, count, portion))


def _weight(entry: nouns.Entry) -> int:
    return len(entry.title) + len(first_sentence(entry.body))


def _thing_page(bench: Bench, thing: Thing, kind: str, index: values.Link, number: int, count: int, portion: _Portion) -> values.Page:
    views, words = bench.views, bench.words
    first = number == 1
    title = numbered(words, thing.name, number, count)
    page = ThingPage(
        title=title,
        kind=kind,
        index=index if first else values.Link(thing.name, thing.address),
        names=tuple(Name(name.language, direction(name.language), name.name) for name in thing.names) if first else (),
        other_names=words.listed(thing.other_names) if isinstance(thing, nouns.Place) and first else "",
        about=_about(thing) if first else "",
        within=_within(thing) if first else None,
        coordinates=_coordinates(words, thing) if first else "",
        map=views.where(thing) if isinstance(thing, nouns.Place) and first else None,
        note=thing.note if first else "",
        # Without the link: it would lead to this page itself.
        quotes=tuple(replace(views.quotation(quote), speaker=values.Link(thing.name)) for quote in portion.quotes),
        members=views.named(portion.members),
        highlights=tuple(views.told(entry) for entry in portion.highlights),
        entries=tuple(views.told(entry) for entry in portion.entries),
        articles=tuple(views.teaser(teaser) for teaser in portion.articles),
        sources=tuple(views.source(source) for source in thing.sources) if first else (),
        pager=pager(words, thing.address, number, count),
    )
    description = _about(thing) or thing.name
    return bench.page("thing", page_address(thing.address, number), page, title=title, description=description)


def _within(thing: Thing) -> values.Link | None:
    """Return what a place lies in, or whom a person belongs to."""
    outer = thing.within if isinstance(thing, nouns.Place) else thing.organisation if isinstance(thing, nouns.Person) else None
    return values.Link(outer.name, outer.address) if outer else None


def _about(thing: Thing) -> str:
    if isinstance(thing, nouns.Place):
        return thing.type
    return thing.role if isinstance(thing, nouns.Person) else thing.what


def _coordinates(words: Wording, thing: Thing) -> str:
    if not isinstance(thing, nouns.Place) or thing.lat is None or thing.lon is None:
        return ""
    north = words("{degrees}° N") if thing.lat >= 0 else words("{degrees}° S")
    east = words("{degrees}° E") if thing.lon >= 0 else words("{degrees}° W")
    latitude, longitude = north.format(degrees=words.number(abs(thing.lat))), east.format(degrees=words.number(abs(thing.lon)))
    return words("{latitude}, {longitude}").format(latitude=latitude, longitude=longitude)
