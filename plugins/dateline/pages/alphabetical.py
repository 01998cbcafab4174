"""Places, people and organisations in the order of the alphabet, on pages of so many, with the letters to jump to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.derive.alphabet import DIGITS, family_name, letter_of
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.paging import page_address
from dateline.wording import Wording

Thing = nouns.Place | nouns.Person | nouns.Organisation
ITEMS = 200
"""Things on a page of an index."""


def found_by(thing: Thing, words: Wording) -> str:
    """Return the name under which a thing is looked up."""
    return family_name(thing.name, words.language, first=thing.family_first) if isinstance(thing, nouns.Person) else thing.name


def letter_under(thing: Thing, words: Wording) -> str:
    """Return the letter under which a thing stands; empty where its script has none."""
    return letter_of(found_by(thing, words), words.language)


def anchor_of(letter: str) -> str:
    """Return the id of a letter's heading."""
    return f"letter-{'digits' if letter == DIGITS else letter.casefold()}" if letter else ""


def letters_of(address: str, parts: Sequence[Sequence[Thing]], words: Wording) -> Iterator[values.Link]:
    """Yield the letters of an index, each with the address at which it begins; none where a name has no letter."""
    begin = {letter_under(thing, words): number for number, part in reversed([*enumerate(parts, 1)]) for thing in reversed(part)}
    if "" in begin:
        return
    for letter, number in reversed(begin.items()):
        yield values.Link(letter, Address(f"{page_address(address, number)}#{anchor_of(letter)}"))
