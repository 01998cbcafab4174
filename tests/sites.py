"""Tiny sites in temporary folders, built as an author builds them: `python -m pelican content` in a process of its own.

A site uses the repository's plugin and theme in place; its content and settings are its own.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from tests import warm

ROOT = Path(__file__).resolve().parent.parent
Finished = subprocess.CompletedProcess[str]
Changes = Mapping[str, str | bytes | None]
"""Files by path: their text or bytes, or None for a file or folder to delete."""

EXAMPLE = "Kazakhstan, January 2022"
"""Title of the event that this repository shows what the kit can do with."""

TIMEOUT = 120
"""Seconds after which a build is taken for hung; none is expected to take a tenth of it."""

SETTINGS = f"""\
import sys
from pathlib import Path

ROOT = Path({str(ROOT)!r})
sys.path.insert(0, str(ROOT / "plugins"))

from dateline.run import Dateline

PELICAN_CLASS = Dateline
PLUGIN_PATHS = [str(ROOT / "plugins")]
PLUGINS = ["dateline"]
THEME = str(ROOT / "theme")
PATH = "content"
OUTPUT_PATH = "output"
SITENAME = "A small site"
SITEURL = ""
RELATIVE_URLS = True
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DATELINE = {{"drafts": True}}
"""
"""A pelicanconf.py as the repository's own was made, whatever has become of that (tests/example/test_settings.py compares them)."""

PUBLISH = """\
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pelicanconf
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
RELATIVE_URLS = False
DATELINE = {**pelicanconf.DATELINE, "drafts": False, "key": os.environ.get("DATELINE_KEY", ""), "serial": os.environ.get("DATELINE_SERIAL", "")}
"""
"""A publishconf.py as the repository's own was made."""


def is_the_example(content: Path) -> bool:
    """Tell whether a content folder is that of the example, by the title of its event."""
    file = content / "event.md"
    return file.is_file() and bool(re.search(rf"^Title: *{re.escape(EXAMPLE)} *$", file.read_text("utf-8", "replace"), re.MULTILINE))


def small_picture(colour: str = "steelblue") -> bytes:
    """Return a real photograph's little sister: a PNG of 64 by 48 pixels."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


GOOD: dict[str, str | bytes] = {
    "pelicanconf.py": SETTINGS + 'SITENAME = "A small event"\n',
    "content/event.md": """\
Title: A small event
Standfirst: Something small happened.
Starts: 2022-01-05
Ends: 2022-01-08
Timezone: Asia/Almaty
Lead_picture: square.png
Kinds:
    protest = Protest
    government = Government
Figures: deaths
Accent: #0b4f5c

It began [in the square]({filename}timeline/2022-01-05-square.md).[@agency]
""",
    "content/articles/first.md": """\
Title: The first article
Date: 2022-01-07
Authors: An Author
Tags: square
Summary: All that is known.
Places: almaty
People: mayor
Organisations: council
Read_more:
    First: {filename}../timeline/2022-01-05-square.md
    agency
    Elsewhere | https://example.org/elsewhere
Slug: first

People met.[@agency, p. 3]

![](square.png)

## What they said

[[quote: no-comment]]

[[figure: deaths]]

[[timeline: 2022-01-05]]

[[read: answer]]

[[media: https://example.org/video | A video | Example]]
""",
    "content/timeline/2022-01-05-square.md": """\
Title: People meet in the square
When: 2022-01-05T14:00
Kind: protest
Places: almaty
Highlight: yes
Picture: square.png
Slug: square

They came at noon.[@agency]
""",
    "content/timeline/2022-01-06-answer.md": """\
Title: The council answers
When: 2022-01-06 evening
Kind: government
Places: berlin
People: mayor
Certainty: disputed
Claims:
    mayor: all is well [@agency]
    A neighbour: nothing is well [@paper]
Correction: 2022-01-09: The answer came on Thursday, not on Friday.
Slug: answer

The council answered.[@agency; @paper]
""",
    "content/pages/about.md": """\
Title: About
Slug: about

How this was made.

## What is not known

Much.
""",
    "content/pages/404.md": """\
Title: Page not found
Status: hidden

There is nothing here.
""",
    "content/pictures/square.png": small_picture(),
    "content/pictures/square.md": """\
Alt: A blue rectangle
Credit: Nobody / Public domain
Places: almaty
Focus: 50% 30%

The square on 5 January.
""",
    "content/data/sources.yaml": """\
agency:
  title: People meet
  publisher: The Agency
  url: https://example.org/people-meet
  date: 2022-01-05
paper:
  title: The council answers
  publisher: The Paper
""",
    "content/data/organisations.yaml": """\
council:
  name: City council
""",
    "content/data/people.yaml": """\
mayor:
  name: The Mayor
  role: mayor
  organisation: council
  sources: [agency]
""",
    "content/data/places.yaml": """\
almaty:
  name: Almaty
  lat: 43.24
  lon: 76.92
berlin:
  name: Berlin
  zone: Europe/Berlin
""",
    "content/data/figures.yaml": """\
deaths:
  title: People killed
  unit: people
  reports:
  - value: 2
    by: council
    as_of: 2022-01-06
    sources: [agency]
  - value: dozens
    by: A neighbour
    as_of: 2022-01-07
    sources: [paper]
""",
    "content/data/quotes.yaml": """\
no-comment:
  text: No comment.
  speaker: mayor
  sources: [agency]
""",
    "content/extra/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
}
"""A good site with a little of everything."""


def write(root: Path, files: Changes) -> None:
    """Write files below a folder; None deletes a file or a folder."""
    for name, content in files.items():
        path = root / name
        if content is None:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment with an empty home folder and nothing of this machine's settings."""
    home.mkdir(exist_ok=True)
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": str(home),
        "USERPROFILE": str(home),
        **more,
    }


def command(*arguments: str) -> list[str]:
    """Return the command line of `pelican ...`."""
    return [sys.executable, "-m", "pelican", *arguments]


def pelican(root: Path, *arguments: str, folder: str = "", **env: str) -> Finished:
    """Run `pelican content`, or with other arguments, in a site's folder (or in another one) to its end.

    In a fork of a warm process where that is the same: not where the environment is for a new interpreter, or the plugin is the site's own,
    and not where signals are sent (`STOP`), which a new process has yet to take.
    """
    arguments = arguments or ("content",)
    given = environment(root.parent / "home", **env)
    if warm.POSSIBLE and not any(name.startswith(("PYTHON", "LC_", "LANG", "STOP")) for name in given) and not _own(root / "plugins/dateline"):
        return warm.run(list(arguments), root / folder, given, TIMEOUT)
    return subprocess.run(
        command(*arguments),
        cwd=root / folder,
        env=given,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT,
    )


def _own(plugin: Path) -> bool:
    return plugin.exists() and plugin.resolve() != ROOT / "plugins/dateline"


def invoke(root: Path, *arguments: str) -> Finished:
    """Run `invoke ...` to its end in a project whose tasks and plugin are the repository's."""
    given = environment(root.parent / "home")
    if warm.POSSIBLE:
        return warm.run(list(arguments), root, given, TIMEOUT, "invoke")
    program = [sys.executable, "-m", "invoke", *arguments]
    return subprocess.run(program, cwd=root, env=given, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=TIMEOUT)


def build(root: Path, *arguments: str, **env: str) -> Path:
    """Build a site that must succeed; return its output folder."""
    done = pelican(root, *arguments, **env)
    assert done.returncode == 0, done.stderr
    return root / "output"


def rebuild(root: Path) -> Path:
    """Build a site in which nothing may have changed since it was built, as if somebody had deleted a page of it."""
    (root / "output/404.html").unlink()
    return build(root)


def tree(folder: Path) -> dict[str, str]:
    """Return every file below a folder by its path, as the SHA-256 of its bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def copy(site: Path, to: Path) -> Path:
    """Return a copy of a site, with all that was built there."""
    shutil.copytree(site, to, symlinks=True)
    return to
