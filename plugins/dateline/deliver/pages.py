"""Delivers pages: each is taken over as the last build left it, or rendered; looked at; and written.

What is rendered is shared between processes where it is much. A child writes its pages itself, and sends back what is known of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.deliver.kept import Kept, KeptPage, known_of, write
from dateline.deliver.keys import key_of, remembering
from dateline.deliver.proof import Proof, marks
from dateline.deliver.render import Renderer
from dateline.fonts.letters import letters_of
from dateline.links import seen
from dateline.model.address import file_of
from dateline.pages.values import Page, Site
from dateline.sharing import shared

_LEAST = 100
"""Pages from which on a second process is worth its while: to start one and to hear from it takes as long as to render twenty."""


@dataclass(frozen=True)
class Keyed:
    """A page with the key of its value (None where it has none), how large that is, and its letters beyond ASCII."""

    page: Page
    key: bytes | None
    size: int
    letters: str

    @property
    def file(self) -> str:
        """The page's file in the output."""
        return file_of(self.page.address)


def keyed(pages: Iterable[Page], kept: Kept | None) -> Iterator[Keyed]:
    """Yield pages with their keys and letters; letters of those that are as they were in the last build are not collected again."""
    with remembering():
        yield from _keyed(pages, kept)


def _keyed(pages: Iterable[Page], kept: Kept | None) -> Iterator[Keyed]:
    sites: dict[int, tuple[Site, bytes | None]] = {}
    for page in pages:
        site = sites.get(id(page.site))
        if site is None:
            found = key_of(page.site) if kept else None
            site = sites[id(page.site)] = (page.site, found and found[0])
        own = kept and site[1] and key_of(page.template, page.address, page.head, page.page, page.sources, page.pictures, page.filters)
        key = hashlib.sha256(site[1] + own[0]).digest() if own and site[1] else None
        letters = kept.letters(file_of(page.address), key) if kept and key else None
        if letters is None:
            letters = "".join(sorted(letters_of((page,))))
        yield Keyed(page, key, own[1] if own else 0, letters)


def deliver_pages(
    pages: Sequence[Keyed], renderer: Renderer, proof: Proof, stage: Path, kept: Kept | None, written: Callable[[str], None] | None
) -> dict[str, str]:
    """Put every page into the stage; return the files' SHA-256 by name. Raises SetupBroken where a template cannot show a page.

    Where nothing may be kept, because others take part, `kept` is None, and `written` hears of each page before the next one is made.
    """
    folder = str(stage)
    known: dict[str, KeptPage] = {}
    for page in pages:
        if kept and (key := _whole_key(page, renderer)) and (found := kept.deliver(page.file, key, folder)):
            known[page.file] = found
    if written:
        for page in pages:
            known[page.file] = _make(page, renderer, folder)
            written(page.file)
    else:
        left = [page for page in pages if page.file not in known]
        renderer.prepare({page.page.template for page in left})
        made = shared(partial(_render, renderer, folder), left, least=_LEAST, weight=lambda page: page.size or 1)
        for page, found in zip(left, (each for share in made for each in share), strict=True):
            known[page.file] = found
            if kept and found.key:
                kept.note(page.file, found)
    for page in pages:
        proof.marked(page.page.address, page.page.template, known[page.file].marks)
    return {name: page.digest for name, page in known.items()}


def _render(renderer: Renderer, folder: str, pages: Sequence[Keyed]) -> list[KeptPage]:
    return [_make(page, renderer, folder) for page in pages]


def _make(page: Keyed, renderer: Renderer, folder: str) -> KeptPage:
    """Render a page and write its file; return what is to be known of it."""
    data = renderer.render(page.page)
    file = f"{folder}/{page.file}"
    write(file, data)
    key = _whole_key(page, renderer) or b""
    return known_of(page.key or b"", key, page.letters, hashlib.sha256(data).hexdigest(), seen(file), marks(data))


def _whole_key(page: Keyed, renderer: Renderer) -> bytes | None:
    """Return the key of a page's file: of its value and of all else that shapes it; None where that is not known."""
    template = renderer.key(page.page.template) if page.key else None
    return hashlib.sha256(page.key + template).digest() if page.key and template else None
