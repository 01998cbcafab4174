"""The table of plural forms says what Unicode CLDR does."""

import pytest
from babel import Locale, localedata
from dateline.catalogues import plural_rule
from dateline.plurals import PLURALS, categories, category, plural_forms

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
NUMBERS = range(1001)
LEFT_OUT = {"kw"}
"""Cornish: its rule for thousands fills three lines."""


@pytest.mark.parametrize("language", sorted(PLURALS))
def test_a_language_has_the_forms_of_cldr(language: str) -> None:
    rule = Locale.parse(language).plural_form
    said = [rule(number) for number in NUMBERS]
    order = [category for category in CATEGORIES if category in said]

    assert plural_rule(PLURALS[language]) == (len(order), tuple(order.index(category) for category in said))


@pytest.mark.parametrize("language", sorted(PLURALS))
def test_a_number_has_the_category_of_cldr(language: str) -> None:
    rule = Locale.parse(language).plural_form
    numbers = [*range(300), 1000, 1001, 123_456, 0.5, 1.5, 2.25, 7.5]

    assert [category(language, number) for number in numbers] == [rule(number) for number in numbers]
    assert set(categories(language)) == {rule(number) for number in NUMBERS}


def test_of_a_language_that_is_not_known_one_is_one() -> None:
    assert [category("qaa", number) for number in (1, 2, 1.5)] == ["one", "other", "other"]
    assert categories("qaa") == CATEGORIES


def test_no_language_with_several_forms_is_left_out() -> None:
    several = {
        language
        for language in localedata.locale_identifiers()
        if "_" not in language and len({Locale.parse(language).plural_form(number) for number in NUMBERS}) > 1
    }

    assert several - PLURALS.keys() == LEFT_OUT


def test_what_a_tag_leads_to() -> None:
    assert plural_forms("kk-Arab") == plural_forms("kk") == "nplurals=2; plural=(n != 1);"
    assert plural_forms("pt-BR") != plural_forms("pt-PT")
    assert plural_forms("zh_Hans") == "nplurals=1; plural=(0);"
    assert category("ru-RU", 232) == "few"
    assert plural_forms("qaa") == ""
