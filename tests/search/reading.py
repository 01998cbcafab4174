"""An index read back, as plainly as can be: what the script does is tested in a browser."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CALL = re.compile(r"datelineIndex\((.*)\)\n", re.DOTALL)
_POSTING = re.compile(r"([A-Z])([0-9a-z]*)(?:\.([0-9a-z]+))?")


@dataclass(frozen=True)
class Read:
    """An index: what index.js says, the postings of each form (document and weight), the documents, which are parts of which, letters for certainty and language."""

    index: dict[str, Any]
    forms: dict[str, list[tuple[int, int]]]
    documents: list[list[str]]
    wholes: dict[int, int]
    facets: str

    def titles(self, form: str) -> set[str]:
        """Return the titles of documents that a form leads to."""
        return {self.documents[number][1] for number, _ in self.forms.get(form, ())}


def held(data: bytes) -> Any:
    """Return what a file hands to the script."""
    found = _CALL.fullmatch(data.decode())
    assert found, data[:80]
    return json.loads(found[1])


def read_files(files: Mapping[str, bytes], index_name: str = "search/index.js") -> Read:
    """Read the files of an index by address, which begins with a slash for what all languages share."""
    index = held(files[index_name])
    parts = posixpath.normpath(posixpath.join(posixpath.dirname(index_name), index["parts"]))
    shards = {posixpath.basename(name): data for name, data in files.items() if posixpath.dirname(name).strip("/") == parts}

    def listed(pairs: list[list[Any]]) -> Iterator[tuple[Any, Any]]:
        for first, name in pairs:
            if name.startswith("list-"):
                below = list(listed(held(shards[name])))
                assert below[0][0] == first
                yield from below
            else:
                yield first, held(shards[name])

    forms: dict[str, list[tuple[int, int]]] = {}
    wholes: dict[int, int] = {}
    documents: list[list[str]] = []
    for _, text in listed(index["words"]):
        for line in text.split(" "):
            written, _, postings = line.partition("=")
            found = list(unposted(postings))
            wholes.update((number, number - part) for number, _, part in found)
            for form in unfronted(written):
                forms.setdefault(form, []).extend((number, weight) for number, weight, _ in found)
    for first, lines in listed(index["texts"]):
        assert first == len(documents)
        documents += lines
    assert index["count"] == len(documents)
    return Read(index, forms, documents, wholes, "".join(text for _, text in listed(index["facets"])))


def read_folder(output: Path, prefix: str = "") -> Read:
    """Read the index of a language in an output."""
    return read_files({file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("search/**/*.js")}, f"{prefix}search/index.js")


def unfronted(written: str) -> list[str]:
    """Return the forms of a line."""
    forms: list[str] = []
    for part in written.split(","):
        forms.append(forms[-1][: int(part[0], 36)] + part[1:] if forms else part)
    return forms


def unposted(postings: str) -> Iterator[tuple[int, int, int]]:
    """Yield documents of a line, weights, and which part of a text each is."""
    at = -1
    for letter, step, part in _POSTING.findall(postings):
        at += int(step, 36) if step else 1
        yield at, ord(letter) - 64, int(part, 36) if part else 0
