"""Our dataclasses: the same as the standard library's in all that is asked of them, and none made by the dearer one without a reason."""

import copy
import dataclasses
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dateline.dataclass import dataclass

PACKAGE = Path(__file__).parent.parent / "plugins/dateline"
OTHERS = {
    "problems.py",  # its problems have an order
    "scaffold/tests/test_site.py",  # a file of the author's site
}


class _Many:
    """Some fields of every kind."""

    name: str
    size: int = 3
    kinds: tuple[str, ...] = ()
    extra: dict[str, int] = dataclasses.field(default_factory=dict, compare=False)
    aside: str = dataclasses.field(default="aside", repr=False)
    made: list[int] = dataclasses.field(default_factory=list, init=False, compare=False)


class _One:
    word: str


class _None:
    """No field at all."""


class _Checked:
    word: str

    def __post_init__(self) -> None:
        if not self.word:
            raise ValueError("a word is missing")


class _Own:
    word: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.word.lower() == other.word.lower()

    def __repr__(self) -> str:
        return f"<{self.word}>"


def both(written: type, frozen: bool) -> list[Any]:
    """Return a class as the standard library makes it, and as ours does."""
    makers: list[Callable[..., Any]] = [dataclasses.dataclass, dataclass]
    return [make(frozen=frozen)(type(written.__name__, (), {name: value for name, value in vars(written).items() if name not in ("__dict__", "__weakref__")})) for make in makers]


CASES: list[tuple[type, tuple[Any, ...], dict[str, Any]]] = [
    (_Many, ("a",), {}),
    (_Many, ("a", 4, ("b", "c")), {"extra": {"d": 1}, "aside": "e"}),
    (_One, ("a",), {}),
    (_None, (), {}),
    (_Checked, ("a",), {}),
    (_Own, ("a",), {}),
]


@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize(("written", "args", "named"), CASES)
def test_what_a_class_can_do_is_the_same(written: type, args: tuple[Any, ...], named: dict[str, Any], frozen: bool) -> None:
    def seen(made: Any) -> list[Any]:
        """Say what an object does, without its class, which differs."""
        one, other = made(*args, **named), made(*copy.deepcopy(args), **copy.deepcopy(named))
        try:
            hashed: Any = hash(one) == hash(other) and hash(one)
        except TypeError:
            hashed = "no hash"
        fields = [(field.name, field.init, field.compare, field.repr) for field in dataclasses.fields(made)]
        return [
            one == other, one != other, one == object(), repr(one), hashed, fields, dataclasses.asdict(one), dataclasses.is_dataclass(one),
            made.__match_args__, vars(one), repr(copy.copy(one)), repr(dataclasses.replace(one)),
        ]  # fmt: skip

    standard, ours = both(written, frozen)
    assert seen(ours) == seen(standard)


@pytest.mark.parametrize("written", [_Many, _One, _Checked])
def test_objects_that_differ_are_not_equal(written: type) -> None:
    for made in both(written, frozen=True):
        one, other = made("a"), made("b")
        assert (one == other, one != other, hash(one) == hash(other)) == (False, True, False)
        assert dataclasses.replace(one, **{dataclasses.fields(made)[0].name: "b"}) == other


@pytest.mark.parametrize(("args", "named"), [((), {}), (("a", 1, (), {}, "", 7), {}), (("a",), {"name": "b"}), (("a",), {"nothing": 1}), (("a",), {"made": []})])
def test_wrong_arguments_are_refused_in_the_same_words(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    told = []
    for made in both(_Many, frozen=True):
        with pytest.raises(TypeError) as caught:
            made(*args, **named)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_what_is_checked_at_the_end_of_init_is_checked() -> None:
    for made in both(_Checked, frozen=True):
        with pytest.raises(ValueError, match="a word is missing"):
            made("")


def test_nothing_of_a_frozen_object_is_assigned_or_deleted() -> None:
    told = []
    for made in both(_One, frozen=True):
        one = made("a")
        with pytest.raises(dataclasses.FrozenInstanceError) as assigned:
            one.word = "b"
        with pytest.raises(dataclasses.FrozenInstanceError) as deleted:
            del one.word
        told.append((str(assigned.value), str(deleted.value), one.word))
    assert told[0] == told[1]


def test_defaults_that_are_made_are_made_for_each() -> None:
    _, ours = both(_Many, frozen=True)
    one, other = ours("a"), ours("a")
    assert one.extra is not other.extra
    assert one.made is not other.made


@dataclass(frozen=True)
class _Base:
    word: str


@dataclass(frozen=True)
class _Further(_Base):
    number: int = 1


def test_a_class_with_a_base_has_the_fields_of_both() -> None:
    further = _Further("a")
    assert (further.word, further.number, repr(further)) == ("a", 1, "_Further(word='a', number=1)")
    assert further != _Base("a")
    assert _Base("a") == _Base("a")


def test_an_object_comes_back_from_a_pickle_where_none_was_made_before() -> None:
    @dataclass(frozen=True)
    class Fresh:
        word: str

    globals()["Fresh"], Fresh.__qualname__ = Fresh, "Fresh"
    bare = object.__new__(Fresh)
    bare.__dict__["word"] = "a"
    again = pickle.loads(pickle.dumps(bare))
    assert again == bare
    assert hash(again) == hash(bare)
    assert repr(again) == "Fresh(word='a')"
    assert again == Fresh("a")


def test_one_that_holds_itself_can_be_shown() -> None:
    _, ours = both(_Many, frozen=True)
    one = ours("a")
    one.extra["itself"] = one
    assert "..." in repr(one)


def test_init_is_compiled_when_the_first_object_is_made() -> None:
    _, ours = both(_One, frozen=True)
    before = ours.__init__
    ours("a")
    assert ours.__init__ is not before
    assert ours.__init__.__code__.co_varnames == ("self", "word")


def test_the_package_has_no_dearer_ones() -> None:
    dear = re.compile(r"^from dataclasses import .*\bdataclass\b|^import dataclasses$", re.MULTILINE)
    found = {file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py") if dear.search(file.read_text("utf-8"))}
    assert found - {"dataclass.py"} == OTHERS
