"""Draws the cards that are not in the cache yet, with all cores, and hands out the files of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.cache import Store
from dateline.cards.card import Card
from dateline.cards.press import Press
from dateline.sharing import shared

_BATCH = 64
"""Cards that are drawn before they are written: the memory that a build takes does not grow with their number."""
_LEAST = 8
"""Cards from which on other cores help: a process of its own opens the fonts again."""


def printed(cards: Iterable[Card], press: Press, pictures: Path, folder: Path) -> Iterator[tuple[Card, bytes]]:
    """Yield each card with its file: from the cache in a folder, or drawn and kept there. `pictures` is where the renditions have been put.

    Drops from the cache what nobody asks for. Raises SetupBroken where a font cannot be read, OSError where a picture cannot.
    """
    store = Store(folder)
    missing: list[Card] = []
    for card in {card.name: card for card in cards}.values():
        data = store.get(card.name)
        if data is None:
            missing.append(card)
        else:
            yield card, data
    if missing:
        yield from _printed(missing, press, pictures, store)
    store.prune()


def _printed(missing: Sequence[Card], press: Press, pictures: Path, store: Store) -> Iterator[tuple[Card, bytes]]:
    """Draw cards and keep them; what draws is imported now, for most builds need no new card."""
    from dateline.cards.draw import draw, forget
    from dateline.cards.type import Type

    letters = Type(press)

    def drawn(cards: Sequence[Card]) -> list[bytes]:
        return [draw(card, letters, (pictures / card.picture.name).read_bytes() if card.picture else None) for card in cards]

    # Those with one picture after each other: it is decoded once for them.
    missing = sorted(missing, key=lambda card: card.picture.name if card.picture else "")
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        for card, data in zip(batch, (data for share in shared(drawn, batch, least=_LEAST) for data in share), strict=True):
            store.put(card.name, data)
            yield card, data
    forget()
