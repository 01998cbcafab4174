"""Old and new words beside each other: each word is there, in its column, and what differs is marked."""

from __future__ import annotations

import re

import pytest
from dateline.authoring.side_by_side import beside, parts
from dateline.telling import width
from hypothesis import given
from hypothesis import strategies as st

HEADS = ("was", "is")
SHORT = ("Five soldiers died.", "Five soldiers, or six, died on Friday.")


def marked(old: str, new: str) -> tuple[str, str]:
    left, right = parts(old, new)
    return tuple(" ".join(part.text for part in text if part.marked) for text in (left, right))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (*SHORT, ("", ", or six , on Friday")),
        ("one\ntwo", "one two", ("", "")),
        ("one two", "one, two", ("", ",")),
        ("18 dead", "19 dead", ("18", "19")),
        ("пять солдат", "шесть солдат", ("пять", "шесть")),
        ("", "new", ("", "new")),
    ],
)
def test_the_words_that_differ(old: str, new: str, found: tuple[str, str]) -> None:
    assert marked(old, new) == found


def test_below_each_other_where_there_is_no_terminal() -> None:
    assert list(beside(*SHORT, HEADS, 0, colour=False)) == [
        "  was:", "    Five soldiers died.", "  is:", "    Five soldiers{+, or six,+} died {+on Friday+}.",
    ]  # fmt: skip


def test_beside_each_other_where_it_is_wide() -> None:
    lines = list(beside("One. " * 30, "One. " * 29 + "Two.", HEADS, 110, colour=False))
    assert [line.index("|") for line in lines] == [55] * len(lines)
    assert lines[0].split() == ["was", "|", "is"]
    assert max(map(len, lines)) <= 110
    assert "{+Two+}." in lines[-1]


def test_colour_takes_no_room() -> None:
    plain = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in beside(*SHORT, HEADS, 110, colour=True)]
    assert plain[1] == f"  {SHORT[0]:<52} | {SHORT[1]}"
    assert "\x1b[32;4mFriday\x1b[0m" in "".join(beside(*SHORT, HEADS, 110, colour=True))


def test_nothing_is_obeyed_by_the_terminal() -> None:
    assert "\x1b" not in "".join(beside("a \x1b[2J b", "c", ("\x1b", "is"), 120, colour=False))


@given(st.lists(st.sampled_from(["a", "bb,", "(слово)", "汉字", "e\u0301", "x" * 70, "—"]), max_size=20), st.lists(st.sampled_from(["a", "汉字", "y" * 130]), max_size=9))
def test_no_word_is_lost_and_no_line_too_long(old: list[str], new: list[str]) -> None:
    lines = list(beside(" ".join(old), " ".join(new), HEADS, 100, colour=False))
    assert all(width(line) <= 100 for line in lines)
    columns = [[part.strip() for part in re.split(r" {1,}\|(?: |$)", line, maxsplit=1)] for line in lines[1:]]
    for number, words in ((0, old), (1, new)):
        shown = "".join(row[number] for row in columns)
        assert re.sub(r"\[-|-\]|\{\+|\+\}|\s", "", shown) == "".join(words)
