"""Made once: what is in the cache is taken while it is whole, made again when it is not, and dropped when nobody asks for it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dateline.pictures import workers
from dateline.pictures.cache import Cache
from dateline.pictures.perform import deliver, perform
from dateline.pictures.plan import Job
from dateline.problems import Misread, Problems
from dateline.read.content import Image as ImageFile
from dateline.read.images import inspect
from dateline.read.ledger import Ledger

from tests.images import LIMIT, job, quarters, saved


def jobs(folder: Path, number: int = 1) -> list[Job]:
    """Return the jobs of so many small pictures."""
    made = []
    for count in range(number):
        data = saved(quarters(240, 160 + count), "JPEG", quality=90)
        file = folder / f"p{count}.jpg"
        file.write_bytes(data)
        made.append(replace(job(file, inspect(data, ".jpg", "", LIMIT), widths=(60, 120)), stem=f"p{count}-0123456789ab"))
    return made


def done(jobs: list[Job], cache: Path) -> dict[str, object]:
    problems = Problems()
    outcomes = perform(jobs, cache, problems)
    assert not problems
    return dict(outcomes)


def test_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planned = jobs(tmp_path)
    first = done(planned, tmp_path / "cache")
    assert capsys.readouterr().out == "Dateline: making 1 picture\n"
    times = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()}
    assert done(planned, tmp_path / "cache") == first
    assert capsys.readouterr().out == ""
    assert {file.name: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()} == times


def test_outcomes_stand_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    planned = jobs(tmp_path, 3)
    done(planned[1:2], tmp_path / "cache")  # so that one in the middle is there and the others are made
    assert list(done(planned, tmp_path / "cache")) == [each.key for each in planned]


def flip(file: Path) -> None:
    """Turn one bit in the middle of a file round, without its times showing it."""
    status, data = file.stat(), bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def as_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "a").touch()


def as_link(file: Path, to: str) -> None:
    file.unlink()
    file.symlink_to(to)


def as_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


HARMS: Mapping[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "shorter": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"x"),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "one bit, and its time as it was": flip,
    "a folder": as_folder,
    "a link elsewhere": lambda file: as_link(file, "/etc/hostname"),
    "a link that leads nowhere": lambda file: as_link(file, "nowhere"),
    "a pipe": as_pipe,
}
"""Ways in which a file of the cache may be spoilt."""


@pytest.mark.parametrize("victim", ["*.webp", "*.jpg", "*.json"])
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("linked", [True, False])
def test_nothing_spoilt_is_delivered(tmp_path: Path, made_once: Path, victim: str, harm: str, linked: bool) -> None:
    cache = Path(shutil.copytree(made_once / "cache", tmp_path / "cache"))
    planned = jobs(made_once)
    before = {file.name: file.read_bytes() for file in cache.iterdir()}
    HARMS[harm](next(cache.glob(victim)))
    problems = Problems()
    outcomes = perform(planned, cache, problems)
    digests = deliver(planned, outcomes, Cache(cache), tmp_path / "output", problems, linked=linked)
    assert not problems
    assert {file.name: file.read_bytes() for file in cache.iterdir()} == before
    assert contents(tmp_path / "output") == digests
    if not linked:
        assert {file.stat().st_nlink for file in (tmp_path / "output").iterdir()} == {1}


@pytest.mark.skipif(os.name != "posix", reason="its times tell nothing elsewhere")
@pytest.mark.parametrize("harm", ["one bit, and its time as it was", "zeros", ""])
def test_only_what_looks_as_it_did_is_not_read_again(tmp_path: Path, made_once: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store, planned = Path(shutil.copytree(made_once / "cache", tmp_path / "cache")), jobs(made_once)
    outcomes = perform(planned, store, Problems())
    first = Cache(store)
    digests = deliver(planned, outcomes, first, tmp_path / "first", Problems())
    first.remember()
    victim = next(store.glob("*.webp"))
    if harm:
        HARMS[harm](tmp_path / "first" / victim.name)  # by its other name, to which it is linked
    read = []

    def noted(file: str) -> bytes:
        read.append(Path(file).name)
        return Path(file).read_bytes()

    monkeypatch.setattr("dateline.pictures.cache.read_whole", noted)
    assert deliver(planned, outcomes, Cache(store), tmp_path / "second", Problems()) == contents(tmp_path / "second") == digests
    assert set(read) == ({victim.name} if harm else set())


def test_what_was_written_into_while_the_site_was_made_is_not_remembered(tmp_path: Path, made_once: Path) -> None:
    store, planned = Path(shutil.copytree(made_once / "cache", tmp_path / "cache")), jobs(made_once)
    outcomes = perform(planned, store, Problems())
    cache = Cache(store)
    digests = deliver(planned, outcomes, cache, tmp_path / "first", Problems())
    HARMS["zeros"](next((tmp_path / "first").glob("*.webp")))
    cache.remember()
    assert deliver(planned, outcomes, Cache(store), tmp_path / "second", Problems()) == contents(tmp_path / "second") == digests


@pytest.mark.parametrize("harm", ["no folder", "a file", "a link that leads nowhere"])
def test_a_spoilt_folder(tmp_path: Path, made_once: Path, harm: str) -> None:
    cache, planned = tmp_path / "cache", jobs(made_once)
    if harm == "a file":
        cache.write_text("none")
    elif harm != "no folder":
        cache.symlink_to("nowhere")
    problems = Problems()
    outcomes = perform(planned, cache, problems)
    assert contents(cache) == contents(made_once / "cache")
    # Another run empties the cache before what is in it was delivered.
    shutil.rmtree(cache)
    digests = deliver(planned, outcomes, Cache(cache), tmp_path / "output", problems)
    assert not problems
    assert contents(tmp_path / "output") == digests


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a picture and, in `cache`, what is made of it."""
    folder = tmp_path_factory.mktemp("made")
    done(jobs(folder), folder / "cache")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_other_times_alone_make_nothing_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As after a restored cache, or a clock that was set."""
    planned = jobs(tmp_path)
    done(planned, tmp_path / "cache")
    capsys.readouterr()
    for file in (tmp_path / "cache").iterdir():
        os.utime(file, (1_000_000_000, 1_000_000_000))
    done(planned, tmp_path / "cache")
    assert capsys.readouterr().out == ""


def test_pruned(tmp_path: Path) -> None:
    planned = jobs(tmp_path, 2)
    cache = tmp_path / "cache"
    done(planned, cache)
    for name, time in ((".p9.left-behind", 1_000_000_000), (".p0.being-written", 4_000_000_000)):
        (cache / name).write_bytes(b"half")
        os.utime(cache / name, (time, time))
    done(planned[:1], cache)
    # What another run may just be working with stays.
    assert {file.name.split("-")[0] for file in cache.iterdir()} == {"p0", "p1", ".p0.being"}
    for file in cache.glob("p1*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    done(planned[:1], cache)
    assert {file.name.split("-")[0] for file in cache.iterdir()} == {"p0", ".p0.being"}
    for file in cache.glob("p0*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    done([], cache)
    assert [file.name for file in cache.iterdir()] == [".p0.being-written"]


def test_what_another_run_asked_for_lately_stays_however_old_its_files_are(tmp_path: Path) -> None:
    planned = jobs(tmp_path, 2)
    cache = tmp_path / "cache"
    done(planned, cache)
    for file in cache.iterdir():
        os.utime(file, (1_000_000_000, 1_000_000_000))
    before = {file.name for file in cache.iterdir()}
    Cache(cache).get(planned[1].stem)  # the other run
    done(planned[:1], cache)
    assert {file.name for file in cache.iterdir()} == before


def test_delivered_by_copy_where_there_are_no_links(tmp_path: Path, made_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_arguments: object) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(os, "link", no_links)
    planned, cache = jobs(made_once), made_once / "cache"
    outcomes = perform(planned, cache, Problems())
    assert deliver(planned, outcomes, Cache(cache), tmp_path / "copied", Problems()) == contents(tmp_path / "copied")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_server_can_read_what_is_delivered(tmp_path: Path, made_once: Path) -> None:
    cache = Path(shutil.copytree(made_once / "cache", tmp_path / "cache"))
    for file in cache.iterdir():
        file.chmod(0o600)
    planned = jobs(made_once)
    deliver(planned, perform(planned, cache, Problems()), Cache(cache), tmp_path / "output", Problems())
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "output").iterdir()} == {0o644}


def test_a_full_disk_is_told_once_and_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("dateline.pictures.make.write_atomically", full)
    monkeypatch.setattr("dateline.pictures.perform.cores", lambda: 1)
    problems = Problems()
    assert perform(jobs(tmp_path, 3), tmp_path / "cache", problems) == {}
    assert [str(problem) for problem in problems.sorted()] == ["p0.jpg: the disk is full: make room on it, or choose another"]
    assert problems.status() == 2


def test_the_same_bytes_in_one_process_and_in_many(tmp_path: Path) -> None:
    planned = jobs(tmp_path, 3)
    for most in (1, 3):
        (tmp_path / str(most)).mkdir()
        results = list(workers.work(planned, tmp_path / str(most), most))
        assert not any(isinstance(made, Misread) for _, made in results)
    alone, together = ({f.name: f.read_bytes() for f in (tmp_path / str(n)).iterdir()} for n in (1, 3))
    assert alone == together
    assert len(alone) >= 12


def test_one_broken_picture_does_not_stop_the_others(tmp_path: Path) -> None:
    planned = jobs(tmp_path, 3)
    planned[1].source.write_bytes(planned[1].source.read_bytes()[:700])
    problems = Problems()
    outcomes = perform(planned, tmp_path / "cache", problems)
    assert sorted(outcomes) == ["p0", "p2"]
    (problem,) = problems.sorted()
    assert problem.path == "p1.jpg"
    assert "cannot be decoded" in problem.what


def test_a_worker_that_dies_takes_only_its_own_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system runs out of memory and kills it."""
    dying = tmp_path / "dying.py"
    dying.write_text(
        "import sys\nfrom pathlib import Path\nfrom dateline.pictures import worker\n"
        "real = worker.attempt\n"
        "def attempt(job, folder):\n"
        "    if job.key == 'p1':\n        import os\n        os._exit(9)\n"
        "    return real(job, folder)\n"
        "worker.attempt = attempt\nworker.main(Path(sys.argv[1]))\n"
    )
    started = subprocess.Popen

    def instead(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return started([sys.executable, str(dying), command[-1]], **options)

    monkeypatch.setattr(subprocess, "Popen", instead)
    (tmp_path / "made").mkdir()
    results = {found.key: made for found, made in workers.work(jobs(tmp_path, 4), tmp_path / "made", 2)}
    assert sorted(key for key, made in results.items() if isinstance(made, Misread)) == ["p1"]
    assert len(results) == 4


def test_a_worker_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen

    def instead(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return started([sys.executable, "-c", "import time; time.sleep(60)"], **options)

    monkeypatch.setattr(subprocess, "Popen", instead)
    results = list(workers.work(jobs(tmp_path, 2), tmp_path, 2, patience=0.5))
    assert all(isinstance(made, Misread) and "came to an end" in made.what for _, made in results)


def known(folder: Path, file: Path) -> Ledger:
    ledger = Ledger(folder / "ledger.json")
    ledger.facts(ImageFile(file, "a.jpg"), LIMIT)
    ledger.save()
    return ledger


def test_files_that_did_not_change_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(quarters(), "JPEG"))
    os.utime(file, (1_000_000_000, 1_000_000_000))
    # The time of the last change of its status cannot be set; the ledger distrusts it for two seconds.
    monkeypatch.setattr("dateline.read.ledger._RACY_NS", -(10**12))
    known(tmp_path, file)
    before = Path.read_bytes
    read: list[Path] = []

    def noted(path: Path) -> bytes:
        read.append(path)
        return before(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    known(tmp_path, file)
    assert file not in read
    os.utime(file, (1_100_000_000, 1_100_000_000))
    known(tmp_path, file)
    assert file in read


def test_a_file_that_was_changed_just_now_is_read_again(tmp_path: Path) -> None:
    """It could change once more within what its times can tell apart."""
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(quarters(), "JPEG"))
    known(tmp_path, file)
    assert Ledger(tmp_path / "ledger.json")._before["files"] == {}


def test_the_same_content_is_known_again_under_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(quarters(), "JPEG"))
    known(tmp_path, file)

    def never(*_arguments: object) -> object:
        raise AssertionError("looked at again")

    monkeypatch.setattr("dateline.read.ledger.inspect", never)
    moved = file.rename(tmp_path / "b.jpg")
    assert Ledger(tmp_path / "ledger.json").facts(ImageFile(moved, "b.jpg"), LIMIT).width == 240


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"stamp": "3"}', b'{"stamp": "3", "files": [], "facts": []}', b"\xff\xfe", bytes(600)])
def test_a_damaged_ledger_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.json").write_bytes(content)
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(quarters(), "JPEG"))
    assert known(tmp_path, file).facts(ImageFile(file, "a.jpg"), LIMIT).height == 160
