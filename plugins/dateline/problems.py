"""What an author must mend, or had better look at, collected over a whole run and told together."""

from __future__ import annotations

import difflib
import posixpath
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

CONTENT = 1
"""Exit status: problems in content (DESIGN.md, "Problems and exit status")."""
SETUP = 2
"""Exit status: a broken set-up (settings, plugin, template)."""
INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells count it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, what to do."""

    path: str
    line: int
    what: str
    do: str
    setup: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        """Return `file:line: what is wrong: what to do`; line 0 means the whole file."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.what}: {self.do}"


class Problems:
    """The problems of one run. Knows nothing of how they were found."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()
        self._doubtful: set[Problem] = set()

    def add(self, path: str, line: int, what: str, do: str) -> None:
        """Note a problem in content; the same one is kept once."""
        self._found.add(Problem(path, line, what, do))

    def setup(self, path: str, line: int, what: str, do: str) -> None:
        """Note a problem in settings, plugin or theme."""
        self._found.add(Problem(path, line, what, do, setup=True))

    def warn(self, path: str, line: int, what: str, do: str) -> None:
        """Note what may be right and is rarely meant: told when the site is built, and no reason not to build it."""
        self._doubtful.add(Problem(path, line, what, do))

    def warnings(self) -> list[Problem]:
        """Return all warnings by file and line; they are no part of the problems."""
        return sorted(self._doubtful)

    def concern(self, path: str) -> bool:
        """Tell whether a file already has a problem."""
        return any(problem.path == path for problem in self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def sorted(self) -> list[Problem]:
        """Return all problems by file and line."""
        return sorted(self._found)

    def status(self) -> int:
        """Return the exit status: a broken set-up outweighs broken content."""
        if any(problem.setup for problem in self._found):
            return SETUP
        return CONTENT if self._found else 0

    def stop_if_any(self) -> None:
        """Raise ProblemsFound when there is a reason not to go on."""
        if self._found:
            raise ProblemsFound


class ProblemsFound(Exception):
    """The run stops: its Problems say why. Carries nothing, so that nobody prints it twice."""


class SetupBroken(Exception):
    """The run cannot start or end: one broken thing in settings, theme or file system."""

    exitcode = SETUP
    """Where Pelican's main() takes the exit status from, should this reach it."""

    def __init__(self, path: str, line: int, what: str, do: str) -> None:
        self.problem = Problem(path, line, what, do, setup=True)
        super().__init__(str(self.problem))


class Misread(ValueError):
    """A written value that cannot be understood: what is wrong, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is near, an empty string if none is; `cutoff` is the least nearness, from 0 to 1.

    Nearness is difflib's ratio (Ratcliff and Obershelp 1988), compared without regard to case.
    """
    by_folded = {name.casefold(): name for name in sorted(known)}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else ""


def near_or(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about an unknown word: a near one if there is one, else the given advice."""
    near = nearest(word, known)
    return f'did you mean "{near}"?{_disguised(word, near)}' if near else otherwise


def _disguised(word: str, near: str) -> str:
    """Return which characters make a word another one that may look just like it: letters of another script, joiners."""
    odd = [] if word.isascii() or not near.isascii() else [letter for letter in dict.fromkeys(word) if not letter.isascii()]
    return f" (there is {', '.join(f'U+{ord(letter):04X}' for letter in odd)} in what is written)" if odd else ""


def near_file_or(path: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about a file that is not there: one of a near name, in whatever folder, or else the given advice."""
    by_name = {posixpath.basename(file): file for file in sorted(known)}
    near = nearest(posixpath.basename(path), by_name)
    return f'did you mean "{by_name[near]}"?{_disguised(path, by_name[near])}' if near else otherwise


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, one a line, with a closing count."""
    told = list(problems)
    for problem in told:
        print(problem, file=sys.stderr)
    noun = "problem" if len(told) == 1 else "problems"
    print(f"{len(told)} {noun}. Nothing was written; the site is as it was.", file=sys.stderr, flush=True)


def remind(warnings: Iterable[Problem]) -> None:
    """Print warnings to standard error as `file:line: warning: what: what to do`, with a closing count; nothing where there are none."""
    told = list(warnings)
    for warning in told:
        print(replace(warning, what=f"warning: {warning.what}"), file=sys.stderr)
    if told:
        noun = "warning" if len(told) == 1 else "warnings"
        print(f"{len(told)} {noun}. The site was built.", file=sys.stderr, flush=True)
