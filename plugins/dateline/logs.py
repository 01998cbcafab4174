"""What Pelican only logs as an error, made into problems."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

from dateline.problems import Problem
from dateline.read.content import label_of
from dateline.settings import SETTINGS_FILE


class ErrorLog(logging.Handler):
    """Collects errors while it is entered; everything goes on to where it would have gone."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self._content = Path(content)
        self._found: list[Problem] = []

    def __enter__(self) -> ErrorLog:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error. With no other handler (`--log-handler plain`) print what logging would print without us."""
        if record.levelno >= logging.ERROR:
            self._found.append(self._problem(record))
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
        for argument in record.args if isinstance(record.args, tuple) else ():
            for file in (Path(str(argument)), self._content / str(argument)):
                if str(argument) and file.is_file() and self._content in file.resolve().parents:
                    return Problem(
                        label_of(file), 0, what, "mend the file, or the plugin that could not take it"
                    )
        if "plugin" in what.lower():
            return Problem(SETTINGS_FILE, 0, what, "install it, or take it out of PLUGINS", setup=True)
        return Problem(record.name, 0, what, "see Pelican's message above; pelican -D tells more", setup=True)
