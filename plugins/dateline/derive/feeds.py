"""Which feeds a site has, and what is in them."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.derive.days import listed
from dateline.model.corrections import listed as corrected
from dateline.model.nouns import Article, Correction, Entry, Event, Response

Text = Article | Entry


@dataclass(frozen=True)
class Feed:
    """A feed: its name, its address, its texts in any order; `json_address`: the same as JSON Feed.

    The feed of corrections has these, each with what it corrects, newest first; that of responses has these, likewise.
    """

    name: str
    address: str
    texts: tuple[Text, ...] = ()
    json_address: str = ""
    corrections: tuple[tuple[Correction, Text], ...] = ()
    responses: tuple[Response, ...] = ()


def feeds(event: Event) -> tuple[Feed, ...]:
    """Return the feeds that have something in them."""
    articles = tuple(article for article in event.articles if article.status == "published")
    entries = listed(event)
    texts: dict[str, tuple[Text, ...]] = {
        "all": (*articles, *entries),
        "articles": articles,
        "timeline": entries,
    }
    told = [
        Feed(name, f"feeds/{name}.atom.xml", found, "feeds/timeline.json" if name == "timeline" else "")
        for name, found in texts.items()
        if found
    ]
    if corrections := tuple(corrected([*event.entries, *event.articles])):
        told.append(Feed("corrections", "feeds/corrections.atom.xml", (), "feeds/corrections.json", corrections))
    if event.responses:
        told.append(Feed("responses", "feeds/responses.atom.xml", (), "feeds/responses.json", responses=event.responses))
    return tuple(told)
