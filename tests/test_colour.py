"""Contrast and OKLCH, against the figures of WCAG and of CSS Color 4."""

from __future__ import annotations

import pytest
from dateline.colour import Oklch, contrast, in_srgb, luminance, oklch
from hypothesis import given
from hypothesis import strategies as st

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#000000", 0), ("#ffffff", 1), ("#ff0000", 0.2126), ("#00ff00", 0.7152), ("#0000ff", 0.0722), ("#808080", 0.2159)],
)
def test_luminance_is_that_of_wcag(colour: str, expected: float) -> None:
    assert luminance(colour) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        # #767676 is the palest grey that reaches 4.5:1 on white; #777777 is the one that does not.
        ("#000000", 21), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.00), ("#0000ff", 8.59), ("#ffffff", 1),
    ],
)  # fmt: skip
def test_contrast_on_white_is_that_of_wcag_in_either_order(colour: str, expected: float) -> None:
    assert contrast(colour, "#ffffff") == pytest.approx(expected, abs=0.005)
    assert contrast("#ffffff", colour) == contrast(colour, "#ffffff")


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [
        # The colours of the tests that browsers share for oklch(), and the corners of sRGB.
        ("#7d2329", 0.40101, 0.12332, 21.555),
        ("#c65d06", 0.59686, 0.15619, 49.7694),
        ("#9d9318", 0.65125, 0.13138, 104.097),
        ("#68a639", 0.66016, 0.15546, 134.231),
        ("#62acef", 0.72322, 0.12403, 247.996),
        ("#ff0000", 0.62796, 0.25768, 29.234),
        ("#00ff00", 0.86644, 0.29483, 142.495),
        ("#0000ff", 0.45201, 0.31321, 264.052),
    ],
)
def test_oklch_is_that_of_css(colour: str, lightness: float, chroma: float, hue: float) -> None:
    found = oklch(colour)

    # The figures are of colours with fractions; eight bits are up to half a step away from them.
    assert found.lightness == pytest.approx(lightness, abs=0.002)
    assert found.chroma == pytest.approx(chroma, abs=0.002)
    assert found.hue == pytest.approx(hue, abs=0.7)
    assert in_srgb(Oklch(lightness, chroma, hue)) == colour


@pytest.mark.parametrize(("colour", "lightness"), [("#000000", 0), ("#ffffff", 1), ("#808080", 0.59987)])
def test_greys_have_no_chroma(colour: str, lightness: float) -> None:
    assert oklch(colour).lightness == pytest.approx(lightness, abs=1e-4)
    assert oklch(colour).chroma == pytest.approx(0, abs=1e-4)


@given(colour=COLOURS)
def test_every_colour_comes_back_from_oklch(colour: str) -> None:
    assert in_srgb(oklch(colour)) == colour


@given(
    lightness=st.floats(0.15, 0.95),
    chroma=st.floats(0.1, 0.5),
    hue=st.floats(0, 359),
)
def test_what_srgb_has_not_keeps_lightness_and_hue(lightness: float, chroma: float, hue: float) -> None:
    found = oklch(in_srgb(Oklch(lightness, chroma, hue)))

    assert found.lightness == pytest.approx(lightness, abs=0.01)
    assert found.chroma <= chroma + 0.01
    if found.chroma > 0.06:
        # Below that, rounding to eight bits turns the hue further than a few degrees.
        assert abs((found.hue - hue + 180) % 360 - 180) < 5


@pytest.mark.parametrize(("lightness", "colour"), [(-0.1, "#000000"), (0, "#000000"), (1, "#ffffff"), (1.1, "#ffffff")])
def test_beyond_all_colours_is_black_and_white(lightness: float, colour: str) -> None:
    assert in_srgb(Oklch(lightness, 0.1, 100)) == colour
