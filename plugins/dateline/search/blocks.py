"""Documents turned round: of each stem its forms, and in which documents it stands and how much it counts there.

That is done in blocks of documents, which are kept, and put together: an edit is the work of one block. A block ends after a document
whose own key says so, not after so many: what comes or goes changes the block in which it lies and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from dateline.dataclass import dataclass
from dateline.search.documents import Document
from dateline.search.terms import terms

_MEAN, _MOST = 64, 512
"""Documents of a block: about so many, never more."""

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


def runs(keys: Sequence[bytes]) -> Iterator[slice]:
    """Yield which documents make a block each, given a hash of each."""
    start = 0
    for number, key in enumerate(keys, 1):
        if key[0] % _MEAN == 0 or number - start == _MOST:
            yield slice(start, number)
            start = number
    if start < len(keys):
        yield slice(start, len(keys))


def block(found: Iterable[Document]) -> Block:
    """Return a block of documents."""
    forms: dict[str, set[str]] = {}
    counted: dict[str, dict[int, int]] = {}
    parts = []
    for number, document in enumerate(found):
        parts.append(document.part)
        for (stem, form), weight in terms(document).items():
            if stem in forms:
                forms[stem].add(form)
            else:
                forms[stem], counted[stem] = {form}, {}
            own = counted[stem]
            if own.get(number, 0) < weight:
                own[number] = weight
    return {stem: _written(forms[stem], own, parts) for stem, own in counted.items()}


def _written(forms: Iterable[str], own: dict[int, int], parts: Sequence[int]) -> tuple[str, int, str, str, int, int]:
    first, last = next(iter(own)), -1
    rest: list[str] = []
    for number, weight in own.items():
        written = posting(weight, number - last if rest else 1, parts[number])
        rest.append(written if rest else written[1:])
        last = number
    return ",".join(sorted(forms)), first, chr(64 + own[first]), "".join(rest), last, len(own)


def posting(weight: int, step: int, part: int) -> str:
    """Return a posting as it is written: `step` is how far the document is from the one before, `part` which part of an article it is."""
    return f"{chr(64 + weight)}{base36(step) if step > 1 else ''}{f'.{base36(part)}' if part else ''}"


def base36(number: int) -> str:
    """Return a number in digits of base 36."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def joined(blocks: Iterable[tuple[int, Block]]) -> list[Stem]:
    """Return all stems of blocks, each with the number of its first document."""
    found: dict[str, Stem] = {}
    steps = [""] * 2 + [base36(step) for step in range(2, 2_000)]
    for start, own in blocks:
        for name, (forms, first, letter, rest, last, count) in own.items():
            stem = found.get(name)
            if stem is None:
                stem = found[name] = Stem()
            step = start + first - stem.last
            stem.parts.append(f"{letter}{steps[step] if step < 2_000 else base36(step)}{rest}")
            stem.forms.update(forms.split(","))
            stem.count += count
            stem.last = start + last
    return list(found.values())
