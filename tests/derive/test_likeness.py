"""Read more for many texts: what is skipped could not have been among the most like."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

from dateline.derive.related import NEAREST, Likeness
from dateline.model.nouns import Entry, Teaser

from tests.nouns import entry, person, place

RANDOM = Random(5)
PLACES, PEOPLE = [place(f"place-{n}") for n in range(6)], [person(f"person-{n}") for n in range(9)]
POOL = [
    entry(f"entry-{n:02}", f"2022-01-{RANDOM.randint(1, 31):02}", places=tuple(RANDOM.sample(PLACES, 2)), people=tuple(RANDOM.sample(PEOPLE, 3)))
    for n in range(90)
]


def plainly(text: Entry, most: int) -> list[str]:
    """Return the slugs of the texts most like one, each of the pool compared with it."""
    counts = Counter(key for other in POOL for key in keys(other))
    scored = []
    for other in POOL:
        shared = keys(text) & keys(other)
        if shared and other is not text:
            days = abs((other.when.stands.date - text.when.stands.date).days)
            scored.append((-sum(math.log(1 + len(POOL) / counts[key]) for key in shared) - 0.5 ** (days / 3), other.slug))
    return [slug for _, slug in sorted((round(score, 9), slug) for score, slug in scored)[:most]]


def keys(text: Entry) -> set[str]:
    """Return what a text names."""
    return {place.key for place in text.places} | {person.key for person in text.people}


def test_the_same_as_when_each_is_compared_with_each() -> None:
    likeness = Likeness(POOL)

    assert len(POOL) <= NEAREST
    for text in POOL:
        assert [link.slug for link in likeness.related(text, 5) if isinstance(link, Teaser)] == plainly(text, 5)


def test_of_what_very_many_share_only_the_nearest_in_time_are_looked_at() -> None:
    crowd = [entry(f"day-{n:03}", f"20{10 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}", places=(PLACES[0],)) for n in range(700)]

    found = Likeness(crowd).related(crowd[350], 4)

    assert sorted(link.slug for link in found if isinstance(link, Teaser)) == ["day-348", "day-349", "day-351", "day-352"]
