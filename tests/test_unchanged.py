"""Nothing to do where nothing has changed: each thing that a build depends on is changed, and each must be seen."""

from __future__ import annotations

import hashlib
import os
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dateline import kit, unchanged
from dateline.problems import Problem
from dateline.unchanged import RACY_NS, Asked, Before, Unchanged, asked, look

from tests.sites import pelican, tree, write

OLD = time.time() - 3600


def settings(root: Path, **more: Any) -> dict[str, Any]:
    """Return settings as Pelican hands them on."""
    return {
        "PATH": str(root / "content"),
        "THEME": str(root / "theme"),
        "OUTPUT_PATH": str(root / "output"),
        "OUTPUT_RETENTION": [".git"],
        "PLUGINS": ["dateline"],
        "SITENAME": "A small event",
        **more,
    }


def made(root: Path, **more: Any) -> Asked:
    """Return what was asked for, after a build of it that said two pages and a warning."""
    now = asked(settings(root, **more))
    assert now
    before = Before(now)
    write(root, {"output/index.html": "A page", "output/about/index.html": "Another"})
    before.made(root / "output", {})
    before.note("2 pages", 2, [Problem("content/event.md", 3, "a date", "mend it")])
    return now


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which nothing is younger than an hour."""
    write(
        tmp_path,
        {"content/event.md": "Title: A", "content/articles/a.md": "Words", "theme/templates/page.html": "<p>", "plugin/more.py": "x = 1\n"},
    )
    for file in tmp_path.rglob("*"):
        os.utime(file, (OLD, OLD))
    # What runs is older than this process; what a test writes is not taken for what runs.
    monkeypatch.setattr(unchanged, "_STARTED", time.time_ns() + 3600 * 10**9)
    return tmp_path


def test_what_the_last_build_said_is_said_again(root: Path) -> None:
    found = look(made(root))
    assert found == Unchanged("2 pages", 2, (Problem("content/event.md", 3, "a date", "mend it"),))
    assert look(made(root, SITENAME="Another")) is not None


def test_without_a_note(root: Path) -> None:
    now = asked(settings(root))
    assert now
    assert look(now) is None


CHANGES: dict[str, dict[str, str | bytes | None]] = {
    "a text": {"content/articles/a.md": "Other words"},
    "a text of the same length": {"content/articles/a.md": "Wards"},
    "a new text": {"content/articles/b.md": "Words"},
    "a text that has gone": {"content/articles/a.md": None},
    "a new empty folder": {"content/pages/x": "", "content/pages": None},
    "a template": {"theme/templates/page.html": "<b>"},
    "a page": {"output/index.html": "a page"},
    "a page that has gone": {"output/about/index.html": None},
    "a stranger in the output": {"output/notes.txt": "Mine"},
}


@pytest.mark.parametrize("files", CHANGES.values(), ids=CHANGES)
def test_files(root: Path, files: dict[str, str | bytes | None]) -> None:
    now = made(root)
    write(root, files)
    if "content/pages" in files:
        (root / "content/pages").mkdir()
    assert look(now) is None


def test_the_same_bytes_at_another_time_are_the_same(root: Path) -> None:
    now = made(root)
    file = root / "content/articles/a.md"
    text = file.read_bytes()
    file.unlink()
    file.write_bytes(text)
    os.utime(root / "theme/templates/page.html", (OLD - 60, OLD - 60))
    assert look(now)


def test_other_bytes_at_the_same_time(root: Path) -> None:
    """A clock that goes backwards, or a tool that puts the time back: the file's own time of change tells."""
    file = root / "content/articles/a.md"
    now = made(root)
    assert look(now)
    before = file.stat()
    file.write_text("Wards", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert look(now) is None


def test_a_file_that_changed_as_it_was_looked_at_is_compared_by_its_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in git's index: same size, same times, other bytes."""
    monkeypatch.setattr(unchanged, "FINE_NS", RACY_NS)  # however long this machine takes from one line to the next
    now = made(root)
    file = root / "content/articles/a.md"
    digests = dict.fromkeys([str(file)], "another")
    real = unchanged._digest
    monkeypatch.setattr(unchanged, "_digest", lambda path, now: digests.get(path) or real(path, now))
    # Its times are an hour old, those of the file itself just now: within the time in which they may not tell.
    assert look(now) is None
    # Looked at later, and found the same, it is not read again if that is worth a new note.
    monkeypatch.setattr(unchanged, "_LITTLE", 0)
    monkeypatch.setattr(unchanged, "_digest", real)
    monkeypatch.setattr(time, "time_ns", lambda: int(time.time() * 10**9) + 2 * RACY_NS)
    assert look(now)
    monkeypatch.setattr(unchanged, "_digest", lambda path, now: digests.get(path))
    assert look(now)


def test_settings(root: Path) -> None:
    made(root)
    for more in ({"SITENAME": "Another"}, {"DATELINE": {"drafts": True}}, {"MENUITEMS": [("A", "/a/")]}, {"SITEURL": "https://example.org"}):
        now = asked(settings(root, **more))
        assert now
        assert look(now) is None


def test_settings_that_look_alike(root: Path) -> None:
    kinds = [asked(settings(root, X=value)) for value in (1, "1", [1], (1,), {1: 2}, {"1": 2}, {1}, None, True, Path("1"))]
    assert len({kind.digest for kind in kinds if kind}) == len(kinds)


@pytest.mark.parametrize("value", [print, object(), lambda text: text, sys], ids=["function", "object", "lambda", "module"])
def test_what_cannot_be_compared_leaves_no_note(root: Path, value: object) -> None:
    assert asked(settings(root, JINJA_FILTERS={"further": value})) is None


def test_with_another_plugin_nothing_is_passed_over(root: Path) -> None:
    assert asked(settings(root, PLUGINS=["dateline", "sitemap"])) is None


@pytest.mark.parametrize("name", ["TZ", "LANG", "LC_ALL", "PYTHONUTF8"])
def test_the_environment(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "C")
    made(root)
    monkeypatch.setenv(name, "POSIX")
    now = asked(settings(root))
    assert now
    assert look(now) is None


def test_the_version_of_a_dependency(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = root / "site-packages"
    (installed / "pillow-12.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(installed))
    made(root)
    (installed / "pillow-12.0.dist-info").rename(installed / "pillow-12.1.dist-info")
    now = asked(settings(root))
    assert now
    assert look(now) is None


def test_a_module_of_the_authors(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("more")
    module.__file__ = str(root / "plugin/more.py")
    monkeypatch.setitem(sys.modules, "more", module)
    now = made(root)
    assert look(now)
    write(root, {"plugin/more.py": "x = 2\n"})
    assert look(now) is None


def test_a_module_that_is_younger_than_what_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under `pelican -r` what is imported may be older than its file."""
    module = types.ModuleType("more")
    module.__file__ = str(root / "plugin/more.py")
    monkeypatch.setitem(sys.modules, "more", module)
    monkeypatch.setattr(unchanged, "_STARTED", 0)
    assert look(made(root)) is None


def test_a_warning_of_the_future_holds_for_its_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = made(root)
    monkeypatch.setattr(unchanged, "_day", lambda: "2999-01-01")
    assert look(now) is None


def test_what_changes_during_the_build_leaves_no_note(root: Path) -> None:
    now = asked(settings(root))
    before = Before(now)
    write(root, {"output/index.html": "A page", "content/articles/a.md": "Later words"})
    before.made(root / "output", {})
    before.note("1 page", 1, [])
    assert now
    assert look(now) is None


def test_what_changes_while_the_note_is_made_leaves_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save just behind the build: the note would hold its bytes, and the next build take them for those that were read."""
    now = asked(settings(root))
    assert now
    before, digest = Before(now), unchanged._digest

    def saved_first(path: str, of: Asked) -> str:
        (root / "content/event.md").write_text("Title: Another event, saved meanwhile\n", "utf-8")
        return digest(path, of)

    monkeypatch.setattr(unchanged, "_digest", saved_first)
    write(root, {"output/index.html": "A page"})
    before.made(root / "output", {})
    before.note("1 page", 1, [])
    monkeypatch.undo()
    assert look(now) is None



@pytest.mark.parametrize(("written", "ago", "racy"), [(1, 10**9, False), (1, 10**7, True), (0, 10**9, True), (0, 3 * 10**9, False)])
def test_how_long_a_file_may_change_unseen_goes_by_how_finely_its_times_count(written: int, ago: int, racy: bool) -> None:
    """`written` are the fractions of a second that its time shows, `ago` how many nanoseconds before it was looked at that was."""
    at = 1_700_000_000 * 10**9 + written
    assert bool(unchanged._settled({"a": [5, at, at, 1]}, at + ago)["a"]) is not racy


def test_what_another_build_put_into_the_output_meanwhile_leaves_no_note(root: Path) -> None:
    now = asked(settings(root))
    before = Before(now)
    write(root, {"stage/index.html": "A page", "output/index.html": "The other build's"})
    before.made(root / "stage", {})
    before.note("1 page", 1, [])
    assert now
    assert look(now) is None


def test_a_page_that_was_written_over_before_it_was_noted(root: Path) -> None:
    now = asked(settings(root))
    before = Before(now)
    write(root, {"output/index.html": "A page"})
    before.made(root / "output", {"index.html": hashlib.sha256(b"A page").hexdigest()})
    write(root, {"output/index.html": "A pane"})
    before.note("1 page", 1, [])
    assert now
    assert look(now) is None


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize("spoil", [_cut, bytes, lambda data: data.replace(b"2 pages", b"3 pages"), lambda _: b"{}"], ids=["cut", "emptied", "changed", "another"])
def test_a_spoilt_note(root: Path, spoil: Callable[[bytes], bytes]) -> None:
    now = made(root)
    now.note.write_bytes(spoil(now.note.read_bytes()) if spoil is not bytes else b"")
    assert look(now) is None


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize(("name", "mode"), [("index.html", 0o600), ("about", 0o700)])
def test_what_no_server_could_read_is_made_again(root: Path, name: str, mode: int) -> None:
    now = made(root)
    assert look(now)
    (root / "output" / name).chmod(mode)
    assert look(now) is None


def test_what_lies_behind_a_link(root: Path) -> None:
    """A theme may have its templates, or one of them, elsewhere."""
    write(root, {"shared/deep/page.html": "<p>", "shared/one.html": "<p>"})
    (root / "theme/linked").symlink_to(root / "shared", target_is_directory=True)
    (root / "shared/round").symlink_to(root / "shared", target_is_directory=True)
    now = made(root)
    assert look(now)
    write(root, {"shared/deep/page.html": "<b>"})
    assert look(now) is None


def test_a_layer_of_the_theme(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit's own, below that of the event: what comes into either, changes there or goes is seen."""
    below = root / "kit"
    monkeypatch.setattr(kit, "theme", lambda: below)
    for layer in ("theme", "kit"):
        for change in ("<p>", "<b>", None):
            write(below, {"templates/page.html": "<p>"})
            now = made(root)
            assert look(now)
            write(root, {f"{layer}/templates/article.html": change})
            assert look(now) is None


def test_what_is_retained_in_the_output_does_not_count(root: Path) -> None:
    now = made(root)
    write(root, {"output/.git/HEAD": "main"})
    assert look(now)


def test_a_site(site: Path) -> None:
    """The second build has nothing to do; a third one makes what somebody deleted, a fourth one sees an edit."""
    write(site, {"content/pages/new.md": "Title: New\nModified: 2999-01-01\nSlug: new\n\nWords.\n"})
    first = pelican(site)
    before = tree(site / "output")
    again = pelican(site)
    assert "Dateline: nothing has changed; " in again.stdout
    assert "warning: Modified: 2999-01-01 lies in the future" in again.stderr
    assert (again.returncode, again.stderr) == (0, first.stderr)
    assert tree(site / "output") == before
    (site / "output/new/index.html").unlink()
    assert "nothing has changed" not in pelican(site).stdout
    assert tree(site / "output") == before
    write(site, {"content/pages/new.md": None})
    gone = pelican(site)
    assert "new/" in gone.stderr
    assert not (site / "output/new").exists()
    after = pelican(site)
    assert "nothing has changed" in after.stdout
    assert after.stderr == ""
