"""Which file of the content a page was made from: for problems that show only on the finished page, and for addresses that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.dataclass import dataclass
from dateline.model.address import rooted
from dateline.model.nouns import (
    Article,
    Entry,
    Event,
    Organisation,
    Person,
    Place,
    Position,
    Response,
    TextPage,
)
from dateline.read.content import Content


@dataclass(frozen=True)
class Origin:
    """What a page was made from: where that was written, what it is called; `held` where it is a draft, `former` at an old address."""

    position: Position
    title: str
    held: bool = False
    former: bool = False


def origins(event: Event, drafts: Iterable[Article | Entry | TextPage | Response], content: Content, language: str = "", prefix: str = "") -> dict[str, Origin]:
    """Return by address, with the prefix of its language, what each page was made from; pages of days and lists are made from many files and are not in it.

    In a further `language` a text that is translated was made from its translation.
    """
    translations = content.translations.get(language, {}) if prefix else {}

    def origin(text: Article | Entry | TextPage) -> Origin:
        translation = translations.get(text.position.path) if text.lang == language else None
        return Origin(Position(translation.path, 1) if translation else text.position, text.title, text.status == "draft")

    found: dict[str, Origin] = {move.old: Origin(move.position, move.title, former=True) for move in event.moves}
    found[""] = Origin(Position(f"{content.label}/event.md", 0), event.title)
    texts = (*event.articles, *event.entries, *(text for text in drafts if not isinstance(text, Response)), *event.pages)
    found |= {text.address: origin(text) for text in texts}
    found |= {picture.address: Origin(picture.position, picture.alt) for picture in event.pictures}
    things: dict[str, Sequence[Person | Organisation | Place]] = {
        "people": event.people,
        "organisations": event.organisations,
        "places": event.places,
    }
    for name, known in things.items():
        lines = {record.key: Position(record.path, record.line) for record in content.data[name]}
        found |= {thing.address: Origin(lines[thing.key], thing.name) for thing in known}
    lines = {record.key: Position(record.path, record.line) for record in content.data["sources"]}
    found |= {source.address: Origin(lines[source.key], source.title) for source in event.sources if "#" not in source.address}
    return {rooted(address, prefix): origin for address, origin in found.items()}
