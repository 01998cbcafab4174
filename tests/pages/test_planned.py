"""Pages that are not valued again: only where all that they are made of is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from dateline.exports.all import data_files
from dateline.keys import Keys
from dateline.model import nouns
from dateline.pages.all import all_pages
from dateline.pages.frame import Desk
from dateline.pages.planned import AnyPage, Gist, Recipes, Unmade
from dateline.pages.values import Page
from dateline.pictures.outcome import Outcome, Rendition, Series

from tests.desks import desk
from tests.nouns import article, body, chosen, entry, event, organisation, person, place, source

TOWN, LAKE = place("town"), place("lake")
CLERK, COUNCIL = person("clerk"), organisation("council")
PAPER = source("paper")
ENTRIES = tuple(
    entry(f"e{day}", f"2022-01-0{day}", places=(TOWN if day < 4 else LAKE,), people=(CLERK,) if day == 2 else (), sources=(PAPER,), body=body(f"<p>Day {day}.</p>"))
    for day in (1, 2, 3, 4)
)
ARTICLES = (
    article("b", "2022-01-09", read_more=(chosen(ENTRIES[0]),)),
    article("a", "2022-01-08", organisations=(COUNCIL,), body=body("<p>Words.</p>", nouns.CitePart((nouns.Citation(PAPER, ""),)), sources=(PAPER,))),
)
EVENT = event(starts=ENTRIES[0].when.stands.date, entries=ENTRIES, articles=ARTICLES, places=(TOWN, LAKE), people=(CLERK,), organisations=(COUNCIL,), sources=(PAPER,))


@dataclass
class Last:
    """What was noted of pages when they were last made."""

    heads: dict[str, tuple[bytes, Gist]] = field(default_factory=dict)

    def known(self, address: str, recipe: bytes) -> Gist | None:
        """Return the gist of a page that was made by a recipe."""
        last, head = self.heads.get(address, (b"", None))
        return head if last == recipe else None

    def build(self, at: Desk, version: str = "1") -> dict[str, AnyPage]:
        """Return the pages of a build, which are the last ones from then on."""
        recipes = Recipes(Keys(), version, self.known)
        pages = all_pages(at, (), lambda: sizes(at), recipes)
        self.heads = {page.address: (recipes.noted[page.address], gist(page)) for page in pages if page.address in recipes.noted}
        return {page.address: page for page in pages}


def gist(page: AnyPage) -> Gist:
    """Return the gist of a page's head."""
    return Gist(page.head.title, page.head.canonical, page.head.updated, page.head.pictures)


def sizes(at: Desk) -> dict[str, int]:
    """Return how large the data files are."""
    return {address.removeprefix("downloads/"): len(data) for address, data in data_files(at).items()}


def whole(at: Desk) -> dict[str, Page]:
    """Return the values of all pages."""
    return {page.address: page.value() if isinstance(page, Unmade) else page for page in all_pages(at, (), lambda: sizes(at), Recipes(Keys(), ""))}


def made(pages: dict[str, AnyPage]) -> list[str]:
    """Return the addresses of the pages that a recipe could have spared, and did not."""
    return sorted(address for address, page in pages.items() if isinstance(page, Page) and page.template in ("entry", "article", "day", "thing"))


@pytest.fixture
def last() -> Last:
    """The event as it was last built."""
    last = Last()
    last.build(desk(EVENT))
    return last


def other_entry(**more: Any) -> nouns.Event:
    """Return the event with its second entry changed."""
    return replace(EVENT, entries=(ENTRIES[0], replace(ENTRIES[1], **more), *ENTRIES[2:]))


def test_nothing_is_made_again_where_nothing_changed(last: Last) -> None:
    again = last.build(desk(EVENT))
    unmade = [page for page in again.values() if isinstance(page, Unmade)]

    assert made(again) == []
    assert {page.template for page in unmade} == {"entry", "article", "day", "thing", "embed"}
    assert [page.value() for page in unmade] == [whole(desk(EVENT))[page.address] for page in unmade]
    assert [page.head for page in unmade] == [gist(page.value()) for page in unmade]


def test_a_text_is_made_again_with_the_pages_that_show_it(last: Last) -> None:
    again = last.build(desk(other_entry(body=body("<p>Other words.</p>"))))

    # Its day's strip leads to it, and so do those of the days around it, which are therefore looked at too.
    days = [f"timeline/2022-01-0{day}/" for day in (1, 2, 3, 4)]
    assert made(again) == sorted(["people/clerk/", "places/town/", *days, "timeline/2022-01-02/e2/"])


def changed(name: str) -> Callable[[Desk], Desk]:
    """Return what gives a desk with one part of its bench changed."""
    picture = Outcome((Series("image/jpeg", (Rendition("p.jpg", 1, 1, 1, ""),)),), "#000000")
    parts: dict[str, Callable[[Desk], Any]] = {
        "site": lambda at: replace(at.site, name="Other"),
        "siteurl": lambda _: "https://example.net",
        "standfirst": lambda _: "Other",
        "updated": lambda at: at.updated.replace(year=2024) if at.updated else None,
        "views": lambda at: type(at.views)(at.words, {"p": picture}),
        "words": lambda at: type(at.words)("ru", Path("nowhere")),
    }
    return lambda at: replace(at, **{name: parts[name](at)})


@pytest.mark.parametrize("name", ["site", "siteurl", "standfirst", "updated", "views", "words"])
def test_all_are_made_again_where_their_surroundings_changed(name: str, last: Last) -> None:
    at = changed(name)(desk(EVENT))

    assert {page.template for page in last.build(at).values() if isinstance(page, Unmade)} == set()


def test_other_code_makes_them_again(last: Last) -> None:
    assert {type(page) for page in last.build(desk(EVENT), version="2").values()} == {Page}


def variants() -> Iterator[tuple[str, nouns.Event]]:
    """Yield events that differ from EVENT in one thing, by what that is."""
    yield "title", other_entry(title="Other", teaser=replace(ENTRIES[1].teaser, title="Other"))
    yield "source", replace(EVENT, entries=tuple(replace(one, sources=(replace(PAPER, title="Other"),)) for one in ENTRIES))
    yield "place", replace(EVENT, places=(replace(TOWN, name="Other"), LAKE), entries=tuple(replace(one, places=(replace(TOWN, name="Other"),)) for one in ENTRIES))
    yield "who", other_entry(people=())
    yield "when", other_entry(when=ENTRIES[2].when)
    yield "kind", other_entry(kind=nouns.Kind("other", "Other", 2))
    yield "lang", other_entry(lang="ru")
    yield "no entry", replace(EVENT, entries=ENTRIES[1:])
    yield "no article", replace(EVENT, articles=ARTICLES[:1])
    yield "same titles", other_entry(title=ENTRIES[0].title)
    yield "tags", replace(EVENT, articles=(replace(ARTICLES[0], tags=("x",)), replace(ARTICLES[1], tags=("x",))))
    yield "span", replace(EVENT, starts=ENTRIES[1].when.stands.date)


@pytest.mark.parametrize("variant", [pytest.param(event, id=name) for name, event in variants()])
def test_what_is_left_is_what_would_be_made(variant: nouns.Event, last: Last) -> None:
    for there in (variant, EVENT, variant):  # there, and back
        at = desk(there)
        pages = last.build(at)
        assert {address: page.value() if isinstance(page, Unmade) else page for address, page in pages.items()} == whole(at)
        assert {address: gist(page) for address, page in pages.items()} == {address: gist(page) for address, page in whole(at).items()}


def test_pages_of_one_title_are_told_apart_and_no_longer(last: Last) -> None:
    same = other_entry(title=ENTRIES[0].title)
    titles = [last.build(desk(each))["timeline/2022-01-01/e1/"].head.title for each in (same, same, EVENT, EVENT)]

    assert titles == ["E1 (1 January 2022) · Site"] * 2 + ["E1 · Site"] * 2
