"""Key figures as they are shown: the latest standing report first, the spread where speakers differ, then every report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from dateline.derive.figures import spread, status
from dateline.model import nouns
from dateline.pages import values
from dateline.pages.charts import chart_view, row_of
from dateline.read.amounts import Bounds
from dateline.typography import unbroken
from dateline.untranslated import alike
from dateline.wording import Wording

Links = Callable[[Iterable[nouns.Source]], tuple[values.Link, ...]]


def figure_view(words: Wording, figure: nouns.Figure, links: Links) -> values.Figure:
    """Return a key figure; `links` leads to sources."""
    found = spread(figure)
    unit = figure.unit
    latest = _report(words, figure, found.latest, links, 0) if found.latest else None
    before, _, after = _around(words, found.latest).partition("{value}") if found.latest else ("", "", "")
    between = ""
    if found.low and found.high:
        between = words("{low} to {high}, by who counts").format(low=_bounds(words, found.low, unit), high=_bounds(words, found.high, unit))
    said = [end for report in figure.reports if (each := report.bounds) for end in (each.low, each.high) if end is not None]
    most = max(said) if len(figure.numeric) > 1 else 0.0
    return values.Figure(
        key=figure.key,
        title=figure.title,
        unit=unit,
        url=figure.address,
        note=alike(figure.note, unbroken(figure.note)),
        value=_bare(words, found.latest, unit) if found.latest else "",
        spread=between,
        latest=latest,
        reports=tuple(_report(words, figure, report, links, most) for report in figure.reports),
        before=before.strip(),
        after=after.strip(),
        counted="" if unit == "%" else _unit(words, figure, found.latest),
        count=words.plural("{} report", "{} reports", len(figure.reports)),
    )


def figure_chart(words: Wording, figure: nouns.Figure) -> values.Chart | None:
    """Return the chart of a figure; None where it has too few numbers for one."""
    if not figure.has_chart:
        return None
    return chart_view(words, figure, partial(_number, words, unit=figure.unit), partial(_line, words, figure.unit))


def _line(words: Wording, unit: str, report: nouns.Report) -> str:
    """Return a report in a line: what, when, who says so, and whether it stands."""
    standing = {"withdrawn": words("withdrawn"), "replaced": words("replaced"), "standing": ""}[status(report)]
    parts = (_value(words, report, unit), words.partial(report.as_of).text, report.by.name, standing)
    return words.listed(part for part in parts if part)


def _report(words: Wording, figure: nouns.Figure, report: nouns.Report, links: Links, most: float) -> values.Report:
    begin, share = _bar(report, most)
    return values.Report(
        value=_value(words, report, figure.unit),
        what=unbroken(report.what),
        by=values.Link(report.by.name, report.by.address if report.by.address is not None else ""),
        as_of=words.partial(report.as_of),
        withdrawn=report.withdrawn,
        withdrawn_on=words.partial(report.withdrawn_on.isoformat()) if report.withdrawn_on else None,
        sources=links(report.sources),
        share=share,
        begin=begin,
        anchor=f"{figure.key}.{report.name}",
        status=status(report),
        replaces=_other(words, figure, report.replaces),
        replaced_by=_other(words, figure, report.replaced_by),
        within=values.Link(report.within.title, report.within.address) if report.within else None,
    )


def _bar(report: nouns.Report, most: float) -> tuple[int, int]:
    """Return where the bar of a report begins and ends, in thousandths of the largest number: it fills no more than is said."""
    said = report.bounds
    if said is None or said.low is None or most <= 0:
        return 0, 0
    low = round(1000 * said.low / most)
    return (0, low) if said.high is None or said.high == said.low else (low, round(1000 * said.high / most))


def _other(words: Wording, figure: nouns.Figure, name: str) -> values.Link | None:
    """Return another report of a figure in a line, and where it stands."""
    found = figure.report(name)
    if found is None:
        return None
    return values.Link(words.listed((_value(words, found, figure.unit), words.partial(found.as_of).text)), row_of(figure, found))


def _around(words: Wording, report: nouns.Report) -> str:
    """Return what stands around the number of a report: "about {value}"."""
    pattern = "{value}"
    if isinstance(report.value, Bounds):
        pattern = _open(words, report.value)
    return words("about {value}").format(value=pattern) if report.about else pattern


def _open(words: Wording, said: Bounds) -> str:
    return words("at most {value}") if said.low is None else words("at least {value}") if said.high is None else "{value}"


def _value(words: Wording, report: nouns.Report, unit: str) -> str:
    return _around(words, report).format(value=_bare(words, report, unit))


def _bare(words: Wording, report: nouns.Report, unit: str) -> str:
    """Return what a report says without what stands around it."""
    if isinstance(report.value, float):
        return _number(words, report.value, unit)
    return _ends(words, report.value, unit) if isinstance(report.value, Bounds) else unbroken(report.value)


def _ends(words: Wording, said: Bounds, unit: str) -> str:
    ends = [_number(words, end, unit) for end in (said.low, said.high) if end is not None]
    return words.span(ends[0], ends[-1]) if ends[0] != ends[-1] else ends[0]


def _bounds(words: Wording, said: Bounds, unit: str) -> str:
    return _open(words, said).format(value=_ends(words, said, unit))


def _unit(words: Wording, figure: nouns.Figure, report: nouns.Report | None) -> str:
    """Return what is counted, in the form that stands beside a report's number: the last one said, of a range."""
    said = report.bounds if report else None
    beside = None if said is None else said.low if said.high is None else said.high
    return figure.unit if beside is None else words.counted(figure.forms, beside) or figure.unit


def _number(words: Wording, value: float, unit: str) -> str:
    """Return a number; with its sign where that is its unit, for not all languages write it behind."""
    return words.percent(value) if unit == "%" else words.number(value)
