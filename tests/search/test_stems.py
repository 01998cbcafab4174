"""Forms of one word have one stem; other words have another."""

from __future__ import annotations

import pytest
from dateline.search.stems import _SNOWBALL, stemmer

TOGETHER = (
    ("en", "arrest", "arrested", "arrests"),
    ("ru", "правительство", "правительства", "правительству"),
    ("de", "Häuser", "Häusern"),
    ("ar", "كتاب", "الكتاب"),
    ("kk", "алматы", "алматыда", "алматының", "алматыға", "алматыдан"),
    ("kk", "тоқаев", "тоқаевтың", "тоқаевқа", "тоқаевтан", "тоқаевпен"),
    ("kk", "кітап", "кітабы", "кітаптар", "кітаптардан", "кітапты"),
    ("kk", "әкімдік", "әкімдігі", "әкімдіктің"),
    ("kk", "әуежай", "әуежайы", "әуежайға", "әуежайлар"),
    ("kk", "мектеп", "мектебінде", "мектептер"),
    ("kk", "үкімет", "үкіметі", "үкіметтің"),
)


@pytest.mark.parametrize("forms", TOGETHER, ids=lambda forms: f"{forms[0]}-{forms[1]}")
def test_forms_of_one_word(forms: tuple[str, ...]) -> None:
    stem = stemmer(forms[0])
    assert len({stem(form.lower()) for form in forms[1:]}) == 1


@pytest.mark.parametrize("pair", [("алматы", "ақтау"), ("қала", "қаза"), ("сот", "соғыс"), ("таң", "тау")])
def test_kazakh_words_that_are_two(pair: tuple[str, str]) -> None:
    assert stemmer("kk")(pair[0]) != stemmer("kk")(pair[1])


def test_little_is_left_of_no_kazakh_word() -> None:
    for word in ("ай", "оқ", "ату", "ел", "тас", "ны", ""):
        assert stemmer("kk")(word)[:2] == word[:2]


def test_each_language_that_is_named_has_an_algorithm() -> None:
    assert all(stemmer(tag)("word") for tag in _SNOWBALL)
    assert stemmer("pt-BR")("casas") == stemmer("pt")("casa")
    assert stemmer("zh-Hans")("阿拉") == "阿拉"
