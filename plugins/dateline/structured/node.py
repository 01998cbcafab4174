"""A thing and what is said of it, as schema.org has it; and nodes written down as JSON-LD 1.1 (W3C Recommendation, 16 July 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dateline.bidi import plain
from dateline.dataclass import dataclass

CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class Ref:
    """A thing that is described elsewhere on the site, by its address."""

    at: str


@dataclass(frozen=True)
class Words:
    """Words in a language of their own (JSON-LD 1.1, 4.2.4, "String Internationalization")."""

    text: str
    language: str


@dataclass(frozen=True)
class Node:
    """A thing: its type, its address, and what is said of it, in order. Nothing in it is empty."""

    kind: str
    at: str
    said: tuple[tuple[str, Value], ...]

    def __getitem__(self, name: str) -> Any:
        """Return what is said of it under a name; None where nothing is."""
        return dict(self.said).get(name)


Value = str | int | float | Node | Ref | Words | tuple["Value", ...]


def node(kind: str, at: str = "", **said: Value | None) -> Node:
    """Return a thing of a type of schema.org; what is empty is not said, and one of several is said alone."""
    told = ((name, value[0] if isinstance(value, tuple) and len(value) == 1 else value) for name, value in said.items() if value not in ("", (), None))
    return Node(kind, at, tuple((name, value) for name, value in told if value is not None))


def as_json(nodes: Iterable[Node]) -> str:
    """Return the graph of some things as JSON-LD that may stand in a `script` element: no sign in it ends that.

    (HTML, "Restrictions for contents of script elements".) A thing that is named again is named by its address alone.
    """
    seen: set[str] = set()
    graph = {"@context": CONTEXT, "@graph": [_written(each, seen) for each in nodes]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _written(value: Value, seen: set[str]) -> Any:
    if type(value) is str:  # by far the most
        return value
    if isinstance(value, Node):
        if value.at in seen:
            return {"@id": value.at}
        at = {"@id": value.at} if value.at else {}
        seen.update(at.values())
        return {"@type": value.kind, **at, **{name: _written(each, seen) for name, each in value.said}}
    if isinstance(value, Ref):
        return {"@id": value.at}
    if isinstance(value, Words):
        return {"@language": value.language, "@value": plain(value.text)}
    if isinstance(value, tuple):
        return [_written(each, seen) for each in value]
    return plain(value)


def pictures_in(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the addresses of the image files that nodes name, each once."""
    return tuple(dict.fromkeys(_files(tuple(nodes))))


def _files(value: Value) -> Iterable[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _files(each)
    elif isinstance(value, Node):
        if value.kind == "ImageObject" and value["contentUrl"]:
            yield value["contentUrl"]
        for _, said in value.said:
            yield from _files(said)
