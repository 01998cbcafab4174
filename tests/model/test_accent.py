"""The accent: what can be read in each colour scheme, and what is proposed where it cannot."""

from __future__ import annotations

import re
from itertools import product

import pytest
from dateline.colour import contrast, oklch
from dateline.model.accent import DARK, LEAST, LIGHT, Scheme, accent, faults, hardest, in_the_dark, readable
from dateline.model.nouns import Accent
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
TOKENS = re.sub(r"/\*.*?\*/", "", (ROOT / "theme/static/css/tokens.css").read_text("utf-8"), flags=re.DOTALL)


def block(words: str) -> dict[str, str]:
    """Return the custom properties of the first `:root` behind some words of tokens.css."""
    body = TOKENS[TOKENS.index(words) :].partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", body))


LIGHT_TOKENS = block("@layer tokens")
DARK_TOKENS = LIGHT_TOKENS | block("prefers-color-scheme: dark")
PRINT_TOKENS = LIGHT_TOKENS | block("@media print")


def colour(name: str, tokens: dict[str, str]) -> str:
    """Return the colour of a token, `#rrggbb`, without an event's own."""
    value = tokens[name]
    while value.startswith("var("):
        value = tokens[re.findall(r"--[\w-]+", value)[-1]]
    digits = value.removeprefix("#")
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def turned(one: str, other: str) -> float:
    """Return by how many degrees the hues of two colours differ."""
    return abs((oklch(one).hue - oklch(other).hue + 180) % 360 - 180)


@pytest.mark.parametrize(("scheme", "tokens"), [(LIGHT, LIGHT_TOKENS), (DARK, DARK_TOKENS)], ids=["light", "dark"])
def test_grounds_are_those_of_the_theme(scheme: Scheme, tokens: dict[str, str]) -> None:
    assert scheme.grounds == (colour("--paper", tokens), colour("--tint", tokens))


@pytest.mark.parametrize(("scheme", "tokens"), [(LIGHT, LIGHT_TOKENS), (DARK, DARK_TOKENS)], ids=["light", "dark"])
def test_the_themes_own_accent_can_be_read(scheme: Scheme, tokens: dict[str, str]) -> None:
    assert hardest(colour("--accent", tokens), scheme)[0] >= LEAST


def test_an_events_own_accent_comes_before_the_themes() -> None:
    assert LIGHT_TOKENS["--accent"].startswith("var(--event-accent, ")
    assert DARK_TOKENS["--accent"].startswith("var(--event-accent-dark, ")


def test_what_can_be_read_on_light_paper_can_be_read_in_print() -> None:
    for name in ("--paper", "--tint"):
        assert contrast(colour(name, PRINT_TOKENS), "#000000") >= contrast(LIGHT.grounds[1], "#000000")
    assert PRINT_TOKENS["--accent"] == LIGHT_TOKENS["--accent"]


@SCHEMES
@given(colour=COLOURS)
def test_a_proposal_can_be_read_and_keeps_its_hue(scheme: Scheme, colour: str) -> None:
    proposed = readable(colour, scheme)

    for ground in scheme.grounds:
        assert contrast(proposed, ground) >= 7
    if min(oklch(colour).chroma, oklch(proposed).chroma) > 0.06:
        # Below that, rounding to eight bits turns the hue further than a few degrees.
        assert turned(colour, proposed) < 5
    if all(contrast(colour, ground) >= 7 for ground in scheme.grounds):
        assert proposed == colour


@SCHEMES
@given(colour=COLOURS)
def test_a_proposal_goes_no_further_than_it_must(scheme: Scheme, colour: str) -> None:
    proposed = readable(colour, scheme)

    if proposed != colour:
        assert hardest(proposed, scheme)[0] < 7.5
        assert readable(proposed, scheme) == proposed


@given(colour=COLOURS)
def test_the_dark_scheme_has_a_light_and_quiet_colour_of_the_same_hue(colour: str) -> None:
    found = in_the_dark(colour)

    for ground in DARK.grounds:
        assert contrast(found, ground) >= 7
    assert oklch(found).lightness >= 0.815
    assert oklch(found).chroma <= 0.095
    if min(oklch(colour).chroma, oklch(found).chroma) > 0.06:
        assert turned(colour, found) < 5


def test_no_colour_can_be_read_on_both_papers() -> None:
    """Why there are two: even of 4.5:1, the darkest that dark paper allows is too light for light paper."""
    greys = [f"#{grey:02x}{grey:02x}{grey:02x}" for grey in range(256)]
    best = max(min(contrast(grey, ground) for ground in (LIGHT.grounds[0], DARK.grounds[0])) for grey in greys)

    assert best < 4.5


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((), None),
        (("#0b4f5c",), Accent("#0b4f5c", in_the_dark("#0b4f5c"))),
        (("#0b4f5c", "#9fd0d9"), Accent("#0b4f5c", "#9fd0d9")),
    ],
)
def test_the_second_colour_is_written_or_derived(written: tuple[str, ...], expected: Accent | None) -> None:
    assert accent(written) == expected


@pytest.mark.parametrize(("light", "dark"), [*product(("#0b4f5c", "#ff0000"), ("#9fd0d9", "#333333"))])
def test_each_colour_is_held_against_its_own_scheme(light: str, dark: str) -> None:
    told = " ".join(what for what, _ in faults((light, dark)))

    assert ("#ff0000 is too pale to read on light paper" in told) == (light == "#ff0000")
    assert ("#333333 is too dark to read on dark paper" in told) == (dark == "#333333")


def test_a_ratio_is_never_told_as_one_that_would_do() -> None:
    assert hardest("#0d4ab2", LIGHT)[0] == pytest.approx(6.986, abs=0.001)
    ((what, _),) = faults(("#0d4ab2",))
    assert "(6.9:1 on #f3f0e8, text needs 7:1)" in what
