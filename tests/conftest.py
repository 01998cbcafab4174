"""Sites that many tests read: each is built once a session, whichever of pytest-xdist's workers needs it first."""

from __future__ import annotations

import hashlib
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dateline.authoring.hosting import Host, hosting
from dateline.pictures.workers import cores
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch
from tests.documents import Document, documents
from tests.sites import GOOD, ROOT, SETTINGS, build, copy, write

_PATIENCE = 300
"""Seconds for which a worker waits for what another one builds."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts background jobs with Ctrl-C ignored, and so would every build that a test starts be.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says how busy the machine is, not whether the code is right; and the same code gives the same answer twice.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")

LONG = ("real_project", "large")
"""Fixtures that take longest, and that need no other one of these."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with a test of each of the long builds: by the time that others come to need them, nobody waits any more."""
    for name in reversed(LONG):
        first = next((item for item in items if name in getattr(item, "fixturenames", ())), None)
        if first:
            items.remove(first)
            items.insert(0, first)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return one worker more than there are cores: tests that look at pages wait for the browser a third of their time."""
    return cores() + 1


Once = Callable[[str, Callable[[Path], object]], Path]


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
def real_project(once: Once) -> Path:
    """A project with a copy of the repository's content, built with pelicanconf.py; its output is `output`."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "content", folder / "site/content")
        shutil.copy(ROOT / "publishconf.py", folder / "site")
        write(folder / "site", {"pelicanconf.py": SETTINGS})
        build(folder / "site")

    return once("real", make) / "site"


@pytest.fixture(scope="session")
def real_site(real_project: Path) -> Path:
    """The output of the repository's content, built with pelicanconf.py: relative links, drafts."""
    return real_project / "output"


@pytest.fixture(scope="session")
def real_documents(real_site: Path) -> list[Document]:
    """All pages of the real site as an author builds it; each is parsed once, by the first test that asks."""
    return documents(real_site)


@pytest.fixture(scope="session")
def production_site(once: Once, real_project: Path) -> Callable[..., Path]:
    """Return a function that gives the output built with publishconf.py for `http://127.0.0.1:PORT` and a base path."""

    def production(base_path: str = "", port: int = 8000) -> Path:
        siteurl = f"http://127.0.0.1:{port}/{base_path.strip('/')}".rstrip("/")

        def make(folder: Path) -> None:
            project = copy(real_project, folder / "site")
            shutil.rmtree(project / "output")
            build(project, "content", "-s", "publishconf.py", SITEURL=siteurl)

        name = f"production-{hashlib.sha256(siteurl.encode()).hexdigest()[:8]}"
        return once(name, make) / "site/output"

    return production


@pytest.fixture(scope="session")
def host(production_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The real event for production, served with gzip where it thinks that it is."""
    with hosting(tmp_path_factory.mktemp("nothing")) as served:
        served.folder = production_site("", served.port)
        yield served


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
