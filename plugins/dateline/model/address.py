"""Where pages live: addresses relative to the site's root, and texts that hold such addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from dateline.dataclass import dataclass
from dateline.read.values import LONGEST


class Address(str):
    """An address inside the site, relative to the root of its language: `timeline/2022-01-05/#almaty-airport`; empty is the front page.

    With a slash before it, it is relative to the root of all languages, which share what is no text: `/pictures/aktau-480-1a2b.avif`.
    A page's address ends with a slash; its file is the `index.html` in that folder.
    """

    __slots__ = ()


class Further(Address):
    """The address of a further page of a list. How many pages there are may differ from language to language: texts are not equally long."""

    __slots__ = ()


class Html(Markup):
    """Trusted HTML in which addresses inside the site stand as `href="dateline:ADDRESS"`."""

    __slots__ = ()


class Place(NamedTuple):
    """How addresses are written on one page.

    `root` is the site's path on its server ("/", "/repo/"), or None where links are relative and name `index.html`, so that
    the pages work from a disk; `here` is the page's own address, from the root of all languages; `prefix` is that of its language
    (`ru/`; empty for the one at the root).
    """

    root: str | None
    here: str
    prefix: str = ""


@dataclass(frozen=True)
class Within:
    """A value whose addresses are those of another language than the page's: they get its `prefix`. Where it is written, the value alone stands."""

    prefix: str
    value: Any


def shortened(part: str, most: int = LONGEST) -> str:
    """Return a part of an address that was made from words, cut between two of them where it is too long for a file's name."""
    if len(part) <= most:
        return part
    head, _, rest = part[: most + 1].rpartition("-")
    return head.rstrip("-") if rest != part[: most + 1] else part[:most]


_HREF = re.compile(r' href="dateline:([^"]*)"')


def shared(address: str) -> Address:
    """Return the address of what all languages share, by its name in the output."""
    return Address(f"/{address}")


def rooted(address: str, prefix: str = "") -> str:
    """Return an address from the root of all languages; `prefix` is that of the language that it stands in."""
    return address[1:] if address.startswith("/") else f"{prefix}{address}"


def file_of(address: str) -> str:
    """Return the file of a page: `timeline/` is `timeline/index.html`, `404.html` is itself."""
    path = address.partition("#")[0]
    return f"{path}index.html" if not path or path.endswith("/") else str(path)


@lru_cache(maxsize=10_000)  # more than one page's; without a bound, all pages' links stay in memory
def url(address: str, place: Place) -> str:
    """Return an address as it is written on a page (RFC 3986 relative reference)."""
    path, hash_mark, fragment = rooted(address, place.prefix).partition("#")
    if path == place.here and fragment:
        return f"#{fragment}"
    if place.root is not None:
        return f"{place.root}{path}{hash_mark}{fragment}"
    return f"{_relative(file_of(path), file_of(place.here))}{hash_mark}{fragment}"


def _relative(file: str, here: str) -> str:
    """Return the way from one file to another, both from the root (as posixpath.relpath, which takes ten times as long)."""
    to, start = file.split("/"), here.split("/")[:-1]
    same = 0
    while same < len(start) and same < len(to) - 1 and start[same] == to[same]:
        same += 1
    return "/".join([".."] * (len(start) - same) + to[same:])


def located(value: Any, place: Place) -> Any:
    """Return a page's value with every Address in it, however deep, written as that page must write it.

    Goes through frozen dataclasses, tuples and Html; everything else is returned as it is.
    """
    how = _HOW[type(value)]
    return how(value, place) if how else value


_How = Callable[[Any, Place], Any]


class _Table(dict[type, "_How | None"]):
    """How the addresses in values of a type are written; None where it holds none. A page has hundreds of values, of some twenty types."""

    def __missing__(self, kind: type) -> _How | None:
        how: _How | None = None
        if issubclass(kind, Address):
            how = url
        elif issubclass(kind, Html):
            how = _html
        elif issubclass(kind, tuple):
            how = _tuple
        elif kind is Within:
            how = _within
        elif is_dataclass(kind):
            plain = not hasattr(kind, "__post_init__") and not hasattr(kind, "__slots__")
            how = _plain if plain and all(field.init for field in fields(kind)) else _special
        self[kind] = how
        return how


_HOW = _Table()


def _html(value: Html, place: Place) -> Markup:
    return Markup(_HREF.sub(lambda found: f' href="{url(found[1], place)}"', value))


def _tuple(value: tuple[Any, ...], place: Place) -> tuple[Any, ...]:
    return tuple([how(part, place) if (how := _HOW[type(part)]) else part for part in value])


def _within(value: Within, place: Place) -> Any:
    return located(value.value, place._replace(prefix=value.prefix))


def _plain(value: Any, place: Place) -> Any:
    """Return a dataclass that is no more than its fields, without calling its `__init__`, which takes most of the time."""
    changed = {name: how(part, place) for name, part in value.__dict__.items() if (how := _HOW[type(part)])}
    if not changed:
        return value
    new = object.__new__(type(value))
    new.__dict__.update(value.__dict__)
    new.__dict__.update(changed)
    return new


def _special(value: Any, place: Place) -> Any:
    kind: Any = type(value)
    changed = {name: located(getattr(value, name), place) for name in _names(kind)}
    return replace(value, **changed) if changed else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)
