"""Values that are plain words: with the marks of their language, and without marks of Markdown."""

from __future__ import annotations

import pytest
from dateline.problems import Misread
from dateline.read.values import in_language, name_or_address, prose, text


def test_marks_are_those_of_a_language() -> None:
    assert prose('"One"') == "“One”"
    assert in_language(prose, "ru")('"Один"') == "«Один»"
    assert in_language(name_or_address, "de")('Der "Rat"') == "Der „Rat“"
    assert in_language(text, "de") is text


@pytest.mark.parametrize("written", ["Rain [@paper]", "[[figure: boats]]", "See [this](a.md)", "**Rain**", "In {filename}a.md"])
def test_markdown_is_told(written: str) -> None:
    with pytest.raises(Misread, match="has no effect here"):
        prose(written)


@pytest.mark.parametrize("written", ["Rain [sic] @ noon", "2 * 3 ** 4", "{curly} [1]", "a@example.org", "Five [of them] (or six)"])
def test_brackets_and_stars_are_words(written: str) -> None:
    assert prose(written) == written
