"""Python's collector of garbage, spared what it cannot find any in.

What has been imported, Pelican's modules above all, stays to the end, and what a build makes, values by the hundred thousand, is nearly all
wanted until it ends. Left to itself the collector goes through both again and again, and through everything once more when the process
ends: a quarter of the time of a build of 10,000 entries, and of one that has nothing to do.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (20_000, 10, 10)
"""How many new objects it takes to look at the new ones, and how many of these looks to look at older ones (Python's own: 700, 10, 10)."""


def spare_collector() -> None:
    """Let the collector pass over all that there is now, and look at the rest less often."""
    gc.freeze()
    gc.set_threshold(*_RARELY)


atexit.register(gc.freeze)


@contextmanager
def unsearched() -> Iterator[None]:
    """Let nobody look for cycles meanwhile. Whatever is in no cycle is freed as ever; it costs a fortieth of a large build's memory."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
