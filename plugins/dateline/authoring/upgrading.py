"""Moving an event's repository to another version of the kit: its pins, what changed for authors, content of an older form.

What is to be written is worked out before anything is. Then the new wheel comes first and the old one goes last, so that whenever it is
stopped both requirement files name what is there; running it again does the rest.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from dateline import kit
from dateline.dataclass import dataclass
from dateline.files import write_atomically
from dateline.kit import DISTRIBUTION
from dateline.problems import os_problem, say

from .committed import has_git, uncommitted
from .pins import FILES, OWN, VENDOR, Wheel, pinned, plain, read_wheel, requirements, version_of
from .project import Project, Stop, stop
from .releases import wheel_at

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?)")
_ORDER = re.compile(r"(\d+(?:\.\d+)*)(?:(a|b|rc|\.dev|\.post)(\d+))?")
_STAGES = {".dev": -4, "a": -3, "b": -2, "rc": -1, None: 0, ".post": 1}
"""What stands behind a version, in the order of PEP 440."""
_FOR_OTHERS = re.compile(r"^### For maintainers$.*", re.MULTILINE | re.DOTALL)
"""What stands last in a version's section of the changelog: nothing for whoever upgrades an event."""
_COPIED = "plugins/dateline/__init__.py"
"""Where a repository of the old kind has the kit itself."""


@dataclass(frozen=True)
class Pinned:
    """The kit as a repository has it: its version ("" where it has none), and the address or the file in vendor/ that it comes from."""

    version: str = ""
    address: str = ""
    file: str = ""


def upgrade(project: Project, to: str, vendor: bool = False, write: bool = False) -> int:
    """Move a project to the wheel, address or version that is named; return 1 where content has an older form that was not mended.

    `vendor` keeps a copy of the wheel in vendor/ also where it has an address; `write` mends content of an older form. Ends the command
    where the wheel is not one to move to, or where something would be lost.
    """
    root = project.root
    texts = {name: _text(root / name) for name in FILES}
    now = _pinned_now(root, texts)
    wheel, address = _wanted(root, to, now)
    _need_forward(now, wheel)
    own = _own(texts, wheel.carried, _carried_now(root, now))
    files = _files(wheel, "" if vendor else address, own)
    _write(root, files, texts)
    _say_what_was_done(now, wheel, texts, files)
    for name, asked in own.items():
        say(f"Kept in {name}, because the kit does not ask for it: {', '.join(asked)}")
    say(changes(wheel.changelog, now.version, wheel.version))
    return _migrated(root, wheel, write=write)


# --- From where to where ------------------------------------------------------------------------------------------


def _pinned_now(root: Path, texts: Mapping[str, str]) -> Pinned:
    """Return how a repository has the kit. Ends the command where a requirement file is somebody's own."""
    asked = requirements(texts["requirements.txt"]).get(DISTRIBUTION)
    if asked:
        first = next(line for line in asked.splitlines() if not line.startswith("#"))
        place = first.rpartition(" @ ")[2].split("\\")[0].strip()
        said = re.search(rf"{DISTRIBUTION.replace('-', '_')}-([^-]+)-[^/]*\.whl", place)
        version = said[1] if said else version_of(asked)
        return Pinned(version, address=place) if "://" in place else Pinned(version, file=place if said else "")
    if (root / _COPIED).is_file():
        said = re.search(r'^__version__ = "([^"]+)"', _text(root / _COPIED), re.MULTILINE)
        return Pinned(said[1] if said else "")
    if texts["requirements.txt"].strip():
        do = f"put what it names into requirements-more.txt, delete it, and run this again: it is then made, with {DISTRIBUTION}"
        raise stop(f"requirements.txt: it does not name {DISTRIBUTION}: {do}")
    return Pinned()


def _wanted(root: Path, to: str, now: Pinned) -> tuple[Wheel, str]:
    """Return the wheel that is named, and its address. Ends the command where there is none."""
    version = _VERSION.fullmatch(to)
    if not version or (root / to).exists():
        if "://" not in to and not to.endswith((".whl", ".gz", ".zip")) and not Path(to).exists():
            raise stop(f'"{to}" is no wheel, no address and no version: name one of these: {_wheel_name("0.2.0")}, https://..., 0.2.0')
        return wheel_at(to)
    kept = root / VENDOR / _wheel_name(version[1])
    if kept.is_file():
        return read_wheel(kept), ""
    if now.address and now.version:
        return wheel_at(now.address.replace(now.version, version[1]))
    do = f"get {_wheel_name(version[1])} from where you got the kit, and name the file or its address"
    raise stop(f"nobody knows where version {version[1]} is: {do}")


def _need_forward(now: Pinned, wheel: Wheel) -> None:
    """End the command where a wheel is older than what there is."""
    if now.version and _order(wheel.version) < _order(now.version):
        do = "to go back, take back the commit that moved it (git revert), or restore requirements.txt, requirements-test.txt and vendor/"
        raise stop(f"{wheel.name}: it is older than {now.version}, which this site has: {do}")


def _order(version: str) -> tuple[tuple[int, ...], int, int]:
    """Return what versions are ordered by; one that cannot be read comes first."""
    said = _ORDER.match(version)
    if not said:
        return (), 0, 0
    numbers = [int(number) for number in said[1].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers), _STAGES[said[2]], int(said[3] or 0)


def _wheel_name(version: str) -> str:
    return f"{DISTRIBUTION.replace('-', '_')}-{version}-py3-none-any.whl"


# --- Writing ------------------------------------------------------------------------------------------------------


def _files(wheel: Wheel, address: str, own: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return the files that are to be there, the new wheel first."""
    added = {name: "".join(asked.values()) for name, asked in own.items()}
    made = {name: text.encode() for name, text in pinned(wheel, address, added).items()}
    return made if address else {f"{VENDOR}/{wheel.name}": wheel.data, **made}


def _own(texts: Mapping[str, str], next_one: Mapping[str, str], now: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what authors have added to the requirement files, by file and name: what neither the kit of now asks for, nor the next one."""
    found: dict[str, dict[str, str]] = {}
    for file, text in texts.items():
        kits = {plain(name) for each in (next_one, now) for name in requirements(each.get(file, ""))} | {DISTRIBUTION}
        for name, lines in requirements(text).items():
            if plain(name) not in kits:
                lines = lines.replace(f"{OWN}\n", "")
                found.setdefault(file, {})[name] = lines if lines.endswith("\n") else f"{lines}\n"
    return found


def _carried_now(root: Path, now: Pinned) -> Mapping[str, str]:
    """Return the pins that the kit of now brought, by file; nothing where nobody knows them any more."""
    if now.file and (root / now.file).is_file():
        with suppress(Stop):
            return read_wheel(root / now.file).carried
    if now.version == kit.version():
        folder = kit.requirements().parent
        return {name: (folder / name).read_text("utf-8") for name in FILES if (folder / name).is_file()}
    return {}


def _write(root: Path, files: Mapping[str, bytes], texts: Mapping[str, str]) -> None:
    """Write what differs; then delete wheels that no requirement file names any more. Ends the command where something would be lost."""
    differ = [name for name, data in files.items() if not (root / name).is_file() or (root / name).read_bytes() != data]
    old = [f"{VENDOR}/{file.name}" for file in sorted((root / VENDOR).glob(_wheel_name("*"))) if f"{VENDOR}/{file.name}" not in files]
    git = has_git(root)
    changed = uncommitted(root, [name for name in differ if texts.get(name)]) if git else []
    if changed:
        do = f"commit {'it' if len(changed) == 1 else 'them'} first (git commit), or put it away (git stash), so that it can be had back"
        raise stop(f"{', '.join(changed)}: there are changes that git does not have: {do}")
    try:
        for name in differ:
            file = root / name
            file.parent.mkdir(exist_ok=True)
            if not git and texts.get(name):
                write_atomically(file.with_name(f"{file.name}.old"), texts[name].encode())
            write_atomically(file, files[name])
        kept = set(uncommitted(root, old))
        for name in old:
            if name not in kept:
                (root / name).unlink()
    except OSError as error:
        told = os_problem(error, str(error.filename or root))
        raise stop(f"{told.path}: {told.what}: {told.do}, and run this again") from None


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        said = os_problem(error, file.name).what if isinstance(error, OSError) else "it is not UTF-8"
        raise stop(f"{file.name}: {said}: restore it (git checkout -- {file.name})") from None


# --- What is said -------------------------------------------------------------------------------------------------


def _say_what_was_done(now: Pinned, wheel: Wheel, texts: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    if all(texts[name].encode() == files[name] for name in FILES):
        say(f"This site has Dateline {wheel.version} already.")
        return
    say(f"Dateline {now.version or '(none)'} -> {wheel.version}, in {' and '.join(FILES)}.")
    before, after = (requirements(text) for text in (texts["requirements.txt"], files["requirements.txt"].decode()))
    for name in sorted((before.keys() | after.keys()) - {DISTRIBUTION}):
        one, other = version_of(before.get(name, "")), version_of(after.get(name, ""))
        if one != other and now.file + now.address:
            say(f"  {name}: {one or 'new'} -> {other or 'not needed any more'}")
    say("Install it: pip install -r requirements.txt (and -r requirements-test.txt where the tests run), build, look, commit.")


def changes(changelog: str, since: str, version: str) -> str:
    """Return what a changelog says to authors of the versions after one, up to another one; of all, where the first is not known.

    What is not released yet in it belongs to the version that carries it.
    """
    parts = re.split(r"^## +(.+?) *$", changelog, flags=re.MULTILINE)[1:]
    shown = []
    for heading, text in zip(parts[::2], parts[1::2], strict=True):
        said = _VERSION.match(heading)
        named = said[1] if said else version
        told = _FOR_OTHERS.sub("", text).replace("### For authors\n", "", 1).strip()
        if (not since or _order(named) > _order(since)) and _order(named) <= _order(version) and told:
            shown.append(f"\n{heading if said else version}\n\n{_as_plain_words(told)}")
    return "\n".join(shown) or "For authors nothing has changed."


def _as_plain_words(text: str) -> str:
    """Return Markdown as a terminal shows it: without marks, and without links to pages that are not there."""
    without_links = re.sub(r"\s*\[[^\]]+\]\(docs/[^)]+\)(?=\s*$)", "", text, flags=re.MULTILINE)
    return re.sub(r"(?<!\S)\*\*(?=\S)|(?<=\S)\*\*(?=[^\w]|$)|^#+ ", "", re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", without_links), flags=re.MULTILINE)


# --- Content of an older form -------------------------------------------------------------------------------------


def _migrated(root: Path, wheel: Wheel, *, write: bool) -> int:
    """Let the new kit look at what was written for an older one, out of its wheel: only it knows what it reads in another way."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        with zipfile.ZipFile(BytesIO(wheel.data)) as opened:
            opened.extractall(folder)
        if not Path(folder, "dateline/authoring/migrating.py").is_file():
            return 0
        path = os.pathsep.join([folder, *([os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else [])])
        command = [sys.executable, "-P", "-m", "dateline.authoring.migrating", str(root), *(["--write"] if write else [])]
        sys.stdout.flush()
        return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL).returncode
