"""What authors write: entries, articles, pages, and the event that they tell of."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.model.nouns.bodies import Body, Picture, Teaser
from dateline.model.nouns.things import Figure, Organisation, Person, Place, Position, Quote, Source, Speaker
from dateline.read.channels import Channel
from dateline.read.geojson import Outlines
from dateline.read.when import Moment, When


@dataclass(frozen=True)
class Correction:
    """A dated statement of what was wrong and what is right; `lang` where it is in another language than its text.

    `was` and `now` are the old and the new words, where it gives them; `body` is what it says besides. `anchor` is its name on the page of its
    text, `address` its place on /corrections/, which lists published texts. `after` are the responses that led to it: who wrote each, its anchor.
    """

    date: date
    body: Body
    lang: str = ""
    was: str = ""
    now: str = ""
    anchor: str = ""
    address: Address | None = None
    after: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Response:
    """A reader's letter that the editors publish, and what they answer.

    `about` is the entry or article, on whose page it stands by its `anchor`; `address` is its place on /responses/, which lists published ones.
    `lang` is that of the letter, `answer_lang` that of the answer where it is another; `translated`: its words are the editors' translation.
    `corrections` are those that it led to: the day of each, its anchor.
    """

    about: Teaser
    sender: str
    written: date
    body: Body
    answer: Body
    status: str
    lang: str
    position: Position
    anchor: str
    answer_lang: str = ""
    translated: bool = False
    corrections: tuple[tuple[date, str], ...] = ()
    address: Address | None = None


@dataclass(frozen=True)
class Update:
    """What became known of an entry later: since when (a day, or a time of day), what is new; `lang` where that is in another language than its text.

    `anchor` is its name on the page of the entry.
    """

    moment: Moment
    body: Body
    lang: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Claim:
    """One side of a dispute: who says what; `lang` where it is in another language than its text."""

    who: Speaker
    body: Body
    lang: str = ""


@dataclass(frozen=True)
class WhenNote:
    """Why an entry stands where it does: what its time is known from; `lang` where that is in another language than its text."""

    body: Body
    lang: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of entry, as the event names them; `number` is its place among them, from 1."""

    key: str
    label: str
    number: int


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
    """One dated happening on the timeline. `anchor` is its slug, or where another day has that too, slug and day: its name in lists and files.

    `original` is the language of the text that this one translates; empty where it is no translation.
    `digest` is the SHA-256 of the file that its text stands in. `updates` stand in the order in which they are shown.
    """

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
    original: str = ""
    when_note: WhenNote | None = None
    responses: tuple[Response, ...] = ()
    digest: str = ""
    updates: tuple[Update, ...] = ()

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
    """A long read; `original` and `digest` as in Entry."""

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
    original: str = ""
    responses: tuple[Response, ...] = ()
    digest: str = ""

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
    `site_name` is that of the settings. `publisher` and `licence` (that of the texts) are a name and an address, each of which may be empty. `share` names services (SERVICES)
    that pages lead to with what they are about. `contact` are ways to the editors; `guides`, names and addresses, say how to send safely.

    `mirrors` are the addresses of copies of the site, `onion` that in Tor, all without a slash at their end; `public_key` is the key (minisign's) by which
    SHA256SUMS is checked, `public_key_at` where it stands. They are empty where the event has none.
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
    onion: str = ""
    public_key: str = ""
    public_key_at: Position | None = None
    contact: tuple[Channel, ...] = ()
    guides: tuple[tuple[str, str], ...] = ()
    responses: tuple[Response, ...] = ()
    share: tuple[str, ...] = ()
