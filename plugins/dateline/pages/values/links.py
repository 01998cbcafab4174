"""Links: words that lead somewhere."""

from __future__ import annotations

from dataclasses import field

from dateline.dataclass import dataclass
from dateline.fonts.letters import UNSEEN


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `url` is empty where there is nowhere to go, `title` tells alike words apart."""

    text: str
    url: str = ""
    title: str = field(default="", metadata=UNSEEN)


NOWHERE = Link("")
"""Stands where there is nothing to say, and nowhere to go."""


@dataclass(frozen=True)
class Feed:
    """A feed: its media type, its title and its whole address."""

    type: str
    title: str
    url: str


@dataclass(frozen=True)
class PageNumber:
    """A page of a list by its number, or with neither address nor label the gap where numbers are left out; `current` is the page itself."""

    text: str
    url: str
    label: str
    current: bool


@dataclass(frozen=True)
class Pager:
    """The links between the pages of a list. `label` is for those who hear it."""

    label: str
    earlier: Link | None
    later: Link | None
    numbers: tuple[PageNumber, ...]
