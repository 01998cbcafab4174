"""The documentation as tests read it: README.md, the pages in docs/ and theme/README.md, with what their comments mark.

    <!-- example: content/event.md -->   the code block below is that file; all such files together are one site
    <!-- example: in an article -->      the code block below is a piece of Markdown; all such pieces together are an article
    <!-- example: catalogue -->         the code block below is part of a gettext catalogue
    <!-- keys: entry -->                 the table below has keys of entries; several kinds are parted by blanks
    <!-- settings -->, <!-- tasks -->    the table below has keys of DATELINE, commands
    <!-- options: map -->                the table below has all options of a command
    <!-- table: when -->                 a table that a test looks for by this name
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.sites import ROOT

README = "README.md"
THEME = "theme/README.md"
LIST = "docs/README.md"
IN_AN_ARTICLE = "in an article"
CATALOGUE = "catalogue"

_EXAMPLE = re.compile(r"<!-- example: (.+?) -->\n+```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FENCED = re.compile(r"^( *)```.*?^\1```$", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"!?\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)\)")
_GENERATED = re.compile(r"<!-- begin: .*?<!-- end: .*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Table:
    """A table: the page it is on, the line of its heads, and the cells of its rows, heads not among them."""

    page: str
    line: int
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def pages() -> dict[str, str]:
    """Return the text of every page by its path below the repository."""
    files = [ROOT / README, *sorted((ROOT / "docs").glob("*.md")), ROOT / THEME]
    return {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}


def examples() -> list[tuple[str, str, str]]:
    """Return page, name and text of all examples, in order."""
    return [(page, name, text) for page, whole in pages().items() for name, text in _EXAMPLE.findall(whole)]


def tables() -> Iterator[Table]:
    """Yield every table outside code."""
    for page, whole in pages().items():
        lines = without_code_blocks(whole).splitlines()
        for number, line in enumerate(lines):
            if re.fullmatch(r"\|( *:?-+:? *\|)+", line):
                rows = []
                for row in lines[number + 1 :]:
                    if not row.startswith("|"):
                        break
                    rows.append(_cells(row))
                yield Table(page, number, _cells(lines[number - 1]), tuple(rows))


def marked(mark: str) -> list[Table]:
    """Return the tables right below a comment such as `<!-- settings -->`; of `keys: entry article`, each word is a mark of its own."""
    kind, _, name = mark.partition(": ")
    found = []
    for table in tables():
        above = pages()[table.page].splitlines()[table.line - 2]
        matched = re.fullmatch(r"<!-- ([a-z]+)(?:: (.+))? -->", above)
        if matched and matched[1] == kind and (not name or name in (matched[2] or "").split()):
            found.append(table)
    return found


def rows(mark: str) -> list[tuple[str, ...]]:
    """Return the rows of all tables with a mark, one below the other."""
    return [row for table in marked(mark) for row in table.rows]


def without_code_blocks(text: str) -> str:
    """Return a page with its blocks of code emptied; the other lines keep their numbers."""
    for blocks in (_FENCED, _INDENTED):
        text = blocks.sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


def code_lines() -> Iterator[tuple[str, str]]:
    """Yield page and line of everything in blocks of code."""
    for page, whole in pages().items():
        kept = without_code_blocks(whole).splitlines()
        for number, line in enumerate(whole.splitlines()):
            if line.strip() and (number >= len(kept) or kept[number] != line):
                yield page, line.strip()


def links(text: str) -> list[str]:
    """Return where the links and pictures of a page lead to, outside code."""
    return _LINK.findall(_CODE.sub("", without_code_blocks(text)))


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    made: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", without_code_blocks(text), re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        again = 1
        while (anchor := name if again == 1 else f"{name}-{again - 1}") in made:
            again += 1
        made.add(anchor)
    return made


def words(text: str) -> int:
    """Return how many words a reader of a page has before her; what a program writes into it is looked up, not read."""
    return len(_COMMENT.sub("", _GENERATED.sub("", text)).split())


def target(page: str, link: str) -> tuple[str, str]:
    """Return path below the repository and anchor of a link that leads to no other site."""
    path, _, anchor = link.partition("#")
    file = (ROOT / page).parent / path if path else ROOT / page
    return Path(file).resolve().relative_to(ROOT).as_posix(), anchor


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _CELLS.split(row)[1:-1])
