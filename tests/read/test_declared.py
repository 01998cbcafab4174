"""Out of date is known by words: what a translation was made from, and what the original says by now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dateline.problems import Misread
from dateline.read.declared import Change, declaration, newer, standing
from dateline.read.records import Item, Record
from dateline.read.values import digests
from hypothesis import given
from hypothesis import strategies as st

ORIGINAL = "\nOne.\n\nTwo.\n\n- three\n\nFour.\n"
TRANSLATION = "\nОдин.\n\nДва.\n\n- три\n\nЧетыре.\n"


def text(body: str, translated: tuple[str, ...] = (), **head: str) -> Record:
    """Return the record of a text whose body's first paragraph stands on line 5."""
    fields = {name: tuple(Item(value, 1 + number) for number, value in enumerate(written.split("|"))) for name, written in head.items()}
    if translated:
        fields["translated"] = (Item(translated, 3),)
    return Record("entry", "night.md", "night", 1, fields, body, 4)


def made_from(original: Record, body: str = TRANSLATION, **head: str) -> Record:
    """Return a translation that was declared done when the original was as it is given."""
    return text(body, declaration(original, text(body, (), **head)), **head)


def differences(original: Record, translation: Record) -> list[tuple[Change, str, str, int]]:
    """Return of each difference what it is, the original's words, those of the translation, and its line."""
    found = standing(original, translation).differences
    return [(each.change, each.original.text if each.original else "", each.translated.text if each.translated else "", each.line) for each in found]


def test_a_translation_that_was_never_declared() -> None:
    found = standing(text(ORIGINAL), text(TRANSLATION))
    assert not found.declared
    assert not found.current


def test_nothing_has_changed() -> None:
    made = made_from(text(ORIGINAL, (), title="T"), title="З")
    assert standing(text(ORIGINAL, (), title="T"), made).current
    assert standing(text("\r\n\r\nOne.\n\n\n\nTwo.\n\n- three\n\nFour.", title="T"), made).current


def test_one_sentence_makes_one_difference() -> None:
    made = made_from(text(ORIGINAL))
    assert differences(text(ORIGINAL.replace("Two.", "Two, or three.")), made) == [(Change.CHANGED, "Two, or three.", "Два.", 7)]


def test_a_new_paragraph_and_one_that_is_gone() -> None:
    made = made_from(text(ORIGINAL))
    assert differences(text("\nOne.\n\nTwo.\n\nNew.\n\n- three\n\nFour.\n"), made) == [(Change.NEW, "New.", "", 9)]
    assert differences(text(ORIGINAL + "\nNew.\n"), made) == [(Change.NEW, "New.", "", 12)]
    assert differences(text("\nOne.\n\n- three\n\nFour.\n"), made) == [(Change.GONE, "", "Два.", 7)]
    assert differences(text("\nNew.\n" + ORIGINAL.replace("Four.", "Five.")), made) == [(Change.NEW, "New.", "", 5), (Change.CHANGED, "Five.", "Четыре.", 11)]


def test_a_translation_that_has_got_the_new_paragraph_goes_by_the_original_as_it_is_now() -> None:
    made = made_from(text(ORIGINAL))
    caught_up = text("\nОдин.\n\nНовое.\n\nДва.\n\n- три\n\nЧетыре.\n", made.any("translated"))
    assert differences(text("\nOne.\n\nNew.\n\nTwo.\n\n- three\n\nFour.\n"), caught_up) == [(Change.NEW, "New.", "Новое.", 7)]


def test_a_translation_of_another_number_of_paragraphs_tells_no_places() -> None:
    made = made_from(text(ORIGINAL))
    fewer = text("\nОдин. Два.\n", made.any("translated"))
    found = standing(text(ORIGINAL), fewer)
    assert found.apart
    assert not found.current
    assert differences(text(ORIGINAL.replace("Two", "2")), fewer) == [(Change.CHANGED, "2.", "", 6)]


def test_words_of_the_head() -> None:
    original = text(ORIGINAL, (), title="T", kicker="K", claims="a: yes|b: no")
    made = made_from(original, title="З", claims="a: да|b: нет")
    assert [each.partition("=")[0] for each in made.any("translated")[:3]] == ["title", "claims", "claims"]
    assert standing(text(ORIGINAL, (), title="T", kicker="Other", claims="a: yes|b: no"), made).current, "it is shown as the original has it"
    changed = text(ORIGINAL, (), title="U", kicker="K", claims="a: yes|b: never")
    assert differences(changed, made) == [(Change.CHANGED, "U", "З", 1), (Change.CHANGED, "b: never", "b: нет", 2)]


def test_words_that_a_head_has_got_since_were_never_declared() -> None:
    original = text(ORIGINAL, (), title="T", kicker="K")
    made = made_from(original, title="З")
    assert differences(original, text(TRANSLATION, made.any("translated"), title="З", kicker="К")) == [(Change.NEW, "K", "К", 1)]


def test_a_paragraph_not_declared_yet() -> None:
    original = text(ORIGINAL)
    said = declaration(original, original)
    assert differences(original, text(TRANSLATION, (said[0], "-", *said[2:]))) == [(Change.NEW, "Two.", "Два.", 7)]
    assert differences(text("\nOne.\n\n- three\n\nFour.\n"), text(TRANSLATION, (said[0], "-", *said[2:]))) == []


def marks(original: Record, translation: Record) -> list[tuple[int, str]]:
    return [(each.line, each.what) for each in newer(original, translation)]


def test_where_readers_are_told() -> None:
    original = text(ORIGINAL, title="T")
    made = made_from(original, title="З")
    assert marks(original, made) == []
    assert marks(original, text(TRANSLATION, title="З")) == [], "of one that was never declared nobody knows"
    assert marks(text(ORIGINAL.replace("Two.", "2."), title="T"), made) == [(7, "paragraph")]
    assert marks(text(ORIGINAL.replace("Two.", "2.\n\nNew."), title="U"), made) == [(4, "text"), (7, "paragraph"), (9, "added")]
    assert marks(text(ORIGINAL.replace("Two.\n", ""), title="T"), made) == [(7, "paragraph")]
    assert marks(text(ORIGINAL.replace("Two.", "2."), title="T"), text("\nОдин.\n", made.any("translated"), title="З")) == [(4, "text")]
    assert marks(text(ORIGINAL.replace("Two.", "2."), title="U"), replace(made, kind="picture")) == [(7, "paragraph")]


def test_members_of_the_key() -> None:
    assert digests(" title=1a2b3c4d;5e6f7a8b; -;") == ("title=1a2b3c4d", "5e6f7a8b", "-")


@pytest.mark.parametrize("wrong", ["1a2b3c4", "1A2B3C4D", "title=1a2b3c4d,5e6f7a8b", "yes", "title="])
def test_what_is_no_digest_is_told(wrong: str) -> None:
    with pytest.raises(Misread, match="is no digest"):
        digests(f"5e6f7a8b; {wrong}")


WORDS = st.lists(st.sampled_from("abcdef"), max_size=6)


@given(WORDS, WORDS)
def test_as_many_differences_as_there_are_and_each_paragraph_of_the_original_once(before: list[str], after: list[str]) -> None:
    original, now = text("\n\n".join(before)), text("\n\n".join(after))
    found = standing(now, made_from(original, "\n\n".join(word.upper() for word in before)))
    if not before:
        assert not found.declared
        return
    assert found.current == (before == after)
    assert not found.apart
    new = [each.original.line for each in found.differences if each.original]
    assert new == sorted(set(new))
    gone = sum(each.change is Change.GONE for each in found.differences)
    added = sum(each.change is Change.NEW for each in found.differences)
    assert len(before) - gone + added == len(after)
