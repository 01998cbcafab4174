"""Lists in portions, so that no page grows with the size of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from dateline.model.nouns import Body, Entry, HtmlPart

T = TypeVar("T")

MOST = 200
"""Entries on one page, at most."""
HEAVIEST = 140_000
"""What the entries of one page may weigh (see `weight`): some 50 kB after gzip, with all that stands around them."""
_EACH = 280
"""What an entry weighs besides its text: labels, times, links."""
_EACH_LINK = 70


def portions(items: Iterable[T], most: int, weigh: Callable[[T], int] = lambda _: 0, heaviest: int = 1) -> tuple[tuple[T, ...], ...]:
    """Return items in order, in portions of at most `most` that together weigh no more than `heaviest`; one too heavy stands alone.

    There is always a first portion, which may be empty.
    """
    return tuple(_portions(items, most, weigh, heaviest))


def _portions(items: Iterable[T], most: int, weigh: Callable[[T], int], heaviest: int) -> Iterator[tuple[T, ...]]:
    held: list[T] = []
    total = 0
    for item in items:
        heavy = weigh(item)
        if held and (len(held) == most or total + heavy > heaviest):
            yield tuple(held)
            held, total = [], 0
        held.append(item)
        total += heavy
    yield tuple(held)


def of_entries(entries: Iterable[Entry], most: int = MOST) -> tuple[tuple[Entry, ...], ...]:
    """Return entries in portions that a page can hold, or with a smaller `most` in such as leave room for other things."""
    return portions(entries, most, weight, HEAVIEST * most // MOST)


def fits(entries: Sequence[Entry]) -> bool:
    """Tell whether entries can all stand on one page."""
    return len(entries) <= MOST and sum(map(weight, entries)) <= HEAVIEST


def weight(entry: Entry) -> int:
    """Return about how many bytes of HTML an entry has in a list, never less than the part of a page that it may have among the most."""
    bodies = (entry.body, *(claim.body for claim in entry.claims), *(update.body for update in entry.updates), *((entry.when_note.body,) if entry.when_note else ()))
    links = len(entry.sources) + len(entry.places) + len(entry.claims)
    return max(_EACH + len(entry.title.encode()) + _EACH_LINK * links + sum(map(_bytes, bodies)), HEAVIEST // MOST)


def _bytes(body: Body) -> int:
    return sum(len(part.html.encode()) if isinstance(part, HtmlPart) else _EACH_LINK for part in body.parts)


def nth(found: Sequence[tuple[T, ...]], number: int) -> tuple[T, ...]:
    """Return the portion with a number, from 1; nothing where there are fewer."""
    return found[number - 1] if number <= len(found) else ()
