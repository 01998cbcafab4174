"""The index of one language, kept from one build to the next: of a document that is as it was the words are not looked for again."""

from __future__ import annotations

import json
import marshal
from collections.abc import Sequence
from hashlib import sha256

from dateline.model.address import rooted
from dateline.pack import Pack, open_pack
from dateline.pages.frame import Desk
from dateline.search.documents import Document, documents
from dateline.search.index import index_files
from dateline.search.terms import Counted, forget, terms

NAME = "search"
"""The folder in the cache, with one for each language."""


def search_files(desks: Sequence[Desk]) -> list[dict[str, bytes]]:
    """Return the files of the index of each desk's language by address, from the root of all languages."""
    files = [{rooted(address, desk.site.prefix): data for address, data in _files(desk).items()} for desk in desks]
    forget()  # at the end: what is not translated has the same words in all languages
    return files


def _files(desk: Desk) -> dict[str, bytes]:
    """Return the files of one language, without its prefix."""
    found = documents(desk)
    pack = open_pack(desk.settings.cache / NAME / desk.site.lang, ("snowballstemmer",))
    if pack is None:
        return index_files(found, [terms(document) for document in found])
    keys = [sha256(repr(document).encode("utf-8", "surrogatepass")).digest() for document in found]
    whole = sha256(b"".join(keys)).digest()
    kept = pack.get(whole)
    if kept is None:
        files = index_files(found, [_counted(document, key, pack) for document, key in zip(found, keys, strict=True)])
        pack.put(whole, json.dumps({name: data.decode() for name, data in files.items()}, ensure_ascii=False).encode())
        pack.save()
        return files
    return {name: text.encode() for name, text in json.loads(kept).items()}


def _counted(document: Document, key: bytes, pack: Pack) -> Counted:
    record = pack.get(key)
    if record is not None:
        kept: Counted = marshal.loads(record)  # of this very version of Python, and checked by its hash
        return kept
    found = terms(document)
    pack.put(key, marshal.dumps(found, 2))
    return found
