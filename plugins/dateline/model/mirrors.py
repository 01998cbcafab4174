"""Where else the site is, and the key by which a copy is known to be true, as event.md says."""

from __future__ import annotations

from dateline.model.nouns import Position
from dateline.problems import Problems
from dateline.read.records import Record
from dateline.read.values import bare_address


def mirrors_of(head: Record, siteurl: str, problems: Problems) -> tuple[str, ...]:
    """Return the addresses of the copies of the site, without the slash at their end; one that stands twice, or is the site's own, is told."""
    found: dict[str, tuple[str, int]] = {}
    for item in head.each("mirrors"):
        address = str(item.value)
        _, first = found.setdefault(bare_address(address), (address, item.line))
        if first != item.line:
            what = f'Mirrors: "{address}" stands a second time'
            problems.add(head.path_of(item), item.line, what, f"keep one (the first is on line {first})", topic="event")
        elif siteurl and bare_address(address) == bare_address(siteurl):
            problems.add(head.path_of(item), item.line, f'Mirrors: "{address}" is the site\'s own address', "name copies alone: delete it", topic="event")
    return tuple(address for address, _ in found.values())


def onion_of(head: Record, siteurl: str, problems: Problems) -> str:
    """Return the site's address in Tor, without the slash at its end; empty where it has none, or where all of the site is there anyway."""
    onion = head.text("onion")
    if onion and siteurl and bare_address(onion) == bare_address(siteurl):
        problems.add(head.path, head.at("onion"), f'Onion: "{onion}" is the site\'s own address', "browsers are there already: delete it", topic="event")
    return onion


def key_of(head: Record) -> tuple[str, Position]:
    """Return the public key, empty where there is none, and where it stands."""
    return head.text("public_key"), Position(head.path, head.at("public_key"))
