"""Sources, people, organisations, places, figures and quotes: from the records of the data files to nouns."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.model.index import Index
from dateline.model.nouns import (
    Figure,
    Names,
    Organisation,
    Person,
    Place,
    Quote,
    Source,
    Speaker,
)
from dateline.model.sources import LOOKS_LIKE_A_KEY, build_sources
from dateline.problems import Misread, Problems, near_or
from dateline.read.characters import plain
from dateline.read.content import Content
from dateline.read.keys import in_language
from dateline.read.records import Record
from dateline.read.values import labelled
from dateline.read.when import parse_day

ON_ONE_PAGE = 200
"""Sources that /sources/ shows with what cites them; where there are more, each has a page of its own."""
_DATED = re.compile(r"^(\d{4}-\d{2}-\d{2})\s*[:\uff1a]\s*(\S.*)$", re.DOTALL)
_NAME_IN = in_language("name", "")


@dataclass
class Data:
    """All data files, resolved; each index is filled in the order in which they refer to each other."""

    sources: Index[Source]
    organisations: Index[Organisation]
    people: Index[Person]
    places: Index[Place]
    figures: Index[Figure]
    quotes: Index[Quote]

    def speaker(self, written: str, path: str, line: int) -> Speaker:
        """Return who is meant by a key or a name; what looks like a key must be one."""
        for index in (self.people, self.organisations):
            if written in index.things:
                thing = index.things[written]
                return Speaker(thing.name, thing.address)
        if LOOKS_LIKE_A_KEY.match(written) and self.people.whole and self.organisations.whole:
            known = {**self.people.things, **self.organisations.things}
            advice = near_or(written, known, "add it to people.yaml or organisations.yaml, or write a name")
            self.people.problems.add(path, line, f'unknown person or organisation "{written}"', advice, topic="keys")
        for name, address in self._names():
            if name.casefold() == written.casefold():
                return Speaker(name, address)
        return Speaker(written, None)

    def _names(self) -> list[tuple[str, Address]]:
        people = [(person.name, person.address) for person in self.people.all()]
        return people + [(body.name, body.address) for body in self.organisations.all()]


def build_data(content: Content, zone: ZoneInfo, problems: Problems) -> Data:
    """Return the data files' things but for the figures, resolved against each other; `zone` is the event's."""
    records = content.data

    def index(noun: str, file: str) -> Index[object]:
        home = f"{content.label}/data/{file}.yaml"
        return Index(noun, home, problems, whole=file not in content.unread)

    data = Data(
        sources=index("source", "sources"),  # type: ignore[arg-type]
        organisations=index("organisation", "organisations"),  # type: ignore[arg-type]
        people=index("person", "people"),  # type: ignore[arg-type]
        places=index("place", "places"),  # type: ignore[arg-type]
        figures=index("figure", "figures"),  # type: ignore[arg-type]
        quotes=index("quote", "quotes"),  # type: ignore[arg-type]
    )
    own = len(records["sources"]) > ON_ONE_PAGE
    addresses = {record.key: Address(f"sources/{record.key}/" if own else f"sources/#{record.key}") for record in records["sources"]}
    whole = data.sources.whole and data.organisations.whole
    for source in build_sources(records["sources"], records["organisations"], addresses, content.copies, problems, whole=whole):
        data.sources.things[source.key] = source
    for record in records["organisations"]:
        data.organisations.things[record.key] = _organisation(record, data)
    for record in records["people"]:
        data.people.things[record.key] = _person(record, data)
    _places(records["places"], data, zone, problems)
    for record in records["quotes"]:
        data.quotes.things[record.key] = _quote(record, data)
    return data


def _names(record: Record) -> tuple[Names, ...]:
    names = {tag: name for item in record.each("names") for tag, name in item.value.items()}
    for held, items in record.fields.items():
        if held.startswith(_NAME_IN):
            names.setdefault(held.removeprefix(_NAME_IN), str(items[0].value))
    return tuple(Names(tag, name) for tag, name in names.items())


def _organisation(record: Record, data: Data) -> Organisation:
    return Organisation(
        key=record.key,
        name=record.text("name", record.key),
        short=record.text("short"),
        names=_names(record),
        what=record.text("what"),
        note=record.text("note"),
        sources=data.sources.each(record, "sources"),
        address=Address(f"organisations/{record.key}/"),
    )


def _person(record: Record, data: Data) -> Person:
    return Person(
        key=record.key,
        name=record.text("name", record.key),
        names=_names(record),
        role=record.text("role"),
        organisation=data.organisations.one(record, "organisation"),
        note=record.text("note"),
        sources=data.sources.each(record, "sources"),
        address=Address(f"people/{record.key}/"),
        family_first=record.flag("family_first"),
    )


def _places(records: tuple[Record, ...], data: Data, zone: ZoneInfo, problems: Problems) -> None:
    """Fill the places, outer ones first; a place that lies within itself is a problem."""
    by_key = {record.key: record for record in records}
    made: dict[str, Place] = {}

    def make(record: Record, inside: tuple[str, ...]) -> Place:
        if record.key in made:
            return made[record.key]
        outer_key = record.text("within")
        outer = None
        if outer_key in (*inside, record.key):
            problems.add(
                record.path, record.at("within"), f'"{record.key}" lies within itself', "correct within", topic="places"
            )
        elif outer_key in by_key:
            outer = make(by_key[outer_key], (*inside, record.key))
        elif outer_key:
            advice = near_or(outer_key, by_key, f"add it to {record.path}")
            problems.add(record.path, record.at("within"), f'unknown place "{outer_key}"', advice, topic="places")
        place = _place(record, outer, data, zone, problems)
        made[record.key] = place
        return place

    for record in records:
        data.places.things[record.key] = make(record, ())


def _place(record: Record, within: Place | None, data: Data, zone: ZoneInfo, problems: Problems) -> Place:
    lat, lon = record.number("lat"), record.number("lon")
    for name, value, limit in (("lat", lat, 90), ("lon", lon, 180)):
        if value is not None and abs(value) > limit:
            problems.add(
                record.path,
                record.at(name),
                f"{name} {value:g} is outside ±{limit}",
                "are lat and lon swapped?", topic="places",
            )
    if ("lat" in record.written) != ("lon" in record.written):
        problems.add(
            record.path, record.line, f'"{record.key}" has only one coordinate', "write both lat and lon", topic="places"
        )
    return Place(
        key=record.key,
        name=record.text("name", record.key),
        type=record.text("type"),
        names=_names(record),
        other_names=tuple(dict.fromkeys(Names(item.language, str(item.value)) for item in record.each("other_names"))),
        lat=lat,
        lon=lon,
        zone=record.any("zone") or (within.zone if within else zone),
        within=within,
        note=record.text("note"),
        sources=data.sources.each(record, "sources"),
        address=Address(f"places/{record.key}/"),
    )


def _quote(record: Record, data: Data) -> Quote:
    return Quote(
        key=record.key,
        text=record.text("text"),
        speaker=data.speaker(record.text("speaker"), record.path, record.at("speaker")),
        date=record.text("date"),
        context=record.text("context"),
        language=record.text("language"),
        sources=data.sources.each(record, "sources"),
        translation=record.text("translation"),
        translator=record.text("translator"),
    )


def dated(
    written: str, path: str, name: str, line: int, problems: Problems
) -> tuple[date | None, str]:
    """Return the date and the text of a value `YYYY-MM-DD: text`; (None, text) after noting a problem of key `name`."""
    matched = _DATED.match(written)
    day, text = matched.groups() if matched else labelled(written)
    try:
        if not day or not text:
            raise Misread(f'"{written}" is no date with a text', "write YYYY-MM-DD: what there is to say", topic="dates")
        return parse_day(plain(day)), text
    except Misread as wrong:
        problems.add(path, line, f"{name}: {wrong.what}", wrong.do, topic=wrong.topic)
        return None, written
