"""The index of one language, kept from one build to the next: the words of documents that are as they were are not looked for again."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Sequence
from hashlib import sha256

from dateline.keys import runs
from dateline.model.address import rooted
from dateline.pack import Pack, open_pack
from dateline.pages.frame import Desk
from dateline.search.blocks import Block, block, joined
from dateline.search.documents import Document, documents
from dateline.search.index import index_files
from dateline.search.terms import forget

NAME = "search"
"""The folder in the cache, with one for each language."""


def search_files(desks: Sequence[Desk]) -> list[dict[str, bytes]]:
    """Return the files of the index of each desk's language by address, from the root of all languages."""
    files = [{rooted(address, desk.site.prefix): data for address, data in _files(desk).items()} for desk in desks]
    forget()  # at the end: what is not translated has the same words in all languages
    return files


def _files(desk: Desk) -> dict[str, bytes]:
    """Return the files of one language."""
    found = documents(desk)
    keys = [sha256(repr(document).encode("utf-8", "surrogatepass")).digest() for document in found]
    pack = open_pack(desk.settings.cache / NAME / desk.site.lang, ("PyStemmer",))
    stems = joined(_blocks(found, keys, pack))
    if pack:
        pack.save()
    return index_files(found, keys, stems, desk.site.lang, desk.site.prefix)


def _blocks(found: Sequence[Document], keys: Sequence[bytes], pack: Pack | None) -> Iterator[tuple[int, Block]]:
    """Yield the documents in blocks, each with the number of its first: as they were kept, or made now."""
    for run in runs(keys):
        key = sha256(b"".join(keys[run])).digest()
        record = pack.get(key) if pack else None
        if record is not None:
            kept: Block = marshal.loads(record)  # of this very version of Python, and checked by its hash
            yield run.start, kept
            continue
        made = block(found[run])
        if pack:
            pack.put(key, marshal.dumps(made, 2))
        yield run.start, made
