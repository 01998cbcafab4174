"""`pelican ...`, `dateline ...` and `invoke ...` in forks of a process that has imported everything: a build of a tiny site without the start of an interpreter.

Each build is a process of its own all the same, with its own working folder, environment, umask, standard output and exit status; it
inherits modules and the compiled templates of the theme, nothing else. What only a new interpreter takes (its hash seed, its encodings) is for `sites.pelican` to start anew.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
POSSIBLE = hasattr(os, "fork") and sys.platform != "darwin"
"""macOS's own libraries do not survive a fork."""

_warm: subprocess.Popen[bytes] | None = None


def run(arguments: list[str], folder: Path, env: dict[str, str], timeout: float, program: str = "pelican") -> subprocess.CompletedProcess[str]:
    """Run `pelican ARGUMENTS` (or another program of those) in a folder to its end. Raises subprocess.TimeoutExpired."""
    global _warm
    if _warm is None or _warm.poll() is not None:
        _warm = _start()
    assert _warm.stdin is not None
    assert _warm.stdout is not None
    umask = os.umask(0)
    os.umask(umask)
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        asked = {"program": program, "arguments": arguments, "folder": str(folder), "env": env, "umask": umask, "out": out.name, "err": err.name}
        _warm.stdin.write(json.dumps(asked).encode() + b"\n")
        _warm.stdin.flush()
        if not select.select([_warm.stdout], [], [], timeout)[0]:
            _end()
            raise subprocess.TimeoutExpired([program, *arguments], timeout)
        status = int(_warm.stdout.readline())
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8").replace("\r\n", "\n"))
    return subprocess.CompletedProcess([program, *arguments], status, *said)


def _start() -> subprocess.Popen[bytes]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "LC_", "LANG"))}
    atexit.register(_end)
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve())], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=bare, start_new_session=True
    )


def _end() -> None:
    """End the warm process, and a build that hangs with it."""
    global _warm
    if _warm is not None and _warm.poll() is None:
        os.killpg(_warm.pid, signal.SIGKILL)
        _warm.wait()
    _warm = None


def _serve() -> None:
    """Fork a build for each line of the input; answer with its exit status (negative: the signal that ended it)."""
    sys.path[:1] = [str(ROOT / "plugins")]
    _import_all()
    sys.path.pop(0)
    for line in sys.stdin.buffer:
        pid = os.fork()
        if not pid:
            _build(json.loads(line))
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


LATE = (
    *("dateline.authoring.cli", "dateutil.rrule", "encodings.utf_8_sig", "icalendar", "importlib.readers", "invoke.main", "jinja2.ext", "markdown.extensions.abbr", "mmap", "pillow_heif"),
    *("rich._emoji_codes", "rich.live", "rich.status", "rich.table", "runpy", "Stemmer", "tzdata"),
)
"""What is imported only where it is used."""


def _import_all() -> None:
    """Import what a build needs, so that its forks have it, and compile the templates that nearly all of them fill."""
    import dateline
    from dateline.dataclass import compile_all
    from dateline.deliver.theme import check_theme
    from dateline.markup.engine import Engine
    from dateline.markup.further import Further
    from dateline.patterns import Late
    from dateline.problems import Problems
    from dateline.read.values import zone
    from dateline.search.stems import stemmer
    from dateline.theme import Theme
    from dateline.versions import code_version, library_versions
    from markdown.util import get_installed_extensions
    from PIL import Image

    for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
        if not module.name.startswith("dateline.authoring"):
            importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)
    # What these find on this machine is kept for all that follow.
    Image.init()
    get_installed_extensions()
    zone("UTC")
    code_version()
    library_versions(("jinja2", "markupsafe", "pillow", "Markdown", "nh3", "pelican", "Unidecode", "MarkupSafe", "PyStemmer"))
    compile_all()
    for loaded in tuple(sys.modules.values()):
        for value in tuple(vars(loaded).values()):
            if isinstance(value, Late):
                _ = value.pattern
    stemmer("en")
    Engine("", Further())
    check_theme(Theme((ROOT / "theme",)), "en", Problems())
    _keep_templates()
    # What is never collected is not written to either: forks go on sharing its memory.
    gc.collect()
    gc.freeze()


def _keep_templates() -> None:
    """Let Jinja compile and parse each template of the repository's theme once for all forks; any other text when it comes.

    What is made of a template depends on its text, its names and the options of its environment, and on those filters and tests that
    are called with constants: Jinja's own, unless somebody has put others in their place.
    """
    from dateline.deliver import reach
    from dateline.deliver.render import Renderer
    from dateline.theme import Theme
    from dateline.wording import Wording
    from jinja2 import Environment
    from jinja2.filters import FILTERS
    from jinja2.meta import find_referenced_templates
    from jinja2.tests import TESTS

    options = ("autoescape", "keep_trailing_newline", "lstrip_blocks", "newline_sequence", "optimized", "trim_blocks", "undefined")
    kept: dict[tuple[Any, ...], Any] = {}
    texts: dict[int, str] = {}

    def usual(environment: Environment) -> bool:
        pairs = [*((environment.filters, *pair) for pair in FILTERS.items()), *((environment.tests, *pair) for pair in TESTS.items())]
        return all(known.get(name) is each for known, name, each in pairs)

    def keep(method: str) -> None:
        make = getattr(Environment, method)

        def made(self: Environment, *what: Any, **named: Any) -> Any:
            if not usual(self):
                return make(self, *what, **named)
            source = texts.get(id(what[0]), what[0])  # who asks for the code of what was parsed asks for that of its text
            key = (method, source, *what[1:], *sorted(named.items()), *(getattr(self, name) for name in options), *sorted(self.extensions))
            if key not in kept:
                kept[key] = make(self, *what, **named)
                if method == "parse":
                    texts[id(kept[key])] = source
            return kept[key]

        setattr(Environment, method, made)

    keep("compile")
    keep("parse")
    # Whoever is asked for again and again is the same object, for it was kept.
    referenced: dict[int, tuple[Any, list[str | None]]] = {}

    def found(parsed: Any) -> list[str | None]:
        if id(parsed) not in referenced:
            referenced[id(parsed)] = parsed, list(find_referenced_templates(parsed))
        return referenced[id(parsed)][1]

    vars(reach)["find_referenced_templates"] = found
    theme = ROOT / "theme"
    renderer = Renderer(Theme((theme,)), None, Wording("en", theme / "locale"), "")
    for file in (theme / "templates").rglob("*.html"):
        name = file.relative_to(theme / "templates").as_posix()
        renderer.environment.get_template(name)
        renderer.sheets.style(name, "", None)


def _build(asked: dict[str, Any]) -> NoReturn:
    """Become `python -m PROGRAM ARGUMENTS`; never return."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    out, err = (os.open(asked[name], os.O_WRONLY | os.O_APPEND) for name in ("out", "err"))
    for handle, number in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False, buffering=1)
    os.chdir(asked["folder"])
    os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    sys.argv = [asked["program"], *asked["arguments"]]
    sys.path[0:0] = [asked["folder"]]
    status = _status(asked["program"])
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status)


def _status(program: str) -> int:
    """Run Pelican, `dateline` or `invoke`; return the status with which Python would leave."""
    import pelican
    from dateline.authoring import cli
    from invoke.main import program as tasks

    try:
        if program == "dateline":
            return cli.main()
        if program == "invoke":
            tasks.run()
            return 0
        pelican.main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:  # noqa: BLE001 (as the interpreter would show it)
        traceback.print_exc()
        return 1
    finally:
        atexit._run_exitfuncs()
    return 0


if __name__ == "__main__":
    _serve()
