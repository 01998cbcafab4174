"""Draws the cards that are not in the cache yet, with all cores, and hands out the files of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from dateline.cache import Store
from dateline.cards.card import Card
from dateline.cards.draw import draw, forget
from dateline.cards.press import Press
from dateline.cards.type import Type
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
    # Those with one picture after each other: it is decoded once for them.
    missing.sort(key=lambda card: card.picture.name if card.picture else "")
    letters = Type(press) if missing else None
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        assert letters
        for card, data in zip(batch, (data for share in shared(partial(_drawn, letters, pictures), batch, least=_LEAST) for data in share), strict=True):
            store.put(card.name, data)
            yield card, data
    forget()
    store.prune()


def _drawn(letters: Type, pictures: Path, cards: Sequence[Card]) -> list[bytes]:
    return [draw(card, letters, (pictures / card.picture.name).read_bytes() if card.picture else None) for card in cards]
