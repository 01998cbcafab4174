"""The site with editions, built once for all tests of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Once
from tests.editions.sites import SITEURL, told
from tests.sites import build, write


@pytest.fixture(scope="session")
def project(once: Once) -> Path:
    """A small site in English, Russian and Arabic, with all editions."""

    def make(folder: Path) -> None:
        write(folder / "site", told())
        build(folder / "site", "content", "-s", "publishconf.py", SITEURL=SITEURL)

    return once("editions", make) / "site"


@pytest.fixture(scope="session")
def output(project: Path) -> Path:
    """What was built of it."""
    return project / "output"
