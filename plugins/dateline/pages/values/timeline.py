"""The timeline: entries, their times, days, what one filters by, the strip."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.model.address import Address, Html
from dateline.pages.values.body import Body
from dateline.pages.values.evidence import Claim
from dateline.pages.values.links import Link
from dateline.pages.values.pictures import Picture
from dateline.wording import Time


@dataclass(frozen=True)
class When:
    """When something happened. `short` is its time inside its day (may have no text), `start` and `end` are whole.

    `zone` is said once, behind all; where the two ends of an interval have not the same one, `start_zone` is said behind the start. What is
    neither a moment nor an interval is one phrase, its `start`.
    """

    start: Time
    end: Time | None
    short: Time
    until: Time | None
    about: bool
    zone: str
    start_zone: str = ""


@dataclass(frozen=True)
class WhenNote:
    """Why an entry has its time; `lang` and `dir` where that is in another language than the page."""

    body: Body
    lang: str
    dir: str


@dataclass(frozen=True)
class Update:
    """What became known of an entry later: when, with the zone of a time of day; `lang` and `dir` where its words are in another language than the page.

    `anchor` is its own on the page of the entry, and empty in lists.
    """

    time: Time
    zone: str
    body: Body
    lang: str = ""
    dir: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class EntryCard:
    """An entry in a list. `kind` and `certainty` are keys for styles and filters, the labels are for people.

    `many_sources` says how many they are, where they are too many for a line. `corrected`: when it was corrected last.
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
    corrected: Time | None
    lang: str
    dir: str = ""
    place_keys: str = ""
    many_sources: str = ""
    note: WhenNote | None = None
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True)
class Brief:
    """An entry in a sentence: the first of its text. What else there is of it, claims and sources with it, is where `url` leads.

    `corrected`: when it was corrected last.
    """

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
    corrected: Time | None = None


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
class GlanceKind:
    """A column of the timeline at a glance: a kind of entries, and the number of its mark."""

    label: str
    number: int


@dataclass(frozen=True)
class GlanceCell:
    """How many entries of a kind there are of a time, empty where there is none; `size` is that of its mark, 1 to 4."""

    count: str
    size: int


@dataclass(frozen=True)
class GlanceRow:
    """A row of it: a day or a longer time, and where its cells lead."""

    head: str
    url: Address
    cells: tuple[GlanceCell, ...]


@dataclass(frozen=True)
class Glance:
    """The timeline at a glance: kinds by days."""

    kinds: tuple[GlanceKind, ...]
    rows: tuple[GlanceRow, ...]


@dataclass(frozen=True)
class Bar:
    """One bar of the activity strip: y and height in the strip's own units, label with the count for people.

    `lasting`: something that began before went on then; `perhaps`: something may have been then, of which no more is known.
    """

    label: str
    url: str
    y: int
    height: int
    caption: str
    lasting: bool = False
    perhaps: bool = False


@dataclass(frozen=True)
class StripKey:
    """What a line below the bars of the activity strip means, or a dotted one."""

    text: str
    dotted: bool = False


@dataclass(frozen=True)
class Strip:
    """The activity strip: one bar a day, each as high as its share of `height`; `years`: whether its captions are years, which are wide.

    `lines` tells that there are any below the bars, `key` says what those mean that there are.
    """

    label: str
    height: int
    bars: tuple[Bar, ...]
    years: bool = False
    lines: bool = False
    key: tuple[StripKey, ...] = ()
