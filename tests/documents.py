"""Pages as tests read them: strictly parsed, with their elements in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main "
    "nav ol p section table tbody td th thead tr ul br".split()
)
"""Elements whose text does not run on into that of their neighbours."""


@dataclass(frozen=True)
class Document:
    """A page: `name` is its path below the output folder."""

    name: str
    data: bytes

    @cached_property
    def _parsed(self) -> tuple[Element, tuple[str, ...]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.data, transport_encoding="utf-8")
        assert isinstance(root, Element)
        found = (f"{self.name}:{line}:{column}: {code} {data}" for (line, column), code, data in parser.errors)
        return root, tuple(found)

    @property
    def errors(self) -> tuple[str, ...]:
        """What the HTML standard calls parse errors, with their positions."""
        return self._parsed[1]

    @property
    def root(self) -> Element:
        """The html element; the page must have parsed without any error."""
        assert self.errors == ()
        return self._parsed[0]

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """Each element's parent."""
        return {child: parent for parent in self.root.iter() for child in parent}

    def all(self, *tags: str, **attributes: str) -> list[Element]:
        """Return the elements of these names, in order; attributes are written with `_` for `-`, `class_` names one class."""
        return list(self._found(tags, attributes))

    def one(self, *tags: str, **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(*tags, **attributes)
        assert len(found) == 1, f"{self.name}: {len(found)} of {tags} {attributes}"
        return found[0]

    def _found(self, tags: tuple[str, ...], attributes: dict[str, str]) -> Iterator[Element]:
        for element in self.root.iter():
            named = isinstance(element.tag, str) and (not tags or element.tag in tags)
            if named and all(_has(element, name, value) for name, value in attributes.items()):
                yield element


def document(folder: Path, name: str) -> Document:
    """Return a page of a built site."""
    return Document(name, (folder / name).read_bytes())


def documents(folder: Path) -> list[Document]:
    """Return all pages of a built site, by name."""
    return [document(folder, file.relative_to(folder).as_posix()) for file in sorted(folder.rglob("*.html"))]


def fragment(html: str) -> Document:
    """Return a piece of HTML as the content of a page's main element."""
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><main>'
    return Document("fragment", f"{head}{html}</main></body></html>".encode())


def words(element: Element, without: Callable[[Element], bool] = lambda _: False) -> str:
    """Return an element's visible words with single spaces, less the elements that `without` picks out."""
    return " ".join("".join(_texts(element, without)).split())


def plain(text: str) -> str:
    """Return a text with straight quotation marks and single spaces, to compare what was written with what is shown."""
    for typographic, straight in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("\u202f", " "), ("\u2060", "")):
        text = text.replace(typographic, straight)
    return re.sub(r"\s+", " ", text).strip()


def _texts(element: Element, without: Callable[[Element], bool]) -> Iterator[str]:
    if element.tag in ("script", "style") or not isinstance(element.tag, str) or without(element):
        return
    gap = " " if element.tag in BLOCKS else ""
    yield gap + (element.text or "")
    for child in element:
        yield from _texts(child, without)
        yield child.tail or ""
    yield gap


def _has(element: Element, name: str, value: str) -> bool:
    if name == "class_":
        return value in element.get("class", "").split()
    return element.get(name.replace("_", "-")) == value
