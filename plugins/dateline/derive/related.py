"""Read more: the author's links first, filled up by likeness."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache

from dateline.model.nouns import Article, Entry, Link, Teaser
from dateline.read.when import Form

Text = Article | Entry
Feature = tuple[str, str]

NEAREST = 100
"""Texts that share something, of which likeness is computed."""

_CLOSE = 3.0
"""Days after which the bonus for closeness in time has fallen to half."""

_UNDATED = date.min.toordinal()
"""The day of what is undated: nobody knows what is near to it, so nothing is."""


class Likeness:
    """Knows a pool of texts; says for any text which of them are most like it, in a time that does not depend on the pool.

    Likeness adds up, over the people, places, organisations and tags that two texts share, the information that sharing
    them carries (inverse document frequency, Spärck Jones 1972: what few texts share says more), plus up to one for closeness
    in time. Nothing shared, nothing said: closeness alone makes no likeness. Of what very many texts share, only those NEAREST
    in time are looked at; elsewhere the answer would cost as much as the pool is large, and the site the square of that.
    """

    def __init__(self, pool: Iterable[Text]) -> None:
        texts = list(pool)
        features = [features_of(text) for text in texts]
        counts = Counter(feature for found in features for feature in found)
        self._weights = {feature: math.log(1 + len(texts) / count) for feature, count in counts.items()}
        self._texts = texts
        self._addresses, self._slugs = [text.address for text in texts], [text.slug for text in texts]
        self._days = [day_of(text) for text in texts]
        sharing: dict[Feature, list[int]] = defaultdict(list)
        in_time = sorted((number for number, text in enumerate(texts) if text.status == "published"), key=lambda number: (self._days[number], texts[number].slug, number))
        for number in in_time:
            for feature in features[number]:
                sharing[feature].append(number)
        self._sharing = dict(sharing)

    def related(self, text: Text, most: int, without: Collection[str] = ()) -> tuple[Link | Teaser, ...]:
        """Return links for a text: all that its author chose, then the texts most like it, up to `most` together.

        Never the text itself, nor one address twice, nor any of the addresses `without`.
        """
        by_address = chosen_by(text)
        found = self.numbers(text, most, {*by_address, *without})
        return filled(by_address.values(), (self._texts[number].teaser for number in found), most)

    def numbers(self, text: Text, most: int, without: Collection[str]) -> tuple[int, ...]:
        """Return which of the pool are most like a text, by their numbers, up to `most`; never the text itself nor any of the addresses `without`."""
        seen = {*without, text.address}
        day = day_of(text)
        shared: dict[int, float] = {}
        for feature in sorted(features_of(text)):  # in a fixed order: sums of floats depend on it
            weight = self._weights.get(feature, 0.0)
            for number in self._nearest(feature, day):
                shared[number] = shared.get(number, 0.0) + weight
        # Closeness adds at most one: what shares less than that and the last of the most has no chance. It is reckoned for few, then.
        best = heapq.nlargest(max(most, 0) + len(seen), shared.values())
        least = best[-1] - 1 - 1e-9 if best else 0.0
        scored = []
        for number, score in shared.items():
            if score >= least and self._addresses[number] not in seen:
                scored.append((-(score + _nearness(day, self._days[number])), self._slugs[number], number))
        return tuple(number for *_, number in heapq.nsmallest(max(most, 0), scored))

    def _nearest(self, feature: Feature, day: int) -> list[int]:
        """Return the numbers of the texts that share something, of very many those nearest in time."""
        found = self._sharing.get(feature, [])
        if len(found) <= NEAREST:
            return found
        at = bisect_left(found, day, key=lambda number: self._days[number])
        first = max(0, min(at - NEAREST // 2, len(found) - NEAREST))
        return found[first : first + NEAREST]


def chosen_by(text: Text) -> dict[str, Link]:
    """Return what the author of a text chose, each address once."""
    by_address: dict[str, Link] = {}
    for link in text.read_more if isinstance(text, Article) else ():
        by_address.setdefault(link.address or link.url, link)
    return by_address


def filled(chosen: Collection[Link], like: Iterable[Teaser], most: int) -> tuple[Link | Teaser, ...]:
    """Return all that an author chose, filled up to `most` with what is like the text."""
    links: list[Link | Teaser] = [*chosen, *like]
    return tuple(links[: max(most, len(chosen))])


def related(text: Text, pool: Sequence[Text], most: int) -> tuple[Link | Teaser, ...]:
    """Return links for one text; whoever asks for many keeps a Likeness."""
    return Likeness(pool).related(text, most)


def features_of(text: Text) -> frozenset[Feature]:
    """Return what a text may share with others."""
    return frozenset(
        [("person", person.key) for person in text.people]
        + [("place", place.key) for place in text.places]
        + [("organisation", body.key) for body in text.organisations]
        + [("tag", tag.casefold()) for tag in text.tags]
    )


def day_of(text: Text) -> int:
    """Return the number of the day on which a text lies in time."""
    if not isinstance(text, Entry):
        return text.date.date().toordinal()
    return _UNDATED if text.when.form is Form.UNDATED else text.when.stands.date.toordinal()


@lru_cache(maxsize=1000)  # of days: further away it is next to nothing, and seldom asked for
def _closeness(days: int) -> float:
    return math.pow(0.5, days / _CLOSE)


def _nearness(one: int, other: int) -> float:
    return 0.0 if _UNDATED in (one, other) else _closeness(abs(one - other))
