"""The index of one language of a site: its files by address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dateline.model.address import Address, shared
from dateline.search.blocks import Stem
from dateline.search.calendar import cut, signs_of
from dateline.search.documents import KINDS, Document
from dateline.search.shards import as_json, document_shards, facet_shards, hashed, listed, script, word_shards
from dateline.search.spelling import LETTERS, MARKS, RULES, SQUARES

FOLDER = "search/"
INDEX = f"{FOLDER}index.js"
"""The one that leads to all others; its own name never changes, so it holds no hash."""
PARTS = f"{FOLDER}parts/"
"""Where the others lie, of all languages: what they are called changes with what they hold, so browsers may keep them for good."""
FORMAT = 2
"""Changes with what the files hold: the script refuses others."""
CERTAINTIES = ("confirmed", "reported", "disputed")


def index_files(found: Sequence[Document], keys: Sequence[bytes], stems: Iterable[Stem], language: str, prefix: str = "") -> dict[str, bytes]:
    """Return the files of an index by address (of a language, or with a slash before it of all); `keys` are hashes of the documents, `stems` their words, `prefix` is that of the language.

    In the index: `count` is that of documents, `kinds` how many there are of each kind, in KINDS' order; `days` the names of days (of months, of years, where
    they are many) with the number of entries of each; `words`, `texts` and `facets` lead to the shards, which lie in `parts`. Of facets there is one letter a
    document, which tells certainty and language.
    """
    files: dict[str, bytes] = {}

    def put(kind: str, held: str) -> str:
        data = script(held)
        name = hashed(kind, data)
        files[shared(f"{PARTS}{name}")] = data
        return name

    def into_list(held: object) -> str:
        return put("list", as_json(held))

    languages = sorted({document.lang for document in found})
    facets = "".join(_facet(document, languages) for document in found)
    groups = [document.group for document in found if document.kind == "entry"]
    signs = signs_of(groups)
    index = {
        "format": FORMAT,
        "parts": "../" * (prefix.count("/") + 1) + PARTS if prefix else PARTS.removeprefix(FOLDER),
        "count": len(found),
        "kinds": [sum(document.kind == kind for document in found) for kind in KINDS],
        "days": [[name, len(list(own))] for name, own in groupby(cut(group, signs) for group in groups)],
        "languages": languages,
        "facets": [(first, put("facets", as_json(held))) for first, held in facet_shards(facets)],
        "words": listed([(first, put("words", as_json(text))) for first, text in word_shards(stems, len(found))], into_list),
        "texts": listed([(first, put("texts", held)) for first, held in document_shards(found, keys, language)], into_list),
        **spelling(),
    }
    files[Address(INDEX)] = script(as_json(index))
    return files


def spelling() -> Mapping[str, object]:
    """Return the rules by which the script spells what is typed."""
    return {"letters": LETTERS, "rules": RULES, "marks": MARKS, "squares": SQUARES}


def _facet(document: Document, languages: Sequence[str]) -> str:
    """Return a letter for the certainty of a document (none is the first) and its language."""
    certainty = CERTAINTIES.index(document.certainty) + 1 if document.certainty else 0
    return chr(48 + certainty + 4 * languages.index(document.lang))
