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
        features = [_features(text) for text in texts]
        counts = Counter(feature for found in features for feature in found)
        self._weights = {feature: math.log(1 + len(texts) / count) for feature, count in counts.items()}
        self._texts = texts
        self._addresses, self._slugs = [text.address for text in texts], [text.slug for text in texts]
        self._days = [_day(text).toordinal() for text in texts]
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
        by_address: dict[str, Link] = {}
        for link in text.read_more if isinstance(text, Article) else ():
            by_address.setdefault(link.address or link.url, link)
        chosen = list(by_address.values())
        seen = {*by_address, text.address, *without}
        day = _day(text).toordinal()
        shared: dict[int, float] = {}
        for feature in sorted(_features(text)):  # in a fixed order: sums of floats depend on it
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
        links: list[Link | Teaser] = [*chosen]
        links += [self._texts[number].teaser for *_, number in heapq.nsmallest(max(most, 0), scored)]
        return tuple(links[: max(most, len(chosen))])

    def _nearest(self, feature: Feature, day: int) -> list[int]:
        """Return the numbers of the texts that share something, of very many those nearest in time."""
        found = self._sharing.get(feature, [])
        if len(found) <= NEAREST:
            return found
        at = bisect_left(found, day, key=lambda number: self._days[number])
        first = max(0, min(at - NEAREST // 2, len(found) - NEAREST))
        return found[first : first + NEAREST]


def related(text: Text, pool: Sequence[Text], most: int) -> tuple[Link | Teaser, ...]:
    """Return links for one text; whoever asks for many keeps a Likeness."""
    return Likeness(pool).related(text, most)


def _features(text: Text) -> frozenset[Feature]:
    return frozenset(
        [("person", person.key) for person in text.people]
        + [("place", place.key) for place in text.places]
        + [("organisation", body.key) for body in text.organisations]
        + [("tag", tag.casefold()) for tag in text.tags]
    )


def _day(text: Text) -> date:
    if not isinstance(text, Entry):
        return text.date.date()
    return date.min if text.when.form is Form.UNDATED else text.when.stands.date


@lru_cache(maxsize=1000)  # of days: further away it is next to nothing, and seldom asked for
def _closeness(days: int) -> float:
    return math.pow(0.5, days / _CLOSE)


def _nearness(one: int, other: int) -> float:
    return 0.0 if _UNDATED in (one, other) else _closeness(abs(one - other))
