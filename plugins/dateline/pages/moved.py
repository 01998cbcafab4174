"""What stands at old addresses: a page that leads on by itself (meta refresh), and by a plain link where a browser will not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from dateline.dataclass import dataclass
from dateline.model.address import rooted
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.pages.views import clipped


@dataclass(frozen=True)
class MovedPage:
    """An old address (moved.html). `link` leads to what is elsewhere now."""

    title: str
    link: values.Link


def moved_pages(desk: Desk, there: Collection[str]) -> Iterator[values.Page]:
    """Yield a page for each old address whose text or thing has a page, one of the addresses `there`, or is a source on the page of all.

    It is in no index and names the new address as its canonical one (RFC 6596), as search engines read a refresh at once anyway.
    """
    words = desk.words
    prefix = desk.site.prefix
    known = {*there, *(rooted(source.address, prefix) for source in desk.event.sources)}
    for move in desk.event.moves:
        if rooted(move.to, prefix) in known:
            page = MovedPage(words("This page has moved"), values.Link(clipped(move.title), move.to))
            title = words("Moved: {title}").format(title=clipped(move.title))
            made = desk.page("moved", move.old, page, title=title, description=page.title, lang=move.lang, listed=False)
            # Where the others lead on to is said there.
            head = replace(made.head, canonical=desk.whole(move.to.partition("#")[0]), versions=())
            yield replace(made, head=head)
