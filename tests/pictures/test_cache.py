"""Made once: what is in the cache is taken while it is whole, made again when it is not, and dropped when nobody asks for it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dateline.pictures import workers
from dateline.pictures.cache import Cache
from dateline.pictures.perform import perform
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
        made.append(replace(job(file, inspect(data, ".jpg", "", LIMIT), widths=(60, 120)), stem=f"p{count}-abc"))
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


@pytest.mark.parametrize("harm", ["gone", "shorter", "other", "no note", "odd note"])
def test_made_again_when_harmed(tmp_path: Path, harm: str) -> None:
    planned = jobs(tmp_path)
    cache = tmp_path / "cache"
    first = done(planned, cache)
    before = {file.name: file.read_bytes() for file in cache.iterdir() if file.suffix != ".json"}
    victim = next(file for file in cache.iterdir() if file.suffix == ".avif")
    note = cache / "p0-abc.json"
    if harm == "gone":
        victim.unlink()
    elif harm == "shorter":
        victim.write_bytes(before[victim.name][:-1])
    elif harm == "other":
        # As a program would that "optimises" the output, to which the file is hard-linked.
        victim.write_bytes(bytes(len(before[victim.name])))
    elif harm == "no note":
        note.unlink()
    else:
        note.write_text("{}")
    assert done(planned, cache) == first
    assert {file.name: file.read_bytes() for file in cache.iterdir() if file.suffix != ".json"} == before


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
    assert {file.name.split("-")[0] for file in cache.iterdir()} == {"p0", ".p0.being"}
    done([], cache)
    assert [file.name for file in cache.iterdir()] == [".p0.being-written"]


def test_delivered_by_link_or_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = jobs(tmp_path)
    outcomes = perform(planned, tmp_path / "cache", Problems())
    cache = Cache(tmp_path / "cache")
    digests = cache.deliver(outcomes.values(), tmp_path / "linked")

    def no_links(*_arguments: object) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(os, "link", no_links)
    assert cache.deliver(outcomes.values(), tmp_path / "copied") == digests
    for folder in ("linked", "copied"):
        found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (tmp_path / folder).iterdir()}
        assert found == digests


def test_the_same_bytes_in_one_process_and_in_many(tmp_path: Path) -> None:
    planned = jobs(tmp_path, 3)
    for most in (1, 3):
        (tmp_path / str(most)).mkdir()
        results = list(workers.work(planned, tmp_path / str(most), most))
        assert not any(isinstance(made, Misread) for _, made in results)
    alone, together = ({f.name: f.read_bytes() for f in (tmp_path / str(n)).iterdir()} for n in (1, 3))
    assert alone == together
    assert len(alone) >= 18


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


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"stamp": "0"}', b"\xff\xfe"])
def test_a_damaged_ledger_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.json").write_bytes(content)
    file = tmp_path / "a.jpg"
    file.write_bytes(saved(quarters(), "JPEG"))
    assert known(tmp_path, file).facts(ImageFile(file, "a.jpg"), LIMIT).height == 160
