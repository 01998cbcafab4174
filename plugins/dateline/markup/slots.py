"""What Markdown leaves for the model to resolve: slots, each a reference with its line.

A slot is a token of three private-use characters in the HTML: it survives every Markdown extension and the sanitiser, and
an author cannot write one, because those characters are taken out of the source first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
_PRIVATE = re.compile("[\ue000-\ue001]")


@dataclass(frozen=True)
class CiteSlot:
    """`[@key, p. 3; @other]`: keys with their locators."""

    cites: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True)
class PictureSlot:
    """Pictures alone in a paragraph: name and alternative text of each, and the classes that lay them out."""

    pictures: tuple[tuple[str, str], ...]
    layout: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class PlacedSlot:
    """`[[name: argument]]`: a component by name."""

    name: str
    argument: str
    line: int


@dataclass(frozen=True)
class LinkSlot:
    """An address inside an attribute: `{filename}other.md#part`, `#part`, or anything that is not a whole web address."""

    address: str
    line: int


Slot = CiteSlot | PictureSlot | PlacedSlot | LinkSlot


@dataclass
class Slots:
    """The slots of one text, as they are found."""

    found: list[Slot] = field(default_factory=list)

    def token(self, slot: Slot) -> str:
        """Keep a slot and return the token that stands for it."""
        self.found.append(slot)
        return f"{OPEN}{len(self.found) - 1}{CLOSE}"


def without_tokens(text: str) -> str:
    """Return a source without the characters that tokens are made of."""
    return _PRIVATE.sub("", text)


class Lines:
    """Finds the line of what was written; the same words again are looked for behind the last find."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._from: dict[str, int] = {}

    def of(self, words: str) -> int:
        """Return the line on which the next occurrence of `words` stands (the first line of the text if nowhere)."""
        at = self._text.find(words, self._from.get(words, 0))
        if at < 0:
            at = self._text.find(words)
        if at < 0:
            return self._first
        self._from[words] = at + len(words)
        return self._first + self._text.count("\n", 0, at)
