"""Dates that are not known exactly, in words: in English as documented, in each language whole, with its digits."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.lists import format_list
from dateline.pages.views import Views
from dateline.read.when import parse_when
from dateline.whens import briefly, heading, of_when
from dateline.wording import Wording

from tests import docs
from tests.test_wording_cldr import LANGUAGES, LOCALE

ALMATY = ZoneInfo("Asia/Almaty")
ENGLISH = Wording("en", LOCALE)
SAID = {
    "2022-01-05?": "possibly 5 January 2022", "1984%": "possibly about 1984", "2022?-01-05": "5 January 2022 (year uncertain)",
    "2022-%01-~05": "5 January 2022 (month uncertain, month approximate, day approximate)", "198X": "1980s", "190X": "1900–1909", "19XX": "1900–1999", "00XX": "1–99",
    "2022-XX": "2022 (month unknown)", "2022-XX-XX": "2022 (day unknown)", "2022-01-XX": "January 2022 (day unknown)", "2022-21": "Spring 2022",
    "2022-32": "Winter 2022 (Southern Hemisphere)", "2022-36": "Fourth quarter of 2022", "2022-39": "Last third of 2022", "2022-41": "Second half of 2022",
    "1986/..": "1986 and onwards", "1986/": "1986 and onwards (end unknown)", "../1990": "1990 and before", "/1990": "1990 and before (beginning unknown)",
    "1984~/2004-06?": "about 1984 to possibly June 2004", "[1986..1989]": "between 1986 and 1989", "[..1989]": "1989 or earlier", "[1989..]": "1989 or later",
    "[1667,1668,1670..1672]": "1667, 1668 or between 1670 and 1672", "{1960,1961-12}": "1960 and December 1961", "{1667,1668,1670..1672}": "1667, 1668 and 1670 to 1672",
    "{..1984}": "1984 and before", "undated": "Undated", "2022-01-05T17:00?": "possibly 5 January 2022, 17:00", "198X?": "possibly 1980s",
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_in_english(written: str, said: str) -> None:
    assert of_when(ENGLISH, parse_when(written, ALMATY)).text == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language(language: str) -> None:
    words = Wording(language, LOCALE)
    said = {written: of_when(words, parse_when(written, ALMATY)).text for written in SAID}
    assert all(text and not re.search(r"[{}]", text) for text in said.values())
    assert len(set(said.values())) == len(said), "no two forms are said alike"
    if language != "en":
        assert not [text for text in said.values() if re.search(r"unknown|possibly|uncertain|between|Undated", text)]
    if words.numerals.system != "latn":
        assert not [text for text in said.values() if re.search("[0-9]", text)]


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each not in ("ar", "en", "es")])
def test_choices_are_those_of_cldr(language: str) -> None:
    names = ["A", "B", "C"]
    locale = Locale.parse(language, sep="-")
    assert re.sub("[\u2068\u2069]", "", Wording(language, LOCALE).either(names[:2])) == format_list(names[:2], "or", locale)


@pytest.mark.parametrize(
    ("written", "short", "until"),
    [
        ("2022-01-05", "", ""), ("2022-01-05T17:00~", "about 17:00", ""), ("2022-01-05 evening", "evening", ""), ("2022-01-05?", "possibly 5 January", ""),
        ("[2022-01-05..2022-01-07]", "between 5 January and 7 January", ""), ("[2021-12-31..2022-01-07]", "between 31 December 2021 and 7 January 2022", ""),
        ("198X", "", ""), ("2022", "", ""), ("2022~", "about 2022", ""), ("undated", "", ""), ("1986/..", "1986 and onwards", ""),
        ("2022-01-05/2022-01-07", "", "7 January 2022"), ("2022-01-05/2022-01-07?", "5 January to possibly 7 January", ""),
    ],
)  # fmt: skip
def test_beside_the_heading_of_its_page(written: str, short: str, until: str) -> None:
    shown = Views(ENGLISH, {}).when(parse_when(written, ALMATY))
    assert (shown.short.text, shown.until.text if shown.until else "") == (short, until)


def test_machines_get_only_what_html_has_a_form_for() -> None:
    times = {written: of_when(ENGLISH, parse_when(written, ALMATY)).datetime for written in SAID}
    assert {written: time for written, time in times.items() if time and not re.match(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?$", time)} == {}
    assert (times["198X"], times["2022-21"], times["[1986..1989]"], times["2022-01-05?"]) == ("", "", "", "2022-01-05")


def test_in_a_line() -> None:
    assert briefly(ENGLISH, parse_when("2022-01-05/2022-01-07", ALMATY)).text == "5 January 2022"
    assert briefly(ENGLISH, parse_when("1986/..", ALMATY)).text == "1986 and onwards"
    assert heading(ENGLISH, parse_when("[2022-01-05..2022-01-07]", ALMATY)).text == "January 2022"


def test_the_documentation_says_it_so() -> None:
    for written, said in docs.rows("table: when"):
        when = written.strip("`")
        if re.search(r"[?%X{\[]|\.\.|~0", when):
            assert of_when(ENGLISH, parse_when(when, ALMATY)).text in said
