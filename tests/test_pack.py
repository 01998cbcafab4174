"""Many records in one file: whatever is done to the file, a record comes back as it was written or not at all, and the others with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dateline.cache import clear
from dateline.pack import Pack

A, B, C = (letter.encode() * 32 for letter in "abc")
RECORDS = {A: "first, Жайық".encode(), B: b"", C: b'["third"]'}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with three records."""
    file = tmp_path / "texts" / "pack"
    pack = Pack(file)
    for key, record in RECORDS.items():
        pack.put(key, record)
    pack.save()
    return file


def found(file: Path) -> dict[bytes, bytes | None]:
    pack = Pack(file)
    return {key: pack.get(key) for key in RECORDS}


def test_kept(file: Path) -> None:
    assert found(file) == RECORDS
    assert Pack(file).get(b"d" * 32) is None
    assert [each.name for each in file.parent.iterdir()] == ["pack"]


def test_what_is_put_is_there_at_once(tmp_path: Path) -> None:
    pack = Pack(tmp_path / "pack")
    pack.put(A, b"first")
    assert pack.get(A) == b"first"


def test_every_other_byte_costs_one_record_at_most(file: Path) -> None:
    """What was lost is made again, and then all is there."""
    good = file.read_bytes()
    for at in range(len(good)):
        for other in (bytes([good[at] ^ 1]), b"\0"):
            if other == good[at : at + 1]:
                continue
            file.write_bytes(good[:at] + other + good[at + 1 :])
            now = found(file)
            assert all(now[key] in (record, None) for key, record in RECORDS.items())
            assert len([record for record in now.values() if record is None]) == 1
    pack = Pack(file)
    lost = [key for key in RECORDS if pack.get(key) is None]
    for key in lost:
        pack.put(key, RECORDS[key])
    pack.save()
    assert found(file) == RECORDS


def test_cut_anywhere(file: Path) -> None:
    """As a killed run may leave it; what comes behind is added all the same."""
    good = file.read_bytes()
    for at in range(len(good)):
        file.write_bytes(good[:at])
        now = found(file)
        whole = [key for key in RECORDS if now[key] is not None]
        assert whole == list(RECORDS)[: len(whole)]
        assert all(now[key] == RECORDS[key] for key in whole)
        pack = Pack(file)
        pack.put(C, RECORDS[C])
        pack.save()
        assert Pack(file).get(C) == RECORDS[C]


def nothing(file: Path) -> None:
    """Nothing there."""


def folder(file: Path) -> None:
    file.mkdir()
    (file / "inside").touch()


def link(file: Path) -> None:
    (file.parent / "elsewhere").write_bytes(b"not ours")
    file.symlink_to(file.parent / "elsewhere")


def zeros(file: Path) -> None:
    file.write_bytes(bytes(1000))


@pytest.mark.parametrize("make", [nothing, folder, link, zeros])
def test_something_else_in_its_place(file: Path, make: Callable[[Path], None]) -> None:
    clear(file)
    file.unlink()
    make(file)
    pack = Pack(file)
    assert pack.get(A) is None
    pack.put(A, b"again")
    pack.save()
    assert Pack(file).get(A) == b"again"
    if make is link:
        assert (file.parent / "elsewhere").read_bytes() == b"not ours"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts").chmod(0o500)
    pack = Pack(tmp_path / "texts" / "deeper" / "pack")
    pack.put(A, b"first")
    pack.save()


def test_two_builds_at_once(file: Path) -> None:
    """Both read, then both write: what each has made is kept."""
    one, other = Pack(file), Pack(file)
    one.put(b"1" * 32, b"one")
    other.put(b"2" * 32, b"other")
    one.save()
    other.save()
    assert found(file) == RECORDS
    assert (Pack(file).get(b"1" * 32), Pack(file).get(b"2" * 32)) == (b"one", b"other")


def test_what_nobody_asks_for_goes_when_it_is_more_than_half(file: Path) -> None:
    pack = Pack(file)
    for number in range(10):
        pack.put(bytes([number]) * 32, bytes(10_000))
    pack.save()
    full = file.stat().st_size

    def used(count: int) -> int:
        pack = Pack(file)
        assert [pack.get(bytes([number]) * 32) for number in range(count)] == [bytes(10_000)] * count
        pack.save()
        return file.stat().st_size

    assert used(6) == full
    assert used(2) < 21_000
    assert used(2) < 21_000


def test_the_same_again_is_not_written(file: Path) -> None:
    before = file.stat()
    pack = Pack(file)
    assert pack.get(A)
    pack.save()
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
