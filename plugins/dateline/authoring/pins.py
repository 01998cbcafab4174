"""The requirement files of an event's repository: the kit as a wheel with its hash, and all that this wheel needs, as it was released.

pip can hash neither a clone nor `git+https`, so the kit is pinned as a file: at a release's address, or as a copy in vendor/. All
other pins come out of the wheel, which carries those that it was tested with.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
import zlib
from collections.abc import Mapping
from email.parser import Parser
from functools import cached_property
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.kit import DISTRIBUTION
from dateline.problems import os_problem

from .project import stop
from .recorded import unlike

VENDOR = "vendor"
"""The folder for a copy of the kit."""
FILES = ("requirements.txt", "requirements-test.txt")
"""What an author installs; what the tests need besides."""
_ABOUT = """\
# Written by `dateline new` and `dateline upgrade`, which moves this site to another version of the kit: nothing else does.
# Install it with: pip install -r {name}
"""
_NAME = re.compile(r"([A-Za-z0-9._-]+?)-([0-9][^-]*)-([^-]+-)?[^-]+-[^-]+-[^-]+\.whl")
"""The name of a wheel's file (PyPA, "Binary distribution format")."""
OWN = "# Your own, kept by `dateline upgrade`:"
"""What stands before what authors have added to a requirement file."""
_PINNED = re.compile(r"^[^#\n]*?==\s*([^\s;\\]+)", re.MULTILINE)
_COMPILED = re.compile(r" \(pyproject\.toml\)|-c [\w.-]+, |, -c [\w.-]+")
"""What in a compiled file is of the kit's repository: its pyproject.toml, its other requirement files."""
_MOST = 200_000_000
"""Bytes that all files of a wheel may have together: a kit has some three million."""


@dataclass(frozen=True)
class Wheel:
    """A wheel of the kit that can be installed: its file's name, bytes and version, and what it carries."""

    name: str
    data: bytes
    version: str
    carried: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """Return its SHA-256."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def changelog(self) -> str:
        """Return what each version changed."""
        return self.carried.get("CHANGELOG.md", "")


def read_wheel(file: Path) -> Wheel:
    """Read a wheel of the kit. Ends the command where there is none, or not one that could be installed."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise stop(f"{file}: there is no such file: name a wheel of the kit: {_named('VERSION')}") from None
    except OSError as error:
        told = os_problem(error, str(file))
        raise stop(f"{told.path}: {told.what}: name a wheel of the kit: {_named('VERSION')}") from None
    return wheel_of(file.name, data, str(file))


def wheel_of(name: str, data: bytes, where: str) -> Wheel:
    """Return the wheel that bytes of this name are; `where` is how a problem calls it. Ends the command where they are none."""
    said = _NAME.fullmatch(name)
    if not said:
        raise stop(f"{where}: it is no wheel: name one of the kit: {_named('VERSION')}")
    if plain(said[1]) != DISTRIBUTION:
        raise stop(f"{where}: it is a wheel of {plain(said[1])}, not of {DISTRIBUTION}: name one of the kit: {_named('VERSION')}")
    metadata, carried = _opened(data, where)
    found, version = metadata.get("name", ""), metadata.get("version", "")
    if plain(found) != DISTRIBUTION or version != said[2]:
        raise stop(f"{where}: it holds {found} {version}: a wheel is called by what it holds: get it again, or give it its own name back")
    _need_python(metadata.get("requires-python", ""), where)
    missing = next((each for each in FILES if each not in carried), "")
    if missing:
        raise stop(f"{where}: it does not carry {missing}: name one that was built from the kit's repository with its pyproject.toml")
    return Wheel(name, data, version, carried)


def pinned(wheel: Wheel, address: str = "", own: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the requirement files of an event's repository, by name, for a wheel in vendor/ or at an address.

    `own` is, by file, what its authors have added; it stands at the end.
    """
    place = f"{DISTRIBUTION} @ {address}" if address else f"./{VENDOR}/{wheel.name}"
    kit = f"{place} \\\n    --hash=sha256:{wheel.digest}\n"
    added = {name: f"{OWN}\n{text}" for name, text in (own or {}).items() if text}
    return {name: f"{_ABOUT.format(name=name)}{kit}{_pins(wheel.carried[name])}{added.get(name, '')}" for name in FILES}


def requirements(text: str) -> dict[str, str]:
    """Return what a requirement file asks for, each with its lines (hashes, comments), by the distribution's name; options by themselves."""
    found: dict[str, str] = {}
    held = ""
    name = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("#") or not line.strip():
            held += line if line.startswith("#") else ""
            name = ""
        elif line[0].isspace() and name:
            found[name] += line
        else:
            name = _asked_for(line)
            found[name] = f"{found.get(name, '')}{held}{line}"
            held = ""
    return found


def version_of(requirement: str) -> str:
    """Return the version that a requirement is pinned to: `pillow==13.0.0 \\ ...`; empty for one that is not."""
    said = _PINNED.search(requirement)
    return said[1] if said else ""


def _asked_for(line: str) -> str:
    """Return the name of the distribution that a line asks for; an option or another file as it is written."""
    said = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)
    if " @ " not in line and (file := re.match(r"\S*?([^/\\\s]+\.whl)\b", line)) and (named := _NAME.fullmatch(file[1])):
        return plain(named[1])
    return plain(said[0]) if said else line.strip().removesuffix("\\").strip()


def _pins(compiled: str) -> str:
    """Return the pins of a compiled file without what says how it was compiled, which is nobody's business but the kit's."""
    lines = compiled.splitlines(keepends=True)
    start = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return _COMPILED.sub("", "".join(lines[start:]))


def _opened(data: bytes, where: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return a wheel's metadata and the documents that it carries, by name. Ends the command where it cannot be read whole."""
    import io  # with zipfile, what only this command needs

    carried: dict[str, str] = {}
    metadata = changed = ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            if sum(each.file_size for each in opened.infolist()) > _MOST:
                raise zipfile.BadZipFile("it is far too large")
            if spoilt := opened.testzip():
                raise zipfile.BadZipFile(f"{spoilt} is damaged")
            changed = unlike(opened)
            for name in opened.namelist():
                first, _, rest = name.partition("/")
                if first.endswith(".dist-info") and rest == "METADATA":
                    metadata = opened.read(name).decode()
                elif name.startswith("dateline/_kit/") and name.count("/") == 2:
                    carried[name.rpartition("/")[2]] = opened.read(name).decode()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise stop(f"{where}: it cannot be read ({said}): get it again") from None
    if changed:  # pip installs it all the same
        raise stop(f"{where}: {changed} in it is not what was built, by its own list (RECORD): get it again")
    head = Parser().parsestr(metadata, headersonly=True)
    return {name.lower(): str(value) for name, value in head.items()}, carried


def _need_python(wanted: str, where: str) -> None:
    """End the command where a wheel asks for a later Python than this."""
    least = re.search(r">=\s*(\d+)\.(\d+)", wanted)
    if least and (int(least[1]), int(least[2])) > sys.version_info[:2]:
        here = ".".join(map(str, sys.version_info[:2]))
        raise stop(f"{where}: it needs Python {least[1]}.{least[2]}, and this is {here}: install that Python, and make .venv anew with it")


def plain(name: str) -> str:
    """Return the name of a distribution as all its spellings are compared (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(version: str) -> str:
    return f"{DISTRIBUTION.replace('-', '_')}-{version}-py3-none-any.whl"
