"""Charts of key figures: where each report stands, in units that are CSS pixels where the chart is as narrow as it may be.

Time runs along a **broken axis**: to scale where reports follow each other closely, and cut short, visibly, where a longer time lies
between them. Of what was tried with the example's data it is the only one that keeps the reports apart on a telephone: a square-root axis still
lays those of one week onto each other where others are months apart, small multiples take five panels of one dot each, and flatten all values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from dateline.dataclass import dataclass
from dateline.derive.figures import status
from dateline.model.nouns import Figure, Report, Speaker
from dateline.read.amounts import Bounds

COLUMN = 24
"""The least width of a report: what a finger can hit (WCAG 2.5.8)."""
NARROW = 284
"""As wide as a chart is where a window is 320 pixels wide."""
TOP, BASE = 34, 198
"""Where the highest value and the lowest stand, in units from above: room for two rows of labels above it."""
SHAPES = 5
"""Speakers with a mark of their own; those who said less share one more."""
OPEN = 22
"""How long the bar is that stands for "at least" or "at most"."""
ROWS = 4
"""Rows that titles of months take at the most; one that has no room in them is left to the table."""
_MARK = 7
_LETTER = 7.2
"""The width of a digit or letter, in the type of the chart, at the most but for few."""
_WIDE = 13
_LINE = 14
_TO_SCALE = 3.5
"""Gaps up to so many times the shortest are drawn to scale."""
_CUT = 1.5
"""Columns that a longer gap takes."""


@dataclass(frozen=True)
class Scale:
    """The axis of values: from zero, or below it, to the highest."""

    low: float
    high: float

    def y(self, value: float) -> int:
        """Return where a value stands."""
        return BASE - round((value - self.low) / (self.high - self.low) * (BASE - TOP))

    def value(self, y: float) -> float:
        """Return the value that stands somewhere: the inverse of `y`, but for what is rounded."""
        return self.low + (BASE - y) / (BASE - TOP) * (self.high - self.low)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that have a line: two to five whole steps of 1, 2 or 5 times a power of ten."""
        rough = (self.high - self.low) / 4
        power = 10 ** math.floor(math.log10(rough))
        step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough)
        return tuple(round(number * step, 12) for number in range(math.ceil(self.low / step), math.floor(self.high / step) + 1))


@dataclass(frozen=True)
class Point:
    """A report: `x` in columns from the start, `y` of its mark; `top` and `bottom` of its bar where it is no single number.

    `shape` is that of its speaker; `label` is where its value is written, None where there is no room; `column` is the lane's number.
    """

    report: Report
    x: float
    y: int
    shape: int
    top: int
    bottom: int
    label: int | None = None

    @property
    def bar(self) -> str:
        """What its bar is: range, least or most; empty for a number."""
        found = self.report.bounds
        if found is None or found.low == found.high:
            return ""
        return "most" if found.low is None else "least" if found.high is None else "range"


@dataclass(frozen=True)
class Step:
    """From one report to the next of a speaker whose count grows: along, then up. `x`, `to` in columns."""

    x: float
    to: float
    y: int
    up: int


@dataclass(frozen=True)
class Day:
    """When reports were made: the date as written, from which column to which; `title` is that of its month or year.

    The title stands in row `row`, and begins half a column before `x`; with `last`, it ends half a column behind `to`.
    """

    as_of: str
    x: float
    to: float
    title: str = ""
    row: int = 0
    last: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart: its width in columns, its points in the order of time, lines, days, breaks of the axis (in columns), and what is not in it."""

    columns: float
    scale: Scale
    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    days: tuple[Day, ...]
    breaks: tuple[float, ...]
    speakers: tuple[Speaker, ...]
    others: bool
    in_words: int

    @property
    def rows(self) -> int:
        """How many rows the titles of months take."""
        return max((day.row + 1 for day in self.days if day.title), default=0)


def chart(figure: Figure, label: Callable[[Report], str], number: Callable[[float], str], title: Callable[[str, str], str]) -> Drawing:
    """Return the chart of a figure that has one. The functions say a report's value, a number, and a month or year after the one before it."""
    reports = figure.numeric
    scale = scale_of(reports)
    labels = [label(report) for report in reports]
    halves = [max(_width(words) / 2, COLUMN / 2) / COLUMN for words in labels]
    start = max(_width(number(tick)) for tick in scale.ticks) / COLUMN + 0.25 + halves[0]
    xs, breaks = _along([report.as_of for report in reports], start)
    columns = xs[-1] + halves[-1] + 0.1
    speakers = _speakers(reports)
    points = [_point(report, x, scale, min(speakers.index(report.by), SHAPES)) for report, x in zip(reports, xs, strict=True)]
    unit = max(COLUMN, NARROW / columns)
    return Drawing(
        columns=columns,
        scale=scale,
        points=_labelled(points, [_width(words) for words in labels], unit),
        steps=tuple(step for speaker in speakers for step in _steps([point for point in points if point.report.by == speaker])),
        days=_days(reports, xs, columns, unit, title),
        breaks=breaks,
        speakers=tuple(speakers[:SHAPES]),
        others=len(speakers) > SHAPES,
        in_words=len(figure.reports) - len(reports),
    )


def scale_of(reports: Sequence[Report]) -> Scale:
    """Return the axis of the values of reports: it has zero, so that twice as much is twice as high."""
    ends = [end for report in reports if (found := report.bounds) for end in (found.low, found.high) if end is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    return Scale(low, high if high > low else low + 1)


def _along(dates: Sequence[str], start: float) -> tuple[list[float], tuple[float, ...]]:
    """Return where reports stand along the axis of time, in columns, and where it is broken."""
    days = [date.fromisoformat(f"{written}-01-01"[:10]).toordinal() for written in dates]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    # A month and its first day are not the same time, and months and years are as far apart as they are long.
    shortest = min((gap for gap in gaps if gap), default=1)
    xs, breaks = [start], []
    for gap in gaps:
        if gap > _TO_SCALE * shortest:
            breaks.append(xs[-1] + _CUT / 2)
            xs.append(xs[-1] + _CUT)
        else:
            xs.append(xs[-1] + (gap / shortest or 1))
    return xs, tuple(breaks)


def _speakers(reports: Sequence[Report]) -> list[Speaker]:
    """Return who says something: first who says most, else in the order of time."""
    said = [report.by for report in reports]
    return sorted(dict.fromkeys(said), key=lambda speaker: (-said.count(speaker), said.index(speaker)))


def _point(report: Report, x: float, scale: Scale, shape: int) -> Point:
    found = report.bounds or Bounds(0, 0)
    low, high = (scale.y(end) if end is not None else None for end in (found.low, found.high))
    if low is None:
        y = top = high or 0
        bottom = min(top + OPEN, BASE)
    elif high is None:
        y = bottom = low
        top = bottom - OPEN
    else:
        y, top, bottom = (low + high) // 2, high, low
    return Point(report, x, y, shape, top, bottom)


def _steps(points: Sequence[Point]) -> tuple[Step, ...]:
    """Return the line of a speaker whose numbers grow and never fall; none where they do: then they may be of different things.

    A range that lies below an earlier number is a fall, too.
    """
    standing = [point for point in points if status(point.report) == "standing"]
    pairs = list(pairwise(point for point in standing if not point.bar))
    if _falls(standing) or all(later.y == earlier.y for earlier, later in pairs):
        return ()
    return tuple(Step(earlier.x, later.x, earlier.y, later.y) for earlier, later in pairs)


def _falls(points: Sequence[Point]) -> bool:
    """Tell whether a report is less than an earlier one, whatever each of them may be within its range."""
    reached = BASE
    for point in points:
        if point.bar != "least" and point.top > reached:
            return True
        if point.bar != "most":
            reached = min(reached, point.bottom)
    return False


Box = tuple[float, float, float, float]


def _labelled(points: Sequence[Point], widths: Sequence[float], unit: float) -> tuple[Point, ...]:
    """Return the points with the places of their labels: above, below, or higher; none where each of these is taken."""
    taken: list[Box] = [(point.x * unit - _MARK, point.top - _MARK, point.x * unit + _MARK, point.bottom + _MARK) for point in points]
    found = []
    for number, (point, width) in enumerate(zip(points, widths, strict=True)):
        above, below = point.top - _MARK - 3, point.bottom + _MARK + _LINE - 3
        others = [box for at, box in enumerate(taken) if at != number]
        for y in (above, below, above - _LINE, above - 2 * _LINE):
            box = (point.x * unit - width / 2, y - _LINE + 3, point.x * unit + width / 2, y + 3)
            if box[1] >= 0 and box[3] <= BASE and not any(_meet(box, other) for other in others):
                taken.append(box)
                found.append(Point(point.report, point.x, point.y, point.shape, point.top, point.bottom, y))
                break
        else:
            found.append(point)
    return tuple(found)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _days(reports: Sequence[Report], xs: Sequence[float], columns: float, unit: float, title: Callable[[str, str], str]) -> tuple[Day, ...]:
    """Return the dates below the axis, those of one day as one; the names of months in as many rows as they need."""
    columns_of: dict[str, list[float]] = {}
    for report, x in zip(reports, xs, strict=True):
        columns_of.setdefault(report.as_of, []).append(x)
    days, ends = [], [-math.inf]
    before = ""
    for as_of, at in columns_of.items():
        words = title(as_of[:7], before) if as_of[:7] != before else ""
        day = Day(as_of, at[0], at[-1])
        if words:
            width = (_width(words) + 6) / unit
            half = COLUMN / 2 / unit
            last = at[0] - half + width > columns
            left = at[-1] + half - width if last else at[0] - half
            row = next((row for row, end in enumerate(ends) if left >= end), len(ends))
            if row < ROWS:
                ends[row:] = [left + width, *ends[row + 1 :]]
                day = Day(as_of, at[0], at[-1], words, row, last)
        days.append(day)
        before = as_of[:7]
    return tuple(days)


def _width(words: str) -> float:
    """Return about how wide a few words are, rather too wide than too narrow."""
    return sum(_WIDE if character >= "\u2e80" else _LETTER for character in words)
