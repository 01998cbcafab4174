"""Old and new words beside each other, with marks at what differs; below each other where there is no room. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from dateline.console import shown
from dateline.dataclass import dataclass
from dateline.telling import width

WIDE = 100
"""Columns from which on two texts stand beside each other."""
_PART = re.compile(r"[\w’'\u00ad\u200c\u200d-]+|[^\w]")
_GONE, _ADDED = ("[-", "-]", "31;9"), ("{+", "+}", "32;4")
"""How words are marked that are gone, and those that are new: as `git diff --word-diff` does, or in colour, struck through and underlined."""


@dataclass(frozen=True)
class Part:
    """A word or a sign, whether it begins behind a blank, and whether the other text lacks it."""

    text: str
    begins: bool
    marked: bool = False


def parts(old: str, new: str) -> tuple[list[Part], list[Part]]:
    """Return the words and signs of both texts, with marks at those that the other one lacks; blanks and line ends are one blank."""
    both = [[Part(shown(part), number == 0) for word in text.split() for number, part in enumerate(_PART.findall(word))] for text in (old, new)]
    left: list[Part] = []
    right: list[Part] = []
    for sign, a, b, c, d in SequenceMatcher(a=both[0], b=both[1], autojunk=False).get_opcodes():
        marked = sign != "equal"
        left += (Part(part.text, part.begins, marked) for part in both[0][a:b])
        right += (Part(part.text, part.begins, marked) for part in both[1][c:d])
    return left, right


def beside(old: str, new: str, heads: tuple[str, str], columns: int, *, colour: bool) -> Iterator[str]:
    """Yield the lines of both texts: in two columns, or one below the other where the terminal is narrow, or there is none (0)."""
    left, right = parts(old, new)
    if columns < WIDE:
        for head, text, signs in ((heads[0], left, _GONE), (heads[1], right, _ADDED)):
            yield f"  {shown(head)}:"
            yield from (f"    {line}" for line, _ in _lines(text, signs, max(columns - 4, 36) if columns else 0, colour=colour))
        return
    room = (columns - 5) // 2
    one, other = (
        [(line, width(line)) for line in _wrapped(shown(head), room)] + _lines(text, signs, room, colour=colour)
        for head, text, signs in ((heads[0], left, _GONE), (heads[1], right, _ADDED))
    )
    for (line, taken), (behind, _) in zip_longest(one, other, fillvalue=("", 0)):
        yield f"  {line}{' ' * (room - taken)} | {behind}".rstrip()


def _wrapped(text: str, room: int) -> list[str]:
    return [line for line, _ in _lines([Part(word, begins=True) for word in text.split()], ("", "", ""), room, colour=False)]


def _lines(text: Sequence[Part], signs: tuple[str, str, str], room: int, *, colour: bool) -> list[tuple[str, int]]:
    """Return the lines of a text, each with the columns that it takes; 0 for `room` is one line, however long."""
    lines: list[tuple[str, int]] = []
    line, taken = "", 0
    for written, needed in _words(text, signs, room, colour=colour):
        if taken and room and taken + 1 + needed > room:
            lines.append((line, taken))
            line, taken = "", 0
        line, taken = (f"{line} {written}", taken + 1 + needed) if taken else (written, needed)
    return [*lines, (line, taken)] if taken else lines


def _words(text: Sequence[Part], signs: tuple[str, str, str], room: int, *, colour: bool) -> Iterator[tuple[str, int]]:
    """Yield the words of a text as they are shown, each with the columns that it takes: what is marked in colour, or between signs."""
    opening, closing, code = signs
    word, taken = "", 0
    for marked, run in groupby(text, key=lambda part: part.marked):
        found = list(run)
        for number, part in enumerate(found):
            if part.begins and taken:
                yield word, taken
                word, taken = "", 0
            first, last = marked and not colour and number == 0, marked and not colour and number == len(found) - 1
            written = f"{opening if first else ''}{part.text}{closing if last else ''}"
            for piece in _cut(written, room):
                if room and taken + width(piece) > room:
                    yield word, taken
                    word, taken = "", 0
                word += f"\x1b[{code}m{piece}\x1b[0m" if marked and colour else piece
                taken += width(piece)
    if taken:
        yield word, taken


def _cut(word: str, room: int) -> Iterator[str]:
    """Yield a word in pieces that have room; what combines with a letter stays with it."""
    if not room or width(word) <= room:
        yield word
        return
    piece = ""
    for letter in word:
        if width(piece + letter) > room and not unicodedata.combining(letter):
            yield piece
            piece = ""
        piece += letter
    yield piece
