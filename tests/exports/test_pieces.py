"""Pieces of data files that are taken from the last build's: only where the entries are as they were, and only whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from dateline.cache import Store
from dateline.deliver.proof import Proof
from dateline.exports.all import data_files
from dateline.exports.pieces import KeyedEntries, Pieces
from dateline.keys import Keys
from dateline.model.nouns import Entry, Event
from dateline.pages.frame import Desk

from tests.desks import desk
from tests.nouns import body, entry, event, place

TOWN, LAKE = place("town"), place("lake")
ENTRIES = tuple(entry(f"e{n:03}", f"2022-01-{n // 10 + 1:02}", places=(TOWN, LAKE)[n % 2 :], body=body(f"Text {n}, and so on.")) for n in range(300))


@dataclass
class House:
    """A folder with data files and a cache. `made` are the entries that the last build made anew."""

    folder: Path
    made: set[str] = field(default_factory=set)

    def build(self, at: Desk) -> None:
        """Make the data files, as they are when all is made anew."""
        self.made.clear()
        entries = at.event.entries
        proof = Proof(at.settings.root, at.siteurl)
        pieces = _Counted(self.made, entries, KeyedEntries(at, entries, Keys()), self.folder / "downloads", Store(self.folder / "cache"), proof.addresses)
        files = data_files(at, pieces)
        pieces.keep()
        assert files == data_files(at)
        found = {name: pieces.addresses(name.rpartition("/")[2]) for name in files}
        named = {address for own in found.values() for address in own or ()}
        assert named == {address for name, own in found.items() if own is not None for address in proof.addresses(name, files[name])}
        assert len(named) >= len(entries)
        (self.folder / "downloads").mkdir(exist_ok=True)
        for name, data in files.items():
            (self.folder / name).write_bytes(data)


class _Counted(Pieces):
    def __init__(self, made: set[str], entries: Sequence[Entry], *more: object) -> None:
        super().__init__(entries, *more)  # type: ignore[arg-type]
        self._anew = made

    def of(self, name: str, make: Callable[[Sequence[Entry]], bytes], *more: bytes, **named: bytes) -> bytes:
        def noted(some: Sequence[Entry]) -> bytes:
            self._anew.update(each.slug for each in some)
            return make(some)

        return super().of(name, noted, *more, **named)


def told(*entries: Entry) -> Event:
    return event(entries=entries, places=(TOWN, LAKE))


@pytest.fixture
def house(tmp_path: Path) -> House:
    found = House(tmp_path)
    found.build(desk(told(*ENTRIES)))
    assert len(found.made) == 300
    return found


def test_nothing_is_made_where_nothing_changed(house: House) -> None:
    house.build(desk(told(*ENTRIES)))
    assert not house.made
    house.build(desk(told(*ENTRIES)))
    assert not house.made


CHANGES: dict[str, Sequence[Entry]] = {
    "another text": (*ENTRIES[:150], replace(ENTRIES[150], title="Another"), *ENTRIES[151:]),
    "one less": (*ENTRIES[:150], *ENTRIES[151:]),
    "one more": (*ENTRIES[:150], entry("more", "2022-01-16"), *ENTRIES[150:]),
    "the first gone": ENTRIES[1:],
    "undated": (*ENTRIES[:299], entry("e299", "undated")),
}


@pytest.mark.parametrize("entries", CHANGES.values(), ids=CHANGES)
def test_little_is_made_for_an_edit(entries: Sequence[Entry], house: House) -> None:
    house.build(desk(told(*entries)))
    assert 0 <= len(house.made) < 250
    house.build(desk(told(*ENTRIES)))


def test_few_entries_and_none(house: House) -> None:
    for some in (ENTRIES[:1], (), (entry("u", "undated"),), ENTRIES[:2]):
        house.build(desk(told(*some)))


@pytest.mark.parametrize("other", [desk(told(*ENTRIES), "ru"), replace(desk(told(*ENTRIES)), siteurl="https://example.net")])
def test_all_are_made_where_their_surroundings_changed(other: Desk, house: House) -> None:
    house.build(other)
    assert len(house.made) == 300


def test_what_somebody_wrote_into_is_made_anew(house: House) -> None:
    for name in ("timeline.json", "timeline.csv", "timeline.ics", "timeline.geojson", "timelinejs.json"):
        file = house.folder / "downloads" / name
        data = file.read_bytes()
        at = data.index(b"e150")
        file.write_bytes(data[:at] + b"x150" + data[at + 4 :])
    house.build(desk(told(*ENTRIES)))
    assert "e150" in house.made
    assert len(house.made) < 250


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-300])


@pytest.mark.parametrize("harm", [cut, Path.unlink])
def test_what_is_gone_is_made_anew(harm: Callable[[Path], None], house: House) -> None:
    harm(house.folder / "downloads/timeline.json")
    house.build(desk(told(*ENTRIES)))
    assert house.made
    (record,) = (house.folder / "cache").iterdir()
    harm(record)
    house.build(desk(told(*ENTRIES)))
    assert len(house.made) == 300
