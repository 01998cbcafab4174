"""Documents turned round: of each stem its forms, and in which documents it stands and how much it counts there.

That is done in blocks of documents (keys.runs), which are kept, and put together: an edit is the work of one block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from dateline.dataclass import dataclass
from dateline.search.documents import Document
from dateline.search.terms import terms

Block = dict[str, tuple[str, int, str, str, int, int]]
"""By stem: its forms with commas between; then the number of its first document within the block, the letter of that posting and what follows
it, the number of its last document, how many they are. What `marshal` can hold."""


@dataclass
class Stem:
    """A stem: its forms; its postings as they are written (see shards.py) and how many they are."""

    forms: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    count: int = 0
    last: int = -1

    @property
    def postings(self) -> str:
        """All that was put together."""
        return "".join(self.parts)


def block(found: Iterable[Document]) -> Block:
    """Return a block of documents."""
    forms: dict[str, set[str]] = {}
    counted: dict[str, dict[int, int]] = {}
    suffixes = []
    for number, document in enumerate(found):
        suffixes.append(f".{base36(document.part)}" if document.part else "")
        for (stem, form), weight in terms(document).items():
            if stem in forms:
                forms[stem].add(form)
            else:
                forms[stem], counted[stem] = {form}, {}
            own = counted[stem]
            if own.get(number, 0) < weight:
                own[number] = weight
    return {stem: _written(forms[stem], own, suffixes) for stem, own in counted.items()}


def _written(forms: set[str], own: dict[int, int], suffixes: Sequence[str]) -> tuple[str, int, str, str, int, int]:
    numbers = iter(own.items())
    first, weight = next(numbers)
    letter, rest, last = chr(64 + weight), suffixes[first], first
    for number, weight in numbers:
        rest += f"{chr(64 + weight)}{_STEPS[number - last]}{suffixes[number]}"
        last = number
    return ",".join(sorted(forms)) if len(forms) > 1 else next(iter(forms)), first, letter, rest, last, len(own)


def posting(weight: int, step: int, part: int) -> str:
    """Return a posting as it is written: `step` is how far the document is from the one before, `part` which part of a text it is."""
    return f"{chr(64 + weight)}{stepped(step)}{f'.{base36(part)}' if part else ''}"


def base36(number: int) -> str:
    """Return a number in digits of base 36."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


_STEPS = ("", "", *map(base36, range(2, 1_296)))
"""Most steps as they are written; there are millions."""


def stepped(step: int) -> str:
    """Return how far a document is from the one before, as it is written."""
    return _STEPS[step] if step < len(_STEPS) else base36(step)


def joined(blocks: Iterable[tuple[int, Block]]) -> list[Stem]:
    """Return all stems of blocks, each with the number of its first document."""
    found: dict[str, Stem] = {}
    for start, own in blocks:
        for name, (forms, first, letter, rest, last, count) in own.items():
            stem = found.get(name)
            if stem is None:
                stem = found[name] = Stem()
            step = start + first - stem.last
            stem.parts.append(f"{letter}{stepped(step)}{rest}")
            stem.forms.update(forms.split(","))
            stem.count += count
            stem.last = start + last
    return list(found.values())
