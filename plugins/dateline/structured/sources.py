"""Sources, as what cites them names them (schema.org: CreativeWork, with `archivedAt`)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from dateline.model.nouns import Source
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node


def citations(ground: Ground, sources: Iterable[Source], most: int) -> tuple[Node, ...]:
    """Return the first sources of a text, each once: title, where it is and where it is kept. The page lists all."""
    once = {source.key: source for source in sources}
    return tuple(citation(ground, source) for source in islice(once.values(), most))


def citation(ground: Ground, source: Source, *, whole: bool = False) -> Node:
    """Return a source; `whole`: with all that is known of it, for its own page."""
    said = {}
    if whole:
        said = {
            "publisher": node("Organization", name=source.publisher) if source.publisher else None,
            "author": tuple(node("Person", name=name) for name in source.authors),
            "datePublished": source.date,
            "inLanguage": source.language,
        }
    return node("CreativeWork", ground.thing(source.address), name=source.title, url=source.url, archivedAt=source.archived, **said)
