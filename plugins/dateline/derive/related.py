"""Read more: the author's links first, filled up by likeness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.model.nouns import Article, Entry, Link, Teaser

Text = Article | Entry

_CLOSE = 3.0
"""Days after which the bonus for closeness in time has fallen to half."""


def related(text: Text, pool: Sequence[Text], most: int) -> tuple[Link | Teaser, ...]:
    """Return links for a text: all that its author chose, then the published texts most like it, up to `most` together.

    Likeness adds up, over the people, places, organisations and tags that two texts share, the information that sharing
    them carries (inverse document frequency, Spärck Jones 1972: what few texts share says more), plus up to one for closeness
    in time. Nothing shared, nothing said: closeness alone makes no likeness. Never the text itself, nor one address twice.
    """
    by_address: dict[str, Link] = {}
    for link in text.read_more if isinstance(text, Article) else ():
        by_address.setdefault(link.address or link.url, link)
    chosen = list(by_address.values())
    seen = {*by_address, text.address}
    weights = _weights(pool)
    mine = _features(text)
    scored = []
    for other in pool:
        if other.status != "published" or other.address in seen:
            continue
        shared = sum(weights[feature] for feature in mine & _features(other))
        if shared > 0:
            scored.append((-(shared + _closeness(_day(text), _day(other))), other.slug, other))
    links: list[Link | Teaser] = [*chosen]
    links += [other.teaser for _, _, other in sorted(scored, key=lambda score: score[:2])]
    return tuple(links[: max(most, len(chosen))])


def _weights(pool: Iterable[Text]) -> dict[tuple[str, str], float]:
    texts = list(pool)
    counts = Counter(feature for text in texts for feature in _features(text))
    return {feature: math.log(1 + len(texts) / count) for feature, count in counts.items()}


def _features(text: Text) -> frozenset[tuple[str, str]]:
    return frozenset(
        [("person", person.key) for person in text.people]
        + [("place", place.key) for place in text.places]
        + [("organisation", body.key) for body in text.organisations]
        + [("tag", tag.casefold()) for tag in text.tags]
    )


def _day(text: Text) -> date:
    return text.when.start.date if isinstance(text, Entry) else text.date.date()


def _closeness(one: date, other: date) -> float:
    return math.pow(0.5, abs((one - other).days) / _CLOSE)
