"""Charts of key figures as drawings."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.pages.values.links import Link


@dataclass(frozen=True)
class ChartText:
    """Words in a chart: `x` in per cent of its width, `y` in pixels, `anchor` as SVG's text-anchor, from half a column
    before it or behind; with an empty one they are at the middle.
    """

    text: str
    x: str
    y: int
    anchor: str = ""


@dataclass(frozen=True)
class ChartMark:
    """How a report is drawn: the shape of who makes it; `status` is standing, withdrawn or replaced, `about` hatches it.

    `bar` is range, least, most, or empty for a number; `top` and `bottom` are its ends, from the mark's own place.
    """

    shape: int = 0
    status: str = "standing"
    about: bool = False
    bar: str = ""
    top: int = 0
    bottom: int = 0


@dataclass(frozen=True)
class ChartPoint:
    """A report: where it stands, the row that it leads to, in words who says what, and its value where there is room for it."""

    link: Link
    x: str
    y: int
    mark: ChartMark
    label: ChartText | None


@dataclass(frozen=True)
class ChartLine:
    """A line from one place to another: `x` and `to` in per cent, `y` and `end` in pixels."""

    x: str
    to: str
    y: int
    end: int


@dataclass(frozen=True)
class ChartKey:
    """What a sign means: a mark, or "line" or "break" where it is one of these, and words; `dir` is that of a name."""

    text: str
    mark: ChartMark | None = None
    sign: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart as inline SVG: it is as wide as its place and at least `width`, in pixels.

    `base` is where the axis of time stands; `rows` are below it, for months.
    """

    label: str
    unit: str
    width: int
    rows: int
    base: int
    grid: tuple[ChartText, ...]
    lines: tuple[ChartLine, ...]
    points: tuple[ChartPoint, ...]
    days: tuple[ChartLine, ...]
    breaks: tuple[str, ...]
    dates: tuple[ChartText, ...]
    key: tuple[ChartKey, ...]
    note: str
