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
