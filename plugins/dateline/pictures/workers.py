"""Several worker processes at once: each takes the next picture when it is done with one."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.pictures.plan import Job
from dateline.pictures.worker import Answer, attempt, receive, send
from dateline.problems import Misread
from dateline.programs import cores as cores  # named here too, where others look for it
from dateline.programs import ended, start

PATIENCE = 900
"""Seconds after which a worker is taken for hung; a hundred megapixels take a twentieth of it."""

Result = tuple[Job, Answer]


def work(jobs: Sequence[Job], folder: Path, most: int, patience: float = PATIENCE) -> Iterator[Result]:
    """Yield each job with what came of it, in the order in which they are done. A single one is done in this process."""
    number = min(most, len(jobs))
    if number < 2:
        for job in jobs:
            yield job, attempt(job, folder)
        return
    # The largest first: the last one to be done should be a small one.
    left: queue.SimpleQueue[Job] = queue.SimpleQueue()
    for job in sorted(jobs, key=lambda job: job.megapixels, reverse=True):
        left.put(job)
    done: queue.SimpleQueue[Result] = queue.SimpleQueue()
    workers = [_Worker(folder, patience) for _ in range(number)]
    threads = [threading.Thread(target=worker.serve, args=(left, done), daemon=True) for worker in workers]
    try:
        for thread in threads:
            thread.start()
        for _ in jobs:
            yield done.get()
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """One process, started when there is something to do and again after it died."""

    def __init__(self, folder: Path, patience: float) -> None:
        self._folder = folder
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def serve(self, left: queue.SimpleQueue[Job], done: queue.SimpleQueue[Result]) -> None:
        """Take jobs until there are none."""
        while not self._stopped:
            try:
                job = left.get_nowait()
            except queue.Empty:
                return
            done.put((job, self._ask(job)))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._stopped = True
        process = self._process  # the thread that serves lets go of it as soon as it has died
        if process:
            process.kill()
            ended(process)

    def _ask(self, job: Job) -> Answer:
        process = self._process = self._process or start("dateline.pictures.worker", str(self._folder.resolve()))
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(self._patience, process.kill)
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, job)
            answer = receive(process.stdout)
        except (EOFError, OSError, ValueError):
            self._process = None
            status = ended(process)
            what = f"making the picture came to an end before it was done (exit status {status})"
            return Misread(what, "make the picture smaller, or export it again as JPEG", topic="pictures")
        finally:
            timer.cancel()
        made: Answer = Misread(*answer, topic="pictures") if isinstance(answer, tuple) else answer
        return made
