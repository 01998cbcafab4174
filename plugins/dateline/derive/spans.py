"""What a `When` says to formats that know less than it does: two ends of one precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dateline.read.when import Moment, Precision, When


@dataclass(frozen=True)
class Span:
    """A time with both ends equally precise: YEAR, MONTH, DAY or MINUTE. `first` and `last` are local days, both included.

    `start` and `end` are moments of the day where the precision is MINUTE, otherwise None; `end` is None for a single moment.
    """

    precision: Precision
    first: date
    last: date
    start: datetime | None
    end: datetime | None


def span(when: When) -> Span:
    """Return when something happened, as precise as its less precise end; a part of a day counts as the day."""
    ends = [_precision(moment) for moment in (when.start, when.end) if moment]
    exact = min(ends) is Precision.MINUTE
    later = when.end and when.end.instant > when.start.instant
    return Span(
        precision=min(ends),
        first=when.start.date,
        last=when.last_day,
        start=when.start.at if exact else None,
        end=when.end.at if exact and when.end and later else None,
    )


def _precision(moment: Moment) -> Precision:
    return Precision.DAY if moment.precision is Precision.PART else moment.precision
