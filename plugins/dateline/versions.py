"""What shapes a result besides its inputs: our own code, the code that a project adds, the libraries. What is kept holds their hashes."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return the SHA-256 of our own source files and their names: another one wherever a line of the package differs."""
    return _hash(sorted(_PACKAGE.rglob("*.py")), _PACKAGE)


def local_files() -> list[Path]:
    """Return the files of all loaded modules outside Python's folders and our package: settings, plug-ins, and what they import.

    The program that was started is not among them: `pelican` and `python -m pelican` are one thing.
    """
    paths = sysconfig.get_paths()
    folders = {folder for name in ("stdlib", "platstdlib", "purelib", "platlib") for folder in (paths[name], os.path.realpath(paths[name]))}
    known = tuple(os.path.join(folder, "") for folder in (*folders, str(_PACKAGE)))  # noqa: PTH118 (a thousand modules are compared with them)
    files = {getattr(module, "__file__", None) for name, module in tuple(sys.modules.items()) if name != "__main__"}
    return sorted(Path(file) for file in files if isinstance(file, str) and not file.startswith(known))


def local_version() -> str:
    """Return the SHA-256 of `local_files`, and their names."""
    return _hash(local_files(), None)


def library_versions(names: Iterable[str]) -> list[str]:
    """Return Python's version and those of packages, by the names under which they are installed.

    Raises importlib.metadata.PackageNotFoundError where nobody knows one.
    """
    return [sys.version, *(f"{name} {version(name)}" for name in names)]


def _hash(files: Iterable[Path], root: Path | None) -> str:
    found = hashlib.sha256()
    for file in files:
        name = (file.relative_to(root) if root else file).as_posix()
        try:
            data = file.read_bytes()
        except OSError:  # gone since it was loaded: its name is all that is left
            data = b""
        found.update(f"{name}\n{len(data)}\n".encode("utf-8", "surrogateescape") + data)
    return found.hexdigest()
