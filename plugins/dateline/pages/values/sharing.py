"""What one may do with a page elsewhere: pass it on, cite it, embed it."""

from __future__ import annotations

from dataclasses import field

from dateline.dataclass import dataclass
from dateline.fonts.letters import UNSEEN
from dateline.pages.values.links import Link
from dateline.wording import Time


@dataclass(frozen=True)
class Cited:
    """A text as it is cited: in words, and for programs. What programs read is set in the system's type, as all code is."""

    plain: str = field(metadata=UNSEEN)
    bibtex: str = field(metadata=UNSEEN)
    ris: str = field(metadata=UNSEEN)
    csl: str = field(metadata=UNSEEN)


@dataclass(frozen=True)
class Embedding:
    """What one copies to show something inside another page: `frame` loads it from here, `block` is plain HTML that says the same by itself.

    Without a `frame`, which words alone need not have, there is only the latter.
    """

    label: str
    frame: str = field(metadata=UNSEEN)
    block: str = field(metadata=UNSEEN)


@dataclass(frozen=True)
class Sharing:
    """What a page, or a part of one, offers: its whole address and title, links to services with both, how it is cited, how it is embedded."""

    title: str
    url: str
    services: tuple[Link, ...] = ()
    cited: Cited | None = None
    embeddings: tuple[Embedding, ...] = ()


@dataclass(frozen=True)
class EmbedEntry:
    """An entry in a line of its day: its time within that, which may have no text; `lang` and `dir` where its title is in another language."""

    time: Time
    link: Link
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class EmbedReport:
    """A report of a key figure in a line; `standing` is empty where it stands, else withdrawn or replaced, in a word."""

    value: str
    by: Link
    as_of: str
    standing: str = ""
