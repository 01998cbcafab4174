"""The walk through the content folder: what it finds, and what it tells."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import unicodedata
from pathlib import Path

import pytest
from dateline.problems import Problems
from dateline.read.folder import Folder, walk
from dateline.read.names import label_of

from tests.sites import write

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and such names are POSIX's")
APART = unicodedata.normalize("NFD", "Ақтөбе й")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content folder of a project that is the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"content/event.md": "", "content/extra/a.txt": "a", "content/extra/deep/b.txt": "b", "outside/private.txt": "p"})
    return tmp_path / "content"


def walked(root: Path, *ignored: str) -> tuple[list[str], list[str]]:
    """Return the names of what is found, and what is told."""
    problems = Problems()
    found = walk(root, ignored, problems)
    return [file.name for file in found.files], [str(problem) for problem in problems.sorted()]


def test_files_and_folders(root: Path) -> None:
    write(root, {"extra/.well-known/security.txt": "s", "extra/.hidden": "h", "extra/Thumbs.db": "t", "extra/draft.odt": "d"})
    found = walk(root, ("*.odt",), Problems())
    assert [file.name for file in found.files] == ["event.md", "extra/.well-known/security.txt", "extra/a.txt", "extra/deep/b.txt"]
    assert found.folders == ("extra", "extra/.well-known", "extra/deep")
    assert found.label == "content"
    assert found.files[2].file == root / "extra/a.txt"


OUT = "is a link out of the content folder: copy the {0} itself into it, or take the link out"


@posix
@pytest.mark.parametrize("folder", ["extra", "extra/deep", "data", "articles", "timeline", "pages", "pictures", "."])
def test_links_out(root: Path, folder: str) -> None:
    (root / folder).mkdir(exist_ok=True)
    name = "" if folder == "." else f"{folder}/"
    (root / folder / "file.md").symlink_to("/proc/self/environ")
    (root / folder / "folder").symlink_to(root.parent / "outside", target_is_directory=True)
    # Leads out even though there is nothing: what may be there tomorrow is none of this content either.
    (root / folder / "nothing").symlink_to("/nowhere/at/all")
    names, told = walked(root)
    assert names == ["event.md", "extra/a.txt", "extra/deep/b.txt"]
    assert told == [
        f"content/{name}file.md: the file {OUT.format('file')}",
        f"content/{name}folder: the folder {OUT.format('folder')}",
        f"content/{name}nothing: the file {OUT.format('file')}",
    ]


@posix
def test_a_neighbour_whose_name_begins_the_same_is_outside(root: Path) -> None:
    write(root.parent, {"content-old/a.txt": "old"})
    (root / "extra/old.txt").symlink_to(root.parent / "content-old/a.txt")
    assert walked(root)[1] == [f"content/extra/old.txt: the file {OUT.format('file')}"]


@posix
def test_circles(root: Path) -> None:
    links = {"extra/again": "..", "extra/self": ".", "extra/up": "../..", "extra/loop": "loop", "extra/deep/one": "../other", "extra/other/two": "../deep"}
    (root / "extra/other").mkdir()
    for name, to in links.items():
        (root / name).symlink_to(to)
    names, told = walked(root)
    assert told == [
        "content/extra/again: the link leads back to content: take it out",
        "content/extra/deep/one/two: the link leads back to content/extra/deep: take it out",
        "content/extra/loop: the link leads nowhere: take it out",
        "content/extra/other/two/one: the link leads back to content/extra/other: take it out",
        "content/extra/self: the link leads back to content/extra: take it out",
        "content/extra/up: the link leads back to what content lies in: take it out",
    ]
    assert len(names) < 10


@posix
def test_links_within(root: Path) -> None:
    (root / "extra/same.txt").symlink_to("a.txt")
    (root / "extra/others").symlink_to("deep", target_is_directory=True)
    (root / "extra/gone.txt").symlink_to("was.txt")
    names, told = walked(root)
    assert names == ["event.md", "extra/a.txt", "extra/deep/b.txt", "extra/others/b.txt", "extra/same.txt"]
    assert told == ["content/extra/gone.txt: the link leads nowhere: take it out"]


@posix
def test_links_to_links_are_no_maze(root: Path) -> None:
    """Thirty folders, each with two links to the next: a thousand million ways through them."""
    for number in range(30):
        (root / f"extra/f{number}").mkdir()
        for side in "ab":
            (root / f"extra/f{number}/{side}").symlink_to(f"../f{number + 1}")
    (root / "extra/f30").mkdir()
    names, told = walked(root)
    assert len(names) == 3
    assert told[0] == "content/extra/f0/a/a: the link lies in a folder that is a link itself: copy the folder itself to where it is needed"


@posix
def test_the_content_folder_may_be_a_link(root: Path) -> None:
    real = root.rename(root.parent / "elsewhere")
    root.symlink_to(real)
    (root / "extra/same.txt").symlink_to("a.txt")
    problems = Problems()
    found = walk(root, (), problems)
    assert not problems
    assert found.label == "content"
    assert "extra/same.txt" in [file.name for file in found.files]


@posix
def test_what_is_no_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "extra/pipe.md")
    monkeypatch.chdir(root / "extra")  # names of sockets are short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("socket")
    monkeypatch.chdir(root.parent)
    (root / "extra/to-pipe.md").symlink_to("pipe.md")
    (root / "extra/null").symlink_to("/dev/null")
    assert walked(root)[1] == [
        f"content/extra/null: the file {OUT.format('file')}",
        "content/extra/pipe.md: this is a named pipe, not a file: take it out",
        "content/extra/socket: this is a socket, not a file: take it out",
        "content/extra/to-pipe.md: this is a named pipe, not a file: take it out",
    ]


@posix
def test_names(root: Path) -> None:
    for name in (b"\xef\xf0.pdf", b"a\nb.txt", "a\u2028b".encode()):
        (root / "extra" / os.fsdecode(name)).touch()
    (root / "extra" / os.fsdecode(b"\xff")).mkdir()
    names, told = walked(root)
    assert len(names) == 3
    assert told == [
        "content/extra/\\xef\\xf0.pdf: the name of this file is not UTF-8: rename it",
        "content/extra/\\xff: the name of this folder is not UTF-8: rename it",
        "content/extra/a\\nb.txt: the name of this file holds a control character (U+000A): rename it",
        "content/extra/a\\u2028b: the name of this file holds a control character (U+2028): rename it",
    ]


def test_names_are_composed(root: Path) -> None:
    write(root, {f"extra/{APART}/{APART}.pdf": "x"})
    names, told = walked(root)
    composed = unicodedata.normalize("NFC", APART)
    assert f"extra/{composed}/{composed}.pdf" in names
    assert told == []


@posix
def test_twins(root: Path) -> None:
    composed = unicodedata.normalize("NFC", APART)
    write(root, {f"extra/{APART}.txt": "one", f"extra/{composed}.txt": "other"})
    if len(list((root / "extra").glob("*.txt"))) < 3:
        pytest.skip("this file system composes names itself")
    names, told = walked(root)
    assert len(names) == 4
    assert told == [
        f"content/extra/{composed}.txt: two files have this name, one with its letters composed, one with them taken apart: rename or delete one of the two"
    ]


def test_a_folder_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refused(path: str) -> object:
        if path.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert walked(root)[1] == ["content/extra/deep: no rights to read or write it: change its permissions, or its owner"]


@posix
def test_a_label_is_the_name_of_a_link_and_not_of_what_it_leads_to(root: Path) -> None:
    (root / "extra/same.txt").symlink_to("a.txt")
    assert label_of(root / "extra/same.txt") == "content/extra/same.txt"
    assert label_of(Path("content/../content/event.md")) == "content/event.md"
    assert label_of(root.parent) == "."
    assert label_of(Path("/etc")) == "/etc"
    beside = root.parent.with_name(f"{root.parent.name}-linked")
    beside.symlink_to(root.parent)
    assert label_of(beside / "content/event.md") == "content/event.md"


def test_thousands_of_folders_deep(root: Path) -> None:
    """As deep as the system lets names be."""
    try:
        write(root, {f"extra/{'d/' * 900}a.txt": "deep"})
    except OSError:
        pytest.skip("not on this system")
    assert len(walked(root)[0]) == 4
    shutil.rmtree(root / "extra", ignore_errors=True)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert walk(tmp_path, (), Problems()) == Folder(tmp_path, label_of(tmp_path))
