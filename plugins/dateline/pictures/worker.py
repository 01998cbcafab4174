"""A worker process: `python -m dateline.pictures.worker FOLDER`. Takes jobs on its standard input, answers on its standard output.

A program of its own and not multiprocessing: it imports nobody's main module, may be started from a daemonic process (`pelican -r -l`),
inherits no locks, and one that dies takes its own picture with it and no other.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path
from typing import IO, Any

from dateline.pictures.make import make
from dateline.pictures.outcome import Outcome
from dateline.pictures.plan import Job
from dateline.problems import Misread


def attempt(job: Job, folder: Path) -> Outcome | Misread:
    """Make a picture; what is wrong with it is returned, not raised."""
    try:
        return make(job, folder)
    except Misread as wrong:
        return wrong
    except MemoryError:
        return Misread("there is not enough memory to make the picture", "make it smaller, or close other programs")
    except OSError as error:
        return Misread(f"the picture cannot be made ({error.strerror or error})", "see to disk and permissions")


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
    """Make one picture after the other until the input ends. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a decoder prints is no answer
    while True:
        try:
            job = receive(sys.stdin.buffer)
        except EOFError:
            return
        made = attempt(job, folder)
        send(answers, (made.what, made.do) if isinstance(made, Misread) else made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
