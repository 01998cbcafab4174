"""Tests of the event in this repository's content/: they are skipped where another event stands there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Once, parsed
from tests.documents import Document
from tests.sites import EXAMPLE, ROOT, build, is_the_example, write

CONTENT = ROOT / "content"
TRANSLATED = ("kk", "ru")
"""Languages of the example besides that of its originals: the folders of their pages."""
OWN_SETTINGS = f"""\
import runpy
from pathlib import Path

ROOT = Path({str(ROOT)!r})
globals().update((k, v) for k, v in runpy.run_path(str(ROOT / "pelicanconf.py")).items() if k.isupper())
PLUGIN_PATHS = [str(ROOT / "plugins")]
THEME = str(ROOT / "theme")
"""
"""The repository's own pelicanconf.py, wherever the site lies."""


@pytest.fixture(scope="session", autouse=True)
def the_example() -> None:
    """Skip each test of this folder where content/ holds another event."""
    if not is_the_example(CONTENT):
        pytest.skip(f"content/ holds another event than the example ({EXAMPLE})")


@pytest.fixture(scope="session")
def example_project(once: Once) -> Path:
    """A copy of the repository's content, built with its pelicanconf.py; its output is `output`."""

    def make(folder: Path) -> None:
        shutil.copytree(CONTENT, folder / "site/content")
        write(folder / "site", {"pelicanconf.py": OWN_SETTINGS})
        build(folder / "site")

    return once("example", make) / "site"


@pytest.fixture(scope="session")
def example_site(example_project: Path) -> Path:
    """The output of the example, built with pelicanconf.py."""
    return example_project / "output"


@pytest.fixture(scope="session")
def example_documents(once: Once, example_site: Path) -> list[Document]:
    """Pages of the example as an author builds it: all in English, of the translations a sixth. Each is parsed once a session. None may be changed."""
    return parsed(once, "example", example_site, _looked_at)


def _looked_at(pages: list[Document]) -> list[Document]:
    """Return the originals, and some of the translations: the same templates have made them, and there are hundreds."""
    originals = [page for page in pages if page.name.partition("/")[0] not in TRANSLATED]
    return originals + [page for page in pages if page.name.partition("/")[0] in TRANSLATED][::6]
