"""How a translation stands to its original: what has changed since it was declared done. Known by words, not by dates. Pure functions.

`Translated` in a translation's head lists the digests of what it was made from, in order: `title=1a2b3c4d; 5e6f7a8b; ...`, words of the
head with their key, paragraphs of the body without. Its paragraphs are those of the original, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

from dateline.dataclass import dataclass
from dateline.read.paragraphs import HEAD, Paragraph, body, paragraphs, words
from dateline.read.records import Newer, Record

KEY = "translated"
DECLARED = tuple(key for key in HEAD if key not in ("site_name", "authors", "publisher", "licence"))
"""Keys of heads whose words are declared; names of the site and of people are written as a language writes them, and grow not old."""
NOT_YET = "-"
"""Stands for the digest of a paragraph that has not been declared yet (see values.digests)."""


class Change(Enum):
    """What has become of a paragraph of the original since a translation of it was declared done."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Difference:
    """One paragraph that a translation does not tell as the original does now.

    `original` is what stands there now (None: gone), `digest` that of what was translated (empty: new), `line` the line of the translation's
    paragraph, of a new one that of the paragraph before which it belongs (one behind the last line for the end).
    `translated` is the translation's paragraph, None of a new one, or where nobody can tell which one it is.
    """

    change: Change
    name: str
    original: Paragraph | None
    digest: str
    translated: Paragraph | None
    line: int


@dataclass(frozen=True)
class Standing:
    """How a translation stands: whether it was declared done at all, and what differs, in the order of the text.

    `apart` tells that its paragraphs cannot be told one by one: there are more or fewer than were declared.
    """

    declared: bool
    differences: tuple[Difference, ...] = ()
    apart: bool = False

    @property
    def current(self) -> bool:
        """Whether it tells what the original tells."""
        return self.declared and not self.differences and not self.apart


def declaration(original: Record, translation: Record) -> tuple[str, ...]:
    """Return what `Translated` says of a translation that tells what this text tells: words of the head only where it has them too."""
    return tuple(written(each.name, each.digest) for each in paragraphs(original) if not each.name or (each.name in DECLARED and translation.has(each.name)))


def written(name: str, digest: str) -> str:
    """Return one member of a `Translated`."""
    return f"{name}={digest}" if name else digest


def declared(translation: Record) -> tuple[str, ...]:
    """Return what a translation's `Translated` says; nothing where it says none."""
    return tuple(str(item.value) for item in translation.each(KEY))


def standing(original: Record, translation: Record) -> Standing:
    """Return how a translation stands to its original."""
    recorded, now, mine = recorded_of(translation, ""), body(original.body, original.body_line), body(translation.body, translation.body_line)
    if not declared(translation):
        return Standing(declared=False, apart=len(mine) != len(now))
    found: list[Difference] = []
    for name in DECLARED:
        there = [each for each in words(translation) if each.name == name]
        if there:  # what a head leaves out is shown as the original has it
            found += _differences(name, recorded_of(translation, name), [each for each in words(original) if each.name == name], there, translation.line)
    found += _differences("", recorded, now, mine, translation.body_line + translation.body.rstrip().count("\n") + 1)
    return Standing(declared=True, differences=tuple(found), apart=len(mine) not in (len(recorded), len(now)))


def counterparts(original: Record, translation: Record) -> dict[Paragraph, Paragraph]:
    """Return the paragraphs of an original with those of its translation, as far as these can be told one by one."""
    found: dict[Paragraph, Paragraph] = {}
    for name in (*HEAD, ""):
        now, mine = ([each for each in paragraphs(record) if each.name == name] for record in (original, translation))
        recorded = recorded_of(translation, name)
        if len(mine) == len(now):
            found.update(zip(now, mine, strict=True))
        elif len(mine) == len(recorded):
            for sign, old, old_end, new, new_end in SequenceMatcher(None, recorded, [each.digest for each in now], autojunk=False).get_opcodes():
                if sign in ("equal", "replace"):
                    found.update(zip(now[new:new_end], mine[old:old_end], strict=False))
    return found


def recorded_of(translation: Record, name: str) -> list[str]:
    """Return the digests that a translation's `Translated` has of one name, in order."""
    return [value for key, _, value in (each.rpartition("=") for each in declared(translation)) if key == name]


def newer(original: Record, translation: Record) -> tuple[Newer, ...]:
    """Return where readers of a translation are told that the original is newer, in the order of its lines, each line once.

    Of a caption, the words of the head are not seen where it stands, so nothing is said of them.
    """
    if not declared(translation):
        return ()  # of which nobody knows what it was made from
    found = standing(original, translation)
    places: dict[int, Newer] = {}
    for each in found.differences:
        if each.name or found.apart:
            if translation.kind != "picture":
                places.setdefault(translation.body_line, Newer(translation.body_line, "text"))
        elif each.change is not Change.NEW:
            places.setdefault(each.line, Newer(each.line, "paragraph"))
        elif each.translated is None:
            places.setdefault(each.line, Newer(each.line, "added"))
    return tuple(places[line] for line in sorted(places))


def _differences(name: str, recorded: Sequence[str], now: Sequence[Paragraph], mine: Sequence[Paragraph], end: int) -> Iterator[Difference]:
    """Yield what differs among the paragraphs of one name; `end` is the line of what belongs behind the last one."""
    # A translation that has a paragraph for each of the original's by now, but was not declared again, goes by those.
    by_now = len(mine) != len(recorded) and len(mine) == len(now)
    known = by_now or len(mine) == len(recorded)

    def place(old: int, new: int) -> int:
        """Return the line of the translation's paragraph with that number, as recorded or as it is now."""
        at = new if by_now else old
        return mine[at].line if known and at < len(mine) else end

    def translated(old: int | None, new: int | None) -> Paragraph | None:
        at = new if by_now else old
        return mine[at] if known and at is not None else None

    for sign, old, old_end, new, new_end in SequenceMatcher(None, recorded, [each.digest for each in now], autojunk=False).get_opcodes():
        if sign == "equal":
            continue
        both = min(old_end - old, new_end - new)
        for n in range(both):
            what = Change.NEW if recorded[old + n] == NOT_YET else Change.CHANGED
            was = "" if what is Change.NEW else recorded[old + n]
            yield Difference(what, name, now[new + n], was, translated(old + n, new + n), place(old + n, new + n))
        for n in range(new + both, new_end):
            yield Difference(Change.NEW, name, now[n], "", translated(None, n), place(old_end, n))
        for n in (n for n in range(old + both, old_end) if recorded[n] != NOT_YET):
            yield Difference(Change.GONE, name, None, recorded[n], translated(n, None), place(n, new_end))
