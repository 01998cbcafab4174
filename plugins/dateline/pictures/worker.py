"""A worker process: `python -m dateline.pictures.worker FOLDER`. Takes jobs on its standard input, answers on its standard output.

A program of its own and not multiprocessing: it imports nobody's main module, may be started from a daemonic process (`pelican -r -l`),
inherits no locks, and one that dies takes its own picture with it and no other.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import IO, Any

from dateline.pictures.outcome import Outcome
from dateline.pictures.plan import Job
from dateline.problems import Misread, Problem, os_problem

Answer = Outcome | Misread | Problem
"""What comes of a job: what was made, what is wrong with the picture, or what is the matter with its file or the machine."""


def attempt(job: Job, folder: Path) -> Answer:
    """Make a picture; what is wrong is returned, not raised."""
    from dateline.pictures.make import make  # here: a build that has no picture to make does without Pillow

    try:
        return make(job, folder)
    except Misread as wrong:
        return wrong
    except MemoryError:
        return Misread("there is not enough memory to make the picture", "make it smaller, or close other programs", topic="machine")
    except OSError as error:
        return os_problem(error, job.label)


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message with its length before it."""
    data = pickle.dumps(message)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message. Raises EOFError when the other side has ended."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(head, "big")))


def main(folder: Path) -> None:
    """Make one picture after the other until the input ends. Ctrl-C is the parent's business.

    The input ends when the parent does, however it does: what is being made then is nobody's any more, and is left at once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a decoder prints is no answer
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        made = attempt(jobs.get(), folder)
        try:
            send(answers, (made.what, made.do) if isinstance(made, Misread) else made)
        except OSError:
            os._exit(0)


def _listen(jobs: queue.SimpleQueue[Job]) -> None:
    """Take jobs from the standard input; end the process, whatever it is doing, when there can be no more."""
    try:
        while True:
            jobs.put(receive(sys.stdin.buffer))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)  # not sys.exit: that would wait for the picture that is being made


if __name__ == "__main__":
    main(Path(sys.argv[1]))
