"""Packages from npm that tests need: fetched once into `.cache/tools/`, of a version that is pinned where it is used."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.sites import ROOT

REQUIRED = "DATELINE_REQUIRE_NPM"
FLAGS = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")


def fetched(once: Once, package: str, version: str) -> Path:
    """Return a package's folder (`once` is the fixture); without npm the test is skipped, or fails where npm is required."""
    name = f"{package.rpartition('/')[2]}-{version}"
    folder = ROOT / ".cache" / "tools" / name
    found = folder / "node_modules" / package

    def fetch(_: Path) -> None:
        if (found / "package.json").is_file():
            return
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [shutil.which("npm") or "npm", "install", *FLAGS, "--prefix", str(folder), f"{package}@{version}"],
            check=True,
            stdin=subprocess.DEVNULL,
            timeout=300,
        )

    try:
        once(name, fetch)  # by one worker; the others wait for it
    except (OSError, subprocess.SubprocessError, AssertionError) as error:
        say = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
        say(f"npm could not fetch {package}: {error}")
    return found
