"""Old addresses: `Formerly: /timeline/2022-01-05/old-slug/` leaves a page there that leads on.

An old address leads to where its text is now, never to another old address: there are no chains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.model.known import TAKEN
from dateline.model.names import folded
from dateline.model.nouns import Move, Position
from dateline.problems import Misread, Problems
from dateline.read.records import Record

_SCHEME = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]|[. ](?=/|$)|^ ')
"""What names of files may not hold on Windows ("Naming Files, Paths, and Namespaces")."""
_LONGEST = 200
"""Bytes of a whole address: with the folder that the site lies in, Windows takes 260."""
_DO = "write the address of the page alone: /timeline/2022-01-05/old/"


@dataclass(frozen=True)
class Moved:
    """A text or thing that may have been elsewhere: its record, where it is now, its title and language; `held`: it is a draft."""

    record: Record
    to: Address
    title: str
    lang: str = ""
    held: bool = False


def moves_of(texts: Iterable[Moved], siteurl: str, problems: Problems) -> tuple[Move, ...]:
    """Return what leads on from old addresses; those of drafts are checked and held back."""
    return tuple(_moves(texts, siteurl, problems))


def _moves(texts: Iterable[Moved], siteurl: str, problems: Problems) -> Iterator[Move]:
    first: dict[str, str] = {}
    for text in texts:
        for item in text.record.each("formerly"):
            position = Position(text.record.path, item.line)
            try:
                old = old_address(str(item.value), siteurl)
            except Misread as wrong:
                problems.add(position.path, position.line, f"Formerly: {wrong.what}", wrong.do, topic=wrong.topic)
                continue
            name = folded(old)
            if old == text.to:
                problems.add(position.path, position.line, f"Formerly: /{old} is the address of this text now", "delete the line", topic="addresses")
            elif name in first:
                what = f"Formerly: /{old} is written at {first[name]} too"
                problems.add(position.path, position.line, what, "keep the one whose text took its place", topic="addresses")
            elif not text.held:
                yield Move(old, text.to, text.title, text.lang, position)
            first.setdefault(name, f"{position.path}:{position.line}")


def old_address(written: str, siteurl: str) -> Address:
    """Return an old address of the site as our own are: relative to its root, with a slash at its end unless it is an HTML file.

    Understood are `/timeline/day/slug/`, the same without slashes or with `index.html`, percent-encoded (RFC 3986, 2.1) or not, and a
    whole address below SITEURL. Without a SITEURL (while writing) the host is not known and a whole address is taken for the site's.
    Raises Misread.
    """
    if "?" in written or "#" in written:
        what = "a query" if "?" in written.partition("#")[0] else "a fragment"
        raise Misread(f'"{written}" has {what}, which no page of its own can have', _DO, topic="addresses")
    path = _inside(written, siteurl) if _SCHEME.match(written) else written
    try:
        path = unicodedata.normalize("NFC", unquote(path, errors="strict"))
    except UnicodeDecodeError:
        raise Misread(f'"{written}" is not UTF-8 behind its "%"', "copy it out of a browser again", topic="addresses") from None
    parts = path.removeprefix("/").removesuffix("/").split("/")
    if parts[-1].casefold() == "index.html":
        parts.pop()
    if not parts or parts == [""]:
        raise Misread(f'"{written}" is the front page', _DO, topic="addresses")
    if {"", ".", ".."} & set(parts):
        raise Misread(f'"{written}" has an empty part, "." or ".." in it', _DO, topic="addresses")
    old = "/".join(parts)
    if unsafe := _UNSAFE.search(old):
        raise Misread(f'"{written}" holds {unsafe[0]!r}, which no file can be called by everywhere', _DO, topic="addresses")
    if len(old.encode()) > _LONGEST:
        raise Misread(f"an address of {len(old.encode())} bytes is too long for a file", f"leave it out; {_LONGEST} is the most", topic="addresses")
    return Address(old if parts[-1].lower().endswith((".html", ".htm")) else f"{old}/")


def _inside(written: str, siteurl: str) -> str:
    """Return the path of a whole address below the site's root."""
    try:
        there, ours = urlsplit(written), urlsplit(siteurl)
    except ValueError:
        raise Misread(f'"{written}" is no address', _DO, topic="addresses") from None
    if there.scheme not in ("http", "https") or not there.netloc:
        raise Misread(f'"{written}" is no address of a page', _DO, topic="addresses")
    if not siteurl:
        parts = there.path.split("/")
        known = next((at for at, part in enumerate(parts) if part in TAKEN), 0)
        return "/".join(parts[known:])
    base = f"{ours.path.rstrip('/')}/"
    if there.netloc.casefold() != ours.netloc.casefold() or not f"{there.path}/".startswith(base):
        raise Misread(f'"{written}" lies on another site than {siteurl}', "only addresses of this site can lead on: delete it", topic="addresses")
    return there.path.removeprefix(base) if there.path.startswith(base) else ""
