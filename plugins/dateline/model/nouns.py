"""The things that an event is made of (DESIGN.md, "Words")."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.model.address import Address, Html
from dateline.read.geojson import Outlines
from dateline.read.images import Facts
from dateline.read.when import When


@dataclass(frozen=True)
class Position:
    """Where something was written, for problems that show only later."""

    path: str
    line: int


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. Dates are as written (a day, a month or a year)."""

    key: str
    title: str
    publisher: str
    authors: tuple[str, ...]
    date: str
    url: str
    archived: str
    read: str
    kind: str
    language: str
    note: str
    address: Address


@dataclass(frozen=True)
class Names:
    """A name in one other script: language tag and name."""

    language: str
    name: str


@dataclass(frozen=True)
class Organisation:
    """An organisation that the event is made of."""

    key: str
    name: str
    short: str
    names: tuple[Names, ...]
    what: str
    note: str
    sources: tuple[Source, ...]
    address: Address


@dataclass(frozen=True)
class Person:
    """A person, with the role at the time of the event; `family_first`: the name begins with that of the family."""

    key: str
    name: str
    names: tuple[Names, ...]
    role: str
    organisation: Organisation | None
    note: str
    sources: tuple[Source, ...]
    address: Address
    family_first: bool = False


@dataclass(frozen=True)
class Place:
    """A place: coordinates in degrees (WGS 84) where known, and the zone of the times of what happened there."""

    key: str
    name: str
    type: str
    names: tuple[Names, ...]
    other_names: tuple[str, ...]
    lat: float | None
    lon: float | None
    zone: ZoneInfo
    within: Place | None
    note: str
    sources: tuple[Source, ...]
    address: Address


@dataclass(frozen=True)
class Speaker:
    """Who says something: a name, and the page about them if there is one."""

    name: str
    address: Address | None


@dataclass(frozen=True)
class Report:
    """One report of a key figure. `value` is a number or words; `withdrawn` says since when and why."""

    value: float | str
    by: Speaker
    as_of: str
    what: str
    about: bool
    withdrawn: str
    withdrawn_on: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Figure:
    """A key figure: a number over time, by its reports in the order in which they were made."""

    key: str
    title: str
    unit: str
    note: str
    reports: tuple[Report, ...]
    address: Address


@dataclass(frozen=True)
class Quote:
    """Words, their speaker, when, and the source. `translation` says them in the page's language; without a `translator`, it is the editors'."""

    key: str
    text: str
    speaker: Speaker
    date: str
    context: str
    language: str
    sources: tuple[Source, ...]
    translation: str = ""
    translator: str = ""


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
    """A key figure placed in a text."""

    figure: Figure
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
class NewerPart:
    """A place at which the original of a text says something else by now (see `records.Newer`): the address of both, the original's language."""

    what: str
    address: Address
    language: str
    component: str = "newer"


Part = HtmlPart | CitePart | PicturesPart | QuotePart | FigurePart | ReadPart | MediaPart | TimelinePart | MapPart | NewerPart


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

    `sensitive` says what is to be seen in one that may distress; pages show these words until the visitor opens it.

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

    @property
    def words(self) -> str:
        """What can be seen, as it is said to all who have not opened it."""
        return self.sensitive or self.alt

    @property
    def address(self) -> Address:
        """The page that shows the picture large: a file, because hundreds of folders take longer to make than what is in them."""
        return Address(f"pictures/{self.slug}.html")


@dataclass(frozen=True)
class Correction:
    """A dated statement of what was wrong and what is right; `lang` where it is in another language than its text."""

    date: date
    body: Body
    lang: str = ""


@dataclass(frozen=True)
class Claim:
    """One side of a dispute: who says what; `lang` where it is in another language than its text."""

    who: Speaker
    body: Body
    lang: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of entry, as the event names them; `number` is its place among them, from 1."""

    key: str
    label: str
    number: int


@dataclass(frozen=True)
class Teaser:
    """What another page says of a text: enough for a link. `kind` is entry or article; `genre` the kind within that; `lang` its language."""

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


@dataclass(frozen=True)
class Link:
    """A related link that an author chose: with a label before it, if given; `lang` is its title's, where that is a source's own."""

    label: str
    title: str
    address: Address | None
    url: str
    publisher: str
    teaser: Teaser | None
    lang: str = ""


@dataclass(frozen=True)
class Entry:
    """One dated happening on the timeline. `anchor` is its slug, or where another day has that too, slug and day: its name in lists and files."""

    slug: str
    title: str
    when: When
    zone: ZoneInfo
    kind: Kind
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    highlight: bool
    certainty: str
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    picture: Picture | None
    corrections: tuple[Correction, ...]
    body: Body
    status: str
    lang: str
    published: datetime
    modified: datetime | None
    teaser: Teaser
    position: Position
    anchor: str

    @property
    def address(self) -> Address:
        """The entry's own page."""
        return self.teaser.address

    @property
    def tags(self) -> tuple[str, ...]:
        """Entries have none; they are compared with articles, which do."""
        return ()


@dataclass(frozen=True)
class Article:
    """A long read."""

    slug: str
    title: str
    date: datetime
    modified: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    kind: str
    kicker: str
    standfirst: str
    dateline: str
    picture: Picture | None
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    corrections: tuple[Correction, ...]
    read_more: tuple[Link, ...]
    body: Body
    status: str
    lang: str
    teaser: Teaser
    position: Position

    @property
    def address(self) -> Address:
        """The article's page."""
        return self.teaser.address


@dataclass(frozen=True)
class TextPage:
    """A page of its own: about, 404."""

    slug: str
    title: str
    summary: str
    body: Body
    status: str
    lang: str
    modified: datetime | None
    address: Address
    position: Position


@dataclass(frozen=True)
class Accent:
    """The event's colour on light paper and on dark, each `#rrggbb`."""

    light: str
    dark: str


@dataclass(frozen=True)
class Move:
    """An old address that leads on: to where, what is there (its title and language), and where that is written."""

    old: Address
    to: Address
    title: str
    lang: str
    position: Position


@dataclass(frozen=True)
class Event:
    """What the whole site is about, and all that it is made of. Only what is published is in the tuples.

    `lead_map`: the drawn map stands where the lead picture would; `outlines` are what maps show besides places. `languages` are those that
    it is told in, in the order of the switcher, none where it is one; `lang` is that of its title and story, where it is said. An empty
    `site_name` is that of the settings. `publisher` and `licence` (that of the texts) are a name and an address, each of which may be empty.
    """

    title: str
    kicker: str
    standfirst: str
    starts: date
    ends: date | None
    zone: ZoneInfo
    status: str
    lead_picture: Picture | None
    kinds: tuple[Kind, ...]
    front_figures: tuple[Figure, ...]
    accent: Accent | None
    report_errors: Address | str
    story: Body
    entries: tuple[Entry, ...]
    articles: tuple[Article, ...]
    pages: tuple[TextPage, ...]
    pictures: tuple[Picture, ...]
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    lead_map: bool = False
    outlines: Outlines = field(default_factory=Outlines)
    moves: tuple[Move, ...] = ()
    languages: tuple[str, ...] = ()
    lang: str = ""
    site_name: str = ""
    publisher: tuple[str, str] = ("", "")
    licence: tuple[str, str] = ("", "")
    mirrors: tuple[str, ...] = ()
