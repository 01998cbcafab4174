"""The index of one language of a site: its files by address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dateline.search.documents import KINDS, Document
from dateline.search.shards import document_shards, hashed, script, stems, word_shards
from dateline.search.spelling import LETTERS, MARKS, RULES, SQUARES
from dateline.search.terms import Counted

FOLDER = "search/"
INDEX = f"{FOLDER}index.js"
"""The one that names all others; its own name never changes, so it holds no hash."""
FORMAT = 1
"""Changes with what the files hold: the script refuses others."""
CERTAINTIES = ("confirmed", "reported", "disputed")


def index_files(found: Sequence[Document], counted: Iterable[Counted]) -> dict[str, bytes]:
    """Return the files of an index by address; `counted` is how much each word counts in each of the documents, in their order.

    In the index: `kinds` are how many documents there are of each kind, in KINDS' order; `days` the names of pages of days with the number of
    entries of each; `parts` for each article of several parts the number of its first document and how many they are; `facets` one letter a
    document, which tells certainty and language; `words` and `texts` the shards, each after what it begins with.
    """
    files: dict[str, bytes] = {}

    def shard(kind: str, number: int, held: object) -> str:
        data = script(kind, number, held)
        name = hashed(kind, data)
        files[f"{FOLDER}{name}"] = data
        return name

    words = [(first, shard("words", number, text)) for number, (first, text) in enumerate(word_shards(stems(counted), len(found)))]
    texts = [(first, shard("texts", number, text)) for number, (first, text) in enumerate(document_shards(found))]
    languages = sorted({document.lang for document in found})
    index = {
        "format": FORMAT,
        "kinds": [sum(document.kind == kind for document in found) for kind in KINDS],
        "days": [[name, len(list(group))] for name, group in groupby(document.group for document in found if document.kind == "entry")],
        "parts": _parts(found),
        "languages": languages,
        "facets": "".join(_facet(document, languages) for document in found),
        "words": words,
        "texts": texts,
        **spelling(),
    }
    files[INDEX] = script("index", 0, index)
    return files


def spelling() -> Mapping[str, object]:
    """Return the rules by which the script spells what is typed."""
    return {"letters": LETTERS, "rules": RULES, "marks": MARKS, "squares": SQUARES}


def _facet(document: Document, languages: Sequence[str]) -> str:
    """Return a letter for the certainty of a document (none is the first) and its language."""
    certainty = CERTAINTIES.index(document.certainty) + 1 if document.certainty else 0
    return chr(48 + certainty + 4 * languages.index(document.lang))


def _parts(found: Sequence[Document]) -> list[list[int]]:
    firsts = [number for number, document in enumerate(found) if document.kind == "article" and document.part == 0]
    end = next((number for number, document in enumerate(found) if firsts and number > firsts[-1] and document.kind != "article"), len(found))
    return [[first, following - first] for first, following in zip(firsts, [*firsts[1:], end], strict=False) if following - first > 1]
