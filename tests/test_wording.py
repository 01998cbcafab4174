"""Times that have passed, in words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateline.read.when import parse_when
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


LOCALE = ROOT / "theme" / "locale"
ALMATY, BERLIN = ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("language", "whole", "short", "end", "with_day"),
    [
        ("en", "5 January 2022, evening", "evening", "evening", "6 January, evening"),
        ("ru", "5 января 2022\u202fг., вечером", "вечером", "вечера", "вечера 6 января"),
        ("kk", "2022\u202fж. 5 қаңтар, кешке", "кешке", "кешке", "6 қаңтар, кешке"),
        ("es", "5 de enero de 2022, en la tarde-noche", "en la tarde-noche", "la tarde-noche", "la tarde-noche del 6 de enero"),
        ("zh-Hans", "2022年1月5日 晚间", "晚间", "晚间", "1月6日 晚间"),
    ],
)
def test_a_part_of_a_day_has_forms_of_its_own(language: str, whole: str, short: str, end: str, with_day: str) -> None:
    words = Wording(language, LOCALE)
    evening, next_evening = (parse_when(f"2022-01-0{day} evening", ALMATY).stands for day in (5, 6))

    assert (words.full(evening).text, words.within(evening).text) == (whole, short)
    assert (words.end(evening, evening).text, words.end(next_evening, evening).text) == (end, with_day)


@pytest.mark.parametrize(
    ("written", "english", "russian", "spanish"),
    [
        ("2022-01-06T05:00", "until 6 January, 05:00", "до 05:00 6 января", "hasta las 05:00 del 6 de enero"),
        ("2023-01-06T05:00", "until 6 January 2023, 05:00", "до 05:00 6 января 2023\u202fг.", "hasta las 05:00 del 6 de enero de 2023"),
        ("2022-01-05T23:10", "until 23:10", "до 23:10", "hasta las 23:10"),
        ("2022-01-05 night", "until night", "до ночи", "hasta la noche"),
        ("2022-01-07", "until 7 January 2022", "до 7 января 2022\u202fг.", "hasta el 7 de enero de 2022"),
        ("2022-02", "until February 2022", "до февраля 2022\u202fг.", "hasta febrero de 2022"),
        ("2023", "until 2023", "до 2023\u202fг.", "hasta 2023"),
    ],
)
def test_what_stands_behind_until(written: str, english: str, russian: str, spanish: str) -> None:
    when = parse_when(f"2022-01-05/{written}" if len(written) < 11 else f"2022-01-05T20:00/{written}", ALMATY)
    assert when.end
    for language, said in (("en", english), ("ru", russian), ("es", spanish)):
        words = Wording(language, LOCALE)
        until = words("until %(time)s") % {"time": words.end(when.end, when.stands).text}
        assert until == said


@pytest.mark.parametrize(
    ("time", "turkish", "kazakh"),
    [
        ("05:00", "saat 05:00’e kadar", "сағат 05:00-ге дейін"),
        ("09:00", "saat 09:00’a kadar", "сағат 09:00-ге дейін"),
        ("20:00", "saat 20:00’ye kadar", "сағат 20:00-ге дейін"),
        ("00:00", "saat 00:00’a kadar", "сағат 00:00-ге дейін"),
        ("18:30", "saat 18:30’a kadar", "сағат 18:30-ға дейін"),
        ("18:40", "saat 18:40’a kadar", "сағат 18:40-қа дейін"),
        ("18:05", "saat 18:05’e kadar", "сағат 18:05-ке дейін"),
        ("18:16", "saat 18:16’ya kadar", "сағат 18:16-ға дейін"),
        ("18:57", "saat 18:57’ye kadar", "сағат 18:57-ге дейін"),
    ],
)
def test_the_ending_behind_a_clock_time_is_as_it_is_spoken(time: str, turkish: str, kazakh: str) -> None:
    when = parse_when(f"2022-01-05T01:02/2022-01-05T{time}" if time > "01:02" else f"2022-01-04T01:02/2022-01-05T{time}", ZoneInfo("Asia/Almaty"))
    assert when.start
    assert when.end
    for language, said in (("tr", turkish), ("kk", kazakh)):
        words = Wording(language, LOCALE)
        until = words("until %(time)s") % {"time": words.end(when.end, when.start).text}
        assert until.endswith(said)


def test_a_time_that_the_clocks_showed_twice_says_its_offset_where_no_zone_stands_beside_it() -> None:
    first, second, other = (parse_when(written, BERLIN).stands for written in ("2022-10-30T02:30+02:00", "2022-10-30T02:30+01:00", "2022-10-30T03:30"))

    assert [WORDS.alone(moment).text for moment in (first, second, other)] == [
        "30 October 2022, 02:30 (UTC+2)",
        "30 October 2022, 02:30 (UTC+1)",
        "30 October 2022, 03:30",
    ]
    assert WORDS.alone(first, about=True).text == "30 October 2022, about 02:30 (UTC+2)"
    assert WORDS.alone(parse_when("2022-10-30 night", BERLIN).stands).text == "30 October 2022, night"
    assert WORDS.full(first).text == "30 October 2022, 02:30", "its zone is said once, where it stands by itself"


def test_the_offset_stands_wherever_the_time_does(site: Path) -> None:
    entry = (site / "content/timeline/2022-01-05-square.md").read_text("utf-8")
    twice = entry.replace("2022-01-05T14:00", "2024-02-29T23:30+06:00").replace("Slug: square", "Slug: clocks")
    assert twice.count("23:30") == twice.count("clocks") == 1  # Almaty's clocks went back from 24:00 to 23:00
    write(site, {"content/timeline/clocks.md": twice})
    pages = [file.read_text("utf-8") for file in build(site).rglob("*.html")]

    behind = [found for page in pages for found in re.findall(r"29 February 2024, 23:30(.{,60})", page)]
    assert {"lists" if found.startswith(" (UTC+6)") else found.split("<", 2)[2].partition("/")[0] for found in behind} == {"lists", 'span class="zone">UTC+6<'}


def test_an_excerpt_of_the_timeline_says_its_day_in_words(good_site: Path) -> None:
    page = (good_site / "output/articles/first/index.html").read_text("utf-8")

    assert 'aria-label="From the timeline: 5 January 2022"' in page


@pytest.mark.parametrize(
    ("count", "told"),
    [(900, "0.9 kB"), (9_999, "10 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (1_234_000, "1.2 MB"), (12_345_678, "12 MB"), (1_234_567_890, "1235 MB")],
)
def test_sizes_are_in_the_unit_that_leaves_few_digits(count: int, told: str) -> None:
    assert WORDS.size(count) == told


def test_sizes_have_the_unit_and_the_digits_of_the_language() -> None:
    sizes = {language: Wording(language, ROOT / "theme/locale").size(1_234_000) for language in ("de", "fr", "ru", "kk", "fa")}
    assert sizes == {"de": "1,2\xa0MB", "fr": "1,2\xa0Mo", "ru": "1,2\xa0МБ", "kk": "1,2\xa0МБ", "fa": "۱٫۲\xa0مگابایت"}
