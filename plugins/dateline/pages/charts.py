"""Charts as they are shown: drawings with words and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.derive.charts import BASE, COLUMN, SHAPES, Day, Drawing, Point, chart
from dateline.derive.figures import status
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.read.amounts import Bounds
from dateline.vocabulary import MONTHS
from dateline.wording import Wording

_ANY = "…"
"""Whatever number it is."""
_TICK, _DAYS, _ROW = 5, 18, 16
"""Below the axis: its marks, the row of days, each row of months."""


def chart_view(words: Wording, figure: nouns.Figure, number: Callable[[float], str], said: Callable[[nouns.Report], str]) -> values.Chart:
    """Return the chart of a figure that has one; the functions write a number, and a whole report in a line."""

    def label(report: nouns.Report) -> str:
        value = report.value
        if isinstance(value, Bounds):
            ends = [number(end) for end in (value.low, value.high) if end is not None]
            if len(ends) > 1 and min(value.low or 0, value.high or 0) < 0:  # a dash between them would be taken for another sign of less than nothing
                written = words.span(ends[0], ends[-1])
            elif len(ends) > 1:
                written = words("{first}–{last}").format(first=ends[0], last=ends[-1])
            else:
                # Nobody gave the other end, and a number alone would.
                written = (words("≤{}") if value.low is None else words("≥{}")).format(ends[0])
        else:
            written = number(value) if isinstance(value, float) else value
        return words("≈{}").format(written) if report.about else written

    def title(month: str, before: str) -> str:
        if len(month) == 7 and month[:4] == before[:4]:
            return words(MONTHS[int(month[5:]) - 1])
        return words.partial(month).text

    drawing = chart(figure, label, number, title)
    across = _across(drawing, mirrored=words.direction == "rtl")
    return values.Chart(
        label=words("Chart: {title}. The table below it has the same numbers.").format(title=figure.title),
        unit=figure.unit,
        width=round(drawing.columns * COLUMN),
        rows=drawing.rows,
        base=BASE,
        grid=tuple(values.ChartText(number(tick), across(0), drawing.scale.y(tick), "start") for tick in drawing.scale.ticks),
        lines=tuple(values.ChartLine(across(step.x), across(step.to), step.y, step.up) for step in drawing.steps),
        points=tuple(_point(point, figure, across, label, said) for point in drawing.points),
        days=tuple(values.ChartLine(across(day.x), across(day.to), BASE, BASE + _TICK) for day in drawing.days),
        breaks=tuple(across(at) for at in drawing.breaks),
        dates=tuple(_dates(words, drawing, across)),
        key=tuple(_key(words, drawing)),
        note=words.plural("{} report in words stands only in the table.", "{} reports in words stand only in the table.", drawing.in_words) if drawing.in_words else "",
    )


def _across(drawing: Drawing, *, mirrored: bool) -> Callable[[float], str]:
    """Return what turns a column into per cent of the width, from the left; a chart begins where lines of writing do."""

    def across(x: float) -> str:
        share = 100 * x / drawing.columns
        return f"{100 - share if mirrored else share:.1f}".rstrip("0").rstrip(".") + "%"

    return across


def _point(
    point: Point, figure: nouns.Figure, across: Callable[[float], str], label: Callable[[nouns.Report], str], said: Callable[[nouns.Report], str]
) -> values.ChartPoint:
    report, x = point.report, across(point.x)
    return values.ChartPoint(
        link=values.Link(said(report), row_of(figure, report)),
        x=x,
        y=point.y,
        mark=values.ChartMark(point.shape, status(report), report.about, point.bar, point.top - point.y, point.bottom - point.y),
        label=values.ChartText(label(report), x, point.label) if point.label is not None else None,
    )


def row_of(figure: nouns.Figure, report: nouns.Report) -> Address:
    """Return the address of a report: its row on /figures/. A point stands in no key, so that no figure has it."""
    return Address(f"{figure.address}.{report.name}")


def _dates(words: Wording, drawing: Drawing, across: Callable[[float], str]) -> Iterator[values.ChartText]:
    for day in drawing.days:
        if len(day.as_of) == 10:
            yield values.ChartText(_day(words, day), across((day.x + day.to) / 2), BASE + _DAYS)
        if day.title:
            yield values.ChartText(day.title, across(day.to if day.last else day.x), BASE + _DAYS + _ROW * (day.row + 1), "end" if day.last else "start")


def _day(words: Wording, day: Day) -> str:
    return words.digits(str(int(day.as_of[8:])))


def _key(words: Wording, drawing: Drawing) -> Iterator[values.ChartKey]:
    """Yield what the signs mean that a chart has, and no others."""
    mark = values.ChartMark
    if len(drawing.speakers) > 1:
        for shape, speaker in enumerate(drawing.speakers):
            yield values.ChartKey(speaker.name, mark(shape))
    if drawing.others:
        yield values.ChartKey(words("others"), mark(SHAPES))
    if drawing.steps:
        yield values.ChartKey(words("a count that grew, by one speaker"), sign="line")
    bars = {point.bar for point in drawing.points}
    marks = (
        (any(point.report.about for point in drawing.points), words("about {value}").format(value=_ANY), mark(about=True)),
        ("range" in bars, words.span(_ANY, _ANY), mark(bar="range", top=-8, bottom=8)),
        ("least" in bars, words("at least {value}").format(value=_ANY), mark(bar="least", top=-8, bottom=8)),
        ("most" in bars, words("at most {value}").format(value=_ANY), mark(bar="most", top=-8, bottom=8)),
        (any(status(point.report) == "withdrawn" for point in drawing.points), words("withdrawn"), mark(status="withdrawn")),
        (any(status(point.report) == "replaced" for point in drawing.points), words("replaced"), mark(status="replaced")),
    )
    for there, text, sign in marks:
        if there:
            yield values.ChartKey(text, sign)
    if drawing.breaks:
        yield values.ChartKey(words("a longer time, cut short"), sign="break")
