"""Amounts that are not one number."""

from __future__ import annotations

from contextlib import suppress

import pytest
from dateline.problems import Misread
from dateline.read.amounts import Bounds, bounds
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("160 to 164", 160, 164),
        ("160-164", 160, 164),
        ("160 – 164", 160, 164),
        ("50–60", 50, 60),
        ("50—60", 50, 60),
        ("-5 to 3.5", -5, 3.5),
        ("-5--3", -5, -3),
        ("1_000 TO 2000", 1000, 2000),
        ("at least 164", 164, None),
        ("At  most 0.5", None, 0.5),
    ],
)
def test_what_an_amount_lies_between(written: str, low: float | None, high: float | None) -> None:
    assert bounds(written) == Bounds(low, high)


@pytest.mark.parametrize("written", ["dozens", "hundreds to thousands", "about 512", "more than 200", "at least a dozen", "2022-01", "2022-01-05", "24/7", "10 to 12 boats", "to 5", ""])
def test_what_is_words(written: str) -> None:
    assert bounds(written) is None


@pytest.mark.parametrize("written", ["164 to 160", "24-7", "160 to 160", "at least 20,000", "10 000 to 20 000", "1 to 9007199254740993"])
def test_what_is_neither(written: str) -> None:
    with pytest.raises(Misread):
        bounds(written)


@given(st.integers(-(10**6), 10**6) | st.none(), st.integers(-(10**6), 10**6) | st.none())
def test_what_is_written_is_read_back(low: int | None, high: int | None) -> None:
    if (low is not None or high is not None) and (low is None or high is None or low < high):
        said = Bounds(low, high)
        assert bounds(str(said)) == said


@given(st.text(max_size=20))
def test_no_text_is_too_much(written: str) -> None:
    with suppress(Misread):
        bounds(written)
