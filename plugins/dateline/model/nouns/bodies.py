"""Texts and what stands in them: citations, pictures, placed components."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.model.address import Address, Html
from dateline.model.nouns.things import Figure, Place, Position, Quote, Source
from dateline.read.images import Facts
from dateline.read.when import When


@dataclass(frozen=True)
class Citation:
    """A source and where in it."""

    source: Source
    locator: str


@dataclass(frozen=True)
class HtmlPart:
    """A piece of a text: trusted HTML."""

    html: Html
    component: str = "html"


@dataclass(frozen=True)
class CitePart:
    """A citation mark."""

    citations: tuple[Citation, ...]
    component: str = "citation"


@dataclass(frozen=True)
class PicturesPart:
    """One picture, or several as a gallery; `alts` replace the pictures' own where not empty."""

    pictures: tuple[Picture, ...]
    alts: tuple[str, ...]
    layout: tuple[str, ...]
    component: str = "pictures"


@dataclass(frozen=True)
class QuotePart:
    """A quote placed in a text."""

    quote: Quote
    component: str = "quote"


@dataclass(frozen=True)
class FigurePart:
    """A key figure placed in a text; `chart`: as a chart, its table folded below it."""

    figure: Figure
    chart: bool = False
    component: str = "figure"


@dataclass(frozen=True)
class ReadPart:
    """A link to another text of the site, as a block."""

    teaser: Teaser
    component: str = "read"


@dataclass(frozen=True)
class MediaPart:
    """A link to a video or post elsewhere; nothing is loaded from there."""

    url: str
    title: str
    publisher: str
    component: str = "media"


@dataclass(frozen=True)
class TimelinePart:
    """A part of the timeline placed in a text: the entries of a kind or place, which `label` names, or those of a day or interval, `when`."""

    label: str
    teasers: tuple[Teaser, ...]
    when: When | None = None
    component: str = "timeline"


@dataclass(frozen=True)
class MapPart:
    """A map of some places placed in a text; each has a position."""

    places: tuple[Place, ...]
    component: str = "map"


@dataclass(frozen=True)
class IntegrityPart:
    """What the site rests on, counted: all of it, or what is named of entries, pictures, sources and corrections."""

    parts: tuple[str, ...]
    component: str = "integrity"


@dataclass(frozen=True)
class NewerPart:
    """A place at which the original of a text says something else by now (see `records.Newer`): the address of both, the original's language."""

    what: str
    address: Address
    language: str
    component: str = "newer"


Part = (
    HtmlPart
    | CitePart
    | PicturesPart
    | QuotePart
    | FigurePart
    | ReadPart
    | MediaPart
    | TimelinePart
    | MapPart
    | IntegrityPart
    | NewerPart
)


@dataclass(frozen=True)
class Body:
    """A text: its parts in order, its anchors, and the sources that it cites, each once, in order."""

    parts: tuple[Part, ...] = ()
    ids: frozenset[str] = frozenset()
    sources: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True)
class Picture:
    """An image file and its caption file; `file` is None for a withheld picture, `withheld` then says why.

    `sensitive` says what is to be seen in one that may distress; pages show these words until the visitor opens it. `caption_lang` is the caption's
    language where the page's may be another.

    `slug` is its name in addresses, `label` that of the file in problems; `facts` are those of the file, None where it cannot be taken.
    """

    key: str
    slug: str
    file: Path | None
    label: str
    facts: Facts | None
    alt: str
    credit: str
    copyright: str
    licence: str
    licence_url: str
    source: str
    date: str
    places: tuple[Place, ...]
    focus: tuple[float, float]
    blur: tuple[tuple[float, float, float, float], ...]
    withheld: str
    caption: Body
    position: Position
    lang: str = ""
    sensitive: str = ""
    caption_lang: str = ""

    @property
    def words(self) -> str:
        """What can be seen, as it is said to all who have not opened it."""
        return self.sensitive or self.alt

    @property
    def address(self) -> Address:
        """The page that shows the picture large: a file, because hundreds of folders take longer to make than what is in them."""
        return Address(f"pictures/{self.slug}.html")


@dataclass(frozen=True)
class Teaser:
    """What another page says of a text: enough for a link. `kind` is entry or article; `genre` the kind within that; `lang` its language.

    `corrected`: the day of its last correction.
    """

    kind: str
    slug: str
    title: str
    address: Address
    summary: str
    genre: str
    genre_label: str
    when: When | None
    published: datetime
    lang: str = ""
    corrected: date | None = None
