"""From people, places, organisations and sources back to the texts that mention them."""

from __future__ import annotations

from typing import Any

from dateline.derive.mentions import cited, mentions
from dateline.model.nouns import Correction, FigurePart, ReadPart

from tests.nouns import article, body, entry, event, figure, organisation, person, place, report, source

ONE, TWO, THREE = source("one"), source("two"), source("three")


def slugs(texts: tuple[object, ...]) -> list[str]:
    """Return the slugs of texts."""
    return [str(getattr(text, "slug", "")) for text in texts]


def test_texts_are_found_by_whom_they_name_entries_first() -> None:
    mayor, council = person("mayor"), organisation("council")
    about: dict[str, Any] = {"people": (mayor,), "organisations": (council,)}
    found = mentions(event(
        articles=(article("article", **about),),
        entries=(entry("early", "2022-01-05", **about), entry("other", "2022-01-05"), entry("late", "2022-01-06", **about)),
    ))  # fmt: skip

    assert slugs(found.people["mayor"]) == slugs(found.organisations["council"]) == ["early", "late", "article"]
    assert found.people.keys() == {"mayor"}


def test_a_place_has_what_happened_in_the_places_within_it() -> None:
    kazakhstan = place("kazakhstan")
    almaty = place("almaty", kazakhstan)
    square = place("square", almaty)
    found = mentions(event(entries=(
        entry("there", "2022-01-05", places=(square, almaty)), entry("city", "2022-01-05", places=(almaty,)),
    )))  # fmt: skip

    assert {key: slugs(texts) for key, texts in found.places.items()} == {
        "square": ["there"],
        "almaty": ["there", "city"],
        "kazakhstan": ["there", "city"],
    }


def test_what_is_not_published_mentions_nothing() -> None:
    mayor = person("mayor")
    hidden = entry("hidden", "2022-01-05", people=(mayor,), status="hidden", sources=(ONE,))
    found = mentions(event(entries=(hidden,), articles=(article("hidden-too", people=(mayor,), status="hidden"),)))

    assert (found.people, found.citing) == ({}, {})


def test_a_text_cites_what_its_corrections_and_figures_cite() -> None:
    correction = Correction(entry("e", "2022-01-09").when.stands.date, body("<p>Wrong.</p>", sources=(TWO,)))
    placed = FigurePart(figure(report(2.0, "A", sources=(THREE,)), report(3.0, "B", sources=(ONE,))))
    text = article("text", body=body("<p>x</p>", placed, sources=(ONE,)), corrections=(correction,))

    assert cited(text) == (ONE, TWO, THREE)
    assert mentions(event(articles=(text,))).citing == {"one": (text,), "two": (text,), "three": (text,)}


def test_an_entry_is_told_of_by_the_articles_that_link_to_it_or_show_it() -> None:
    linked, shown, other = (entry(slug, "2022-01-05") for slug in ("linked", "shown", "other"))
    link = f'<p><a href="dateline:{linked.address}#part">x</a> <a href="https://example.org/{other.address}">y</a></p>'
    text = article("text", body=body(link, ReadPart(shown.teaser)))
    found = mentions(event(entries=(linked, shown, other), articles=(text,)))

    assert found.articles_about == {str(linked.address): (text,), str(shown.address): (text,)}
