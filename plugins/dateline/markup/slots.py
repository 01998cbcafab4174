"""What Markdown leaves for the model to resolve: slots, each a reference with its line.

A slot is a token of private-use characters in the HTML: it survives every Markdown extension and the sanitiser, and
an author cannot write one, because those characters are taken out of the source first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field

from dateline.dataclass import dataclass
from dateline.typography import GUARD

OPEN, CLOSE = "\ue000", "\ue001"
NOTE = "\ue003"
"""Stands on either side of a footnote's number in the title of its link back, until the language of the page is known."""
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
# Also as character references: the sanitiser makes them what they stand for.
_PRIVATE = re.compile(f"[{OPEN}{CLOSE}{GUARD}{NOTE}]|&#(?:0*5734[4567]|[xX]0*[eE]00[0123]);?")


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


@dataclass(frozen=True)
class NewerSlot:
    """A place at which the original of a translation says something else by now: see `records.Newer`."""

    what: str
    line: int


Slot = CiteSlot | PictureSlot | PlacedSlot | LinkSlot | NewerSlot


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
    # Most have none; single signs are found in no time.
    return _PRIVATE.sub("", text) if "&#" in text or any(sign in text for sign in (OPEN, CLOSE, GUARD, NOTE)) else text


def with_newer(source: str, newer: Iterable[tuple[int, str]]) -> str:
    """Return a source, in which no token stands, with a mark before each of these lines: a block that no author can write."""
    lines = source.split("\n")
    for line, what in sorted(newer, reverse=True):
        lines[line - 1 : line - 1] = ["", f"[[newer: {OPEN}{what}]]", ""]
    return "\n".join(lines)


_ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000\u200b\u2060\ufeff"
_ODD_BLANKS = re.compile(rf"^[ \t{_ODD}]*(?:(?:[-+*>|]|#{{1,6}}|\d{{1,9}}[.)])[ {_ODD}])?|\[\[[^\[\]\n]*\]\]|\[[ {_ODD}]*@[^\[\]\n]*\]", re.MULTILINE)
"""Where a blank says something: at the beginning of a line, behind what begins a block, in what we place and cite."""
_AS_BLANKS = {ord(sign): " " for sign in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"}
_AS_BLANKS |= {ord(sign): "" for sign in "\u200b\u2060\ufeff"}
_ANY_ODD = re.compile(f"[{_ODD}]")


def with_plain_blanks(text: str) -> str:
    """Return a source in which blanks that look like others (no-break, of no width) are plain ones wherever they are part of Markdown."""
    return _ODD_BLANKS.sub(lambda found: found[0].translate(_AS_BLANKS), text) if _ANY_ODD.search(text) else text


_CODE = re.compile(
    r"^(?P<fence> *(?:[-+*>] *)*(?P<row>`{3,}|~{3,}))[^\n]*\n.*?(?:^ *(?:> ?)*(?P=row)|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).){0,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|<(?P<tag>pre|code)\b.*?(?:</(?P=tag)>|\Z)"
    r"|(?<=\n\n)(?: {4}[^\n]*\n)+"
    r"|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.MULTILINE,
)
"""What is shown as it is written, roughly: looked through only when a place is sought that is not in it."""
_INDEXED = re.compile(r"\[@[^\[\]]*\]|\]\([^\s()]+(?=[\s)])")


class Lines:
    """Finds the line of what was written; the same words again are looked for behind the last find."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._from: dict[str, int] = {}
        self._starts: list[int] | None = None
        self._index: dict[str, list[int]] | None = None
        self._uncoded: str | None = None
        self._start: int | None = None

    def of(self, *ways: str) -> int:
        """Return the line of the next occurrence of the first of these ways of writing it that occurs at all.

        It is the first line of the text if none does.
        """
        for words in ways:
            at = self._find(words)
            if at < 0:
                at = self._text.lower().find(words.lower())
            if at >= 0:
                self._from[words] = at + len(words)
                return self._line(at)
        return self.start()

    def outside_code(self, *ways: str) -> int:
        """Return the line of the next occurrence of the first of these ways that occurs outside code."""
        if self._uncoded is None:
            self._uncoded = _CODE.sub(lambda found: re.sub(r"[^\n]", OPEN, found[0]), self._text)
        for words in ways:
            at = self._uncoded.find(words, self._from.get(words, 0))
            if at < 0:
                at = self._uncoded.find(words)
            if at >= 0:
                self._from[words] = at + len(words)
                return self._line(at)
        return self.of(*ways)

    def start(self) -> int:
        """Return the line on which the text begins."""
        if self._start is None:
            self._start = self._line(len(self._text) - len(self._text.lstrip()))
        return self._start

    def of_heading(self, level: int, words: str) -> int:
        """Return the line of a heading, written as `## Words` or underlined."""
        first = re.match(r"\w*", words)
        word = re.escape(first[0]) if first else ""
        return self._of_form(rf"^ {{0,3}}#{{{level}}}(?!#)[^\w\n]*{word}|^[^\w\n]*{word}.*\n(?:=+|-+) *$", words)

    def of_block(self, words: str) -> int:
        """Return the line of the next occurrence of `words` that stands alone."""
        return self._of_form(rf"^[ >]*(?:(?:[-+*]|\d+[.)])[ ]+)*{re.escape(words)}[ \t]*$", words)

    def inside(self, words: str) -> int:
        """Return the line of the next occurrence of `words` with others before or behind them."""
        return self._of_form(rf"\S[ \t]*{re.escape(words)}|{re.escape(words)}[ \t]*\S", words)

    def _find(self, words: str) -> int:
        """Return where the words stand next, -1 for nowhere."""
        if words not in self._from and words.startswith(("[@", "](")):
            # Many different ones may stand in one text: to look for each from its start would take the square of its length.
            return (self._indexed().get(words) or [self._text.find(words)])[0]
        at = self._text.find(words, self._from.get(words, 0))
        return at if at >= 0 else self._text.find(words)

    def _indexed(self) -> dict[str, list[int]]:
        if self._index is None:
            self._index = {}
            for found in _INDEXED.finditer(self._text):
                self._index.setdefault(found[0], []).append(found.start())
        return self._index

    def _of_form(self, pattern: str, words: str) -> int:
        found = re.compile(pattern, re.MULTILINE).search(self._text, self._from.get(pattern, 0))
        if found is None:
            return self.of(words)
        self._from[pattern] = found.end()
        return self._line(found.start() + len(found[0]) - len(found[0].lstrip("\n")))

    def _line(self, at: int) -> int:
        if self._starts is None:
            self._starts = [found.end() for found in re.finditer("\n", self._text)]
        return self._first + bisect_right(self._starts, at)
