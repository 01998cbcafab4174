"""Addresses of the last build that this one lacks: whoever shared them should be led on."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.files import write_atomically
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems
from dateline.read.values import tag

_OURS = ("theme/", "search/", "cards/", "drafts/", "SHA256SUMS", "sitemap.xml", "sitemap-", "robots.txt", "_redirects", "_headers", "404.html")
"""What nobody shares, or a build for writing and one for production differ in."""

_EMBED = "embed/"
_FURTHER = re.compile(r"/\d{1,3}/$")
"""A further page of a list, unless a text is known to have been there."""

@dataclass(frozen=True)
class Published:
    """What stands somewhere already: its files, by path, and in words by whom or where it was published."""

    files: Collection[str]
    by: str = "by the last build"


Record = Mapping[str, tuple[str, str]]
"""What a build remembers of its pages for the next one: by address the file that it was made from, and its title."""


def gone(before: Iterable[str], now: Collection[str]) -> Iterator[str]:
    """Yield the addresses that people may have shared of files that are no more: pages, feeds, downloads and extra files.

    Files of pictures are not among them (their names change with what they show), nor feeds and what is embedded where this build makes none
    at all. What is embedded is told only where what it shows is still there: else that is told, and what leads on from it leads on from here too.
    """
    feeds, embedded = (any(name.startswith(folder) for name in now) for folder in ("feeds/", _EMBED))
    for name in sorted(set(before) - set(now)):
        picture = name.startswith("pictures/") and not name.endswith(".html")
        if name.startswith(_EMBED) and not (embedded and name.endswith("/index.html") and name.removeprefix(_EMBED) in now):
            continue
        if name and not picture and not name.startswith(_OURS) and (feeds or not name.startswith("feeds/")):
            yield name.removesuffix("index.html") if name.endswith("/index.html") else name


class Successors:
    """Who most likely took the place of what stood at an address, looked up by what they are made from and called.

    It is the text that was made from the same file; else the only one of its kind with that title; else with that last part of the address.
    """

    def __init__(self, made_from: Mapping[str, Origin]) -> None:
        self._now: dict[tuple[str, ...], list[str]] = {}
        self._made_from = made_from
        for at, origin in made_from.items():
            if not origin.former:
                kind = "" if origin.held else _kind(at)
                for key in (("file", origin.position.path), (kind, "title", origin.title), (kind, "last", _last(at))):
                    self._now.setdefault(key, []).append(at)

    def of(self, address: str, record: Record) -> tuple[str, Origin] | None:
        """Return its address now, and its origin; None where there is none or more than one. Drafts are of any kind."""
        path, title = record.get(address, ("", ""))
        keys = [("title", title)] if title else []
        found = [self._now.get(("file", path), []) if not path.endswith(".yaml") else []]
        for key in (*keys, ("last", _last(address))):
            found.append([at for kind in {_kind(address), ""} for at in self._now.get((kind, *key), ())])
        only = next((alike[0] for alike in found if len(alike) == 1), None)
        return (only, self._made_from[only]) if only is not None else None


def _kind(address: str) -> str:
    """Return what stands at an address: the folder of all pages of its kind, `page` for one of its own."""
    return address.strip("/").partition("/")[0] if "/" in address.strip("/") else "page"


def _last(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def tell_gone(
    addresses: Iterable[str],
    record: Record,
    made_from: Mapping[str, Origin],
    content: str,
    problems: Problems,
    by: str = Published.by,
    prefixes: Collection[str] = (),
) -> None:
    """Warn of addresses that are gone, each with the line to write and, where that can be guessed, the file to write it in.

    `by` says who published them, or where; `prefixes` are those of the site's further languages: what is gone there is gone in the site's
    own too, and what leads on from there leads on in all.
    """
    further = tuple(prefixes)
    left = [address for address in addresses if not address.startswith(further)] if further else list(addresses)
    for language, below in _dropped(left):
        what = f"/{language}/ was published {by} and is gone, and {len(below) - 1} addresses below it"
        do = f'name {language} in "Languages" again, or let your server lead on from /{language}/'
        problems.warn(f"{content}/event.md", 0, what, do, topic="addresses")
        left = [address for address in left if address not in below]
    successors = Successors({at: origin for at, origin in made_from.items() if not (further and at.startswith(further))})
    for address in left:
        if _FURTHER.search(address) and address not in record:
            continue  # the list has become shorter; nobody wrote that page, and nothing took its place
        what = f"/{address} was published {by} and is gone"
        found = successors.of(address, record)
        if found is None:
            at, do = Position(content, 0), f'if a text took its place, write "Formerly: /{address}" in it'
        elif found[1].held:
            at, do = found[1].position, "this is a draft now: publish it, or let another text lead on from there"
        else:
            key = "formerly" if found[1].position.path.endswith(".yaml") else "Formerly"
            at, do = found[1].position, f'write "{key}: /{address}" here, so that it leads on'
        problems.warn(at.path, at.line, what, do, topic="addresses")


def _dropped(addresses: Collection[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield languages that the event is not told in any more, each with all that was below its tag: its front page, its timeline, the rest."""
    there = set(addresses)
    for language in sorted(top for top in {address.partition("/")[0] for address in there} if tag(top) == top):
        if {f"{language}/", f"{language}/timeline/"} <= there:
            yield language, frozenset(address for address in there if address.startswith(f"{language}/"))


def remember(file: Path, made_from: Mapping[str, Origin]) -> None:
    """Keep in the cache what each page was made from; a cache that cannot be written is told elsewhere, and not needed for this."""
    kept = {at: (origin.position.path, origin.title) for at, origin in sorted(made_from.items())}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(kept, ensure_ascii=False, indent=0).encode())


def remembered(file: Path) -> Record:
    """Return what the last build kept; nothing where it kept nothing or that cannot be read: then guesses are poorer."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(at): (str(path), str(title)) for at, (path, title) in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
