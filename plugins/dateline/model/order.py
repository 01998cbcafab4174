"""The order of entries: by time, and inside a day by what their authors say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.model.texts import Made
from dateline.problems import Problems
from dateline.read.when import UNKNOWN


def in_order(entries: Sequence[Made], problems: Problems) -> list[Made]:
    """Return entries by time; those with an `Order` have that place among the published ones of their day (month, year).

    Two with one place are a problem; a place behind the last one is the last.
    """
    by_time = sorted(entries, key=lambda made: (made.when.sort_key, made.slug))
    found: list[Made] = []
    for day, group in groupby(by_time, key=lambda made: made.when.group):
        found += _of_a_day(day, list(group), problems)
    return found


def _of_a_day(day: str, entries: list[Made], problems: Problems) -> Iterator[Made]:
    ordered: dict[int, Made] = {}
    for made in entries:
        if made.status != "published" or not made.record.has("order") or made.when is UNKNOWN:
            continue
        place = made.record.any("order")
        first = ordered.setdefault(place, made)
        if first is not made:
            path, other = sorted((made.record.path, first.record.path), reverse=True)
            at = made.record.at("order") if path == made.record.path else first.record.at("order")
            what = f'"Order: {place}" stands in {other} too, for {day}'
            problems.add(path, at, what, "give each of the two a place of its own", topic="dates")
    others = [made for made in entries if ordered.get(made.record.any("order")) is not made]
    shown = [made for made in others if made.status == "published"]
    for place in sorted(ordered):
        shown.insert(place - 1, ordered[place])
    yield from shown
    yield from (made for made in others if made.status != "published")
