"""tasks.py: building, cleaning and serving a small project."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from dateline.deliver.manifest import write_manifest

from tests.tasks.projects import built, command, environment, invoke, tree, write


def test_build_and_rebuild_make_the_site(small: Path) -> None:
    assert invoke(small, "build").returncode == 0
    assert "<p>One</p>" in (small / "output/index.html").read_text()
    write(small, "Two")
    (small / "output/left-over").touch()
    assert invoke(small, "rebuild").returncode == 0
    assert "<p>Two</p>" in (small / "output/index.html").read_text()
    assert not (small / "output/left-over").exists()


def test_the_status_of_a_build_is_that_of_the_task(small: Path) -> None:
    done = invoke(small, "build", "--", "--theme-path", "nowhere")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (small / "output").exists()


@pytest.mark.parametrize("task", ["preview", "publish"])
def test_production_takes_its_address_from_the_option(small: Path, task: str) -> None:
    done = invoke(small, task, "--site", "https://user.github.io/repo/", "--", "--print-settings", "SITEURL")
    assert done.stdout.strip() == "SITEURL: 'https://user.github.io/repo'"


def test_clean_removes_the_output_and_nothing_else(small: Path) -> None:
    before = tree(small)
    built(small)
    (small / "output/deep").mkdir()
    (small / "output/deep/page.html").touch()
    done = invoke(small, "clean")  # as Pelican itself made it: it could be anybody's
    assert (done.returncode, (small / "output/deep/page.html").exists()) == (2, True)
    assert done.stderr.startswith("output holds what Dateline did not make (")
    write_manifest(small / "output", {})
    assert invoke(small, "clean").returncode == 0
    assert not (small / "output").exists()
    assert tree(small) == before
    assert invoke(small, "clean").returncode == 0, "nothing to remove is no error"


def test_clean_does_not_follow_a_link(small: Path) -> None:
    (small / "drafts").mkdir()
    (small / "drafts/only copy").touch()
    try:
        (small / "output").symlink_to(small / "drafts", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody but administrators make links")
    assert invoke(small, "clean").returncode == 2
    assert (small / "drafts/only copy").exists()


@contextmanager
def serving(root: Path, task: str) -> Iterator[str]:
    """Run a serving task until the block ends; give the address of the site."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (root.parent / "log").open("w+", encoding="utf-8")
    process = subprocess.Popen(command([task, "--no-browser", "--port", str(port)]), cwd=root, env=environment(root),
                               stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def fetch(address: str, wanted: str) -> str:
    """Return a page as soon as it holds the wanted text, or what it holds after a while."""
    text = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text = answer.read().decode()
        except HTTPError as error:
            text = error.read().decode()
            error.close()
        except OSError as error:
            text = str(error)
        if wanted in text:
            break
        time.sleep(0.1)
    return text


def test_the_server_goes_on_when_the_output_is_exchanged(small: Path) -> None:
    page = built(small)
    with serving(small, "serve") as site:
        assert fetch(f"{site}/", "Front") == "Front"
        shutil.copytree(small / "output", small / "finished")
        (small / "finished/index.html").write_text("New front", encoding="utf-8")
        (small / "output").rename(small / "old")
        (small / "finished").rename(small / "output")
        assert page.read_text() == "New front"
        assert fetch(f"{site}/", "New front") == "New front"
