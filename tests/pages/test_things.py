"""Pages of places, people and organisations: what concerns them is told in a few lines each, and leads to the whole."""

from __future__ import annotations

from typing import Any

from dateline.keys import Keys
from dateline.pages.all import all_pages
from dateline.pages.planned import Recipes, Unmade
from dateline.pages.values import Page

from tests.desks import desk
from tests.nouns import body, entry, event, person, place

TOWN = place("town")


def made(**parts: Any) -> dict[str, Page]:
    """Return the pages of an event by their addresses."""
    entries = parts["entries"]
    at = desk(event(starts=entries[0].when.start.date, **parts))
    return {page.address: page.value() if isinstance(page, Unmade) else page for page in all_pages(at, (), dict, Recipes(Keys(), ""))}


def test_an_entry_is_told_by_its_first_sentence_with_its_kind_and_how_certain_it_is() -> None:
    told = entry("fire", "2022-01-05T20:00", places=(TOWN,), certainty="disputed", body=body("<p>It burned. Nobody knows why.</p>"))

    (line,) = made(entries=(told,), places=(TOWN,))["places/town/"].page.entries

    assert (line.link.url, line.summary, line.certainty_label) == ("timeline/2022-01-05/fire/", "It burned.", "Disputed")
    assert line.date and line.date.text == "5 January 2022, 20:00"


def test_what_does_not_fit_onto_a_page_goes_on_and_the_first_one_has_the_highlights() -> None:
    clerk = person("clerk")
    entries = tuple(
        entry(f"e{number:03}", "2022-01-05", people=(clerk,), highlight=number == 250, body=body(f"<p>{'long ' * 80} end. More.</p>"))
        for number in range(300)
    )

    pages = [page.page for address, page in sorted(made(entries=entries, people=(clerk,)).items()) if address.startswith("people/clerk/")]

    assert [len(page.highlights) for page in pages] == [1, 0]
    assert [line.link.text for page in pages for line in page.entries] == [one.title for one in entries]
