"""The index as files: shards of words and shards of documents, each a classic script, and one small file that names them.

All are scripts, not JSON: from a disk a page may load scripts and nothing else, and its policy allows those of its own site. What a shard
holds of words is text, which needs no parser.

A shard of words has a piece for each stem, with a blank between: its forms, "=", its postings. Of a form the letters that it shares with the one before it are a number (base
36). A posting is a capital letter, how much the word counts (A to Z), and how far the document is from the one before (base 36, nothing for
1). A stem that stands in so many documents that it tells nothing has "!" before its postings, which are those of titles alone.

A shard of documents has a list for each: address, title, what is said of it, text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dateline.dataclass import dataclass
from dateline.search.documents import Document
from dateline.search.terms import TELLING, Counted

LARGEST = 40_000
"""Bytes of a shard at most, uncompressed: a host that packs sends a third."""
_WORDS = LARGEST - 1_000
"""Bytes of the lines of a shard of words: the rest is what JSON puts around them."""
PREFIX = 3
"""Letters by which words stand together, so that what is typed is looked for in as few shards as can be."""
_DOCUMENTS = 24_000
"""Bytes of a shard of documents: the first ten results lie in several, and smaller ones hold less that nobody asked for."""
_COMMON = 0.35
"""A word that stands in a larger share of the documents tells nothing by standing in a text."""
_FEW = 20
"""Documents up to which every word tells something."""
_CALL = "datelineIndex"
"""The function of the script that every file calls."""


_Line = tuple[str, str, int]
"""The first form of a line, the line, its bytes."""


@dataclass(frozen=True)
class Stem:
    """A stem: its forms in order, and how much it counts in which documents, in their order."""

    forms: tuple[str, ...]
    postings: tuple[tuple[int, int], ...]


def stems(counted: Iterable[Counted]) -> list[Stem]:
    """Return all stems of documents, given how much each word counts in each of them, in their order."""
    forms: dict[str, set[str]] = {}
    postings: dict[str, dict[int, int]] = {}
    for number, found in enumerate(counted):
        for (stem, form), weight in found.items():
            if stem in forms:
                forms[stem].add(form)
            else:
                forms[stem], postings[stem] = {form}, {}
            own = postings[stem]
            if own.get(number, 0) < weight:
                own[number] = weight
    return [Stem(tuple(sorted(forms[stem])), tuple(own.items())) for stem, own in postings.items()]


def word_shards(found: Iterable[Stem], count: int) -> list[tuple[str, str]]:
    """Return the shards of words, each with its first form, in order; `count` is that of documents.

    A stem stands in every shard in which one of its forms belongs.
    """
    lines: list[_Line] = []
    for stem in found:
        written = _postings(stem.postings, count)
        for forms in _alike(stem.forms):
            line = f"{_fronted(forms)}={written}"
            lines.append((forms[0], line, len(line.encode()) + 1))
    lines.sort()
    return [(part[0][0], " ".join(line for _, line, _ in part)) for part in _cut(lines)]


def _alike(forms: Sequence[str]) -> Iterator[list[str]]:
    for _, found in groupby(forms, key=lambda form: form[:PREFIX]):
        yield list(found)


def _cut(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield lines in shards, cut where the first letters change; only of more than a shard that begin alike each is as full as can be."""
    held: list[_Line] = []
    size, total = 0, sum(line[2] for line in lines)
    most = total // -(-total // _WORDS) + _WORDS // 20 if total else _WORDS  # all about as large
    for _, beginning in groupby(lines, key=lambda line: line[0][:PREFIX]):
        alike = list(beginning)
        heavy = sum(line[2] for line in alike)
        if held and size + heavy > min(most, _WORDS):
            yield held
            held, size = [], 0
        if heavy <= _WORDS:
            held += alike
            size += heavy
            continue
        for line in alike:
            if held and size + line[2] > _WORDS:
                yield held
                held, size = [], 0
            held.append(line)
            size += line[2]
    if held:
        yield held


def _fronted(forms: Sequence[str]) -> str:
    """Return forms in order, each with the number of letters that it shares with the one before."""
    before, written = "", []
    for form in forms:
        same = next((at for at, (one, other) in enumerate(zip(before, form, strict=False)) if one != other), min(len(before), len(form)))
        written.append(f"{_base36(same)}{form[same:]}" if before else form)
        before = form
    return ",".join(written)


def _postings(postings: Sequence[tuple[int, int]], count: int) -> str:
    mark = ""
    if count > _FEW and len(postings) > _COMMON * count:
        mark, postings = "!", [posting for posting in postings if posting[1] >= TELLING]
    written, before = [mark], -1
    for number, weight in postings:
        step = number - before
        written.append(f"{chr(64 + weight)}{_base36(step) if step > 1 else ''}")
        before = number
    return "".join(written)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def document_shards(found: Sequence[Document]) -> list[tuple[int, list[list[str]]]]:
    """Return the shards of documents, each with the number of its first, in order."""
    shards: list[tuple[int, list[list[str]]]] = []
    held: list[list[str]] = []
    first = size = 0
    for number, document in enumerate(found):
        line = [_flat(part) for part in (document.address, document.title, document.about, document.text)]
        heavy = sum(len(part.encode()) for part in line) + 14
        if held and size + heavy > _DOCUMENTS:
            shards.append((first, held))
            held, first, size = [], number, 0
        held.append(line)
        size += heavy
    return [*shards, (first, held)] if held else shards


def _flat(text: str) -> str:
    return " ".join(text.split())


def script(*arguments: object) -> bytes:
    """Return a file that hands something to the script."""
    told = ",".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for argument in arguments)
    return f"{_CALL}({told})\n".encode()


def hashed(kind: str, data: bytes) -> str:
    """Return the name of a shard, which changes with what it holds."""
    return f"{kind}-{hashlib.sha256(data).hexdigest()[:10]}.js"
