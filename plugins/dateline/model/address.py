"""Where pages live: addresses relative to the site's root, and texts that hold such addresses."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from dateline.read.values import LONGEST


class Address(str):
    """An address inside the site, relative to its root: `timeline/2022-01-05/#almaty-airport`; empty is the front page.

    A page's address ends with a slash; its file is the `index.html` in that folder.
    """

    __slots__ = ()


class Html(Markup):
    """Trusted HTML in which addresses inside the site stand as `href="dateline:ADDRESS"`."""

    __slots__ = ()


class Place(NamedTuple):
    """How addresses are written on one page.

    `root` is the site's path on its server ("/", "/repo/"), or None where links are relative and name `index.html`, so that
    the pages work from a disk; `here` is the page's own address.
    """

    root: str | None
    here: str


def shortened(part: str, most: int = LONGEST) -> str:
    """Return a part of an address that was made from words, cut between two of them where it is too long for a file's name."""
    if len(part) <= most:
        return part
    head, _, rest = part[: most + 1].rpartition("-")
    return head.rstrip("-") if rest != part[: most + 1] else part[:most]


_HREF = re.compile(r' href="dateline:([^"]*)"')


def file_of(address: str) -> str:
    """Return the file of a page: `timeline/` is `timeline/index.html`, `404.html` is itself."""
    path = address.partition("#")[0]
    return f"{path}index.html" if not path or path.endswith("/") else path


@lru_cache(maxsize=10_000)  # more than one page's; without a bound, all pages' links stay in memory
def url(address: str, place: Place) -> str:
    """Return an address as it is written on a page (RFC 3986 relative reference)."""
    path, hash_mark, fragment = address.partition("#")
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
    if isinstance(value, Address):
        return url(value, place)
    if isinstance(value, Html):
        return Markup(_HREF.sub(lambda found: f' href="{url(found[1], place)}"', value))
    if isinstance(value, tuple):
        return tuple(located(part, place) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {name: getattr(value, name) for name in _names(type(value))}
        new = {name: located(part, place) for name, part in old.items()}
        changed = {name: part for name, part in new.items() if part is not old[name]}
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)
