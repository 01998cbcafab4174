"""The timeline at a glance as it is shown: a table of marks with links."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.derive.days import Group
from dateline.derive.glance import Row, glance, size
from dateline.model import nouns
from dateline.pages import values
from dateline.read.when import Precision
from dateline.whens import heading
from dateline.wording import Wording


def glance_view(words: Wording, groups: Sequence[Group], kinds: Sequence[nouns.Kind]) -> values.Glance | None:
    """Return the matrix of the whole timeline, by its days in order; None where there is none."""
    matrix = glance(groups, kinds)
    if matrix is None:
        return None
    rows, year = [], ""
    for row in matrix.rows:
        cells = tuple(values.GlanceCell(words.number(count) if count else "", size(count)) for count in row.counts)
        rows.append(values.GlanceRow(_head(words, row, year), row.first.address, cells))
        year = row.name[:4]
    return values.Glance(tuple(values.GlanceKind(kind.label, kind.number) for kind in matrix.kinds), tuple(rows))


def _head(words: Wording, row: Row, year: str) -> str:
    """Return the time of a row; the year is said of the first, and where it is another than before."""
    if row.name == row.first.name:
        stands = row.first.when.stands
        of_that_year = stands.precision >= Precision.DAY and row.name[:4] == year
        return words.day_of_month(stands.date) if of_that_year else heading(words, row.first.when).text
    if len(row.name) in (2, 3):
        years = 10 ** (4 - len(row.name))
        first = int(row.name) * years
        return words.years(max(first, 1), first + years - 1)
    return words.partial(row.name).text
