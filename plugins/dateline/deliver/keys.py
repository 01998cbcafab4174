"""Keys of values: the hash of all that a value holds. Two values with one key are equal, whatever process made them.

A value is written down as plain tuples and lists, each with the name of its class, in Python's own format `marshal` (version 2, which
knows no references: what is written depends on what is there, not on whether equal words are one object).
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_VERSION = 2
_PLAIN = (str, int, bool, float, type(None))


_MANY = {f"dateline.pages.values.{name}" for name in ("Teaser", "EntryCard", "Figure", "Strip")}
"""Classes whose objects many pages show: each is written down once, while `remembering`."""


class _Memory:
    written: dict[int, tuple[Any, Any]] | None = None


@contextmanager
def remembering() -> Iterator[None]:
    """Meanwhile write down once what many values hold."""
    _Memory.written = {}
    try:
        yield
    finally:
        _Memory.written = None


def key_of(*values: Any) -> tuple[bytes, int] | None:
    """Return the SHA-256 of values (frozen dataclasses, tuples, words, numbers) and how many bytes they are when written down.

    None where there is something else in them, of which nothing is known.
    """
    try:
        written = marshal.dumps(_list(values), _VERSION)
    except (TypeError, ValueError):
        return None
    return hashlib.sha256(written).digest(), len(written)


_Writer = Callable[[Any], Any]


class _Writers(dict[type, "_Writer | None"]):
    """How values of a type are written down; None for those that stay as they are."""

    def __missing__(self, kind: Any) -> _Writer | None:
        name = f"{kind.__module__}.{kind.__qualname__}"
        writer: _Writer | None = None
        if kind is tuple:
            writer = _list
        elif issubclass(kind, str) and kind is not str and not kind.__dictoffset__:
            writer = _words(name)
        elif is_dataclass(kind) and not hasattr(kind, "__slots__") and not hasattr(kind, "__post_init__"):
            writer = _fields(name, tuple(field.name for field in fields(kind)))
            if name in _MANY:
                writer = _once(writer)
        elif kind not in _PLAIN:
            raise TypeError(name)
        self[kind] = writer
        return writer


_WRITERS = _Writers()


def _list(value: tuple[Any, ...]) -> list[Any]:
    return [writer(part) if (writer := _WRITERS[type(part)]) else part for part in value]


def _words(name: str) -> _Writer:
    return lambda value: (name, str.__str__(value))


def _fields(name: str, names: tuple[str, ...]) -> _Writer:
    # Not `value.__dict__`: asking for it makes a dict that then stays with the value as long as it lives.
    getter = attrgetter(*names) if names else lambda _value: ()
    held = (lambda value: (getter(value),)) if len(names) == 1 else getter

    def write(value: Any) -> Any:
        return (name, *[writer(part) if (writer := _WRITERS[type(part)]) else part for part in held(value)])

    return write


def _once(writer: _Writer) -> _Writer:
    def write(value: Any) -> Any:
        if _Memory.written is None:
            return writer(value)
        found = _Memory.written.get(id(value))
        if found is None:
            # With the value itself, so that no other one gets its id meanwhile.
            found = _Memory.written[id(value)] = value, writer(value)
        return found[1]

    return write
