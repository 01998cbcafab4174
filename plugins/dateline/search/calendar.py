"""Days by which what is found can be narrowed down: of too many the months, of too many months the years."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 366
"""Days that the page of the search lists and that can be chosen."""
DATE = re.compile(r"\d{4}(-\d\d){0,2}\Z")
"""What the names of days, months and years are; those of others (a decade, what is undated) have no parts."""


def cut(name: str, signs: int) -> str:
    """Return the day, month or year that a day lies in, by the first signs of its name."""
    return name[:signs] if DATE.match(name) else name


def signs_of(names: Iterable[str]) -> int:
    """Return how many signs of the names of days count: so many that there are no more than MOST, or that only years are left."""
    days = set(names)
    for signs in (10, 7):
        if len({cut(name, signs) for name in days}) <= MOST:
            return signs
    return 4
