"""What an author must mend, collected over a whole run and told together."""

from __future__ import annotations

import difflib
import errno
import posixpath
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

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

    def add(self, path: str, line: int, what: str, do: str) -> None:
        """Note a problem in content; the same one is kept once."""
        self._found.add(Problem(path, line, what, do))

    def setup(self, path: str, line: int, what: str, do: str) -> None:
        """Note a problem in settings, plugin or theme."""
        self._found.add(Problem(path, line, what, do, setup=True))

    def note(self, problem: Problem) -> None:
        """Note a problem that somebody else put into words."""
        self._found.add(problem)

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

    def stop_if_setup(self) -> None:
        """Raise ProblemsFound when the set-up is broken: what follows could not be told rightly."""
        if self.status() == SETUP:
            raise ProblemsFound

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

    @classmethod
    def by(cls, error: OSError, path: str) -> SetupBroken:
        """Return what a failed call of the system comes to where no content can be the reason."""
        told = os_problem(error, path)
        return cls(told.path, told.line, told.what, told.do)


class Misread(ValueError):
    """A written value that cannot be understood: what is wrong, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


_ROOM = ("there is no room left on the disk", "make room, then build again")
_RIGHTS = ("the system does not allow it", "correct the permissions, or close what uses it")
_OPEN = ("too many files are open", "close other programs, or raise the limit (ulimit -n)")
_MACHINE: dict[int, tuple[str, str]] = {
    errno.ENOSPC: _ROOM,
    getattr(errno, "EDQUOT", errno.ENOSPC): ("your share of the disk is used up", _ROOM[1]),
    errno.EROFS: ("the disk can only be read", "make it writable, or choose a folder on another one"),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EMFILE: _OPEN,
    errno.ENFILE: _OPEN,
    errno.ENAMETOOLONG: ("the name is too long for the disk", "choose shorter names, or a folder that lies less deep"),
    errno.EIO: ("the disk does not answer as it should", "check it; copy what is on it elsewhere"),
    errno.ENOMEM: ("there is not enough memory", "close other programs, then build again"),
}
"""What the machine lacks, and what to do (POSIX, errno.h)."""
_FILE: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("it was there and is gone", "put it back if it is needed, then build again"),
    errno.EISDIR: ("it is a folder, not a file", "rename it, or put a file in its place"),
    errno.ENOTDIR: ("a file lies where a folder is needed", "rename one of the two"),
    errno.ELOOP: ("its links lead to each other", "put the file itself there"),
}
"""What is the matter with one file."""


def os_problem(error: OSError, path: str) -> Problem:
    """Return what a failed call of the system comes to: a problem of the file that `path` names (status 1) or of the machine (status 2).

    The one place where this is decided, for reading and writing alike.
    """
    number = error.errno or 0
    said = f" ({error.strerror})" if error.strerror else ""
    if number in _MACHINE:
        what, do = _MACHINE[number]
        return Problem(path, 0, what + said, do, setup=True)
    what, do = _FILE.get(number, ("it cannot be read or written", "copy it again, or choose another place"))
    return Problem(path, 0, what + (said or f" ({' '.join(str(error).split()) or type(error).__name__})"), do)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is near, an empty string if none is.

    Nearness is difflib's ratio (Ratcliff and Obershelp 1988), compared without regard to case.
    """
    by_folded = {name.casefold(): name for name in sorted(known)}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""


def near_or(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about an unknown word: a near one if there is one, else the given advice."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise


def near_file_or(path: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about a file that is not there: one of a near name, in whatever folder, or else the given advice."""
    by_name = {posixpath.basename(file): file for file in sorted(known)}
    near = nearest(posixpath.basename(path), by_name)
    return f'did you mean "{by_name[near]}"?' if near else otherwise


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, one a line, with a closing count."""
    told = list(problems)
    for problem in told:
        print(problem, file=sys.stderr)
    noun = "problem" if len(told) == 1 else "problems"
    print(f"{len(told)} {noun}. Nothing was written; the site is as it was.", file=sys.stderr, flush=True)
