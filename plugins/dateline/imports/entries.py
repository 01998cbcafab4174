"""What an import finds, whatever the format, before it is known where it will be written."""

from __future__ import annotations

import re
from pathlib import Path

from pelican.utils import slugify

from dateline.dataclass import dataclass
from dateline.model.address import shortened
from dateline.names import latin
from dateline.problems import Misread

_LONGEST = 80
"""Letters of an address part: a day before it and a number behind still fit into what a site takes."""
_SLUG = [(r"[^\w\s-]", " "), (r"[-_\s]+", "-"), (r"\A-+|-+\Z", "")]


@dataclass(frozen=True)
class NewPicture:
    """An image file to copy, and what its caption file shall say (`caption` is Markdown)."""

    file: Path
    alt: str
    credit: str
    caption: str


@dataclass(frozen=True)
class NewEntry:
    """An entry to write. `where` names it in messages; `group` is its kind's label or key; the lists hold keys or names."""

    where: str
    title: str
    when: str
    group: str = ""
    slug: str = ""
    body: str = ""
    picture: NewPicture | None = None
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    certainty: str = ""
    highlight: bool = False


@dataclass(frozen=True)
class Imported:
    """All that a file holds; `lost` says, a line each, what could not be carried and why."""

    title: str
    standfirst: str
    entries: tuple[NewEntry, ...]
    lost: tuple[str, ...]
    picture: NewPicture | None = None
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True)
class Wrong:
    """What the author must mend in the file that is imported: where, what is wrong, what to do."""

    where: str
    what: str
    do: str

    def __str__(self) -> str:
        """Return it as a problem is told, without the file."""
        return ": ".join(filter(None, (self.where, self.what, self.do)))

    def order(self) -> tuple[list[int], str]:
        """Return the key by which these are sorted: as they follow each other in the file, what concerns all of it first."""
        return [int(number) for number in re.findall(r"\d+", self.where.partition('"')[0])], str(self)

    @classmethod
    def at(cls, where: str, misread: Misread) -> Wrong:
        """Return what was found wrong at a place."""
        return cls(where, misread.what, misread.do)


def slug_from(words: str) -> str:
    """Return an address part from any words: transliterated, lower case, cut at a word where it is too long for a file name.

    It is empty where there is no letter and no digit.
    """
    return shortened(str(slugify(latin(words), regex_subs=_SLUG)), _LONGEST)
