"""`dateline live`: builds as soon as something is saved, serves the site, and shows it in the browser, or what is wrong with it.

One thread builds (in a process of its own, `live.builds`), the others serve. Nothing that an author gets wrong ends it.
"""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from dateline.deliver.manifest import listed
from dateline.live.builds import Builds, Built, Superseded
from dateline.live.server import ADDRESS, Server, listen
from dateline.live.state import State, standing
from dateline.live.watching import Watch, is_code, targets
from dateline.problems import INTERRUPTED, SETTINGS_FILE, UNTOUCHED, say
from dateline.read.names import nfc, shown

from .project import Project, stop

_NAMED = 3
"""Files that are named where several were saved."""


def live(project: Project, port: int, browser: bool, follow: bool = True, rest: tuple[str, ...] = ()) -> int:
    """Serve the site and build it whenever something is saved, until Ctrl-C; return the exit status.

    `port` 0 is the settings' own; `follow` lets the browser go to the page whose text was saved; `rest` are arguments for Pelican.
    """
    project.need_content()
    desk = Desk(project, rest)
    try:
        server = listen(port or project.port, lambda at: Server(at, desk.state, lambda: desk.output, desk.missed, follow=follow))
    except OSError as error:
        raise stop(f"cannot serve at {ADDRESS} ({error.strerror or error}): see to the network of this machine") from error
    with server:
        serving = server.start()
        try:
            address = f"http://{ADDRESS}:{server.server_port}/"
            if server.server_port != (port or project.port):
                say(f"Port {port or project.port} is not free; this one is:", error=True)
            say(f"Serving at {address} (Ctrl-C stops)", error=True)
            desk.first()
            if browser:
                # In a thread: a browser for terminals would keep us from building until it is closed.
                threading.Thread(target=_show, args=(address,), daemon=True).start()
            while True:
                desk.wait()
        except KeyboardInterrupt:
            return INTERRUPTED
        finally:
            desk.close()
            server.shutdown()
            serving.join()


def _show(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)


def regenerate(project: Project, port: int, follow: bool = True, rest: tuple[str, ...] = ()) -> int:
    """Do the same without opening the browser."""
    return live(project, port, browser=False, follow=follow, rest=rest)


class Desk:
    """What stands between files that are saved and pages that are shown: builds, and tells."""

    def __init__(self, project: Project, rest: tuple[str, ...] = ()) -> None:
        self.state = State()
        self.output = project.output
        self._root = project.root
        self._settings = str(project.root / SETTINGS_FILE)
        self._builds = Builds(project.root, rest)
        self._watch = Watch()
        self._made: Mapping[str, str] = {}
        folders = (project.content, project.theme, project.root / "plugins")
        self._watch.on(targets(map(str, folders), [self._settings]))

    def first(self) -> None:
        """Build for the first time."""
        self._made = listed(self.output)
        self._build(frozenset())

    def wait(self, timeout: float | None = None) -> None:
        """Build again as soon as something has changed."""
        # With a limit, because on Windows nothing else lets Ctrl-C through.
        changed = self._watch.take(1.0 if timeout is None else timeout)
        if changed:
            self._build(changed)

    def missed(self) -> None:
        """Build because somebody asked for a site that is not there: the output was deleted."""
        if not self.state.building and not self.state.standing.problems:
            self._watch.add(str(self.output))

    def close(self) -> None:
        """Leave nothing behind: no process, no thread, nobody who waits."""
        self.state.close()
        self._builds.end()
        self._watch.close()

    def _label(self, path: str) -> str:
        """Return a path as problems name it."""
        return shown(nfc(path.removeprefix(str(self._root)).lstrip("\\/").replace("\\", "/")))

    def _code(self, path: str) -> bool:
        return is_code(path, self._settings)

    def _build(self, changed: frozenset[str]) -> None:
        """Build what has changed, and all that changes meanwhile, until a build has ended that no code has overtaken."""
        self.state.begin()
        fresh = False
        while True:
            fresh = fresh or any(map(self._code, changed))
            saved = sorted(self._label(path) for path in changed)
            try:
                built = self._builds.build(saved, fresh=fresh, superseded=lambda: self._watch.changed(self._code))
                break
            except Superseded:
                fresh, changed = True, changed | self._watch.take(0)
        if built.watched:
            self.output = Path(built.watched.output)
            self._watch.on(targets(built.watched.folders, [self._settings, *built.watched.files]))
        made, before = listed(self.output), self._made
        changes = [name for name in {**before, **made} if before.get(name) != made.get(name)]
        self._made = made
        self._tell(built, saved, changes)

    def _tell(self, built: Built, saved: list[str], changes: list[str]) -> None:
        go = target(saved, built.pages, changes) if built.ok else ""
        state = "" if built.ok else _state(built, self.output)
        self.state.end(standing(self._root, built.problems, built.warnings, state), changes, go)
        if saved and built.ok:
            pages = sum(name.endswith(".html") for name in changes)
            noun = "page" if pages == 1 else "pages"
            say(f"{_named(saved)} saved: {pages} {noun} changed, {built.seconds:.2f} s")


def target(saved: Iterable[str], pages: Mapping[str, list[str]], changes: Iterable[str]) -> str:
    """Return the page to go to: that of the text which was saved alone, and which changed it; empty where there is not just one."""
    files = list(saved)
    if len(files) != 1:
        return ""
    changed = set(changes)
    found = [page for page in pages.get(files[0], ()) if page in changed]
    return found[0] if len(found) == 1 else ""


def _state(built: Built, output: Path) -> str:
    if built.state != UNTOUCHED:
        return built.state
    return "The site is as it was before." if (output / "index.html").is_file() else "There is no site yet."


def _named(saved: list[str]) -> str:
    named = ", ".join(saved[:_NAMED])
    return f"{named} and {len(saved) - _NAMED} more" if saved[_NAMED:] else named

