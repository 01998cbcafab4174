"""Where a graph stands: the site, the language, and what was made of pictures; the addresses of things in it.

What is on a page is named by the page's address and the id of its main part, so that each address leads to what it names. Things that are
one in all languages (people, places, pictures, the event) have the address that they have in the site's own.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.dataclass import dataclass
from dateline.model.address import rooted
from dateline.model.nouns import Picture
from dateline.pages.values import Language, Link
from dateline.pages.values.links import NOWHERE
from dateline.pictures.outcome import Rendition
from dateline.structured.node import Node, Ref, node

MAIN, TOP = "#content", "#top"
"""Ids in theme/templates/shells/base.html: what a page tells, and the page as a part of the site."""


@dataclass(frozen=True)
class Ground:
    """The site in one language. `siteurl` is not empty; `largest` returns the largest file of a picture that is there for all, or None."""

    siteurl: str
    name: str
    language: str
    prefix: str = ""
    languages: tuple[Language, ...] = ()
    publisher: Link = NOWHERE
    licence: Link = NOWHERE
    largest: Callable[[Picture], Rendition | None] = lambda _: None

    def page(self, address: str) -> str:
        """Return the address of a page in this language."""
        return f"{self.siteurl}/{rooted(address, self.prefix)}"

    def text(self, address: str, language: str = "") -> str:
        """Return the name of what a page tells, in this language, or in another one of the site's."""
        prefix = next((each.prefix for each in self.languages if each.tag == language), "") if language else self.prefix
        return f"{self.siteurl}/{rooted(address, prefix)}{MAIN}"

    def thing(self, address: str) -> str:
        """Return the name of something that is the same in all languages."""
        return f"{self.siteurl}/{rooted(address)}{'' if '#' in address else MAIN}"

    @property
    def site(self) -> Ref:
        """The site in this language."""
        return Ref(self.page("") + TOP)

    @property
    def event(self) -> Ref:
        """What the whole site is about."""
        return Ref(self.thing(""))

    def publishing(self) -> Node | None:
        """Return who publishes the site, where that is said."""
        return node("Organization", name=self.publisher.text, url=self.publisher.url) if self.publisher.text else None

    def licensed(self) -> str | Node | None:
        """Return the licence of the texts, where one is given."""
        return licence(self.licence.text, self.licence.url)


def licence(name: str, address: str) -> str | Node | None:
    """Return a licence: its address, or where it has none its name; None where nothing is said."""
    return address or (node("CreativeWork", name=name) if name else None)
