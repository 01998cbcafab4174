"""Which letters a site uses, and which file they go into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from dateline.fonts.letters import BASIC, WIDE, arabic_of, letters_of, script_of, shared_out, unicode_range
from dateline.model.address import Html
from dateline.pages.values import Link

from tests.sites import ROOT

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
ALL = BASIC | frozenset(map(chr, range(0xA0, 0x180))) | frozenset(map(chr, range(0x370, 0x530))) - {"\u0378"}


@dataclass(frozen=True)
class Value:
    words: str
    parts: tuple[Any, ...] = ()
    number: int = 7
    other: Any = None


def test_letters_are_found_however_deep() -> None:
    deep = Value("a", (Value("b", (Value(Html("<i>Ж</i>")),)), ("ü", None)), other=Value("қ"))
    assert letters_of([deep, deep]) == frozenset("Жüқ")


def test_what_is_not_set_in_type_needs_no_letters() -> None:
    assert letters_of([Link("é", "b", title="Ж")]) == frozenset("é")


def test_style_sheets_turn_no_letter_into_another() -> None:
    """A capital that no text holds is in no file."""
    sheets = (ROOT / "theme/static/css").rglob("*.css")
    assert [sheet.name for sheet in sheets if "text-transform" in sheet.read_text("utf-8")] == []


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


@pytest.mark.parametrize("language", ["ar", "ar-EG", "fa", "ur", "kk-Arab", "ckb", "uz-Arab-AF"])
def test_languages_in_arabic_script(language: str) -> None:
    assert script_of(language) == "ARABIC"


def test_arabic_script_has_its_figures_signs_and_joiners() -> None:
    wanted = frozenset("سلامگچپژکیٹڈے٠۵،؟ًّـ\u200cﷺ")
    assert arabic_of(wanted | frozenset("abcЖ12.,«»–")) == wanted


def test_chinese_signs_come_from_chinese_fonts() -> None:
    main, other = shared_out("“中文”……é", ALL, "HAN")
    assert main == (BASIC & ALL) - WIDE | {"é"}
    assert other == frozenset()
