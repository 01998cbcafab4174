"""The pictures of one page: each anchor once, whether covered ones are opened there, and what the page's style says of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_not
from typing import Any

from dateline.pages.values import Picture, PictureStyle


def placed(page: Any, *, opened: bool = True) -> tuple[Any, tuple[PictureStyle, ...]]:
    """Return a page's object with every anchor of a picture once, and the styles of its pictures, each once, in order.

    `opened`: whether covered pictures are opened on this page.
    """
    anchors: set[str] = set()
    styles: dict[str, PictureStyle] = {}

    def picture(value: Picture) -> Picture:
        if value.cover and value.style and not opened:
            value = replace(value, cover=replace(value.cover, size=""), style=replace(value.style, files=(), moving=()))
        # A thumbnail's style says less: that of the picture in its own shape serves both.
        if value.style and (value.style.ratio or value.style.name not in styles):
            styles[value.style.name] = value.style
        again = value.anchor in anchors
        anchors.add(value.anchor)
        return replace(value, anchor="") if again and value.anchor else value

    return rewritten(page, {Picture: picture}), tuple(styles.values())


def rewritten(value: Any, how: Mapping[type, Callable[[Any], Any]]) -> Any:
    """Return a page's object with another one in the place of each of some types, as `how` says for the type; None takes it out of a tuple.

    Only what may hold pictures is looked through.
    """

    def walk(value: Any) -> Any:
        kind: Any = type(value)
        if kind in how:
            return how[kind](value)
        if kind is tuple:
            walked = [walk(part) if _HOLDS[type(part)] else part for part in value]
            return tuple(part for part in walked if part is not None) if any(map(is_not, walked, value)) else value
        changed = {}
        for name in _names(kind):
            old = getattr(value, name)
            if old and _HOLDS[type(old)]:  # what is empty holds nothing
                new = walk(old)
                if new is not old:
                    changed[name] = new
        return replace(value, **changed) if changed else value

    return walk(value) if _HOLDS[type(value)] else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a dataclass that are more than words and numbers, going by their annotations."""
    plain = ("str", "int", "bool", "float", "Address", "Time", "Time | None", "Link", "tuple[Link, ...]")
    found = fields(kind) if is_dataclass(kind) else ()
    return tuple(field.name for field in found if field.init and field.type not in plain)


class _Holds(dict[type, bool]):
    """Whether there may be pictures in values of a type."""

    def __missing__(self, kind: Any) -> bool:
        self[kind] = kind is tuple or bool(_names(kind))
        return self[kind]


_HOLDS = _Holds()
