"""A run: all of the new site or all of the old one, the same bytes anywhere, and what Pelican's users expect of its options."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dateline.deliver import swap
from dateline.deliver.swap import Stage
from dateline.problems import SetupBroken

from tests.sites import (
    GOOD,
    PUBLISH,
    ROOT,
    TIMEOUT,
    build,
    command,
    copy,
    environment,
    pelican,
    rebuild,
    tree,
    write,
)

ENTRY = "content/timeline/2022-01-05-square.md"
GOOD_ENTRY = str(GOOD[ENTRY])
BROKEN_ENTRY = GOOD_ENTRY.replace("Kind: protest", "Kind: riot")
TOLD = f'{ENTRY}:3: unknown kind "riot": add it to Kinds in content/event.md'
CLOSING = "1 problem. Nothing was written; the site is as it was."
CONF = str(GOOD["pelicanconf.py"])
SITEURL = "https://example.org/base"

posix = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")


def names(site: Path) -> list[str]:
    """Return what lies in a site's folder."""
    return sorted(file.name for file in site.iterdir() if file.name != "__pycache__")


def edit(site: Path) -> None:
    """Make a change that shows on several pages."""
    write(site, {ENTRY: GOOD_ENTRY.replace("People meet", "A crowd meets")})


# The output is replaced as a whole.


def test_pages_of_deleted_texts_are_gone(site: Path) -> None:
    assert (site / "output/timeline/2022-01-06/answer/index.html").exists()
    write(
        site,
        {
            "content/timeline/2022-01-06-answer.md": None,
            "content/articles/first.md": "Title: First\nDate: 2022-01-07\n\nText.\n",
        },
    )
    output = build(site)
    assert not (output / "timeline/2022-01-06").exists()
    listed = [line.split("  ", 1)[1] for line in (output / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert sorted([*listed, "SHA256SUMS"]) == sorted(tree(output))


def test_retained_files_are_carried_over(site: Path) -> None:
    write(
        site,
        {
            "pelicanconf.py": CONF + 'OUTPUT_RETENTION = [".git", "CNAME"]\n',
            "output/.git/config": "[core]\n",
            "output/CNAME": "example.org\n",
        },
    )
    edit(site)
    output = build(site)
    assert (output / ".git/config").read_text("utf-8") == "[core]\n"
    assert (output / "CNAME").read_text("utf-8") == "example.org\n"
    assert "A crowd meets" in (output / "timeline/index.html").read_text("utf-8")


def test_d_lets_other_files_be_deleted(site: Path) -> None:
    write(site, {"output/mine.txt": "mine"})
    before = tree(site / "output")
    assert pelican(site).returncode == 2
    assert tree(site / "output") == before
    output = build(site, "content", "-d")
    before.pop("mine.txt")
    assert tree(output) == before


def test_a_failing_build_with_d_deletes_nothing(site: Path) -> None:
    write(site, {"output/mine.txt": "mine", ENTRY: BROKEN_ENTRY})
    before = tree(site / "output")
    assert pelican(site, "content", "-d").returncode == 1
    assert tree(site / "output") == before


def test_files_that_a_desktop_leaves_are_no_strangers(site: Path) -> None:
    write(site, {"output/timeline/.DS_Store": b"\0", "output/Thumbs.db": b"\0"})
    assert not {".DS_Store", "Thumbs.db"} & {Path(name).name for name in tree(build(site))}


def test_o_builds_elsewhere(site: Path, tmp_path: Path) -> None:
    before = tree(site / "output")
    edit(site)
    build(site, "content", "-o", str(tmp_path / "deep/elsewhere"))
    assert "A crowd meets" in (tmp_path / "deep/elsewhere/timeline/index.html").read_text("utf-8")
    assert tree(site / "output") == before
    assert names(tmp_path / "deep") == ["elsewhere"]


# The same content gives the same bytes.


@pytest.mark.parametrize(
    ("arguments", "folder", "env"),
    [
        pytest.param(("content",), "", {}, id="again"),
        pytest.param(("../content", "-s", "../pelicanconf.py"), "elsewhere", {}, id="from another folder"),
        pytest.param(
            ("content",),
            "",
            {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
            id="another locale, zone and hash seed",
        ),
        pytest.param(
            ("content",),
            "",
            {"LANG": "tr_TR.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "0"},
            id="yet another",
        ),
    ],
)
def test_same_bytes(site: Path, arguments: tuple[str, ...], folder: str, env: dict[str, str]) -> None:
    before = tree(site / "output")
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    (site / "elsewhere").mkdir()
    done = pelican(site, *arguments, folder=folder, **env)
    assert done.returncode == 0, done.stderr
    assert tree(site / "output") == before
    assert names(site / "elsewhere") == []


def test_same_bytes_in_a_folder_of_another_name(site: Path, tmp_path: Path) -> None:
    before = tree(site / "output")
    moved = copy(site, tmp_path / "қала 1")
    for file in (moved / "content").rglob("*"):
        os.utime(file, (0, 0))
    assert tree(build(moved)) == before


# Settings and options.


def test_drafts_are_written_while_writing_only(site: Path) -> None:
    write(
        site,
        {
            "publishconf.py": PUBLISH,
            "content/articles/second.md": "Title: Not yet\nDate: 2022-01-08\nStatus: draft\nSlug: not-yet\n\nText.\n",
        },
    )
    writing = tree(build(site))
    assert "drafts/not-yet/index.html" in writing
    assert [page for page in pages_with(site, "not-yet") if page != "drafts/not-yet/index.html"] == []
    production = tree(build(site, "content", "-s", "publishconf.py", SITEURL=SITEURL))
    assert [name for name in production if "draft" in name] == []
    assert pages_with(site, "not-yet") == []


def test_hidden_texts_are_written_and_linked_from_nowhere(site: Path) -> None:
    hidden = "Title: Not for all\nDate: 2022-01-08\nStatus: hidden\nSlug: not-for-all\nPlaces: almaty\n\nText.\n"
    write(site, {"content/articles/second.md": hidden})
    build(site)
    assert pages_with(site, "not-for-all") == ["articles/not-for-all/index.html"]


def pages_with(site: Path, words: str) -> list[str]:
    """Return the files of the output that hold some words or bear them in their names (but for the list of files)."""
    output = site / "output"
    files = [file for file in sorted(output.rglob("*")) if file.is_file() and file.name != "SHA256SUMS"]
    found = [file for file in files if words in file.as_posix() or words.encode() in file.read_bytes()]
    return [file.relative_to(output).as_posix() for file in found]


@pytest.mark.parametrize(
    ("arguments", "link"),
    [
        pytest.param(("content",), 'href="timeline/index.html"', id="pelicanconf.py"),
        pytest.param(("content", "-s", "publishconf.py"), 'href="/base/timeline/"', id="publishconf.py"),
        pytest.param(
            ("content", "-s", "publishconf.py", "--relative-urls"), 'href="timeline/index.html"', id="--relative-urls"
        ),
        pytest.param(
            ("content", "-s", "publishconf.py", "-e", 'SITEURL="https://example.org"'), 'href="/timeline/"', id="-e"
        ),
    ],
)
def test_links(site: Path, arguments: tuple[str, ...], link: str) -> None:
    write(site, {"publishconf.py": PUBLISH})
    assert link in (build(site, *arguments, SITEURL=SITEURL) / "index.html").read_text("utf-8")


# Runs that are stopped.


def raising(signal_name: str, code: str) -> dict[str, str]:
    """Return a plugin that does something to its own process at a signal of Pelican's, and settings that load it."""
    return {
        "pelicanconf.py": CONF + 'PLUGINS = ["dateline", "stop"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\n',
        "more/stop.py": f"""\
import os, signal
from pelican import signals


def stop(*args, **kwargs):
    {code}


def register():
    signals.{signal_name}.connect(stop)
""",
    }


MOMENTS = pytest.mark.parametrize("moment", ["all_generators_finalized", "finalized"])


@posix
@MOMENTS
def test_ctrl_c(site: Path, moment: str) -> None:
    write(site, raising(moment, "os.kill(os.getpid(), signal.SIGINT)"))
    before, beside = tree(site / "output"), names(site)
    done = pelican(site)
    assert done.stderr == "Stopped. Nothing was written; the site is as it was.\n"
    assert done.returncode == 130
    assert tree(site / "output") == before
    assert names(site) == beside


@posix
@MOMENTS
def test_killed(site: Path, moment: str) -> None:
    """A killed run cannot tidy up: its stage stays for an hour, lest it be another run's, and harms nobody."""
    write(site, raising(moment, "os.kill(os.getpid(), signal.SIGKILL)"))
    before, beside = tree(site / "output"), names(site)
    assert pelican(site).returncode == -signal.SIGKILL
    assert tree(site / "output") == before
    (left,) = set(names(site)) - set(beside)
    assert left.startswith(".output.new-")
    write(site, {"pelicanconf.py": CONF})
    build(site)
    assert names(site) == sorted([*beside, left])
    two_hours_ago = time.time() - 7200
    os.utime(site / left, (two_hours_ago, two_hours_ago))
    assert tree(rebuild(site)) == before
    assert names(site) == beside


@pytest.mark.parametrize("entry", [GOOD_ENTRY, BROKEN_ENTRY], ids=["good", "broken"])
def test_heals_a_run_that_died_between_two_renames(site: Path, entry: str) -> None:
    before, beside = tree(site / "output"), names(site)
    (site / "output").rename(site / ".output.old")
    write(site, {ENTRY: entry})
    assert pelican(site).returncode == int(entry == BROKEN_ENTRY)
    assert tree(site / "output") == before
    assert names(site) == beside


def test_what_was_moved_aside_is_deleted_when_the_output_is_there(site: Path) -> None:
    beside = names(site)
    write(site, {".output.old/index.html": "old"})
    build(site)
    assert names(site) == beside


def test_two_builds_at_once_leave_one_whole_output(site: Path) -> None:
    edit(site)
    beside = names(site)
    runs = [start(site, "content") for _ in range(2)]
    said = [run.communicate(timeout=TIMEOUT) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    together = tree(site / "output")
    assert tree(build(site)) == together
    assert names(site) == beside


# The step in which the stage takes the output's place, here and where folders cannot be exchanged at once.


@pytest.fixture(params=["at once", "in two steps"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with both ways of exchanging two folders."""
    if request.param == "in two steps":
        monkeypatch.setattr(swap, "_exchange_at_once", lambda one, other: False)


def stage(folder: Path) -> Stage:
    """Return a stage for the output `site` in a folder."""
    return Stage(folder / "site", (), agreed=True)


@pytest.mark.usefixtures("exchange")
def test_exchange(tmp_path: Path) -> None:
    for text in ("one", "two"):
        with stage(tmp_path) as made:
            (made.folder / "page").write_text(text)
            made.commit()
        assert (tmp_path / "site/page").read_text() == text
        assert names(tmp_path) == ["site"]


@pytest.mark.usefixtures("exchange")
def test_two_first_runs(tmp_path: Path) -> None:
    with stage(tmp_path) as one, stage(tmp_path) as two:
        (one.folder / "page").write_text("one")
        (two.folder / "page").write_text("two")
        one.commit()
        two.commit()
    assert (tmp_path / "site/page").read_text() == "two"
    assert names(tmp_path) == ["site"]


@pytest.mark.usefixtures("exchange")
def test_a_stage_that_is_not_committed_is_discarded(tmp_path: Path) -> None:
    write(tmp_path, {"site/page": "old"})
    with stage(tmp_path) as made:
        (made.folder / "page").write_text("new")
    assert (tmp_path / "site/page").read_text() == "old"
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize(
    ("error", "raised"), [(OSError(16, "Device or resource busy"), SetupBroken), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_stopped_between_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, raised: type[BaseException]
) -> None:
    write(tmp_path, {"site/page": "old"})
    rename = Path.rename

    def second_fails(self: Path, target: Path) -> Path:
        if self.name.startswith(".site.new-"):
            raise error
        return rename(self, target)

    monkeypatch.setattr(swap, "_exchange_at_once", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(raised), stage(tmp_path) as made:
        made.commit()
    assert (tmp_path / "site/page").read_text() == "old"
    assert names(tmp_path) == ["site"]


# pelican -r


def start(site: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start pelican without waiting for its end."""
    return subprocess.Popen(
        command(*arguments),
        cwd=site,
        env=environment(site.parent / "home", PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@contextmanager
def regenerating(site: Path) -> Iterator[Callable[[str, Callable[[], None]], list[str]]]:
    """Run `pelican -r`; give a function that waits for a line of its output, doing something again and again meanwhile."""
    run = start(site, "content", "-r")
    lines: queue.Queue[str] = queue.Queue()

    def forward(stream: Iterator[str]) -> None:
        for line in stream:
            lines.put(line.rstrip("\n"))

    assert run.stdout is not None
    assert run.stderr is not None
    for stream in (run.stdout, run.stderr):
        threading.Thread(target=forward, args=(stream,), daemon=True).start()

    def wait(wanted: str, meanwhile: Callable[[], None]) -> list[str]:
        seen: list[str] = []
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until:
            try:
                seen.append(lines.get(timeout=1))
            except queue.Empty:
                assert run.poll() is None, f"pelican -r ended with {run.returncode}: {seen}"
                meanwhile()
                continue
            if wanted in seen[-1]:
                return seen
        raise AssertionError(f"{wanted!r} never came: {seen}")

    try:
        yield wait
        assert run.poll() is None, f"pelican -r ended with {run.returncode}"
        if sys.platform != "win32":
            run.send_signal(signal.SIGINT)
            run.wait(timeout=TIMEOUT)
    finally:
        run.kill()
        run.wait()
        run.stdout.close()
        run.stderr.close()


def test_r_tells_a_problem_once_and_goes_on(site: Path) -> None:
    """A change is made again and again until it is seen: nobody can tell when Pelican has begun to watch."""
    before = tree(site / "output")
    write(site, {ENTRY: BROKEN_ENTRY})
    with regenerating(site) as wait:
        wait(CLOSING, lambda: None)
        assert tree(site / "output") == before
        # Not a word more about it before the next change is seen.
        seen = wait("re-generating", lambda: edit(site))
        assert CLOSING not in seen
        wait("Dateline: ", lambda: edit(site))
        assert "A crowd meets" in (site / "output/timeline/index.html").read_text("utf-8")


def test_r_outlives_a_broken_template(site: Path) -> None:
    # Only a template: a script of the kit's, copied into an author's theme, is published as it is written there.
    article = site / "theme/templates/article.html"
    good = (ROOT / "theme/templates/article.html").read_text("utf-8")
    article.parent.mkdir(parents=True)
    before = tree(site / "output")
    write(site, {"pelicanconf.py": CONF + 'THEME = "theme"\n'})
    article.write_text("{{ nothing }}", "utf-8")
    with regenerating(site) as wait:
        wait(CLOSING, lambda: None)
        assert tree(site / "output") == before
        wait("Dateline: ", lambda: write(site, {"theme/templates/article.html": good}))
        assert tree(site / "output") == before
