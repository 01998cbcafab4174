"""Cells that a spreadsheet would run."""

from __future__ import annotations

import pytest
from dateline.cells import defused, undefused


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+7 701",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\n=1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM(A1)",
        "\ufe661",
        " =1",
        "\u00a0=1",
        "\u3000=1",
        "\ufeff=1",
        "\u200b+1",
        '"=1"',
        "'=1",
        "' \"-1",
    ],
)
def test_a_formula_gets_an_apostrophe_that_is_taken_off_again(cell: str) -> None:
    assert defused(cell) == f"'{cell}"
    assert undefused(defused(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a = b", "5 - 3", "\u2014 he said", "'tis", '"So it is," she said.', " plain", "\u221d", "\u00a35"])
def test_all_else_stays(cell: str) -> None:
    assert defused(cell) == undefused(cell) == cell
