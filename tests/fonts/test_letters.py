"""Which letters a site uses, and which file they go into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from dateline.fonts.letters import BASIC, letters_of, script_of, shared_out, unicode_range
from dateline.model.address import Html

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
ALL = BASIC | frozenset(map(chr, range(0xA0, 0x180))) | frozenset(map(chr, range(0x370, 0x530))) - {"\u0378"}


@dataclass(frozen=True)
class Value:
    words: str
    parts: tuple[Any, ...] = ()
    number: int = 7
    other: Any = None


def test_letters_are_found_however_deep_and_in_both_cases() -> None:
    deep = Value("a", (Value("b", (Value(Html("<i>Ж</i>")),)), ("ü", None)), other=Value("қ"))
    assert letters_of([deep, deep]) == frozenset("aAbB<>/iIжЖüÜқҚ")


def test_a_letter_whose_capital_is_two() -> None:
    assert letters_of([Value("ß")]) == frozenset("ßS")


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en", "LATIN"), ("ru", "CYRILLIC"), ("kk", "CYRILLIC"), ("kk-KZ", "CYRILLIC"), ("kk-Latn", "LATIN"), ("sr-Cyrl-RS", "CYRILLIC"),
        ("sr-Latn", "LATIN"), ("el", "GREEK"), ("tr", "LATIN"), ("RU", "CYRILLIC"), ("zz", "LATIN"),
    ],
)  # fmt: skip
def test_the_script_of_a_language(language: str, script: str) -> None:
    assert script_of(language) == script


def test_an_english_site_keeps_kazakh_names_apart() -> None:
    main, other = shared_out("Ürümqi" + KAZAKH, ALL, "LATIN")
    assert other == frozenset(KAZAKH)
    assert main == BASIC & ALL | frozenset("Üü")


def test_a_kazakh_site_has_its_letters_in_the_main_file() -> None:
    main, other = shared_out("Ürümqi" + KAZAKH, ALL, "CYRILLIC")
    assert other == frozenset("Üü")
    assert main == BASIC & ALL | frozenset(KAZAKH)


def test_what_the_font_lacks_is_asked_of_no_file() -> None:
    main, other = shared_out("中文عربي", ALL, "LATIN")
    assert (main, other) == (BASIC & ALL, frozenset())


def test_ranges_draw_neighbours_together() -> None:
    assert unicode_range("cabzé") == "U+61-63,U+7A,U+E9"
    assert unicode_range("") == ""
