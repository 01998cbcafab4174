"""A worker process: `python -m dateline.fonts.worker`. Takes orders on its standard input, answers with fonts on its standard output.

A program of its own for the reasons of `pictures.worker`. It does what it is asked once, within a second or two, and ends.
"""

from __future__ import annotations

import hashlib
import pickle
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.fonts.cut import cut, read_font
from dateline.problems import SetupBroken


@dataclass(frozen=True)
class Order:
    """What is to be cut: letters and features of a font, whose content has this SHA-256."""

    font: Path
    digest: str
    letters: frozenset[str]
    features: tuple[str, ...]


def filled(order: Order) -> bytes:
    """Return what was ordered, as WOFF2. Raises SetupBroken where the font cannot be read, or is another one since."""
    data = read_font(order.font)
    if hashlib.sha256(data).hexdigest() != order.digest:
        raise SetupBroken(f"theme/fonts/{order.font.name}", 0, "the font has changed during the build", "build again", topic="theme")
    return cut(order.font, data, order.letters, order.features)


def main() -> None:
    """Answer with all fonts, or not at all: what is wrong with one is told by whoever ordered it. Ctrl-C is that one's business too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders: Sequence[Order] = pickle.load(sys.stdin.buffer)
    pickle.dump([filled(order) for order in orders], sys.stdout.buffer)


if __name__ == "__main__":
    main()
