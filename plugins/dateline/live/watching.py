"""What is watched while one writes: which files count, and what has become of them. (watchfiles, which asks the system.)

Folders are watched with all that is in them. A folder that is deleted takes its watch with it, and one that is not there yet has none: so
what they lie in is watched too, without what is in it, and when one of them comes or goes they are all watched anew.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, watch

from dateline.dataclass import dataclass
from dateline.problems import say
from dateline.read.names import left_behind

_STEP, _SLOW_STEP = 10, 50
"""Milliseconds for which nothing more may change, so that what belongs together is built together; and where changes are rare."""
_TOGETHER = 400
"""Milliseconds after which what has changed is told, even if more changes all the time."""
_ROUND, _PATIENCE = 100, 5.0
"""Milliseconds after which the system's watch tells that it is there; seconds for which that is waited for."""
_HALF_SAVED = re.compile(r"4913|sed[A-Za-z0-9]{6}|.*___jb_(tmp|old)___|.*\.(tmp|temp|part|crdownload|lock)", re.IGNORECASE)
"""What editors (Vim, JetBrains'), sed and browsers write beside a file for a moment, before it takes its place."""


@dataclass(frozen=True)
class Targets:
    """What counts: absolute paths of folders, with all that is in them, and of single files."""

    folders: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def count(self, path: str) -> bool:
        """Tell whether a change of this path may change the site."""
        if path in self.files or path in self.folders:
            return True
        inside = next((path[len(folder) :] for folder in self.folders if path.startswith(os.path.join(folder, ""))), "")  # noqa: PTH118
        return bool(inside) and not any(map(_passed_over, re.split(r"[\\/]", inside.strip("\\/"))))

    def around(self) -> frozenset[str]:
        """Return the folders that have to be watched, without what is in them, to see the targets come and go: the nearest that exist."""
        return frozenset(_existing(os.path.dirname(path)) for path in self.folders | self.files)  # noqa: PTH120

    def on_the_way(self, path: str) -> bool:
        """Tell whether a path is a folder that is watched, or lies above one: when it comes or goes, so does its watch."""
        return any(folder == path or folder.startswith(os.path.join(path, "")) for folder in self.folders)  # noqa: PTH118


def _passed_over(name: str) -> bool:
    hidden = name.startswith(".") and name != ".well-known"
    return hidden or name == "__pycache__" or name.endswith(".pyc") or left_behind(name) or bool(_HALF_SAVED.fullmatch(name))


def is_code(path: str, settings_file: str) -> bool:
    """Tell whether a change of this file is seen only by a new process: what Python has imported, and the catalogues that gettext keeps."""
    return path.endswith((".py", ".mo", ".po")) or path == settings_file


def _existing(path: str) -> str:
    while not os.path.isdir(path) and os.path.dirname(path) != path:  # noqa: PTH112, PTH120
        path = os.path.dirname(path)  # noqa: PTH120
    return path


class _Running:
    """A thread that watches: what tells it to stop, and what tells that it has begun."""

    def __init__(self) -> None:
        self.stop, self.ready = threading.Event(), threading.Event()
        self.thread = threading.Thread()


class Watch:
    """Collects what changes among the targets until somebody takes it."""

    def __init__(self) -> None:
        self._targets = Targets()
        self._changed: set[str] = set()
        self._condition = threading.Condition()
        self._running: list[_Running] = []
        self._renew = False

    def on(self, targets: Targets) -> None:
        """Watch these from now on."""
        if targets != self._targets or not self._running:
            self._targets = targets
            self._restart()

    def changed(self, test: Callable[[str], bool]) -> bool:
        """Tell whether anything has changed that passes a test, and leave it where it is."""
        with self._condition:
            return any(map(test, self._changed))

    def add(self, *paths: str) -> None:
        """Count these as changed."""
        with self._condition:
            self._changed.update(paths)
            self._condition.notify_all()

    def take(self, timeout: float | None = None) -> frozenset[str]:
        """Wait until something has changed; return all of it, or nothing when the time is over."""
        with self._condition:
            self._condition.wait_for(lambda: self._changed or self._renew, timeout)
            taken, renew = frozenset(self._changed), self._renew
            self._changed.clear()
            self._renew = False
        if renew:
            self._restart()
        return taken

    def close(self) -> None:
        """Watch no more."""
        for each in self._running:
            each.stop.set()
        for each in self._running:
            each.thread.join()
        self._running = []

    def _restart(self) -> None:
        """Watch what there is now; what was watched is given up only when that has begun, so that nothing is missed between."""
        inside = [folder for folder in sorted(self._targets.folders) if os.path.isdir(folder)]  # noqa: PTH112
        before, self._running = self._running, []
        for paths, deep in ((inside, True), (sorted(self._targets.around()), False)):
            each = _Running()
            each.thread = threading.Thread(target=self._run, args=(paths, deep, each), daemon=True)
            each.thread.start()
            self._running.append(each)
        for each in self._running:
            each.ready.wait(_PATIENCE)
        for each in before:
            each.stop.set()

    def _run(self, paths: list[str], deep: bool, running: _Running) -> None:
        """Watch in a thread until told to stop. Where the system cannot, look at all files again and again."""
        for polling in (None, True):
            if not paths:
                break
            try:
                for changes in watch(
                    *paths,
                    watch_filter=None,
                    debounce=_TOGETHER,
                    step=_STEP if deep else _SLOW_STEP,
                    stop_event=running.stop,
                    rust_timeout=_ROUND,
                    yield_on_timeout=True,
                    recursive=deep,
                    force_polling=polling,
                    ignore_permission_denied=True,
                    raise_interrupt=False,
                ):
                    running.ready.set()
                    if changes:
                        self._seen(changes, deep)
                return
            except (OSError, RuntimeError) as error:  # a folder that has just gone, or too many to watch (watchfiles' own is a RuntimeError)
                paths = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112
                if paths and not polling:
                    say(f"The system cannot watch these files ({error}); they are looked at three times a second instead", error=True)
        running.ready.set()

    def _seen(self, changes: set[tuple[Change, str]], deep: bool) -> None:
        paths = {path for _, path in changes}
        # That a folder was changed in some other way says nothing of its watch.
        moved = set() if deep else {path for change, path in changes if change != Change.modified and self._targets.on_the_way(path)}
        with self._condition:
            self._changed |= {path for path in paths if self._targets.count(path)}
            if moved:
                # What lay in it may have changed before it was watched again.
                self._renew = True
                self._changed.update(folder for folder in self._targets.folders if any(_within(folder, path) for path in moved))
            if self._changed or self._renew:
                self._condition.notify_all()


def _within(folder: str, path: str) -> bool:
    return folder == path or folder.startswith(os.path.join(path, ""))  # noqa: PTH118


def targets(folders: Iterable[str], files: Iterable[str]) -> Targets:
    """Return targets, without folders that lie in another one."""
    whole = {str(Path(folder)) for folder in folders}
    return Targets(frozenset(one for one in whole if not any(one != other and _within(one, other) for other in whole)), frozenset(map(str, files)))
