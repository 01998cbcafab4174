"""Folders: what lies in each other is told before anything is written, and what somebody else filled is never emptied."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from dateline.cache import TAG, TAG_TEXT, open_cache
from dateline.folders import check_folders
from dateline.problems import SetupBroken

from tests.broken_sites import check
from tests.sites import GOOD, build, pelican, tree, write

CONF = str(GOOD["pelicanconf.py"])
RIGHT = {"output": "output", "content": "content", "theme": "theme", "cache": ".cache/dateline"}


def look(root: Path, **changed: str) -> None:
    folders = {name: root / path for name, path in (RIGHT | changed).items()}
    check_folders(**folders, others={"a plug-in folder": [root / "plugins", root / "shared/plugins"]})


def test_a_project_as_it_should_be(tmp_path: Path) -> None:
    look(tmp_path)
    look(tmp_path, output="/elsewhere/output", cache="/elsewhere/cache")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"output": "content"}, "output and content"),
        ({"output": "content/out"}, "output and content"),
        ({"output": "."}, "output and content"),
        ({"output": "/"}, "output and content"),
        ({"output": "theme/static"}, "output and theme"),
        ({"output": "theme"}, "output and theme"),
        ({"output": ".cache"}, "output and cache"),
        ({"output": ".cache/dateline/output"}, "output and cache"),
        ({"cache": "output/.cache"}, "output and cache"),
        ({"cache": "content/.cache"}, "content and cache"),
        ({"cache": "."}, "output and cache"),
        ({"cache": "theme/fonts"}, "theme and cache"),
        ({"theme": "content/theme"}, "content and theme"),
        ({"output": "plugins"}, "output and a plug-in folder"),
        ({"output": "plugins/out"}, "output and a plug-in folder"),
        ({"output": "shared"}, "output and a plug-in folder"),
        ({"cache": "plugins/cache"}, "cache and a plug-in folder"),
    ],
)
def test_folders_that_lie_in_each_other(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    with pytest.raises(SetupBroken) as raised:
        look(tmp_path, **changed)
    assert f": {told} lie in each other: " in str(raised.value)


def test_plugins_beside_the_content_are_no_obstacle(tmp_path: Path) -> None:
    """PLUGIN_PATHS may name the project itself."""
    folders = {name: tmp_path / path for name, path in RIGHT.items()}
    check_folders(**folders, others={"a plug-in folder": [tmp_path]})


@pytest.mark.skipif(sys.platform == "win32", reason="makes links")
def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "out").symlink_to("content")
    with pytest.raises(SetupBroken, match="output and content lie in each other"):
        look(tmp_path, output="out")


# The cache.


def test_a_new_cache_is_marked(tmp_path: Path) -> None:
    open_cache(tmp_path / "deep/cache")
    open_cache(tmp_path / "deep/cache")
    assert (tmp_path / "deep/cache" / TAG).read_bytes() == TAG_TEXT


def test_somebody_elses_folder_is_no_cache(tmp_path: Path) -> None:
    write(tmp_path, {"photos/renditions/a.webp": "precious", "photos/fonts/b.woff2": "precious"})
    before = tree(tmp_path)
    with pytest.raises(SetupBroken, match="the cache folder holds what Dateline did not make \\(fonts, renditions\\)"):
        open_cache(tmp_path / "photos")
    assert tree(tmp_path) == before


def test_a_foreign_tag_is_no_mark(tmp_path: Path) -> None:
    write(tmp_path, {f"cache/{TAG}": "Signature: 8a477f597d28d172789f06886806bc55\n# Of another program\n"})
    with pytest.raises(SetupBroken, match="what Dateline did not make"):
        open_cache(tmp_path / "cache")


@pytest.mark.parametrize("tag", [None, "", "\0\0\0"])
def test_the_cache_of_an_earlier_version_is_taken_over(tmp_path: Path, tag: str | None) -> None:
    write(tmp_path, {".cache/dateline/renditions/a.webp": "x", ".cache/dateline/pictures.json": "{}"})
    if tag is not None:
        write(tmp_path, {f".cache/dateline/{TAG}": tag})
    open_cache(tmp_path / ".cache/dateline")
    assert (tmp_path / ".cache/dateline" / TAG).read_bytes() == TAG_TEXT


# Whole builds.


def test_a_folder_with_sums_of_its_own_keeps_all(site: Path) -> None:
    digest = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
    write(site, {"mirror/disk.img": "hello\n", "mirror/SHA256SUMS": f"{digest}  disk.img\n"})
    before = tree(site / "mirror")
    told = "mirror: the output holds what Dateline did not make (SHA256SUMS, disk.img): move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d"
    check(site, (told,), 2, "content", "-o", "mirror")
    assert tree(site / "mirror") == before


def test_a_photo_folder_named_as_cache_keeps_all(site: Path) -> None:
    write(site, {"pelicanconf.py": CONF + 'DATELINE = {"cache": "photos"}\n', "photos/renditions/one.webp": "precious"})
    before = tree(site / "photos")
    told = 'photos: the cache folder holds what Dateline did not make (renditions): name another folder in DATELINE["cache"]; if it is an old cache of Dateline\'s, delete it'
    check(site, (told,), 2)
    assert tree(site / "photos") == before


def test_the_output_of_an_earlier_version_is_replaced(site: Path) -> None:
    """It bears no mark, but the script has its own hash for a name."""
    sums = site / "output/SHA256SUMS"
    (site / "output/theme/made-by-dateline.txt").unlink()
    kept = [line for line in sums.read_text("utf-8").splitlines(keepends=True) if "made-by-dateline" not in line]
    sums.write_text("".join(kept), "utf-8")
    assert (build(site) / "theme/made-by-dateline.txt").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="modes and users of POSIX")
def test_modes_of_a_whole_site(site: Path) -> None:
    before = os.umask(0o077)
    try:
        output = build(site)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o7777 for path in (output, *output.rglob("*")) if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o7777 for path in output.rglob("*") if path.is_file()} == {0o644}


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full, which a real full disk is like")
def test_a_full_disk(site: Path) -> None:
    """Told as what it is, whatever was being written."""
    code = """\
import errno, os
from pelican import signals
from dateline.deliver import pages


def full(file, data):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))


pages.write = full


def register():
    pass
"""
    conf = CONF + 'PLUGINS = ["dateline", "full"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\n'
    write(site, {"pelicanconf.py": conf, "more/full.py": code})
    check(site, ("output/index.html: the disk is full: make room on it, or choose another",), 2)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_no_rights_beside_the_output(site: Path) -> None:
    (site / "shut").mkdir(mode=0o555)
    done = pelican(site, "content", "-o", "shut/output")
    assert done.returncode == 2
    assert "shut/output: " in done.stderr
