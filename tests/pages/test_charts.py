"""What stands beside the marks of charts and of the strip: no number is written as if it were exact, no line is left without its meaning."""

from __future__ import annotations

import pytest
from dateline.pages.charts import chart_view
from dateline.pages.strips import strip_view
from dateline.read.amounts import Bounds
from dateline.wording import Wording

from tests.desks import desk
from tests.nouns import entry, event, figure, report
from tests.test_wording_cldr import LOCALE


def test_a_mark_says_what_is_not_exact() -> None:
    said: list[tuple[float | Bounds, bool]] = [(3.0, True), (Bounds(5, 8), False), (Bounds(9, None), False), (Bounds(None, 11), False), (12.0, False)]
    found = figure(*(report(value, "A", as_of=f"2022-01-{day:02}", about=about) for day, (value, about) in enumerate(said, 1)))
    view = chart_view(Wording("en", LOCALE), found, lambda number: f"{number:g}", lambda each: str(each.value))
    assert [point.label and point.label.text for point in view.points] == ["≈3", "5–8", "≥9", "≤11", "12"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("2022-01-05/2022-01-07", [("Also going on", False)]),
        ("[2022-01-05,2022-01-07]", [("Known less exactly", True)]),
        ("2022-01-05", []),
    ],
)
def test_a_line_below_the_strip_says_what_it_means(written: str, key: list[tuple[str, bool]]) -> None:
    view = strip_view(desk(event()), [entry("e", written), entry("f", "2022-01-06")])
    assert [(line.text, line.dotted) for line in view.key] == key
    assert view.lines == bool(key)
