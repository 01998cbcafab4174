"""Pelican's spinner, which turns in a thread of its own (Rich, "Live Display"), on a terminal and elsewhere; and how to halt it.

A process that has threads must not fork: the child would wait without end for what another thread held at that moment.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.status import Status

_PATIENCE = 1.0
"""Seconds for which a thread that was told to end is waited for; it needs none, unless the machine is very busy."""
_turning: list[Status] = []


class _Spinner(Status):
    """A spinner that is known while it turns."""

    _threads: frozenset[threading.Thread] = frozenset()

    def start(self) -> None:
        before = frozenset(threading.enumerate())
        super().start()
        self._threads = frozenset(threading.enumerate()) - before
        _turning.append(self)

    def stop(self) -> None:
        """Halt it; Rich itself only tells the thread to end, and does not wait until it has."""
        super().stop()
        for thread in self._threads:
            thread.join(_PATIENCE)
        while self in _turning:
            _turning.remove(self)


def know_spinners(console: Console) -> None:
    """Let all spinners that a console gives from now on be known to `still`."""

    def status(text: Any, **options: Any) -> Status:
        return _Spinner(text, console=console, **options)

    console.status = status  # type: ignore[method-assign, assignment]


@contextmanager
def still() -> Iterator[None]:
    """Halt all spinners meanwhile: none of their threads is there."""
    halted = tuple(_turning)
    for each in halted:
        each.stop()
    try:
        yield
    finally:
        for each in halted:
            each.start()
