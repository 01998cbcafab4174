"""Makes what was planned and is not yet in the cache, with all cores, and tells how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.pictures.cache import Cache
from dateline.pictures.outcome import Outcome
from dateline.pictures.plan import Job
from dateline.pictures.workers import Result, cores, work
from dateline.problems import Misread, Problems, say


def perform(jobs: Iterable[Job], folder: Path, problems: Problems) -> dict[str, Outcome]:
    """Return what is in the cache of each picture, by key, after making what was missing; drop from it what nobody asked for.

    What cannot be made is a problem, and then nothing is dropped: the author will be back.
    """
    jobs = tuple(jobs)
    cache = Cache(folder)
    outcomes = {job.key: outcome for job in jobs if (outcome := cache.get(job.stem))}
    missing = [job for job in jobs if job.key not in outcomes]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for job, made in _shown(work(missing, folder, cores()), len(missing)):
        if isinstance(made, Misread):
            problems.add(job.label, 0, made.what, made.do)
            failed = True
        else:
            cache.put(job.stem, made)
            outcomes[job.key] = made
    if not failed:
        cache.prune((job.stem for job in jobs), outcomes.values())
    return outcomes


def _shown(results: Iterator[Result], number: int) -> Iterator[Result]:
    """Pass results on, with a progress bar on a terminal and a plain line elsewhere."""
    if number < 2 or not sys.stdout.isatty():
        if number:
            say(f"Dateline: making {number} picture{'s' if number > 1 else ''}")
        yield from results
        return
    from pelican.log import console
    from rich.progress import track

    # Pelican's own console: it shows a spinner meanwhile, and two consoles would write over each other.
    yield from track(results, description="Pictures", total=number, transient=True, console=console)
