"""Times as precise as they are known: moments, and what is made of them. Values alone; what reads them is when.py."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import IntEnum

from dateline.dataclass import dataclass


class Precision(IntEnum):
    """How precisely a moment is known; the order is the order in which equals are shown. SEASON is any named part of a year."""

    CENTURY = 0
    DECADE = 1
    YEAR = 2
    SEASON = 3
    MONTH = 4
    DAY = 5
    PART = 6
    MINUTE = 7


YEARS_OF = {Precision.CENTURY: 100, Precision.DECADE: 10, Precision.YEAR: 1}
"""How many years a moment known to no more than that may be in."""
PARTS = {"morning": (6, 12), "midday": (11, 13), "afternoon": (12, 18), "evening": (18, 22), "night": (22, 24)}
"""Parts of a day, each from one hour to another. In the middle between them is its place among the times of that day: an evening
stands behind 18:07 and before 22:00."""

Day = date
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Season:
    """A named part of a year: the month that it stands at, and those between which it lies (14 is the next February).

    A season whose hemisphere nobody says may be in either; a winter, or a summer in the south, at the beginning of its year or at its end.
    """

    name: str
    stands: int
    first: int
    last: int


SEASONS = {
    21: Season("spring", 3, 3, 11), 22: Season("summer", 6, 1, 14), 23: Season("autumn", 9, 3, 11), 24: Season("winter", 1, 1, 14),
    25: Season("spring-north", 3, 3, 5), 26: Season("summer-north", 6, 6, 8), 27: Season("autumn-north", 9, 9, 11), 28: Season("winter-north", 1, 1, 14),
    29: Season("spring-south", 9, 9, 11), 30: Season("summer-south", 1, 1, 14), 31: Season("autumn-south", 3, 3, 5), 32: Season("winter-south", 6, 6, 8),
    33: Season("q1", 1, 1, 3), 34: Season("q2", 4, 4, 6), 35: Season("q3", 7, 7, 9), 36: Season("q4", 10, 10, 12),
    37: Season("third-1", 1, 1, 4), 38: Season("third-2", 5, 5, 8), 39: Season("third-3", 9, 9, 12),
    40: Season("half-1", 1, 1, 6), 41: Season("half-2", 7, 7, 12),
}  # fmt: skip
"""Parts of a year by their number in EDTF (level 1: 21 to 24; level 2: 25 to 41); seasons as meteorologists count them, in whole months."""


@dataclass(frozen=True)
class Moment:
    """One point: `date` is the local day (the first of a month, year, decade), `at` the local time or a part's place.

    `doubts` says what of it is doubtful: `whole`, or one of `year`, `month`, `day`, each with `?` (uncertain) or `~` (approximate). `unknown`
    is what was left open beside what is known: the `day` or `month` of `2022-XX`. `season` is its number in EDTF.
    """

    date: date
    precision: Precision
    at: datetime
    part: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    unknown: str = ""
    season: int = 0

    @property
    def group(self) -> str:
        """The page that it belongs to: `2022-01-05`, `2022-01`, `2022-spring`, `2022`, `1980s` or `1900-1999`."""
        whole = self.date.isoformat()
        if self.precision >= Precision.DAY:
            return whole
        if self.precision is Precision.MONTH:
            return whole[:7]
        if self.precision is Precision.SEASON:
            return f"{whole[:4]}-{SEASONS[self.season].name}"
        if self.precision is Precision.DECADE:
            return f"{whole[:3]}0s"
        return f"{whole[:2]}00-{whole[:2]}99" if self.precision is Precision.CENTURY else whole[:4]

    @property
    def instant(self) -> timedelta:
        """Its place among others. Python compares two times of one zone by the clock on the wall, which may be set back."""
        return self.at - _EPOCH

    @property
    def first(self) -> Day:
        """The first local day that it can be."""
        return self.date.replace(month=SEASONS[self.season].first) if self.season else self.date

    @property
    def last(self) -> Day:
        """The last local day that it can be."""
        year, month = self.date.year, self.date.month
        if self.precision in YEARS_OF:
            years = YEARS_OF[self.precision]
            return Day(year // years * years + years - 1, 12, 31)
        if self.season:
            month = SEASONS[self.season].last
            if month > 12 and year == Day.max.year:
                return Day.max
            year, month = (year + 1, month - 12) if month > 12 else (year, month)
        elif self.precision >= Precision.DAY:
            return self.date
        return Day(year, month, monthrange(year, month)[1])

    @property
    def timed(self) -> bool:
        """Whether more than the day is known."""
        return self.precision >= Precision.PART

    @property
    def plain(self) -> bool:
        """Whether nothing of it is doubtful or left open."""
        return not self.doubts and not self.unknown


class Form(IntEnum):
    """What a time is: one moment, an interval, one of several moments, all of them, or nothing that is known."""

    MOMENT = 0
    INTERVAL = 1
    ONE_OF = 2
    ALL_OF = 3
    UNDATED = 4

    @property
    def words(self) -> str:
        """Its name for other programs: "one of"."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True)
class Stretch:
    """From one moment to another, the same for a single one; None where there is no limit. `unknown`: it has one that nobody knows."""

    first: Moment | None
    last: Moment | None
    unknown: bool = False

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Its ends, as far as they are said."""
        ends = (self.first,) if self.first is self.last else (self.first, self.last)
        return tuple(moment for moment in ends if moment)


@dataclass(frozen=True)
class When:
    """What was written, as written. `stands` is its place on the timeline; `members` are the one moment, the interval, or the members of a set."""

    form: Form
    stands: Moment
    members: tuple[Stretch, ...]
    text: str

    @property
    def start(self) -> Moment | None:
        """When it was, or began; None where that is not known."""
        return None if self.form in (Form.ONE_OF, Form.UNDATED) else self.members[0].first

    @property
    def end(self) -> Moment | None:
        """When an interval ended; None where that is not known."""
        return self.members[0].last if self.form is Form.INTERVAL else None

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments that it names, in the order written."""
        return tuple(moment for member in self.members for moment in member.moments)

    @property
    def earliest(self) -> date | None:
        """The first local day that it can concern; None where none is known. What is doubtful about it does not count."""
        days = [member.first.first for member in self.members if member.first]
        return min(days) if days and len(days) == len(self.members) else None

    @property
    def latest(self) -> date | None:
        """The last local day that it can concern; None where none is known."""
        days = [member.last.last for member in self.members if member.last]
        return max(days) if days and len(days) == len(self.members) else None

    @property
    def last_day(self) -> date:
        """The last local day that it can concern, where none is known the last of the time that it stands at."""
        return self.latest or self.stands.last

    @property
    def approximate(self) -> bool:
        """Whether any of it is only about right."""
        return any(sign == "~" for moment in self.moments for _, sign in moment.doubts)

    @property
    def uncertain(self) -> bool:
        """Whether any of it is uncertain."""
        return any(sign == "?" for moment in self.moments for _, sign in moment.doubts)

    @property
    def plain(self) -> bool:
        """Whether it is a moment or an interval of which nothing is doubtful or left open."""
        whole = self.form is Form.MOMENT or (self.form is Form.INTERVAL and self.start is not None and self.end is not None)
        return whole and all(moment.plain for moment in self.moments)

    @property
    def known_day(self) -> bool:
        """Whether the day that it was, or began, is known without doubt; a time of that day may be about right."""
        start = self.start
        if start is None or start.precision < Precision.DAY or start.unknown:
            return False
        return not start.doubts or (start.timed and start.doubts == (("whole", "~"),))

    @property
    def sort_key(self) -> tuple[bool, str, int, str, str, timedelta, int]:
        """Order: by local day; a year before its months, a month before its days, a day before its hours, "evening" before 20:00.

        What is on one page stands together there, by its first possible day; what is undated comes last.
        """
        stands, earliest = self.stands, self.earliest
        coarse = min(stands.precision, Precision.PART)
        first = earliest.isoformat() if earliest else ""
        return (self.form is Form.UNDATED, stands.date.isoformat(), coarse, stands.group, first, stands.instant, stands.precision)

    @property
    def group(self) -> str:
        """The page of the timeline that it stands on: that of its moment, or `undated`."""
        return UNDATED if self.form is Form.UNDATED else self.stands.group


UNDATED = "undated"
"""What an author writes for a time that nobody knows, and the page that has what is undated."""
UNKNOWN = When(Form.UNDATED, Moment(date(1, 1, 1), Precision.DAY, datetime(1, 1, 1, tzinfo=UTC)), (), "")
"""Stands where a date could not be read, so that the other problems of the file are still found."""


def on_clock(at: datetime, zone: tzinfo) -> datetime:
    """Return a moment on the clocks of a zone; the first or last minute of the calendar where that lies beyond it.

    The first day of the year 1 east of Greenwich begins in a year that Python cannot count.
    """
    try:
        return at.astimezone(zone)
    except OverflowError:
        rim = datetime(9999, 12, 31, 23, 59) if at.year > 5000 else datetime.min
        return rim.replace(tzinfo=zone)
