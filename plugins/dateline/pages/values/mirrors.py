"""Copies of the site elsewhere."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.pages.values.links import Link


@dataclass(frozen=True)
class Mirror:
    """A copy of the site: where it is; of one in Tor how it is opened."""

    link: Link
    note: str = ""


@dataclass(frozen=True)
class CopyCheck:
    """How a copy is checked: a command for its files, one for their list (empty where it is not signed), and the files that these need."""

    files: str
    list: str
    needs: tuple[Link, ...]
