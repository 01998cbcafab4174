"""What data files name: sources, people, organisations, places; figures with their reports, quotes."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.read.amounts import Bounds
from dateline.read.wacz import CapturedPage

A_CHART = 3
"""So many reports that are numbers make a chart."""


@dataclass(frozen=True)
class Position:
    """Where something was written, for problems that show only later."""

    path: str
    line: int


@dataclass(frozen=True)
class KeptCopy:
    """A file that shows what a source said, by its SHA-256; `captured` is a day, a month, a year, or a time in ISO 8601 with its offset.

    Of one that is not published nothing else is known here: its name, and who captured it, might tell on somebody. Of one that is: `address` is
    where it stands, `name` what it is called there; `pages` are those of a web archive, with their number.
    """

    sha256: str
    captured: str
    address: Address | str = ""
    name: str = ""
    size: int = 0
    by: str = ""
    program: str = ""
    note: str = ""
    pages: tuple[CapturedPage, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. Dates are as written (a day, a month or a year).

    `passes_on` names the agencies whose texts it passes on; `origins` say for whom its facts count: see `derive.integrity`.
    """

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
    passes_on: tuple[Speaker, ...] = ()
    origins: tuple[str, ...] = ()
    kept: tuple[KeptCopy, ...] = ()


@dataclass(frozen=True)
class Names:
    """A name in one other script, or another one than that in use: language tag, empty where none was said, and name."""

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
    other_names: tuple[Names, ...]
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
    """One report of a key figure. `value` is a number, between what it lies, or words; `withdrawn` says since when and why.

    `name` is its own among the reports of its figure: its id, else its date, with a number where that is another's too. `replaces` and
    `replaced_by` are names of other reports; `within` is the figure in which those counted here are counted too.
    """

    value: float | Bounds | str
    by: Speaker
    as_of: str
    what: str
    about: bool
    withdrawn: str
    withdrawn_on: date | None
    sources: tuple[Source, ...]
    name: str = ""
    replaces: str = ""
    replaced_by: str = ""
    within: Whole | None = None

    @property
    def bounds(self) -> Bounds | None:
        """Between what the report says that the number lies; None for words."""
        if isinstance(self.value, float):
            return Bounds(self.value, self.value)
        return self.value if isinstance(self.value, Bounds) else None


@dataclass(frozen=True)
class Whole:
    """The key figure that a report of another one is a part of."""

    key: str
    title: str
    address: Address


@dataclass(frozen=True)
class Figure:
    """A key figure: a number over time, by its reports in the order in which they were made.

    `unit` is what is counted, as it stands alone; `forms` are its words for each category of numbers, where they differ. `charted`: whether
    its reports may be set against one another.
    """

    key: str
    title: str
    unit: str
    note: str
    reports: tuple[Report, ...]
    address: Address
    forms: tuple[tuple[str, str], ...] = ()
    charted: bool = True

    @property
    def numeric(self) -> tuple[Report, ...]:
        """The reports that say a number, or between what it lies."""
        return tuple(report for report in self.reports if report.bounds)

    @property
    def has_chart(self) -> bool:
        """Whether it is drawn: enough reports of numbers, which may be set against one another."""
        return self.charted and len(self.numeric) >= A_CHART

    def report(self, name: str) -> Report | None:
        """Return the report of a name."""
        return next((report for report in self.reports if name and report.name == name), None)


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
