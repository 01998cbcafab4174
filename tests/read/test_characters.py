"""Characters that do not show: told, taken for blanks, or left where they belong."""

from __future__ import annotations

import unicodedata

import pytest
from dateline.read.characters import (
    cleaned,
    forbidden,
    forbidden_references,
    normalised,
    normalised_markdown,
    normalised_yaml,
    plain,
    trimmed,
    unpaired,
    visible,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("number", [0, 8, 0xB, 0xC, 0x1B, 0x1F, 0x7F, 0x80, 0x81, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_what_no_format_may_hold(number: int) -> None:
    (fault,) = forbidden(f"one\ntwo {chr(number)} three {chr(number)}\n")
    assert fault.line == 1
    assert fault.what == f"the character U+{number:04X} is not allowed"
    assert "delete it" in fault.do
    assert not list(forbidden(cleaned(chr(number))))


@pytest.mark.parametrize("letter", list("\t\n\r aé\u00a0\u00ad\u200b\u200c\u200d\u200f\u2028\ue000\ufdcf\ufdf0\ufeff\ufffd\U0001f600"))
def test_what_every_format_may_hold(letter: str) -> None:
    assert not list(forbidden(letter))


def test_what_windows_has_in_the_place_of_a_control_is_offered() -> None:
    assert [fault.do for fault in forbidden("It\x92s\x85\x81")] == [
        'write "’" in its place, or delete it',
        'write "…" in its place, or delete it',
        "delete it",
    ]


def test_references_to_what_no_format_may_hold() -> None:
    told = ["&#11;", "&#0011", "&#xB;", "&#XD800;", "&#xfffe;", "&#0;", "&#1114112;", "&#99999999999999999999;"]
    assert list(forbidden_references(" ".join(told))) == told
    assert not list(forbidden_references("&#9; &#10; &#65; &#x1F600; &amp;#11; R&D #11;"))


VISIBLE = ["a", "—", "…", "日", "١", "👩\u200d👩\u200d👧", "\u200bx", "é"]
INVISIBLE = ["", " \t", "\u00a0", "\u200b\u200d", "\u202e\u202c", "\u0301", "\ufe0f", "\u3164", "\u2800", "\u00ad", "\u3000", "\x0b"]


def test_visible() -> None:
    assert [text for text in VISIBLE if not visible(text)] == []
    assert [text for text in INVISIBLE if visible(text)] == []


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("\u200b A river\u00a0\u200b", "A river"),
        ("\ufeffA\u00a0river\u3000", "A\u00a0river"),
        ("2022-05-02\u200e", "2022-05-02"),
        # The mark puts the full stop on its left side, where the sentence ends.
        ("\u200fהנהר עולה!\u200f", "\u200fהנהר עולה!\u200f"),
        ("می\u200cآید", "می\u200cآید"),
        ("ه\u200d", "ه\u200d"),
    ],
)
def test_trimmed(written: str, made: str) -> None:
    assert trimmed(written) == made


@pytest.mark.parametrize(
    ("written", "made"),
    [("\u200bfl\u00adood\u00a0", "flood"), ("2022-05-02\u202f14:30\u200e", "2022-05-02 14:30"), (" a b ", "a b"), ("\u2060", "")],
)
def test_plain(written: str, made: str) -> None:
    assert plain(written) == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("\u00a0\u00a0- one\n\u3000\u200b two\u00a0\n", "  - one\n  two\n"),
        ("one\n\u00a0\u200b\ntwo", "one\n \ntwo"),
        ("one\u2028two", "one two"),
        ("10\u00a0km, sou\u00adper, نمی\u200cدانم", "10\u00a0km, sou\u00adper, نمی\u200cدانم"),
        ("[[figure\u00a0: rain\u200b]]\u200b", "[[figure : rain]]"),
        ("\ufeff![](boats.jpg){: .wide}\u200e", "![](boats.jpg){: .wide}"),
        ("Wet.[@\u200bgazette\u00a0;\u00a0@mayor, p.\u00a03\u200b]", "Wet.[@gazette ; @mayor, p.\u00a03]"),
        ("![\u200b](\u200bboats.jpg\u00a0)", "![](boats.jpg )"),
        ("[a\u00a0b](https://example.org/\u200b)", "[a\u00a0b](https://example.org/)"),
        ("plain\n  text", "plain\n  text"),
    ],
)
def test_markdown_without_what_does_not_show(written: str, made: str) -> None:
    assert normalised_markdown(written) == made


def test_yaml_without_what_does_not_show() -> None:
    written = "rain:\u200b\n\u00a0 title\u00a0:\u00a0A\u00a0B\n  reports:\n  -\u00a0value:\u00a05\n    note: 'a\u00a0: b'\n"
    assert normalised_yaml(written) == "rain:\n  title: A\u00a0B\n  reports:\n  - value: 5\n    note: 'a\u00a0: b'\n"


@given(st.text())
def test_no_line_moves(text: str) -> None:
    for made in (normalised(text), normalised_markdown(text), normalised_yaml(text)):
        assert made.count("\n") == text.count("\n")


PAIRED = ["\u202bשלום\u202c.", "\u2067a\u2069 \u2068b\u2069", "\u202a\u202ba\u202c\u202c", "- \u2067a\u2069\n- \u2067b\u2069", "no", "\u200fa"]
ALONE = {
    "\u202eexe": ["the character U+202E changes the direction of all that follows"],
    "\u2067a\n\nb\u2069": ["the character U+2067 changes the direction of all that follows", "the character U+2069 ends a change of direction that nothing began"],
    "- \u2067a\n- b": ["the character U+2067 changes the direction of all that follows"],
    "a\u202c": ["the character U+202C ends a change of direction that nothing began"],
    "\u2067\u202ba\u2069": ["the character U+202B changes the direction of all that follows"],
}


@pytest.mark.parametrize("text", PAIRED)
def test_bidi_controls_in_pairs(text: str) -> None:
    assert not list(unpaired(text))
    assert cleaned(text) == text


@pytest.mark.parametrize("text", ALONE)
def test_bidi_controls_alone(text: str) -> None:
    assert ALONE[text][0] in [fault.what for fault in unpaired(text)]
    assert not list(unpaired(cleaned(text)))


def test_a_bidi_control_is_told_on_its_line() -> None:
    assert [fault.line for fault in unpaired("one\n\n\u202etwo\nthree\n\nfour\u202c\n")] == [2, 5]


@given(st.text(alphabet=st.sampled_from("a\n -\x00\x0b\ud800\ufffe\u202a\u202e\u202c\u2067\u2069\u200b")))
def test_cleaned_is_clean(text: str) -> None:
    made = cleaned(text)
    assert not list(forbidden(made))
    assert not list(unpaired(made))
    assert all(unicodedata.category(letter) != "Cs" for letter in made)
