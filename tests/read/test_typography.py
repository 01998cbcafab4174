"""Quotation marks, and spaces at which no line may end."""

from __future__ import annotations

import pytest
from dateline.markup.convert import Converter
from dateline.problems import Problems
from dateline.typography import bound, curly

JOIN = "\u00a0"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("5 km", f"5{JOIN}km"),
        ("5 kmh and 5 million people", f"5 kmh and 5{JOIN}million people"),
        ("12,000 tenge a litre", f"12,000{JOIN}tenge a litre"),
        ("about 5 per cent of it", f"about 5{JOIN}per{JOIN}cent of it"),
        ("by 20 %, at 15 °C, for 3 €", f"by 20{JOIN}%, at 15{JOIN}°C, for 3{JOIN}€"),
        ("see p. 3, pp. 4 and No. 12", f"see p.{JOIN}3, pp.{JOIN}4 and No.{JOIN}12"),
        ("on 5 January 2022 the 19 met", f"on 5{JOIN}January 2022 the 19 met"),
        ("5 января и 6 қаңтар, 5 Januaries", f"5{JOIN}января и 6{JOIN}қаңтар, 5 Januaries"),
        ("No. He said no. 5 went.", f"No. He said no.{JOIN}5 went."),
        ("map. 3 dots", "map. 3 dots"),
        ("in 2022 many left", "in 2022 many left"),
    ],
)
def test_numbers_keep_their_units(written: str, shown: str) -> None:
    assert bound(written) == shown
    assert bound(shown) == shown


def test_in_markdown_too_but_not_in_code() -> None:
    convert = Converter(Problems(), "Back to note {}")
    markup = convert.text("It was *20* km, **5 km** or `5 km`, [7 kg](https://example.org/5%20kg).", 1, "f.md")
    shown = markup.html.replace("&nbsp;", JOIN)
    assert f"<strong>5{JOIN}km</strong>" in shown
    assert "<code>5 km</code>" in shown
    assert f'href="https://example.org/5%20kg">7{JOIN}kg</a>' in shown


def test_straight_marks_become_round_ones() -> None:
    assert curly("""It's "so" in the '90s, 'he' said""") == "It\u2019s \u201cso\u201d in the \u201990s, \u2018he\u2019 said"
