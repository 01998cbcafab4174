"""The cache: records that check themselves, a folder that may be anything, and that may be somebody else's."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dateline import cache
from dateline.cache import TAG, Store, make_room, open_cache
from dateline.problems import SetupBroken

OLD = (1_000_000_000, 1_000_000_000)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A folder of records that is not there yet."""
    return Store(tmp_path / "records")


@pytest.mark.parametrize("record", [b"", b"a", bytes(range(256)) * 9, b'{"sha256":"', b"}"])
def test_kept(store: Store, record: bytes) -> None:
    store.put("a", record)
    assert store.get("a") == record
    assert store.get("b") is None


def test_json_stays_json(store: Store) -> None:
    """So that one can look at it."""
    store.put_json("a.json", {"b": [1, None], "a": "Жайық"})
    assert store.get_json("a.json") == {"a": "Жайық", "b": [1, None]}
    assert json.loads((store.folder / "a.json").read_bytes())["record"] == {"a": "Жайық", "b": [1, None]}


def test_every_other_byte_is_noticed(store: Store) -> None:
    store.put("a", b"The record.")
    good = (store.folder / "a").read_bytes()
    for at in range(len(good)):
        for other in (good[:at], good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :], good[:at] + b"x" + good[at:]):
            (store.folder / "a").write_bytes(other)
            assert store.get("a") is None, other
    (store.folder / "a").write_bytes(good)
    assert store.get("a") == b"The record."


@pytest.mark.parametrize("other", [{}, {"sha256": "0" * 64, "record": {}}, [], None, {"stamp": "2", "files": []}])
def test_json_of_another_shape(store: Store, other: Any) -> None:
    store.put_json("a.json", {})
    (store.folder / "a.json").write_text(json.dumps(other))
    assert store.get_json("a.json") is None


def folder(file: Path) -> None:
    file.mkdir()
    (file / "inside").touch()


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX's")
@pytest.mark.parametrize(
    "harm",
    [folder, lambda file: file.symlink_to("nowhere"), lambda file: file.symlink_to("/dev/zero"), os.mkfifo],
    ids=["a folder", "a link that leads nowhere", "a link to a device", "a pipe"],
)
def test_whatever_lies_in_a_record_s_place_is_replaced(store: Store, harm: Callable[[Path], None]) -> None:
    store.folder.mkdir()
    harm(store.folder / "a")
    assert store.get("a") is None
    store.put("a", b"record")
    assert store.get("a") == b"record"


def test_whatever_lies_in_the_folder_s_place_is_replaced(store: Store) -> None:
    store.folder.write_text("a file")
    assert store.get("a") is None
    store.put("a", b"record")
    assert store.get("a") == b"record"


def test_what_cannot_be_kept_is_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dateline.cache.write_atomically", full)
    store.put("a", b"record")
    assert store.get("a") is None


def test_pruned_when_nobody_has_asked_for_a_while(store: Store) -> None:
    for name in ("asked", "old", "wanted", "young"):
        store.put(name, b"record")
    for name in (".a.half-written", "asked", "old", "wanted"):
        (store.folder / name).touch()
        os.utime(store.folder / name, OLD)
    next_run = Store(store.folder)
    next_run.get("asked")
    next_run.prune(lambda name: name == "wanted")
    assert {file.name for file in store.folder.iterdir()} == {"asked", "wanted", "young"}
    assert (store.folder / "asked").stat().st_mtime > OLD[0], "the next but one shall see that somebody asked"


def test_the_folder_is_marked(tmp_path: Path) -> None:
    assert open_cache(tmp_path / "deep/cache") == tmp_path / "deep/cache"
    assert (tmp_path / "deep/cache" / TAG).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    (tmp_path / "deep/cache/anything").touch()
    assert open_cache(tmp_path / "deep/cache") == tmp_path / "deep/cache"


@pytest.mark.parametrize("names", [(), ("pictures.json", "renditions", ".DS_Store"), (TAG,)])
def test_an_older_cache_or_one_with_a_spoilt_mark_is_taken_over(tmp_path: Path, names: tuple[str, ...]) -> None:
    cache = tmp_path / ".cache/dateline"
    cache.mkdir(parents=True)
    for name in names:
        (cache / name).touch()
    assert open_cache(cache) == cache
    assert "Dateline" in (cache / TAG).read_text()


@pytest.mark.parametrize("names", [("photographs",), ("renditions",), (TAG, "photographs")])
def test_somebody_else_s_folder(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text("Signature: 8a477f597d28d172789f06886806bc55\n# This file is a cache directory tag created by another tool.\n")
    with pytest.raises(SetupBroken) as broken:
        open_cache(tmp_path)
    assert broken.value.problem.what == f"the cache folder holds what Dateline did not make ({', '.join(names)})"
    assert {file.name for file in tmp_path.iterdir()} == set(names)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(**_options: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    monkeypatch.chdir(tmp_path)
    instead = open_cache(Path(".cache"))
    assert instead.is_dir()
    assert instead != Path(".cache")
    assert capsys.readouterr().err == "Dateline: the cache .cache cannot be used (the disk can only be read): everything is made anew\n"


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_a_cache_in_whose_place_lies_something_else(tmp_path: Path) -> None:
    """It may be somebody's: it stays, and this run does without a cache."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("file", "link"):
        assert open_cache(tmp_path / name) != tmp_path / name
    assert (tmp_path / "file").read_text() == "mine"


def test_what_killed_runs_left_goes_when_it_is_old(tmp_path: Path) -> None:
    open_cache(tmp_path)
    for name in (".pictures.json.old", ".pictures.json.young"):
        (tmp_path / name).touch()
    os.utime(tmp_path / ".pictures.json.old", OLD)
    open_cache(tmp_path)
    assert [file.name for file in tmp_path.glob(".pictures*")] == [".pictures.json.young"]


def test_a_folder_that_another_build_makes_at_this_moment_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First it is not there, and when we act it is: two builds have begun together."""
    folder = tmp_path / "renditions"
    looked = Path.lstat

    def late(self: Path) -> os.stat_result:
        if self == folder and not folder.is_dir():
            folder.mkdir()
            raise FileNotFoundError(self)
        return looked(self)

    monkeypatch.setattr(Path, "lstat", late)
    make_room(folder)
    assert folder.is_dir()


def test_a_mark_that_another_build_makes_at_this_moment_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    read, times = cache.read_whole, iter([True])

    def late(file: str) -> bytes | None:
        if file.endswith(cache.TAG) and next(times, False):
            Path(file).write_bytes(cache.TAG_TEXT)
            return None
        return read(file)

    monkeypatch.setattr(cache, "read_whole", late)
    assert cache.open_cache(folder) == folder
