"""The process that builds for `dateline live`: it imports Pelican and the site's own code once, then builds as often as it is asked.

Asked and answered in lines of JSON over standard input and output; whatever anybody else prints goes to standard error. It ends when its
input does: with whoever started it, however that came to its end.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NoReturn

from dateline.problems import PUBLISHED, SETTINGS_FILE, SETUP, UNTOUCHED, Problem, tell

Answer = dict[str, Any]


def main(rest: Sequence[str] = ()) -> int:
    """Serve builds in the working folder until the input ends; return the exit status. `rest` are arguments for Pelican besides the settings file."""
    asked, answers = _own_streams()
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _leave)
    builder, problems = _start(rest)
    if builder is None:
        tell(problems)
        _answer(answers, {"ok": False, "problems": _plain(problems), "state": UNTOUCHED})
        return SETUP
    _answer(answers, {"ok": True, **builder.watched()})
    for line in asked:
        _answer(answers, builder.build(json.loads(line).get("saved", ())))
        builder.settle()
        gc.collect()  # while nobody waits: a build itself looks for no garbage
    return 0


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return input and output for us alone. Who prints from here on speaks to standard error, who reads finds nothing."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    if sys.stdout is not None:
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    return asked, answers


def _answer(stream: IO[bytes], answer: Answer) -> None:
    with suppress(BrokenPipeError):  # whoever asked is gone, and so is what we read from
        stream.write(json.dumps(answer).encode() + b"\n")
        stream.flush()


def _leave(_number: int, _frame: object) -> NoReturn:
    from dateline.stopping import Stopped

    raise Stopped(143)


class Builder:
    """A site that has been loaded, to build again and again."""

    def __init__(self, pelican: Any, settings: dict[str, Any], settings_file: str) -> None:
        self._pelican = pelican
        self._settings = settings
        self._settings_file = settings_file
        self._content = Path(settings["PATH"])

    def build(self, saved: Iterable[str]) -> Answer:
        """Build; return how that went. `saved` are files, as problems name them: which pages were made of each is told."""
        from dateline.run import Run

        began = time.perf_counter()
        status: object = 0
        try:
            self._pelican.run()
        except SystemExit as ended:
            status = ended.code or 0
        run = Run.of(self._pelican.settings)
        problems = run.problems.sorted()
        if status and not problems:
            problems = [Problem(SETTINGS_FILE, 0, f"the build ended with status {status}", "see what it said in the terminal", setup=True, topic="plug-ins")]
        published = not status or bool(run.stage and run.stage.committed)
        return {
            "ok": not status,
            "problems": _plain(problems),
            "warnings": [] if status else _plain(run.problems.warnings()),
            "state": PUBLISHED if published else UNTOUCHED,
            "pages": self._pages(saved),
            "seconds": time.perf_counter() - began,
            **self.watched(),
        }

    def settle(self) -> None:
        """Do what is left to do of a build when it has been told how it went."""
        self._pelican.settle()

    def _pages(self, saved: Iterable[str]) -> dict[str, list[str]]:
        """Return by file the pages that were made from it."""
        from dateline.deliver.gone import remembered
        from dateline.model.address import file_of
        from dateline.unchanged import CACHE

        wanted = set(saved)
        own = self._settings.get("DATELINE")
        cache = self._content.parent / str((own if isinstance(own, Mapping) else {}).get("cache", CACHE))
        pages: dict[str, list[str]] = {}
        for address, (path, _) in remembered(cache / "addresses.json").items() if wanted else ():
            if path in wanted:
                pages.setdefault(path, []).append(file_of(address))
        return pages

    def watched(self) -> Answer:
        """Return what this site is made from: folders to watch, files of code in no such folder, the output."""
        from dateline.theme import theme_of
        from dateline.versions import local_files

        settings = self._settings
        layers = map(str, theme_of(settings).layers)
        folders = [settings["PATH"], *layers, *(settings.get("THEME_TEMPLATES_OVERRIDES") or ()), *settings["PLUGIN_PATHS"]]
        code = [os.path.abspath(self._settings_file), *map(str, local_files())]  # noqa: PTH100 (a Path resolves links)
        return {
            "folders": list(dict.fromkeys(os.path.abspath(folder) for folder in (*folders, _package()))),  # noqa: PTH100
            "files": list(dict.fromkeys(code)),
            "output": str(Path(settings["OUTPUT_PATH"])),
        }


def _package() -> str:
    return str(Path(__file__).resolve().parent.parent)


def _start(rest: Sequence[str]) -> tuple[Builder | None, list[Problem]]:
    """Load the site's settings and plug-ins; return what builds it, or what is wrong with them."""
    import pelican

    settings_file = SETTINGS_FILE
    try:
        arguments = pelican.parse_arguments(["-s", SETTINGS_FILE, *rest])
        settings_file = arguments.settings
        if not Path(settings_file).is_file():
            return None, [Problem(settings_file, 0, "the file is not there", "put it back: it holds the settings of the site", setup=True, topic="settings")]
        # As Pelican's own main() does it.
        pelican.init_logging(level=arguments.verbosity, name="pelican", handler=pelican.LOG_HANDLERS[arguments.log_handler])
        loaded, settings = pelican.get_instance(arguments)
    except SyntaxError as error:
        return None, [_not_python(error)]
    except (Exception, SystemExit) as error:  # noqa: BLE001 (settings are a program, which may fail in any way)
        return None, [_failed(error, settings_file)]
    from dateline.run import Dateline

    if not isinstance(loaded, Dateline):
        do = "add to pelicanconf.py: from dateline.run import Dateline; PELICAN_CLASS = Dateline"
        return None, [Problem(settings_file, 0, "PELICAN_CLASS is not Dateline's", do, setup=True, topic="settings")]
    loaded.remember()
    loaded.answering = True
    return Builder(loaded, settings, settings_file), []


def _not_python(error: SyntaxError) -> Problem:
    from dateline.read.names import label_of

    file = label_of(Path(error.filename)) if error.filename else SETTINGS_FILE
    return Problem(file, error.lineno or 0, f"this is not Python ({error.msg})", "mend the line, or the one before it", setup=True, topic="settings")


def _failed(error: BaseException, settings_file: str) -> Problem:
    """Return what is wrong where the settings, or what they load, could not be read."""
    from dateline.logs import crash

    content = "specify a path containing the content"
    if content in str(error):  # Pelican's words; what it was given it does not say
        return Problem(settings_file, 0, "PATH names no folder", "put the content folder back, or write its name", setup=True, topic="settings")
    found = crash(error)
    if Path(found.path).name.startswith("<") or not Path(found.path).is_file():
        return Problem(settings_file, 0, found.what, "mend it", setup=True, topic="settings")
    return Problem(found.path, found.line, found.what, "mend it", setup=True, topic="settings")


def _plain(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]

