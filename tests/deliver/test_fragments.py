"""Pieces of pages are filled once with the same, and whoever asks gets what the macro would have made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dateline.deliver import fragments
from dateline.deliver.fragments import Fragments
from dateline.pages.values import Link

SHAPED = b"template"


class Macro:
    """Counts how often it is filled."""

    def __init__(self) -> None:
        self.filled = 0

    def __call__(self, link: Link, level: int = 3, caller: Callable[[], str] | None = None) -> str:
        self.filled += 1
        return f"<h{level}>{link.text}</h{level}>{caller() if caller else ''}"


def test_the_same_is_filled_once() -> None:
    made, macro = Fragments(), Macro()
    fill = made.filled(macro, "card", SHAPED)
    assert fill(Link("a", "b")) == fill(Link("a", "b")) == "<h3>a</h3>"
    assert macro.filled == 1
    assert made.filled(macro, "card", SHAPED)(Link("a", "b")) == "<h3>a</h3>"  # a build later
    assert macro.filled == 1


def test_all_that_it_is_filled_with_counts() -> None:
    made, macro = Fragments(), Macro()
    fill = made.filled(macro, "card", SHAPED)
    assert [fill(Link("a", "b")), fill(Link("c", "b")), fill(Link("a", "b"), level=2), fill(Link("a", "b"), 4)] == [
        "<h3>a</h3>", "<h3>c</h3>", "<h2>a</h2>", "<h4>a</h4>"
    ]  # fmt: skip
    assert macro.filled == 4
    made.filled(macro, "card", b"another template")(Link("a", "b"))
    made.filled(macro, "list", SHAPED)(Link("a", "b"))
    assert macro.filled == 6


def test_what_nobody_can_compare_is_filled_each_time() -> None:
    made, macro = Fragments(), Macro()
    fill = made.filled(macro, "card", SHAPED)
    assert [fill(Link("a", "b"), caller=lambda: "one"), fill(Link("a", "b"), caller=lambda: "two")] == ["<h3>a</h3>one", "<h3>a</h3>two"]


def test_those_that_nobody_asked_for_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST", 2)
    macro = Macro()
    fill = Fragments().filled(macro, "card", SHAPED)
    one, two, three = (Link(word, "") for word in ("one", "two", "three"))
    for link in (one, two, one, three, one):
        fill(link)
    assert macro.filled == 3
    fill(two)
    assert macro.filled == 4
