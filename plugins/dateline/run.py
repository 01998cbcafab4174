"""One transactional Pelican run: staged beside the output, swapped in when complete, or told and taken back."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# First of ours, and before what takes longest: from here on Ctrl-C leaves with its own exit status.
from dateline.stopping import Stopped, stop_if_asked, under_autoreload  # isort: split

from pelican import Pelican
from pelican.log import console

from dateline.deliver.manifest import write_manifest
from dateline.deliver.policy import refused_styles
from dateline.deliver.swap import Stage
from dateline.files import usual_modes
from dateline.folders import check_folders
from dateline.foreign import foreign_plugins
from dateline.logs import ErrorLog, crash
from dateline.model.address import file_of
from dateline.pelican_settings import told
from dateline.problems import (
    CONTENT,
    INTERRUPTED,
    PUBLISHED,
    SETUP,
    UNTOUCHED,
    Problem,
    Problems,
    ProblemsFound,
    SetupBroken,
    os_problem,
    remind,
    say,
    spare_console,
    speak_to_nobody,
    tell,
)
from dateline.read.folder import Folder, label_of
from dateline.read.records import Record
from dateline.settings import SETTINGS_FILE, adapt, read_settings, wrong
from dateline.spinner import know_spinners


class Run:
    """What one run collects; a new one for each build, so that nothing survives into the next.

    It travels in the settings, because Pelican hands its readers nothing else. `output` is the folder that is replaced; `foreign` tells whether others' plug-ins take part;
    `contents` are Pelican's articles and pages by the file that they are published as; `delivered` are hashes of files, by path, that
    nobody can have changed.
    """

    KEY = "DATELINE_RUN"

    def __init__(self) -> None:
        self.problems = Problems()
        self.folder: Folder | None = None
        self.records: dict[str, Record] = {}
        self.settings: Any = None
        self.output = Path()
        self.foreign = False
        self.contents: dict[str, Any] = {}
        self.site: Any = None
        self.finish: Callable[[Path, Path, Sequence[str]], None] | None = None
        self.delivered: dict[str, str] = {}
        self.summary = ""
        self.afterwards: list[Callable[[], None]] = []
        """What is still to be done when the new site is in place and the old one is gone."""

    @staticmethod
    def of(settings: dict[str, Any]) -> Run:
        """Return the run that these settings belong to."""
        run = settings.get(Run.KEY)
        if not isinstance(run, Run):
            do = "add to pelicanconf.py: from dateline.run import Dateline; PELICAN_CLASS = Dateline"
            raise SetupBroken(SETTINGS_FILE, 0, "PELICAN_CLASS is not Dateline's", do)
        return run


class Dateline(Pelican):
    """Pelican, all or nothing (PELICAN_CLASS): the output is replaced as a whole, or it stays as it was."""

    def __init__(self, settings: dict[str, Any]) -> None:
        spare_console()
        console.on_broken_pipe = _outlived  # Pelican's own, which would end the program
        know_spinners(console)
        self.log = ErrorLog(settings["PATH"])
        self._stage: Stage | None = None
        settings[Run.KEY] = Run()
        crashed = []
        # As the author has written them. What a plug-in sets when it is loaded is told only where it would be wrong: nobody can take it out.
        self._told = list(told(settings, SETTINGS_FILE))
        with self.log:
            try:
                super().__init__(settings)
            except (KeyboardInterrupt, Stopped) as stopped:
                self._stopped(stopped)
            except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's, at `initialized`: told by run(), with the right exit status)
                crashed.append(crash(error))
        self._at_start = [*self.log.take(), *crashed]
        self._told += [one for one in told(settings, SETTINGS_FILE) if one[1] and one not in self._told]
        adapt(settings)  # from here on they are ours

    def run(self) -> None:
        """Build the site.

        Raises SystemExit with the status of DESIGN.md ("Problems and exit status") when it fails; under `pelican -r` it
        returns after telling why, so that the next change is awaited.
        """
        run = Run()
        self.settings[Run.KEY] = run
        self._stage = None
        try:
            with usual_modes():
                self._build(run)
        except ProblemsFound:
            self._fail(run)
        except SetupBroken as broken:
            self._fail(run, broken.problem)
        except (KeyboardInterrupt, Stopped) as stopped:
            if isinstance(stopped, KeyboardInterrupt) and under_autoreload():
                raise
            self._stopped(stopped)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's, a template's or our own mistake: told like all others)
            if self.settings.get("DEBUG"):
                traceback.print_exc()
            self._fail(run, self._problem(error))

    def _build(self, run: Run) -> None:
        self._look_at_settings(run)
        settings = run.settings = read_settings(self.settings)
        run.foreign = foreign_plugins(self.settings)
        output = Path(self.settings["OUTPUT_PATH"])
        plugins = [Path(folder) for folder in self.settings["PLUGIN_PATHS"]]
        check_folders(
            output=output,
            cache=settings.cache,
            content=settings.content,
            theme=settings.theme,
            others={"a plug-in folder": [*plugins, Path(__file__).parent]},
        )
        agreed = bool(self.settings["DELETE_OUTPUT_DIRECTORY"])
        retained = tuple(str(name) for name in self.settings["OUTPUT_RETENTION"])
        spare = None if run.foreign else settings.cache / "spare"
        with Stage(output, retained, agreed=agreed, spare=spare) as stage:
            self._stage = stage
            run.output = stage.output
            self._into(stage.folder, run)
            if run.foreign:
                self._look_at_pages(stage.folder, run)
            stage.tidy(run.delivered)
            files = write_manifest(stage.folder, run.delivered)
            if run.finish:
                run.finish(output, stage.folder, retained)
            stop_if_asked()
            stage.commit()
        for each in run.afterwards:
            each()
        say(f"Dateline: {run.summary}, {files} files -> {output}")
        remind(run.problems.warnings())

    def _look_at_settings(self, run: Run) -> None:
        """Raise ProblemsFound with everything that is wrong in them."""
        for problem in self._at_start:
            run.problems.setup(problem.path, problem.line, problem.what, problem.do)
        run.problems.stop_if_any()
        if "dateline" not in self.settings["PLUGINS"]:
            raise SetupBroken(SETTINGS_FILE, 0, 'PLUGINS lacks "dateline"', 'write PLUGINS = ["dateline"]')
        for problem in wrong(self.settings):
            run.problems.setup(problem.path, problem.line, problem.what, problem.do)
        for problem, serious in self._told:
            note = run.problems.setup if serious else run.problems.warn
            note(problem.path, problem.line, problem.what, problem.do)
        run.problems.stop_if_any()

    @staticmethod
    def _look_at_pages(folder: Path, run: Run) -> None:
        """Raise SetupBroken where a plug-in has rewritten the style of pages, which browsers then refuse."""
        refused = refused_styles(folder, (file_of(page.address) for page in run.site.pages))
        if refused:
            what = f"a plug-in has rewritten the style of {refused[0]}" + (f" and {len(refused) - 1} more" if refused[1:] else "")
            do = "browsers take only the style that the page's policy names: let it leave styles alone (pelican-minify: INLINE_CSS_MIN = False)"
            raise SetupBroken(SETTINGS_FILE, 0, what, do)

    def _into(self, folder: Path, run: Run) -> None:
        """Run Pelican into a folder; what it only logs as an error is a problem."""
        output, delete = self.settings["OUTPUT_PATH"], self.settings["DELETE_OUTPUT_DIRECTORY"]
        self.output_path = self.settings["OUTPUT_PATH"] = str(folder)
        self.delete_outputdir = False
        try:
            with self.log:
                try:
                    super().run()
                finally:
                    for problem in self.log.take():
                        if not run.problems.concern(problem.path):
                            add = run.problems.setup if problem.setup else run.problems.add
                            add(problem.path, problem.line, problem.what, problem.do)
            run.problems.stop_if_any()
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = output
            self.delete_outputdir = delete

    def _problem(self, error: BaseException) -> Problem:
        """Return what an exception that nobody caught comes to: the machine's refusal, or a mistake in somebody's code."""
        crashed = crash(error)
        if not isinstance(error, OSError) or not (refused := os_problem(error, self._named(error))).setup:
            return crashed
        return refused

    def _named(self, error: OSError) -> str:
        """Return the file of an error as an author knows it: what lies in the stage is in the output."""
        output = Path(self.settings["OUTPUT_PATH"])
        file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else output
        if self._stage and file.is_relative_to(self._stage.folder):
            file = output / file.relative_to(self._stage.folder)
        return label_of(file)

    @property
    def _state(self) -> str:
        return PUBLISHED if self._stage and self._stage.committed else UNTOUCHED

    def _fail(self, run: Run, problem: Problem | None = None) -> None:
        tell([*run.problems.sorted(), *([problem] if problem else [])], self._state)
        if not under_autoreload():
            raise SystemExit(SETUP if problem and problem.setup else run.problems.status() or CONTENT)

    def _stopped(self, stopped: BaseException) -> None:
        say(f"Stopped. {self._state}", error=True)
        raise SystemExit(stopped.code if isinstance(stopped, Stopped) else INTERRUPTED) from None


def _outlived() -> None:
    console.quiet = True
    speak_to_nobody(sys.stdout)
