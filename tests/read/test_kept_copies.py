"""Kept copies are held against their hashes: one flipped byte, one file that is not there, one that nobody names."""

from __future__ import annotations

import hashlib
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from dateline.problems import Problems
from dateline.read.data import read_data
from dateline.read.kept_copies import Hashes, Looked, kept_folder, look

from tests.sites import ROOT, small_picture, write
from tests.waczs import wacz

PAGE = small_picture()
ARCHIVE = wacz()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def record(*copies: tuple[str, bytes, str]) -> str:
    """Return sources.yaml with one source that has these kept copies: name, bytes, further lines."""
    listed = "".join(f"  - file: {name}\n    sha256: {sha(data)}\n    captured: 2022-01-11\n{more}" for name, data, more in copies)
    return f"agency:\n  title: People meet\n  publisher: The Agency\n  kept:\n{listed}"


PUBLISHED = "    publish: yes\n"


class Desk:
    """A content folder with kept copies, and what is found of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.outside: Path | None = None

    def look(self, sources: str, files: dict[str, bytes | str]) -> tuple[Looked, list[str], list[str]]:
        write(self.root, {f"content/kept/{name}": data for name, data in files.items()})
        return self.again(sources)

    def again(self, sources: str) -> tuple[Looked, list[str], list[str]]:
        problems = Problems()
        records = read_data(sources, "sources", "content/data/sources.yaml", problems)
        assert records is not None
        home = self.root / "content/kept"
        inside = {file.relative_to(home).as_posix(): file for file in sorted(home.rglob("*")) if file.is_file()}
        hashes = Hashes(self.root / "cache/kept.json")
        looked = look(records, inside, self.outside, "content", hashes, problems)
        hashes.save()
        return looked, list(map(str, problems.sorted())), list(map(str, problems.warnings()))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_as_it_was_recorded(desk: Desk) -> None:
    looked, problems, warnings = desk.look(record(("a/page.png", PAGE, PUBLISHED), ("page.wacz", ARCHIVE, "")), {"a/page.png": PAGE, "page.wacz": ARCHIVE})
    assert (problems, warnings, looked.unchecked) == ([], [], 0)
    assert looked.files["a/page.png"].size == len(PAGE)
    assert looked.files["page.wacz"].archive is not None


def test_one_flipped_byte(desk: Desk) -> None:
    flipped = bytes([*PAGE[:-1], PAGE[-1] ^ 1])
    _, problems, _ = desk.look(record(("page.png", PAGE, "")), {"page.png": flipped})
    assert problems == [
        f'content/data/sources.yaml:6: the kept copy "page.png" is not the file that was recorded: its SHA-256 is {sha(flipped)}: '
        "put the recorded file back; if another is meant to stand in its place, write its hash, and when it was captured"
    ]


def test_a_file_is_hashed_again_where_its_size_or_times_have_changed_and_not_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sources, file = record(("page.png", PAGE, "")), desk.root / "content/kept/page.png"
    write(desk.root, {"content/kept/page.png": PAGE})
    monkeypatch.setattr(time, "time_ns", lambda: file.stat().st_mtime_ns + 10**10)
    assert desk.again(sources)[1] == []
    hashed: list[str] = []

    def hash_again(*_: object) -> Any:
        hashed.append(file.name)
        return hashlib.sha256(file.read_bytes())

    monkeypatch.setattr(hashlib, "file_digest", hash_again)
    assert desk.again(sources)[1] == []
    assert hashed == []
    before = file.stat()
    file.write_bytes(bytes([*PAGE[:-1], PAGE[-1] ^ 1]))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # size and time of change as they were: that of the file itself is not
    assert len(desk.again(sources)[1]) == 1
    assert hashed == ["page.png"]


def test_a_file_that_is_not_there(desk: Desk) -> None:
    _, problems, _ = desk.look(record(("pgae.png", PAGE, PUBLISHED)), {"page.png": PAGE})
    assert problems == ['content/data/sources.yaml:5: the kept copy "pgae.png" is not in content/kept/: did you mean "page.png"?']


def test_where_others_are_there_one_that_is_not_is_a_problem_and_else_it_is_not_checked(desk: Desk) -> None:
    sources = record(("page.png", PAGE, PUBLISHED), ("a.html", b"a", ""), ("b.html", b"b", ""))
    _, problems, _ = desk.look(sources, {"page.png": PAGE, "a.html": b"a"})
    assert problems == [
        'content/data/sources.yaml:12: the kept copy "b.html" is not in content/kept/: put it there, correct the name, or delete what is said of it'
    ]
    (desk.root / "content/kept/a.html").unlink()
    looked, problems, warnings = desk.again(sources)
    assert (problems, warnings, looked.unchecked) == ([], [], 2)


def test_copies_that_must_not_be_public_lie_elsewhere(desk: Desk, tmp_path: Path) -> None:
    sources = record(("page.png", PAGE, PUBLISHED), ("a.html", b"a", ""), ("b.html", b"b", ""))
    desk.outside = tmp_path / "safe"
    looked, problems, _ = desk.look(sources, {"page.png": PAGE})
    assert (problems, looked.unchecked, looked.absent) == ([], 2, (str(desk.outside),))
    write(tmp_path, {"safe/a.html": b"a"})
    looked, problems, _ = desk.again(sources)
    assert problems == [
        f'content/data/sources.yaml:12: the kept copy "b.html" is not in content/kept/ nor in {desk.outside}: put it there, correct the name, or delete what is said of it'
    ]
    write(tmp_path, {"safe/b.html": b"c", "safe/nobody-names-me.txt": b""})
    looked, problems, warnings = desk.again(sources)
    assert len(problems) == 1
    assert "is not the file that was recorded" in problems[0]
    assert warnings == []
    assert set(looked.elsewhere) == {str(desk.outside / "a.html"), str(desk.outside / "b.html")}


def test_a_file_that_nobody_names(desk: Desk) -> None:
    _, problems, warnings = desk.look(record(("page.png", PAGE, "")), {"page.png": PAGE, "a/b.txt": b""})
    assert problems == []
    assert warnings == ["content/kept/a/b.txt: no source names this kept copy: let a source name it: `dateline keep SOURCE FILE`; or take it out"]


RUN = "files of this kind are not published, because browsers might run them: keep it with `publish: no`, or publish a picture of it: "


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.xhtml", "page.svg", "page.xml", "page.mhtml", "page.js", "page", "page.png.html", "page.swf", "page.pdf.svgz"])
def test_what_a_browser_might_run_is_never_published(desk: Desk, name: str) -> None:
    _, problems, _ = desk.look(record((name, b"<script>", PUBLISHED)), {name: b"<script>"})
    assert len(problems) == 1
    assert problems[0].startswith(f'content/data/sources.yaml:5: the kept copy "{name}": {RUN}')
    assert desk.again(record((name, b"<script>", "")))[1] == []


@pytest.mark.parametrize("name", ["page.png", "page.jpg", "page.JPEG", "page.gif", "page.webp", "page.pdf", "page.wacz"])
def test_the_bytes_are_what_the_ending_says(desk: Desk, name: str) -> None:
    _, problems, _ = desk.look(record((name, b"<html>", PUBLISHED)), {name: b"<html>"})
    assert problems == [
        f'content/data/sources.yaml:5: the kept copy "{name}": it is not what its ending says: give it the ending of what it is, or keep it with `publish: no`'
    ]


def test_a_sound_is_no_picture_though_both_are_riff(desk: Desk) -> None:
    sound, picture = b"RIFF\x04\0\0\0WAVE", b"RIFF\x04\0\0\0WEBP"
    _, problems, _ = desk.look(record(("a.webp", sound, PUBLISHED), ("b.webp", picture, PUBLISHED)), {"a.webp": sound, "b.webp": picture})
    assert [problem.partition(": ")[2][:25] for problem in problems] == ['the kept copy "a.webp": i']


def test_a_setting_that_names_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.outside = tmp_path / "evidence.zip"
    desk.outside.write_bytes(b"PK")
    _, problems, _ = desk.look(record(("page.png", PAGE, "")), {})
    assert problems == [f'{desk.outside}: DATELINE["kept"] names a file: write the name of a folder']


def test_a_web_archive_that_is_not_whole_is_a_doubt_where_it_stays_here(desk: Desk) -> None:
    broken = wacz(digest="sha256:" + "0" * 64)
    _, problems, warnings = desk.look(record(("page.wacz", broken, "")), {"page.wacz": broken})
    assert problems == []
    assert len(warnings) == 1
    looked, problems, _ = desk.again(record(("page.wacz", broken, PUBLISHED)))
    assert len(problems) == 1
    assert "page.wacz" not in looked.files


def test_an_empty_file_shows_nothing(desk: Desk) -> None:
    _, problems, warnings = desk.look(record(("page.txt", b"", PUBLISHED), ("page.html", b"", "")), {"page.txt": b"", "page.html": b""})
    do = "keep a file that shows what the source said, or delete what is said of it"
    assert problems == [f'content/data/sources.yaml:5: the kept copy "page.txt": it is empty: {do}']
    assert warnings == [f'content/data/sources.yaml:9: the kept copy "page.html": it is empty: {do}']


def test_a_file_that_stands_twice_at_a_source(desk: Desk) -> None:
    _, problems, _ = desk.look(record(("page.png", PAGE, PUBLISHED), ("page.png", PAGE, PUBLISHED)), {"page.png": PAGE})
    assert problems == ['content/data/sources.yaml:9: the kept copy "page.png" stands a second time at "agency": keep one (the first is on line 5)']


def test_a_name_that_no_disk_takes(desk: Desk, tmp_path: Path) -> None:
    desk.outside = tmp_path / "elsewhere"
    desk.outside.mkdir()
    _, problems, _ = desk.look(record((f"{'x' * 300}.png", PAGE, "")), {})
    assert len(problems) == 1
    assert problems[0].startswith("content/data/sources.yaml:5: ")


def test_a_home_folder_of_nobody_is_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = kept_folder(tmp_path / "content", "~nobody-of-this-name/kept")
    assert found is not None
    assert not found.exists()


def test_a_pointer_in_the_place_of_a_file(desk: Desk) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    _, problems, _ = desk.look(record(("page.png", PAGE, "")), {"page.png": pointer})
    assert problems == [
        'content/data/sources.yaml:5: the kept copy "page.png": the file itself is not here, only Git LFS\'s pointer to it: run `git lfs pull`'
    ]


def test_what_the_documentation_shows_is_read() -> None:
    shown = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/evidence.md").read_text("utf-8"), re.DOTALL)
    assert len(shown) == 2
    for text in shown:
        problems = Problems()
        assert read_data(text, "sources", "sources.yaml", problems)
        assert problems.sorted() == []


@pytest.mark.parametrize("name", ["../page.png", "/etc/passwd", "a/../../b", "C:/page.png", "a\\\\b.png", ".hidden", "a//b", "a/.git/config"])
def test_names_do_not_lead_out_of_the_folder(name: str) -> None:
    problems = Problems()
    read_data(record((f"'{name}'", b"", "")), "sources", "content/data/sources.yaml", problems)
    assert len(problems.sorted()) == 1
    assert "is no name of a file below the folder" in str(problems.sorted()[0])
