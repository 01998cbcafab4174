"""Marks where a translation is behind its original: a block of their own, which no author can write, and nothing else changes."""

from __future__ import annotations

import pytest
from dateline.markup.converted import Written, from_record, recorded
from dateline.markup.engine import Engine
from dateline.markup.further import Further
from dateline.markup.slots import OPEN, TOKEN, NewerSlot

TEXT = "One,\nover two lines.[@a]\n\n- a\n- b\n\n## Heading\nTwo.[^1]\n\n> Three.\n\n[[figure: deaths]]\n\n[^1]: Note.\n"


def converted(text: str, *newer: tuple[int, str], long: bool = True) -> str:
    """Return the HTML with a sign for each mark; other slots stay tokens."""
    made = Engine("Back {}", Further()).convert(Written(text, long, "en", frozenset(), newer), frozenset())
    assert not made.problems
    assert recorded(made) is not None
    assert from_record(recorded(made) or b"") == made
    slots = made.markup.slots
    return TOKEN.sub(lambda found: f"<!{slot.what}!>" if isinstance(slot := slots[int(found[1])], NewerSlot) else "", made.markup.html)


@pytest.mark.parametrize(
    ("line", "before"),
    [(1, "<p>One"), (4, "<ul>"), (7, "<h2"), (8, "<p>Two"), (10, "<blockquote>"), (13, "<div"), (15, "<div")],
)
def test_the_mark_stands_before_its_paragraph(line: int, before: str) -> None:
    html = converted(TEXT, (line, "paragraph"))
    at = html.index("<!paragraph!>")
    assert html[at + len("<!paragraph!>") :].lstrip().startswith(before)
    assert html.count("<!paragraph!>") == 1
    assert html.replace("<!paragraph!>\n", "").replace("<!paragraph!>", "") == converted(TEXT)


def test_several_marks_keep_their_order() -> None:
    html = converted(TEXT, (1, "text"), (4, "added"), (10, "paragraph"))
    assert [html.index(f"<!{what}!>") for what in ("text", "added", "paragraph")] == sorted(html.index(f"<!{what}!>") for what in ("text", "added", "paragraph"))


def test_problems_and_slots_keep_their_lines() -> None:
    engine = Engine("Back {}", Further())
    text = "One.\n\nTwo [[figure: x]] in it.\n\nThree.[@a]\n"
    made = engine.convert(Written(text, True, "en", frozenset(), ((1, "paragraph"), (3, "paragraph"), (5, "paragraph"))), frozenset())
    assert [line for line, _, _ in made.problems] == [3]
    assert [slot.line for slot in made.markup.slots if not isinstance(slot, NewerSlot)] == [5]


def test_no_author_can_write_one() -> None:
    made = Engine("Back {}", Further()).convert(Written(f"[[newer: {OPEN}paragraph]]\n\n[[newer: &#xe000;text]]\n", True, "en"), frozenset())
    assert not any(isinstance(slot, NewerSlot) for slot in made.markup.slots)


def test_marks_are_part_of_the_key() -> None:
    keys = {Written(TEXT, True, "en", frozenset(), newer).key() for newer in ((), ((1, "paragraph"),), ((4, "paragraph"),), ((4, "added"),))}
    assert len(keys) == 4
