"""Names in the order of the alphabet that their readers know."""

from __future__ import annotations

import pytest
from dateline.derive.alphabet import DIGITS, family_name, letter_of, order


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["24.kz", "de Gaulle", "Debord", "Émile", "Emma", "Özil", "Zeno", "Әли"]),
        ("de", ["Adler", "Ärger", "Azur", "Zar"]),
        ("es", ["Nube", "Ñandú", "Oca"]),
        ("ru", ["Егор", "Ёлкин", "Емельян", "Жук", "Яков", "Zas"]),
        ("kk", ["Азат", "Әли", "Бек", "Гүл", "Ғани", "Кенже", "Қайрат", "Нұр", "Ңазым", "Омар", "Өмір", "Ұлан", "Үміт", "Ыбырай", "Ілияс"]),
        ("uk", ["Ганна", "Ґалаґан", "Євген", "Жук", "Іван", "Їжак", "Йосип"]),
        ("tr", ["Can", "Çetin", "Iğdır", "İzmir", "Jale", "Ömer", "Şahin", "Ülkü"]),
        ("ar", ["أحمد", "بدر", "تمارا", "يوسف"]),
        ("fa", ["آرش", "احمد", "پری", "تهران", "چنگیز", "ژاله", "گیتی", "یاسر"]),
    ],
)
def test_names_are_sorted_as_the_language_does(language: str, names: list[str]) -> None:
    mixed = [*names[1::2], *names[::2]]

    assert sorted(mixed, key=order(language)) == names


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("«Émile»", "en", "E"), ("24.kz", "en", DIGITS), ("Ёлкин", "ru", "Е"), ("Йосип", "uk", "Й"), ("Әли", "kk", "Ә"), ("Әли", "en", "Ә"), ("izmir", "tr", "İ"),
        ("Iğdır", "tr", "I"), ("Äli", "kk-Latn", "A"), ("أحمد", "ar", "ا"), ("آرش", "fa", "آ"), ("كريم", "fa", "ک"), ("习近平", "zh-Hans", ""), ("…", "en", ""),
    ],
)  # fmt: skip
def test_a_name_stands_under_its_letter(name: str, language: str, letter: str) -> None:
    assert letter_of(name, language) == letter


def test_people_stand_under_their_family_names() -> None:
    assert family_name("Kassym-Jomart Tokayev", "en", first=False) == "Tokayev Kassym-Jomart"
    assert family_name("Xi Jinping", "en", first=True) == "Xi Jinping"
    assert family_name("习近平", "zh-Hans", first=False) == "习近平"
    assert family_name("", "en", first=False) == ""
