"""The way from the front page to a page (schema.org: BreadcrumbList)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.pages.values import Link
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node


def trail(ground: Ground, address: str, title: str, sections: Iterable[Link], between: Sequence[Link] = ()) -> Node | None:
    """Return the way to a page: the front page, the section that its address lies in, what stands `between`, the page itself. None for the front page.

    `sections` are header's and footer's links; `between` may hold links that lead nowhere, which are left out.
    """
    if not address:
        return None
    folder = f"{address.partition('/')[0]}/"
    section = next((link for link in sections if link.url == folder != address), None)
    steps = [Link(ground.name), *(link for link in (section, *between) if link and link.url)]
    items = [node("ListItem", position=number, name=step.text, item=ground.page(step.url)) for number, step in enumerate(steps, 1)]
    # The page itself is the one place to which nothing need lead (Google, "Breadcrumb", `item`).
    return node("BreadcrumbList", itemListElement=(*items, node("ListItem", position=len(items) + 1, name=title)))
