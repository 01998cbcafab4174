"""The empty folders of an old output serve the next stage; nothing else of it is ever published again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dateline.cache import TAG, TAG_TEXT
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


def folders(spare: Path) -> set[str]:
    """Return what lies in the spare; all of it folders."""
    assert all(file.is_dir() for file in spare.rglob("*"))
    return {file.relative_to(spare).as_posix() for file in spare.rglob("*")}


def test_folders_are_kept_and_used(spare: Path) -> None:
    build(spare, "a/b/index.html", "c/index.html", "index.html")
    build(spare, "a/b/index.html", "c/index.html", "index.html")
    assert folders(spare) == {"a", "a/b", "c"}
    kept = (spare / "a/b").stat().st_ino
    build(spare, "a/b/index.html")
    assert (spare.parent.parent / "site/a/b").stat().st_ino == kept


def test_those_in_which_nothing_lies_are_deleted(spare: Path) -> None:
    build(spare, "a/b/index.html", "c/d/e/index.html")
    build(spare, "index.html")
    assert build(spare, "c/index.html", "a.html") == ["a.html", "c", "c/index.html"]


def stray_file(spare: Path) -> None:
    write(spare, {"a/b/stray.html": "x", "stray.html": "x"})


def stray_link(spare: Path) -> None:
    (spare / "a/link").symlink_to(spare.parent)


def a_file(spare: Path) -> None:
    spare.rename(spare.with_name("away"))
    spare.write_text("x")


@pytest.mark.parametrize("harm", [stray_file, stray_link, a_file])
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
