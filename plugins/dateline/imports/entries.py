"""What an import finds, whatever the format, before it is known where it will be written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pelican.utils import slugify

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


def slug_from(words: str) -> str:
    """Return an address part from any words: transliterated, lower case; empty where there is no letter and no digit."""
    return str(slugify(words, regex_subs=_SLUG))
