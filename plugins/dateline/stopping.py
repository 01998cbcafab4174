"""Ctrl-C and the like, at any moment of a run: an exit status that says so, and time to tidy up.

Pelican's main() catches KeyboardInterrupt and leaves with 0, as if there were a site. So a signal raises `Stopped` here, which is a
SystemExit and passes through it. Taken as soon as pelicanconf.py imports `dateline.run`; before that (Python starts, Pelican is
imported) the process ends as Python ends it, which shells count as 130 too. Out of reach is only the moment in which Pelican has begun
to read pelicanconf.py and not yet come to that import.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import weakref
from types import FrameType, FunctionType
from typing import cast

STATUS = {
    getattr(signal, name): 128 + number
    for name, number in (("SIGINT", 2), ("SIGTERM", 15), ("SIGHUP", 1))
    if hasattr(signal, name)
}
"""Exit statuses by signal, as shells count them: 128 and its number in POSIX. (Windows has no SIGHUP.)"""
_AGAIN = 1.0
"""Seconds in which a second signal is taken for the same one: a terminal and a program around ours often send both."""


_FINALISER = cast("FunctionType", weakref.finalize.__call__)
"""Calls what is to be done when an object goes, at any moment: there nobody catches anything."""


class Stopped(SystemExit):
    """Somebody asked this process to end. `code` is the exit status."""


class _Asked:
    status: int | None = None
    at = 0.0


def take_signals() -> None:
    """From now on end by `Stopped`, if this process is Pelican's command and nobody has decided otherwise."""
    if not any(called_by(_pelicans(name), sys._getframe()) for name in ("main", "autoreload")):
        return  # a task, a test or somebody's program: the signals are theirs
    for number in STATUS:
        # What is ignored (`nohup`, a shell's background job) stays ignored.
        if signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL):
            try:
                signal.signal(number, _stop)
            except ValueError:  # not the main thread: signals go past it
                return


def stop_if_asked() -> None:
    """Raise `Stopped` again where something on the way has swallowed it: a bare `except:` of a plugin, a finaliser."""
    if _Asked.status is not None:
        raise Stopped(_Asked.status)


def called_by(function: FunctionType | None, frame: FrameType | None) -> bool:
    """Tell whether a function is among the callers of a frame."""
    while frame is not None and function is not None:
        if frame.f_code is function.__code__:
            return True
        frame = frame.f_back
    return False


def under_autoreload() -> bool:
    """Tell whether `pelican -r` is calling: its loop would end at SystemExit and, at any other exception, run again at once."""
    return called_by(_pelicans("autoreload"), sys._getframe())


def _pelicans(name: str) -> FunctionType | None:
    return getattr(sys.modules.get("pelican"), name, None)


def _stop(number: int, frame: FrameType | None) -> None:
    utils = sys.modules.get("pelican.utils")
    if called_by(getattr(utils, "wait_for_changes", None), frame):
        # `pelican -r` waits: there is nothing to tidy up, and what it waits in makes a KeyboardInterrupt of any exception.
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.flush()
        os._exit(STATUS[signal.Signals(number)])
    again = _Asked.status is not None and time.monotonic() - _Asked.at < _AGAIN
    if not again:
        _Asked.status, _Asked.at = STATUS[signal.Signals(number)], time.monotonic()
        if called_by(_FINALISER, frame):
            return  # it would swallow the exception, and print it: the build asks for itself (stop_if_asked)
        raise Stopped(_Asked.status)


take_signals()
