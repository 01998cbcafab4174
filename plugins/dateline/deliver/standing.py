"""What lies in a stage before anything is put there: files that are those of the output, by hard links.

The output that was replaced is the next stage. What both builds made alike is the same file in both, so it need not be put there again: to link and to
delete thousands of files costs more than to make the few that changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from dateline.links import MODE, Seen, seen


class Standing:
    """The files of a stage by name. `left` are those of which nobody has said that they stay, `taken` those that are the output's, too, and what they look like."""

    def __init__(self, folder: str = "", names: Iterable[str] = ()) -> None:
        self.folder = folder
        self.left = set(names)
        self.taken: dict[str, Seen] = {}

    def take(self, name: str, found: Seen) -> bool:
        """Tell whether a file stands there that is the output's, which looks as `found`: then it stays. Another one makes room."""
        if name not in self.left:
            return False
        if seen(f"{self.folder}/{name}") == found:
            self.left.discard(name)
            self.taken[name] = found
            return True
        self.drop(name)
        return False

    def sizes(self) -> dict[str, int]:
        """Return how large the files are that are the output's, where everybody may read them already."""
        return {name: found[1] for name, found in self.taken.items() if found[-1] == MODE}

    def drop(self, name: str) -> None:
        """Delete a file, which leaves that of the output as it is."""
        self.left.discard(name)
        with suppress(OSError):  # it has gone
            os.unlink(f"{self.folder}/{name}")  # noqa: PTH108 (thousands of Paths cost more than the calls)
