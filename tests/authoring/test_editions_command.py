"""`dateline editions`: the event as single files in a folder, with their hashes; the output stays as it is."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import PUBLISH, ROOT, Finished, environment, tree, write


def editions(site: Path, *arguments: str) -> Finished:
    env = environment(site.parent / "home", PYTHONPATH=str(ROOT / "plugins"))
    command = [sys.executable, "-m", "dateline", "editions", *arguments]
    return subprocess.run(command, cwd=site, env=env, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120)


def test_all_of_them_with_their_hashes(site: Path) -> None:
    write(site, {"publishconf.py": PUBLISH})
    before = tree(site / "output")
    done = editions(site, "--site", "https://example.org/base")
    assert (done.returncode, done.stderr) == (0, "")
    folder = site / "editions"
    names = sorted(file.name for file in folder.iterdir())
    sizes = ("all", "small", "words")
    pages = [f"a-small-event-{size}.html{end}" for size in sizes for end in ("", ".zip")]
    assert names == ["SHA256SUMS", *pages, "a-small-event.epub", "timeline.txt"]
    assert (folder / "SHA256SUMS").read_text("utf-8").splitlines() == [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names[1:]
    ]
    assert "https://example.org/base/downloads/" in (folder / "a-small-event-words.html").read_text("utf-8")
    assert "editions/a-small-event-words.html: " in done.stdout
    assert tree(site / "output") == before


def test_some_of_them_elsewhere_without_an_address(site: Path, tmp_path: Path) -> None:
    done = editions(site, "--kinds", "words, text", "--to", str(tmp_path / "stick"))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(file.name for file in (tmp_path / "stick").iterdir()) == ["SHA256SUMS", "a-small-event-words.html", "timeline.txt"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kinds", "wrods"), '--kinds: unknown edition "wrods": did you mean "words"?'),
        (("--to", "pelicanconf.py"), "pelicanconf.py is a file: name a folder with --to"),
        (("--to", "content/editions"), "content/editions would lie in the content or in the output: name a folder elsewhere with --to"),
        (("--site", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_built(site: Path, arguments: tuple[str, ...], told: str) -> None:
    before = tree(site)
    done = editions(site, *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert tree(site) == before


def test_content_that_is_wrong_leaves_what_there_was(site: Path) -> None:
    write(site, {"editions/timeline.txt": "of yesterday\n", "content/timeline/2022-01-06-answer.md": "Title: Nothing\n\n"})
    done = editions(site)
    assert done.returncode == 1
    assert "No edition was made" in done.stderr
    assert (site / "editions/timeline.txt").read_text("utf-8") == "of yesterday\n"
