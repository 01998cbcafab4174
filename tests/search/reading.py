"""An index read back, as plainly as can be: what the script does is tested in a browser."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CALL = re.compile(r"datelineIndex\((.*)\)\n", re.DOTALL)


@dataclass(frozen=True)
class Read:
    """An index: what index.js says, the postings of each form (document and weight), the documents."""

    index: dict[str, Any]
    forms: dict[str, list[tuple[int, int]]]
    documents: list[list[str]]

    def titles(self, form: str) -> set[str]:
        """Return the titles of documents that a form leads to."""
        return {self.documents[number][1] for number, _ in self.forms.get(form, ())}


def arguments(data: bytes) -> list[Any]:
    """Return what a file hands to the script."""
    found = _CALL.fullmatch(data.decode())
    assert found, data[:80]
    return list(json.loads(f"[{found[1]}]"))


def read_files(files: dict[str, bytes]) -> Read:
    """Read the files of an index by address."""
    folder = next(name for name in files if name.endswith("index.js")).removesuffix("index.js")
    index = arguments(files[f"{folder}index.js"])[2]
    forms: dict[str, list[tuple[int, int]]] = {}
    documents: list[list[str]] = []
    for number, (_, name) in enumerate(index["words"]):
        kind, own, text = arguments(files[folder + name])
        assert (kind, own) == ("words", number)
        for line in text.split(" "):
            written, _, postings = line.partition("=")
            for form in unfronted(written):
                forms.setdefault(form, []).extend(unposted(postings))
    for number, (first, name) in enumerate(index["texts"]):
        kind, own, lines = arguments(files[folder + name])
        assert (kind, own, first) == ("texts", number, len(documents))
        documents += lines
    return Read(index, forms, documents)


def read_folder(folder: Path) -> Read:
    """Read the index that lies in a folder of an output."""
    return read_files({f"search/{file.name}": file.read_bytes() for file in folder.glob("*.js")})


def unfronted(written: str) -> list[str]:
    """Return the forms of a line."""
    forms: list[str] = []
    for part in written.split(","):
        forms.append(forms[-1][: int(part[0], 36)] + part[1:] if forms else part)
    return forms


def unposted(postings: str) -> list[tuple[int, int]]:
    """Return documents and weights of a line."""
    found, at = [], -1
    for letter, step in re.findall(r"([A-Z])([0-9a-z]*)", postings):
        at += int(step, 36) if step else 1
        found.append((at, ord(letter) - 64))
    return found
