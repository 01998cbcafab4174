"""Work shared over the cores by forking: what one process would do is done by several, and comes out the same.

A child has all that the parent has, costs some milliseconds, and sends back one value. Whatever is the matter with one (it raised, was
killed, wanted to say something, could not pickle what it made), the parent does its share itself: errors and words are those of a run
in one process, and in its order. So `work` must be a function of its items that keeps nothing elsewhere.

Children are never left over: they hold one end of a pipe whose other end only the parent has, and end when that closes, however the parent
came to its end.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, NoReturn, TypeVar

from dateline.programs import cores

T = TypeVar("T")
R = TypeVar("R")

_SAFE = hasattr(os, "fork") and sys.platform not in ("darwin", "ios", "android", "emscripten", "wasi")
"""Whether processes can fork here. macOS has the call, but its libraries do not bear it (CPython issue 77906)."""
_THREADS = "/proc/self/task"
_TRIES, _PAUSE = 20, 0.001
_CHILD = 0


def shared(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    *,
    least: int = 64,
    weight: Callable[[T], float] = lambda _item: 1,
) -> list[R]:
    """Return what `work` makes of consecutive runs of the items, in their order: one run a core, of about the same weight each.

    Below `least` items, and where processes cannot fork safely, there is one run. Raises what `work` raises.
    """
    if not items:
        return []
    number = cores() if len(items) >= least and _can_fork() else 1
    runs = cut([weight(item) for item in items], number) if number > 1 else [slice(0, len(items))]
    if len(runs) == 1:
        return [work(items)]
    shares = [items[run] for run in runs]
    with _children(work, shares[1:]) as pipes:
        results = [work(shares[0])]
        for share, pipe in zip(shares[1:], pipes, strict=True):
            found = _receive(pipe)
            results.append(found[0] if found else work(share))
    return results


@contextmanager
def beside(work: Callable[[], R], *, worth: bool = True) -> Iterator[Callable[[], R]]:
    """Let a child do something meanwhile. Yields what returns its result: waits for it, or does it here where it is not worth a child or none can be.

    What it raises is raised by whoever asks for the result.
    """
    if not worth or cores() < 2 or not _can_fork():
        yield cache(work)
        return
    with _children(lambda _share: work(), [()]) as pipes:

        @cache
        def result() -> R:
            found = _receive(pipes[0])
            return found[0] if found else work()

        yield result


def cut(weights: Sequence[float], number: int) -> list[slice]:
    """Return at most `number` consecutive runs, none of them empty, whose weights differ as little as whole items allow."""
    total = sum(weights)
    edges, before = [0], 0.0
    for place, after in enumerate(accumulate(weights), 1):
        goal = total * len(edges) / number
        if after >= goal and len(edges) < number:
            nearer = place if after - goal <= goal - before else place - 1
            if nearer > edges[-1]:
                edges.append(nearer)
        before = after
    if edges[-1] < len(weights):
        edges.append(len(weights))
    return [slice(start, end) for start, end in pairwise(edges)]


def _can_fork() -> bool:
    """Tell whether this process may fork now: another thread may hold a lock that a child would wait for without end."""
    if not _SAFE or threading.active_count() > 1 or threading.current_thread() is not threading.main_thread():
        return False
    try:
        for _ in range(_TRIES):
            if len(os.listdir(_THREADS)) == 1:  # noqa: PTH208 (only their number matters)
                return True
            time.sleep(_PAUSE)  # one that has ended for Python may not yet have for the system
    except OSError:
        return True  # not Linux: threads that are not Python's cannot be counted
    return False


@contextmanager
def _children(work: Callable[[Sequence[T]], R], shares: Sequence[Sequence[T]]) -> Iterator[list[int]]:
    """Give each share to a child. Yields the pipes in which they answer; a share for which there is no child has one that is at its end."""
    pipes: list[int] = []
    children: list[int] = []
    alive, held = os.pipe()
    try:
        for share in shares:
            answers, answer = os.pipe()
            pipes.append(answers)
            # A signal that comes now waits: it must find the child as a child, and the parent with the child noted.
            blocked = _block()
            try:
                with suppress(OSError):  # no more processes allowed
                    child = os.fork()
                    if child == _CHILD:
                        os.close(held)
                        _serve(work, share, alive, answer, blocked)
                    children.append(child)
            finally:
                os.close(answer)
                signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        yield pipes
    finally:
        for end in (alive, held, *pipes):
            os.close(end)
        for child in children:
            with suppress(OSError):  # somebody else has waited for it
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _block() -> set[signal.Signals | int]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, numbers))


def _serve(
    work: Callable[[Sequence[T]], R], share: Sequence[T], alive: int, answer: int, unblocked: set[Any]
) -> NoReturn:
    """Be a child: do a share, send the result and end. What goes wrong is left to the parent, which will meet it again."""
    try:
        gc.freeze()  # a child that collects garbage would otherwise write to, and so copy, every page of the parent's memory
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
        threading.Thread(target=_end_with_parent, args=(alive,), daemon=True).start()
        _be_silent()
        data = memoryview(pickle.dumps(work(share), pickle.HIGHEST_PROTOCOL))
        while data:
            data = data[os.write(answer, data) :]
    finally:
        os._exit(0)  # neither `finally` of the parent's nor what it wants done at exit


def _end_with_parent(alive: int) -> None:
    """Wait until nobody holds the other end of a pipe any more, which the parent does while it lives; then end at once."""
    os.read(alive, 1)
    os._exit(1)


class _Spoke(BaseException):
    """A child wanted to say something: the parent, which is the one to say it, must do the share."""


class _Mute:
    def write(self, _text: str) -> NoReturn:
        raise _Spoke

    def flush(self) -> None:
        """Nothing is ever held back."""


def _be_silent() -> None:
    sys.stdout = sys.stderr = _Mute()  # all that print, warnings and tracebacks ask for
    logging.setLogRecordFactory(_speak)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _speak(*_args: object, **_more: object) -> NoReturn:
    raise _Spoke


def _receive(pipe: int) -> list[Any]:
    """Return, in a list, what a child sent; an empty one where it ended before all of it was there, or it cannot be read."""
    try:
        # As it comes, not all at once: what is large would be there three times over.
        with open(pipe, "rb", closefd=False) as stream:
            return [pickle.load(stream)]
    except Exception:  # noqa: BLE001 (unpickling raises anything; then the share is done here)
        return []
