"""The pictures of one page: each anchor once, and what the page's style says of each."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from dateline.pages.values import Picture, PictureStyle


def placed(page: Any) -> tuple[Any, tuple[PictureStyle, ...]]:
    """Return a page's object with every anchor of a picture once, and the styles of its pictures, each once, in order."""
    anchors: set[str] = set()
    styles: dict[str, PictureStyle] = {}

    def walk(value: Any) -> Any:
        if isinstance(value, Picture):
            if value.style:
                styles.setdefault(value.style.name, value.style)
            again = value.anchor in anchors
            anchors.add(value.anchor)
            return replace(value, anchor="") if again and value.anchor else value
        if isinstance(value, tuple):
            walked = tuple(walk(part) for part in value)
            return walked if any(new is not old for new, old in zip(walked, value, strict=True)) else value
        if is_dataclass(value) and not isinstance(value, type) and _may_hold(type(value)):
            changed = {
                name: new for name in _names(type(value)) if (new := walk(old := getattr(value, name))) is not old
            }
            return replace(value, **changed) if changed else value
        return value

    return walk(page), tuple(styles.values())


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


@cache
def _may_hold(kind: Any) -> bool:
    """Tell whether a class has fields that are more than words and numbers, going by their annotations."""
    plain = ("str", "int", "bool", "float", "Address", "Time", "Time | None", "Link", "tuple[Link, ...]")
    return any(field.type not in plain for field in fields(kind))
