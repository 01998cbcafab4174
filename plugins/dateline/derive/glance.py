"""The timeline at a glance: how many entries of each kind there are of each day, or of each longer time where the days are too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dateline.dataclass import dataclass
from dateline.derive.days import Group
from dateline.model.nouns import Entry, Kind
from dateline.read.when import Form, Precision, When

MOST = 100
"""Rows: more are no glance."""
_LONGER = ((Precision.MONTH, 7), (Precision.YEAR, 4), (Precision.DECADE, 3), (Precision.CENTURY, 2))
"""Units of time that rows may have instead of days, and how many letters of a day's name (`2022-01-05`) each has."""


@dataclass(frozen=True)
class Row:
    """A day or a longer time: its first group, where it leads to; `name` is that of the group, or where several are gathered the time as ISO 8601
    writes it, of decades and centuries the first letters.

    `counts` are the numbers of its entries by kind, in the order of the kinds.
    """

    name: str
    first: Group
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    """Kinds by days: the kinds of which there are entries, in their order, and a row for each time that has some."""

    kinds: tuple[Kind, ...]
    rows: tuple[Row, ...]


def glance(groups: Sequence[Group], kinds: Sequence[Kind]) -> Matrix | None:
    """Return the matrix of a timeline (its days, in order); None where it would show less than the list does: one kind, or one time."""
    used = {entry.kind.key for group in groups for entry in group.entries}
    there = tuple(kind for kind in kinds if kind.key in used)
    names = [group.name for group in groups]
    for precision, length in _LONGER:
        if len(dict.fromkeys(names)) <= MOST:
            break
        names = [group.when.stands.date.isoformat()[:length] if _lies_in(group.when, precision) else group.name for group in groups]
    gathered = [(name, [group for group, _ in found]) for name, found in groupby(zip(groups, names, strict=True), key=lambda pair: pair[1])]
    rows = tuple(Row(name, found[0], _counts([entry for group in found for entry in group.entries], there)) for name, found in gathered)
    return Matrix(there, rows) if len(there) > 1 and 1 < len(rows) <= MOST else None


def _lies_in(when: When, precision: Precision) -> bool:
    """Tell whether a time is known to lie in one unit of time: a spring in no month, nothing undated in a year."""
    return when.form is not Form.UNDATED and when.stands.precision >= precision


def _counts(entries: Sequence[Entry], kinds: Sequence[Kind]) -> tuple[int, ...]:
    found = [entry.kind.key for entry in entries]
    return tuple(found.count(kind.key) for kind in kinds)


def size(count: int) -> int:
    """Return how large the mark of so many entries is, 1 to 4: each size is of about twice as many as the one before it."""
    return min(count.bit_length(), 4)
