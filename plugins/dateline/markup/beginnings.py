"""What begins a block, and how deep blocks stand: what all processors of blocks share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from dateline.dataclass import dataclass

DEEPEST = 20
"""Lists, quotations and definitions inside each other: far more than anybody reads, far less than Python's stack."""

Tell = Callable[[str, str, str], None]
"""Notes a problem on the line where some words stand: the words, what is wrong, what to do."""

HTML_NAMES = (
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol "
    "optgroup option p param search section source summary table tbody td tfoot th thead title tr track ul video audio"
).replace(" ", "|")
"""Elements whose tags begin a block (CommonMark 4.6, kind 6)."""
RULE = re.compile(r"^ {0,3}(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
ITEM = re.compile(r"^( {0,3})([-+*]|\d{1,9}[.)])( +(?=\S)|[ ]*$)")
ANY_ITEM = re.compile(r"^ *(?:[-+*]|\d{1,9}[.)]) +\S")
_INNER_FENCE = re.compile(r"^ *(?:(?:[-+*]|\d{1,9}[.)]) +|> ?)*(`{3,}(?=[^`]*$)|~{3,})")
_INTERRUPTS = (
    r" {0,3}(?:#{1,6}(?: |$)|>|[-+*] +\S|1[.)] +\S|`{3,}[^`\n]*$|~{3,}|(?:\*[ ]*){3,}$|(?:_[ ]*){3,}$|"
    rf"(?i:</?(?:{HTML_NAMES})(?=[\s/>]|$))|<(?:pre|script|style|textarea)(?=[\s>]|$))"
)
"""What begins a block in the middle of a paragraph; `---` is not among it: it makes the line above a heading."""
INTERRUPTED = re.compile(rf"\n(?={_INTERRUPTS})", re.MULTILINE)
INTERRUPT = re.compile(_INTERRUPTS, re.MULTILINE)
DASHES = re.compile(r"^ {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$", re.MULTILINE)
"""The row of dashes below the headings of a table; a rule too, unless there is a bar in it."""


@dataclass
class Nesting:
    """How deep the parser is, and what raw HTML is open; begun anew with each text."""

    tell: Tell
    depth: int = 0
    html: int = 0
    told: bool = field(default=False)

    @contextmanager
    def deeper(self, words: str) -> Iterator[bool]:
        """Go one level down; yields False, and tells it once, where that is too deep."""
        self.depth += 1
        try:
            if self.depth > DEEPEST and not self.told:
                self.told = True
                self.tell(words, f"lists and quotations are nested too deeply: more than {DEEPEST} levels", "make them flatter")
            yield self.depth <= DEEPEST
        finally:
            self.depth -= 1


class Block(BlockProcessor):
    def __init__(self, parser: BlockParser, nesting: Callable[[], Nesting]) -> None:
        super().__init__(parser)
        self._nesting = nesting

    def tell(self, words: str, what: str, do: str) -> None:
        """Note a problem."""
        self._nesting().tell(words, what, do)


def goes_on_lazily(line: str) -> bool:
    """Tell whether a line that is not indented may go on with the paragraph of an item."""
    return not (INTERRUPT.match(line) or ITEM.match(line) or RULE.match(line))


def fence_behind(fence: str, line: str) -> str:
    """Return the fence that is open behind a line, if one is."""
    matched = _INNER_FENCE.match(line) if "```" in line or "~~~" in line else None
    if not matched:
        return fence
    if not fence:
        return matched[1]
    closes = matched[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def first_line(block: str) -> str:
    return block.partition("\n")[0]


def line_at(block: str, at: int) -> str:
    return block[at:].lstrip("\n").partition("\n")[0].strip()


def short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else f"{line[:39]}…"
