"""The other end of the process that builds: starts one, asks it to build, replaces it where code has changed. Runs none of the site's code."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Any

from dateline.dataclass import dataclass
from dateline.problems import SETTINGS_FILE, UNTOUCHED, Problem

_LOOK = 0.1
"""Seconds between looks at whether the process is still there, or is wanted no longer."""
_GRACE = 5.0
"""Seconds that a process is given to tidy up."""
_ENDED: dict[str, Any] = {}


@dataclass(frozen=True)
class Watched:
    """What a site is made from: folders, and files of code in none of them; and where its output lies."""

    folders: tuple[str, ...]
    files: tuple[str, ...]
    output: str


@dataclass(frozen=True)
class Built:
    """How a build went. `pages` are by file the pages made from it; `watched` is None where the site could not be loaded."""

    ok: bool
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    state: str = UNTOUCHED
    pages: Mapping[str, list[str]] = field(default_factory=dict)
    seconds: float = 0.0
    watched: Watched | None = None


class Superseded(Exception):
    """What was being built is wanted no longer: code has changed meanwhile."""


class Builds:
    """Builds a site, one build at a time, in a process that is kept warm."""

    def __init__(self, root: Path, rest: Sequence[str] = ()) -> None:
        """Build in a project's folder; `rest` are further arguments for Pelican."""
        self._root = root
        self._rest = tuple(rest)
        self._worker: _Worker | None = None
        self._watched: Watched | None = None

    def build(self, saved: Iterable[str], *, fresh: bool, superseded: Callable[[], bool]) -> Built:
        """Build and return how that went, whatever happens there; `fresh` asks for a new process, `saved` are names of files that were saved.

        Raises Superseded as soon as `superseded` says so.
        """
        began = time.perf_counter()
        if fresh:
            self.end()
        try:
            if self._worker is None or not self._worker.alive():
                self._worker = _Worker(self._root, self._rest)
                loaded = self._worker.hear(superseded)
                if not loaded.get("ok"):
                    return self._over(loaded)
                self._watched = _watched(loaded)
            answer = self._worker.ask({"saved": list(saved)}, superseded)
        except Superseded:
            self.end()
            raise
        except OSError as error:
            self.end()
            return Built(ok=False, problems=(_no_process(error),), watched=self._watched)
        if not answer:
            return self._over(answer)
        self._watched = _watched(answer)
        built = _built(answer, time.perf_counter() - began, self._watched)
        if any(problem.setup and not _of_theme(problem) for problem in built.problems):
            self.end()  # whatever is mended there is seen only by a new one
        return built

    def _over(self, answer: Mapping[str, Any]) -> Built:
        """Return what a process came to that builds no more: it said why, or it did not."""
        status = self._worker.status() if self._worker else None
        self.end()
        if answer:
            return _built(answer, 0, self._watched)
        what = f"the process that builds has ended without a word (status {status})"
        do = "see what the terminal says; it starts again with the next change"
        return Built(ok=False, problems=(Problem(SETTINGS_FILE, 0, what, do, setup=True, topic="plug-ins"),), watched=self._watched)

    def end(self) -> None:
        """End the process, if there is one; nothing is left of it."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Worker:
    """One process that builds."""

    def __init__(self, root: Path, rest: tuple[str, ...]) -> None:
        # Out of reach of Ctrl-C, which a terminal sends to all processes of its foreground group: we end it ourselves.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _program(root, rest)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **apart
        )
        self._answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._busy = True
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream, suppress(OSError, ValueError):  # cut off in the middle of a line
            for line in stream:
                self._answers.put(json.loads(line))
        self._answers.put(_ENDED)

    def ask(self, question: Mapping[str, Any], superseded: Callable[[], bool]) -> dict[str, Any]:
        """Ask and wait for the answer; return an empty one where the process ends before it gives one. Raises Superseded."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        return self.hear(superseded)

    def hear(self, superseded: Callable[[], bool]) -> dict[str, Any]:
        """Wait for an answer, as `ask` does."""
        self._busy = True
        while True:
            try:
                answer = self._answers.get(timeout=_LOOK)
            except queue.Empty:
                if superseded():
                    raise Superseded from None
                if self._process.poll() is None:
                    continue
                # A process of its own may hold the other end of the pipe open.
                try:
                    answer = self._answers.get(timeout=_LOOK)
                except queue.Empty:
                    answer = _ENDED
            self._busy = False
            return answer

    def alive(self) -> bool:
        return self._process.poll() is None

    def status(self) -> int | None:
        """Return with what the process ended, as soon as it has."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_GRACE)
        return None

    def end(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        if self._busy and self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reading.join(_LOOK)  # not longer: a process that it has left behind may hold the pipe open


def _program(root: Path, rest: tuple[str, ...]) -> str:
    """Return the worker's program. It sees what `python -m pelican` in the project's folder sees, and our own package."""
    package = str(Path(__file__).resolve().parent.parent.parent)
    return (
        f"import sys; sys.path[0] = {str(root)!r}; package = {package!r}\n"
        "if package not in sys.path: sys.path.insert(1, package)\n"
        f"from dateline.live.worker import main; sys.exit(main({list(rest)!r}))"
    )


def _watched(answer: Mapping[str, Any]) -> Watched:
    return Watched(tuple(answer["folders"]), tuple(answer["files"]), str(answer["output"]))


def _built(answer: Mapping[str, Any], seconds: float, watched: Watched | None) -> Built:
    problems, warnings = (tuple(Problem(**each) for each in answer.get(kind, ())) for kind in ("problems", "warnings"))
    return Built(bool(answer["ok"]), problems, warnings, str(answer["state"]), answer.get("pages", {}), seconds, watched)


def _of_theme(problem: Problem) -> bool:
    """Tell whether a problem lies in a file that every build reads anew."""
    return problem.path.endswith((".html", ".css", ".js", ".woff2", ".txt"))


def _no_process(error: OSError) -> Problem:
    from dateline.problems import os_problem

    told = os_problem(error, SETTINGS_FILE)
    return Problem(SETTINGS_FILE, 0, f"the process that builds cannot be started ({told.what})", told.do, setup=True, topic="machine")
