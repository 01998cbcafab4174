"""Small projects in which tasks are run, and programs that stand in for those that a task calls."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import warm
from tests.sites import PUBLISH, ROOT, TIMEOUT, Finished

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


def small(root: Path) -> Path:
    """Write a project that Pelican itself builds, for its settings name none of our plug-in; return its folder."""
    root.mkdir()
    if warm.POSSIBLE:
        (root / "plugins").symlink_to(ROOT / "plugins")
    else:  # Windows lets nobody but administrators make links
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
    """Run a task to its end: in a fork of a warm process, but where modules are missing, for there they have been imported."""
    if warm.POSSIBLE and not without:
        return warm.run(list(arguments), root, environment(root, path), TIMEOUT, "invoke")
    return subprocess.run(command(arguments, without), cwd=root, env=environment(root, path), text=True,
                          encoding="utf-8", capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT)


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


def as_repository(root: Path) -> None:
    git(root, "init", "--quiet")


def as_repository_of_somebody(root: Path) -> None:
    as_repository(root)
    git(root, "config", "user.name", "Somebody")
    git(root, "config", "user.email", "somebody@example.org")


def install(root: Path, name: str, status: int = 0) -> None:
    """Put a module in the place of a tool that is run as `python -m`; it notes how it was called."""
    source = f"import json, sys\nopen({name + '.log'!r}, 'a').write(json.dumps(sys.argv[1:]) + '\\n')\nsys.exit({status})\n"
    (root / f"{name}.py").write_text(source, encoding="utf-8")


def calls(root: Path, name: str) -> list[list[str]]:
    """Return how a module that install() put there was called, each time."""
    log = root / f"{name}.log"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
