"""Sources: from the records of sources.yaml to nouns, with what keeps them and whose text they pass on."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.model.address import Address, shared
from dateline.model.nouns import KeptCopy, Source, Speaker
from dateline.names import slug_from
from dateline.problems import Problems, near_or
from dateline.read.kept_copies import HOME, KeptFile
from dateline.read.records import Item, Record

LOOKS_LIKE_A_KEY = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")


def build_sources(
    records: Sequence[Record],
    organisations: Iterable[Record],
    addresses: Mapping[str, Address],
    copies: Mapping[str, KeptFile],
    problems: Problems,
    *,
    whole: bool = True,
) -> Iterator[Source]:
    """Yield the sources in order; `addresses` are theirs by key, `copies` the kept copies that are here, by name.

    `organisations` are the records of organisations.yaml; `whole` says whether that file, and sources.yaml, could be read.
    """
    origins = _Origins(records, organisations, addresses, problems, whole)
    for record in records:
        yield Source(
            key=record.key,
            title=record.text("title"),
            publisher=record.text("publisher"),
            authors=tuple(str(item.value) for item in record.each("authors")),
            date=record.text("date"),
            url=record.text("url"),
            archived=record.text("archived"),
            read=record.text("read"),
            kind=record.text("kind"),
            language=record.text("language"),
            note=record.text("note"),
            address=addresses[record.key],
            passes_on=origins.passed_on(record),
            origins=origins.of(record),
            kept=tuple(_kept(record, copies)),
        )


def _kept(record: Record, copies: Mapping[str, KeptFile]) -> Iterator[KeptCopy]:
    """Yield the kept copies of a source, of those that are not published hash and date alone."""
    taken: set[str] = set()
    for item in record.items:
        digest, captured = item.text("sha256"), item.text("captured")
        file = copies.get(item.text("file"))
        if not item.flag("publish") or file is None:
            yield KeptCopy(digest, captured)
            continue
        name = _free(posixpath.basename(item.text("file")), taken)
        archive = file.archive
        yield KeptCopy(
            sha256=digest,
            captured=captured,
            address=shared(f"{HOME}/{record.key}/{name}"),
            name=name,
            size=file.size,
            by=item.text("by"),
            program=item.text("with"),
            note=item.text("note"),
            pages=archive.pages if archive else (),
            count=archive.count if archive else 0,
        )


def _free(file: str, taken: set[str]) -> str:
    """Return a name that can stand in an address, and is none of those taken."""
    stem, ending = posixpath.splitext(file)
    made = slug_from(stem, "copy")
    name, number = f"{made}{ending.lower()}", 1
    while name in taken:
        number += 1
        name = f"{made}-{number}{ending.lower()}"
    taken.add(name)
    return name


class _Origins:
    """Whose words sources are: an agency that they name with `from`, or else their publisher."""

    def __init__(self, records: Sequence[Record], organisations: Iterable[Record], addresses: Mapping[str, Address], problems: Problems, whole: bool) -> None:
        self._sources = {record.key: record for record in records}
        self._organisations = {record.key: record for record in organisations}
        self._addresses, self._problems, self._whole = addresses, problems, whole
        self._by_name = {
            name.casefold(): key for key, record in self._organisations.items() for name in (record.text("name"), record.text("short")) if name
        }

    def passed_on(self, record: Record) -> tuple[Speaker, ...]:
        """Return the agencies whose texts a source passes on, each with the page about it; what is wrong with them is told."""
        return tuple(speaker for item in record.each("from") if (speaker := self._agency(record, item)))

    def _agency(self, record: Record, item: Item) -> Speaker | None:
        written = str(item.value)
        if written in self._sources:
            if record.key in self._above(written):
                do = "name the agency that it comes from, or the source that was there first"
                self._problems.add(record.path, item.line, f'"{record.key}" passes on a text of its own', do, topic="sources")
            return Speaker(self._sources[written].text("publisher"), self._addresses[written])
        key = self._organisation(written)
        if key:
            return Speaker(self._organisations[key].text("name"), Address(f"organisations/{key}/"))
        if LOOKS_LIKE_A_KEY.match(written) and self._whole:
            do = near_or(written, {**self._organisations, **self._sources}, "add it to organisations.yaml or sources.yaml, or write a name, such as AFP")
            self._problems.add(record.path, item.line, f'unknown organisation or source "{written}"', do, topic="keys")
            return None
        return Speaker(written, None)

    def _organisation(self, written: str) -> str:
        return written if written in self._organisations else self._by_name.get(written.casefold(), "")

    def _above(self, key: str) -> set[str]:
        """Return a source, that whose text it passes on, and so on."""
        found: set[str] = set()
        left = [key]
        while left:
            one = left.pop()
            if one not in found and one in self._sources:
                found.add(one)
                left += [str(item.value) for item in self._sources[one].each("from")]
        return found

    def of(self, record: Record) -> tuple[str, ...]:
        """Return for whom a source speaks: the names of agencies, or of its publisher, in small letters; keys of organisations where they have one."""
        found: dict[str, None] = {}
        for key in sorted(self._above(record.key)):
            written = [str(item.value) for item in self._sources[key].each("from")]
            # What passes on another source's text speaks for that one's origins, which are in the set.
            for name in written or [self._sources[key].text("publisher")]:
                if name not in self._sources:
                    found[self._organisation(name) or name.casefold()] = None
        return tuple(sorted(found))
