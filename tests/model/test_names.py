"""Names of the output's files, as systems without case and other forms of Unicode see them."""

from __future__ import annotations

import pytest
from dateline.model.address import shortened
from dateline.model.names import OWN, Names

ONE = "on many systems the two are one"


@pytest.mark.parametrize(
    ("there", "name", "told"),
    [
        ("about/index.html", "about/index.html", f"the address /about/index.html is used by {OWN}"),
        ("about/index.html", "About/index.html", f"the address /About/index.html is used by {OWN}, as /about/index.html: {ONE}"),
        ("about/index.html", "about/INDEX.HTML", f"the address /about/INDEX.HTML is used by {OWN}, as /about/index.html: {ONE}"),
        ("about/index.html", "About/plan.pdf", f"the address /About/plan.pdf is used by {OWN}, as /about: {ONE}"),
        ("about/index.html", "about", f"the address /about is used by {OWN}"),
        ("about/index.html", "ABOUT", f"the address /ABOUT is used by {OWN}, as /about: {ONE}"),
        ("plan.pdf", "plan.pdf/index.html", f"the address /plan.pdf/index.html is used by {OWN}"),
        ("stra\u00dfe.pdf", "STRASSE.pdf", f"the address /STRASSE.pdf is used by {OWN}, as /stra\u00dfe.pdf: {ONE}"),
        ("caf\u00e9.pdf", "cafe\u0301.pdf", f"the address /cafe\u0301.pdf is used by {OWN}, as /caf\u00e9.pdf: {ONE}"),
    ],
)
def test_a_name_that_is_taken(there: str, name: str, told: str) -> None:
    names = Names()

    assert names.take(there, OWN) == ""
    assert names.take(name, "content/extra/x") == told


def test_names_apart() -> None:
    names = Names()

    assert [names.take(name, "") for name in ("a/b.pdf", "a/c.pdf", "ab/b.pdf", "b.pdf", "a.pdf", "a/d/b.pdf")] == [""] * 6


@pytest.mark.parametrize(
    ("part", "short"),
    [
        ("one-two-three", "one-two-three"),
        ("one-two-three-four", "one-two-three"),
        ("one-two-threes", "one-two"),
        ("onetwothreefour", "onetwothreefo"),
    ],
)
def test_a_long_part_is_cut_between_words(part: str, short: str) -> None:
    assert shortened(part, 13) == short
