"""The step itself: several runs at once, what killed runs left behind, and what was made by whom."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest
from dateline.deliver import swap
from dateline.deliver.manifest import strangers, write_manifest
from dateline.deliver.swap import Stage

from tests.sites import write

TWO_HOURS_AGO = time.time() - 7200


@pytest.fixture(params=["at once", "in two steps"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with both ways of exchanging two folders."""
    if request.param == "in two steps":
        monkeypatch.setattr(swap, "_exchange_at_once", lambda one, other: False)


@pytest.mark.usefixtures("exchange")
def test_many_runs_at_once(tmp_path: Path) -> None:
    """All succeed, the output is the whole of one of them, and nothing is left beside it."""
    failed: list[BaseException] = []
    start = threading.Barrier(6)

    def run(number: int) -> None:
        try:
            start.wait()
            for turn in range(4):
                with Stage(tmp_path / "site", (), agreed=True) as stage:
                    for page in range(5):
                        (stage.folder / f"{page}.html").write_text(f"{number} {turn}")
                    stage.commit()
        except BaseException as error:  # noqa: BLE001 (told below, whatever it is)
            failed.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len({page.read_text() for page in (tmp_path / "site").iterdir()}) == 1
    assert len(list((tmp_path / "site").iterdir())) == 5
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def left_behind(folder: Path, name: str) -> Path:
    """Make what a killed run left behind, two hours ago."""
    write(folder, {f"{name}/page": "half"})
    os.utime(folder / name, (TWO_HOURS_AGO, TWO_HOURS_AGO))
    return folder / name


def build(folder: Path) -> None:
    with Stage(folder / "site", (), agreed=True) as stage:
        (stage.folder / "page").write_text("new")
        stage.commit()


def test_what_killed_runs_left_goes_when_it_is_old(tmp_path: Path) -> None:
    old = left_behind(tmp_path, ".site.new-abcd1234")
    write(tmp_path, {".site.new-efgh5678/page": "young", ".other.new-abcd1234/page": "another output's"})
    build(tmp_path)
    assert not old.exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == [".other.new-abcd1234", ".site.new-efgh5678", "site"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such locks: there the age alone counts")
def test_the_stage_of_a_run_that_takes_hours_stays(tmp_path: Path) -> None:
    with Stage(tmp_path / "site", (), agreed=True) as slow:
        (slow.folder / "page").write_text("slow")
        os.utime(slow.folder, (TWO_HOURS_AGO, TWO_HOURS_AGO))
        build(tmp_path)
        assert (tmp_path / "site/page").read_text() == "new"
        slow.commit()
    assert (tmp_path / "site/page").read_text() == "slow"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_committed(tmp_path: Path) -> None:
    told = []
    with Stage(tmp_path / "site", (), agreed=True) as stage:
        told.append(stage.committed)
        stage.commit()
        told.append(stage.committed)
    told.append(stage.committed)
    with Stage(tmp_path / "site", (), agreed=True) as stage:
        pass
    assert [*told, stage.committed] == [False, True, True, False]


def test_strangers(tmp_path: Path) -> None:
    write(tmp_path, {"page.html": "ours", "deep/page.html": "ours"})
    write_manifest(tmp_path, {})
    assert strangers(tmp_path) == []
    write(tmp_path, {"mine.txt": "mine", "deep/mine.txt": "mine", ".git/config": "", "deep/.DS_Store": ""})
    assert strangers(tmp_path, (".git",)) == ["deep/mine.txt", "mine.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="makes links")
def test_a_link_to_a_folder_is_a_stranger(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_manifest(tmp_path / "site", {})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/link").symlink_to(tmp_path / "elsewhere")
    assert strangers(tmp_path / "site") == ["link"]


def test_without_the_mark_all_are_strangers(tmp_path: Path) -> None:
    write(tmp_path, {"page.html": "x"})
    write_manifest(tmp_path, {})
    (tmp_path / "theme/made-by-dateline.txt").unlink()
    assert strangers(tmp_path) == ["SHA256SUMS", "page.html"]
