"""The page of all sources: how much of what cites them it can name."""

from __future__ import annotations

import pytest
from dateline.model.address import Address
from dateline.model.nouns import Event
from dateline.pages import values
from dateline.pages.sources import share, source_pages

from tests.desks import desk, valued
from tests.nouns import entry, event, figure, report, source


def made_of(about: Event) -> list[values.Page]:
    """Return the pages of an event's sources."""
    at = desk(about)
    return valued(source_pages(at), at)


@pytest.mark.parametrize(
    ("counts", "each"),
    [([], 1), ([0, 0], 1), ([3, 40, 0], 40), ([600, 400], 600), ([600, 401], 500), ([30] * 200, 5), ([9_000, *[0] * 199], 5)],
)
def test_all_that_cites_them_while_that_is_little_else_the_same_share_for_each(counts: list[int], each: int) -> None:
    assert share(counts) == each


def test_a_source_that_very_many_texts_cite_has_a_page_with_all_of_them() -> None:
    much, little = source("much"), source("little")
    entries = tuple(entry(f"entry-{n:04}", "2022-01-05", sources=(much, *([little] if n < 3 else []))) for n in range(1_100))
    made = made_of(event(entries=entries, sources=(much, little)))
    first, *further = made
    found = {cited.source.key: cited for cited in first.page.sources}

    assert [page.address for page in made] == ["sources/", "sources/much/", *(f"sources/much/{n}/" for n in range(2, 7))]
    assert len(found["much"].citing) == 500
    assert found["much"].more == values.Link("and 600 more", "sources/much/")
    assert (len(found["little"].citing), found["little"].more) == (3, None)
    assert [mention.link.text for page in further for mention in page.page.citing] == [one.title for one in entries]
    assert first.page.lead == ""
    assert further[1].head.title == "Much, page 2 of 6 · Site"


def test_where_each_has_its_own_page_the_list_leads_there() -> None:
    many = tuple(source(f"source-{n:03}", address=Address(f"sources/source-{n:03}/")) for n in range(201))
    cited = figure(report(1, "A neighbour", sources=many[:1]))
    made = made_of(event(sources=many, figures=(cited,)))
    lists = [page for page in made if page.template == "sources"]

    assert [page.address for page in lists] == ["sources/", "sources/2/"]
    assert [page.page.lead for page in lists] == ["sources/{key}/", ""]
    assert [item.more for item in lists[0].page.sources[:2]] == [
        values.Link("cited in 1 text", "sources/source-000/"),
        values.Link("not cited", "sources/source-001/"),
    ]
    assert [page.address for page in made[2:]] == [one.address for one in many]
    assert made[2].page.citing == (values.Mention(values.Link("People killed", "figures/#deaths"), None),)


def test_a_source_that_nothing_cites_says_so_only_where_it_leads_to_its_page() -> None:
    (page,) = made_of(event(sources=(source("alone"),)))

    assert [(item.citing, item.more) for item in page.page.sources] == [((), None)]
