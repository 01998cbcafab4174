"""Pages that need not be valued: where all that a page is made of is as it was in the last build, so is its value.

What a page is made of is written down as its recipe: the key of what it is given and of what it may use besides (`Bench.surroundings`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Concatenate, NamedTuple

from dateline.dataclass import dataclass
from dateline.keys import Keys
from dateline.model.address import Address, rooted
from dateline.pages import values
from dateline.pages.frame import Bench
from dateline.pages.languages import alternates


class Gist(NamedTuple):
    """Of a page's head what lists of pages need: its title, its whole address where it is listed, the day on which it last changed, its pictures."""

    title: str
    canonical: str
    updated: str
    pictures: str


Known = Callable[[Address, bytes], Gist | None]
"""Returns the gist of a page that the last build made by the same recipe."""


@dataclass(frozen=True)
class Planned:
    """A page that is to be: `make` returns its value from the bench and from what it is `made_of`, and may use nothing else.

    Its address has no prefix: that is the bench's.
    """

    template: str
    address: Address
    make: Callable[Concatenate[Bench, ...], values.Page]
    made_of: tuple[Any, ...]

    def rooted(self, bench: Bench) -> Address:
        """Return where the page is, from the root of all languages."""
        return Address(rooted(self.address, bench.site.prefix))

    def value(self, bench: Bench) -> values.Page:
        """Return the page's value."""
        return self.make(bench, *self.made_of)


class Unmade:
    """A page that is as the last build left it: the gist of its head, and its value for where its file is lost."""

    __slots__ = ("_bench", "_planned", "address", "head")

    def __init__(self, planned: Planned, bench: Bench, address: Address, head: Gist) -> None:
        """Take what the page was to be made with; `address` is where it is, from the root of all languages."""
        self._planned, self._bench, self.address, self.head = planned, bench, address, head

    @property
    def template(self) -> str:
        """The template that shows it."""
        return self._planned.template

    @property
    def lang(self) -> str:
        """The language of its interface."""
        return self._bench.site.lang

    @property
    def alternates(self) -> tuple[values.Alternate, ...]:
        """Its versions in the languages of the site, for search engines."""
        return alternates(self._bench.site.languages, self._bench.siteurl, self._planned.address)

    def value(self) -> values.Page:
        """Return the page's value."""
        return self._planned.value(self._bench)


AnyPage = values.Page | Unmade


class Recipes:
    """The recipes of one build's pages. Without `known`, which says what the last build made by them, every page is valued."""

    def __init__(self, keys: Keys, version: str, known: Known | None = None, *, again: bool = False) -> None:
        """Take what recipes are written with; `again` tells that values of pages may be let go, and made again (`unmade`)."""
        self._keys, self._version, self._known = keys, version, known
        self._planned: dict[str, tuple[Planned, Bench]] | None = {} if again else None
        self.noted: dict[str, bytes] = {}
        """Recipes by address."""

    def carried_out(self, pages: Iterable[values.Page | Planned], bench: Bench) -> Iterator[AnyPage]:
        """Yield pages that are valued, or known to be as they were."""
        around = self._keys.of(self._version, *bench.surroundings) if self._known else None
        for page in pages:
            yield page if isinstance(page, values.Page) else self._carried_out(page, bench, around[0] if around else b"")

    def _carried_out(self, page: Planned, bench: Bench, around: bytes) -> AnyPage:
        made_of = self._keys.of(page.template, page.address, page.make.__qualname__, page.made_of) if around else None
        if made_of is None or self._known is None:
            return page.value(bench)
        recipe = hashlib.sha256(around + made_of[0]).digest()
        address = page.rooted(bench)
        self.noted[address] = recipe
        if self._planned is not None:
            self._planned[address] = page, bench
        head = self._known(address, recipe)
        return Unmade(page, bench, address, head) if head else page.value(bench)

    def unmade(self, page: AnyPage) -> AnyPage:
        """Return a page without its value, where that can be made again of what its recipe is made of."""
        if isinstance(page, Unmade) or page.address not in self.noted or not self._planned:
            return page
        return Unmade(*self._planned[page.address], page.address, Gist(*(str(getattr(page.head, name)) for name in Gist._fields)))
