"""What Markdown leaves for the model to resolve: slots, each a reference with its line.

A slot is a token of three private-use characters in the HTML: it survives every Markdown extension and the sanitiser, and
an author cannot write one, because those characters are taken out of the source first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
# Also as character references: the sanitiser makes them what they stand for.
_PRIVATE = re.compile("[\ue000-\ue001]|&#(?:0*5734[45]|[xX]0*[eE]00[01]);?")


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

    def of(self, *ways: str) -> int:
        """Return the line of the next occurrence of the first of these ways of writing it that occurs at all.

        It is the first line of the text if none does.
        """
        for words in ways:
            at = self._text.find(words, self._from.get(words, 0))
            if at < 0:
                at = self._text.find(words)
            if at < 0:
                at = self._text.lower().find(words.lower())
            if at >= 0:
                self._from[words] = at + len(words)
                return self._line(at)
        return self._line(len(self._text) - len(self._text.lstrip()))

    def of_heading(self, level: int, words: str) -> int:
        """Return the line of a heading, written as `## Words` or underlined."""
        first = re.match(r"\w*", words)
        word = re.escape(first[0]) if first else ""
        return self._of_form(rf"^ {{0,3}}#{{{level}}}(?!#)[^\w\n]*{word}|^[^\w\n]*{word}.*\n(?:=+|-+) *$", words)

    def of_block(self, words: str) -> int:
        """Return the line of the next occurrence of `words` that stands alone."""
        return self._of_form(rf"^ {{0,3}}{re.escape(words)}[ \t]*$", words)

    def inside(self, words: str) -> int:
        """Return the line of the next occurrence of `words` with others before or behind them."""
        return self._of_form(rf"\S[ \t]*{re.escape(words)}|{re.escape(words)}[ \t]*\S", words)

    def _of_form(self, pattern: str, words: str) -> int:
        found = re.compile(pattern, re.MULTILINE).search(self._text, self._from.get(pattern, 0))
        if found is None:
            return self.of(words)
        self._from[pattern] = found.end()
        return self._line(found.start())

    def _line(self, at: int) -> int:
        return self._first + self._text.count("\n", 0, at)
