"""Keys of values: the hash of all that a value holds. Two values with one key are equal, whatever process made them.

A value is written down as plain tuples and lists, each with the name of its class, in Python's own format `marshal` (version 2, which
knows no references: what is written depends on what is there, not on whether equal words are one object).
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.derive.strip import Bar
from dateline.model import nouns
from dateline.pages import values
from dateline.pictures.notice import Notice
from dateline.read.geojson import Outlines

_VERSION = 2
_MEAN, _MOST = 64, 512
"""Things of a run: about so many, never more."""
_PLAIN = (str, int, bool, float, type(None))
_SHARED: frozenset[type] = frozenset(
    (
        *(values.Teaser, values.EntryCard, values.Figure, values.Strip),
        *(nouns.Source, nouns.Person, nouns.Place, nouns.Organisation, nouns.Picture, nouns.Figure, nouns.Quote, nouns.Teaser, nouns.Entry, nouns.Article),
        Outlines,
        Bar,
    )
)
"""Classes whose objects stand in many values: each is written down once, and its hash stands in for it. The classes themselves: a name could be
that of none, and then every page would write down all that it shares with others."""

_SETTLED: frozenset[type] = frozenset((Notice,))
"""Classes that change their own fields when they are made, and keep nothing else."""

_Writer = Callable[[Any], Any]


class Keys:
    """The keys of one build's values. While it lives it remembers what is shared by many, so nothing that it has seen may be changed."""

    def __init__(self) -> None:
        self._writers = _Writers()

    def of(self, *values: Any) -> tuple[bytes, int] | None:
        """Return the SHA-256 of values (frozen dataclasses, tuples, words, numbers, dates) and how many bytes they are when written down.

        None where there is something else in them, of which nothing is known.
        """
        self._writers.size = 0
        try:
            written = marshal.dumps(self._writers.listed(values), _VERSION)
        except (TypeError, ValueError):
            return None
        return hashlib.sha256(written).digest(), len(written) + self._writers.size

    def forget(self) -> None:
        """Let go of all that was seen: writers refer to each other in circles, and nobody looks for those during a build."""
        self._writers.clear()
        self._writers = _Writers()


class _Writers(dict[type, "_Writer | None"]):
    """How values of a type are written down; None for those that stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._hashes: dict[int, tuple[Any, bytes, int]] = {}
        self.size = 0
        """Bytes for which hashes have stood in."""

    def __missing__(self, kind: Any) -> _Writer | None:
        name = f"{kind.__module__}.{kind.__qualname__}"
        writer: _Writer | None = None
        if kind is tuple:
            writer = self.listed
        elif issubclass(kind, str) and kind is not str and not kind.__dictoffset__:
            writer = _words(name)
        elif kind in _SIMPLE:
            writer = _SIMPLE[kind]
        elif kind is dict:
            writer = self._mapping
        elif issubclass(kind, int) and kind not in _PLAIN:
            writer = _number(name)
        elif issubclass(kind, Path):
            writer = _path
        elif is_dataclass(kind) and not hasattr(kind, "__slots__") and (kind in _SETTLED or not hasattr(kind, "__post_init__")):
            writer = self._fields(name, tuple(field.name for field in fields(kind)))
            if kind in _SHARED:
                writer = self._hashed(writer)
        elif kind not in _PLAIN:
            raise TypeError(name)
        self[kind] = writer
        return writer

    def listed(self, value: tuple[Any, ...]) -> list[Any]:
        """Return the parts of a tuple, written down."""
        return [writer(part) if (writer := self[type(part)]) else part for part in value]

    def _mapping(self, value: Mapping[Any, Any]) -> Any:
        return ("{}", *[(marshal.dumps(self.listed((key,)), _VERSION), *self.listed((held,))) for key, held in value.items()])

    def _fields(self, name: str, names: tuple[str, ...]) -> _Writer:
        # Not `value.__dict__`: asking for it makes a dict that then stays with the value as long as it lives.
        getter = attrgetter(*names) if names else lambda _value: ()
        held = (lambda value: (getter(value),)) if len(names) == 1 else getter

        def write(value: Any) -> Any:
            return (name, *[writer(part) if (writer := self[type(part)]) else part for part in held(value)])

        return write

    def _hashed(self, writer: _Writer) -> _Writer:
        hashes = self._hashes

        def write(value: Any) -> bytes:
            found = hashes.get(id(value))
            if found is None:
                written = marshal.dumps(writer(value), _VERSION)
                # With the value itself, so that no other one gets its id meanwhile.
                found = hashes[id(value)] = value, hashlib.sha256(written).digest(), len(written)
            self.size += found[2]
            return found[1]

        return write


def runs(keys: Sequence[bytes]) -> Iterator[slice]:
    """Yield which of many things in their order make a run each, given the key of each.

    A run ends after a thing whose own key says so, not after so many: what comes or goes changes the run in which it lies and no other.
    """
    start = 0
    for number, key in enumerate(keys, 1):
        if key[0] % _MEAN == 0 or number - start == _MOST:
            yield slice(start, number)
            start = number
    if start < len(keys):
        yield slice(start, len(keys))


def _words(name: str) -> _Writer:
    return lambda value: (name, str.__str__(value), getattr(value, "lang", ""))


def _number(name: str) -> _Writer:
    return lambda value: (name, int(value))


def _path(value: Path) -> Any:
    return ("path", str(value))


_SIMPLE: dict[type, _Writer] = {
    date: lambda value: ("date", value.isoformat()),
    # With its offset; of which zone it is, is said beside it.
    datetime: lambda value: ("datetime", value.isoformat(), value.fold),
    ZoneInfo: lambda value: ("zone", value.key),
    frozenset: lambda value: ("set", *sorted(value)),
}
