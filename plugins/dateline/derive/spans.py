"""What a `When` says to formats that know less than it does: two ends of one precision."""

from __future__ import annotations

from datetime import date, datetime

from dateline.dataclass import dataclass
from dateline.read.when import Form, Moment, Precision, When


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


def span(when: When) -> Span | None:
    """Return when something happened, as precise as its less precise end; a part of a day counts as the day.

    Of what is one of several times, or all of them, the span that they lie in; of an open interval, the end that is known. None where
    such a span would say what nobody knows: of what is undated, and of one of several times without a first or last.
    """
    moments, single = when.moments, when.form is Form.MOMENT
    if not moments or (when.form is Form.ONE_OF and not (when.earliest and when.latest)):
        return None
    if when.form is Form.ALL_OF and not (when.earliest and when.latest):
        moments, single = (when.stands,), True
    start, end = moments[0], None if single else max(moments, key=lambda moment: (moment.last, moment.instant))
    if end is start:
        end = None
    precision = min(map(_precision, moments))
    exact = precision is Precision.MINUTE
    later = end and end.instant > start.instant
    return Span(
        precision=precision,
        first=min(moment.first for moment in moments),
        last=(end or start).last,
        start=start.at if exact else None,
        end=end.at if exact and end and later else None,
    )


_AS = {Precision.CENTURY: Precision.YEAR, Precision.DECADE: Precision.YEAR, Precision.SEASON: Precision.MONTH, Precision.PART: Precision.DAY}
"""What these formats have in the place of a precision that they do not know."""


def _precision(moment: Moment) -> Precision:
    return _AS.get(moment.precision, moment.precision)
