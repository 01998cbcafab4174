"""People, organisations and places (schema.org: Person, Organization, Place)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.nouns import Names, Organisation, Person, Place
from dateline.structured.ground import Ground
from dateline.structured.node import Node, Value, Words, node

Thing = Person | Organisation | Place


def kind_of(thing: Thing) -> str:
    """Return the type of a thing."""
    return "Person" if isinstance(thing, Person) else "Organization" if isinstance(thing, Organisation) else "Place"


def named(ground: Ground, things: Iterable[Thing]) -> tuple[Node, ...]:
    """Return things by their names, as others speak of them; their own pages tell the rest."""
    return tuple(node(kind_of(thing), ground.thing(thing.address), name=thing.name) for thing in things)


def thing_node(ground: Ground, thing: Thing) -> Node:
    """Return a thing with all that is known of it, for its own page."""
    at, url = ground.thing(thing.address), ground.page(thing.address)
    if isinstance(thing, Person):
        belongs = named(ground, (thing.organisation,) if thing.organisation else ())
        return node("Person", at, name=thing.name, url=url, alternateName=_others(thing.names), description=thing.role, affiliation=belongs)
    if isinstance(thing, Organisation):
        others = (*((thing.short,) if thing.short else ()), *_others(thing.names))
        return node("Organization", at, name=thing.name, url=url, alternateName=others, description=thing.what)
    geo = None
    if thing.lat is not None and thing.lon is not None:
        geo = node("GeoCoordinates", latitude=thing.lat, longitude=thing.lon)
    others = _others((*thing.names, *thing.other_names))
    within = named(ground, (thing.within,) if thing.within else ())
    return node("Place", at, name=thing.name, url=url, alternateName=others, description=thing.type, geo=geo, containedInPlace=within)


def _others(names: Iterable[Names]) -> tuple[Value, ...]:
    """Return names in other scripts and languages, each with its language where that is said."""
    return tuple(Words(each.name, each.language) if each.language else each.name for each in names)
