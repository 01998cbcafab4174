"""The site and the event that it is about (schema.org: WebSite, Event)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.model.nouns import Event, Place
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node
from dateline.structured.pictures import images


def site_nodes(ground: Ground, event: Event) -> tuple[Node, ...]:
    """Return the site in a language, and the event."""
    return website(ground, event), event_node(ground, event)


def website(ground: Ground, event: Event) -> Node:
    """Return the site."""
    return node(
        "WebSite",
        ground.site.at,
        name=ground.name,
        url=ground.page(""),
        description=event.standfirst,
        inLanguage=ground.language,
        publisher=ground.publishing(),
        license=ground.licensed(),
        about=ground.event,
    )


def event_node(ground: Ground, event: Event) -> Node:
    """Return the event, from its first day to its last one; without a last one where it goes on."""
    place = where(entry.places for entry in event.entries)
    return node(
        "Event",
        ground.event.at,
        name=event.title,
        url=ground.page(""),
        description=event.standfirst,
        startDate=event.starts.isoformat(),
        endDate=event.ends.isoformat() if event.ends else "",
        location=node("Place", ground.thing(place.address), name=place.name, address=place.name) if place else None,
        image=images(ground, (event.lead_picture,)),
        inLanguage=event.lang or ground.language,
    )


def where(placed: Iterable[Iterable[Place]]) -> Place | None:
    """Return the outermost place in which more than half of what has a place happened; None where there is none such."""
    counts: Counter[str] = Counter()
    outermost: dict[str, Place] = {}
    all_of_them = 0
    for places in placed:
        found = {outer.key: outer for outer in map(_outermost, places)}
        all_of_them += bool(found)
        counts.update(found.keys())
        outermost |= found
    ((most, count),) = counts.most_common(1) or [("", 0)]
    return outermost[most] if count * 2 > all_of_them else None


def _outermost(place: Place) -> Place:
    return _outermost(place.within) if place.within else place
