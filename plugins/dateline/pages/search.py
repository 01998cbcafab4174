"""The page of the search: a field and filters for those who have JavaScript, and for all an index of names, places and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from dateline.dataclass import dataclass
from dateline.derive.alphabet import order
from dateline.derive.days import Group, groups
from dateline.derive.portions import portions
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.alphabetical import ITEMS, Thing, found_by, letters_of
from dateline.pages.frame import Desk, script_address
from dateline.search.calendar import DATE, cut, signs_of
from dateline.search.documents import KINDS
from dateline.search.index import CERTAINTIES, INDEX
from dateline.whens import heading
from dateline.wording import CERTAINTIES as CERTAINTY_WORDS
from dateline.wording import N_, Wording, direction

ADDRESS = "search/"
_KINDS = {
    "entry": N_("Timeline"),
    "article": N_("Articles"),
    "person": N_("People"),
    "place": N_("Places"),
    "organisation": N_("Organisations"),
    "source": N_("Sources"),
    "picture": N_("Pictures"),
}


@dataclass(frozen=True)
class Choice:
    """One choice of a filter; `lang` and `dir` where its label is in another language than the page."""

    value: str
    label: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Names:
    """The names of a kind, each with its address; `letters` lead to the pages that list them where they are too many for this one."""

    title: str
    anchor: str
    all: values.Link
    names: tuple[values.Link, ...]
    letters: tuple[values.Link, ...]


@dataclass(frozen=True)
class Days:
    """A line of the index of days: what they lie in, and the days, whose titles say all that their numbers leave out; without days it leads to the first itself."""

    title: values.Link
    days: tuple[values.Link, ...]


@dataclass(frozen=True)
class SearchPage:
    """The search (search.html). `script` and `index` are addresses; `kinds`, `certainties`, `times` and `languages` are what can be chosen."""

    title: str
    script: Address | str
    index: Address
    home: Address
    kinds: tuple[Choice, ...]
    certainties: tuple[Choice, ...]
    times: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    names: tuple[Names, ...]
    timeline: values.Link
    days: tuple[Days, ...]


def search_page(desk: Desk, listed: Sequence[nouns.Entry]) -> Iterator[values.Page]:
    """Yield the page of the search; `listed` are the entries of the timeline."""
    words, event = desk.words, desk.event
    signs, firsts = _listed(groups(listed))
    certain = {entry.certainty for entry in listed}
    things: tuple[tuple[str, str, str, Sequence[Thing]], ...] = (
        ("people", words("People"), "people/", event.people),
        ("organisations", words("Organisations"), "organisations/", event.organisations),
        ("places", words("Places"), "places/", event.places),
    )
    page = SearchPage(
        title=words("Search"),
        script=script_address(desk.settings.theme, "search"),
        index=Address(INDEX),
        home=Address(""),
        kinds=tuple(Choice(kind, words(_KINDS[kind])) for kind in _kinds(event, listed)),
        certainties=tuple(Choice(key, words(CERTAINTY_WORDS[key])) for key in CERTAINTIES if key in certain) if len(certain) > 1 else (),
        times=tuple(Choice(cut(group.name, signs), _title(words, group, signs)) for group in firsts),
        languages=_languages(desk, listed),
        names=tuple(_names(words, *each) for each in things if each[-1]),
        timeline=values.Link(words("Timeline"), Address("timeline/")),
        days=tuple(_days(words, signs, firsts)),
    )
    yield desk.page("search", ADDRESS, page, title=page.title, description=words("Everything that this site tells, by its words, names and days."))


def _kinds(event: nouns.Event, listed: Sequence[nouns.Entry]) -> Iterator[str]:
    """Yield the kinds of documents that there are."""
    have = {
        "entry": listed,
        "article": [article for article in event.articles if article.status == "published"],
        "person": event.people,
        "place": event.places,
        "organisation": event.organisations,
        "source": event.sources,
        "picture": [picture for picture in event.pictures if picture.file],
    }
    yield from (kind for kind in KINDS if have[kind])


def _languages(desk: Desk, listed: Sequence[nouns.Entry]) -> tuple[Choice, ...]:
    """Return the languages of the texts, in which some of a site of several are not translated; none where there is only one."""
    texts: list[nouns.Entry | nouns.Article] = [*listed, *(article for article in desk.event.articles if article.status == "published")]
    spoken = {text.lang or desk.site.lang for text in texts}
    known = {language.tag: language for language in desk.site.languages}
    named = [known[tag] for tag in known if tag in spoken]
    return tuple(Choice(each.tag, each.name, each.tag, direction(each.tag)) for each in named) if len(named) > 1 else ()


def _names(words: Wording, anchor: str, title: str, address: str, things: Sequence[Thing]) -> Names:
    by_name = sorted(things, key=lambda thing: order(words.language)(found_by(thing, words)))
    many = len(by_name) > ITEMS
    return Names(
        title=title,
        anchor=f"all-{anchor}",
        all=values.Link(title, Address(address)),
        names=() if many else tuple(values.Link(thing.name, thing.address) for thing in by_name),
        letters=tuple(letters_of(address, portions(by_name, ITEMS), words)) if many else (),
    )


def _listed(found: Sequence[Group]) -> tuple[int, list[Group]]:
    """Return the days; where they are too many the first of each month, or of each year; and how many signs of their names count."""
    signs = signs_of(group.name for group in found)
    return signs, [next(own) for _, own in groupby(found, key=lambda group: cut(group.name, signs))]


def _days(words: Wording, signs: int, firsts: Sequence[Group]) -> Iterator[Days]:
    """Yield the index of days, by month, or of months by year.

    What has no day, month or year of the calendar for itself (a decade, what is undated) is a line of its own.
    """
    outer = {10: 7, 7: 4, 4: 4}[signs]
    for name, own in groupby(firsts, key=lambda group: cut(group.name, outer)):
        inner = tuple(_link(words, group, signs) for group in own)
        if signs == outer or not DATE.match(name) or (len(inner) == 1 and inner[0].url == f"timeline/{name}/"):
            yield Days(values.Link(inner[0].title, inner[0].url), ())
        else:
            yield Days(values.Link(words.partial(name).text), inner)


def _title(words: Wording, group: Group, signs: int) -> str:
    name = cut(group.name, signs)
    return heading(words, group.when).text if name == group.name else words.partial(name).text


def _link(words: Wording, group: Group, signs: int) -> values.Link:
    """Return the link to a day: its number, or in words what is not known so well."""
    title = _title(words, group, signs)
    day = len(group.name) == signs == 10 and DATE.match(group.name)
    return values.Link(words.digits(str(date.fromisoformat(group.name).day)) if day else title, group.address, title)
