"""Looking things up by key, and telling what is wrong when they are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Generic, TypeVar

from dateline.dataclass import dataclass
from dateline.problems import Problems, near_or
from dateline.read.names import nfc
from dateline.read.records import Record

Thing = TypeVar("Thing")


@dataclass
class Index(Generic[Thing]):
    """The things of one kind by key. `noun` and `home` say in problems what they are and where they are written.

    Where `whole` is False, home could not be read, which is told already: what is missing may stand there.
    """

    noun: str
    home: str
    problems: Problems
    things: dict[str, Thing] = field(default_factory=dict)
    whole: bool = True

    def find(self, key: str, path: str, line: int) -> Thing | None:
        """Return the thing with a key; None after noting a problem when there is none."""
        key = nfc(key)  # names of files are keys too
        if key in self.things:
            return self.things[key]
        if self.whole:
            advice = near_or(key, self.things, f"add it to {self.home}")
            self.problems.add(path, line, f'unknown {self.noun} "{key}"', advice, topic="keys")
        return None

    def each(self, record: Record, name: str) -> tuple[Thing, ...]:
        """Return the things that a record names under a key, without those that are not there."""
        return tuple(self._found(record, name))

    def one(self, record: Record, name: str) -> Thing | None:
        """Return the thing that a record names under a key, if it names one."""
        return next(self._found(record, name), None)

    def _found(self, record: Record, name: str) -> Iterator[Thing]:
        for item in record.each(name):
            thing = self.find(str(item.value), record.path, item.line)
            if thing is not None:
                yield thing

    def all(self) -> tuple[Thing, ...]:
        """Return everything, in the order in which it was written."""
        return tuple(self.things.values())


def values(things: Mapping[str, Thing]) -> tuple[Thing, ...]:
    """Return the values of a mapping, in order."""
    return tuple(things.values())
