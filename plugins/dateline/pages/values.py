"""What templates read. Every value is frozen and says what is shown, in words, with addresses; nothing is decided later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.fonts.letters import UNSEEN
from dateline.model.address import Address, Html
from dateline.model.nouns import Accent
from dateline.wording import Time


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `url` is empty where there is nowhere to go, `title` tells alike words apart."""

    text: str
    url: str = ""
    title: str = field(default="", metadata=UNSEEN)


@dataclass(frozen=True)
class Feed:
    """A feed: its media type, its title and its whole address."""

    type: str
    title: str
    url: str


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
class Head:
    """A page's head: what search engines, previews and browsers read. Whole addresses, or empty while there is no SITEURL.

    `lang` is the language of the page's text and `dir` its direction; here as everywhere both are written where the text's own are said.
    `versions` and `alternates` are empty where the site has one language; `untranslated` is the version in the language of the original, where
    the page's text stands in that, and `partly` tells that some of several do. `changed` is when anything last changed, on pages that are of no one text.
    """

    title: str
    description: str
    canonical: str
    kind: str
    picture: str
    picture_alt: str
    lang: str
    dir: str
    listed: bool = True
    updated: str = ""
    versions: tuple[Version, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    untranslated: Version | None = None
    partly: bool = False
    changed: Time | None = None


@dataclass(frozen=True)
class Site:
    """What header and footer say: nothing that changes with an ordinary edit. `languages` are all that the site has, where these are several.

    Publisher and licence (that of the texts) have no words where nobody said them; `mirrors` are copies of the site elsewhere, `offers` what one
    may take from it.

    `digits` is the numbering system of the page (Unicode CLDR's name), empty for that of English.
    """

    name: str
    title: str
    kicker: str
    lang: str
    dir: str
    home: Address
    nav: tuple[Link, ...]
    more: tuple[Link, ...]
    report_errors: str
    icon: str
    accent: Accent | None
    feeds: tuple[Feed, ...] = ()
    script: str = ""
    digits: str = ""
    languages: tuple[Language, ...] = ()
    publisher: Link = Link("")
    licence: Link = Link("")
    mirrors: tuple[Link, ...] = ()
    offers: tuple[Link, ...] = ()

    @property
    def language(self) -> Language | None:
        """The one of its languages that this is; None where it has no other."""
        return next((each for each in self.languages if each.tag == self.lang), None)

    @property
    def prefix(self) -> str:
        """What stands before its addresses."""
        return self.language.prefix if self.language else ""


@dataclass(frozen=True)
class When:
    """When something happened. `short` is its time inside its day (may have no text), `start` and `end` are whole.

    `zone` is said once, behind all; where the two ends of an interval have not the same one, `start_zone` is said behind the start.
    """

    start: Time
    end: Time | None
    short: Time
    until: Time | None
    about: bool
    zone: str
    start_zone: str = ""


@dataclass(frozen=True)
class Rendition:
    """An image file: address and width in pixels."""

    url: str
    width: int


@dataclass(frozen=True)
class PictureSource:
    """A format that browsers may choose: its media type, where it counts (a media query; empty: everywhere), its files."""

    type: str
    media: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True)
class PictureFile:
    """One file of a picture: its media type, its address."""

    type: str
    url: str


@dataclass(frozen=True)
class PictureStyle:
    """What a page's style says of one picture: class, width over height, colour until it is loaded, what crops keep.

    Of a covered one, `files` are what is loaded when it is opened, one of them, in the order in which browsers shall choose; `moving`
    those for who does not mind that it moves. A rule and not an attribute, because the pages' policy allows no `style=""`; empty where
    there is nothing to say.
    """

    name: str
    ratio: str
    colour: str
    focus: str
    files: tuple[PictureFile, ...] = ()
    moving: tuple[PictureFile, ...] = ()


@dataclass(frozen=True)
class Cover:
    """What stands in the place of a picture that may distress until the visitor opens it: what is to be seen, the size of what is then loaded.

    Where there is no size, the picture is not opened on this page, but on its own.
    """

    words: str
    size: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as it is shown; without renditions it is a withheld one, and `withheld` says why.

    `sources` are the formats before the one that every browser knows (`renditions`, `url`); `page` shows the picture large; `anchor` is
    empty where the same picture stands on the page already.
    """

    key: str
    alt: str
    caption: Body
    credit: str
    licence: Link
    source: Link
    date: str
    renditions: tuple[Rendition, ...]
    url: str
    width: int
    height: int
    withheld: str
    layout: tuple[str, ...] = ()
    lead: bool = False
    sources: tuple[PictureSource, ...] = ()
    page: str = ""
    anchor: str = ""
    style: PictureStyle | None = None
    cover: Cover | None = None


@dataclass(frozen=True)
class Source:
    """A source in a list. `number` is its mark on this page, 0 where there are no marks; `lang` and `dir` are its title's."""

    key: str
    number: int
    title: str
    publisher: str
    authors: str
    date: Time | None
    url: str
    archived: str
    read: Time | None
    kind: str
    lang: str
    note: str
    about: Address
    dir: str = ""


@dataclass(frozen=True)
class Mark:
    """A citation mark: its number, the anchor of the source on the page, what it says to those who hear it."""

    number: str
    anchor: str
    label: str = field(metadata=UNSEEN)
    locator: str


@dataclass(frozen=True)
class HtmlPart:
    """A piece of trusted HTML."""

    html: Html
    component: str = "html"


@dataclass(frozen=True)
class CitationPart:
    """Citation marks."""

    marks: tuple[Mark, ...]
    component: str = "citation"


@dataclass(frozen=True)
class PicturesPart:
    """One picture, or a gallery."""

    pictures: tuple[Picture, ...]
    component: str = "pictures"


@dataclass(frozen=True)
class Quotation:
    """Words with their speaker and sources; what they mean in the page's language, and whose translation that is."""

    text: str
    speaker: Link
    role: str
    date: Time | None
    context: str
    lang: str
    sources: tuple[Link, ...]
    component: str = "quotation"
    dir: str = ""
    translation: str = ""
    translator: str = ""


@dataclass(frozen=True)
class Report:
    """One report of a key figure: what, who says so, as of when, by which sources.

    `share` is the value in thousandths of the figure's largest, for a bar; 0 for words and where there is nothing to compare with.
    """

    value: str
    what: str
    by: Link
    as_of: Time
    withdrawn: str
    withdrawn_on: Time | None
    sources: tuple[Link, ...]
    share: int = 0


@dataclass(frozen=True)
class Figure:
    """A key figure: headline value with who says it, the spread between speakers, and all reports.

    `before` and `after` are words around the headline value, "about" in English; `counted` is its unit, empty where the value has it (5%);
    `count` says how many reports there are.
    """

    key: str
    title: str
    unit: str
    url: Address
    note: str
    value: str
    spread: str
    latest: Report | None
    reports: tuple[Report, ...]
    before: str = ""
    after: str = ""
    counted: str = ""
    count: str = ""
    component: str = "figure"


@dataclass(frozen=True)
class Teaser:
    """A link to a text: `label` comes before it (an author's word, or its kind); `thumbnail` is its lead picture, cropped.

    `lang` and `dir` are those of its title and summary, where they are not the site's.
    """

    label: str
    title: str
    url: str
    summary: str
    date: Time | None
    publisher: str = ""
    outside: bool = False
    thumbnail: Picture | None = None
    component: str = "read"
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Media:
    """A link to something elsewhere; nothing is loaded from there."""

    url: str
    title: str
    publisher: str
    host: str
    component: str = "media"


@dataclass(frozen=True)
class TimelineExcerpt:
    """A part of the timeline inside a text; `more` says how many entries it leaves out, and leads to the day of the first of them."""

    label: str
    teasers: tuple[Teaser, ...]
    more: Link | None = None
    component: str = "timeline"


@dataclass(frozen=True)
class MapDot:
    """A place on a map: its link, its label for those who hear it or point at it, its circle in units, where its name stands.

    `area`: the circle stands for a country or region round other places, not for one point.
    `small` and `large` are where the name stands in small and in large type: x, y and anchor, or nothing where it has no room.
    """

    link: Link
    label: str
    x: int
    y: int
    r: int
    small: MapName | None
    large: MapName | None
    area: bool = False


@dataclass(frozen=True)
class MapTown:
    """A town that is no place of the event, shown so that readers know where they are; its name as in MapDot."""

    name: str
    x: int
    y: int
    small: MapName | None
    large: MapName | None


@dataclass(frozen=True)
class MapName:
    """Where the name of a place stands, in units; `anchor` is the value of SVG's text-anchor."""

    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class MapSpot:
    """A circle on the map of one day, in units; `area` as in MapDot."""

    x: int
    y: int
    r: int
    area: bool = False


@dataclass(frozen=True)
class MapSize:
    """What a size of dots means: an example of it, in units, and how many entries that is, in words."""

    x: int
    r: int
    label: str


@dataclass(frozen=True)
class MapKey:
    """What the sizes of dots mean, in a row of its own below the map and, in `days`, beside the small maps; `note` says it in words, `areas` what a ring is."""

    height: int
    sizes: tuple[MapSize, ...]
    note: str
    areas: str = ""
    days: tuple[MapSpot, ...] = ()
    days_label: str = ""


@dataclass(frozen=True)
class MapDay:
    """The map of one day: where its entries are."""

    link: Link
    label: str
    spots: tuple[MapSpot, ...]


@dataclass(frozen=True)
class Map:
    """A map as inline SVG: its size in units, path data of its outlines, its dots.

    `days` are small maps of the same outlines, for days on which something has a place; `elsewhere` leads to what lies beyond.
    """

    label: str
    width: int
    height: int
    land: str
    home: str
    borders: str
    dots: tuple[MapDot, ...]
    elsewhere: tuple[Link, ...]
    days: tuple[MapDay, ...] = ()
    towns: tuple[MapTown, ...] = ()
    key: MapKey | None = None
    component: str = "map"

    @property
    def tall(self) -> bool:
        """Tell whether the height of the window, not its width, says how large the map is shown."""
        return self.height > 0.6 * self.width


@dataclass(frozen=True)
class Body:
    """A text: its parts in order; each names the component that shows it."""

    parts: tuple[Any, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True)
class Claim:
    """One side of a dispute; `lang` and `dir` are those of what is said, where they are not the site's."""

    who: Link
    body: Body
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Correction:
    """A correction; `of` leads to what was corrected. `lang` and `dir` are those of its words, where they are not the site's."""

    date: Time
    body: Body
    of: Link
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class EntryCard:
    """An entry in a list. `kind` and `certainty` are keys for styles and filters, the labels are for people.

    `many_sources` says how many they are, where they are too many for a line.
    """

    slug: str
    title: str
    url: Address
    when: When
    kind: str
    kind_label: str
    kind_number: int
    certainty: str
    certainty_label: str
    highlight: bool
    places: tuple[Link, ...]
    body: Body
    claims: tuple[Claim, ...]
    sources: tuple[Link, ...]
    picture: Picture | None
    corrected: bool
    lang: str
    dir: str = ""
    place_keys: str = ""
    many_sources: str = ""


@dataclass(frozen=True)
class Brief:
    """An entry in a sentence: the first of its text. What else there is of it, claims and sources with it, is where `url` leads."""

    slug: str
    title: str
    url: Address
    when: Time
    kind_label: str
    kind_number: int
    certainty: str
    certainty_label: str
    sentence: Html
    lang: str
    dir: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing to filter by. `id` is its checkbox, `number` the kind's mark (0 where there is none)."""

    key: str
    label: str
    count: str
    id: str = ""
    number: int = 0


@dataclass(frozen=True)
class Filters:
    """What a page's entries can be filtered by; `orders` are the page's own order and the other one."""

    kinds: tuple[Choice, ...]
    certainties: tuple[Choice, ...]
    places: tuple[Choice, ...]
    orders: tuple[Choice, ...]


@dataclass(frozen=True)
class Run:
    """Entries that follow one another inside a day; `label` says of those without a time of day that they belong to the whole of it."""

    label: str
    entries: tuple[EntryCard, ...]


@dataclass(frozen=True)
class Day:
    """A group of entries under a heading: a day, or what is known only to a month or year.

    `above` and `below` lead to the days that stand there on the same page.
    """

    name: str
    heading: Time
    url: Address
    count: str
    gap: str
    runs: tuple[Run, ...]
    above: Link | None = None
    below: Link | None = None

    @property
    def entries(self) -> tuple[EntryCard, ...]:
        """All entries of the day."""
        return tuple(entry for run in self.runs for entry in run.entries)


@dataclass(frozen=True)
class Month:
    """A line of the index of a page's days: the month, and its days by their numbers; `title` of each link is the whole date."""

    link: Link
    days: tuple[Link, ...]


@dataclass(frozen=True)
class Ongoing:
    """An interval, named on a page of one of its days: its link, when it was, the language of its title where not the site's."""

    link: Link
    when: When
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Mention:
    """A text that mentions something, in one line: its link, its date, the language of its title where not the site's."""

    link: Link
    date: Time | None
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of the activity strip: y and height in the strip's own units, label with the count for people."""

    label: str
    url: str
    y: int
    height: int
    caption: str


@dataclass(frozen=True)
class Strip:
    """The activity strip: one bar a day, each as high as its share of `height`; `years`: whether its captions are years, which are wide."""

    label: str
    height: int
    bars: tuple[Bar, ...]
    years: bool = False


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


@dataclass(frozen=True)
class Page:
    """A page: the template that shows it, where it is (from the root of all languages), and all that the template may read."""

    template: str
    address: Address
    site: Site
    head: Head
    page: Any
    sources: tuple[Source, ...] = ()
    pictures: tuple[PictureStyle, ...] = ()
    filters: Filters | None = None

    @property
    def lang(self) -> str:
        """The language of its interface."""
        return self.site.lang

    @property
    def alternates(self) -> tuple[Alternate, ...]:
        """Its versions in the languages of the site, for search engines."""
        return self.head.alternates
