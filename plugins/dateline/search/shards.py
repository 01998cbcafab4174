"""The index as files: shards of words and shards of documents, each a classic script, and what names them.

All are scripts, not JSON: from a disk a page may load scripts and nothing else, and its policy allows those of its own site. What a shard
holds of words is text, which needs no parser.

A shard of words has a piece for each stem, with a blank between: its forms, "=", its postings. Of a form the letters that it shares with the one before it are a number (base
36). A posting is a capital letter, how much the word counts (A to Z), how far the document is from the one before (base 36, nothing for
1), and of a further part of an article a point and which it is (base 36): so many documents before it stands the first. A stem that stands in
so many documents that it tells nothing has "!" before its postings, which are those where it counts most.

A shard of documents has a list for each: address, title, what is said of it, text, and its language where that is not the site's.

Where shards lie that hold something is said by lists of pairs: what a shard begins with, its name. A list that would be long is cut into files of its own, which
stand in its place: so no file grows with the site.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from dateline.search.blocks import Stem, base36, posting
from dateline.search.documents import Document
from dateline.search.terms import TELLING

LARGEST = 40_000
"""Bytes of a shard at most, uncompressed: a host that packs sends a third."""
_WORDS = LARGEST - 1_000
"""Bytes of the lines of a shard of words: the rest is what JSON puts around them."""
PREFIX = 3
"""Letters by which words stand together, so that what is typed is looked for in as few shards as can be; more where a shard has no room for them."""
_LINE = 20_000
"""Bytes of the postings of one stem at most."""
_DOCUMENTS, _SPREAD, _FULL = 14_000, 8_000, 36_000
"""Bytes from which on a shard of documents may end; in how many more it does, about; and at most. The first ten results lie in several, and
smaller ones hold less that nobody asked for. It ends where a document's own words say so: else each edit would make all that follow anew."""
_COMMON = 0.35
"""A word that stands in a larger share of the documents tells nothing by standing in a text."""
_FEW = 20
"""Documents up to which every word tells something."""
_FACETS = 30_000
"""Documents of which a file tells certainty and language, a letter each."""
LISTED = 256
"""Pairs of a list at most."""
_CALL = "datelineIndex"
"""The function of the script that every file calls."""
_POSTING = re.compile(r"([A-Z])([0-9a-z]*)(?:\.([0-9a-z]+))?")

T = TypeVar("T", str, int)
_Line = tuple[str, str, int]
"""The first form of a line, the line, its bytes."""


def word_shards(found: Iterable[Stem], count: int) -> list[tuple[str, str]]:
    """Return the shards of words, each with its first form, in order; `count` is that of documents.

    A stem stands in every shard in which one of its forms belongs.
    """
    stems = [(sorted(stem.forms), _postings(stem, count)) for stem in found]
    heavy = sum(len(",".join(forms).encode()) + len(postings) + 2 for forms, postings in stems)
    most = min(_WORDS, heavy // -(-heavy // _WORDS) + _WORDS // 20) if heavy else _WORDS  # all about as large
    return [(part[0][0], " ".join(line for _, line, _ in part)) for part in _filled(_groups(stems, PREFIX), most)]


def _groups(stems: Sequence[tuple[Sequence[str], str]], letters: int) -> Iterator[list[_Line]]:
    """Yield the lines of words that begin alike, in order, no more than have room in a shard: of a word that stands there all lines do."""
    own: dict[str, list[tuple[Sequence[str], str]]] = {}
    for forms, postings in stems:
        for beginning, alike in groupby(forms, key=lambda form: form[:letters]):
            own.setdefault(beginning, []).append((list(alike), postings))
    for beginning in sorted(own, key=_units):
        lines = [_line(forms, postings) for forms, postings in own[beginning]]
        if sum(size for _, _, size in lines) <= _WORDS:
            yield sorted(lines)
        elif len(beginning) < letters:  # all of one word: of many lines each is looked for
            yield from ([line] for line in sorted(lines))
        else:
            yield from _groups(own[beginning], letters + 1)


def _units(word: str) -> bytes:
    """Return what orders words as the script compares them: by the units of UTF-16."""
    return word.encode("utf-16-be", "surrogatepass")


def _line(forms: Sequence[str], postings: str) -> _Line:
    line = f"{_fronted(forms)}={postings}"
    return forms[0], line, len(line.encode()) + 1


def _filled(groups: Iterable[list[_Line]], most: int) -> Iterator[list[_Line]]:
    """Yield the lines of shards: each holds as many groups as have room."""
    held: list[_Line] = []
    size = 0
    for group in groups:
        heavy = sum(line[2] for line in group)
        if held and size + heavy > most:
            yield held
            held, size = [], 0
        held += group
        size += heavy
    if held:
        yield held


def _fronted(forms: Sequence[str]) -> str:
    """Return forms in order, each with the number of letters that it shares with the one before."""
    before, written = "", []
    for form in forms:
        same = next((at for at, (one, other) in enumerate(zip(before, form, strict=False)) if one != other), min(len(before), len(form)))
        written.append(f"{base36(same)}{form[same:]}" if before else form)
        before = form
    return ",".join(written)


def _postings(stem: Stem, count: int) -> str:
    """Return the postings of a stem: all, or those that count most, where it stands in so many documents that it tells nothing."""
    written = stem.postings
    least = TELLING if count > _FEW and stem.count > _COMMON * count else 1
    if least == 1 and len(written) <= _LINE:
        return written
    found, at = [], -1
    for letter, step, part in _POSTING.findall(written):
        at += int(step, 36) if step else 1
        found.append((at, ord(letter) - 64, int(part, 36) if part else 0))
    most = sorted((each for each in found if each[1] >= least), key=lambda each: -each[1])
    while len(kept := _again(sorted(most))) > _LINE:
        del most[min(len(most) * _LINE // len(kept), len(most) - 1) :]
    return f"!{kept}"


def _again(found: Iterable[tuple[int, int, int]]) -> str:
    before, written = -1, []
    for number, weight, part in found:
        written.append(posting(weight, number - before, part))
        before = number
    return "".join(written)


def document_shards(found: Sequence[Document], keys: Sequence[bytes], language: str) -> list[tuple[int, str]]:
    """Return the shards of documents as JSON, each with the number of its first, in order; `keys` are hashes of them, `language` is the site's."""
    shards: list[tuple[int, str]] = []
    held: list[str] = []
    first = size = 0
    for number, (document, key) in enumerate(zip(found, keys, strict=True)):
        told = [_flat(part) for part in (document.address, document.title, document.about, document.text)]
        line = as_json(told if document.lang == language else [*told, document.lang])
        heavy = len(line.encode()) + 1
        ends = size > _DOCUMENTS and int.from_bytes(key[1:5], "big") / 2**32 < heavy / _SPREAD
        if held and (ends or size + heavy > _FULL):
            shards.append((first, f"[{','.join(held)}]"))
            held, first, size = [], number, 0
        held.append(line)
        size += heavy
    return [*shards, (first, f"[{','.join(held)}]")] if held else shards


def facet_shards(facets: str) -> list[tuple[int, str]]:
    """Return what tells certainty and language of documents in pieces, each with the number of its first document."""
    return [(start, facets[start : start + _FACETS]) for start in range(0, len(facets), _FACETS)]


def listed(pairs: Sequence[tuple[T, str]], put: Callable[[object], str]) -> list[tuple[T, str]]:
    """Return a list of what shards begin with and their names, cut where it is long: `put` makes a file of a part, and returns its name."""
    while len(pairs) > LISTED:
        # All about as long.
        most = -(-len(pairs) // -(-len(pairs) // LISTED))
        parts = [pairs[start : start + most] for start in range(0, len(pairs), most)]
        pairs = [(part[0][0], put(part)) for part in parts]
    return list(pairs)


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_json(held: object) -> str:
    """Return something as JSON, which is JavaScript too (ECMA-262 since 2019)."""
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def script(held: str) -> bytes:
    """Return a file that hands something, given as JSON, to the script, which knows what it asked for."""
    return f"{_CALL}({held})\n".encode()


def hashed(kind: str, data: bytes) -> str:
    """Return the name of a file, which changes with what it holds."""
    return f"{kind}-{hashlib.sha256(data).hexdigest()[:10]}.js"
