"""Web archives: what pages a WACZ file holds, captured when, and whether it is whole.

WACZ 1.1.1 (specs.webrecorder.net/wacz): a ZIP file with `pages/pages.jsonl`, and `datapackage.json` that names every file with its hash. Others
made it, so nothing of it is unpacked, and all that is read has its bounds.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.dataclass import dataclass
from dateline.problems import Misread

_MANIFEST, _DIGEST, _PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
_MOST_MEMBERS = 10_000
_MOST_TIMES = 100
"""How many times its own size a file may be when it is unpacked: its WARC files are compressed already, and stored as they are."""
_SPARE = 10_000_000
"""Bytes that it may be larger besides: lists of pages are texts that repeat themselves."""
_MOST_LIST = 20_000_000
"""Bytes of a list in it that is read whole."""
_MOST_PAGES = 1_000
"""Pages that are remembered; the others are counted."""
_LONGEST = 500
"""Letters of an address or a title that are remembered."""
_CHUNK = 1 << 20
_DIGITS = re.compile("[0-9a-f]+")
_ALGORITHMS = ("sha256", "sha512", "md5")
"""What programs write before a hash (Frictionless Data Package, "hash"; py-wacz `--hash-type`)."""
_DO = "capture it again, or keep it with `publish: no`"


@dataclass(frozen=True)
class CapturedPage:
    """A page in a web archive: its address, its title (which may be empty), and when it was captured, in ISO 8601."""

    url: str
    title: str
    at: str


@dataclass(frozen=True)
class WebArchive:
    """The first pages of a web archive, and how many it has in all."""

    pages: tuple[CapturedPage, ...]
    count: int


def read_wacz(file: Path) -> WebArchive:
    """Return the pages of a web archive, after reading it through. Raises Misread where it is none, is not whole, or may harm; OSError."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = _members(archive, file.stat().st_size)
            manifest = _verified(archive, members)
            for resource in manifest:
                _verify(archive, members, resource)
            if _PAGES not in members:
                raise Misread(f"it has no {_PAGES}", _DO, topic="kept-copies")
            return _pages(_whole(archive, members[_PAGES]))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # else one of bzip2's, about what it was to unpack
            raise
        raise Misread(f"it is no whole ZIP file ({' '.join(str(error).split())})", _DO, topic="kept-copies") from None


def _members(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """Return what is in the archive by name, once its list says that it can be read without harm."""
    found: dict[str, zipfile.ZipInfo] = {}
    listed = archive.infolist()
    if len(listed) > _MOST_MEMBERS:
        raise Misread(f"it holds {len(listed)} files, more than {_MOST_MEMBERS}", _DO, topic="kept-copies")
    if sum(member.file_size for member in listed) > size * _MOST_TIMES + _SPARE:
        raise Misread("unpacked it would be more than a hundred times as large", _DO, topic="kept-copies")
    for member in listed:
        name = member.filename
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name.partition("/")[0] or ".." in name.split("/"):
            raise Misread(f'the name "{name}" in it leads out of it', _DO, topic="kept-copies")
        if name in found:
            raise Misread(f'"{name}" stands in it a second time', _DO, topic="kept-copies")
        if member.flag_bits & 1:
            raise Misread(f'"{name}" in it is encrypted', _DO, topic="kept-copies")
        found[name] = member
    return found


def _verified(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> list[Any]:
    """Return the list of its files, once its own hash is found right, where there is one."""
    if _MANIFEST not in members:
        raise Misread(f"it has no {_MANIFEST}", _DO, topic="kept-copies")
    written = _whole(archive, members[_MANIFEST])
    if _DIGEST in members:
        said = _json(_whole(archive, members[_DIGEST]), _DIGEST)
        algorithm, digest = _hash_of(said.get("hash"), _DIGEST)
        if hashlib.new(algorithm, written).hexdigest() != digest:
            raise Misread(f"{_MANIFEST} is not the one of which {_DIGEST} has the hash", _DO, topic="kept-copies")
    resources = _json(written, _MANIFEST).get("resources")
    if not isinstance(resources, list):
        raise Misread(f"{_MANIFEST} names no files", _DO, topic="kept-copies")
    return resources


def _verify(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], resource: Any) -> None:
    """Hold one file against what the list says of it. Raises Misread."""
    path = resource.get("path") if isinstance(resource, dict) else None
    if not isinstance(path, str) or path not in members:
        raise Misread(f'{_MANIFEST} names "{path}", which is not in it', _DO, topic="kept-copies")
    algorithm, digest = _hash_of(resource.get("hash"), path)
    made = hashlib.new(algorithm)
    with archive.open(members[path]) as stream:
        while chunk := stream.read(_CHUNK):
            made.update(chunk)
    if made.hexdigest() != digest:
        raise Misread(f'"{path}" in it is not the file of which {_MANIFEST} has the hash', _DO, topic="kept-copies")


def _hash_of(written: Any, name: str) -> tuple[str, str]:
    """Return algorithm and digits of `sha256:...`."""
    algorithm, _, digest = str(written).lower().rpartition(":")
    algorithm = (algorithm or "sha256").replace("-", "")
    if algorithm not in _ALGORITHMS or not _DIGITS.fullmatch(digest.strip()):
        raise Misread(f'the hash of "{name}" in it cannot be checked ("{str(written)[:20]}")', _DO, topic="kept-copies")
    return algorithm, digest.strip()


def _whole(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > _MOST_LIST:
        raise Misread(f'"{member.filename}" in it has {member.file_size} bytes, more than {_MOST_LIST}', _DO, topic="kept-copies")
    return archive.read(member)


def _json(written: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Misread(f"{name} in it is no JSON object", _DO, topic="kept-copies")
    return found


def _pages(written: bytes) -> WebArchive:
    pages, count = [], 0
    for page in _listed(written):
        count += 1
        if count <= _MOST_PAGES:
            pages.append(page)
    return WebArchive(tuple(pages), count)


def _listed(written: bytes) -> Iterator[CapturedPage]:
    """Yield the pages of a list in JSON Lines; the first line may say what follows."""
    for number, line in enumerate(written.decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        said = _json(line.encode("utf-8", "replace"), f"line {number} of {_PAGES}")
        if "url" not in said and number == 1:
            continue
        url, at = said.get("url"), _moment(said.get("ts"))
        if not isinstance(url, str) or not at:
            raise Misread(f"line {number} of {_PAGES} in it names no page and time", _DO, topic="kept-copies")
        title = said.get("title")
        yield CapturedPage(_short(url), _short(title) if isinstance(title, str) else "", at)


def _short(words: str) -> str:
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _moment(written: Any) -> str:
    """Return a time of RFC 3339 in ISO 8601 with its offset, to the minute; empty where it is none."""
    try:
        at = datetime.fromisoformat(str(written))
    except ValueError:
        return ""
    return at.isoformat(timespec="minutes") if at.utcoffset() is not None else ""
