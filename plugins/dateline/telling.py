"""How problems are told: one a line for whoever reads them from a pipe; on a terminal with the line itself, a caret, and where it is explained."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dateline.console import put, say, shown
from dateline.dataclass import dataclass

if TYPE_CHECKING:
    from dateline.problems import Problem

UNTOUCHED = "Nothing was written; the site is as it was."
"""What is said where a run stops before its site has taken the old one's place."""
PUBLISHED = "The new site is in place."
"""What is said where something fails, or is stopped, only after that."""
BUILT = "The site was built."
"""What is said with warnings of a build."""
_BOLD, _RED, _YELLOW, _DIM = "1", "31", "33", "2"
"""Select Graphic Rendition (ECMA-48, 8.3.117)."""
_WARNING = "warning: "
_LARGEST = 2_000_000
"""Bytes of a file of which a line is shown."""
_NARROWEST = 40
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True)
class Terminal:
    """What is known of a terminal: how many letters fit into a line, and whether it may be coloured."""

    columns: int
    colour: bool


def terminal(stream: IO[str] | None, variables: Mapping[str, str] | None = None) -> Terminal | None:
    """Return the terminal that a stream is, None for a file or a pipe. It is not coloured where NO_COLOR is set (no-color.org), or if it is dumb."""
    variables = os.environ if variables is None else variables
    try:
        if stream is None or not stream.isatty():
            return None
    except ValueError:  # it is closed
        return None
    plain = bool(variables.get("NO_COLOR")) or variables.get("TERM") == "dumb"
    if os.name == "nt":  # its old console shows the codes themselves
        plain = plain or not (variables.get("WT_SESSION") or variables.get("TERM"))
    return Terminal(max(shutil.get_terminal_size().columns, _NARROWEST), colour=not plain)


def tell(problems: Iterable[Problem], state: str = UNTOUCHED) -> None:
    """Print problems to standard error, one a line, with a closing count and the state in which the site is left."""
    told = list(problems)
    _print(told)
    noun = "problem" if len(told) == 1 else "problems"
    say(f"{len(told)} {noun}. {state}", error=True)


def remind(warnings: Iterable[Problem], state: str = BUILT) -> None:
    """Print warnings to standard error as `file:line: warning: what: what to do`, with a closing count; nothing where there are none."""
    told = list(warnings)
    _print([replace(warning, what=f"{_WARNING}{warning.what}") for warning in told])
    if told:
        noun = "warning" if len(told) == 1 else "warnings"
        say(f"{len(told)} {noun}. {state}", error=True)


def _print(problems: Iterable[Problem]) -> None:
    screen = terminal(sys.stderr)
    for problem in problems:
        put(on(screen, problem) if screen else (str(problem),), error=True)
    _lines.cache_clear()


def on(screen: Terminal, problem: Problem) -> Iterator[str]:
    """Yield the lines of a problem on a terminal: what it says, the line of the file with a caret below, and where it is explained."""

    def painted(words: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if screen.colour and words else words

    tint = _YELLOW if problem.what.startswith(_WARNING) else _RED
    where = f"{problem.path}:{problem.line}" if problem.line else problem.path
    yield f"{painted(shown(where), _BOLD)}: {painted(shown(problem.what), tint)}: {shown(problem.do)}"
    gutter = " " * (len(str(problem.line)) + 2)
    if found := excerpt(problem, screen.columns - len(gutter) - 2):
        line, before, length = found
        yield f"{painted(f' {problem.line} |', _DIM)} {line}"
        if length:
            yield f"{painted(f'{gutter}|', _DIM)} {' ' * before}{painted('^' * length, _BOLD, tint)}"
    if page := explained(problem):
        yield f"{gutter}{painted(f'see {shown(page)}', _DIM)}"


def explained(problem: Problem) -> str:
    """Return where a problem is explained: the documentation's page and the anchor in it; nothing where the kit came without it."""
    from dateline.kit import messages  # here: only where something is wrong

    page = messages()
    if not page.is_file():
        return ""
    name = os.path.relpath(page) if page.is_relative_to(Path.cwd()) else str(page)
    return f"{name}#{problem.topic}" if problem.topic else name


def excerpt(problem: Problem, columns: int) -> tuple[str, int, int] | None:
    """Return the line of a problem, cut to so many columns, with the columns before the caret and how long it is; 0 where the place is unknown.

    None where there is no such line. What is written from right to left has no caret: where its letters come to stand only the terminal knows.
    """
    lines = _lines(problem.path)
    if not 1 <= problem.line <= len(lines):
        return None
    line = lines[problem.line - 1].rstrip()
    start, length = place(problem, line)
    first = _from(line, start, columns // 2) if width(line) > columns else 0
    before, words, after = line[first:start], line[start : start + length], line[start + length :]
    pieces = [_visible(piece) for piece in ("…" * (first > 0) + before, words, after)]
    whole = _cut("".join(pieces), columns)
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in whole):
        return whole, 0, 0
    return whole, width(pieces[0]), min(width(pieces[1]), max(width(whole) - width(pieces[0]), 0))


def place(problem: Problem, line: str) -> tuple[int, int]:
    """Return where in its line a problem is, and how many letters are concerned; (0, 0) where that is not known.

    It is known by its column, or by the words that it quotes, where they stand in the line just once.
    """
    if 1 <= problem.column <= len(line):
        return problem.column - 1, 1
    greedy = problem.what.partition('"')[2].rpartition('"')[0]
    for words in dict.fromkeys((greedy, *_QUOTED.findall(problem.what))):
        words = words.removesuffix("…")
        if words.strip() and line.count(words) == 1:
            return line.index(words), len(words)
    return 0, 0


def width(text: str) -> int:
    """Return how many columns a text takes (Unicode Standard Annex 11; marks that combine take none)."""
    return sum(0 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _from(line: str, start: int, columns: int) -> int:
    """Return where so many columns before a place begin, in letters."""
    left = columns
    while start and left > 0:
        start -= 1
        left -= width(_visible(line[start]))
    return start


def _visible(text: str) -> str:
    return shown(text.replace("\t", "    ")) if text else ""


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    while width(text) >= columns:
        text = text[:-1]
    return f"{text}…"


@lru_cache(maxsize=16)
def _lines(path: str) -> tuple[str, ...]:
    """Return the lines of a file as messages count them; nothing where it is none, or a very large one."""
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return ()
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
