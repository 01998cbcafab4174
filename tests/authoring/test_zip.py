"""`dateline zip`: one file, the same for the same site, that opens from a disk and holds nothing that is not published."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from dateline.authoring.project import Project, Stop
from dateline.authoring.zipping import pack, zip_site

from tests.broken_sites import ARTICLE, changed
from tests.sites import ROOT, Finished, environment, tree, write


def zipped(site: Path, *arguments: str) -> Finished:
    command = [sys.executable, "-m", "dateline", "zip", *arguments]
    env = environment(site.parent / "home", PYTHONPATH=str(ROOT / "plugins"))
    return subprocess.run(command, cwd=site, env=env, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120)


def test_a_zip_opens_from_a_disk_without_drafts(site: Path, tmp_path: Path) -> None:
    changed(site, {ARTICLE: ("Slug: first", "Slug: first\nStatus: draft")})
    write(site, {"publishconf.py": 'from pelicanconf import *\nSITEURL = "https://example.org"\nRELATIVE_URLS = False\nDATELINE = {"drafts": False}\n'})
    before = tree(site / "output")
    done = zipped(site)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"Packed a-small-event\.zip: 0\.\d MB; unpack it and open a-small-event/index\.html\n", done.stdout)
    with zipfile.ZipFile(site / "a-small-event.zip") as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        packed.extractall(tmp_path / "disk")
    assert all(name.startswith("a-small-event/") for name in names)
    assert names == sorted(names)
    front = (tmp_path / "disk/a-small-event/index.html").read_text("utf-8")
    assert 'href="timeline/index.html"' in front
    assert "example.org/timeline" not in front
    assert not [name for name in names if "drafts/" in name or "articles/first" in name]
    assert tree(site / "output") == before
    assert (site / "a-small-event.zip").stat().st_mode & 0o777 == 0o644

    # Under another name it is the same file, byte for byte.
    other = zipped(site, "--to", str(tmp_path / "for a friend.zip"))
    assert other.stdout.endswith("/for a friend.zip: " + done.stdout.partition(": ")[2])
    assert (tmp_path / "for a friend.zip").read_bytes() == (site / "a-small-event.zip").read_bytes()


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(tmp_path / name, {"b.html": "b" * 1000, "a/ж.avif": b"\0" * 1000, "a/empty.txt": ""})
    os.utime(tmp_path / "other/b.html", (0, 0))
    (tmp_path / "other/b.html").chmod(0o600)
    sizes = [pack(tmp_path / name, tmp_path / f"{name}.zip", "site") for name in ("one", "other")]
    first, second = ((tmp_path / f"{name}.zip").read_bytes() for name in ("one", "other"))
    assert first == second
    assert sizes == [len(first)] * 2
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["site/a/empty.txt", "site/a/ж.avif", "site/b.html"]
        assert packed.getinfo("site/b.html").compress_size < 100
        assert packed.getinfo("site/a/ж.avif").compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("site.tar", "site.tar: name a file that ends in .zip"),
        ("nowhere/site.zip", "nowhere is not there: make the folder first"),
        ("mine.zip", "mine.zip is there, and is no zip: name another file with --to"),
        ("content/site.zip", "content/site.zip would lie in the content or in the output: name a file elsewhere with --to"),
    ],
)
def test_nothing_of_others_is_written_over(to: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"content/event.md": "", "mine.zip": "my own"})
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path, tmp_path / "content", tmp_path / "output", tmp_path / "theme", "127.0.0.1", 8000)
    with pytest.raises(Stop) as told:
        zip_site(project, to)
    assert told.value.message == message
    assert (tmp_path / "mine.zip").read_text() == "my own"


def test_a_site_with_a_problem_is_not_packed(site: Path) -> None:
    changed(site, {ARTICLE: ("Places: almaty", "Places: almtay")})
    done = zipped(site, "--to", "x.zip")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "Nothing was packed")
    assert not (site / "x.zip").exists()
