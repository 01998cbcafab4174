"""What was written for an older kit and is read in another way now: told with what to write, or mended.

`dateline upgrade` runs this out of the new kit's wheel, before it is installed: so it needs nothing but Python itself and this package.
A change that makes content of authors mean something else, or nothing, adds a row to MIGRATIONS.
"""

from __future__ import annotations

import difflib
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha1
from pathlib import Path

from dateline import kit
from dateline.dataclass import dataclass
from dateline.files import write_atomically
from dateline.problems import Problem, os_problem, say

from .committed import has_git, uncommitted
from .project import PUBLISH_SETTINGS, SETTINGS, Stop, stop

_COPY = "plugins/dateline"
_SETTINGS_FILES = (SETTINGS, PUBLISH_SETTINGS)


@dataclass(frozen=True)
class Change:
    """A place with an older form: file and line, what is wrong, what to do.

    `mend` gives the file's new text; `gone` are files and folders that are to be deleted. Neither: only its author can tell.
    """

    file: str
    line: int
    what: str
    do: str
    mend: Callable[[str], str] | None = None
    gone: tuple[str, ...] = ()


def _quality(root: Path) -> Iterator[Change]:
    """The quality of pictures was one number, that of WebP."""
    for name in _SETTINGS_FILES:
        text = _text(root / name)
        for found in re.finditer(r"""(["'])quality\1\s*:\s*(\d+)""", text):
            new = f'"quality": {{"avif": 60, "webp": {found[2]}, "jpeg": 74}}'
            line = text.count("\n", 0, found.start()) + 1
            yield Change(name, line, '"quality" is one number', f"each format has its own: {new}", partial(_replaced, found[0], new))


_OWN_PATH = re.compile(
    r"(?:^# Pelican imports plugins later than it needs PELICAN_CLASS\.\n)?"
    r"^(?P<line>sys)\.path\.insert\(0, str\(Path\(__file__\)\.resolve\(\)\.parent / \"plugins\"\)\)\n\n?",
    re.MULTILINE,
)
_PLUGIN_PATHS = re.compile(r"""^(?P<line>PLUGIN_PATHS)\s*=\s*\[(["'])plugins\2\]\n""", re.MULTILINE)


def _copied_kit(root: Path) -> Iterator[Change]:
    """The kit was copied into each event's repository, with all that its maintainers need."""
    if not (root / _COPY / "__init__.py").is_file():
        return
    if re.search(rf'^name = "{kit.DISTRIBUTION}"$', _text(root / "pyproject.toml"), re.MULTILINE):
        do = "write `dateline new ../event`, and copy content/ and what you have changed in theme/ into it"
        yield Change(_COPY, 0, "this is the kit's own repository, and nothing in it is deleted", do)
        return
    yield Change(_COPY, 0, "the kit is installed now, and this copy of it would be used instead", "delete the folder", gone=(_COPY,))
    others = any(each.name not in ("dateline", "__pycache__") for each in (root / "plugins").iterdir())
    text = _text(root / SETTINGS)
    for pattern in () if others else (_OWN_PATH, _PLUGIN_PATHS):
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start("line")) + 1
            what = "nothing of yours lies in plugins/ any more"
            yield Change(SETTINGS, line, what, "take the line out", partial(_without, pattern))
    yield from _copied_theme(root)
    for name in ("requirements-dev.txt", "benchmarks", "maps", "tests/conftest.py"):
        if (root / name).exists():
            do = "delete it, and take tests/, tasks.py, .ci/ and .github/ from a fresh repository: `dateline new ../fresh`"
            yield Change(name, 0, "this is for the kit's maintainers", do)


def _copied_theme(root: Path) -> Iterator[Change]:
    """Of a copied theme only what its authors have changed is theirs; the rest would hide the kit's from now on."""
    known = frozenset(line for line in (Path(__file__).parent / "originals.txt").read_text("utf-8").split("\n") if line and line[0] != "#")
    theme, below = root / "theme", kit.theme()
    same = []
    for file in sorted(theme.rglob("*")):
        name = file.relative_to(theme).as_posix()
        if not file.is_file() or file.is_symlink():
            continue
        data = file.read_bytes()
        original = below / name
        if _blob(data) in known or (original.is_file() and original.read_bytes() == data):
            same.append(f"theme/{name}")
        elif original.is_file():
            yield Change(f"theme/{name}", 0, "it lies over the kit's own, and is not the same", f"see what is yours in it: the kit's is {_shown(original)}")
    if same:
        what = f"{len(same)} files in it are the kit's own, as they were ({same[0]}{', ...' if same[1:] else ''})"
        yield Change("theme", 0, what, "delete them: the installed kit has them", gone=tuple(same))


def _blob(data: bytes) -> str:
    """Return git's id of a file, as long as originals.txt has them; lines may end as on Windows."""
    data = data if b"\0" in data else data.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()[:16]


def _shown(original: Path) -> str:
    return f"dateline/_kit/theme/{original.relative_to(kit.theme()).as_posix()} in the wheel"


def _replaced(old: str, new: str, text: str) -> str:
    return text.replace(old, new, 1)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return settings without lines, and without the imports that nothing in them uses any more."""
    text = pattern.sub("", text, count=1)
    for line, name in (("import sys\n", "sys"), ("from pathlib import Path\n", "Path")):
        if line in text and not re.search(rf"\b{name}\b", text.replace(line, "", 1)):
            text = text.replace(line, "", 1)
    return re.sub(r"\n{3,}", "\n\n", text)


MIGRATIONS: tuple[Callable[[Path], Iterator[Change]], ...] = (_quality, _copied_kit)
"""Each looks for an older form and yields what is to be changed; where there is none, nothing. They hold for every repository, however old."""


def migrate(root: Path, *, write: bool) -> int:
    """Tell what has an older form, with the change as a diff; with `write`, make it. Return 1 where something is left to be done."""
    found = [change for migration in MIGRATIONS for change in migration(root)]
    if not found:
        return 0
    say("")
    mended = _mended(root, found)
    gone = [name for change in found for name in change.gone]
    left = 0
    for change in sorted(found, key=lambda change: (change.file, change.line)):
        done = write and bool(change.mend or change.gone)
        left += not done
        if not done:
            say(Problem(change.file, change.line, change.what, change.do), error=True)
    for name, (old, new) in mended.items():
        say("".join(_diff(name, old, new)).rstrip("\n"))
    if write:
        _perform(root, mended, gone)
        for change in found:
            if change.gone:
                say(f"deleted: {change.file if change.gone == (change.file,) else f'{len(change.gone)} files in {change.file}/'}")
    elif mended or gone:
        say("Nothing in your files was changed. With --write the changes above are made" + (", and what is to be deleted is deleted." if gone else "."))
    return 1 if left else 0


def _mended(root: Path, found: Sequence[Change]) -> dict[str, tuple[str, str]]:
    """Return the old and new text of each file that can be mended; several changes of one file are made one after the other."""
    texts: dict[str, tuple[str, str]] = {}
    for change in found:
        if change.mend:
            old, new = texts.get(change.file) or (_text(root / change.file),) * 2
            texts[change.file] = old, change.mend(new)
    return texts


def _diff(name: str, old: str, new: str) -> Iterator[str]:
    for line in difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, name):
        yield line if line.endswith("\n") else f"{line}\n"


def _perform(root: Path, mended: dict[str, tuple[str, str]], gone: Sequence[str]) -> None:
    """Make the changes. Ends the command, before anything is changed, where git could not give back what was there."""
    if not has_git(root):
        raise stop("--write changes and deletes files, and this folder is in no git repository that could give them back: `git init`, commit, run it again")
    if changed := uncommitted(root, [*mended, *gone]):
        raise stop(f"{', '.join(changed)}: there are changes that git does not have: commit them first, so that they can be had back")
    try:
        for name, (_, new) in mended.items():
            write_atomically(root / name, new.encode())
        for name in gone:
            path = root / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            _prune(path.parent, root)
        if any(name.startswith("theme/") for name in gone) and not (root / "theme").exists():
            # The settings name it, and git keeps no empty folder.
            (root / "theme").mkdir()
            shutil.copyfile(kit.scaffold() / "theme/README.md", root / "theme/README.md")
    except OSError as error:
        told = os_problem(error, str(error.filename or root))
        raise stop(f"{told.path}: {told.what}: {told.do}, and run this again") from None


def _prune(folder: Path, root: Path) -> None:
    """Delete folders that are empty now, up to the root."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):  # what cannot be read has no older form; a build tells it
        return ""


def main(arguments: Sequence[str]) -> int:
    """Look at the repository that is named; `--write` mends. Return the exit status."""
    try:
        return migrate(Path(arguments[0]), write="--write" in arguments)
    except Stop as stopped:
        say(stopped.message, error=True)
        return stopped.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
