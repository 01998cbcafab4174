"""Numbers and citations are compared whatever signs a language parts their digits with."""

from __future__ import annotations

import pytest
from dateline.read.compared import cited, hints, numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2022, 1,000 people and 2.5 per cent", ["1000", "2022", "25"]),
        ("В 2022 году 1 000 человек и 2,5 %", ["1000", "2022", "25"]),
        ("۲۰۲۲ و ١٬٠٠٠", ["1000", "2022"]),
        ("At 22:52 on 5 January 2022", ["2022", "22", "5", "52"]),
        ("5 2022", ["2022", "5"]),
        ("[7](https://example.org/8)[@a-9, p. 10][^11] {#p12} https://example.org/13", ["7"]),
        ("1. one\n2. two 3", ["3"]),
        ("[[timeline: 2022-01-05]]", []),
    ],
)
def test_numbers_by_their_digits(text: str, found: list[str]) -> None:
    assert sorted(numbers(text).elements()) == found


def test_citations_by_their_keys() -> None:
    assert sorted(cited("A.[@b, p. 3; @c] D.[@b]").elements()) == ["b", "b", "c"]


def test_what_differs_is_told_and_nothing_else() -> None:
    assert hints("Five of 1,000.[@a]", "Пять из 1 000.[@a]") == ()
    assert hints("13 of 20.[@a; @b]", "14 из 20.[@a]") == (
        "numbers differ from the original's: only there 13; only here 14",
        "citations differ from the original's: only there b",
    )
