"""tasks.py: each task is in the list, and what is missing ends it with one line. All in small projects."""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tasks.projects import SETTINGS, as_repository, as_repository_of_somebody, built, invoke, tool, tree

TASKS = {
    *("clean", "benchmark", "build", "rebuild", "regenerate", "serve", "live", "reserve", "preview", "livereload", "publish", "gh-pages"),
    *("check", "hosting", "zip", "editions", "fonts", "styleguide", "lock", "lint", "test", "validate", "lighthouse", "screenshots", "looks", "import", "map", "metadata", "picture", "keep"),
    *("entry", "article", "source", "person", "organisation", "place", "figure", "quote", "response", "schemas", "upgrade", "translate", "translated", "pot"),
}


def test_the_list_shows_each_task(small: Path) -> None:
    done = invoke(small, "--list", "--list-format", "json")
    tasks = {task["name"]: task["help"] for task in json.loads(done.stdout)["tasks"]}
    assert set(tasks) == TASKS
    assert all(tasks.values()), "a task without a docstring says nothing in the list"


Setting = Callable[[Path], None]


def as_it_is(root: Path) -> None:
    """Nothing is done to the project."""


def without_content(root: Path) -> None:
    shutil.rmtree(root / "content")


def without_settings(root: Path) -> None:
    (root / "pelicanconf.py").unlink()


def with_broken_settings(root: Path) -> None:
    (root / "pelicanconf.py").write_text("PATH = 1 / 0\n", encoding="utf-8")


def with_output(root: Path) -> None:
    built(root)


def with_java_only(root: Path) -> None:
    built(root)
    tool(root.parent / "bin", "java", "")


def with_node_only(root: Path) -> None:
    tool(root.parent / "bin", "node", "")


def with_output_path(path: str) -> Setting:
    def set_output_path(root: Path) -> None:
        (root / "pelicanconf.py").write_text(SETTINGS + f"OUTPUT_PATH = {path!r}\n", encoding="utf-8")

    return set_output_path


INSTALL = "run `pip install -r requirements-dev.txt` in this environment"
NOT_OURS = "is not a folder of its own in this project: remove it by hand"
NO_TOOLS, ALL_TOOLS = False, True

# task; how the project is made ready; modules that are missing; whether PATH is as usual; the line
MISSING: dict[str, tuple[str, Setting, tuple[str, ...], bool, str]] = {
    "pelican": ("build", as_it_is, ("pelican",), ALL_TOOLS, f"pelican is not installed: {INSTALL}"),
    "watchfiles": ("live", as_it_is, ("watchfiles",), ALL_TOOLS, f"watchfiles is not installed: {INSTALL}"),
    "ghp-import": ("gh-pages", as_it_is, ("ghp_import",), ALL_TOOLS, f"ghp-import is not installed: {INSTALL}"),
    "ruff": ("lint", as_it_is, ("ruff",), ALL_TOOLS, f"ruff is not installed: {INSTALL}"),
    "pytest": ("test", as_it_is, ("pytest",), ALL_TOOLS, f"pytest is not installed: {INSTALL}"),
    "uv": ("lock", as_it_is, ("uv",), ALL_TOOLS, f"uv is not installed: {INSTALL}"),
    "git": ("gh-pages", as_it_is, (), NO_TOOLS, "git was not found: install it"),
    "repository": (
        "gh-pages", as_it_is, (), ALL_TOOLS, "this is not a git repository: run `git init`, or clone one",
    ),
    "who commits": (
        "gh-pages", as_repository, (), ALL_TOOLS,
        "git does not know who you are: run `git config user.email you@example.org`",
    ),
    "remote": (
        "gh-pages", as_repository_of_somebody, (), ALL_TOOLS,
        "there is no remote 'origin': run `git remote add origin ADDRESS`",
    ),
    "rsync": (
        "publish --to user@host:folder", as_it_is, (), NO_TOOLS,
        "rsync was not found: install it, or copy the output folder to your host by other means",
    ),
    "java": (
        "validate", with_output, (), NO_TOOLS,
        "java was not found: install Java 17 or newer; the Nu Html Checker runs on it",
    ),
    "npm": (
        "validate", with_java_only, (), NO_TOOLS, "npm was not found: install Node.js; it fetches the Nu Html Checker",
    ),
    "node": (
        "lighthouse", as_it_is, (), NO_TOOLS, "node was not found: install Node.js 18.16 or newer; Lighthouse runs on it",
    ),
    "playwright": ("lighthouse", with_node_only, ("playwright",), NO_TOOLS, f"Playwright is not installed: {INSTALL}"),
    "output to serve": ("serve", as_it_is, (), ALL_TOOLS, "output/ holds no site yet: run `pelican content` first"),
    "output to photograph": ("screenshots", as_it_is, (), ALL_TOOLS, "output/ holds no site yet: run `pelican content` first"),
    "a commit": ("looks --before nothing", as_repository, (), ALL_TOOLS, "git knows no commit 'nothing': name one that `git log` shows"),
    "output to check": ("validate", as_it_is, (), ALL_TOOLS, "output/ holds no site yet: run `pelican content` first"),
    **{
        f"content to {name}": (
            name, without_content, (), ALL_TOOLS,
            "content/ is not there: PATH in pelicanconf.py names the content folder",
        )
        for name in ("build", "rebuild", "regenerate", "reserve", "preview", "publish", "live", "livereload", "lighthouse")
    },
    "settings": (
        "build", without_settings, (), ALL_TOOLS, "pelicanconf.py is not there: run this task in a Dateline project",
    ),
    "settings that work": (
        "build", with_broken_settings, (), ALL_TOOLS,
        "pelicanconf.py cannot be read: ZeroDivisionError: division by zero",
    ),
    "an output that is not the project": ("clean", with_output_path("."), (), ALL_TOOLS, rf".* {NOT_OURS}"),
    "an output that is in the project": ("clean", with_output_path("../elsewhere"), (), ALL_TOOLS, rf".* {NOT_OURS}"),
    "an output that is not content": ("clean", with_output_path("content"), (), ALL_TOOLS, rf"content {NOT_OURS}"),
    "an output that holds no plugins": ("clean", with_output_path("plugins"), (), ALL_TOOLS, rf"plugins {NOT_OURS}"),
}


@pytest.mark.parametrize("missing", MISSING)
def test_what_is_missing_ends_a_task_with_one_line(small: Path, missing: str) -> None:
    task, make_ready, without, tools, line = MISSING[missing]
    make_ready(small)
    before = tree(small)
    done = invoke(small, *task.split(), without=without, path=None if tools else str(small.parent / "bin"))
    expected = line if line.startswith(".*") else re.escape(line)
    assert re.fullmatch(expected + "\n", done.stderr), done.stderr
    assert (done.returncode, done.stdout) == (2, "")
    assert tree(small) == before


def test_a_port_in_use_ends_a_server_with_one_line(small: Path) -> None:
    built(small)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = invoke(small, "serve", "--no-browser", "--port", str(port))
    pattern = rf"cannot serve at 127\.0\.0\.1:{port} \(.+\): choose another port with --port\n"
    assert re.fullmatch(pattern, done.stderr), done.stderr
    assert (done.returncode, done.stdout) == (2, "")
