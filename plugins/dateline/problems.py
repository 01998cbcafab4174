"""What an author must mend, or had better look at, collected over a whole run; telling.py prints it."""

from __future__ import annotations

import errno
import posixpath
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

# Named here too, where most look for them.
from dateline.console import say as say
from dateline.console import shown as shown
from dateline.console import spare_console as spare_console
from dateline.console import speak_to_nobody as speak_to_nobody
from dateline.telling import BUILT as BUILT
from dateline.telling import PUBLISHED as PUBLISHED
from dateline.telling import UNTOUCHED as UNTOUCHED
from dateline.telling import remind as remind
from dateline.telling import tell as tell

CONTENT = 1
"""Exit status: problems in content (DESIGN.md, "Problems and exit status")."""
SETUP = 2
"""Exit status: a broken set-up (settings, plugin, template)."""
INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells count it."""

SETTINGS_FILE = "pelicanconf.py"
"""How the settings are named in problems (Pelican does not say which file it read)."""

Topic = Literal[
    "", "head", "values", "dates", "zones", "colours", "keys", "sources", "event", "languages", "data-files", "places", "text", "links", "components",
    "pictures", "responses", "kept-copies", "drawings", "maps", "addresses", "files", "encoding", "characters", "settings", "plug-ins", "theme", "output", "machine",
]  # fmt: skip
"""What a message is about: the anchor of docs/messages.md where it is explained; none: the page itself."""

_MOST = 1000
"""Letters that are printed of what is wrong."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, what to do, where that is explained. `column` counts from 1; 0 means that it is not known."""

    path: str
    line: int
    what: str
    do: str
    setup: bool = field(default=False, compare=False)
    topic: Topic = field(default="", compare=False)
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """Return `file:line: what is wrong: what to do`; line 0 means the whole file."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return shown(f"{where}: {_cut(self.what)}: {self.do}")


def _cut(what: str) -> str:
    """Return what is wrong without the middle of what nobody reads to its end: a value of thousands of letters, pasted into one line."""
    return what if len(what) <= _MOST else f"{what[: _MOST // 2]}…{what[-_MOST // 2 :]}"


class Problems:
    """The problems of one run. Knows nothing of how they were found."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()
        self._doubtful: set[Problem] = set()

    def add(self, path: str, line: int, what: str, do: str, *, topic: Topic = "", column: int = 0) -> None:
        """Note a problem in content; the same one is kept once."""
        self._found.add(Problem(path, line, what, do, topic=topic, column=column))

    def setup(self, path: str, line: int, what: str, do: str, *, topic: Topic = "") -> None:
        """Note a problem in settings, plugin or theme."""
        self._found.add(Problem(path, line, what, do, setup=True, topic=topic))

    def warn(self, path: str, line: int, what: str, do: str, *, topic: Topic = "") -> None:
        """Note what may be right and is rarely meant: told when the site is built, and no reason not to build it."""
        self._doubtful.add(Problem(path, line, what, do, topic=topic))

    def warnings(self) -> list[Problem]:
        """Return all warnings by file and line; they are no part of the problems."""
        return sorted(self._doubtful)

    def note(self, problem: Problem) -> None:
        """Note a problem that somebody else put into words."""
        self._found.add(problem)

    def keep(self, warnings: Iterable[Problem]) -> None:
        """Note warnings of a build before this one, which still hold."""
        self._doubtful.update(warnings)

    def take(self, others: Problems) -> bool:
        """Note all problems and warnings that were found apart; tell whether there were any."""
        self._found |= others._found
        self._doubtful |= others._doubtful
        return bool(others._found or others._doubtful)

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

    def __init__(self, path: str, line: int, what: str, do: str, *, topic: Topic = "") -> None:
        self.problem = Problem(path, line, what, do, setup=True, topic=topic)
        super().__init__(str(self.problem))

    @classmethod
    def by(cls, error: OSError, path: str) -> SetupBroken:
        """Return what a failed call of the system comes to where no content can be the reason."""
        told = os_problem(error, path)
        return cls(told.path, told.line, told.what, told.do, topic=told.topic)


class Misread(ValueError):
    """A written value that cannot be understood: what is wrong, what to do, where that is explained."""

    def __init__(self, what: str, do: str, *, topic: Topic = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do
        self.topic: Topic = topic


MACHINE = {
    errno.ENOSPC: ("the disk is full", "make room on it, or choose another"),
    getattr(errno, "EDQUOT", -1): ("your share of the disk is full", "delete what you do not need, or choose another disk"),
    errno.EROFS: ("the disk can only be read", "choose a folder on another disk"),
    errno.EMFILE: ("too many files are open", "close other programs, or raise the limit (ulimit -n)"),
    errno.ENFILE: ("too many files are open", "close other programs"),
    errno.EIO: ("the disk fails", "check it, and copy what is on it"),
    errno.ENOMEM: ("there is not enough memory", "close other programs"),
    errno.ENAMETOOLONG: ("the name is too long for this file system", "give it a shorter name, or choose a folder that lies less deep"),
}
"""What is wrong with the machine, and what to do (POSIX, errno.h)."""
_FILES_OWN = {
    errno.ENOENT: ("it is not there any more", "build again"),
    errno.EISDIR: ("this is a folder, not a file", "rename it, or put a file in its place"),
    errno.ENOTDIR: ("a file lies where a folder is needed", "rename one of the two"),
    errno.EEXIST: ("something lies in its place", "take it away"),
    errno.ELOOP: ("its links lead to each other", "put the file itself there"),
}
"""What is wrong with a file, and what to do."""


def os_problem(error: OSError, path: str, line: int = 0) -> Problem:
    """Return what a refusal of the operating system comes to: a broken set-up (2) where the machine is at fault, else a problem of the file (1).

    The one place where this is decided, for reading and for writing.
    """
    number = error.errno or 0
    if number in MACHINE:
        return Problem(path, line, *MACHINE[number], setup=True, topic="machine")
    if isinstance(error, PermissionError):
        return Problem(path, line, "no rights to read or write it", "change its permissions, or its owner", setup=True, topic="machine")
    said = error.strerror or " ".join(str(error).split()) or type(error).__name__
    otherwise = (f"it cannot be used ({said})", "see to the file and the disk that it lies on")
    return Problem(path, line, *_FILES_OWN.get(number, otherwise), topic="files")


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is near, an empty string if none is; `cutoff` is the least nearness, from 0 to 1.

    Nearness is difflib's ratio (Ratcliff and Obershelp 1988), compared without regard to case.
    """
    import difflib  # here: it is needed where something is wrong

    by_folded = {name.casefold(): name for name in sorted(known)}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else ""


_ALIKE = str.maketrans(
    "авеёкмнорстухіјѕһԁԛԝүАВЕЁКМНОРСТУХІЈЅҺԜҮαικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abeekmhopctyxijshdqwyABEEKMHOPCTYXIJShWYaikvoptuxABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters, and the Latin ones that they are taken for (after Unicode Technical Standard 39, confusables.txt)."""


def _looks(word: str) -> str:
    """Return the same for two words that look the same: letters taken apart, what has no shape left out."""
    apart = unicodedata.normalize("NFKD", word.translate(_ALIKE))
    return "".join(letter for letter in apart if unicodedata.category(letter) not in ("Cf", "Cc")).translate(_ALIKE).casefold()


def _offer(word: str, near: str, name: str = "") -> str:
    """Return the offer of a near word; where it looks just like the one that is unknown, with the letters that make the difference."""
    offered = f'did you mean "{name or near}"?'
    if word == near or word.casefold() == near.casefold() or _looks(word) != _looks(near):
        return offered
    odd = dict.fromkeys(letter for letter in word if letter not in near) or dict.fromkeys(letter for letter in near if letter not in word)
    named = (f"{unicodedata.name(letter, 'a character without a name')} (U+{ord(letter):04X})" for letter in odd)
    return f"{offered} The two look alike: one has {', '.join(named)}"


def near_or(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about an unknown word: a near one if there is one, else the given advice."""
    near = nearest(word, known)
    return _offer(word, near) if near else otherwise


def near_file_or(path: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about a file that is not there: one of a near name, in whatever folder, or else the given advice."""
    by_name = {posixpath.basename(file): file for file in sorted(known)}
    near = nearest(posixpath.basename(path), by_name)
    return _offer(posixpath.basename(path), near, by_name[near]) if near else otherwise
