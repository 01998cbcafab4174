"""What the entries of a page can be filtered by: only what some of them have, with how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.derive.mentions import places_of
from dateline.model import nouns
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.wording import CERTAINTIES


def filters_of(desk: Desk, entries: Sequence[nouns.Entry], *, newest_first: bool) -> values.Filters | None:
    """Return the filters of a page that shows these entries; None where there is nothing to choose between."""
    words = desk.words
    kinds = Counter(entry.kind.key for entry in entries)
    certainties = Counter(entry.certainty for entry in entries)
    places = Counter(key for entry in entries for key in places_of(entry))
    if len(kinds) < 2 and len(certainties) < 2:
        return None
    orders = [
        values.Choice("oldest", words("Oldest first"), ""),
        values.Choice("newest", words("Newest first"), ""),
    ]
    return values.Filters(
        kinds=tuple(
            values.Choice(kind.key, kind.label, words.number(kinds[kind.key]), f"filter-kind-{kind.number}", kind.number)
            for kind in desk.event.kinds
            if kinds[kind.key]
        ),
        certainties=tuple(
            values.Choice(key, words(label), words.number(certainties[key]), f"filter-certainty-{key}")
            for key, label in CERTAINTIES.items()
            if certainties[key]
        ),
        places=tuple(
            values.Choice(place.key, place.name, words.number(places[place.key]))
            for place in sorted(desk.event.places, key=lambda place: (-places[place.key], place.name))
            if places[place.key]
        ),
        orders=tuple(reversed(orders) if newest_first else orders),
    )
