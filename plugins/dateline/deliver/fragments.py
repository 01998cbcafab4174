"""Pieces of pages that a process which builds again need not fill again: what a macro made of the same arguments.

The timeline and its mirror show every entry, and one of them has changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dateline.keys import Keys

KEPT: Mapping[str, tuple[str, ...]] = {"components/entry.html": ("entry_card",)}
"""Macros whose pieces are kept, by template: those that make up the longest pages."""
MOST = 1_000
"""Pieces that are kept, of a few kB each: those that were asked for last."""


class Fragments:
    """The pieces that were filled last, by the keys of all that they were filled with."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[bytes, str, bytes], str] = OrderedDict()

    def filled(self, macro: Callable[..., str], name: str, shaped: bytes) -> Callable[..., str]:
        """Return what fills a macro only where it has not been filled with the same; `shaped` is the key of its template and all else that shapes it."""
        return partial(self._filled, Keys(), macro, name, shaped)

    def _filled(self, keys: Keys, macro: Callable[..., str], name: str, shaped: bytes, *args: Any, **named: Any) -> str:
        found = keys.of(args, tuple(named.items()))
        if found is None:  # a block that somebody calls it with, or whatever
            return macro(*args, **named)
        key = shaped, name, found[0]
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = macro(*args, **named)
            if len(self._made) > MOST:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
        return made
