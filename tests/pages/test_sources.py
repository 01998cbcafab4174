"""The page of all sources: how much of what cites them it can name."""

from __future__ import annotations

import pytest
from dateline.pages.sources import share


@pytest.mark.parametrize(
    ("counts", "each"),
    [([], 1), ([0, 0], 1), ([3, 40, 0], 40), ([600, 400], 600), ([600, 401], 500), ([30] * 200, 5), ([9_000, *[0] * 199], 5)],
)
def test_all_that_cites_them_while_that_is_little_else_the_same_share_for_each(counts: list[int], each: int) -> None:
    assert share(counts) == each
