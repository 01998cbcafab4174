"""The table that says what the site rests on, and where it falls short."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dateline.derive.integrity import Integrity
from dateline.model.address import Address
from dateline.pages import values
from dateline.wording import Wording


def integrity_view(words: Wording, counted: Integrity, parts: Collection[str]) -> values.Integrity:
    """Return the table with the `parts` that are asked for: entries, pictures, sources, corrections; what there is none of has no rows."""
    return values.Integrity(words("What this site rests on"), tuple(row for part in parts for row in _ROWS[part](words, counted)))


def _entries(words: Wording, counted: Integrity) -> Iterator[values.IntegrityRow]:
    if not counted.entries:
        return
    yield _all(words, words("Entries of the timeline"), counted.entries, "timeline/")
    if counted.unsourced:
        yield _some(words, words("Entries without a source"), counted.unsourced, counted.entries)
    yield _some(words, words("Entries with one independent source"), counted.single, counted.entries)
    yield _some(words, words("Entries with two or more independent sources"), counted.several, counted.entries)
    yield _some(words, words("Disputed entries"), counted.disputed, counted.entries)


def _pictures(words: Wording, counted: Integrity) -> Iterator[values.IntegrityRow]:
    if counted.pictures:
        yield _all(words, words("Pictures"), counted.pictures)
        yield _some(words, words("Pictures that name no licence"), counted.unlicensed, counted.pictures)


def _sources(words: Wording, counted: Integrity) -> Iterator[values.IntegrityRow]:
    if counted.sources:
        yield _all(words, words("Sources"), counted.sources, "sources/")
        yield _some(words, words("Sources without an archived or kept copy"), counted.uncopied, counted.sources)


def _corrections(words: Wording, counted: Integrity) -> Iterator[values.IntegrityRow]:
    yield _all(words, words("Corrections"), counted.corrections, "corrections/")


_ROWS = {"entries": _entries, "pictures": _pictures, "sources": _sources, "corrections": _corrections}


def _all(words: Wording, label: str, count: int, address: str = "") -> values.IntegrityRow:
    return values.IntegrityRow(values.Link(label, Address(address) if address else ""), words.number(count), whole=True)


def _some(words: Wording, label: str, count: int, of: int) -> values.IntegrityRow:
    number = words("{count} of {all}").format(count=words.number(count), all=words.number(of))
    return values.IntegrityRow(values.Link(label), number)
