"""Which files count, and that nothing which happens to them is missed, however editors save."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dateline.live.watching import Watch, is_code, targets

COUNTED = ["content/a.md", "content", "content/deep/er/ä b.md", "content/extra/.well-known/x", "theme/static/css/a.css", "pelicanconf.py"]
PASSED_OVER = [
    *("README.md", "contents/a.md", "output/index.html", "content/.git/index", "content/a.md~", "content/.a.md.swp", "content/4913"),
    *("content/.#a.md", "content/#a.md#", "content/a.md___jb_tmp___", "content/a.tmp", "content/.goutputstream-X1", "content/sedAb12Cd"),
    *("content/__pycache__/a.pyc", "content/.DS_Store", "content/Thumbs.db", "content/a.md.part", "pelicanconf.pyc"),
]


@pytest.mark.parametrize("path", COUNTED)
def test_what_counts(path: str) -> None:
    assert targets(["/site/content", "/site/theme"], ["/site/pelicanconf.py"]).count(f"/site/{path}")


@pytest.mark.parametrize("path", PASSED_OVER)
def test_what_is_passed_over(path: str) -> None:
    assert not targets(["/site/content", "/site/theme"], ["/site/pelicanconf.py"]).count(f"/site/{path}")


def test_folders_in_others_are_not_watched_twice() -> None:
    assert targets(["/site/plugins/dateline", "/site/plugins", "/site/plugins-more"], []).folders == {"/site/plugins", "/site/plugins-more"}


@pytest.mark.parametrize(("path", "code"), [("a/plugin.py", True), ("conf", True), ("theme/locale/kk.po", True), ("a.md", False), ("a.html", False)])
def test_what_only_a_new_process_sees(path: str, code: bool) -> None:
    assert is_code(path, "conf") == code


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content/deep").mkdir(parents=True)
    (root / "content/a.md").write_text("A")
    (root / "conf.py").write_text("A")
    return root


@pytest.fixture
def watch(site: Path) -> Iterator[Watch]:
    watching = Watch()
    watching.on(targets([str(site / "content"), str(site / "theme")], [str(site / "conf.py")]))
    yield watching
    watching.close()


def seen(watch: Watch, *expected: Path) -> None:
    """Wait until all of these, or folders that they are in, have been seen to change."""
    left = set(expected)
    while left:
        taken = {Path(path) for path in watch.take(20)}
        assert taken, f"nobody saw {left} change"
        left = {path for path in left if taken.isdisjoint((path, *path.parents))}


def test_a_file_is_seen_however_it_is_saved(site: Path, watch: Watch) -> None:
    file = site / "content/a.md"
    file.write_text("B")
    seen(watch, file)
    (site / "content/.a.md.new").write_text("C")
    (site / "content/.a.md.new").replace(file)
    seen(watch, file)
    file.rename(site / "content/a.md~")
    file.write_text("D")
    seen(watch, file)
    file.unlink()
    seen(watch, file)
    (site / "content/deep/new").mkdir()
    seen(watch, site / "content/deep/new")
    (site / "content/deep/new/b.md").write_text("E")
    seen(watch, site / "content/deep/new/b.md")


def test_a_single_file_is_seen_to_change_to_go_and_to_come_back(site: Path, watch: Watch) -> None:
    (site / "README.md").write_text("passed over")
    (site / "conf.py").write_text("B")
    seen(watch, site / "conf.py")
    (site / "conf.py").unlink()
    seen(watch, site / "conf.py")
    (site / "conf.py").write_text("C")
    seen(watch, site / "conf.py")


def test_a_folder_is_seen_to_go_and_watched_when_it_is_back(site: Path, watch: Watch) -> None:
    shutil.copytree(site / "content", site / "kept")
    shutil.rmtree(site / "content")
    seen(watch, site / "content")
    (site / "kept").rename(site / "content")
    seen(watch, site / "content")
    (site / "content/deep/b.md").write_text("B")
    seen(watch, site / "content/deep/b.md")


def test_a_folder_that_comes_later_is_watched(site: Path, watch: Watch) -> None:
    (site / "theme").mkdir()
    seen(watch, site / "theme")
    (site / "theme/a.css").write_text("B")
    seen(watch, site / "theme/a.css")


def test_what_changes_while_nobody_waits_is_kept(site: Path, watch: Watch) -> None:
    for number in range(20):
        (site / f"content/{number}.md").write_text("A")
    seen(watch, *(site / f"content/{number}.md" for number in range(20)))
    assert not watch.changed(lambda path: path.endswith("19.md"))
