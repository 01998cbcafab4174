"""Key figures as they are written: numbers, per cent and "about" in the page's language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dateline.pages.views import Views
from dateline.wording import Wording

from tests.nouns import figure, report
from tests.sites import ROOT

LOCALE = ROOT / "theme" / "locale"
FIGURE = figure(report(5.0, "A", about=True), report(12.5, "B"), report("dozens", "C"))


@pytest.mark.parametrize(
    ("language", "values", "spread"),
    [
        ("en", ("about 5%", "12.5%", "dozens"), "5% to 12.5%, by who counts"),
        ("de", ("etwa 5\u00a0%", "12,5\u00a0%", "dozens"), "5\u00a0% bis 12,5\u00a0%, je nach Zählung"),
        ("tr", ("yaklaşık %5", "%12,5", "dozens"), "Kaynağa göre %5 ile %12,5 arasında"),
        ("fa", ("حدود ۵٪", "۱۲٫۵٪", "dozens"), "از ۵٪ تا ۱۲٫۵٪، بسته به منبع شمارش"),
    ],
)
def test_per_cent_stands_with_its_number(language: str, values: tuple[str, ...], spread: str) -> None:
    shown = Views(Wording(language, LOCALE), {}).figure(replace(FIGURE, unit="%"))

    assert (tuple(each.value for each in shown.reports), shown.spread) == (values, spread)
    assert (shown.unit, shown.counted) == ("%", "")


def test_another_unit_stands_behind_the_number() -> None:
    shown = Views(Wording("ru", LOCALE), {}).figure(replace(figure(report(12000.0, "A", about=True)), unit="человек"))

    assert (shown.before, shown.value, shown.after, shown.counted) == ("около", "12\u00a0000", "", "человек")


PEOPLE = {
    "ru": (("alone", "люди"), ("few", "человека"), ("many", "человек"), ("one", "человек"), ("other", "человека")),
    "en": (("one", "person"), ("other", "people")),
}


@pytest.mark.parametrize(
    ("language", "value", "word"),
    [("ru", 232.0, "человека"), ("ru", 238.0, "человек"), ("ru", 241.0, "человек"), ("ru", 1.5, "человека"), ("ru", "десятки", "люди"), ("en", 1.0, "person"), ("en", 2.0, "people")],
)
def test_a_unit_follows_its_number(language: str, value: float | str, word: str) -> None:
    of = replace(figure(report(value, "A")), unit=dict(PEOPLE[language]).get("alone", "people"), forms=PEOPLE[language])
    shown = Views(Wording(language, LOCALE), {}).figure(of)

    assert (shown.counted, shown.unit) == (word, of.unit)


def test_words_of_another_language_have_one_form_where_a_category_is_missing() -> None:
    of = replace(figure(report(232.0, "A")), unit="people", forms=PEOPLE["en"])

    assert Views(Wording("ru", LOCALE), {}).figure(of).counted == "people"
