"""What a correction says: in sentences, or old and new words with an arrow between them."""

from __future__ import annotations

import pytest
from dateline.problems import Misread
from dateline.read.corrections import Said, has_words, said

SAID = {
    '"two" -> "three"': Said("two", "three", ""),
    "“two”→“three”. The agency had counted one twice.[@agency]": Said("two", "three", "The agency had counted one twice.[@agency]"),
    '"two" --> "three"; so the agency.': Said("two", "three", "so the agency."),
    "«два» => «три»": Said("два", "три", ""),
    "„zwei“ → „drei“": Said("zwei", "drei", ""),
    "「二」→「三」。": Said("二", "三", ""),
    '"the "old" words" -> "the new words". Why': Said("the “old” words", "the new words", "Why"),
    "“the ‘old’ words” -> “the ‘new’ words”.": Said("the ‘old’ words", "the ‘new’ words", ""),
    "‘it’s two’ -> ‘it isn’t’": Said("it’s two", "it isn’t", ""),
    '"two" -> "three", as [the paper](https://example.org/a->b) says.': Said("two", "three", "as [the paper](https://example.org/a->b) says."),
    "An earlier version said that it was two.": Said("", "", "An earlier version said that it was two."),
    'It said "two"; it was "three".': Said("", "", 'It said "two"; it was "three".'),
    "See https://example.org/a->b.": Said("", "", "See https://example.org/a->b."),
    "The command is `a -> b`.": Said("", "", "The command is `a -> b`."),
    '"two  men" -> "three\n    men"': Said("two men", "three men", ""),
}
NO_WORDS = "there is an arrow, and not old and new words in quotation marks on both sides of it"
BROKEN = {
    "two -> three": NO_WORDS,
    "2022 → 2023": NO_WORDS,
    '"two" -> three': NO_WORDS,
    'two -> "three"': NO_WORDS,
    '"three" <- "two"': NO_WORDS,
    'It was wrong: "two" -> "three"': NO_WORDS,
    '"two" -> "three"and': NO_WORDS,
    '"old" -> "the "new" words"': "quotation marks stand inside the old or the new words, and nobody can tell where these end",
    '"" -> "three"': "the old words are missing between their quotation marks",
    "“two” → “ ”": "the new words are missing between their quotation marks",
    '"two" -> "two"': 'the old and the new words are the same: "two"',
    '"two men" -> "two  men"': 'the old and the new words are the same: "two men"',
    "\"the 'old' man\" -> \"the ‘old’ man\"": 'the old and the new words are the same: "the ‘old’ man"',
    '"one" -> "two" -> "three"': "there is a second arrow behind the new words",
    '"two [@agency]" -> "three"': '"[@agency]" has no effect here',
}


@pytest.mark.parametrize("written", SAID)
def test_what_is_said(written: str) -> None:
    assert said(written) == SAID[written]
    assert has_words(f"2022-01-09: {written}") is has_words(written) is bool(SAID[written].was)


@pytest.mark.parametrize("written", BROKEN)
def test_what_is_told(written: str) -> None:
    with pytest.raises(Misread) as told:
        said(written)
    assert (told.value.what, bool(told.value.do)) == (BROKEN[written], True)


def test_marks_inside_are_those_of_the_language() -> None:
    assert said('"er sagte "ja"" -> "er sagte nichts"', "de").was == "er sagte „ja“"
