"""Key figures: which reports stand, and between what they lie."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.nouns import Figure, Report


@dataclass(frozen=True)
class Spread:
    """The latest standing report, and the lowest and highest value of the last standing reports of each speaker.

    `low` and `high` are None where fewer than two speakers gave a number.
    """

    latest: Report | None
    low: float | None
    high: float | None


def spread(figure: Figure) -> Spread:
    """Return what can be said of a figure in one line: nothing is summed or averaged, nothing withdrawn counts."""
    standing = [report for report in figure.reports if not report.withdrawn]
    last_of: dict[str, Report] = {}
    for report in standing:
        last_of[report.by.name] = report
    numbers = [report.value for report in last_of.values() if isinstance(report.value, float)]
    several = len(numbers) > 1 and min(numbers) != max(numbers)
    return Spread(
        latest=standing[-1] if standing else None,
        low=min(numbers) if several else None,
        high=max(numbers) if several else None,
    )
