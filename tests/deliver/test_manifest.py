"""SHA256SUMS: names of every kind are written as coreutils writes them and read back; the mark; modes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dateline.deliver.manifest import MANIFEST, MARK, listed, made_by_dateline, write_manifest

from tests.sites import write

NAMES = [
    "plain.txt",
    "folder/two  blanks.txt",
    "*star.txt",
    " blank first.txt",
    "back\\slash.txt",
    "back\\nslash.txt",
    "line\nfeed.txt",
    "carriage\rreturn.txt",
    "next\x85line.txt",
    "line\u2028separator.txt",
    "form\x0cfeed.txt",
    "Ақтау.txt",
    "nicht\udcff-utf-8.txt",
]

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows and macOS know no such names or modes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of each name."""
    for name in NAMES:
        file = tmp_path / "out" / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(name.encode("utf-8", "surrogateescape"))
        except OSError:
            pytest.skip("the file system does not take these names")
    return tmp_path / "out"


@posix
def test_what_is_written_is_read_back(folder: Path) -> None:
    assert write_manifest(folder, {}).files == len(NAMES) + 1
    assert set(listed(folder)) == {*NAMES, MARK}


@posix
@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_sha256sum_reads_it(folder: Path) -> None:
    write_manifest(folder, {})
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MANIFEST], cwd=folder, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_known_hashes_are_not_computed_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "a"})
    write_manifest(tmp_path, {"a.txt": "0" * 64})
    assert listed(tmp_path)["a.txt"] == "0" * 64


def test_a_foreign_list_is_no_mark(tmp_path: Path) -> None:
    write(tmp_path, {MANIFEST: f"{'0' * 64}  image.iso\n"})
    assert listed(tmp_path) == {"image.iso": "0" * 64}
    assert made_by_dateline(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "Made by somebody else.\n"])
def test_a_mark_of_other_words_is_none(tmp_path: Path, text: str) -> None:
    write_manifest(tmp_path, {})
    assert made_by_dateline(tmp_path)
    write(tmp_path, {MARK: text})
    assert made_by_dateline(tmp_path) == {}


@pytest.mark.parametrize(("name", "ours"), [("0" * 12, True), ("1" * 12, False)])
def test_what_builds_made_before_there_was_a_mark(tmp_path: Path, name: str, ours: bool) -> None:
    """They named the script after its own hash."""
    write(tmp_path, {MANIFEST: f"{'0' * 64}  theme/dateline-{name}.js\n"})
    assert bool(made_by_dateline(tmp_path)) is ours


@pytest.mark.parametrize("text", ["", "\n\n", "nonsense\n", "\x00\xff", f"{'g' * 64}  a\n", f"{'0' * 64} a\n"])
def test_a_damaged_list_names_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, {MANIFEST: text})
    assert listed(tmp_path) == {}


@posix
@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write(tmp_path, {"out/deep/page.html": "x"})
        (tmp_path / "out/run.sh").write_text("x")
        (tmp_path / "out/run.sh").chmod(0o755)
        write_manifest(tmp_path / "out", {})
    finally:
        os.umask(before)
    for path in (tmp_path / "out").rglob("*"):
        assert path.stat().st_mode & 0o7777 == (0o755 if path.is_dir() else 0o644), path
