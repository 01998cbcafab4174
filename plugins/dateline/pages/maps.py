"""Maps as they are shown: drawings with words and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.derive.days import groups, listed
from dateline.derive.maps import (
    KEY,
    Atlas,
    Dot,
    Drawing,
    Name,
    atlas,
    day_map,
    key_of,
    key_of_days,
    whole_map,
)
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pictures.map_file import COLOURS, MapFile
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
    days = tuple(_days(words, event, entries, drawing))
    return replace(map_view(words, drawing), days=days, key=_key(words, drawing))


def map_file(words: Wording, event: nouns.Event) -> MapFile | None:
    """Return the map of the event as a picture, where it leads the front page; None where it does not, or nothing is on it."""
    drawing = whole_map(atlas_of(event)) if event.lead_map else None
    if drawing is None:
        return None
    return MapFile(
        units=(drawing.width, drawing.height),
        land=drawing.land,
        home=drawing.home,
        borders=drawing.borders,
        dots=tuple((dot.x, dot.y, dot.r, dot.area) for dot in drawing.dots),
        accent=event.accent.light if event.accent else COLOURS["accent"],
        alt=map_view(words, drawing).label,
    )


def _key(words: Wording, drawing: Drawing) -> values.MapKey:
    """Return what the sizes of the dots mean, with examples."""
    sizes, (one, many) = key_of(drawing), key_of_days()
    return values.MapKey(
        height=KEY,
        sizes=tuple(values.MapSize(KEY // 2 + number * drawing.width // 2, r, words.plural("{} entry", "{} entries", count)) for number, (count, r) in enumerate(sizes)),
        note=words("The larger a mark, the more entries tell of the place."),
        areas=words("A ring stands for a country or a region.") if any(dot.area for dot in drawing.dots) else "",
        days=tuple(values.MapSpot(drawing.width * at // 8, drawing.height // 2, r) for at, (_, r) in ((3, one), (5, many))),
        days_label=words("{few}; {many} or more").format(few=words.plural("{} entry", "{} entries", one[0]), many=words.number(many[0])),
    )


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
    found = groups(entries)
    ends = event.ends or max((group.day for group in found if group.day), default=event.starts)
    if ends - event.starts >= timedelta(DAYS):
        return
    for group in found:
        day, spots = group.day, day_map(drawing, group.entries)
        if day and event.starts <= day <= ends and spots:
            label = words.day_of_month(day)
            yield values.MapDay(
                link=values.Link(label, Address(group.address)),
                label=words.plural("{} entry", "{} entries", len(group.entries)),
                spots=tuple(values.MapSpot(spot.x, spot.y, spot.r, spot.area) for spot in spots),
            )
