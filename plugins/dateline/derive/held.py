"""What a draft holds back with it: pictures, people, places and the like that only drafts name.

Published is what a published text, the event, or another published thing names, and what nobody names at all: an author who puts a person
into people.yaml or a picture into pictures/ means to show it. What drafts name, and nothing else, waits until one of them is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any

from dateline.dataclass import dataclass
from dateline.model import nouns
from dateline.model.address import Address

Text = nouns.Article | nouns.Entry | nouns.TextPage | nouns.Response
Thing = nouns.Picture | nouns.Person | nouns.Organisation | nouns.Place | nouns.Source | nouns.Figure | nouns.Quote
Name = tuple[type, str]
"""A thing's kind and key."""

_KINDS = ("pictures", "people", "organisations", "places", "figures", "quotes", "sources")
"""Where an event has its things."""
_PUBLISHED = ("lead_picture", "front_figures", "report_errors", "story", "entries", "articles", "pages")
"""What of an event names them."""
_THINGS = (nouns.Picture, nouns.Person, nouns.Organisation, nouns.Place, nouns.Source, nouns.Figure, nouns.Quote)
_LINK = 'href="dateline:'


@dataclass(frozen=True)
class Held:
    """What is held back: keys by the field of the event that had them, where there are any."""

    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __str__(self) -> str:
        """Return in words how much of each kind."""
        counts = ((len(keys), _SINGULAR[kind] if len(keys) == 1 else kind) for kind, keys in self.keys)
        return ", ".join(f"{count} {words}" for count, words in counts)


_SINGULAR = {
    "pictures": "picture", "people": "person", "organisations": "organisation", "places": "place",
    "figures": "figure", "quotes": "quote", "sources": "source",
}  # fmt: skip


def hold_back(event: nouns.Event, drafts: Sequence[Text]) -> tuple[nouns.Event, Held]:
    """Return the event without what only its drafts name, and what that is."""
    if not drafts:
        return event, Held()
    naming = _Naming(event)
    of_drafts = naming.reached(naming.named(drafts))
    published = tuple(getattr(event, name) for name in _PUBLISHED)
    unnamed = (name for name in naming.things if name not in of_drafts)
    shown = naming.reached([*naming.named(published), *unnamed])
    kept: dict[str, tuple[Thing, ...]] = {}
    held = []
    for kind in _KINDS:
        things: tuple[Thing, ...] = getattr(event, kind)
        kept[kind] = tuple(thing for thing in things if _name(thing) in shown)
        if keys := tuple(thing.key for thing in things if _name(thing) not in shown):
            held.append((kind, keys))
    return (replace(event, **kept) if held else event), Held(tuple(held))  # type: ignore[arg-type]


class _Naming:
    """Who names whom among the things of an event."""

    def __init__(self, event: nouns.Event) -> None:
        self.things: dict[Name, Thing] = {_name(thing): thing for kind in _KINDS for thing in getattr(event, kind)}
        self._at: dict[str, Name] = {}
        self._elsewhere: dict[str, Name] = {}
        for name, thing in self.things.items():
            if not isinstance(thing, nouns.Quote):
                self._at[thing.address] = name
            if isinstance(thing, nouns.Source) and thing.url:
                self._elsewhere[thing.url] = name

    def reached(self, names: Iterable[Name]) -> set[Name]:
        """Return things with all that they name, and what that names."""
        found: set[Name] = set()
        left = list(names)
        while left:
            name = left.pop()
            if name not in found and name in self.things:
                found.add(name)
                left += self.named(_values(self.things[name]))
        return found

    def named(self, value: Any) -> Iterator[Name]:
        """Yield the things that stand in a value, however deep: as themselves, or by their address."""
        if isinstance(value, _THINGS):
            yield _name(value)
        elif isinstance(value, Address):
            if value in self._at:
                yield self._at[value]
        elif isinstance(value, nouns.HtmlPart):
            for piece in value.html.split(_LINK)[1:]:
                address = piece.partition('"')[0]
                if address in self._at:
                    yield self._at[address]
        elif isinstance(value, tuple):
            for part in value:
                yield from self.named(part)
        elif type(value).__module__.startswith(f"{nouns.__name__}."):  # not what was read: outlines, dates, facts of files name nothing
            if isinstance(value, nouns.Link) and value.url in self._elsewhere:
                yield self._elsewhere[value.url]  # a source that is linked to where it was published
            yield from self.named(_values(value))


def _name(thing: Thing) -> Name:
    return type(thing), thing.key


def _values(value: Any) -> tuple[Any, ...]:
    kind: Any = type(value)
    return tuple(getattr(value, name) for name in _fields(kind))


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.type not in ("str", "bool", "int", "float"))
