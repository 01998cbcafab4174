"""What stands at old addresses: a page that leads on by itself (meta refresh), and by a plain link where a browser will not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from dateline.dataclass import dataclass
from dateline.model.address import Address, rooted
from dateline.model.nouns import Move
from dateline.pages import values
from dateline.pages.embeds import embed_address
from dateline.pages.excerpts import clipped
from dateline.pages.frame import Desk


@dataclass(frozen=True)
class MovedPage:
    """An old address (moved.html, embed-moved.html). `link` leads to what is elsewhere now."""

    title: str
    link: values.Link


def moved_pages(desk: Desk, there: Collection[str]) -> Iterator[values.Page]:
    """Yield a page for each old address whose text or thing has a page, one of the addresses `there`, or is a source on the page of all.

    It is in no index and names the new address as its canonical one (RFC 6596), as search engines read a refresh at once anyway. What was
    embedded from an old address is so still: there stands a page, bare as those are, that leads on to the embedded one.
    """
    prefix = desk.site.prefix
    known = {*there, *(rooted(source.address, prefix) for source in desk.event.sources)}
    for move in desk.event.moves:
        if rooted(move.to, prefix) in known:
            yield _moved(desk, "moved", move, move.old, move.to)
            for old, to in embedded(desk, move):
                if rooted(to) in there and rooted(old) not in there:
                    yield _moved(desk, "embed-moved", move, old, to)


def embedded(desk: Desk, move: Move) -> Iterator[tuple[Address, Address]]:
    """Yield from where to where what is embedded of a text has moved with it; of an address that no text of ours can have had, nothing."""
    if move.old.endswith("/"):
        yield embed_address(desk, move.old), embed_address(desk, move.to)


def _moved(desk: Desk, template: str, move: Move, old: Address, to: Address) -> values.Page:
    words = desk.words
    page = MovedPage(words("This page has moved"), values.Link(clipped(move.title), to))
    title = words("Moved: {title}").format(title=clipped(move.title))
    made = desk.page(template, old, page, title=title, description=page.title, lang=move.lang, listed=False)
    # Where the others lead on to is said there.
    return replace(made, head=replace(made.head, canonical=desk.whole(move.to.partition("#")[0]), versions=()))
