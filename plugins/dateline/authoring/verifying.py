"""`verify`: whether a mirror, a folder or an edition is what its publishers made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from dateline.console import shown
from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST
from dateline.problems import CONTENT, Misread, say
from dateline.read.public_key import key_id, public_bytes
from dateline.verify.compare import Compared, Signed, compare, signature_of
from dateline.verify.lists import Listed, read_list
from dateline.verify.places import Enough, Folder, Limits, NotThere, Place, Unfit, megabytes
from dateline.verify.seen import highest, remember, state_file
from dateline.verify.web import Web

from .agent import agent
from .commands import need_module
from .progress import progress
from .project import stop

_TOLD = 20
"""Files of each kind that are named."""
_MOST_KEY = 4096
_NEWEST = "whether this is the newest build cannot be told"


@dataclass
class Told:
    """What is said of a copy: what is well, what is not, and what it comes to."""

    good: list[str]
    bad: list[str]


def verify(where: str, key: str = "", at_least: int = -1, limits: Limits | None = None) -> int:
    """Check the files of a copy against its list, and the list against a key; return 0 where all holds, else 1. Raises Stop.

    `where` is an address, a folder, or the file of an edition with its list beside it; `key` a public key or the file that holds it. With
    `at_least` an older build than of that number is a problem; otherwise the highest number that was seen for the key is remembered.
    """
    public = _key(key) if key else None
    if at_least >= 0 and public is None:
        raise stop("--at-least says nothing without --key: anybody can write a number into a list that is not signed")
    limits = limits or Limits()
    place, edition = _place(where, limits)
    with closing(place):
        told = _looked_at(place, edition, public, at_least, limits)
    return _say(told, place)


def _looked_at(place: Place, edition: str, public: bytes | None, at_least: int, limits: Limits) -> Told:
    """Return what is to be said of a copy. Raises Stop where it has no list that could be read."""
    told = Told([], [])
    try:
        manifest = place.read(MANIFEST, limits.list_bytes)
        listed = read_list(manifest)
        signed = signature_of(place, manifest, public, limits)
    except NotThere:
        raise stop(f"{place.where} has no {MANIFEST}: it is no site of Dateline's, or not all of it is there", CONTENT) from None
    except (Unfit, Enough) as why:
        raise stop(f"{place.where}{MANIFEST}: {why}", CONTENT) from None
    told.bad += [f"{place.where}{MANIFEST}: {fault}" for fault in listed.faults]
    if edition:
        _edition(edition, place, listed, told)
    elif listed.files:
        with progress("Checking files", len(listed.files), sys.stderr) as step:
            _files(compare(place, listed.files, step), place, len(listed.files), told)
    _signature(signed, place, public, told)
    if public is not None and not signed.wrong:
        _age(signed, public, at_least, told)
    return told


def _key(written: str) -> bytes:
    """Return the public key that an option names: itself, or the file that holds it. Raises Stop."""
    need_module("minisign", "py-minisign")
    try:
        file = Path(written).expanduser()
        if file.is_file():
            with file.open("rb") as stream:
                written = stream.read(_MOST_KEY).decode("utf-8", "replace")
        return public_bytes(written)
    except (OSError, ValueError) as error:
        why = f"{error.what}: {error.do}" if isinstance(error, Misread) else str(error)
        raise stop(f"--key: {why}") from error


def _place(where: str, limits: Limits) -> tuple[Place, str]:
    """Return the copy, and the name of the edition where it is one file. Raises Stop."""
    if "://" in where:
        try:
            return Web(where, agent(doing="checks a copy"), limits), ""
        except ValueError:
            raise stop(f"{where} is no address of a site: write it as in https://example.org/ or http://....onion/") from None
    path = Path(where)
    if path.is_dir():
        return Folder(path, f"{where.rstrip('/')}/" if where != "/" else where, limits), ""
    if path.is_file():
        return Folder(path.parent, f"{path.parent.as_posix()}/", limits), path.name
    raise stop(f"{where} is neither a folder nor a file nor an address: write https://... for a site")


def _edition(name: str, place: Place, listed: Listed, told: Told) -> None:
    """Tell whether a file is one of the list: of its name, or of another one, for messengers and browsers rename what they store."""
    here = f"{place.where}{name}"
    try:
        digest = place.digest(name)
    except (NotThere, Unfit, Enough) as why:
        told.bad.append(f"{here}: {str(why) or 'is not there'}")
        return
    found = [path for path, known in listed.files.items() if known == digest]
    same_name = [path for path in listed.files if path.rpartition("/")[2] == name]
    if found:
        told.good.append(f"{here} is {next((path for path in found if path in same_name), found[0])} of the list.")
    elif same_name:
        told.bad.append(f"{here}: changed: it is not the file of the list. It may be older or newer than the list, or forged: get both from elsewhere")
    else:
        told.bad.append(f"{here}: the list beside it has no such file: get the {MANIFEST} that it was published with, or do not trust it")


def _files(found: Compared, place: Place, count: int, told: Told) -> None:
    """Tell what became of all files."""
    kinds: Mapping[str, Iterable[str]] = {
        "changed: it is not the file of the list": found.changed,
        "missing": found.missing,
        "added: the list does not name it": found.added or (),
    }
    for what, names in kinds.items():
        told.bad += _some([f"{place.where}{name}: {what}" for name in names], what.partition(":")[0])
    told.bad += _some([f"{place.where}{name}: {why}" for name, why in found.unfit.items()], "cannot be read")
    if found.ended:
        told.bad.append(f"{place.where}: {found.ended}" + (f": {found.left} of {count} files were not looked at" if found.left else ""))
    if found.true:
        kept = f"; {len(found.kept)} that hosts give to nobody ({', '.join(found.kept)}) could not be looked at" if found.kept else ""
        told.good.append(f"{place.where} has {'all' if not found.kept else 'the'} {found.same} files of its list, unchanged ({megabytes(place.budget.spent)}){kept}.")
    if found.added is None and not found.ended:
        told.good.append("Whether it has further files cannot be told: a server is asked for what the list names.")


def _some(lines: list[str], kind: str) -> list[str]:
    more = len(lines) - _TOLD
    return [*lines[:_TOLD], f"... and {more} more: {kind}"] if more > 0 else lines


def _signature(signed: Signed, place: Place, public: bytes | None, told: Told) -> None:
    """Tell what the signature is worth."""
    if signed.wrong:
        told.bad.append(f"{place.where}{MANIFEST}: {signed.wrong.what}: {signed.wrong.do}")
    elif public is not None:
        told.good.append(f"The list is signed with {key_id(public)}" + (f"; it is number {signed.serial}." if signed.serial else "."))
    elif signed.there:
        told.good.append("The list is signed, but by whom was not looked at: name the publishers' public key with --key, from a place that the copy has no part in.")
    else:
        told.good.append("The list is not signed: whoever changed a file could change the list with it.")
    if public is None:
        told.good.append(f"So {_NEWEST}, either.")


def _age(signed: Signed, public: bytes, at_least: int, told: Told) -> None:
    """Tell whether a signed build is older than one that is known; keep its number, unless one was named."""
    if at_least >= 0:
        if signed.serial < at_least:
            has = f"number {signed.serial}" if signed.serial else "no number"
            told.bad.append(f"The build has {has}, and {at_least} was asked for: it is an older one, however well it is signed. Get a newer copy")
        else:
            told.good.append(f"It is not older than number {at_least}. Whether there is a newer one, only its publishers know.")
        return
    file = state_file(os.environ, Path.home())
    known = highest(file, public)
    if not signed.serial:
        if known:
            told.bad.append(f"The build has no number, and number {known} was seen before: it is older, or its publishers no longer number. Ask them")
        else:
            told.good.append(f"The build has no number, so {_NEWEST}.")
    elif known is None:
        remember(file, public, signed.serial)
        told.good.append(f"No build was seen with this key before, so {_NEWEST}: from now on an older one than {signed.serial} is known here (in {shown(str(file))}).")
    elif signed.serial < known:
        told.bad.append(f"The build has number {signed.serial}, and {known} was seen before: it is an older one, however well it is signed. Get a newer copy")
    else:
        remember(file, public, signed.serial)
        told.good.append(f"It is not older than the newest that was seen here ({known}). Whether there is a newer one, only its publishers know.")


def _say(told: Told, place: Place) -> int:
    for line in told.bad:
        say(line, error=True)
    for line in told.good:
        say(line)
    if told.bad:
        say(f"{place.where} is not what its publishers made, or it could not be seen.", error=True)
    return CONTENT if told.bad else 0

