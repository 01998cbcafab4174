"""Makes what was planned and is not yet in the cache, with all cores, and tells how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dateline.pictures.cache import Cache
from dateline.pictures.outcome import Outcome
from dateline.pictures.plan import Job
from dateline.pictures.workers import Result, cores, work
from dateline.problems import Misread, Problems, os_problem, say
from dateline.read.names import label_of


def perform(jobs: Iterable[Job], folder: Path, problems: Problems) -> dict[str, Outcome]:
    """Return what is in the cache of each picture, by key, after making what was missing; drop from it what nobody asks for.

    In the order of the jobs, whichever was made first and whichever was there: keys are made of it.

    What cannot be made is a problem, and then nothing is dropped: the author will be back.
    """
    jobs = tuple(jobs)
    cache = Cache(folder)
    outcomes = {job.key: outcome for job in jobs if (outcome := cache.get(job.stem))}
    missing = [job for job in jobs if job.key not in outcomes]
    made = _make(missing, cache, problems)
    outcomes |= made
    if len(made) == len(missing):
        cache.prune((job.stem for job in jobs), outcomes.values())
    return {job.key: outcomes[job.key] for job in jobs if job.key in outcomes}


def deliver(
    jobs: Iterable[Job], outcomes: Mapping[str, Outcome], cache: Cache, to: Path, problems: Problems, *, linked: bool = True
) -> dict[str, str]:
    """Put the files of all pictures into a folder; return their hashes by name. `linked`: see `Cache.deliver`.

    What was damaged or deleted in the cache since is made again; what cannot be is a problem. Raises OSError where the folder cannot be
    written.
    """
    files = {made: job for job in jobs for made in outcomes[job.key].renditions()}
    spoilt = cache.deliver(files, to, linked=linked)
    if spoilt:
        # Pages name what was made the first time: the same again, for a job says all that shapes its files.
        broken = {job.stem: job for made, job in files.items() if made.name in spoilt}
        again = _make(tuple(broken.values()), cache, problems)
        still = cache.deliver([made for made in files if made.name in spoilt], to, linked=linked)
        for made, job in files.items():
            if made.name in still and job.key in again:
                problems.setup(job.label, 0, "the picture does not come out the same twice", "delete the cache, then build again", topic="pictures")
    return {made.name: made.digest for made in files}


def _make(jobs: Sequence[Job], cache: Cache, problems: Problems) -> dict[str, Outcome]:
    """Make pictures and note them in the cache; return those that could be made."""
    outcomes: dict[str, Outcome] = {}
    if not jobs:
        return outcomes
    try:
        cache.make_room()
    except OSError as error:
        problems.note(os_problem(error, label_of(cache.folder)))
        return outcomes
    for job, made in _shown(work(jobs, cache.folder, cores()), len(jobs)):
        if isinstance(made, Outcome):
            cache.put(job.stem, made)
            outcomes[job.key] = made
        elif isinstance(made, Misread):
            problems.add(job.label, 0, made.what, made.do, topic=made.topic)
        else:
            problems.note(made)
            break  # the machine's fault: the next picture would fare no better
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
