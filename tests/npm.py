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
AT_ONCE = ("--fetch-retries", "0", "--fetch-timeout", "5000")
"""By itself npm asks three times, with ten seconds and then a minute between."""
PROBE = 5
"""Seconds within which npm must say that it knows a package, or it is taken for out of reach, once for all tests. Not where it is required."""


def fetched(once: Once, package: str, version: str) -> Path:
    """Return a package's folder (`once` is the fixture); without npm the test is skipped, or fails where npm is required."""
    name = f"{package.rpartition('/')[2]}-{version}"
    folder = ROOT / ".cache" / "tools" / name
    found = folder / "node_modules" / package
    npm = shutil.which("npm") or "npm"
    required = os.environ.get(REQUIRED)

    def ask(_: Path) -> None:
        _npm([npm, "view", *AT_ONCE, "--prefer-online", package, "name"], PROBE)

    def fetch(_: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        _npm([npm, "install", *FLAGS, "--prefix", str(folder), f"{package}@{version}"], 300)

    if (found / "package.json").is_file():
        return found
    try:
        if not required:
            once("npm-answers", ask)
        once(name, fetch)  # by one worker; the others wait for it
    except (OSError, subprocess.SubprocessError, AssertionError) as error:
        say = pytest.fail if required else pytest.skip
        say(f"npm could not fetch {package}: {error}")
    return found


def _npm(command: list[str], patience: float) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=patience)
