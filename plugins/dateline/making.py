"""What is made of each language before anything is delivered: its pages with what is known of them, its data files, its search, what serves it.

All of it follows from what the language's desk holds and from files of the theme. So where a process builds again and again, a language that is
told as it was in the last build is not made again: an edit of one text is seldom one of its translations, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain

from dateline.aside import Aside, Awaited, Places
from dateline.cache import Store
from dateline.dataclass import dataclass
from dateline.deliver.kept import Kept
from dateline.deliver.pages import Keyed, keyed
from dateline.deliver.proof import Proof
from dateline.derive.days import listed
from dateline.editions.files import Editions
from dateline.exports.all import data_files, language_files
from dateline.exports.pieces import NAME as PIECES
from dateline.exports.pieces import KeyedEntries, Pieces
from dateline.keys import Keys
from dateline.memory import Memory
from dateline.model.address import rooted
from dateline.pages.all import all_pages
from dateline.pages.frame import Desk
from dateline.pages.planned import AnyPage, Recipes
from dateline.search.files import search_files
from dateline.sharing import beside
from dateline.tellings import Telling

_MANY = 50
"""Entries from which on their data files take longer to make than a process."""


@dataclass(frozen=True)
class Made:
    """What was made of one language. `key` is that of all that it was made of, empty where that is not known.

    `data` are its data files, `found` those of its search, `serving` what else serves it, all by their names in the output; `proof` has taken the data files.
    """

    key: bytes
    pages: tuple[AnyPage, ...]
    keyed: tuple[Keyed, ...]
    data: Mapping[str, bytes]
    proof: Proof
    found: Mapping[str, bytes]
    serving: Mapping[str, bytes]


def made_of(
    desks: Sequence[Desk],
    tellings: Sequence[Telling],
    recipes: Recipes,
    kept: Kept | None,
    keys: Keys,
    around: str,
    memory: Memory | None,
    editions: Editions,
    at_work: ExitStack,
) -> tuple[Made, ...]:
    """Return what is made of each language, in their order. `around` stands for the settings and all files but the content's; empty where they are not known.

    Its search may still be being made: until `at_work` is closed it is waited for when it is asked for.
    """
    alone = len(desks) == 1  # then an edit changes something
    told = editions.key([_key(desk, telling, keys, around) if memory and around and not alone else b"" for desk, telling in zip(desks, tellings, strict=True)])
    last = memory.languages if memory else {}
    again = {desk.site.lang: of for desk, key in zip(desks, told, strict=True) if key and (of := last.get(desk.site.lang)) and of.key == key}
    new = [desk for desk in desks if desk.site.lang not in again]
    drafts = {telling.language: telling.drafts for telling in tellings}
    files, searches = ([Aside(desk.settings.cache) for desk in new] for _ in range(2))
    many = sum(len(desk.event.entries) for desk in new) > _MANY
    # Before any process is started: the keys of entries are asked for once more by the recipes of pages.
    pieces = [_pieces(desk, kept, keys) if many else None for desk in new]
    indexed = at_work.enter_context(beside(lambda: _index(new, searches), worth=many))
    exported = at_work.enter_context(beside(lambda: _downloads(new, files, editions, pieces), worth=many))

    def sizes(place: int) -> dict[str, int]:
        here = f"{new[place].site.prefix}downloads/"
        return {name.removeprefix(here): size for name, (_, size) in exported()[place][0].items() if name.startswith(here)}

    pages = [all_pages(desk, drafts[desk.site.lang], partial(sizes, place), recipes) for place, desk in enumerate(new)]
    data = [(aside.found(places), proof) for aside, (places, proof) in zip(files, exported(), strict=True)]
    awaited = [Awaited(lambda place=place: searches[place].found(indexed()[place])) for place in range(len(new))]  # type: ignore[misc]
    found: list[Mapping[str, bytes]] = [each.there() for each in awaited] if memory else [*awaited]
    anew = {
        desk.site.lang: Made(b"", of, tuple(keyed(of, kept, keys, recipes.noted)), *files_of, search, dict(language_files(desk, of, recipes.noted)))
        for desk, of, files_of, search in zip(new, pages, data, found, strict=True)
    }
    made = {lang: again.get(lang) or anew[lang] for lang in (desk.site.lang for desk in desks)}
    if memory:
        memory.languages = {lang: again.get(lang) or _kept(of, key, recipes) for (lang, of), key in zip(made.items(), told, strict=True) if key}
    return tuple(made.values())


def _key(desk: Desk, telling: Telling, keys: Keys, around: str) -> bytes:
    """Return the key of all that a language is made of; empty where that is not known."""
    found = keys.of(around, *desk.surroundings, desk.views.counted, desk.event, telling.drafts, desk.cards)
    return found[0] if found else b""


def _kept(made: Made, key: bytes, recipes: Recipes) -> Made:
    """Return what was made as it is kept: without the values of pages that can be valued again, for they take room."""
    pages = {page.address: recipes.unmade(page) for page in made.pages}
    with_keys = tuple(each if (page := pages[each.page.address]) is each.page else replace(each, page=page, size=0, own=None) for each in made.keyed)
    return replace(made, key=key, pages=tuple(pages.values()), keyed=with_keys)


def _pieces(desk: Desk, kept: Kept | None, keys: Keys) -> Pieces | None:
    """Return the pieces of the data files of a language, where the last build's are known."""
    if kept is None:
        return None
    entries = listed(desk.event)
    try:
        keyed_entries = KeyedEntries(desk, entries, keys)
    except TypeError:
        return None
    looking = Proof(desk.settings.root, desk.settings.siteurl)
    return Pieces(entries, keyed_entries, kept.output / desk.site.prefix / "downloads", Store(desk.settings.cache / PIECES), looking.addresses)


def _downloads(desks: Sequence[Desk], asides: Sequence[Aside], editions: Editions, pieces: Sequence[Pieces | None]) -> list[tuple[Places, Proof]]:
    """Put the data files and the editions of each language aside; return where they lie, and a proof that has taken the former: that takes as long as to make some."""
    return [_data(desk, aside, editions, kept) for desk, aside, kept in zip(desks, asides, pieces, strict=True)]


def _data(desk: Desk, aside: Aside, editions: Editions, pieces: Pieces | None) -> tuple[Places, Proof]:
    proof = Proof(desk.settings.root, desk.settings.siteurl)
    files = {rooted(address, desk.site.prefix): data for address, data in data_files(desk, pieces).items()}
    for address, data in files.items():
        named = pieces.addresses(address.rpartition("/")[2]) if pieces else None
        if named is None:
            proof.export(address, data)
        else:
            proof.take(address, named)
    if pieces:
        pieces.keep()
    return aside.put(chain(files.items(), editions.of(desk))), proof


def _index(desks: Sequence[Desk], asides: Sequence[Aside]) -> list[Places]:
    """Put the files of the search of each language aside; return where they lie."""
    return [aside.put(files.items()) for aside, files in zip(asides, search_files(desks), strict=True)]
