"""Programs of the package that run beside it: how they are started, so that they find it, and how they are seen off."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import dateline


def cores() -> int:
    """Return how many processes can work at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start(module: str, *arguments: str, errors: int | None = None) -> subprocess.Popen[bytes]:
    """Start a module of the package as a program, with pipes to talk to it. `errors`: where its standard error goes (see `subprocess`).

    Raises OSError where there can be no more processes.
    """
    package = str(Path(dateline.__file__).resolve().parent.parent)
    path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": path},
    )


def ended(process: subprocess.Popen[bytes]) -> int:
    """Return the exit status of a process that has ended, or is about to; its pipes are closed."""
    status = process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):  # what was not yet sent is lost, as it should be
                stream.close()
    return status
