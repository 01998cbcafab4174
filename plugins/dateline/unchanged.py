"""Whether anything has changed since the last build: what was asked, what was read and what was written, as files' sizes and times say.

A build leaves a note of all that it depends on: the settings, the environment, the versions of what is installed, every file of the
content, the layers of the theme, our own code and further modules, and every file of the output. The next one looks at them before it imports or reads
anything else, and where all is as it was it has nothing to do. As git does with its index, it trusts a file's size, times and number
(racy ones excepted: the note holds none for them), and compares the bytes of those that differ in them alone. What is read is looked
through; what was made is asked for by name, and a folder's own times say whether a name in it has come or gone.

Whatever cannot be known for certain (another's plug-in, a function in the settings, a file that changed meanwhile) leaves no note.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from dateline.cache import Store
from dateline.others import foreign_plugins
from dateline.problems import Problem
from dateline.theme import theme_of

CACHE = ".cache/dateline"
"""Where the cache lies beside the content, unless DATELINE["cache"] says otherwise."""
NOTES = "builds"
"""The folder in the cache that holds a note for each output folder."""
RACY_NS = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before it was looked at could change again without its times showing it (FAT counts by 2 s)."""
FINE_NS = 20_000_000
"""The same where a time shows fractions of a second: systems count those by the tick of their clock, at most 10 ms long (Linux, HZ=100)."""
_LITTLE = 1_000_000
"""Bytes that are sooner compared at each look than noted once more; opening a file costs as much as reading ..."""
_OPENING = 10_000
"""... so many."""
_FORM = 4
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

Status = list[int]
"""Of a file or folder: size, times of change of content and of the file (both in ns), inode number. Empty: nothing that could be gone by."""


class _Unknowable(Exception):
    """A setting that cannot be compared with what it was: a function, an object."""


class Asked(NamedTuple):
    """What a build was asked for: a hash of everything but files, the folders to look through, and where its note lies.

    `read` are the folders that are read, `retained` names in the output that are somebody else's.
    """

    digest: str
    read: tuple[str, ...]
    output: str
    retained: tuple[str, ...]
    note: Path


class Seen(NamedTuple):
    """What a build read outside of the folders that are looked through: files by path, each with its status and SHA-256; and paths where nothing was."""

    files: Mapping[str, tuple[Status, str]] = MappingProxyType({})
    absent: tuple[str, ...] = ()


_NOTHING = Seen()


def with_file(seen: Seen, file: Path) -> Seen:
    """Return what was seen, with one more file. Raises OSError."""
    path = os.path.abspath(file)  # noqa: PTH100 (resolve() would follow links)
    status = _status(os.stat(path))  # noqa: PTH116
    with open(path, "rb") as opened:  # noqa: PTH123
        return seen._replace(files={**seen.files, path: (status, hashlib.file_digest(opened, "sha256").hexdigest())})


class Unchanged(NamedTuple):
    """What the last build said, for one that has nothing to do."""

    summary: str
    files: int
    warnings: tuple[Problem, ...]
    integrity: Mapping[str, int] = MappingProxyType({})


def asked(settings: Mapping[str, Any]) -> Asked | None:
    """Return what settings, as their author left them, ask for; None where a build may depend on what cannot be known."""
    if foreign_plugins(settings):
        return None
    try:
        known = _plain({name: value for name, value in settings.items() if name.isupper() and name != "DATELINE_RUN"})
        own = settings.get("DATELINE") or {}
        content = os.path.abspath(settings["PATH"])  # noqa: PTH100 (a Path resolves links)
        output = os.path.abspath(settings["OUTPUT_PATH"])  # noqa: PTH100
        folders = [content, *map(str, theme_of(settings).layers), *(settings.get("THEME_TEMPLATES_OVERRIDES") or ()), str(_CODE)]
        whole = [known, os.getcwd(), _environment(), sys.version, sys.flags.__repr__(), sorted(_installed())]  # noqa: PTH109
        cache = os.path.join(os.path.dirname(content), str(own.get("cache", CACHE)))  # noqa: PTH118, PTH120
    except (_Unknowable, TypeError, AttributeError, OSError):
        return None
    name = hashlib.sha256(os.fsencode(output)).hexdigest()[:24]
    return Asked(
        hashlib.sha256(json.dumps(whole, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest(),
        tuple(dict.fromkeys(os.path.abspath(folder) for folder in folders)),  # noqa: PTH100
        output,
        tuple(map(str, settings["OUTPUT_RETENTION"])),
        Path(cache, NOTES, f"{name}.note"),
    )


class Looked(NamedTuple):
    """What was seen in looking whether anything has changed: when that began, the last build's note, and what is read, where that was looked through."""

    at: int
    note: Mapping[str, Any]
    read: dict[str, Status]


def look(now: Asked) -> Unchanged | None:
    """Return what the last build said if a further one would come to the same, else None."""
    return look_through(now)[0]


def look_through(now: Asked) -> tuple[Unchanged | None, Looked]:
    """Return the same, and what was seen, which a build need not look through again."""
    looked = Looked(time.time_ns(), _read(now.note) or {}, {})
    note = looked.note
    try:
        if not note or note["asked"] != now.digest or note["day"] not in ("", _day()):
            return None, looked
        if any(map(os.path.lexists, note["absent"])) or not _is_as_it_was(now, looked):
            return None, looked
        warnings = tuple(Problem(*warning) for warning in note["warnings"])
        return Unchanged(str(note["summary"]), int(note["count"]), warnings, dict(note["integrity"])), looked
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return None, looked  # gone while it was looked at, or a note of another form


def _is_as_it_was(now: Asked, looked: Looked) -> bool:
    """Tell whether there are the same files with the same bytes. Raises OSError where one has gone."""
    at, note, read = looked
    read |= dict(_below(now.read))  # whole or not at all
    if read.keys() != note["read"].keys():
        return False
    found: dict[str, dict[str, Status]] = {}
    differ: dict[str, Status] = {}
    # What is read first: where there was an edit, nobody need look at all that was made.
    for kind, paths in (("read", ()), ("modules", note["modules"]), ("made", note["made"])):
        statuses = found[kind] = _statuses(paths) if kind != "read" else read
        other = {path: status for path, status in statuses.items() if _CREATION or status != note[kind][path]} if _CREATION or statuses != note[kind] else {}
        if any(_digest(path, now) != note["digests"][path] for path in other):
            return False
        differ |= other
    if any(path in note["made"] and not _open_to_all(path) for path in differ):
        return False  # its bytes are right, and no server could read them
    if not _CREATION and sum(_OPENING + status[0] for status in differ.values()) > _LITTLE:
        # Looked at again at a later time, they are no longer racy.
        _write(now.note, {**note, **{kind: _settled(statuses, at) for kind, statuses in found.items()}})
    return True


class Before:
    """What all that is read looked like when a build began; `note` writes what it depended on if it is still so at its end."""

    def __init__(self, what: Asked | None, looked: Looked | None = None) -> None:
        """Look at all that will be read; `what` is None where no note is to be left. `looked` is what has been seen in looking just now."""
        self._asked = what
        self._at = self._made_at = looked.at if looked and looked.read else time.time_ns()
        self._files: dict[str, Status] = {}
        self._last: dict[str, Status] = {}
        self._digests: dict[str, str] = {}
        self._made: Mapping[str, str] = {}
        self._inode = 0
        if what:
            try:
                self._files = looked.read if looked and looked.read else dict(_below(what.read))
            except OSError:  # a link that leads nowhere, a folder without rights: told by the build
                self._asked = None
            last = looked.note if looked else _read(what.note) or {}
            self._last, self._digests = {**last.get("read", {}), **last.get("modules", {})}, last.get("digests", {})
            self._tell_code()

    def _tell_code(self) -> None:
        """Say what our own code is, where that is known, to who would read it all."""
        from dateline.versions import tell  # here: where nothing has changed it is not needed

        own = ((path, status) for path, status in self._files.items() if path.startswith(f"{_CODE}{os.sep}") and path.endswith(".py"))
        known = {path: self._known(path, status) for path, status in own}
        digests = {path: digest for path, digest in known.items() if digest}
        if len(digests) == len(known):
            tell(digests)

    def around(self) -> str:
        """Return what stands for all that the build depends on but the content: what was asked for, and what the files looked like when it began.

        Empty where it is not known for certain whether they are the same another time.
        """
        if not self._asked or _CREATION:
            return ""
        content, *others = (f"{folder}{os.sep}" for folder in self._asked.read)
        files = {path: status for path, status in self._files.items() if not f"{path}{os.sep}".startswith(content)}
        if any(other.startswith(content) for other in others) or any(status and _racy(status, self._at, FINE_NS) for status in files.values()):
            return ""
        return hashlib.sha256(repr((self._asked.digest, sorted(files.items()))).encode("utf-8", "surrogatepass")).hexdigest()

    def made(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Take in what was made, before it takes the output's place: the folder that holds it, and the SHA-256 of its files by path."""
        self._made_at, self._inode, self._made = time.time_ns(), folder.stat().st_ino, digests

    def note(self, summary: str, count: int, warnings: Iterable[Problem], seen: Seen = _NOTHING, integrity: Mapping[str, int] = MappingProxyType({})) -> None:
        """Write the note; `warnings` are those that another build would repeat, `seen` is what was read elsewhere."""
        if not self._asked:
            return
        now = self._asked
        try:
            settings = dict(_modules(now.read))
            at = time.time_ns()
            modules, made = _statuses(settings), dict(_below([now.output], now.retained, dated=True))
            if made[now.output][-1] != self._inode:
                return  # another build has put its own there
            run = {path for path, is_settings in settings.items() if not is_settings}
            code = [status for path, status in self._files.items() if status and path.startswith(f"{_CODE}{os.sep}")]
            if any(_racy(status, _STARTED, RACY_NS) for status in (*code, *(modules[path] for path in run))):
                return  # what runs may be older than what is there
            known = {os.path.join(now.output, name): digest for name, digest in self._made.items()}  # noqa: PTH118
            statuses = {**self._files, **modules, **made}
            # As they were when they were read: what they are by now is for the next build to see.
            modules |= {path: status for path, (status, _) in seen.files.items()}
            known |= {path: digest for path, (_, digest) in seen.files.items()}
            statuses |= modules
            known |= _folders(made)
            digests = {path: known.get(path) or self._known(path, status) or _digest(path, now) for path, status in statuses.items()}
            if dict(_below(now.read)) != self._files:  # after the bytes were looked at, or they could be younger than what was read
                return
        except OSError:
            return
        told = [[each.path, each.line, each.what, each.do, each.setup, each.topic] for each in warnings]
        said = {"day": _day() if told else "", "warnings": told, "summary": summary, "count": count, "absent": seen.absent, "integrity": dict(integrity)}
        looked = {"read": _settled(self._files, self._at), "modules": _settled(modules, at), "made": _settled(made, at, self._made_at)}
        _write(now.note, {"form": _FORM, "asked": now.digest, **said, **looked, "digests": digests})

    def _known(self, path: str, status: Status) -> str | None:
        """Return the digest of what was read where the last build's note has it."""
        return self._digests.get(path) if status and self._last.get(path) == status and not _CREATION else None


def _below(folders: Iterable[str], without: tuple[str, ...] = (), *, dated: bool = False) -> Iterator[tuple[str, Status]]:
    """Yield each file in folders with its status, and each folder, with one where they are `dated`; `without` are names directly in them that do not count."""
    left = [(folder, without) for folder in folders]
    linked: set[tuple[int, int]] = set()
    while left:
        folder, passed = left.pop()
        # Before it is looked through: what comes into it meanwhile shows in its times.
        yield folder, _status(os.stat(folder)) if dated else []  # noqa: PTH116
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name in passed or entry.name == "__pycache__":
                    continue
                if not entry.is_dir():
                    yield entry.path, _status(entry.stat())  # of what a link leads to: it counts as if it lay here
                elif not entry.is_symlink():
                    left.append((entry.path, ()))
                elif dated:  # what lies behind it is not what was made
                    yield entry.path, _status(entry.stat())
                elif (behind := (entry.stat().st_dev, entry.stat().st_ino)) not in linked:  # links may lead round in a circle
                    linked.add(behind)
                    left.append((entry.path, ()))


def _statuses(paths: Iterable[str]) -> dict[str, Status]:
    """Return the status of each file or folder. Raises OSError."""
    return {path: _status(os.stat(path)) for path in paths}  # noqa: PTH116


def _status(status: os.stat_result) -> Status:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _settled(statuses: Mapping[str, Status], at: int, written: int | None = None) -> dict[str, Status]:
    """Return statuses that were taken at a time, without those by which a change could not be told: their bytes will be looked at.

    `written` is when the bytes were known, if that was earlier.
    """
    latest = (at if written is None else written) - FINE_NS
    return {path: [] if status and (_racy(status, at, FINE_NS) or status[1] >= latest) else status for path, status in statuses.items()}


def _racy(status: Status, at: int, fine: int) -> bool:
    """Tell whether a file could have changed after it was looked at without its times showing it."""
    _, written, changed, _ = status
    return max(written, changed) >= at - (fine if written % 10**9 else RACY_NS)


def _digest(path: str, now: Asked) -> str:
    """Return the SHA-256 of a file's bytes, or of the names in a folder."""
    if os.path.isdir(path):  # noqa: PTH112
        passed = now.retained if path == now.output else ()
        return _digest_of(name for name in os.listdir(path) if name not in passed and name != "__pycache__")  # noqa: PTH208
    with open(path, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folders(paths: Mapping[str, Status]) -> dict[str, str]:
    """Return the digests of folders that were looked through, but of empty ones: what `_digest` returns of the names that were found."""
    names: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition(os.sep)
        names.setdefault(folder, []).append(name)
    return {folder: _digest_of(own) for folder, own in names.items() if folder in paths}


def _digest_of(names: Iterable[str]) -> str:
    return hashlib.sha256(os.fsencode("/".join(sorted(names)))).hexdigest()


def _open_to_all(path: str) -> bool:
    """Tell whether everybody may read a file, as a build leaves it (and look into a folder); on Windows modes say nothing of that."""
    needed = 0o555 if os.path.isdir(path) else 0o444  # noqa: PTH112
    return os.name != "posix" or os.stat(path).st_mode & needed == needed  # noqa: PTH116


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
    """Yield the files of modules that are nobody's installed package and lie in no folder that is looked through anyway.

    And whether they are settings: what these say is compared by itself, however often they are read.
    """
    from dateline.versions import local_modules  # here: where nothing has changed it is not needed

    folders = tuple(f"{folder}{os.sep}" for folder in read)
    for file, module in local_modules():
        path = os.path.abspath(file)  # noqa: PTH100
        if not path.startswith(folders) and os.path.isfile(path):  # noqa: PTH113
            yield path, hasattr(module, "PELICAN_CLASS")


def _day() -> str:
    """Return the day that it is where a day begins first."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + _DAYS_BEGIN))


def _read(file: Path) -> dict[str, Any] | None:
    written = Store(file.parent).get(file.name)
    try:
        found = marshal.loads(written) if written else None  # checked by its hash
    except (ValueError, EOFError, TypeError):  # another version's of Python
        return None
    return found if isinstance(found, dict) and found.get("form") == _FORM else None


def _write(file: Path, note: Mapping[str, Any]) -> None:
    Store(file.parent).put(file.name, marshal.dumps(dict(note)))
