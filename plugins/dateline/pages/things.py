"""Places, people, organisations: a page for each, and an index of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from dateline.dataclass import dataclass
from dateline.derive.alphabet import order
from dateline.derive.days import listed
from dateline.derive.portions import nth, portions
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.alphabetical import ITEMS, Thing, anchor_of, found_by, letter_under, letters_of
from dateline.pages.copied import quote_code
from dateline.pages.excerpts import clipped
from dateline.pages.frame import Bench, Desk
from dateline.pages.maps import event_map
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.planned import Planned
from dateline.pages.sentences import first_sentence
from dateline.pages.sharing import sharing
from dateline.structured.things import thing_node
from dateline.typography import unbroken
from dateline.untranslated import alike
from dateline.wording import Wording, direction

_ARTICLES, _QUOTES, _MEMBERS, _ENTRIES = 30, 20, 100, 200
"""What of a thing one of its pages shows: articles, quotes, members, entries in a few lines each."""
_CLIPPED = 120
"""Characters of a quote that name it where it is passed on."""
_HEAVIEST = 80_000
"""What the entries of one of its pages may weigh, in characters of their titles and first sentences."""
_HIGHLIGHTS = 50
"""Highlights on its first page, where not all of its entries are on that."""
_FEW = 20
"""Things up to which an index has those first that most texts name: more are looked up by their letters."""
_MOST = 6
"""Things that a longer index names first."""

Text = nouns.Article | nouns.Entry


@dataclass(frozen=True)
class Name:
    """A name, with its language tag for screen readers and fonts, and its direction; both are empty where the language was not said."""

    lang: str
    dir: str
    name: str


@dataclass(frozen=True)
class ThingPage:
    """One place, person or organisation (thing.html). `coordinates`: degrees in words.

    `sharing` is what one may do elsewhere with each of the `quotes`, in the same order, empty without a SITEURL.

    Where `entries` are too many for one page, the first one has the `highlights` before them. What does not fit onto the first page is on
    further ones, which have nothing but the rest of each list.
    """

    title: str
    kind: str
    index: values.Link
    names: tuple[Name, ...]
    other_names: tuple[Name, ...]
    about: str
    within: values.Link | None
    within_label: str
    coordinates: str
    map: values.Map | None
    note: str
    quotes: tuple[values.Quotation, ...]
    sharing: tuple[values.Sharing, ...]
    members: tuple[values.Link, ...]
    members_label: str
    highlights: tuple[values.Brief, ...]
    entries: tuple[values.Brief, ...]
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
class Group:
    """The lines under a letter; a short list is one group without a letter."""

    letter: str
    anchor: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class IndexPage:
    """All things of one kind (index.html); places on a map too.

    A long list is in the order of the alphabet, with `letters` to jump to; before it stand the things that `most` texts name.
    """

    title: str
    groups: tuple[Group, ...]
    letters: tuple[values.Link, ...] = ()
    most: tuple[values.Link, ...] = ()
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
        drawn = event_map(words, event, listed(event)) if things is event.places else None
        by_name = sorted(things, key=lambda thing: order(words.language)(found_by(thing, words)))
        most = sorted(by_name, key=lambda thing: -len(texts.get(thing.key, ())))
        parts = portions(by_name, ITEMS)
        letters = tuple(letters_of(address, parts, words)) if len(things) > _FEW else ()
        if not letters:
            parts = portions(most, ITEMS)
        for number, part in enumerate(parts, 1):
            title = numbered(words, plural, number, len(parts))
            page = IndexPage(
                title=title,
                groups=tuple(
                    Group(letter, anchor_of(letter), tuple(_item(thing, texts, words) for thing in found))
                    for letter, found in groupby(part, key=lambda thing: letter_under(thing, words) if letters else "")
                ),
                letters=letters,
                most=tuple(values.Link(thing.name, thing.address) for thing in most[:_MOST] if texts.get(thing.key)) if letters and number == 1 else (),
                map=replace(drawn, days=()) if drawn and number == 1 else None,
                pager=pager(words, address, number, len(parts)),
            )
            names = words.listed(thing.name for thing in (things if number == 1 else part))
            yield desk.page("index", page_address(address, number), page, title=title, description=names, data=(f"{address.rstrip('/')}.csv",) if number == 1 else ())


def _item(thing: Thing, texts: Mapping[str, Sequence[Text]], words: Wording) -> Item:
    count = len(texts.get(thing.key, ()))
    return Item(values.Link(thing.name, thing.address), _about(thing), words.plural("{} text", "{} texts", count) if count else "")


class _Around:
    """What lies in a place, who belongs to an organisation, and what someone said, by the address of that place, organisation or speaker."""

    def __init__(self, event: nouns.Event) -> None:
        self.members: dict[str, list[Thing]] = defaultdict(list)
        self.quotes: dict[str, list[nouns.Quote]] = defaultdict(list)
        self._weights: dict[str, int] = {}
        for place in event.places:
            if place.within:
                self.members[place.within.address].append(place)
        for person in event.people:
            if person.organisation:
                self.members[person.organisation.address].append(person)
        for quote in event.quotes:
            if quote.speaker.address is not None:
                self.quotes[quote.speaker.address].append(quote)


    def weight(self, entry: nouns.Entry) -> int:
        """Return what an entry weighs on the page of a thing; it may stand on those of several."""
        found = self._weights.get(entry.address)
        if found is None:
            found = self._weights[entry.address] = len(entry.title) + len(first_sentence(entry.body))
        return found


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
    lines = portions(entries, _ENTRIES, around.weight, _HEAVIEST)
    highlights = [entry for entry in entries if entry.highlight][:_HIGHLIGHTS] if len(lines) > 1 else []
    count = max(map(len, (members, quotes, articles, lines)))
    for number in range(1, count + 1):
        portion = _Portion(nth(members, number), nth(quotes, number), tuple(highlights) if number == 1 else (), nth(lines, number), nth(articles, number))
        yield Planned("thing", page_address(thing.address, number), _thing_page, (thing, kind, index, number, count, portion))


def _thing_page(bench: Bench, thing: Thing, kind: str, index: values.Link, number: int, count: int, portion: _Portion) -> values.Page:
    views, words = bench.views, bench.words
    first = number == 1
    title = numbered(words, thing.name, number, count)
    # Without the link to the speaker: it would lead to this page itself.
    quotes = tuple(replace(views.quotation(quote), speaker=values.Link(thing.name), key=quote.key) for quote in portion.quotes)
    page = ThingPage(
        title=title,
        kind=kind,
        index=index if first else values.Link(thing.name, thing.address),
        names=_named(name for name in thing.names if name.name != thing.name) if first else (),
        other_names=_named(thing.other_names) if isinstance(thing, nouns.Place) and first else (),
        about=_about(thing) if first else "",
        within=_within(thing) if first else None,
        within_label=words("Lies in") if isinstance(thing, nouns.Place) else words("Belongs to"),
        coordinates=_coordinates(words, thing) if first else "",
        map=views.where(thing) if isinstance(thing, nouns.Place) and first else None,
        note=alike(thing.note, unbroken(thing.note)) if first else "",
        quotes=quotes,
        sharing=tuple(offered for quote in quotes if (offered := _sharing(bench, quote, page_address(thing.address, number)))),
        members=views.named(portion.members),
        members_label=words("Places here") if isinstance(thing, nouns.Place) else words("People"),
        highlights=tuple(views.brief(entry) for entry in portion.highlights),
        entries=tuple(views.brief(entry) for entry in portion.entries),
        articles=tuple(views.teaser(teaser) for teaser in portion.articles),
        sources=tuple(views.source(source) for source in thing.sources) if first else (),
        pager=pager(words, thing.address, number, count),
    )
    description = _about(thing) or thing.name
    return bench.page("thing", page_address(thing.address, number), page, title=title, description=description, about=lambda: (thing_node(bench.ground, thing),) if first else (), between=() if first else (page.index,))


def _sharing(bench: Bench, quote: values.Quotation, page: Address) -> values.Sharing | None:
    """Return what is offered of a quote, which has its address on a page of who said it; None where there is no SITEURL."""
    address = Address(f"{page}#quote-{quote.key}")
    title = bench.words.named(quote.speaker.text, clipped(quote.translation or quote.text, _CLIPPED))
    return sharing(bench, title, address, embeddings=[values.Embedding("", "", quote_code(bench, quote, bench.whole(address)))])


def _named(names: Iterable[nouns.Names]) -> tuple[Name, ...]:
    """Return names as the page shows them: one that several languages write alike (Алматы) stands once, as that of the first of them."""
    once: dict[str, nouns.Names] = {}
    for name in names:
        once.setdefault(name.name, name)
    return tuple(Name(name.language, direction(name.language) if name.language else "", name.name) for name in once.values())


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
