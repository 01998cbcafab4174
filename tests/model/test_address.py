"""Addresses in a page's value, written as the page writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dateline.model.address import Address, Html, Place, located
from markupsafe import Markup

DISK, SERVER = Place(None, "articles/one/"), Place("/base/", "articles/one/")


@dataclass(frozen=True)
class Value:
    url: str
    parts: tuple[Any, ...] = ()
    number: int = 7


@dataclass(frozen=True)
class Slotted:
    __slots__ = ("url",)
    url: str


@dataclass(frozen=True)
class Deriving:
    url: str
    first: str = field(default="", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", self.url[:3])


class Pair(NamedTuple):
    one: str
    other: str


def test_however_deep() -> None:
    value = Value("words", (Value(Address("timeline/"), (Html('<a href="dateline:timeline/#a">a</a>'), None)), "articles/"))
    assert located(value, SERVER) == Value("words", (Value("/base/timeline/", (Markup('<a href="/base/timeline/#a">a</a>'), None)), "articles/"))
    assert located(value, DISK).parts[0].url == "../../timeline/index.html"


def test_a_link_to_this_page_is_a_fragment_alone() -> None:
    assert located(Address("articles/one/#here"), SERVER) == "#here"


def test_the_value_itself_stays_as_it_is() -> None:
    value = Value(Address("timeline/"))
    assert located(value, SERVER) != value
    assert value.url == Address("timeline/")
    assert type(value.url) is Address


def test_what_holds_no_address_is_not_made_again() -> None:
    value = Value("words", ("a", 1, None))
    assert located(value, SERVER).parts == value.parts
    assert located(Value("words"), SERVER) == Value("words")
    assert located("words", SERVER) == "words"


def test_classes_that_are_more_than_their_fields() -> None:
    assert located(Slotted(Address("a/")), SERVER) == Slotted("/base/a/")
    assert located(Deriving(Address("a/")), SERVER) == Deriving("/base/a/")
    assert located(Deriving(Address("a/")), SERVER).first == "/ba"
    assert located(Pair(Address("a/"), "b"), SERVER) == ("/base/a/", "b")
