"""What shapes a result besides its inputs: our own code, the code that a project adds, the libraries. What is kept holds their hashes."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

_PACKAGE = Path(__file__).parent
_TOLD: dict[str, str] = {}


def tell(digests: Mapping[str, str]) -> None:
    """Take the SHA-256 of each of our own source files, by path, from who knows them without reading all."""
    _TOLD.update(digests)


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return the SHA-256 of our own source files and their names: another one wherever a line of the package differs."""
    if _TOLD:
        return _hash_of((Path(path).relative_to(_PACKAGE).as_posix(), digest) for path, digest in _TOLD.items())
    return _hash((file.relative_to(_PACKAGE).as_posix(), file) for file in _PACKAGE.rglob("*.py"))


@lru_cache(maxsize=1)
def _elsewhere() -> tuple[str, ...]:
    """Return the folders of Python, of what is installed, and of our package, each with a separator at its end."""
    paths = sysconfig.get_paths()
    folders = {
        folder
        for name in ("stdlib", "platstdlib", "purelib", "platlib")
        for folder in (paths[name], os.path.realpath(paths[name]))
    }
    return tuple(os.path.join(folder, "") for folder in (*folders, str(_PACKAGE)))  # noqa: PTH118 (a thousand modules are compared with them)


def local_modules() -> Iterator[tuple[str, ModuleType]]:
    """Yield all loaded modules outside Python's folders and our package, with their files: settings, plug-ins, and what they import.

    The program that was started is not among them: `pelican` and `python -m pelican` are one thing.
    """
    known = _elsewhere()
    for name, module in tuple(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name != "__main__" and isinstance(file, str) and not file.startswith(known):
            yield file, module


def local_files() -> list[Path]:
    """Return the files of `local_modules`."""
    return sorted({Path(file) for file, _ in local_modules()})


def local_version() -> str:
    """Return the SHA-256 of what is in `local_files`, and of their names without folders: a project may be moved."""
    return _hash((file.name, file) for file in local_files())


def library_versions(names: Iterable[str]) -> list[str]:
    """Return Python's version and those of packages, by the names under which they are installed.

    Raises importlib.metadata.PackageNotFoundError where nobody knows one.
    """
    return [sys.version, *(f"{name} {_version(name)}" for name in names)]


@lru_cache(maxsize=64)
def _version(name: str) -> str:
    return version(name)  # reads a file; a package that is replaced meanwhile has been loaded as it was


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    return _hash_of((name, hashlib.sha256(_data(file)).hexdigest()) for name, file in files)


def _hash_of(digests: Iterable[tuple[str, str]]) -> str:
    lines = sorted(f"{digest} {name}\n" for name, digest in digests)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _data(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # gone since it was loaded: its name is all that is left
        return b""
