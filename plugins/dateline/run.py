"""One transactional Pelican run: staged beside the output, swapped in when complete, or told and taken back."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pelican
from pelican import Pelican

from dateline.deliver.swap import Stage
from dateline.files import usual_modes
from dateline.logs import ErrorLog, crash
from dateline.problems import INTERRUPTED, SETUP, Problems, ProblemsFound, SetupBroken, remind, tell
from dateline.read.folder import Folder
from dateline.read.records import Record
from dateline.settings import SETTINGS_FILE, read_settings


class Run:
    """What one run collects; a new one for each build, so that nothing survives into the next.

    It travels in the settings, because Pelican hands its readers nothing else.
    """

    KEY = "DATELINE_RUN"

    def __init__(self) -> None:
        self.problems = Problems()
        self.folder: Folder | None = None
        self.records: dict[str, Record] = {}
        self.site: Any = None
        self.finish: Callable[[Path, Path, Sequence[str]], None] | None = None
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
        self.log = ErrorLog(settings["PATH"])
        settings[Run.KEY] = Run()
        crashed = []
        with self.log:
            try:
                super().__init__(settings)
            except Exception as error:  # noqa: BLE001 (a plugin's, at `initialized`: told by run(), with the right exit status)
                crashed.append(crash(error))
        self._at_start = [*self.log.take(), *crashed]

    def run(self) -> None:
        """Build the site.

        Raises SystemExit with the status of DESIGN.md ("Problems and exit status") when it fails; under `pelican -r` it
        returns after telling why, so that the next change is awaited.
        """
        run = Run()
        self.settings[Run.KEY] = run
        try:
            with usual_modes():
                self._build(run)
        except ProblemsFound:
            tell(run.problems.sorted())
            self._leave(run.problems.status())
        except SetupBroken as broken:
            tell([*run.problems.sorted(), broken.problem])
            self._leave(SETUP)
        except KeyboardInterrupt:
            if _under_autoreload(sys._getframe()):
                raise
            print("Stopped. Nothing was written; the site is as it was.", file=sys.stderr)
            raise SystemExit(INTERRUPTED) from None
        except Exception as error:  # noqa: BLE001 (a plugin's, a template's or our own mistake: told like all others)
            if self.settings.get("DEBUG"):
                traceback.print_exc()
            tell([*run.problems.sorted(), crash(error)])
            self._leave(SETUP)

    def _build(self, run: Run) -> None:
        for problem in self._at_start:
            run.problems.setup(problem.path, problem.line, problem.what, problem.do)
        run.problems.stop_if_any()
        if "dateline" not in self.settings["PLUGINS"]:
            raise SetupBroken(SETTINGS_FILE, 0, 'PLUGINS lacks "dateline"', 'write PLUGINS = ["dateline"]')
        read_settings(self.settings)
        output = Path(self.settings["OUTPUT_PATH"])
        agreed = bool(self.settings["DELETE_OUTPUT_DIRECTORY"])
        content = Path(self.settings["PATH"])
        with Stage(output, content, tuple(self.settings["OUTPUT_RETENTION"]), agreed=agreed) as stage:
            self._into(stage.folder, run)
            if run.finish:
                run.finish(output, stage.folder, tuple(self.settings["OUTPUT_RETENTION"]))
            stage.commit()
        for each in run.afterwards:
            each()
        print(f"Dateline: {run.summary} -> {output}")
        remind(run.problems.warnings())

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

    @staticmethod
    def _leave(status: int) -> None:
        if not _under_autoreload(sys._getframe()):
            raise SystemExit(status)


def _under_autoreload(frame: FrameType | None) -> bool:
    """Tell whether `pelican -r` is calling: its loop would end at SystemExit and, at any other exception, run again at once."""
    while frame is not None:
        if frame.f_code is pelican.autoreload.__code__:
            return True
        frame = frame.f_back
    return False
