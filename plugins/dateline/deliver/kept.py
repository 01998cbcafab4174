"""Pages that are kept: what the last build made of a value, and the next one need not make again; and other files that come out the same.

The file itself lies in the output, as the last build left it; what is noted of it here lies in the cache, in one record for all pages: the
key of its value with the letters in it, the key of all that shaped the file with the file's hash and what the proof found in it. A file is
taken over by a hard link, after its content was compared with its hash, or looks just as it did when it was (see `links`).
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from dateline.cache import Store, read_whole
from dateline.deliver.proof import Marks
from dateline.deliver.standing import Standing
from dateline.links import TRUSTED, Seen, linked, seen, unwritten
from dateline.model.address import Address, file_of
from dateline.pages.planned import Gist

T = TypeVar("T")

_FORM = 8
"""Changes with the form of the record."""
_PORTION = 500
"""Pages that are written down at a time: all at once, ten thousand would take as much memory again as their record."""
_RACY_NS, _COARSE_NS = 100_000_000, 1_000_000_000
"""A file that was written so shortly before it is looked at could be written again without its times showing it; longer where they count seconds."""


class KeptPage(NamedTuple):
    """What is known of a page: keys of its value and of its file, letters in its value, the file's SHA-256, what it looks like, what it holds.

    Where it has a recipe (see pages/planned.py), that and the gist of its head.

    Of ten thousand pages all lies in memory: no sets, and equal words are one object.
    """

    value: bytes
    key: bytes
    letters: str
    digest: str
    seen: Seen | None
    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    left: tuple[str, ...]
    recipe: bytes = b""
    gist: tuple[str, ...] = ()

    @property
    def marks(self) -> Marks:
        """What the proof is to know of the page."""
        return Marks(self.ids, frozenset(self.addresses), self.left)


class KeptFile(NamedTuple):
    """What is known of a file that is no page: its SHA-256, what it looks like, and what it names of the site where somebody has looked."""

    digest: str
    seen: Seen | None
    names: list[str] | None = None


def known_of(value: bytes, key: bytes, letters: str, digest: str, look: Seen | None, held: Marks, recipe: bytes, gist: tuple[str, ...]) -> KeptPage:
    """Return what is known of a page that was made now."""
    ids, addresses = (tuple(map(sys.intern, words)) for words in (held.ids, held.addresses))
    return KeptPage(value, key, sys.intern(letters), digest, look, ids, addresses, held.left, recipe, gist)


class Kept:
    """The pages of one output folder as the last build left them, and as this one makes them."""

    def __init__(
        self, store: Store, output: Path, memory: dict[str, dict[str, KeptPage]] | None = None, standing: Standing | None = None, looking: str = ""
    ) -> None:
        """Read what was noted of an output folder; `memory` has it by the name of the record, where the last build was in this process.

        `standing` is what the stage has of it already; `looking` stands for all that it depends on what is found in a file (see `names`).
        """
        self._store = store
        self._output = str(output)
        self._standing = standing or Standing()
        self._settled: set[str] = set()
        shaping = (_FORM, sys.version, marshal.version, os.fsencode(self._output))
        self._name = f"{hashlib.sha256(repr(shaping).encode()).hexdigest()[:24]}.pages"
        self._now: dict[str, KeptPage] = {}
        self._name_of_files = f"{self._name.removesuffix('.pages')}.files"
        written = store.get(self._name_of_files)
        self._looking = looking
        looked, files = marshal.loads(written) if written else ("", [])
        self._files = {name: KeptFile(digest, look, named if looked == looking else None) for name, digest, look, named in files}
        self._written: dict[str, KeptFile] = {}
        self._memory = memory
        last = memory and memory.get(self._name)
        self._last = last or dict(_pages_in(store.get(self._name) or b""))

    @property
    def output(self) -> Path:
        """The folder that holds what the last build made."""
        return Path(self._output)

    def letters(self, name: str, value: bytes | None) -> str | None:
        """Return the letters in the value of a page; None where the last build had another one."""
        page = self._last.get(name)
        return page.letters if page and page.value == value else None

    def by_recipe(self, address: Address, recipe: bytes) -> Gist | None:
        """Return the gist of a page that the last build made by a recipe; None where it did not."""
        page = self._last.get(file_of(address))
        return Gist(*page.gist) if page and page.recipe == recipe else None

    def value(self, name: str) -> tuple[bytes, str]:
        """Return the key and the letters of the value that a page had in the last build."""
        page = self._last[name]
        return page.value, page.letters

    def deliver(self, name: str, key: bytes, stage: str, recipe: bytes = b"", gist: tuple[str, ...] = ()) -> KeptPage | None:
        """Put a page that the last build made into the stage, if it made it of the same; return what is known of it.

        `recipe` and `gist` are what it is noted with now.

        Raises OSError where the stage cannot be written.
        """
        page = self._last.get(name)
        if page is None or page.key != key:
            return None
        look = self._taken_over(name, page.digest, page.seen, stage)
        if look is None:
            return None
        kept = self._now[name] = page._replace(seen=look, recipe=recipe, gist=gist)
        return kept

    def write(self, name: str, data: bytes, stage: str) -> str:
        """Put a file that is no page into the stage, as the last build left it where that wrote the same; return its SHA-256. Raises OSError."""
        digest, last = hashlib.sha256(data).hexdigest(), self._files.get(name)
        look = self._taken_over(name, digest, last.seen, stage) if last and last.digest == digest else None
        if look is None:
            file = f"{stage}/{name}"
            write(file, data)
            look = seen(file)
        self._written[name] = KeptFile(digest, look, last.names if last and last.digest == digest else None)
        return digest

    def names(self, name: str, look: Callable[[], list[str]]) -> list[str]:
        """Return what a file names that has been put into the stage: as it was found in the last build if that wrote the same, else what `look` finds."""
        file = self._written[name]
        if file.names is None:
            file = self._written[name] = file._replace(names=look())
        return file.names or []

    def _taken_over(self, name: str, digest: str, before: Seen | None, stage: str) -> Seen | None:
        """Put a file of the last build into the stage, if its content has a hash, which it had when it looked as `before`; return what it looks like there."""
        source, target = f"{self._output}/{name}", f"{stage}/{name}"
        found, data = seen(source), None
        if found is None:
            return None
        trusted = TRUSTED and found == before
        if not trusted:
            data = _checked(source, digest)
            if data is None:
                return None
        if self._standing.take(name, found):
            if trusted:
                self._settled.add(name)  # no link came or went, so it will look as it did
            return found
        if not _in_folder(lambda: linked(source, target, found), target):
            data = data or _checked(source, digest)
            if data is None:
                return None
            write(target, data)
        elif not unwritten(seen(target), found):  # another run has put its output in this one's place
            os.unlink(target)  # noqa: PTH108
            return None
        look = seen(target)
        if look:
            self._standing.taken[name] = look
        return look

    def note(self, name: str, page: KeptPage) -> None:
        """Take what was made of a page now."""
        self._now[name] = page

    def save(self) -> None:
        """Note what the pages in the output look like now. To be called when nobody here links to them or deletes links any more."""
        self._last = {}
        pages, parts = iter(self._now.items()), []
        remembered: dict[str, KeptPage] = {}
        while portion := list(islice(pages, _PORTION)):
            noted = {name: page._replace(seen=self._look(name, page.seen)) for name, page in portion}
            parts.append(marshal.dumps([(name, tuple(page)) for name, page in noted.items()]))
            if self._memory is not None:
                remembered |= noted
        if self._memory is not None:
            self._memory[self._name] = remembered
        self._store.put(self._name, *parts)
        # Plain words: what is noted is written in a format that knows no other kind of text.
        files = [(str(name), file.digest, self._look(name, file.seen), file.names) for name, file in self._written.items()]
        self._store.put(self._name_of_files, marshal.dumps((self._looking, files)))
        self._store.prune()

    def _look(self, name: str, before: Seen | None) -> Seen | None:
        return before if name in self._settled else _settled(f"{self._output}/{name}", before)


def _pages_in(record: bytes) -> Iterator[tuple[str, KeptPage]]:
    """Yield what `save` noted, by the file's name."""
    stream = BytesIO(record)
    while stream.tell() < len(record):
        for name, page in marshal.load(stream):
            yield name, KeptPage._make(page)


def write(file: str, data: bytes) -> None:
    """Write a file, and the folder that it lies in. Never into one that is there: that may be a link to the output's."""

    def now() -> None:
        try:
            opened = open(file, "xb")  # noqa: PTH123, SIM115 (thousands of Paths cost more than the calls)
        except FileExistsError:
            os.unlink(file)  # noqa: PTH108
            opened = open(file, "xb")  # noqa: PTH123, SIM115
        with opened:
            opened.write(data)

    _in_folder(now, file)


def _in_folder(act: Callable[[], T], file: str) -> T:
    """Do what makes a file; once more with its folder where that is missing: asking first would cost each file as much as writing it."""
    try:
        return act()
    except FileNotFoundError:
        folder = os.path.dirname(file)  # noqa: PTH120
        try:
            os.mkdir(folder)  # noqa: PTH102 (most lack the last folder alone)
        except OSError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        return act()


def _checked(file: str, digest: str) -> bytes | None:
    data = read_whole(file)
    return data if data is not None and hashlib.sha256(data).hexdigest() == digest else None


def _settled(file: str, before: Seen | None) -> Seen | None:
    """Return what a file looks like, if it is certain that nobody has written into it since it looked as `before`, and that it would show."""
    now = seen(file)
    if now is None or not unwritten(now, before):
        return None
    ago = time.time_ns() - now[2]
    coarse = not now[2] % _COARSE_NS
    return now if ago > (2 * _COARSE_NS if coarse else _RACY_NS) else None
