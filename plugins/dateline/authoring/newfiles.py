"""Writing new files, all of them or none and never over another; and files that are there, unless somebody else has changed them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.files import write_atomically
from dateline.problems import CONTENT, SETUP, os_problem

from .project import Project, stop

NOTHING_WRITTEN = "Nothing was written."


def write_all(files: Mapping[Path, str | bytes | Path]) -> None:
    """Write all files or none: texts (UTF-8), bytes, or copies of other files. One that is there, even since a moment ago, stays as it is.

    Ends the command where that cannot be; then what was made is taken away again.
    """
    made: list[Path] = []
    try:
        for file, data in files.items():
            made += _folders(file.parent)
            with file.open("xb") as stream:
                made.append(file)
                if isinstance(data, Path):
                    with data.open("rb") as original:
                        shutil.copyfileobj(original, stream)
                else:
                    stream.write(data.encode() if isinstance(data, str) else data)
    except BaseException as error:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, FileExistsError):
            raise stop(f"{error.filename} is there already: choose another name, or rename it\n{NOTHING_WRITTEN}", CONTENT) from None
        if isinstance(error, OSError):
            problem = os_problem(error, str(error.filename or "the content folder"))
            raise stop(f"{problem}\n{NOTHING_WRITTEN}", SETUP if problem.setup else CONTENT) from error
        raise


def write_over(project: Project, file: Path, before: bytes, data: bytes) -> None:
    """Write a file that held something, at once. Ends the command where it holds something else by now."""
    label = project.shown(file)
    try:
        if file.read_bytes() != before:
            raise stop(f"{label} was changed meanwhile: give the command again\n{NOTHING_WRITTEN}", CONTENT)
        write_atomically(file.resolve(), data)
    except OSError as error:
        problem = os_problem(error, label)
        raise stop(f"{problem}\n{NOTHING_WRITTEN}", SETUP if problem.setup else CONTENT) from error


def read_file(project: Project, file: Path) -> bytes:
    """Return what a file holds. Ends the command where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        problem = os_problem(error, project.shown(file))
        raise stop(f"{problem}\n{NOTHING_WRITTEN}", SETUP if problem.setup else CONTENT) from error


def _folders(folder: Path) -> Iterator[Path]:
    """Make a folder and those around it that are missing; yield each, the outer first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
        yield path
