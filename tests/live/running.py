"""A tiny site that is being written: built in a process of its own, watched and served from this one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path, PurePosixPath
from typing import Any

from dateline.authoring.live import Desk
from dateline.authoring.project import Project
from dateline.live.builds import Built
from dateline.live.server import Server, listen

from tests.sites import GOOD, Changes, write

PATIENCE = 60
"""Seconds after which what is waited for is taken for never coming; nothing is expected to take a tenth of it."""
OWN = str(GOOD["pelicanconf.py"]).replace('THEME = str(ROOT / "theme")', 'THEME = "theme"')
"""Settings of a site with files of its own over the kit's theme."""


class _Desk(Desk):
    """Remembers what has been built of what was saved last.

    A build that had begun before may be about the same file (a late word of the watch): it counts only where it began afterwards.
    """

    def __init__(self, project: Project) -> None:
        self.taken: set[str] = set()
        self._saves = self._began = 0
        self._saving = threading.Lock()
        super().__init__(project)
        build = self._builds.build

        def noted(*args: Any, **named: Any) -> Built:
            with self._saving:
                self._began = self._saves
            return build(*args, **named)

        self._builds.build = noted  # type: ignore[method-assign]

    def save(self, files: Changes) -> None:
        """Save files, all before any build begins or all after."""
        with self._saving:
            self._saves += 1
            self.taken.clear()
            write(self._root, files)

    def _tell(self, built: Built, saved: list[str], changes: list[str]) -> None:
        if self._began == self._saves:
            self.taken |= set(saved)
        super()._tell(built, saved, changes)


class Running:
    """A site with what serves it. `number` is the last build that somebody has looked at."""

    def __init__(self, root: Path, *, follow: bool = True, port: int = 0) -> None:
        self.root = root
        project = Project(root, root / "content", root / "output", root / "theme", "127.0.0.1", 0)
        self.desk = _Desk(project)
        self.server = listen(port, lambda at: Server(at, self.desk.state, lambda: self.desk.output, self.desk.missed, follow=follow))
        self.base = f"http://127.0.0.1:{self.server.server_port}/"
        self.number = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._build)

    def _build(self) -> None:
        self.desk.first()
        while not self._stop.is_set():
            self.desk.wait(0.1)

    def start(self) -> None:
        """Serve, and build for the first time."""
        self.server.start()
        self._thread.start()
        self.built()

    def close(self) -> None:
        """Leave nothing running."""
        self._stop.set()
        self._thread.join()
        self.desk.close()
        self.server.shutdown()
        self.server.server_close()

    def built(self) -> list[str]:
        """Wait for the next build; return its problems."""
        told = self.desk.state.after(self.number, PATIENCE)
        assert told is not None, "nothing was built"
        self.number = told.number
        return self.problems()

    def problems(self) -> list[str]:
        """Return the problems of the last build, each as `file:line: what`."""
        return [f"{each['path']}:{each['line']}: {each['what']}" for each in self.desk.state.standing.problems]

    def save(self, files: Changes) -> list[str]:
        """Save files; return the problems of the build that has taken in all of them."""
        self.number = self.desk.state.told.number
        self.desk.save(files)
        # On a busy machine they may be seen one after the other.
        while not all(self.desk.taken & {name, *map(str, PurePosixPath(name).parents)} for name in files):
            self.built()
        self.number = self.desk.state.told.number
        return self.problems()

    def until(self, *problems: str) -> None:
        """Wait for a build with these problems, and no others."""
        while self.problems() != list(problems):
            self.built()

    def ask(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> tuple[HTTPResponse, str]:
        """Ask the server as a browser does; return its answer and the text of it."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def state(self, path: str = "/") -> dict[str, Any]:
        """Return what a page of this address is told."""
        said: dict[str, Any] = json.loads(self.ask(f"/.dateline/state?path={path}")[1])
        return said


@contextmanager
def running(root: Path, more: Changes | None = None, *, follow: bool = True) -> Iterator[Running]:
    """Have a copy of the small good site served, after giving it a theme of its own and more files."""
    write(root, {"pelicanconf.py": OWN, "theme/README.md": "Ours.\n", **(more or {})})
    site = Running(root, follow=follow)
    site.start()
    try:
        yield site
    finally:
        site.close()
