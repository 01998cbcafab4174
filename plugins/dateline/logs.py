"""What Pelican only logs as an error, made into problems."""

from __future__ import annotations

import logging
import sys
import sysconfig
import threading
import traceback
from itertools import pairwise
from pathlib import Path
from types import TracebackType

from rich.live import Live

from dateline.problems import SETTINGS_FILE, Problem, shown
from dateline.read.names import label_of


class ErrorLog(logging.Handler):
    """Collects errors while it is entered; everything goes on to where it would have gone, tracebacks only with `-D`."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self._content = Path(content)
        self._found: list[Problem] = []

    def __enter__(self) -> ErrorLog:
        logging.getLogger().handlers.insert(0, self)  # before Pelican's, which would print the traceback
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error. With no other handler (`--log-handler plain`) print what logging would print without us."""
        if record.levelno >= logging.ERROR:
            self._found.append(self._problem(record))
            if not logging.getLogger().isEnabledFor(logging.DEBUG):
                record.exc_info = None
        # For the handlers after us: what names and values hold is not to be obeyed by a terminal. `::` nowhere, for they wrap lines.
        said = record.getMessage()
        if not said.isascii() or not said.isprintable() or "::" in said:
            record.msg = "\n".join(shown(line) for line in said.split("\n")).replace("::", ":\\x3a")
            record.args = None
        last = logging.lastResort
        if logging.getLogger().handlers == [self] and last is not None and record.levelno >= last.level:
            last.handle(record)

    def take(self) -> list[Problem]:
        """Return what was found since the last time."""
        found, self._found = self._found, []
        return found

    def _problem(self, record: logging.LogRecord) -> Problem:
        said = [line.strip() for line in record.getMessage().splitlines() if line.strip()]
        what = ": ".join(said[:2]) or "an error without a message"
        # Pelican often logs from an `except` without handing the exception on.
        error = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
        cause = f" ({_cause(error)})" if error and str(error) not in what else ""
        do = "install it" if isinstance(error, ImportError) or not error else "mend it"
        for argument in record.args if isinstance(record.args, tuple) else ():
            for file in (Path(str(argument)), self._content / str(argument)):
                if str(argument) and file.is_file() and self._content in file.resolve().parents:
                    do = "mend the file, or the plugin that could not take it"
                    return Problem(label_of(file), 0, what + cause, do, topic="plug-ins")
        if "plugin" in what.lower():
            return Problem(SETTINGS_FILE, 0, what + cause, f"{do}, or take it out of PLUGINS", setup=True, topic="plug-ins")
        do = "see Pelican's message above; pelican -D tells more"
        return Problem(record.name, 0, what + cause, do, setup=True, topic="plug-ins")


def stop_spinner() -> None:
    """End what turns in Pelican's terminal while it works: a thread draws it, and where threads run no process can safely be forked."""
    for thread in threading.enumerate():
        live = getattr(thread, "live", None)
        if isinstance(live, Live):
            live.stop()
            thread.join()


def crash(error: BaseException) -> Problem:
    """Return what an exception that nobody expected comes to: where it was raised, and how to see more of it."""
    path, line = _where(error)
    do = "mend it, or take the plugin out of PLUGINS"
    if path.endswith(".html"):
        do = "mend the template"
    return Problem(path, line, _named(error), f"{do}; pelican -D shows how it came to this", setup=True, topic="plug-ins")


def _cause(error: BaseException) -> str:
    path, line = _where(error)
    return f"{_named(error)}, {path}:{line}"


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": .")


def _is_plugin(file: str) -> bool:
    """Tell whether a file is that of an installed plug-in: these lie inside Pelican's own package."""
    parts = Path(file).parts
    return ("pelican", "plugins") in pairwise(parts) and Path(file).name not in ("signals.py", "_utils.py")


_RUNS = tuple(str(Path(__file__).with_name(name)) for name in ("run.py", "building.py"))
"""Where a run passes through on its way to whatever goes wrong."""


def _where(error: BaseException) -> tuple[str, int]:
    """Return the innermost file and line that somebody here wrote; that of a library only where there is no other."""
    if isinstance(error, SyntaxError) and error.filename:  # whoever imports the file is not to blame
        return label_of(Path(error.filename)), error.lineno or 0
    frames = traceback.extract_tb(error.__traceback__)
    libraries = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})
    own = [frame for frame in frames if not frame.filename.startswith(("<", *libraries)) or _is_plugin(frame.filename)]
    if not own or own[-1].filename in _RUNS:
        own = list(frames)
    return (label_of(Path(own[-1].filename)), own[-1].lineno or 0) if own else (SETTINGS_FILE, 0)
