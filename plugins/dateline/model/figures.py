"""Key figures: their reports, and how these concern each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model.address import Address
from dateline.model.data import Data, dated
from dateline.model.nouns import Figure, Report, Whole
from dateline.problems import Problems, near_or
from dateline.read.content import Content
from dateline.read.records import Record

REPORTS = 200
"""Reports of key figures on one page of /figures/, unless a single figure has more."""


def build_figures(content: Content, data: Data, problems: Problems) -> None:
    """Fill in the figures, when people, organisations and sources are known."""
    wholes: dict[str, Whole] = {}
    page, reports = 1, 0
    for record in content.data["figures"]:
        if reports and reports + len(record.items) > REPORTS:
            page, reports = page + 1, 0
        reports += len(record.items)
        folder = "figures/" if page == 1 else f"figures/{page}/"
        wholes[record.key] = Whole(record.key, record.text("title", record.key), Address(f"{folder}#{record.key}"))
    parts = {
        record.key: {wanted for item in record.items if (wanted := item.text("counts_with")) in wholes and wanted != record.key} for record in content.data["figures"]
    }
    for record in content.data["figures"]:
        _tell_rounds(record, parts, problems)
        data.figures.things[record.key] = _figure(record, wholes, data, problems)


def _figure(record: Record, wholes: Mapping[str, Whole], data: Data, problems: Problems) -> Figure:
    written = sorted(record.items, key=lambda item: item.text("as_of"))
    reports = [_report(item, name, data, problems) for item, name in zip(written, _names(written, problems), strict=True)]
    own = wholes[record.key]
    return Figure(
        key=record.key,
        title=own.title,
        unit=record.text("unit"),
        note=record.text("note"),
        reports=tuple(replace(report, within=_within(item, own, wholes, data, problems)) for item, report in zip(written, _replaced(written, reports, problems), strict=True)),
        address=own.address,
        forms=record.forms("unit"),
        charted=record.flag("chart") if record.has("chart") else True,
    )


def _names(written: Sequence[Record], problems: Problems) -> list[str]:
    """Return a name for each report: its id, else its date; where that is taken, with the lowest number that makes it one of its own."""
    first: dict[str, Record] = {}
    for item in written:
        if not (wanted := item.text("id")):
            continue
        if wanted in first:
            what = f'another report has the id "{wanted}" (line {first[wanted].at("id")})'
            problems.add(item.path, item.at("id"), what, "choose another, of which there is one in this figure", topic="data-files")
        first.setdefault(wanted, item)
    taken, names = set(first), []
    for item in written:
        name = item.text("id")
        if not name or first[name] is not item:
            # A point cannot stand in an id, so that no further name is one.
            base, number = name or item.text("as_of"), 1
            while (name := base if number == 1 else f"{base}.{number}") in taken:
                number += 1
            taken.add(name)
        names.append(name)
    return names


def _replaced(written: Sequence[Record], reports: Sequence[Report], problems: Problems) -> list[Report]:
    """Return the reports, each with what it replaces and what replaces it."""
    ids = {item.text("id"): report for item, report in zip(written, reports, strict=True) if item.text("id") == report.name}
    named = {report.name: item.text("replaces") for item, report in zip(written, reports, strict=True) if item.has("replaces")}
    wrong = {report.name for item, report in zip(written, reports, strict=True) if _wrong(item, report, ids, named, problems)}
    good = {name: other for name, other in named.items() if name not in wrong}
    by = {other: name for name, other in good.items()}
    return [replace(report, replaces=good.get(report.name, ""), replaced_by=by.get(report.name, "")) for report in reports]


def _wrong(item: Record, report: Report, ids: Mapping[str, Report], named: Mapping[str, str], problems: Problems) -> bool:
    """Tell whether a report cannot replace the one that it names, after noting why."""
    wanted = named.get(report.name, "")
    if not wanted:
        return False
    if wanted == report.name:
        what, do = "the report replaces itself", "name the earlier one, or delete the line"
    elif wanted not in ids:
        what, do = f'no report of this figure has the id "{wanted}"', near_or(wanted, ids, f'write "id: {wanted}" at the report that is meant')
    elif ids[wanted].by != report.by:
        what, do = f'"{wanted}" is a report by another speaker, {ids[wanted].by.name}', "nobody replaces what another says: delete the line; both reports stand"
    elif next(name for name, other in named.items() if other == wanted) != report.name:
        what, do = f'"{wanted}" is replaced by another report already', "let each report name the one before it"
    elif _round(report.name, named):
        what, do = f'the report replaces "{wanted}", which replaces it in turn', "delete the line at the earlier report"
    else:
        return False
    problems.add(item.path, item.at("replaces"), f"replaces: {what}", do, topic="data-files")
    return True


def _round(name: str, named: Mapping[str, str]) -> bool:
    """Tell whether what a report replaces leads back to it."""
    seen, at = {name}, named.get(name, "")
    while at and at not in seen:
        seen.add(at)
        at = named.get(at, "")
    return at == name


def _within(item: Record, own: Whole, wholes: Mapping[str, Whole], data: Data, problems: Problems) -> Whole | None:
    wanted = item.text("counts_with")
    if not wanted:
        return None
    if wanted == own.key:
        problems.add(item.path, item.at("counts_with"), "counts_with: the report belongs to this figure itself", "name another figure, or delete the line", topic="data-files")
        return None
    if wanted not in wholes:
        advice = near_or(wanted, wholes, f"add it to {data.figures.home}")
        problems.add(item.path, item.at("counts_with"), f'unknown figure "{wanted}"', advice, topic="keys")
    return wholes.get(wanted)


def _tell_rounds(record: Record, parts: Mapping[str, set[str]], problems: Problems) -> None:
    """Tell of reports that are parts of a figure of which a part is, in the end, one of this; `parts` says with which other figures those of each count."""
    for item in record.items:
        wanted = item.text("counts_with")
        if wanted in parts[record.key] and record.key in _above(wanted, parts):
            what = f'counts_with: a report of "{wanted}" is a part of this figure in turn'
            problems.add(item.path, item.at("counts_with"), what, "neither can be a part of the other: delete one of the lines", topic="data-files")


def _above(key: str, parts: Mapping[str, set[str]]) -> set[str]:
    """Return the figures of which reports of a figure are parts, of which theirs are, and so on."""
    found: set[str] = set()
    left = [key]
    while left:
        more = parts[left.pop()] - found
        found |= more
        left += sorted(more)
    return found


def _report(record: Record, name: str, data: Data, problems: Problems) -> Report:
    written = record.text("withdrawn")
    withdrawn_on, why = dated(written, record.path, "withdrawn", record.at("withdrawn"), problems) if written else (None, "")
    return Report(
        value=record.any("value") or 0.0,
        by=data.speaker(record.text("by"), record.path, record.at("by")),
        as_of=record.text("as_of"),
        what=record.text("what"),
        about=record.flag("about"),
        withdrawn=why,
        withdrawn_on=withdrawn_on,
        sources=data.sources.each(record, "sources"),
        name=name,
    )
