"""Times that have passed, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from dateline.wording import Wording

from tests.sites import ROOT, build, write

WORDS = Wording("en", Path("nowhere"))


@pytest.mark.parametrize(
    ("before", "day", "told"),
    [
        ("2022-01-05", "2022-01-09", "4 days later"),
        ("2022-01-05", "2022-03-05", "59 days later"),
        ("2022-01-05", "2022-03-06", "2 months later"),
        ("2022-01-05", "2022-03-20", "about 2 months later"),
        ("2022-01-05", "2022-03-25", "about 3 months later"),
        ("2022-01-05", "2023-01-05", "12 months later"),
        ("2022-01-05", "2023-12-05", "23 months later"),
        ("2022-01-05", "2023-12-31", "2 years later"),
        ("2022-01-05", "2024-01-05", "2 years later"),
        ("2022-01-05", "2024-07-01", "about 2 years later"),
        ("2022-01-05", "2024-11-05", "about 3 years later"),
        ("2011-12-16", "2022-01-01", "10 years later"),
        ("1022-01-05", "2022-01-05", "1000 years later"),
    ],
)
def test_how_much_later_something_happened(before: str, day: str, told: str) -> None:
    assert WORDS.later((date.fromisoformat(day) - date.fromisoformat(before)).days) == told


@pytest.mark.parametrize(
    ("language", "day", "whole", "short"),
    [
        ("fr", "2020-08-01", "1er août 2020", "1er août"),
        ("fr", "2020-08-04", "4 août 2020", "4 août"),
        ("fr-CA", "2020-08-01", "1er août 2020", "1er août"),
        ("es", "2020-08-01", "1 de agosto de 2020", "1 de agosto"),
        ("de", "2020-08-01", "1. August 2020", "1. August"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(language: str, day: str, whole: str, short: str) -> None:
    words = Wording(language, ROOT / "theme" / "locale")
    assert words.day(date.fromisoformat(day)) == whole
    assert words.day_of_month(date.fromisoformat(day)) == short


@pytest.mark.parametrize("month", range(1, 13))
def test_the_same_day_of_another_month_is_not_about(month: int) -> None:
    for months in range(3, 23):
        year, other = divmod(month - 1 + months, 12)
        days = date(2022 + year, other + 1, 5) - date(2022, month, 5)
        assert WORDS.later(days.days) == f"{months} months later"


def test_the_timeline_tells_long_gaps_in_years(site: Path) -> None:
    entry = (site / "content/timeline/2022-01-05-square.md").read_text("utf-8")
    early = entry.replace("2022-01-05T14:00", "2011-12-20").replace("Slug: square", "Slug: early")
    write(site, {"content/timeline/2011-12-20-early.md": early})

    assert '<p class="gap">10 years later</p>' in (build(site) / "timeline/index.html").read_text("utf-8")
