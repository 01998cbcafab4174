"""The languages of a site, and what a page says in place of what it has not in its own."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.pages.values.body import Body
from dateline.pages.values.links import Link


@dataclass(frozen=True)
class Language:
    """A language of the site: its tag (BCP 47), its own name for itself, its direction, what stands before its addresses (`ru/`; empty at the root)."""

    tag: str
    name: str
    dir: str
    prefix: str
    locale: str = ""


@dataclass(frozen=True)
class Version:
    """The same page in a language: where the switcher leads."""

    language: Language
    url: Address
    current: bool


@dataclass(frozen=True)
class Alternate:
    """What search engines are told of a page's versions: a language tag, or "x-default" (the one for all other readers), and a whole address."""

    tag: str
    url: str


@dataclass(frozen=True)
class Newer:
    """A place at which the original says something else by now: what readers are told, with `{link}` for the link to the original."""

    text: str
    original: Version
    component: str = "newer"


@dataclass(frozen=True)
class Missing:
    """What the page for what is not there says in a further language: its text, or else `note` with a link to the front page."""

    title: str
    body: Body
    note: str
    home: Link
    lang: str
    dir: str
