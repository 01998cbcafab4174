"""Addresses of the last build that this one lacks: whoever shared them should be led on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dateline.files import write_atomically
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems

_OURS = ("theme/", "drafts/", "SHA256SUMS", "sitemap.xml", "robots.txt", "_redirects", "404.html")
"""What nobody shares, or a build for writing and one for production differ in."""

Record = Mapping[str, tuple[str, str]]
"""What a build remembers of its pages for the next one: by address the file that it was made from, and its title."""


def gone(before: Iterable[str], now: Collection[str]) -> Iterator[str]:
    """Yield the addresses that people may have shared of files that are no more: pages, feeds, downloads and extra files.

    Files of pictures are not among them (their names change with what they show), nor feeds where this build makes none at all.
    """
    feeds = any(name.startswith("feeds/") for name in now)
    for name in sorted(set(before) - set(now)):
        picture = name.startswith("pictures/") and not name.endswith(".html")
        if name and not picture and not name.startswith(_OURS) and (feeds or not name.startswith("feeds/")):
            yield name.removesuffix("index.html") if name.endswith("/index.html") else name


def successor(address: str, record: Record, made_from: Mapping[str, Origin]) -> tuple[str, Origin] | None:
    """Return the text that most likely took the place of what stood at an address: its address now, and its origin.

    It is the one that was made from the same file; else the only one of its kind with that title; else with that last part of the address.
    """
    path, title = record.get(address, ("", ""))
    now = {at: origin for at, origin in made_from.items() if not origin.former}
    alike = {at: origin for at, origin in now.items() if _kind(at) == _kind(address) or origin.held}
    for found in (
        {at: origin for at, origin in now.items() if origin.position.path == path and not path.endswith(".yaml")},
        {at: origin for at, origin in alike.items() if title and origin.title == title},
        {at: origin for at, origin in alike.items() if _last(at) == _last(address)},
    ):
        if len(found) == 1:
            return next(iter(found.items()))
    return None


def _kind(address: str) -> str:
    """Return what stands at an address: the folder of all pages of its kind, nothing for a page of its own."""
    return address.strip("/").partition("/")[0] if "/" in address.strip("/") else ""


def _last(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def tell_gone(
    addresses: Iterable[str], record: Record, made_from: Mapping[str, Origin], content: str, problems: Problems
) -> None:
    """Warn of addresses that are gone, each with the line to write and, where that can be guessed, the file to write it in."""
    for address in addresses:
        what = f"/{address} was published by the last build and is gone"
        found = successor(address, record, made_from)
        if found is None:
            at, do = Position(content, 0), f'if a text took its place, write "Formerly: /{address}" in it'
        elif found[1].held:
            at, do = found[1].position, "this is a draft now: publish it, or let another text lead on from there"
        else:
            key = "formerly" if found[1].position.path.endswith(".yaml") else "Formerly"
            at, do = found[1].position, f'write "{key}: /{address}" here, so that it leads on'
        problems.warn(at.path, at.line, what, do)


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
