"""The one spelling in which what is typed and what is told meet."""

from __future__ import annotations

import pytest
from dateline.search.spelling import spelt, words

ALIKE = (
    ("Алматы", "Almaty"),
    ("Назарбаев", "Nazarbayev", "Nazarbaev"),
    ("Тоқаев", "Токаев", "Tokayev", "Tokaev"),
    ("Жаңаөзен", "Жанаозен", "Zhanaozen", "Janaozen"),
    ("Қазақстан", "Казахстан", "Kazakhstan", "Qazaqstan"),
    ("Маңғыстау", "Мангистау", "Mangystau", "Manghystau"),
    ("Ерлан", "Yerlan"),
    ("Смайылов", "Смаилов", "Smailov"),
    ("Дмитрий", "Dmitry"),
    ("Сергей", "Sergei", "Sergey"),
    ("Шымкент", "Shymkent"),
    ("отключён", "отключен"),
    ("café", "cafe\u0301", "CAFE"),
    ("İstanbul", "istanbul"),
    ("Straße", "strasse"),
    ("أحمد", "احمد", "أَحْمَد"),
    ("٢٠٢٢", "۲۰۲۲", "2022"),
    ("12,345", "12\u00a0345", "12345"),
)


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_names_that_are_one(names: tuple[str, ...]) -> None:
    assert len({spelt(word) for name in names for word in words(name)}) == 1


@pytest.mark.parametrize("pair", [("Almaty", "Aktau"), ("дом", "дым"), ("Минск", "Москва"), ("1", "10")])
def test_words_that_are_two(pair: tuple[str, str]) -> None:
    assert spelt(pair[0].lower()) != spelt(pair[1].lower())


def test_words_of_a_text() -> None:
    assert words("Alma-Ata's 12,345 people, 5 January 2022.") == ["alma", "ata", "s", "12,345", "people", "5", "january", "2022"]
    assert words("1,2 and 1234,567") == ["1", "2", "and", "1234,567"]
    assert words("在阿拉木图 5 天") == ["在阿", "阿拉", "拉木", "木图", "5", "天"]
    assert words("") == []
