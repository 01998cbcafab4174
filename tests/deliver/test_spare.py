"""An old output serves the next stage: its folders, and its files that are those of the output too; nothing else of it is ever published again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dateline.cache import TAG, TAG_TEXT, Store
from dateline.deliver.kept import Kept
from dateline.deliver.kept import write as put
from dateline.deliver.manifest import MANIFEST, MARK, SIGNATURE
from dateline.deliver.standing import Standing
from dateline.deliver.swap import Stage

from tests.sites import write


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    """Where folders are kept: in a cache."""
    write(tmp_path, {f"cache/{TAG}": TAG_TEXT})
    return tmp_path / "cache/spare"


def build(spare: Path, *names: str) -> list[str]:
    """Build an output of some files; return all that lies in it."""
    output = spare.parent.parent / "site"
    with Stage(output, (), agreed=True, spare=spare) as stage:
        for name in names:
            file = stage.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name)
        stage.tidy(names)
        stage.commit()
    assert {file.name for file in output.parent.iterdir()} == {"cache", "site"}
    return sorted(file.relative_to(output).as_posix() for file in output.rglob("*"))


def own(spare: Path) -> Path:
    """Return what is kept of the one output."""
    (found,) = spare.iterdir()
    return found


def folders(spare: Path) -> set[str]:
    """Return what lies in the spare; all of it folders."""
    assert all(file.is_dir() for file in own(spare).rglob("*"))
    return {file.relative_to(own(spare)).as_posix() for file in own(spare).rglob("*")}


def test_folders_are_kept_and_used(spare: Path) -> None:
    build(spare, "a/b/index.html", "c/index.html", "index.html")
    build(spare, "a/b/index.html", "c/index.html", "index.html")
    assert folders(spare) == {"a", "a/b", "c"}
    kept = (own(spare) / "a/b").stat().st_ino
    build(spare, "a/b/index.html")
    assert (spare.parent.parent / "site/a/b").stat().st_ino == kept


def test_those_in_which_nothing_lies_are_deleted(spare: Path) -> None:
    build(spare, "a/b/index.html", "c/d/e/index.html")
    build(spare, "index.html")
    assert build(spare, "c/index.html", "a.html") == ["a.html", "c", "c/index.html"]


def stray_file(spare: Path) -> None:
    write(own(spare), {"a/b/stray.html": "x", "stray.html": "x"})


def stray_link(spare: Path) -> None:
    (own(spare) / "a/link").symlink_to(spare.parent)


def a_file(spare: Path) -> None:
    file = own(spare)
    file.rename(spare.with_name("away"))
    file.write_text("x")


def no_folder(spare: Path) -> None:
    spare.rename(spare.with_name("away"))
    spare.write_text("x")


@pytest.mark.parametrize("harm", [stray_file, stray_link, a_file, no_folder])
def test_what_lies_there_besides_folders_is_never_published(spare: Path, harm: Callable[[Path], None]) -> None:
    build(spare, "a/b/index.html")
    build(spare, "a/b/index.html")
    harm(spare)
    assert build(spare, "a/b/index.html") == ["a", "a/b", "a/b/index.html"]
    assert (spare.parent / TAG).exists()


def test_a_failing_build_gives_them_back(spare: Path) -> None:
    build(spare, "a/index.html")
    build(spare, "a/index.html")
    with Stage(spare.parent.parent / "site", (), agreed=True, spare=spare) as stage:
        write(stage.folder, {"a/half.html": "half"})
    assert folders(spare) == {"a"}
    assert build(spare, "a/index.html") == ["a", "a/index.html"]


def test_nothing_is_kept_in_a_folder_that_is_no_cache(spare: Path) -> None:
    (spare.parent / TAG).unlink()
    build(spare, "a/index.html")
    build(spare, "a/index.html")
    assert not spare.exists()


def test_two_builds_at_once_share_nothing(spare: Path) -> None:
    build(spare, "a/index.html")
    build(spare, "a/index.html")
    output = spare.parent.parent / "site"
    with Stage(output, (), agreed=True, spare=spare) as one, Stage(output, (), agreed=True, spare=spare) as other:
        assert (one.folder / "a").is_dir()
        assert not list(other.folder.iterdir())
    assert not [file for file in output.parent.iterdir() if file.name.startswith(".site")]


def take_over(spare: Path, anew: str, *names: str) -> Standing:
    """Build an output in which one file is made anew, and others are taken over; return what stood in the stage."""
    output = spare.parent.parent / "site"
    with Stage(output, (".git",), agreed=True, spare=spare) as stage:
        standing = stage.standing
        there = set(standing.left)
        stage.tidy([anew, *names])
        kept = Kept(Store(spare.parent / "pages"), output, standing=standing)
        for name in (anew, *names):
            kept.write(name, (output / name).read_bytes() + b"." if name == anew and (output / name).exists() else name.encode(), str(stage.folder))
        write(stage.folder, dict.fromkeys((MANIFEST, SIGNATURE, MARK), "own"))
        stage.commit()
    kept.save()
    standing.left = there
    return standing


def test_what_both_builds_made_alike_stands_in_the_next_stage(spare: Path) -> None:
    names = ("index.html", "b/index.html", "pictures/a.webp")
    for _ in range(3):
        standing = take_over(spare, "a/index.html", *names)
    assert standing.left == {"index.html", "b/index.html"}
    assert standing.taken.keys() == {*names}
    output = spare.parent.parent / "site"
    assert (output / "a/index.html").read_text() == "a/index.html.."
    inode = (output / "index.html").stat().st_ino
    assert not {"a/index.html", MANIFEST, SIGNATURE, MARK} & {file.relative_to(own(spare)).as_posix() for file in own(spare).rglob("*")}
    take_over(spare, "a/index.html", *names)
    assert (output / "index.html").stat().st_ino == inode


def test_nothing_is_written_into_what_stands(spare: Path) -> None:
    """It is the output's, which is published at this moment."""
    output = spare.parent.parent / "site"
    for _ in range(2):
        take_over(spare, "a/index.html", "index.html")
    with Stage(output, (), agreed=True, spare=spare) as stage:
        assert stage.standing.left == {"index.html"}
        put(str(stage.folder / "index.html"), b"other")
        assert (output / "index.html").read_text() == "index.html"
    assert (output / "index.html").read_text() == "index.html"
    with Stage(output, (), agreed=True, spare=spare) as stage:
        assert not (stage.folder / "index.html").exists()


def written_into(output: Path) -> None:
    (output / "index.html").write_text("Index.html")


def written_anew(output: Path) -> None:
    (output / "index.html").unlink()
    (output / "index.html").write_text("Index.html")


def deleted(output: Path) -> None:
    (output / "index.html").unlink()


@pytest.mark.parametrize("harm", [written_into, written_anew, deleted])
def test_what_is_not_as_it_was_made_is_made_again(spare: Path, harm: Callable[[Path], None]) -> None:
    output = spare.parent.parent / "site"
    for _ in range(3):
        take_over(spare, "a/index.html", "index.html")
    harm(output)
    take_over(spare, "a/index.html", "index.html")
    assert (output / "index.html").read_text() == "index.html"


def test_a_file_where_a_folder_was(spare: Path) -> None:
    output = spare.parent.parent / "site"
    for _ in range(3):
        take_over(spare, "index.html", "a/index.html", "b")
    take_over(spare, "index.html", "a", "b/c")
    assert sorted(file.relative_to(output).as_posix() for file in output.rglob("*") if file.name in "abc") == ["a", "b", "b/c"]
    assert (output / "a").is_file()


def test_what_is_retained_does_not_stand(spare: Path) -> None:
    output = spare.parent.parent / "site"
    for step in range(3):
        take_over(spare, "index.html", "a/index.html")
        write(output, {".git/HEAD": f"{step}"})
    take_over(spare, "index.html", "a/index.html")
    assert (output / ".git/HEAD").read_text() == "2"
    assert not (own(spare) / ".git").exists()


def test_each_output_has_its_own(spare: Path) -> None:
    """What another one leaves behind is deleted when nobody has asked for it lately."""
    for _ in range(2):
        build(spare, "a/index.html")
    with Stage(spare.parent.parent / "site", (), agreed=True, spare=spare) as stage:
        stage.commit()
    write(spare, {"other/a/index.html": "x", "old/a/index.html": "x", "old.txt": "x"})
    for name in ("old", "old.txt"):
        os.utime(spare / name, (0, 0))
    build(spare, "a/index.html")
    assert {file.name for file in spare.iterdir()} - {"other"} == {file.name for file in spare.iterdir() if len(file.name) == 24}
    assert (spare / "other/a/index.html").exists()
