"""Pages of places, people and organisations: what concerns them is told in a few lines each, and leads to the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.keys import Keys
from dateline.model import nouns
from dateline.pages.all import all_pages
from dateline.pages.planned import Recipes, Unmade
from dateline.pages.values import Page

from tests.desks import desk
from tests.nouns import body, entry, event, organisation, person, place

TOWN = place("town")


def made(**parts: Any) -> dict[str, Page]:
    """Return the pages of an event by their addresses."""
    entries = parts["entries"]
    at = desk(event(starts=entries[0].when.stands.date, **parts))
    return {page.address: page.value() if isinstance(page, Unmade) else page for page in all_pages(at, (), dict, Recipes(Keys(), ""))}


def test_an_entry_is_told_by_its_first_sentence_with_its_kind_and_how_certain_it_is() -> None:
    told = entry("fire", "2022-01-05T20:00", places=(TOWN,), certainty="disputed", body=body("<p>It burned. Nobody knows why.</p>"))

    (line,) = made(entries=(told,), places=(TOWN,))["places/town/"].page.entries

    assert (line.url, line.sentence, line.certainty_label) == ("timeline/2022-01-05/fire/", "It burned.", "Disputed")
    assert line.when.text == "5 January 2022, 20:00"


def test_what_does_not_fit_onto_a_page_goes_on_and_the_first_one_has_the_highlights() -> None:
    clerk = person("clerk")
    entries = tuple(
        entry(f"e{number:03}", "2022-01-05", people=(clerk,), highlight=number == 250, body=body(f"<p>{'long ' * 80} end. More.</p>"))
        for number in range(300)
    )

    pages = [page.page for address, page in sorted(made(entries=entries, people=(clerk,)).items()) if address.startswith("people/clerk/")]

    assert [len(page.highlights) for page in pages] == [1, 0]
    assert [line.title for page in pages for line in page.entries] == [one.title for one in entries]


def index(count: int, *more: nouns.Person) -> list[Any]:
    """Return the pages of the index of so many people and some more; the one in the middle is named by a text."""
    people = [replace(person(f"p{number}"), name=f"Ann {chr(65 + number % 26)}ell{number}") for number in range(count)]
    named = entry("named", "2022-01-05", people=(people[count // 2],))
    pages = made(entries=(named,), people=(*people, *more))
    return [pages[address].page for address in ("people/", "people/2/") if address in pages]


def test_a_short_index_has_those_first_that_most_texts_name() -> None:
    (page,) = index(20)

    assert page.letters == page.most == ()
    (group,) = page.groups
    assert (group.letter, group.items[0].link.text, group.items[1].link.text) == ("", "Ann Kell10", "Ann Aell0")


def test_a_longer_one_is_looked_up_by_the_letters_of_family_names() -> None:
    xi, emile = replace(person("xi"), name="Xi Jinping", family_first=True), replace(person("emile"), name="24 Émile")
    (page,) = index(21, xi, emile)

    assert [group.letter for group in page.groups] == [*map(chr, range(65, 65 + 21)), "X"]
    assert [item.link.text for item in page.groups[4].items] == ["Ann Eell4", "24 Émile"]
    assert [link.text for link in page.letters] == [group.letter for group in page.groups]
    assert page.letters[-1].url == "people/#letter-x"
    assert page.groups[-1].anchor == "letter-x"
    assert [link.text for link in page.most] == ["Ann Kell10"]


def test_letters_lead_to_the_page_on_which_they_begin() -> None:
    first, second = index(300)

    assert first.letters == second.letters
    assert {link.url.partition("#")[0] for link in first.letters} == {"people/", "people/2/"}
    for page, address in ((first, "people/"), (second, "people/2/")):
        begun = {link.text for link in first.letters if link.url.partition("#")[0] == address}
        assert begun <= {group.letter for group in page.groups}
    assert second.most == ()


def test_names_without_letters_are_listed_as_before() -> None:
    people = tuple(replace(person(f"p{number}"), name="习近平") for number in range(21))
    page = made(entries=(entry("one", "2022-01-05"),), people=people)["people/"].page

    assert [group.letter for group in page.groups] == [""]


def test_another_name_says_its_language_where_that_is_known() -> None:
    town = replace(TOWN, other_names=(nouns.Names("", "Verny"), nouns.Names("ar", "ألماتي")))

    shown = made(entries=(entry("fire", "2022-01-05", places=(town,)),), places=(town,))["places/town/"].page

    assert [(name.name, name.lang, name.dir) for name in shown.other_names] == [("Verny", "", ""), ("ألماتي", "ar", "rtl")]


def test_a_name_that_languages_write_alike_stands_once_and_not_below_itself() -> None:
    spelt = (nouns.Names("kk", "Алматы"), nouns.Names("ru", "Алматы"), nouns.Names("de", "Town"), nouns.Names("ar", "ألماتي"))
    town = replace(TOWN, name="Town", names=spelt)

    shown = made(entries=(entry("fire", "2022-01-05", places=(town,)),), places=(town,))["places/town/"].page

    assert [(name.name, name.lang, name.dir) for name in shown.names] == [("Алматы", "kk", "ltr"), ("ألماتي", "ar", "rtl")]


def test_what_belongs_where_is_said_as_is_usual_of_places_and_of_people() -> None:
    """Nobody lies in an organisation, and towns are not its people."""
    office = organisation("office")
    clerk = replace(person("clerk"), organisation=office)
    pages = made(entries=(entry("fire", "2022-01-05"),), places=(TOWN, place("square", TOWN)), people=(clerk,), organisations=(office,))

    def said(address: str) -> tuple[object, ...]:
        page = pages[address].page
        return page.within and (page.within_label, page.within.text), page.members and (page.members_label, page.members[0].text)

    assert said("places/square/") == (("Lies in", "Town"), ())
    assert said("places/town/") == (None, ("Places here", "Square"))
    assert said("people/clerk/") == (("Belongs to", "Office"), ())
    assert said("organisations/office/") == (None, ("People", "Clerk"))
