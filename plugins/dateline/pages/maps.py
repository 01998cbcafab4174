"""Maps as they are shown: drawings with words and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.derive.days import groups, listed
from dateline.derive.maps import Atlas, Dot, Drawing, Name, atlas, day_map, whole_map
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.wording import Wording

DAYS = 31
"""An event of at most so many days gets a small map of each."""


def atlas_of(event: nouns.Event) -> Atlas:
    """Return what the maps of an event are drawn from."""
    return atlas(event.outlines, event.places, listed(event))


def event_map(words: Wording, event: nouns.Event, entries: Sequence[nouns.Entry]) -> values.Map | None:
    """Return the map of the whole event with its days; None where no entry has a place with a position.

    Nor is there one that nobody asked for where it would show a single dot and no land.
    """
    drawing = whole_map(atlas(event.outlines, event.places, entries))
    if drawing is None or not drawing.dots:
        return None
    if len(drawing.dots) == 1 and not event.outlines.shapes and not event.lead_map:
        return None
    return replace(map_view(words, drawing), days=tuple(_days(words, event, entries, drawing)))


def map_view(words: Wording, drawing: Drawing) -> values.Map:
    """Return a drawing with words and links."""
    names = words.together(dot.place.name for dot in drawing.dots)
    return values.Map(
        label=words("Map: {places}").format(places=names),
        width=drawing.width,
        height=drawing.height,
        land=drawing.land,
        home=drawing.home,
        borders=drawing.borders,
        dots=tuple(_dot(words, dot) for dot in drawing.dots),
        towns=tuple(values.MapTown(town.name, town.x, town.y, _name(town.small), _name(town.large)) for town in drawing.towns),
        elsewhere=tuple(values.Link(place.name, place.address) for place in drawing.elsewhere),
    )


def _dot(words: Wording, dot: Dot) -> values.MapDot:
    count = words.plural("{} entry", "{} entries", dot.count)
    return values.MapDot(
        link=values.Link(dot.place.name, dot.place.address),
        label=words.named(dot.place.name, count),
        x=dot.x,
        y=dot.y,
        r=dot.r,
        area=dot.area,
        small=_name(dot.small),
        large=_name(dot.large),
    )


def _name(name: Name | None) -> values.MapName | None:
    return values.MapName(name.x, name.y, name.anchor) if name else None


def _days(
    words: Wording, event: nouns.Event, entries: Sequence[nouns.Entry], drawing: Drawing
) -> Iterator[values.MapDay]:
    """Yield the map of each day of the event on which something has a place on it."""
    ends = event.ends or max((entry.when.start.date for entry in entries), default=event.starts)
    if ends - event.starts >= timedelta(DAYS):
        return
    for group in groups(entries):
        day = group.entries[0].when.start.date
        spots = day_map(drawing, group.entries)
        if len(group.name) == 10 and event.starts <= day <= ends and spots:
            label = words.day_of_month(day)
            yield values.MapDay(
                link=values.Link(label, Address(group.address)),
                label=words.plural("{} entry", "{} entries", len(group.entries)),
                spots=tuple(values.MapSpot(spot.x, spot.y, spot.r, spot.area) for spot in spots),
            )
