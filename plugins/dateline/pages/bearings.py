"""Where a reader of a long page is, and how to get away: runs of entries inside a day, the days above and below, an index of days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, takewhile

from dateline.model import nouns
from dateline.pages import values
from dateline.pages.frame import Bench
from dateline.wording import Wording

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FEW = 4
"""Days, or entries of one day, that need no index: a thumb is through them as soon."""


def runs_of(bench: Bench, entries: Sequence[nouns.Entry]) -> tuple[values.Run, ...]:
    """Return the entries of a day, those without a time of day apart where they stand before the others.

    In an order of the author's own they are not apart: there nobody takes them for the earliest.
    """
    whole = list(takewhile(_of_the_whole_day, entries))
    timed = entries[len(whole) :]
    if not whole or not timed or any(map(_of_the_whole_day, timed)):
        return (_run(bench, "", entries),)
    return _run(bench, bench.words("During the day"), whole), _run(bench, "", timed)


def _of_the_whole_day(entry: nouns.Entry) -> bool:
    return not entry.when.stands.timed


def _run(bench: Bench, label: str, entries: Sequence[nouns.Entry]) -> values.Run:
    return values.Run(label, tuple(bench.views.entry_card(entry) for entry in entries))


def chained(days: Sequence[values.Day]) -> tuple[values.Day, ...]:
    """Return the days of a page, each with links to those above and below it."""
    links = [values.Link(day.heading.text, f"#{anchor(day)}") for day in days]
    return tuple(
        replace(day, above=links[number - 1] if number else None, below=links[number + 1] if number + 1 < len(days) else None)
        for number, day in enumerate(days)
    )


def anchor(day: values.Day) -> str:
    """Return the id of a day on its page."""
    return f"day-{day.name}"


def months_of(words: Wording, days: Sequence[values.Day]) -> tuple[values.Month, ...]:
    """Return the index of a page's days, a line for each month (or year, where no more is known); none where they are few."""
    return tuple(_months(words, days)) if len(days) > _FEW else ()


def _months(words: Wording, days: Sequence[values.Day]) -> Iterator[values.Month]:
    for name, found in groupby(days, key=lambda day: day.name[:7] if _DAY.fullmatch(day.name) else day.name):
        group = list(found)
        month = words.partial(name).text if _DAY.fullmatch(group[0].name) else group[0].heading.text
        yield values.Month(
            values.Link(month, f"#{anchor(group[0])}"),
            tuple(
                values.Link(words.digits(str(date.fromisoformat(day.name).day)), f"#{anchor(day)}", day.heading.text)
                for day in group
                if _DAY.fullmatch(day.name)
            ),
        )


def is_long(entries: Sequence[object]) -> bool:
    """Tell whether the page of a day is so long that one must be able to get away from any place of it."""
    return len(entries) > _FEW
