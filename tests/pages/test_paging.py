"""The pages of a long list: their addresses, their titles, and the links between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.pages.paging import number_of, numbered, page_address, pager
from dateline.wording import Wording

WORDS = Wording("en", Path("nowhere"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("articles/", "articles/2/"),
        ("timeline/2022-01-05/", "timeline/2022-01-05/2/"),
        ("pictures/square.html", "pictures/square/2/"),
    ],
)
def test_further_pages_stand_below_the_first(first: str, second: str) -> None:
    assert page_address(first, 1) == first
    assert page_address(first, 2) == second


def test_an_address_tells_its_number() -> None:
    assert [number_of("figures/", page_address("figures/", number)) for number in (1, 2, 12)] == [1, 2, 12]


def test_titles_have_the_number_but_for_the_first() -> None:
    assert [numbered(WORDS, "Articles", number, 3) for number in (1, 2)] == ["Articles", "Articles, page 2 of 3"]


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 2, "[1] 2 >2"),
        (1, 3, "[1] 2 3 >2"),
        (2, 4, "<1 1 [2] 3 4 >3"),
        (1, 9, "[1] 2 … 9 >2"),
        (4, 9, "<3 1 2 3 [4] 5 … 9 >5"),
        (5, 9, "<4 1 … 4 [5] 6 … 9 >6"),
        (9, 9, "<8 1 … 8 [9]"),
        (50, 100, "<49 1 … 49 [50] 51 … 100 >51"),
    ],
)
def test_a_page_leads_to_those_beside_it_and_to_the_ends(number: int, count: int, shown: str) -> None:
    made = pager(WORDS, "articles/", number, count)

    assert made
    words = [f"<{number - 1}"] if made.earlier else []
    words += [f"[{each.text}]" if each.current else each.text for each in made.numbers]
    words += [f">{number + 1}"] if made.later else []
    assert " ".join(words) == shown
    assert [each.url for each in made.numbers if each.current] == [page_address("articles/", number)]
    assert [(each.url, each.label) for each in made.numbers if each.text == "…"] == [("", "")] * shown.count("…")


def test_one_page_needs_no_links() -> None:
    assert pager(WORDS, "articles/", 1, 1) is None
