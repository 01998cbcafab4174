"""A run that publishes nothing: all of a build into a stage beside the output, which is then thrown away. What it finds is returned, not told.

So it finds what a build finds, in templates, plug-ins and finished pages too. Pages that are as the last build left them are linked into the
stage and not rendered; pictures, fonts and texts come from the cache; and where nothing has changed since the last build, that build's answer holds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stdout
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.dataclass import dataclass

# First of all, as in a build: it takes Ctrl-C.
from dateline.run import Dateline, Run  # isort: split

from pelican import get_config, parse_arguments
from pelican.settings import read_settings

from dateline.problems import SETTINGS_FILE, Problem
from dateline.unchanged import look

if TYPE_CHECKING:
    from dateline.deliver.gone import Published


@dataclass(frozen=True)
class Checked:
    """What a check found. `summary` says what was looked at; it is empty where the check could not come to its end.

    `integrity` counts what the site rests on (see `derive.integrity`).
    """

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    summary: str = ""
    integrity: Mapping[str, int] = field(default_factory=dict)


class Checking(Dateline):
    """A run whose stage never takes the output's place."""

    against: Published | None = None
    found = Checked()

    def _nothing_to_do(self, *_: object) -> bool:
        """Take over what the last build said, where another would say the same; it compared addresses with the output alone."""
        unchanged = None if self.against or not self.asked else look(self.asked)
        if unchanged:
            self.found = Checked((), unchanged.warnings, f"{unchanged.summary}, {unchanged.files} files", unchanged.integrity)
        return bool(unchanged)

    def _build(self, run: Run) -> None:
        from dateline.building import build  # here: where nothing has changed it is not needed

        run.published, run.against = False, self.against
        build(self, run, self._pelicans_run)
        self.found = Checked((), tuple(run.problems.warnings()), f"{run.summary}, {run.files} files", run.integrity)

    def _fail(self, run: Run, problem: Problem | None = None) -> None:
        problems = (*run.problems.sorted(), *([problem] if problem else []))
        self.found = Checked(problems, tuple(run.problems.warnings()))


def checked(root: Path, settings_file: str, overrides: Mapping[str, Any] | None = None, against: Published | None = None) -> Checked:
    """Return what a build of the project in `root` would find with these settings, in which `overrides` win.

    Whatever Pelican or a plug-in prints goes to standard error. Raises what the settings file raises, which is a program, and SystemExit with
    130 where it is stopped.
    """
    with chdir(root), redirect_stdout(sys.stderr):
        settings = read_settings(settings_file, override={**get_config(parse_arguments(["-s", settings_file])), **(overrides or {})})
        if not (isinstance(settings["PELICAN_CLASS"], type) and issubclass(settings["PELICAN_CLASS"], Dateline)):
            do = "add to pelicanconf.py: from dateline.run import Dateline; PELICAN_CLASS = Dateline"
            return Checked((Problem(SETTINGS_FILE, 0, "PELICAN_CLASS is not Dateline's", do, setup=True, topic="settings"),))
        run = Checking(settings)
        run.against = against
        run.run()
    return run.found
