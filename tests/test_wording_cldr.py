"""Dates and lists in words, beside those of Unicode CLDR (through Babel): thirty dates in each language of the kit, in each form that a page has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from dateline.wording import Wording

from tests.sites import ROOT

LOCALE = ROOT / "theme" / "locale"
LANGUAGES = ("en", *sorted(folder.name.replace("_", "-") for folder in LOCALE.iterdir() if folder.is_dir()))
DAYS = [date(2020, 8, 4), date(2021, 2, 1), date(1999, 12, 31), date(911, 5, 2), date(2024, 2, 29)] + [date(2022, 1, 1) + timedelta(n * 29) for n in range(25)]
"""Each month, first and last days, a year of three digits; so many that no month's name is left out."""
Forms = tuple[str, str, str]
"""A day with its year, a month with its year, a day without."""

ENGLISH = "the kit writes British dates, as its texts do: CLDR's `en` are American"
ORDINAL = "CLDR's pattern cannot say that the first day of a month is an ordinal in French: 1er janvier (Imprimerie nationale)"
DIFFERENT = {"en": ENGLISH, "fr": ORDINAL}
"""Languages whose dates are other ones than CLDR's on purpose, and why."""


def ours(words: Wording, day: date) -> Forms:
    return words.day(day), words.month(day), words.day_of_month(day)


def cldr(language: str, day: date) -> Forms:
    locale = Locale.parse(language, sep="-")
    shown = (format_date(day, "long", locale), format_skeleton("yMMMM", day, locale=locale), format_skeleton("MMMMd", day, locale=locale))
    long, month, short = (text.replace("\u200f", "") for text in shown)
    return long, month, short


def expected(language: str, day: date) -> Forms:
    """Return CLDR's forms, mended where this language's differ on purpose."""
    if language == "en":
        return cldr("en-GB", day)
    long, month, short = cldr(language, day)
    if language == "fr" and day.day == 1:
        return f"1er{long[1:]}", month, f"1er{short[1:]}"
    return long, month, short


def test_thirty_days_with_every_month() -> None:
    assert len(set(DAYS)) == 30
    assert {day.month for day in DAYS} == set(range(1, 13))
    assert sum(day.day == 1 for day in DAYS) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates(language: str) -> None:
    words = Wording(language, LOCALE)
    shown = {day: tuple(words.digits(text) for text in expected(language, day)) for day in DAYS}

    assert {day: ours(words, day) for day in DAYS} == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_that_differ_have_a_reason(language: str) -> None:
    assert (language in DIFFERENT) == any(expected(language, day) != cldr(language, day) for day in DAYS)


NAMES = {"ltr": ("A", "B", "C"), "rtl": ("\u0623", "\u0628", "\u062c")}
LISTS = {
    "en": "British usage has no comma before the last one: en-GB",
    "kk": "CLDR has no word before the last of three, and one between two: sentences have it in both",
    "ar": "CLDR puts the word for `and` between all; a comma does between the first ones, as newspapers have it",
    "fa": "CLDR puts a comma before the word for `and`, which newspapers leave out",
}
"""Languages that list three things otherwise than CLDR, and why."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists(language: str) -> None:
    words = Wording(language, LOCALE)
    names = NAMES[words.direction]
    locale = Locale.parse("en-GB" if language == "en" else language, sep="-")

    assert words.together(names[:2]) == format_list(names[:2], locale=locale)
    assert (words.together(names) == format_list(names, locale=locale)) == (language not in LISTS or language == "en")
    middle = locale.list_patterns["standard"]["middle"].format(*names[:2]).replace("\u200f", "")
    assert (words.listed(names[:2]) == middle) == (language != "ar")
    assert (words.listed(()), words.together(()), words.together(names[:1])) == ("", "", names[0])
