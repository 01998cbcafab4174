"""A copy held against its list, and the list against a key. Pure but for what the place reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST, SIGNATURE
from dateline.problems import Misread
from dateline.signing import checked, serial_in
from dateline.verify.places import Enough, Limits, NotThere, Place, Unfit

HOSTS_OWN = frozenset(("_headers", "_redirects", ".htaccess", ".nojekyll", "CNAME"))
"""What hosts take as told to them, and give to nobody."""


@dataclass
class Compared:
    """What became of the files of a list, by name: `same`, `changed`, `missing`, `unfit` (with why); those that a host keeps to itself (`kept`).

    `added` are files that the list does not name, None where nobody can know; `ended` says why not all were looked at, and `left` how many were not.
    """

    same: int = 0
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unfit: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    added: list[str] | None = None
    ended: str = ""
    left: int = 0

    @property
    def true(self) -> bool:
        """Whether all that could be looked at is as the list says."""
        return not (self.changed or self.missing or self.unfit or self.added or self.ended)


def compare(place: Place, files: Mapping[str, str], step: Callable[[], None]) -> Compared:
    """Return what became of the files of a list; `step` is called after each."""
    found = Compared()
    names = sorted(files)
    for number, name in enumerate(names):
        try:
            if place.digest(name) == files[name]:
                found.same += 1
            else:
                found.changed.append(name)
        except NotThere:
            (found.kept if place_gives_not(place, name) else found.missing).append(name)
        except Unfit as why:
            found.unfit[name] = str(why)
        except Enough as why:
            found.ended, found.left = str(why), len(names) - number
            return found
        step()
    try:
        found.added = place.added(frozenset(files))
    except Enough as why:
        found.ended = str(why)
    return found


def place_gives_not(place: Place, name: str) -> bool:
    """Tell whether a file is one that hosts keep to themselves; in a folder nothing is kept back."""
    return name in HOSTS_OWN and "://" in place.where


@dataclass(frozen=True)
class Signed:
    """What is known of a list's signature: whether there is one, its number (0: none), and what is wrong, in words with what to do."""

    there: bool
    serial: int = 0
    wrong: Misread | None = None


def signature_of(place: Place, manifest: bytes, public: bytes | None, limits: Limits) -> Signed:
    """Return what is known of the signature; without a key only whether there is one. Raises Unfit, Enough."""
    try:
        data = place.read(SIGNATURE, min(limits.list_bytes, 1 << 16))
    except NotThere:
        ask = "get the copy from elsewhere, or ask the publishers whether they sign"
        return Signed(False, wrong=Misread(f"there is no {SIGNATURE}, so the list may be anybody's", ask) if public else None)
    if public is None:
        return Signed(True)
    try:
        comment = checked(manifest, data, public)
        named = [field.removeprefix("file:") for field in comment.split("\t") if field.startswith("file:")]
        if named and named != [MANIFEST]:
            raise Misread(f'it is signed as another file, "{named[0][:100]}"', "ask the publishers what that is")
        return Signed(True, serial_in(comment))
    except Misread as wrong:
        return Signed(True, wrong=wrong)
