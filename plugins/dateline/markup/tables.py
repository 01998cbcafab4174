"""Tables (GitHub Flavored Markdown 0.29, 4.10), and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as etree

from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor

from dateline.markup.beginnings import DASHES, Nesting, short

_BARS = re.compile(r"^ {0,3}\|(?=.*[^\s|]).*\|[ ]*$", re.MULTILINE)


class Table(TableProcessor):
    """Tables; rows that have more cells than there are headings are told, because GitHub would drop the rest."""

    def __init__(self, parser: BlockParser, nesting: Callable[[], Nesting]) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self._nesting = nesting

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the second line is a row of dashes with as many columns as the first."""
        second = block.partition("\n")[2].partition("\n")[0]
        return "|" in second and bool(DASHES.match(second)) and bool(super().test(parent, block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make the table."""
        lines = blocks[0].split("\n")
        wanted = len(self.separator)
        for line in lines[2:]:
            cells = len(self._split_row(line.strip(" ")))  # type: ignore[attr-defined]
            if cells > wanted:
                what = f"the row has {cells} cells, and the table has {wanted} columns"
                self._nesting().tell(line.strip(), what, "give each cell a heading, or write \\| for a bar")
            elif "|" not in line:
                what = f'"{short(line)}" follows a table without a blank line'
                self._nesting().tell(line.strip(), what, "leave a blank line between them")
        super().run(parent, blocks)


def rows_left(block: str) -> Iterator[tuple[str, str, str]]:
    """Yield the line of a paragraph that looks like a part of a table, what is wrong, what to do."""
    dashes = next((found for found in DASHES.finditer(block) if "|" in found[0]), None)
    if dashes:
        above = block[: dashes.start()].rstrip("\n").rpartition("\n")[2]
        yield f"{above}\n{dashes[0]}".strip("\n"), *faults_of_dashes(above.strip(), dashes[0].strip())
    elif bars := _BARS.search(block):
        what = f'"{short(bars[0])}" is a row of no table'
        yield bars[0].strip(), what, "write a row of dashes below the headings: |---|---|"


def faults_of_dashes(above: str, dashes: str) -> tuple[str, str]:
    if not above or "|" not in above:
        return "there are no headings above the row of dashes", "write them: | Day | Dead |"
    return (
        f"the row of dashes has {_columns(dashes)} columns, and the headings above it have {_columns(above)}",
        "write as many of one as of the other",
    )


def _columns(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row.strip().strip("|"))) + 1
