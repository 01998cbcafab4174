"""Digits and signs of numbers: those that readers of a language expect, as Unicode CLDR has them (through Babel)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale, localedata
from dateline.numerals import ZEROS, Numerals, system_of
from dateline.wording import Wording

from tests.documents import Document, documents
from tests.sites import GOOD, ROOT, build, write

LOCALE = ROOT / "theme" / "locale"
LANGUAGES = ("en", *sorted(folder.name.replace("_", "-") for folder in LOCALE.iterdir() if folder.is_dir()))
PLAIN = {"de", "en", "kk", "ru", "uk"}
"""Languages in which newspapers mostly print four digits without a sign, as ISO 80000-1 (7.3.1) allows, where CLDR sets thousands apart."""


def test_every_language_of_cldr_has_its_digits() -> None:
    tags = [tag for tag in localedata.locale_identifiers() if tag != "root"]
    wrong = {tag: Locale.parse(tag).default_numbering_system for tag in tags if Locale.parse(tag).default_numbering_system != system_of(tag.replace("_", "-"))}

    assert len(tags) > 500
    assert wrong == {}


@pytest.mark.parametrize("system", ZEROS)
def test_ten_digits_follow_each_zero(system: str) -> None:
    digits = [chr(ord(ZEROS[system]) + number) for number in range(10)]
    assert [unicodedata.digit(digit) for digit in digits] == list(range(10))


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_those_of_cldr(language: str) -> None:
    words = Wording(language, LOCALE)
    locale = Locale.parse(language, sep="-")
    symbols = locale.number_symbols[locale.default_numbering_system]
    # The source of the messages sets thousands apart by a narrow space, as ISO 80000-1 does: a comma is a decimal sign to half of its readers.
    thousands = "\u202f" if language == "en" else symbols["group"]

    assert (words.numerals.thousands, words.numerals.decimal) == (thousands, symbols["decimal"])
    minimum = 2 if language in PLAIN or language == "es" else 1  # CLDR's minimumGroupingDigits
    assert words.number(1234) == words.digits("1234" if minimum == 2 else f"1{thousands}234")
    assert words.number(1234567.25) == words.digits(f"1{thousands}234{thousands}567{symbols['decimal']}25")
    percent = str(locale.percent_formats[None].pattern).replace("#,##0", words.number(12)).replace("%", symbols["percentSign"])
    assert words.percent(12) == percent.replace("\u200e", "")


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("en", 0, "0"),
        ("en", 999, "999"),
        ("en", 9999, "9999"),
        ("en", 10000, "10\u202f000"),
        ("en", -1234567.5, "-1\u202f234\u202f567.5"),
        ("es", 10000, "10.000"),
        ("tr", 1000, "1.000"),
        ("fa", 1050.5, "\u06f1\u066c\u06f0\u06f5\u06f0\u066b\u06f5"),
        ("ar", 1050.5, "1,050.5"),
        ("ar-MA", 1050.5, "1,050.5"),
        ("ar-EG", 1050.5, "\u0661\u066c\u0660\u0665\u0660\u066b\u0665"),
    ],
)
def test_numbers(language: str, value: float, said: str) -> None:
    assert Wording(language, LOCALE).number(value) == said


def test_groups_of_two_as_in_india() -> None:
    numerals = Numerals.read("latn", "1,234", "12,34,567.8")
    assert [numerals.number(value) for value in (1234, 12345, 123456, 123456789)] == ["1,234", "12,345", "1,23,456", "12,34,56,789"]


@pytest.mark.parametrize(("four", "seven"), [("1234", "1 234 567"), ("12.34", "1 234 567.8"), ("1234", "1.234,567.8"), ("1235", "1.234.567,8"), ("", "")])
def test_what_is_no_number(four: str, seven: str) -> None:
    with pytest.raises(ValueError):
        Numerals.read("latn", four, seven)


def test_a_setting_decides_which_digits() -> None:
    assert Wording("ar", LOCALE, digits="arab").number(2022) == "\u0662\u066c\u0660\u0662\u0662"
    assert Wording("fa", LOCALE, digits="latn").number(2022) == "2,022"


def test_digits_of_dates_times_and_counts() -> None:
    words = Wording("fa", LOCALE)

    assert words.clock(22, 5) == "\u06f2\u06f2:\u06f0\u06f5"
    assert words.plural("{} entry", "{} entries", 12).startswith("\u06f1\u06f2 ")
    assert words.partial("2022-01-05").text == "\u06f5 ژانویهٔ \u06f2\u06f0\u06f2\u06f2"
    assert words.partial("2022-01-05").datetime == "2022-01-05"


def test_letters_that_the_script_may_need_are_known(tmp_path: Path) -> None:
    assert set("\u06f0\u06f9\u066a") <= Wording("fa", tmp_path).letters()
    assert Wording("en", tmp_path).letters() == frozenset()


WRITTEN = re.compile(r"[0-9]")


def test_every_number_of_a_page_has_the_digits_of_its_language(tmp_path: Path) -> None:
    """Whatever is not an author's own is written with them; what machines read is not."""
    settings = f'{GOOD["pelicanconf.py"]!s}SITENAME = "رویداد"\nDEFAULT_LANG = "fa"\n'
    write(tmp_path, {**GOOD, "pelicanconf.py": settings})
    written = [str(text) for name, text in GOOD.items() if name.startswith("content/")]
    output = build(tmp_path)
    pages = documents(output)

    shown = {piece.strip("\u2066\u2067\u2068\u2069 ") for page in pages for piece in texts(page) if WRITTEN.search(piece)}
    # Prose keeps a day with its month.
    said = [piece.partition(" · ")[0].strip("\u2068\u2069").replace("\u00a0", " ") for piece in shown]
    assert [piece for piece in said if not any(piece in text for text in written)] == []
    assert 'datetime="2022-01-05T14:00+06:00">۱۴:۰۰</time>' in (output / "timeline/index.html").read_text("utf-8")
    assert ',2022-01-05T14:00' in (output / "downloads/timeline.csv").read_text("utf-8")
    assert "۲۰۲۲" not in (output / "downloads/timeline.csv").read_text("utf-8")


def texts(page: Document) -> Iterator[str]:
    """Yield all that a page says: its texts, and its attributes that are read aloud."""
    for element in page.all():
        if element.tag not in ("style", "{http://www.w3.org/2000/svg}style", "script"):
            yield element.text or ""
            yield from (element.get(name) or "" for name in ("aria-label", "title", "alt"))
        yield element.tail or ""
