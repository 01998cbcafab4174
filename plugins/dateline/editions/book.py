"""The whole event as one value, in one language: everything that an edition of any size shows, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST
from dateline.derive.days import groups, listed
from dateline.model import nouns
from dateline.model.address import Address
from dateline.model.corrections import listed as corrections_of
from dateline.pages import values
from dateline.pages.frame import Desk, Numbers
from dateline.pages.maps import event_map
from dateline.pages.mirrors import check_of, copies_of
from dateline.pages.responses import channel_view, response_view
from dateline.pages.sharing import digest_of
from dateline.whens import heading
from dateline.wording import GENRES, STATUSES, Time, Wording, direction


@dataclass(frozen=True)
class State:
    """Which state of the event it is: the day of the newest change in the content, the hash of the texts' files, a commit where the settings give one.

    `address` is where newer ones are, `sums` the list of hashes, both empty without a SITEURL. `signed` is the command that holds the list against
    the publishers' key, where it is signed.
    """

    changed: Time | None
    digest: str
    commit: str
    address: str
    sums: str
    site: str
    signed: str = ""


@dataclass(frozen=True)
class Happening:
    """An entry with all that its page says of it."""

    entry: values.EntryCard
    corrections: tuple[values.Correction, ...]
    responses: tuple[values.Response, ...]


@dataclass(frozen=True)
class BookDay:
    """The entries of a day, or of a time that is known less exactly; `name` as in its address."""

    name: str
    heading: Time
    count: str
    entries: tuple[Happening, ...]


@dataclass(frozen=True)
class Chapter:
    """An article."""

    slug: str
    title: str
    genre: str
    kicker: str
    standfirst: str
    authors: tuple[str, ...]
    dateline: str
    date: Time
    modified: Time | None
    picture: values.Picture | None
    body: values.Body
    corrections: tuple[values.Correction, ...]
    responses: tuple[values.Response, ...]
    lang: str
    dir: str


@dataclass(frozen=True)
class Leaf:
    """A page of its own."""

    slug: str
    title: str
    body: values.Body
    lang: str
    dir: str


@dataclass(frozen=True)
class Named:
    """Somebody or something that texts name: its id in the file, its name, what it is, a note; a place's map.

    `outline` is the id of the outlines of the map in the list; `again` tells whether a map before it has drawn them.
    """

    id: str
    name: str
    about: str
    note: str
    map: values.Map | None = None
    outline: str = ""
    again: bool = False


@dataclass(frozen=True)
class NamedList:
    """Named things of one kind, under a heading; `id` is that of the list. `map` shows all of them, where the front does not."""

    id: str
    title: str
    things: tuple[Named, ...]
    map: values.Map | None = None


@dataclass(frozen=True)
class Book:
    """The event (edition.html). Of pictures and maps, what stands in their place in a size is put in later (`pictures.shown`).

    `map` leads the front, where the event says so.
    """

    lang: str
    dir: str
    site: str
    title: str
    kicker: str
    standfirst: str
    text_lang: str
    text_dir: str
    span: tuple[Time, ...]
    status: str
    state: State
    picture: values.Picture | None
    map: values.Map | None
    story: values.Body
    figures: tuple[values.Figure, ...]
    days: tuple[BookDay, ...]
    articles: tuple[Chapter, ...]
    pages: tuple[Leaf, ...]
    things: tuple[NamedList, ...]
    sources: tuple[values.Source, ...]
    corrections: tuple[values.Correction, ...]
    channels: tuple[values.Channel, ...]
    guides: tuple[values.Link, ...]
    publisher: values.Link
    licence: values.Link
    copies: tuple[values.Link, ...]
    """Where else the site is: the one place for mirrors."""
    partly: bool = False
    """Whether some texts stand in the language of their original."""


def book_of(desk: Desk, facts: str) -> Book:
    """Return the event as it is published: no draft, nothing hidden or withheld is in the model's tuples that are read here.

    `facts` is the hash of what was read besides texts.
    """
    event, words, views, site = desk.event, desk.words, desk.views, desk.site
    numbers = Numbers()
    entries = listed(event)
    articles = [article for article in event.articles if article.status == "published"]
    pages = [page for page in event.pages if page.status == "published" and page.address != "404.html"]
    days = dict.fromkeys((event.starts, event.ends) if event.ends else (event.starts,))
    # In the order of the file, because marks are numbered where they first stand.
    picture = views.picture(event.lead_picture, numbers, lead=True) if event.lead_picture else None
    story = views.body(event.story, numbers)
    drawn = event_map(words, event, entries)
    whole = replace(drawn, days=()) if drawn else None
    numbered = Numbered(event, words, numbers)
    told = tuple(_days(desk, entries, numbers, numbered))
    chapters = tuple(_chapter(desk, article, numbers) for article in articles)
    leaves = tuple(_leaf(desk, page, numbers) for page in pages)
    corrections = tuple(
        views.correction(correction, text, numbers) for correction, text in corrections_of([*entries, *articles])
    )
    for source in sorted(event.sources, key=lambda each: (each.publisher.casefold(), each.date, each.title)):
        numbers.of(source)  # also those that no mark leads to
    text_lang = event.lang if event.lang != words.language else ""
    return Book(
        lang=words.language,
        dir=words.direction,
        site=site.name,
        title=event.title,
        kicker=event.kicker,
        standfirst=event.standfirst,
        text_lang=text_lang,
        text_dir=_direction(text_lang),
        span=tuple(words.partial(day.isoformat()) for day in days),
        status=words(STATUSES[event.status]),
        state=_state(desk, facts, [*entries, *articles]),
        picture=picture,
        map=whole if event.lead_map else None,
        story=story,
        figures=tuple(numbered.figure(replace(views.figure(figure), chart=views.chart(figure))) for figure in event.figures),
        days=told,
        articles=chapters,
        pages=leaves,
        things=tuple(_things(desk, None if event.lead_map else whole)),
        sources=views.sources(numbers),
        corrections=tuple(replace(each, anchor="", other="") for each in corrections),
        channels=tuple(channel_view(words, channel) for channel in event.contact),
        guides=tuple(values.Link(*guide) for guide in event.guides),
        publisher=site.publisher,
        licence=site.licence,
        copies=tuple(copy.link for copy in copies_of(event, words, site.prefix)),
        partly=desk.untranslated([*entries, *articles]),
    )


def _state(desk: Desk, facts: str, texts: Sequence[nouns.Entry | nouns.Article]) -> State:
    return State(
        changed=desk.words.on(desk.updated) if desk.updated else None,
        digest=digest_of([facts, *(text.digest for text in texts)]),
        commit=desk.settings.options.commit,
        address=desk.whole("downloads/"),
        sums=desk.whole(f"/{MANIFEST}"),
        site=desk.whole(""),
        signed=check_of(desk).list,
    )


class Numbered:
    """Sources by their numbers: in a file of its own there is one list of all, and who reads a number finds the name in it."""

    def __init__(self, event: nouns.Event, words: Wording, numbers: Numbers) -> None:
        self._sources = {source.address: source for source in event.sources}
        self._words, self._numbers = words, numbers

    def link(self, source: nouns.Source) -> values.Link:
        """Return a source as a link of its number, with its place in the list."""
        return values.Link(self._words.digits(str(self._numbers.of(source))), source.address)

    def figure(self, figure: values.Figure) -> values.Figure:
        """Return a figure with the sources of its reports as numbers."""
        return replace(figure, reports=tuple(replace(report, sources=tuple(map(self._linked, report.sources))) for report in figure.reports))

    def _linked(self, link: values.Link) -> values.Link:
        source = self._sources.get(Address(link.url))
        return self.link(source) if source else link


def _days(desk: Desk, entries: Sequence[nouns.Entry], numbers: Numbers, numbered: Numbered) -> Iterator[BookDay]:
    for group in groups(entries):
        yield BookDay(
            group.name,
            heading(desk.words, group.when),
            desk.words.plural("{} entry", "{} entries", len(group.entries)),
            tuple(_happening(desk, entry, numbers, numbered) for entry in group.entries),
        )


def _happening(desk: Desk, entry: nouns.Entry, numbers: Numbers, numbered: Numbered) -> Happening:
    views = desk.views
    card = views.entry_card(entry, numbers)
    marked = set(_marked(card))
    sources = tuple(link for source in entry.sources if (link := numbered.link(source)).text not in marked)
    corrections = views.corrections(entry, numbers)
    return Happening(replace(card, sources=sources), _alone(corrections), _responses(desk, entry, numbers))


def _marked(card: values.EntryCard) -> Iterator[str]:
    """Yield the numbers of the sources that the words of an entry name themselves."""
    for body in (card.body, *(claim.body for claim in card.claims), *(update.body for update in card.updates)):
        yield from (mark.number for part in body.parts if isinstance(part, values.CitationPart) for mark in part.marks)


def _chapter(desk: Desk, article: nouns.Article, numbers: Numbers) -> Chapter:
    views, words = desk.views, desk.words
    picture = views.picture(article.picture, numbers, lead=True) if article.picture else None
    body = views.body(article.body, numbers)
    lang = article.lang if article.lang != words.language else ""
    return Chapter(
        slug=article.slug,
        title=article.title,
        genre=words(GENRES[article.kind]),
        kicker=article.kicker,
        standfirst=article.standfirst,
        authors=article.authors,
        dateline=article.dateline,
        date=words.on(article.date),
        modified=words.on(article.modified) if article.modified else None,
        picture=picture,
        body=body,
        corrections=_alone(views.corrections(article, numbers)),
        responses=_responses(desk, article, numbers),
        lang=lang,
        dir=_direction(lang),
    )


def _responses(desk: Desk, text: nouns.Entry | nouns.Article, numbers: Numbers) -> tuple[values.Response, ...]:
    published = [response for response in text.responses if response.status == "published"]
    return tuple(replace(response_view(desk.views, response, numbers), other="") for response in published)


def _alone(corrections: Sequence[values.Correction]) -> tuple[values.Correction, ...]:
    """Return corrections that lead to no other place where they stand."""
    return tuple(replace(each, other="") for each in corrections)


def _leaf(desk: Desk, page: nouns.TextPage, numbers: Numbers) -> Leaf:
    lang = page.lang if page.lang != desk.words.language else ""
    return Leaf(page.slug, page.title, desk.views.body(page.body, numbers), lang, _direction(lang))


def _things(desk: Desk, of_places: values.Map | None) -> Iterator[NamedList]:
    """Yield whom and what texts name, by their names; `of_places` is the map of all places, where the list has it."""
    event, words = desk.event, desk.words

    def by_name(things: Sequence[Named]) -> tuple[Named, ...]:
        return tuple(sorted(things, key=lambda thing: thing.name.casefold()))

    if event.people:
        people = [
            Named(f"person-{each.key}", each.name, words.listed(filter(None, (each.role, each.organisation.name if each.organisation else ""))), each.note)
            for each in event.people
        ]
        yield NamedList("people", words("People"), by_name(people))
    if event.organisations:
        organisations = [Named(f"organisation-{each.key}", each.name, each.what, each.note) for each in event.organisations]
        yield NamedList("organisations", words("Organisations"), by_name(organisations))
    if event.places:
        places = [
            Named(f"place-{each.key}", each.name, each.within.name if each.within else "", each.note, desk.views.where(each)) for each in event.places
        ]
        yield NamedList("places", words("Places"), _outlined(by_name(places)), of_places)


def _outlined(places: Sequence[Named]) -> tuple[Named, ...]:
    """Return places with names for the outlines of their maps: the same ones are drawn once."""
    seen: dict[tuple[object, ...], str] = {}
    found: list[Named] = []
    for place in places:
        if place.map:
            shape = (place.map.width, place.map.land, place.map.home, place.map.borders)
            again = shape in seen
            place = replace(place, outline=seen.setdefault(shape, f"outline-{len(seen) + 1}"), again=again)
        found.append(place)
    return tuple(found)


def homes(desk: Desk) -> Mapping[str, str]:
    """Return where in the file, by its id, stands what a page of the site shows: by the page's address, without the prefix of its language."""
    event = desk.event
    found = {"": "front", "timeline/": "timeline", "timeline/newest/": "timeline", "articles/": "articles", "sources/": "sources", "contact/": "contact"}
    found |= {"corrections/": "corrections", "people/": "people", "organisations/": "organisations", "places/": "places"}
    entries = listed(event)
    found |= {str(group.address): f"day-{group.name}" for group in groups(entries)}
    found |= {str(entry.address): f"entry-{entry.anchor}" for entry in entries}
    found |= {str(article.address): f"article-{article.slug}" for article in event.articles if article.status == "published"}
    found |= {page.address: f"page-{page.slug}" for page in event.pages}
    found |= {figure.address.partition("#")[0]: "figures" for figure in event.figures}
    found |= {source.address.partition("#")[0]: "sources" for source in event.sources}
    # Where sources are many, the address of each has a fragment.
    found |= {source.address: f"source-{source.key}" for source in event.sources}
    found |= {person.address: f"person-{person.key}" for person in event.people}
    found |= {each.address: f"organisation-{each.key}" for each in event.organisations}
    found |= {place.address: f"place-{place.key}" for place in event.places}
    return found


def _direction(language: str) -> str:
    return direction(language) if language else ""
