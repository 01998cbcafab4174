"""Read more: the author's links first, with their labels, then what is most alike."""

from __future__ import annotations

import pytest
from dateline.derive.related import Text, related
from dateline.model.nouns import Link, Teaser

from tests.nouns import article, chosen, elsewhere, entry, organisation, person, place

ALMATY, AKTAU, MOSCOW = place("almaty"), place("aktau"), place("moscow")
MAYOR, WITNESS = person("mayor"), person("witness")


def slugs(links: tuple[Link | Teaser, ...]) -> list[str]:
    """Return what links lead to: slugs of the site's texts, whole addresses elsewhere."""
    found = []
    for link in links:
        teaser = link if isinstance(link, Teaser) else link.teaser
        found.append(teaser.slug if teaser else getattr(link, "url", ""))
    return found


def test_the_authors_links_come_first_in_their_order_and_with_their_labels() -> None:
    first, second = entry("first", "2022-01-05"), article("second")
    links = (chosen(second, "Analysis"), elsewhere("https://example.org/"), chosen(first))
    text = article("text", read_more=links, places=(ALMATY,))

    assert related(text, [text, first, second, entry("like", "2022-01-05", places=(ALMATY,))], 5)[:3] == links


def test_likeness_fills_up_to_as_many_as_are_wanted() -> None:
    text = article("text", places=(ALMATY,), read_more=(elsewhere("https://example.org/"),))
    pool: list[Text] = [text, *(entry(f"e{number}", "2022-01-05", places=(ALMATY,)) for number in range(9))]

    assert slugs(related(text, pool, 5)) == ["https://example.org/", "e0", "e1", "e2", "e3"]
    assert slugs(related(text, pool, 0)) == ["https://example.org/"]


def test_all_that_the_author_chose_is_kept() -> None:
    links = tuple(elsewhere(f"https://example.org/{number}") for number in range(7))
    text = article("text", read_more=links, places=(ALMATY,))

    assert related(text, [text, entry("like", "2022-01-05", places=(ALMATY,))], 5) == links


def test_what_is_shared_by_few_says_more() -> None:
    text = entry("text", "2022-01-05", places=(ALMATY, MOSCOW))
    common = [entry(f"common-{number}", "2022-01-05", places=(ALMATY,)) for number in range(3)]
    rare = entry("rare", "2022-01-05", places=(MOSCOW,))

    assert slugs(related(text, [text, *common, rare], 5)) == ["rare", "common-0", "common-1", "common-2"]


def test_more_shared_is_more_alike_whatever_it_is() -> None:
    council = organisation("council")
    text = article("text", people=(MAYOR,), organisations=(council,), places=(ALMATY,), tags=("Internet",))
    three = article("three", people=(MAYOR,), organisations=(council,), tags=("internet",))
    two = article("two", people=(MAYOR,), places=(ALMATY,))
    one = article("one", tags=("INTERNET",))

    assert slugs(related(text, [text, one, two, three], 5)) == ["three", "two", "one"]


def test_of_two_alike_the_one_closer_in_time_comes_first() -> None:
    text = entry("text", "2022-01-05", people=(MAYOR,))
    pool = [text, entry("a-later", "2022-01-19", people=(MAYOR,)), entry("b-next-day", "2022-01-06", people=(MAYOR,))]

    assert slugs(related(text, pool, 5)) == ["b-next-day", "a-later"]


def test_closeness_alone_is_no_likeness() -> None:
    text = entry("text", "2022-01-05", people=(MAYOR,))

    assert related(text, [text, entry("same-day", "2022-01-05", people=(WITNESS,), places=(AKTAU,))], 5) == ()


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_never_what_is_not_published(status: str) -> None:
    text = entry("text", "2022-01-05", people=(MAYOR,))

    assert related(text, [text, entry("other", "2022-01-05", people=(MAYOR,), status=status)], 5) == ()


def test_never_itself_and_nothing_twice() -> None:
    other = entry("other", "2022-01-05", people=(MAYOR,))
    there = elsewhere("https://example.org/")
    links = (chosen(other, "First"), there, elsewhere("https://example.org/", "Again"), chosen(other, "Again"))
    text = article("text", people=(MAYOR,), read_more=links)

    assert related(text, [text, other], 5) == (chosen(other, "First"), there)


def test_the_order_of_the_pool_does_not_matter() -> None:
    text = entry("text", "2022-01-05", places=(ALMATY,))
    pool = [entry(slug, "2022-01-06", places=(ALMATY,)) for slug in ("c", "a", "b")]

    assert slugs(related(text, pool, 5)) == slugs(related(text, pool[::-1], 5)) == ["a", "b", "c"]
