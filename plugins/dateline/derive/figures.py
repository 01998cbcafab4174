"""Key figures: which reports stand, and between what they lie."""

from __future__ import annotations

from typing import Literal

from dateline.dataclass import dataclass
from dateline.model.nouns import Figure, Report
from dateline.read.amounts import Bounds

Status = Literal["standing", "replaced", "withdrawn"]


def status(report: Report) -> Status:
    """Return whether a report stands: what was withdrawn does not, nor what the same speaker has put another report in the place of."""
    return "withdrawn" if report.withdrawn else "replaced" if report.replaced_by else "standing"


@dataclass(frozen=True)
class Spread:
    """The latest standing report, and the lowest and highest value of the last standing reports of each speaker.

    `low` and `high` are None where fewer than two speakers gave a number. Either has one end open where who said it left it open: "at
    least 300" is never made 300.
    """

    latest: Report | None
    low: Bounds | None
    high: Bounds | None


def spread(figure: Figure) -> Spread:
    """Return what can be said of a figure in one line: nothing is summed or averaged, nothing withdrawn or replaced counts."""
    standing = [report for report in figure.reports if status(report) == "standing"]
    last_of: dict[str, Report] = {}
    for report in standing:
        last_of[report.by.name] = report
    said = [found for report in last_of.values() if (found := report.bounds)]
    latest = standing[-1] if standing else None
    if len(said) < 2 or len(set(said)) == 1:
        return Spread(latest, None, None)
    lows = [_end(found, found.low if found.low is not None else found.high) for found in said]
    highs = [_end(found, found.high if found.high is not None else found.low) for found in said]
    low = min(lows, key=lambda end: (_number(end), end.low is not None, end.high is None))
    high = max(highs, key=lambda end: (_number(end), end.high is None, end.low is not None))
    return Spread(latest, low, high) if low != high else Spread(latest, None, None)


def _end(found: Bounds, number: float | None) -> Bounds:
    """Return one end of what somebody said, open where they left it open."""
    return found if found.low is None or found.high is None else Bounds(number, number)


def _number(end: Bounds) -> float:
    return (end.low if end.low is not None else end.high) or 0.0
