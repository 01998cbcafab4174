"""What shows where a fact comes from: sources, figures and their reports, claims, corrections."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.pages.values.body import Body
from dateline.pages.values.charts import Chart
from dateline.pages.values.links import Link
from dateline.wording import Time


@dataclass(frozen=True)
class KeptPage:
    """A page in a web archive: its address (which leads nowhere from here), its title, when it was captured."""

    url: str
    title: str
    captured: Time


@dataclass(frozen=True)
class Kept:
    """A kept copy of a source. What is published has an address, and all that is said of it; of others there is `digest`, its hash in words.

    `download`: the name under which it is saved, for what no browser shows; `held` says how many pages a web archive has, `more` how many of
    these are not listed.
    """

    label: str
    captured: Time
    digest: str
    url: Address | str = ""
    by: str = ""
    program: str = ""
    note: str = ""
    download: str = ""
    held: str = ""
    pages: tuple[KeptPage, ...] = ()
    more: str = ""


@dataclass(frozen=True)
class Source:
    """A source in a list. `number` is its mark on this page, 0 where there are no marks; `lang` and `dir` are its title's.

    `passed_on` says whose text it passes on; `kept` are its kept copies.
    """

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
    passed_on: str = ""
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class IntegrityRow:
    """A number of the table: what is counted (with the list of it, where there is one), the number in words, whether it counts all."""

    label: Link
    count: str
    whole: bool = False


@dataclass(frozen=True)
class Integrity:
    """What the site rests on, and where it falls short: a table."""

    caption: str
    rows: tuple[IntegrityRow, ...]
    component: str = "integrity"


@dataclass(frozen=True)
class Report:
    """One report of a key figure: what, who says so, as of when, by which sources.

    `share` is the value in thousandths of the figure's largest, for a bar from `begin`; 0 for words and where there is nothing to compare with.
    `anchor` is its own on /figures/; `replaces` and `replaced_by` lead to other reports, `within` to the figure that it is a part of.
    """

    value: str
    what: str
    by: Link
    as_of: Time
    withdrawn: str
    withdrawn_on: Time | None
    sources: tuple[Link, ...]
    share: int = 0
    begin: int = 0
    anchor: str = ""
    status: str = "standing"
    replaces: Link | None = None
    replaced_by: Link | None = None
    within: Link | None = None


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
    chart: Chart | None = None
    component: str = "figure"


@dataclass(frozen=True)
class Claim:
    """One side of a dispute; `lang` and `dir` are those of what is said, where they are not the site's."""

    who: Link
    body: Body
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Correction:
    """A correction; `of` leads to what was corrected. `lang` and `dir` are those of its words, where they are not the site's.

    `was` and `now` are the old and the new words, where it gives them. `anchor` is its own on the page that shows it, `other` leads to where it
    stands besides: from the page of its text to that of all corrections. `after` leads to the responses that led to it.
    """

    date: Time
    body: Body
    of: Link
    lang: str = ""
    dir: str = ""
    was: str = ""
    now: str = ""
    anchor: str = ""
    other: str = ""
    after: tuple[Link, ...] = ()
