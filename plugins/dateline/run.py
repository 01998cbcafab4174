"""One transactional Pelican run: staged beside the output, swapped in when complete, or told and taken back."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

# First of ours, and before what takes longest: from here on Ctrl-C leaves with its own exit status.
from dateline.stopping import Stopped, stop_if_asked, under_autoreload  # isort: split

from pelican import Pelican
from pelican.log import console

from dateline.files import usual_modes
from dateline.garbage import spare_collector
from dateline.logs import ErrorLog, crash
from dateline.pelican_settings import told
from dateline.problems import (
    CONTENT,
    INTERRUPTED,
    PUBLISHED,
    SETTINGS_FILE,
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
from dateline.read.names import label_of
from dateline.unchanged import Asked, Looked, Seen, asked, look_through

if TYPE_CHECKING:  # what takes time to import is not needed where nothing has changed
    from dateline.deliver.gone import Published
    from dateline.deliver.signature import Signer
    from dateline.deliver.swap import Stage
    from dateline.memory import Memory
    from dateline.read.folder import Folder
    from dateline.read.records import Record

spare_collector()


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
        self.stage: Stage | None = None
        self.output = Path()
        self.foreign = False
        self.contents: dict[str, Any] = {}
        self.site: Any = None
        self.finish: Callable[[Path, Path, Sequence[str]], None] | None = None
        self.delivered: dict[str, str] = {}
        self.summary = ""
        self.afterwards: list[Callable[[], None]] = []
        """What is still to be done when the new site is in place and the old one is gone."""
        self.later: list[Callable[[], None]] = []
        """What is written down for the next build alone, when this one has said what it made: nobody who waits for the site waits for that."""
        self.at_end: list[Callable[[], None]] = []
        """What is to be done when the stage is gone, whether or not it took the output's place."""
        self.published = True
        """Whether what is made takes the output's place; a check throws it away."""
        self.against: Published | None = None
        """What the addresses are compared with; otherwise with the output."""
        self.signer: Signer | None = None
        """What signs the list of what is made, where the settings name a key."""
        self.files = 0
        self.unchecked = 0
        """How many kept copies are not on this machine, and so could not be checked."""
        self.seen = Seen()
        """What this build read outside of the folders that the next one looks through."""
        self.memory: Memory | None = None
        """What was kept of the last build, where this process builds again and again."""
        self.around = ""
        """What stands for all that the build depends on but the content, where something is kept by it."""
        self.at_work = ExitStack()
        """What other processes are making for this run; they end with it."""
        self.looked: Looked | None = None
        """What was seen in looking whether anything has changed."""
        self.integrity: dict[str, int] = {}
        """What the site rests on, counted."""

    @staticmethod
    def of(settings: dict[str, Any]) -> Run:
        """Return the run that these settings belong to."""
        run = settings.get(Run.KEY)
        if not isinstance(run, Run):
            do = "add to pelicanconf.py: from dateline.run import Dateline; PELICAN_CLASS = Dateline"
            raise SetupBroken(SETTINGS_FILE, 0, "PELICAN_CLASS is not Dateline's", do, topic="settings")
        return run


class Dateline(Pelican):
    """Pelican, all or nothing (PELICAN_CLASS): the output is replaced as a whole, or it stays as it was.

    `at_start` are problems of plug-ins that came up before there was a run, `told` what is to be told of settings; `asked` is what they
    ask for.
    """

    asked: Asked | None = None
    memory: Memory | None = None
    """What is kept from one build to the next, where there will be a next one; nobody else pays for it with room."""
    answering = False
    """Whether somebody waits for what `run` came to, and calls `settle` when they have been told."""

    def __init__(self, settings: dict[str, Any]) -> None:
        spare_console()
        console.on_broken_pipe = _outlived  # Pelican's own, which would end the program
        self.log = ErrorLog(settings["PATH"])
        settings[Run.KEY] = Run()
        crashed = []
        # As the author has written them. What a plug-in sets when it is loaded is told only where it would be wrong: nobody can take it out.
        self.told = list(told(settings, SETTINGS_FILE))
        with self.log:
            try:
                super().__init__(settings)
            except (KeyboardInterrupt, Stopped) as stopped:
                self._stopped(Run.of(settings), stopped)
            except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's, at `initialized`: told by run(), with the right exit status)
                crashed.append(crash(error))
        self.at_start = [*self.log.take(), *crashed]
        self.told += [one for one in told(settings, SETTINGS_FILE) if one[1] and one not in self.told]
        if not self.at_start:
            self.asked = asked(settings)

    def run(self) -> None:
        """Build the site, unless nothing has changed since it was built.

        Raises SystemExit with the status of DESIGN.md ("Problems and exit status") when it fails; under `pelican -r` it
        returns after telling why, so that the next change is awaited.
        """
        run = Run()
        self.settings[Run.KEY] = run
        if under_autoreload():
            self.remember()
        run.memory = self.memory
        try:
            with usual_modes():
                if not self._nothing_to_do(run):
                    self._build(run)
                if not self.answering:
                    self.settle()
                stop_if_asked()  # else `pelican -r` would wait on, where a finaliser has swallowed it
        except ProblemsFound:
            self._fail(run)
        except SetupBroken as broken:
            self._fail(run, broken.problem)
        except (KeyboardInterrupt, Stopped) as stopped:
            if isinstance(stopped, KeyboardInterrupt) and under_autoreload():
                raise
            self._stopped(run, stopped)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's, a template's or our own mistake: told like all others)
            if self.settings.get("DEBUG"):
                traceback.print_exc()
            self._fail(run, self._problem(run, error))

    def remember(self) -> None:
        """Keep from now on what a further build in this process need not make again."""
        if self.memory is None:
            from dateline.memory import Memory

            self.memory = Memory()

    def settle(self) -> None:
        """Write down what the next build goes by. Where that was not done, it takes longer and comes to the same."""
        later = Run.of(self.settings).later
        with usual_modes():
            while later:  # what is done is let go: of thousands of pages it takes room
                later.pop(0)()

    def _nothing_to_do(self, run: Run) -> bool:
        """Tell whether the output is what a build would make; then say so, and repeat its warnings."""
        unchanged, run.looked = look_through(self.asked) if self.asked else (None, None)
        if not unchanged:
            return False
        run.problems.keep(unchanged.warnings)
        say(f"Dateline: nothing has changed; {unchanged.summary}, {unchanged.files} files in {self.settings['OUTPUT_PATH']}")
        remind(unchanged.warnings)
        return True

    def _build(self, run: Run) -> None:
        from dateline.building import build

        build(self, run, self._pelicans_run)

    def _pelicans_run(self) -> None:
        super().run()

    def _problem(self, run: Run, error: BaseException) -> Problem:
        """Return what an exception that nobody caught comes to: the machine's refusal, or a mistake in somebody's code."""
        crashed = crash(error)
        if not isinstance(error, OSError) or not (refused := os_problem(error, self._named(run, error))).setup:
            return crashed
        return refused

    def _named(self, run: Run, error: OSError) -> str:
        """Return the file of an error as an author knows it: what lies in the stage is in the output."""
        output = Path(self.settings["OUTPUT_PATH"])
        file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else output
        if run.stage and file.is_relative_to(run.stage.folder):
            file = output / file.relative_to(run.stage.folder)
        return label_of(file)

    def _fail(self, run: Run, problem: Problem | None = None) -> None:
        tell([*run.problems.sorted(), *([problem] if problem else [])], _state(run))
        if problem:
            run.problems.note(problem)  # for whoever asks afterwards
        if not under_autoreload():
            raise SystemExit(SETUP if problem and problem.setup else run.problems.status() or CONTENT)

    @staticmethod
    def _stopped(run: Run, stopped: BaseException) -> None:
        say(f"Stopped. {_state(run)}", error=True)
        raise SystemExit(stopped.code if isinstance(stopped, Stopped) else INTERRUPTED) from None


def _state(run: Run) -> str:
    return PUBLISHED if run.stage and run.stage.committed else UNTOUCHED


def _outlived() -> None:
    console.quiet = True
    speak_to_nobody(sys.stdout)
