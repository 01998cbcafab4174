"""Whether anything has changed since the last build: what was asked, what was read and what was written, as files' sizes and times say.

A build leaves a note of all that it depends on: the settings, the environment, the versions of what is installed, every file of the
content, the theme, our own code and further modules, and every file of the output. The next one looks at them before it imports or reads
anything else, and where all is as it was it has nothing to do. As git does with its index, it trusts a file's size, times and number
(racy ones excepted), and compares the bytes of those that differ in them alone.

Whatever cannot be known for certain (another's plug-in, a function in the settings, a file that changed meanwhile) leaves no note.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.cache import Store
from dateline.others import foreign_plugins
from dateline.problems import Problem

CACHE = ".cache/dateline"
"""Where the cache lies beside the content, unless DATELINE["cache"] says otherwise."""
NOTES = "builds"
"""The folder in the cache that holds a note for each output folder."""
RACY_NS = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before it was looked at could change again without its times showing it (FAT counts by 2 s)."""
_STAMP = 1
"""Changes with the form of a note."""
_CODE = Path(__file__).resolve().parent
_STARTED = time.time_ns()
"""When this process began to import what it runs, in ns; under `pelican -r` that may be long ago."""
_CREATION = os.name == "nt"
"""Whether `st_ctime` says when a file was made, not when it last changed (Windows): then only its bytes tell."""
_ENVIRONMENT = re.compile(r"(?:LC_|PYTHON).*|LANG|LANGUAGE|TZ|SOURCE_DATE_EPOCH")
"""Variables that Python and libraries go by. What settings read of others stands in the settings."""
_DAYS_BEGIN = 14 * 3600
"""Seconds by which a day begins first somewhere before it begins in UTC: what is in the future depends on it (model.future)."""

Status = list[Any]
"""Of a file: size, times of change of content and of the file (both in ns), inode number; in a note the SHA-256 of its bytes too."""


class _Unknowable(Exception):
    """A setting that cannot be compared with what it was: a function, an object."""


@dataclass(frozen=True)
class Asked:
    """What a build was asked for: a hash of everything but files, the folders to look through, and where its note lies.

    `read` are the folders that are read, `retained` names in the output that are somebody else's.
    """

    digest: str
    read: tuple[str, ...]
    output: str
    retained: tuple[str, ...]
    note: Path


@dataclass(frozen=True)
class Unchanged:
    """What the last build said, for one that has nothing to do."""

    summary: str
    files: int
    warnings: tuple[Problem, ...]


def asked(settings: Mapping[str, Any]) -> Asked | None:
    """Return what settings, as their author left them, ask for; None where a build may depend on what cannot be known."""
    if foreign_plugins(settings):
        return None
    try:
        known = _plain({name: value for name, value in settings.items() if name.isupper() and name != "DATELINE_RUN"})
        own = settings.get("DATELINE") or {}
        content = os.path.abspath(settings["PATH"])  # noqa: PTH100 (a Path resolves links)
        output = os.path.abspath(settings["OUTPUT_PATH"])  # noqa: PTH100
        folders = [content, settings["THEME"], *(settings.get("THEME_TEMPLATES_OVERRIDES") or ()), str(_CODE)]
        whole = [_STAMP, known, os.getcwd(), _environment(), sys.version, sys.flags.__repr__(), sorted(_installed())]  # noqa: PTH109
        cache = os.path.join(os.path.dirname(content), str(own.get("cache", CACHE)))  # noqa: PTH118, PTH120
    except (_Unknowable, TypeError, AttributeError, OSError):
        return None
    name = hashlib.sha256(os.fsencode(output)).hexdigest()[:24]
    return Asked(
        hashlib.sha256(json.dumps(whole, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest(),
        tuple(dict.fromkeys(os.path.abspath(folder) for folder in folders)),  # noqa: PTH100
        output,
        tuple(map(str, settings["OUTPUT_RETENTION"])),
        Path(cache, NOTES, f"{name}.json"),
    )


def look(now: Asked) -> Unchanged | None:
    """Return what the last build said if a further one would come to the same, else None."""
    note = _read(now.note)
    try:
        if not note or note["asked"] != now.digest or note["day"] not in ("", _day()):
            return None
        at = time.time_ns()
        files = _statuses(now, note["modules"])
        known = note["files"]
        if files.keys() != known.keys():
            return None
        differ = [path for path, status in files.items() if _CREATION or status != known[path][:4] or _racy(status, note["at"])]
        if any(_digest(path) != known[path][4] for path in differ):
            return None
        if differ and not _CREATION:
            # Looked at again at a later time, they are no longer racy.
            _write(now.note, {**note, "at": at, "files": {path: [*status, known[path][4]] for path, status in files.items()}})
        warnings = tuple(Problem(*warning) for warning in note["warnings"])
        return Unchanged(str(note["summary"]), int(note["count"]), warnings)
    except (OSError, KeyError, TypeError, ValueError):
        return None  # gone while it was looked at, or a note of another form


class Before:
    """What all that is read looked like when a build began; `note` writes what it depended on if it is still so at its end."""

    def __init__(self, what: Asked | None) -> None:
        """Look at all that will be read; `what` is None where no note is to be left."""
        self._asked = what
        self._at = time.time_ns()
        self._files: dict[str, Status] = {}
        self._last: dict[str, Any] = {}
        if what:
            try:
                self._files = dict(_below(what.read))
            except OSError:  # a link that leads nowhere, a folder without rights: told by the build
                self._asked = None
            self._last = _read(what.note) or {}

    def note(self, summary: str, count: int, warnings: Iterable[Problem], made: Mapping[str, str]) -> None:
        """Write the note; `made` are the SHA-256 of the output's files by path, `warnings` those that another build would repeat."""
        if not self._asked:
            return
        now = self._asked
        try:
            if dict(_below(now.read)) != self._files:
                return  # what was read is not what is there
            modules = dict(_modules(now.read))
            statuses = _statuses(now, modules)
            run = {path for path, settings in modules.items() if not settings}
            code = (status for path, status in statuses.items() if path in run or path.startswith(f"{_CODE}{os.sep}"))
            if any(_racy(status, _STARTED) for status in code):
                return  # what runs may be older than what is there
            known = {os.path.join(now.output, name): digest for name, digest in made.items()}  # noqa: PTH118
            files = {path: [*status, known.get(path) or self._hash(path, status)] for path, status in statuses.items()}
        except OSError:
            return
        told = [[each.path, each.line, each.what, each.do] for each in warnings]
        day = _day() if told else ""
        _write(
            now.note,
            {"asked": now.digest, "at": self._at, "day": day, "modules": sorted(modules), "files": files, "warnings": told, "summary": summary, "count": count},
        )

    def _hash(self, path: str, status: Status) -> str:
        """Return the SHA-256 of a file that was read; not computed again where the last build's note has it."""
        last = self._last.get("files", {}).get(path)
        if last and last[:4] == status and not _CREATION and not _racy(status, self._last["at"]):
            return str(last[4])
        return _digest(path)


def _statuses(now: Asked, modules: Iterable[str]) -> dict[str, Status]:
    """Return the status of every file that a build depends on or has made. Raises OSError."""
    return {
        **dict(_below(now.read)),
        **{path: _status(os.stat(path)) for path in modules},  # noqa: PTH116
        **dict(_below([now.output], now.retained)),
    }


def _below(folders: Iterable[str], without: tuple[str, ...] = ()) -> Iterator[tuple[str, Status]]:
    """Yield each file in folders, and each folder, with its status; `without` are names directly in them that do not count."""
    left = [(folder, without) for folder in folders]
    while left:
        folder, passed = left.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name in passed or entry.name == "__pycache__":
                    continue
                status = entry.stat()  # of what a link leads to: it counts as if it lay here
                if entry.is_dir():
                    yield entry.path, [0, 0, 0, 0]
                    if not entry.is_symlink():
                        left.append((entry.path, ()))
                else:
                    yield entry.path, _status(status)


def _status(status: os.stat_result) -> Status:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _racy(status: Status, at: int) -> bool:
    """Tell whether a file could have changed after it was looked at without its times showing it."""
    return bool(status[3]) and max(status[1], status[2]) >= at - RACY_NS


def _digest(path: str) -> str:
    if os.path.isdir(path):  # noqa: PTH112
        return ""
    with open(path, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(value: Any) -> Any:
    """Return a setting as JSON can hold it, two different ones never alike. Raises _Unknowable."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {"map": sorted(([_plain(key), _plain(each)] for key, each in value.items()), key=repr)}
    if isinstance(value, list | tuple):
        return [type(value).__name__, *map(_plain, value)]
    if isinstance(value, set | frozenset):
        return {"set": sorted(map(_plain, value), key=repr)}
    if isinstance(value, re.Pattern):
        return {"pattern": [value.pattern, value.flags]}
    if isinstance(value, os.PathLike):
        return {"path": os.fspath(value)}
    if isinstance(value, type) and value.__module__.startswith("dateline."):
        return {"class": f"{value.__module__}.{value.__qualname__}"}
    raise _Unknowable


def _environment() -> list[list[str]]:
    return sorted([name, value] for name, value in os.environ.items() if _ENVIRONMENT.fullmatch(name))


def _installed() -> Iterator[str]:
    """Yield what says the versions of all that is installed: names of folders of metadata (PyPA, "Recording installed projects"), the time zones'."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208
        except OSError:
            continue
        yield from (f"{folder}/{name}" for name in names if name.endswith((".dist-info", ".egg-info", ".egg-link", ".pth")))
    for zones in sysconfig.get_config_var("TZPATH").split(os.pathsep) if sysconfig.get_config_var("TZPATH") else ():
        try:
            yield f"{zones}:{os.stat(os.path.join(zones, 'tzdata.zi')).st_mtime_ns}"  # noqa: PTH116, PTH118
        except OSError:
            continue


def _modules(read: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the files of imported modules that are nobody's installed package and lie in no folder that is looked through anyway.

    And whether they are settings: what these say is compared by itself, however often they are read.
    """
    installed = tuple({f"{path}{os.sep}" for name, path in sysconfig.get_paths().items() if name in ("stdlib", "platstdlib", "purelib", "platlib")})
    folders = tuple(f"{folder}{os.sep}" for folder in read)
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and not (file := os.path.abspath(file)).startswith((*installed, *folders)) and os.path.isfile(file):  # noqa: PTH100, PTH113
            yield file, hasattr(module, "PELICAN_CLASS")


def _day() -> str:
    """Return the day that it is where a day begins first."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + _DAYS_BEGIN))


def _read(file: Path) -> dict[str, Any] | None:
    found = Store(file.parent).get_json(file.name)
    return found if isinstance(found, dict) else None


def _write(file: Path, note: Mapping[str, Any]) -> None:
    Store(file.parent).put_json(file.name, note)
