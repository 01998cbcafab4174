"""Key figures as JSON, for other programs: every report, whether it stands, and between what it says that the number lies."""

from __future__ import annotations

from typing import Any

from dateline.derive.figures import spread, status
from dateline.exports.json_text import json_text
from dateline.model import nouns
from dateline.pages.charts import row_of
from dateline.pages.frame import Desk
from dateline.read.amounts import Bounds


def figures_json(desk: Desk) -> bytes:
    """Return all key figures with their reports in the order of time."""
    return json_text({"figures": [_figure(desk, figure) for figure in desk.event.figures]})


def _figure(desk: Desk, figure: nouns.Figure) -> dict[str, Any]:
    found = spread(figure)
    return {
        "key": figure.key,
        "address": figure.address,
        "url": desk.whole(figure.address) or None,
        "title": figure.title,
        "unit": figure.unit,
        "note": figure.note or None,
        "spread": {"lowest": _bounds(found.low), "highest": _bounds(found.high)} if found.low and found.high else None,
        "reports": [_report(desk, figure, report) for report in figure.reports],
    }


def _report(desk: Desk, figure: nouns.Figure, report: nouns.Report) -> dict[str, Any]:
    """Return a report: `value` is a number, or words; `bounds` are there for whatever is a number, both the same where it is exact."""
    return {
        "id": report.name,
        "url": desk.whole(row_of(figure, report)) or None,
        "value": _plain(report.value),
        "bounds": _bounds(report.bounds),
        "approximate": report.about,
        "what": report.what or None,
        "by": report.by.name,
        "as_of": report.as_of,
        "status": status(report),
        "withdrawn": {"date": report.withdrawn_on.isoformat() if report.withdrawn_on else None, "why": report.withdrawn} if report.withdrawn else None,
        "replaces": report.replaces or None,
        "replaced_by": report.replaced_by or None,
        "counts_with": report.within.key if report.within else None,
        "sources": [source.key for source in report.sources],
    }


def _bounds(said: Bounds | None) -> dict[str, float | None] | None:
    """Return between what a number lies; null is an end that nobody gave."""
    return {"low": _whole(said.low), "high": _whole(said.high)} if said else None


def _plain(value: float | Bounds | str) -> float | str:
    """Return a value as programs take it: a number, or what an author wrote."""
    return _whole(value) or 0 if isinstance(value, float) else str(value)


def _whole(number: float | None) -> float | None:
    """Return a number without a fraction of nothing."""
    return int(number) if number is not None and number.is_integer() else number
