"""Sites that many tests read: each is built once a session, whichever of pytest-xdist's workers needs it first."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dateline.authoring.hosting import hosting
from dateline.garbage import spare_collector
from dateline.pictures.workers import cores
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch
from tests.documents import Document, documents
from tests.invented import LONG, TYPICAL, event_files
from tests.sites import GOOD, build, copy, write

PRODUCTION = "http://127.0.0.1:8000/base"
"""Where the invented event believes that it is published. Nobody need listen there: tests serve it on a free port, in a folder of this name."""

_PATIENCE = 300
"""Seconds for which a worker waits for what another one builds."""

# Where the environment says that no byte code be kept, each worker would compile all tests anew, and each command that a test starts the kit.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts background jobs with Ctrl-C ignored, and so would every build that a test starts be.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says how busy the machine is, not whether the code is right; and the same code gives the same answer twice.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")

LONGEST = ("event_project", "large", "example_project")
"""Fixtures that take longest, and that need no other one of these."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with a test of each of the long builds: by the time that others come to need them, nobody waits any more."""
    for name in reversed(LONGEST):
        first = next((item for item in items if name in getattr(item, "fixturenames", ())), None)
        if first:
            items.remove(first)
            items.insert(0, first)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over modules and tests, which stay to the end: else it goes through all of them again and again."""
    spare_collector()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return one worker more than there are cores: tests that look at pages wait for the browser a third of their time."""
    return cores() + 1


Once = Callable[[str, Callable[[Path], object]], Path]


@dataclass(frozen=True)
class Hosted:
    """A site that is being served: its folder, and its address without a slash at the end."""

    folder: Path
    origin: str


def parsed(once: Once, name: str, output: Path, wanted: Callable[[list[Document]], list[Document]] = list) -> list[Document]:
    """Return all pages of an output, or those that are wanted, parsed by the first worker that asks: to read what it found is ten times as quick."""

    def make(folder: Path) -> None:
        found = wanted(documents(output))
        for page in found:
            _ = page.errors
        (folder / "pages.pickle").write_bytes(pickle.dumps(found))

    pages: list[Document] = pickle.loads((once(f"{name}-pages", make) / "pages.pickle").read_bytes())
    return pages


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Return a function that makes a named folder once for all workers; the others wait for it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "once"
    shared.mkdir(exist_ok=True)

    def make(name: str, maker: Callable[[Path], object]) -> Path:
        folder, done, failed = shared / name, shared / f"{name}.done", shared / f"{name}.failed"
        try:
            folder.mkdir()
        except FileExistsError:
            until = time.monotonic() + _PATIENCE
            while not done.exists():
                assert not failed.exists(), failed.read_text(encoding="utf-8")
                assert time.monotonic() < until, f"{name} was not built in {_PATIENCE} seconds"
                time.sleep(0.05)
            return folder
        try:
            maker(folder)
        except BaseException as error:
            failed.write_text(f"{name} could not be built: {error}", encoding="utf-8")
            raise
        done.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def good_site(once: Once) -> Path:
    """A small good site, built; copy it, then change the copy."""

    def make(folder: Path) -> None:
        write(folder / "site", GOOD)
        build(folder / "site")

    return once("good", make) / "site"


@pytest.fixture
def site(good_site: Path, tmp_path: Path) -> Path:
    """A copy of the small good site and its output, to change."""
    return copy(good_site, tmp_path / "site")


@pytest.fixture(scope="session")
def event_project(once: Once) -> Path:
    """The project of an invented event of a typical size, built with pelicanconf.py; its output is `output`."""

    def make(folder: Path) -> None:
        write(folder / "site", event_files(TYPICAL))
        build(folder / "site")

    return once("event", make) / "site"


@pytest.fixture(scope="session")
def event_site(event_project: Path) -> Path:
    """The output of the invented event, built with pelicanconf.py: relative links, drafts."""
    return event_project / "output"


@pytest.fixture(scope="session")
def event_documents(once: Once, event_site: Path) -> list[Document]:
    """All pages of the invented event as an author builds it; each is parsed once a session. None may be changed."""
    return parsed(once, "event", event_site)


@pytest.fixture(scope="session")
def long_site(once: Once, event_project: Path) -> Path:
    """The output of an invented event with more entries than one page of the timeline holds."""

    def make(folder: Path) -> None:
        write(folder / "site", event_files(LONG))
        copy(event_project / ".cache", folder / "site/.cache")  # the same pictures
        build(folder / "site")

    return once("long", make) / "site/output"


@pytest.fixture(scope="session")
def production_site(once: Once, event_project: Path) -> Path:
    """The output of the invented event, built with publishconf.py for PRODUCTION."""

    def make(folder: Path) -> None:
        project = copy(event_project, folder / "site")
        shutil.rmtree(project / "output")
        build(project, "content", "-s", "publishconf.py", SITEURL=PRODUCTION)

    return once("production", make) / "site/output"


@pytest.fixture(scope="session")
def host(production_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The invented event for production, served with gzip."""
    root = tmp_path_factory.mktemp("hosted")
    folder = root / urlsplit(PRODUCTION).path.strip("/")
    shutil.copytree(production_site, folder)
    with hosting(root) as served:
        address = f"{served.origin}{urlsplit(PRODUCTION).path}"
        # Whole addresses are for those who look from elsewhere; this page alone loads by them, for it stands at any address.
        missing = folder / "404.html"
        missing.write_text(missing.read_text("utf-8").replace(PRODUCTION, address), "utf-8")
        yield Hosted(folder, address)


@pytest.fixture(scope="session")
def started_chromium() -> Iterator[Browser]:
    """A browser for all tests of a worker: to start one takes as long as most tests that look at a page."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium(started_chromium: Browser) -> Iterator[Browser]:
    """A browser in which nothing is open."""
    yield started_chromium
    for context in started_chromium.contexts:
        context.close()
