"""What a conversion takes and what it gives, as values: they travel between processes, and from one build to the next."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from dateline.dataclass import dataclass
from dateline.markup.slots import CiteSlot, LinkSlot, NewerSlot, PictureSlot, PlacedSlot, Slot


@dataclass(frozen=True)
class Markup:
    """A converted text. `html` holds a token for each slot, by number."""

    html: str = ""
    slots: tuple[Slot, ...] = ()
    ids: frozenset[str] = frozenset()

    def below(self, lines: int) -> Markup:
        """Return the markup of the same text that begins so many lines further down."""
        if not lines or not self.slots:
            return self
        return replace(self, slots=tuple(replace(slot, line=slot.line + lines) for slot in self.slots))


@dataclass(frozen=True)
class Written:
    """A text in Markdown, with all that shapes what becomes of it: `taken` are anchors that its page has besides.

    A `long` text (article, page) may have headings, footnotes and anchors; a short one (entry, caption) stands in lists
    among others, where they would clash. `language` is a tag (BCP 47), `newer` the lines, from 1, before which a translation is told to be
    behind, and what of it (see `records.Newer`).
    """

    text: str
    long: bool
    language: str
    taken: frozenset[str] = frozenset()
    newer: tuple[tuple[int, str], ...] = ()

    def key(self) -> bytes:
        """Return the SHA-256 of all of it."""
        shape = repr((self.long, self.language, sorted(self.taken), *self.newer))
        return hashlib.sha256(f"{shape}\n{self.text}".encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True)
class Converted:
    """What comes of a text that begins on line 1.

    `problems` are line, what is wrong, what to do; `mentions` the words with a bare `@` before them, which would be problems if there
    were sources of these keys.
    """

    markup: Markup
    problems: tuple[tuple[int, str, str], ...] = ()
    mentions: frozenset[str] = frozenset()


_KINDS: dict[str, type[Slot]] = {
    "cite": CiteSlot,
    "link": LinkSlot,
    "picture": PictureSlot,
    "placed": PlacedSlot,
    "newer": NewerSlot,
}
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NAMES = {kind: name for name, kind in _KINDS.items()}


def recorded(converted: Converted) -> bytes | None:
    """Return the record of a text that has no problems; None where it has some, or cannot be written down.

    It is JSON: a cache may be copied from elsewhere, and what is read back must not be able to do anything.
    """
    if converted.problems:
        return None
    markup = converted.markup
    slots = [[_NAMES[type(slot)], *vars(slot).values()] for slot in markup.slots]
    try:
        written = _encoded([markup.html, slots, sorted(markup.ids), sorted(converted.mentions)])
        return written.encode()
    except ValueError:  # half a character: only from an extension
        return None


def from_record(record: bytes) -> Converted | None:
    """Return what `recorded` wrote down; None where it is something else."""
    try:
        html, slots, ids, mentions = json.loads(record)
        made = tuple(_KINDS[kind](*map(_frozen, fields)) for kind, *fields in slots)
        return Converted(Markup(html, made, frozenset(ids)), (), frozenset(mentions))
    except (ValueError, TypeError, KeyError):
        return None


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
