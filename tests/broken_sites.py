"""Broken sites: each is the small good site with one thing wrong; it must say exactly what, and leave the old output alone."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.sites import GOOD, ROOT, pelican, tree, write

EVENT = "content/event.md"
ARTICLE = "content/articles/first.md"
ENTRY = "content/timeline/2022-01-05-square.md"
DISPUTE = "content/timeline/2022-01-06-answer.md"
PAGE = "content/pages/about.md"
PICTURE = "content/pictures/square.md"
SOURCES = "content/data/sources.yaml"
PEOPLE = "content/data/people.yaml"
ORGANISATIONS = "content/data/organisations.yaml"
PLACES = "content/data/places.yaml"
FIGURES = "content/data/figures.yaml"
QUOTES = "content/data/quotes.yaml"

Change = str | bytes | tuple[str, str] | None
"""What happens to a file: a new text, other bytes, one passage for another, or None: it is deleted."""
Table = Mapping[str, tuple[Mapping[str, Change], *tuple[str, ...]]]
"""By name: what is changed, and the problems that are then told, in order."""

SETTINGS = "pelicanconf.py"
CONF = str(GOOD[SETTINGS])
BAD = CONF + 'PLUGINS = ["dateline", "bad"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\n'
THEME = CONF + 'THEME = "theme"\n'
"""A copy of the theme, which the test makes where these settings stand."""


def plugin(signal: str) -> str:
    """Return a plugin that raises in the handler of a signal."""
    return f"""\
from pelican import signals


def bad(*args, **kwargs):
    raise ValueError("out of order")


def register():
    signals.{signal}.connect(bad)
"""


RAISED = "more/bad.py:5: ValueError: out of order: mend it, or take the plugin out of PLUGINS; pelican -D shows how it came to this"


def changed(site: Path, changes: Mapping[str, Change]) -> None:
    """Break a site."""
    if "theme/templates" in "".join(changes):
        shutil.copytree(ROOT / "theme", site / "theme")
    for name, change in changes.items():
        if isinstance(change, tuple):
            old, new = change
            text = (site / name).read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            write(site, {name: text.replace(old, new)})
        else:
            write(site, {name: change})


def closing(number: int) -> str:
    """Return the last line of what a failed build says."""
    return f"{number} problem{'s' * (number > 1)}. Nothing was written; the site is as it was."


def check(site: Path, told: tuple[str, ...], status: int, *arguments: str) -> None:
    """Build a broken site: it tells these problems and no others, and changes nothing."""
    before, beside = tree(site / "output"), sorted(file.name for file in site.iterdir())
    done = pelican(site, *arguments)
    assert done.stderr.splitlines() == [*told, closing(len(told))]
    assert done.returncode == status
    assert "Traceback" not in done.stdout
    assert tree(site / "output") == before
    assert sorted(file.name for file in site.iterdir()) == beside
