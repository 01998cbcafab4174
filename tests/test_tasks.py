"""tasks.py: each task does what its name says, and what is missing ends it with one line. All in small projects."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from dateline.authoring.serving import application
from dateline.deliver.manifest import write_manifest

from tests.sites import PUBLISH

ROOT = Path(__file__).resolve().parent.parent

TASKS = {
    *("clean", "benchmark", "build", "rebuild", "regenerate", "serve", "live", "reserve", "preview", "livereload", "publish", "gh-pages"),
    *("check", "hosting", "zip", "fonts", "styleguide", "lock", "lint", "test", "validate", "lighthouse", "screenshots", "import", "map", "metadata", "picture", "keep"),
    *("entry", "article", "source", "person", "organisation", "place", "figure", "quote", "schemas", "upgrade", "translate", "translated", "pot"),
}

SETTINGS = """\
SITENAME = "A small site"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
SITEURL = ""
RELATIVE_URLS = True
DATELINE = {}
DIRECT_TEMPLATES = ["index"]
ARTICLE_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""

PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>Small</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
</head><body>{% for article in articles %}{{ article.content }}{% endfor %}</body></html>
"""

Finished = subprocess.CompletedProcess[str]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project that Pelican itself builds, for its settings name none of our plug-in."""
    root = tmp_path / "a project"
    shutil.copytree(ROOT / "plugins/dateline", root / "plugins/dateline", ignore=shutil.ignore_patterns("__pycache__", "scaffold", "*.gz"))
    for name in ("tasks.py", "requirements-dev.txt"):
        shutil.copy(ROOT / name, root)
    (root / "publishconf.py").write_text(PUBLISH, encoding="utf-8")
    (root / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (root / "theme/templates").mkdir(parents=True)
    (root / "theme/templates/index.html").write_text(PAGE, encoding="utf-8")
    (root / "content").mkdir()
    write(root, "One")
    return root


def write(root: Path, text: str) -> None:
    """Write the project's only article."""
    (root / "content/a.md").write_text(f"Title: A\nDate: 2022-01-05\n\n{text}\n", encoding="utf-8")


def built(root: Path) -> Path:
    """Pretend that the site was built, and return its first page."""
    (root / "output").mkdir()
    page = root / "output/index.html"
    page.write_text("Front", encoding="utf-8")
    return page


def environment(root: Path, path: str | None = None) -> dict[str, str]:
    """Return an environment in which neither this machine's git settings nor a SITEURL count."""
    kept = {key: value for key, value in os.environ.items() if key != "SITEURL" and not key.startswith("GIT_")}
    return kept | {
        "PATH": os.environ["PATH"] if path is None else path,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(root.parent),
    }


def command(arguments: Sequence[str], without: Sequence[str] = ()) -> list[str]:
    """Return the command line of `invoke ...`, on a Python that lacks the modules named."""
    hide = f"import sys; sys.modules.update(dict.fromkeys({list(without)!r}));"
    return [sys.executable, "-c", f"{hide} from invoke.main import program; program.run()", *arguments]


def invoke(root: Path, *arguments: str, without: Sequence[str] = (), path: str | None = None) -> Finished:
    """Run a task to its end."""
    return subprocess.run(command(arguments, without), cwd=root, env=environment(root, path), text=True,
                          encoding="utf-8", capture_output=True, stdin=subprocess.DEVNULL, timeout=60)


def git(root: Path, *arguments: str) -> str:
    """Run git in a small project and return what it says."""
    done = subprocess.run(["git", *arguments], cwd=root, env=environment(root), text=True, check=True,
                          capture_output=True)
    return done.stdout.strip()


def tool(folder: Path, name: str, body: str) -> None:
    """Put a program into a folder that serves as PATH; it is Python, and `log` notes how it was called."""
    folder.mkdir(exist_ok=True)
    log = f"import json, sys; from pathlib import Path; log = Path({str(folder / name)!r} + '.log');"
    log += "log.write_text(json.dumps(sys.argv[1:]));"
    source = folder / f"{name}.py"
    source.write_text(f"{log}\n{body}\n", encoding="utf-8")
    if os.name == "nt":
        (folder / f"{name}.cmd").write_text(f'@"{sys.executable}" "{source}" %*\n', encoding="utf-8")
    else:
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{source}" "$@"\n', encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)


def called(folder: Path, name: str) -> list[str]:
    """Return the arguments that a program made by tool() was called with."""
    arguments: list[str] = json.loads((folder / f"{name}.log").read_text())
    return arguments


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a project and what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_list_shows_each_task(small: Path) -> None:
    done = invoke(small, "--list", "--list-format", "json")
    tasks = {task["name"]: task["help"] for task in json.loads(done.stdout)["tasks"]}
    assert set(tasks) == TASKS
    assert all(tasks.values()), "a task without a docstring says nothing in the list"


# --- What is missing ---------------------------------------------------------------------------------------------

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


def as_repository(root: Path) -> None:
    git(root, "init", "--quiet")


def as_repository_of_somebody(root: Path) -> None:
    as_repository(root)
    git(root, "config", "user.name", "Somebody")
    git(root, "config", "user.email", "somebody@example.org")


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
    "output to serve": ("serve", as_it_is, (), ALL_TOOLS, "output/ holds no site yet: run `invoke build` first"),
    "output to photograph": ("screenshots", as_it_is, (), ALL_TOOLS, "output/ holds no site yet: run `invoke build` first"),
    "output to check": ("validate", as_it_is, (), ALL_TOOLS, "output/ holds no site yet: run `invoke build` first"),
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


# --- Building ----------------------------------------------------------------------------------------------------


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


# --- Serving -----------------------------------------------------------------------------------------------------


def ask(output: Path, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Ask the preview server's application."""
    answer: list[Any] = []
    environ = {"PATH_INFO": path.encode().decode("latin-1"), "REQUEST_METHOD": method, "wsgi.errors": io.StringIO()}
    body = b"".join(application(output)(environ, lambda status, headers, *_: answer.extend((status, dict(headers)))))  # type: ignore[arg-type]
    return int(answer[0][:3]), answer[1], body


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "timeline").mkdir(parents=True)
    (folder / "empty").mkdir()
    for name in ("index.html", "timeline/index.html", "about.html", "404.html", "Ақтау.html", "lead.avif"):
        (folder / name).write_text(name, encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, "index.html"),
        ("/index.html", 200, "index.html"),
        ("/timeline/", 200, "timeline/index.html"),
        ("/timeline", 302, ""),
        ("/about", 200, "about.html"),
        ("/Ақтау.html", 200, "Ақтау.html"),
        ("/about.html/", 404, "404.html"),
        ("/empty/", 404, "404.html"),
        ("/empty", 404, "404.html"),
        ("/nothing", 404, "404.html"),
        ("/../secret", 404, "404.html"),
        ("/timeline/../../secret", 404, "404.html"),
        ("//secret", 404, "404.html"),
        ("/\0", 200, "index.html"),
    ],
)
def test_addresses_lead_where_a_host_takes_them(output: Path, path: str, status: int, body: str) -> None:
    assert (ask(output, path)[0], ask(output, path)[2].decode()) == (status, body)


def test_a_folder_redirects_to_its_address(output: Path) -> None:
    assert ask(output, "/timeline")[1]["Location"] == "/timeline/"


def test_head_sends_no_body(output: Path) -> None:
    status, headers, body = ask(output, "/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "10", b"")


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html; charset=utf-8"), ("/lead.avif", "image/avif"), ("/no", "text/html; charset=utf-8")]
)
def test_media_types(output: Path, path: str, kind: str) -> None:
    assert ask(output, path)[1]["Content-Type"] == kind


def test_without_a_404_page_the_server_still_answers(output: Path) -> None:
    shutil.rmtree(output)
    assert ask(output, "/")[::2] == (404, b"404: not in the output\n")


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


# --- Publishing --------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(small: Path) -> Path:
    """A small project with a remote 'origin', which is a folder beside it."""
    as_repository_of_somebody(small)
    git(small.parent, "init", "--quiet", "--bare", "origin.git")
    git(small, "remote", "add", "origin", "../origin.git")
    return small


def published(repository: Path) -> str:
    """Return the front page that the remote holds."""
    return git(repository.parent / "origin.git", "show", "gh-pages:index.html")


def test_gh_pages_publishes_a_branch_that_keeps_its_history(repository: Path) -> None:
    done = invoke(repository, "gh-pages", "--site", "https://user.github.io/repo", "--message", 'The "first"')
    assert done.returncode == 0, done.stderr
    assert re.search(r"^Published as [0-9a-f]+ on gh-pages$", done.stdout, re.MULTILINE)
    assert "<p>One</p>" in published(repository)
    origin = repository.parent / "origin.git"
    assert ".nojekyll" in git(origin, "ls-tree", "--name-only", "gh-pages").splitlines()
    assert git(origin, "log", "--format=%s", "gh-pages") == 'The "first"'

    # Somebody else publishes from a clone, then we do again: nothing is lost, and going back is one push.
    git(repository.parent, "clone", "--quiet", "--branch", "gh-pages", "origin.git", "clone")
    clone = repository.parent / "clone"
    git(clone, "-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "--quiet", "--allow-empty", "-m", "Theirs")
    git(clone, "push", "--quiet", "origin", "gh-pages")
    write(repository, "Two")
    assert invoke(repository, "gh-pages").returncode == 0
    assert "<p>Two</p>" in published(repository)
    assert git(origin, "log", "--format=%s", "gh-pages").splitlines() == ["Publish", "Theirs", 'The "first"']
    git(repository, "push", "--quiet", "--force", "origin", "gh-pages~1:gh-pages")
    assert "<p>One</p>" in published(repository)


def test_gh_pages_commits_without_a_remote_when_told_so(small: Path) -> None:
    as_repository_of_somebody(small)
    done = invoke(small, "gh-pages", "--no-push", "--branch", "pages")
    assert done.returncode == 0, done.stderr
    assert "<p>One</p>" in git(small, "show", "pages:index.html")


def test_a_push_that_fails_says_so_in_the_last_line(repository: Path) -> None:
    shutil.rmtree(repository.parent / "origin.git")
    done = invoke(repository, "gh-pages")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == "Committed to gh-pages, but not published: the push to origin failed"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("task", ["gh-pages", "publish --to user@host:folder"])
def test_a_build_that_fails_publishes_nothing(repository: Path, task: str) -> None:
    bin_folder = repository.parent / "bin"
    tool(bin_folder, "rsync", "")
    path = os.pathsep.join((str(bin_folder), os.environ["PATH"]))
    done = invoke(repository, *task.split(), "--", "--theme-path", "nowhere", path=path)
    assert done.returncode == 1
    assert git(repository, "branch", "--list", "gh-pages") == ""
    assert not (bin_folder / "rsync.log").exists()


@pytest.mark.parametrize("status", [0, 23])
def test_publish_hands_the_output_to_rsync(small: Path, status: int) -> None:
    bin_folder = small.parent / "bin"
    tool(bin_folder, "rsync", f"sys.exit({status})")
    done = invoke(small, "publish", "--to", "user@host:folder", path=str(bin_folder))
    assert called(bin_folder, "rsync")[-2:] == ["output/", "user@host:folder"]
    assert "--delete-after" in called(bin_folder, "rsync")
    assert done.returncode == status
    assert done.stderr == ("Not published: rsync to user@host:folder failed\n" if status else "")


# --- Checking ----------------------------------------------------------------------------------------------------

NPM = """\
folder = Path(sys.argv[sys.argv.index("--prefix") + 1]) / "node_modules/vnu-jar/build/dist"
folder.mkdir(parents=True)
(folder / "vnu.jar").touch()
"""


@pytest.mark.parametrize("status", [0, 3])
def test_validate_fetches_the_checker_once_and_ends_with_its_status(small: Path, status: int) -> None:
    built(small)
    bin_folder = small.parent / "bin"
    tool(bin_folder, "npm", NPM)
    tool(bin_folder, "java", f"sys.exit({status})")
    done = invoke(small, "validate", path=str(bin_folder))
    assert done.returncode == status
    jar, *options, checked = called(bin_folder, "java")[called(bin_folder, "java").index("-jar") + 1 :]
    assert Path(jar).is_relative_to(small / ".cache/tools")
    assert Path(checked) == small / "output"
    assert {"--errors-only", "--skip-non-html"} <= set(options)
    assert {"--no-save", "--no-package-lock"} <= set(called(bin_folder, "npm"))
    (bin_folder / "npm.log").unlink()
    assert invoke(small, "validate", path=str(bin_folder)).returncode == status
    assert not (bin_folder / "npm.log").exists(), "fetched twice"


def module(root: Path, name: str, status: int = 0) -> None:
    """Put a module in the place of a tool that is run as `python -m`; it notes how it was called."""
    source = f"import json, sys\nopen({name + '.log'!r}, 'a').write(json.dumps(sys.argv[1:]) + '\\n')\nsys.exit({status})\n"
    (root / f"{name}.py").write_text(source, encoding="utf-8")


def calls(root: Path, name: str) -> list[list[str]]:
    """Return how a module made by module() was called, each time."""
    log = root / f"{name}.log"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


@pytest.mark.parametrize(
    ("ruff", "mypy", "status", "said"),
    [(0, 0, 0, ""), (1, 0, 1, "Ruff is not content\n"), (0, 1, 1, "mypy is not content\n")],
)
def test_lint_fails_when_either_does(small: Path, ruff: int, mypy: int, status: int, said: str) -> None:
    module(small, "ruff", ruff)
    module(small, "mypy", mypy)
    done = invoke(small, "lint")
    assert (done.returncode, done.stderr) == (status, said)
    assert calls(small, "ruff") == [["check", "."]]


def test_test_passes_on_what_it_is_told(small: Path) -> None:
    module(small, "pytest", 5)
    assert invoke(small, "test", "--", "-k", "a name").returncode == 5
    assert calls(small, "pytest") == [["-k", "a name"]]


def test_lock_compiles_all_files_for_all_platforms(small: Path) -> None:
    module(small, "uv")
    assert invoke(small, "lock").returncode == 0
    assert invoke(small, "lock", "--upgrade").returncode == 0
    compiled = [call[call.index("--output-file") + 1] for call in calls(small, "uv")]
    assert compiled == ["requirements.txt", "requirements-test.txt", "requirements-dev.txt"] * 2
    needed = {"--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"}
    assert all(needed <= set(call) for call in calls(small, "uv"))
    assert ["--upgrade" in call for call in calls(small, "uv")] == [False] * 3 + [True] * 3
