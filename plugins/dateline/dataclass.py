"""Dataclasses that cost next to nothing to define: what the standard library writes and compiles for each, these have in common, or when first needed.

`dataclasses.dataclass` compiles six methods for each frozen class while its module is imported. Of our 300 classes that took longer than all else
in importing our modules, and one edit makes objects of a third of them. A class of ours is compared, hashed, shown, copied by `replace`, pickled
and looked through by `fields` like any other; only its `__init__` is compiled, and that when the first object is made.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

_BEGUN: list[tuple[Any, Any]] = []
"""Classes whose `__init__` is compiled when it is needed, each with what stands in its place."""

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
else:

    def dataclass(made=None, /, **options):
        """Return a class as `dataclasses.dataclass` does; that itself makes those with bases, or with other options than `frozen`.

        InitVar and fields by keyword alone are not known here.
        """
        if made is None:
            return lambda made: dataclass(made, **options)
        if options.keys() - {"frozen"} or made.__bases__ != (object,):
            return dataclasses.dataclass(**options)(made)
        return _made(made, bool(options.get("frozen")))


def _made(made: Any, frozen: bool) -> Any:
    """Give a class its fields, and the methods of a dataclass but those that it has itself."""
    written = {name for name, method in vars(made).items() if method is not None}  # `__hash__` is None where only `__eq__` is written
    made.__doc__ = made.__doc__ or made.__name__  # else its signature would be looked for
    dataclasses.dataclass(init=False, repr=False, eq=False)(made)
    said = made.__dataclass_params__
    said.init, said.repr, said.eq, said.frozen = True, True, True, frozen
    methods = {"__init__": _beginning(made, frozen), "__repr__": _shown, **_comparing(made, frozen)}
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    for name, method in methods.items():
        if name not in written:
            setattr(made, name, method)
    return made


def _comparing(made: Any, frozen: bool) -> dict[str, Any]:
    """Return the methods by which objects of a class are compared and hashed: as tuples of their fields."""
    names = [field.name for field in dataclasses.fields(made) if field.compare]
    if len(names) > 1:
        parts: Callable[[Any], Any] = attrgetter(*names)
    else:
        parts = lambda value: tuple(getattr(value, name) for name in names)  # noqa: E731 (attrgetter gives a single one as it is)

    def equal(self: Any, other: Any) -> Any:
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(parts(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


@recursive_repr()
def _shown(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: Any, name: str, *_value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot {'assign to' if _value else 'delete'} field {name!r}")


def _beginning(made: Any, frozen: bool) -> Any:
    """Return an `__init__` that puts the class's own in its place when it is called first."""

    def begin(self: Any, /, *args: Any, **named: Any) -> None:
        made.__init__ = _compiled(made, frozen)
        made.__init__(self, *args, **named)

    _BEGUN.append((made, begin))
    return begin


def compile_all() -> None:
    """Compile what has not been needed yet, for a process of which others are forked."""
    for made, begin in _BEGUN:
        if made.__init__ is begin:
            made.__init__ = _compiled(made, made.__dataclass_params__.frozen)


def _compiled(made: Any, frozen: bool) -> Any:
    """Return the `__init__` of a class: its fields in their order, with what stands for those that are left out."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    heads, lines = ["self"], []
    for field in dataclasses.fields(made):
        name = value = field.name
        head = name
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            head = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            head, value = f"{name}=_missing", f"_make_{name}() if {name} is _missing else {name}"
        if field.init:
            heads.append(head)
        elif value == name:
            continue  # what stands in the class is all that is known of it
        else:
            value = f"_make_{name}()"
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(heads)}):\n " + "\n ".join(lines or ["pass"]), known)  # of names of fields alone
    method = known["__init__"]
    method.__qualname__ = f"{made.__qualname__}.__init__"
    return method
