"""What the site rests on, counted: how many entries have one independent source, how many sources keep, what is disputed, what was corrected.

The site states its own limits. Nothing is estimated, and nothing is left out that would look bad.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.dataclass import dataclass
from dateline.model.nouns import Article, Entry, Event, Source


@dataclass(frozen=True)
class Integrity:
    """Numbers of what is published. Entries are without a source, have one independent source (`single`), or more (`several`).

    `pictures` are those that are shown, `unlicensed` those of them that name no licence; `uncopied` sources have neither an archived nor a kept copy.
    """

    entries: int = 0
    unsourced: int = 0
    single: int = 0
    several: int = 0
    disputed: int = 0
    pictures: int = 0
    unlicensed: int = 0
    sources: int = 0
    uncopied: int = 0
    corrections: int = 0


def integrity(event: Event) -> Integrity:
    """Return the numbers of an event as its own language tells it: names of publishers in others may fall together."""
    entries = [entry for entry in event.entries if entry.status == "published"]
    texts: list[Article | Entry] = [*entries, *(article for article in event.articles if article.status == "published")]
    counts = [independent(entry.sources) for entry in entries]
    shown = [picture for picture in event.pictures if picture.file]
    return Integrity(
        entries=len(entries),
        unsourced=counts.count(0),
        single=counts.count(1),
        several=sum(1 for count in counts if count > 1),
        disputed=sum(entry.certainty == "disputed" for entry in entries),
        pictures=len(shown),
        unlicensed=sum(not picture.licence for picture in shown),
        sources=len(event.sources),
        uncopied=sum(not keeps(source) for source in event.sources),
        corrections=sum(len(text.corrections) for text in texts),
    )


def keeps(source: Source) -> bool:
    """Tell whether a source can be looked at when its address is gone."""
    return bool(source.archived or source.kept)


def independent(sources: Iterable[Source]) -> int:
    """Return how many of several sources are independent of each other.

    Those of one publisher count as one, and so do all that pass on the text of one agency, and the agency itself.
    """
    groups: list[set[str]] = []
    for source in sources:
        joined = set(source.origins)
        apart = []
        for group in groups:
            if joined.isdisjoint(group):
                apart.append(group)
            else:
                joined |= group
        groups = [*apart, joined]
    return len(groups)
