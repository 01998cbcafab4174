"""The event's data to take away (schema.org: Dataset, DataDownload)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.nouns import Event
from dateline.pages.excerpts import beginning
from dateline.pages.values import Feed
from dateline.structured.dates import coverage
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node
from dateline.structured.site import where
from dateline.structured.things import named

_ADDRESS = "downloads/"
_SHORT = 50
"""Characters that a description has at least (Google, "Dataset structured data")."""


def dataset(ground: Ground, event: Event, files: Iterable[Feed], changed: str) -> Node:
    """Return the data; `files` are all that are offered, `changed` is the day of the last change."""
    place = where(entry.places for entry in event.entries)
    return node(
        "Dataset",
        ground.text(_ADDRESS),
        name=event.title,
        url=ground.page(_ADDRESS),
        description=event.standfirst if len(event.standfirst) >= _SHORT else " ".join((event.standfirst, beginning(event.story))),
        inLanguage=event.lang or ground.language,
        dateModified=changed,
        temporalCoverage=coverage(event),
        spatialCoverage=named(ground, (place,) if place else ()),
        creator=ground.publishing(),
        license=ground.licensed(),
        isAccessibleForFree=True,
        about=ground.event,
        distribution=tuple(node("DataDownload", name=file.title, contentUrl=file.url, encodingFormat=file.type) for file in files),
    )
