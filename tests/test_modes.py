"""What a build writes can be read by a server, whatever the umask of whoever builds; and two builds may share a cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import TIMEOUT, build, command, environment, small_picture, tree, write


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_modes_do_not_depend_on_the_umask(site: Path, umask: int) -> None:
    write(site, {"content/extra/deep/a.txt": "a"})
    (site / "content/extra/deep/a.txt").chmod(0o700)
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    before = os.umask(umask)
    try:
        build(site)
    finally:
        os.umask(before)
    for folder in ("output", ".cache/dateline"):
        made = [site / folder, *(site / folder).rglob("*")]
        assert {file.stat().st_mode & 0o777 for file in made if file.is_dir()} == {0o755}
        assert {file.stat().st_mode & 0o777 for file in made if file.is_file()} == {0o644}


def test_two_builds_at_once_with_different_content_and_one_cache(good_site: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    sites = [Path(shutil.copytree(good_site, tmp_path / name)) for name in ("one", "other")]
    for site, colour in zip(sites, ("seagreen", "firebrick"), strict=True):
        shutil.rmtree(site / ".cache")
        write(site, {"content/pictures/square.png": small_picture(colour)})
        settings = (site / "pelicanconf.py").read_text("utf-8")
        write(site, {"pelicanconf.py": settings + f'DATELINE = {{"cache": {str(tmp_path / "cache")!r}}}\n'})
    alone = []
    for site in sites:
        alone.append(tree(build(site)))
        shutil.rmtree(tmp_path / "cache")
    for _ in range(2):
        running = [
            subprocess.Popen(command("content"), cwd=site, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for site in sites
        ]
        for process in running:
            _, errors = process.communicate(timeout=TIMEOUT)
            assert (process.returncode, errors) == (0, b"")
        assert [tree(site / "output") for site in sites] == alone
