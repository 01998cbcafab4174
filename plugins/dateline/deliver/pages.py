"""Delivers pages: each is taken over as the last build left it, or rendered; looked at; and written.

What is rendered is shared between processes where it is much. A child writes its pages itself, and sends back what is known of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.deliver.kept import Kept, KeptPage, known_of, write
from dateline.deliver.proof import Proof, marks
from dateline.deliver.render import Renderer
from dateline.fonts.letters import letters_of
from dateline.keys import Keys
from dateline.links import seen
from dateline.model.address import file_of
from dateline.pages.planned import AnyPage, Gist, Unmade
from dateline.pages.values import Site
from dateline.sharing import shared

_ANY = 2_000
"""What any page costs, in letters of a value: an article of 12,000 takes four times as long as a frame of 1,700."""
_LEAST = 100
"""Pages from which on a second process is worth its while: to start one and to hear from it takes as long as to render twenty."""


_gist = attrgetter(*Gist._fields)


@dataclass(frozen=True)
class Keyed:
    """A page with the key of its value (None where it has none), how large that is, its letters beyond ASCII, and its recipe if it has one.

    `own` are the letters of what the page alone shows (see `Renderer.render`), where they had to be looked for.
    """

    page: AnyPage
    key: bytes | None
    size: int
    letters: str
    recipe: bytes = b""
    own: frozenset[str] | None = None

    @cached_property
    def file(self) -> str:
        """The page's file in the output."""
        return file_of(self.page.address)

    @property
    def gist(self) -> tuple[str, ...]:
        """The gist of its head, if it is to be known by its recipe."""
        # Plain words: what is kept is written in a format that knows no other kind of text.
        gist: tuple[str, ...] = tuple(map(str, _gist(self.page.head))) if self.recipe else ()
        return gist


def keyed(pages: Iterable[AnyPage], kept: Kept | None, keys: Keys, recipes: Mapping[str, bytes]) -> Iterator[Keyed]:
    """Yield pages with their keys and letters, which are not collected again of those that are as they were in the last build.

    `recipes` are by address.
    """
    sites: dict[int, tuple[Site, bytes | None]] = {}
    letters_around: dict[int, frozenset[str]] = {}
    for page in pages:
        name, recipe = file_of(page.address), recipes.get(page.address, b"")
        if isinstance(page, Unmade):
            assert kept  # without what the last build noted no page is known
            value, letters = kept.value(name)
            yield Keyed(page, value, 0, letters, recipe)
            continue
        site = sites.get(id(page.site))
        if site is None:
            found = keys.of(page.site) if kept else None
            site = sites[id(page.site)] = (page.site, found and found[0])
        own = kept and site[1] and keys.of(page.template, page.address, page.head, page.page, page.sources, page.pictures, page.filters, page.graph)
        key = hashlib.sha256(site[1] + own[0]).digest() if own and site[1] else None
        known = kept.letters(name, key) if kept and key else None
        shown = letters_of((page.page,)) if known is None else None
        if shown is not None:
            if id(page.site) not in letters_around:
                letters_around[id(page.site)] = letters_of((page.site,))
            known = "".join(sorted(shown | letters_around[id(page.site)] | letters_of((page.head, page.sources))))
        yield Keyed(page, key, own[1] if own else 0, known or "", recipe if key else b"", shown)


def deliver_pages(
    pages: Sequence[Keyed], renderers: Mapping[str, Renderer], proof: Proof, stage: Path, kept: Kept | None, written: Callable[[str], None] | None
) -> dict[str, str]:
    """Put every page into the stage; return the files' SHA-256 by name. Raises SetupBroken where a template cannot show a page.

    `renderers` are by language.

    Where nothing may be kept, because others take part, `kept` is None, and `written` hears of each page before the next one is made.
    """
    folder = str(stage)
    known: dict[str, KeptPage] = {}
    for page in pages:
        if kept and (key := _whole_key(page, renderers)) and (found := kept.deliver(page.file, key, folder, page.recipe, page.gist)):
            known[page.file] = found
    if written:
        for page in pages:
            known[page.file] = _make(page, renderers, folder)
            written(page.file)
    else:
        left = [page for page in pages if page.file not in known]
        for language, renderer in renderers.items():
            renderer.prepare({page.page.template for page in left if page.page.lang == language})
        made = shared(partial(_render, renderers, folder), left, least=_LEAST, weight=lambda page: page.size + _ANY)
        for page, found in zip(left, (each for share in made for each in share), strict=True):
            known[page.file] = found
            if kept and found.key:
                kept.note(page.file, found)
    for page in pages:
        proof.marked(page.page.address, page.page.template, known[page.file].marks)
    return {name: page.digest for name, page in known.items()}


def _render(renderers: Mapping[str, Renderer], folder: str, pages: Sequence[Keyed]) -> list[KeptPage]:
    return [_make(page, renderers, folder) for page in pages]


def _make(page: Keyed, renderers: Mapping[str, Renderer], folder: str) -> KeptPage:
    """Render a page and write its file; return what is to be known of it."""
    data = renderers[page.page.lang].render(page.page.value() if isinstance(page.page, Unmade) else page.page, page.own)
    file = f"{folder}/{page.file}"
    write(file, data)
    key = _whole_key(page, renderers) or b""
    return known_of(page.key or b"", key, page.letters, hashlib.sha256(data).hexdigest(), seen(file), marks(data), page.recipe, page.gist)


def _whole_key(page: Keyed, renderers: Mapping[str, Renderer]) -> bytes | None:
    """Return the key of a page's file: of its value and of all else that shapes it; None where that is not known."""
    template = renderers[page.page.lang].key(page.page.template) if page.key else None
    return hashlib.sha256(page.key + template).digest() if page.key and template else None
