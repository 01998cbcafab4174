"""Fonts that have been cut, kept; what is not there is cut in a process of its own, while the run that needs it goes on.

A file's name is known before the file is: it holds a hash of all that shapes it. So pages can name what is still being made.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from dateline.cache import Store
from dateline.dataclass import dataclass
from dateline.fonts.cut import letters_in, read_font
from dateline.fonts.worker import Order, filled
from dateline.programs import cores, ended, start

RECIPE = "1"
"""Changes whenever the same font and letters would give other bytes."""


@dataclass(frozen=True)
class Made:
    """A font file: a hash of all that shapes it, and what returns its bytes, waiting for them where they are being made."""

    shape: str
    data: Callable[[], bytes]


class FontCache:
    """The folder of fonts that have been cut. Deleting it, or any file in it, is always safe."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._missing: dict[str, Order] = {}
        self._cutting: _Cutting | None = None
        self._cut_already: dict[str, bytes] = {}

    def get(self, font: Path, letters: frozenset[str], features: tuple[str, ...]) -> Made:
        """Return a font with just these letters and features, as WOFF2.

        Raises SetupBroken where the font is missing; where it is broken, asking for the data does.
        """
        # Imported here: most sites need the basic letters only. Neither takes more than a millisecond.
        import brotli
        import fontTools

        order = Order(font, hashlib.sha256(read_font(font)).hexdigest(), letters, features)
        shaping = (RECIPE, fontTools.version, brotli.__version__, order.digest, features, sorted(letters))
        shape = hashlib.sha256(repr(shaping).encode()).hexdigest()
        kept = self._store.get(_name(shape))
        if kept is not None:
            return Made(shape, lambda: kept)
        self._missing[shape] = order
        return Made(shape, partial(self._cut, shape))

    def letters(self, font: Path) -> frozenset[str]:
        """Return the letters that a font has: to open it, what opens fonts must be imported, which takes longer than all else here.

        Raises SetupBroken where the font is missing or broken.
        """
        import fontTools

        shaping = ("letters", fontTools.version, hashlib.sha256(read_font(font)).hexdigest())
        name = hashlib.sha256(repr(shaping).encode()).hexdigest()[:32]
        kept = self._store.get(name)
        if kept is not None:
            return frozenset(kept.decode("utf-8", "surrogatepass"))
        letters = letters_in(font)
        self._store.put(name, "".join(sorted(letters)).encode("utf-8", "surrogatepass"))
        return letters

    def start(self) -> None:
        """Begin to cut what is not there; not with but one core, which has enough to do."""
        if self._missing and cores() > 1:
            with suppress(OSError):  # no more processes allowed
                self._cutting = _Cutting(self._missing.values())

    def prune(self) -> None:
        """Delete what nobody asked for, neither this run nor another lately."""
        self._store.prune()

    def _cut(self, shape: str) -> bytes:
        if self._cutting:
            self._cut_already.update(zip(self._missing, self._cutting.result(), strict=False))
            self._cutting = None
        # What the worker could not do is done here, where its error is told.
        data = self._cut_already.get(shape) or filled(self._missing[shape])
        self._store.put(_name(shape), data)
        return data


class _Cutting:
    """Fonts that a worker is cutting. Whoever forgets it ends the worker."""

    def __init__(self, orders: Iterable[Order]) -> None:
        self._process = start("dateline.fonts.worker", errors=subprocess.DEVNULL)
        self._end = weakref.finalize(self, _end, self._process)
        assert self._process.stdin is not None
        with suppress(OSError), self._process.stdin as stream:  # it may have ended already
            pickle.dump(tuple(orders), stream)

    def result(self) -> list[bytes]:
        """Wait for the fonts, and return them in the order of their orders; none where the worker came to grief."""
        assert self._process.stdout is not None
        data = self._process.stdout.read()
        self._end.detach()
        made: list[bytes] = [] if ended(self._process) else pickle.loads(data)
        return made


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    ended(process)


def _name(shape: str) -> str:
    return f"{shape[:32]}.woff2"
