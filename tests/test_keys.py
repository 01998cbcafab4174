"""Keys of values: one for equal values, another for all others."""

from __future__ import annotations

import marshal
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from dateline.keys import Keys
from dateline.model.address import Address, Html
from dateline.pages.values import Link
from dateline.pictures.notice import Notice
from hypothesis import given
from hypothesis import strategies as st

from tests import nouns


def key_of(*values: Any) -> tuple[bytes, int] | None:
    return Keys().of(*values)


@dataclass(frozen=True)
class Value:
    words: str
    parts: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Other:
    words: str
    parts: tuple[Any, ...] = ()


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 2), st.sampled_from(["", "a", "b"]), st.sampled_from(["", "a"]).map(Address), st.just(Html("a"))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(tuple), st.builds(Value, st.just("a"), st.tuples(inner)), st.builds(Other, st.just("a"), st.tuples(inner))
    ),
    max_leaves=4,
)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal, and of the same classes: True is not 1."""
    return type(one) is type(other) and (
        one == other
        and (not isinstance(one, tuple) or all(map(same, one, other)))
        and (not isinstance(one, Value | Other) or same(one.parts, other.parts))
    )


@given(values, values)
def test_different_values_have_different_keys(one: Any, other: Any) -> None:
    assert (key_of(one) == key_of(other)) is same(one, other)


@given(values)
def test_a_copy_has_the_same_key(value: Any) -> None:
    assert key_of(value) == key_of(pickle.loads(pickle.dumps(value)))


def test_it_does_not_matter_which_words_are_one_object() -> None:
    word = "".join(["artic", "le"])
    interned = sys.intern("article")
    assert key_of(word, word) == key_of(word, "".join(["arti", "cle"])) == key_of(interned, word)


def test_fields_count() -> None:
    assert key_of(Link("a", "b", "c")) != key_of(Link("a", "b", "d"))


@pytest.mark.parametrize("make", [nouns.source, nouns.person, nouns.organisation, nouns.place, nouns.article, lambda key: nouns.entry(key, "2022-01-05")])
def test_what_many_pages_show_is_written_down_once(make: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    dumps = marshal.dumps

    def noted(value: Any, version: int) -> bytes:
        written.append(dumps(value, version))
        return written[-1]

    monkeypatch.setattr(marshal, "dumps", noted)
    shared, site = make("unmistakable"), Keys()
    site.of("one page", shared)
    once = sum(each.count(b"unmistakable") for each in written)
    site.of("another page", shared)
    assert sum(each.count(b"unmistakable") for each in written) == once > 0


def test_notices_of_pictures_have_one() -> None:
    """They stand on share cards, and these around every page: without it no page of a published site would be known again."""
    found = {key_of(notice) for notice in (Notice("Somebody"), Notice("Somebody\0"), Notice("Nobody"), Notice(copyright="Nobody"))}
    assert None not in found
    assert len(found) == 3


@pytest.mark.parametrize("strange", [[], {1}, object(), Value("a", ([],)), 1j, {"a": []}])
def test_what_is_not_known_has_none(strange: Any) -> None:
    assert key_of(strange) is None
