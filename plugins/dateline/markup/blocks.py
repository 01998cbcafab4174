"""Blocks of Markdown as CommonMark and GitHub read them, where Python-Markdown reads them otherwise.

What an editor's preview shows is what is meant: a list, a table, a heading or a block of code may follow a sentence without a blank
line; what lies below an item is indented to its text, by two blanks or by four; code stands in items and quotations too; HTML ends at
a blank line. Each processor works on what its container has left over of the lines, so that they nest (CommonMark 0.31.2, chapters 4
and 5; GitHub Flavored Markdown 0.29, 4.10 for tables). What can be meant in two ways is told.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import SupportsIndex
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HRProcessor, ReferenceProcessor, SetextHeaderProcessor
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.util import AtomicString

from dateline.markup.beginnings import (
    DASHES,
    INTERRUPTED,
    Block,
    Nesting,
    fence_behind,
    first_line,
    goes_on_lazily,
    line_at,
    short,
)
from dateline.markup.html_blocks import Html
from dateline.markup.lists import List
from dateline.markup.tables import Table, rows_left

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_QUOTE = re.compile(r"^ {0,3}> ?")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ ]+(.*?))?(?:[ ]+#+)?[ ]*$")
_STUCK_HEADING = re.compile(r"^ {0,3}#{2,6}[^\s#]", re.MULTILINE)
_CONTAINER = re.compile(r"^ {0,3}:{3,}", re.MULTILINE)
_ALERT = re.compile(r"^\[!\w+\]")
_UNDERLINED = re.compile(r"^ {0,3}={3,}[ ]*$", re.MULTILINE)

class Blocks(deque[str]):
    """Blocks that are still to be parsed: a list that gives its first one away in constant time."""

    def pop(self, index: SupportsIndex = -1) -> str:
        """Take the first block out, or the last."""
        return self.popleft() if index == 0 else super().pop()


_SIGNS: dict[type[BlockProcessor], tuple[str, ...]] = {
    SetextHeaderProcessor: ("\n=", "\n-"),
    DefListProcessor: (": ",),
    FootnoteBlockProcessor: ("]:",),
    AbbrBlockprocessor: ("]:", "] :"),
    ReferenceProcessor: ("]:",),
}
"""By processors of Python-Markdown's: what a block has in any case of which they make something."""


class Parser(BlockParser):
    """Python-Markdown's parser of blocks, in time that grows with the text and not with its square."""

    only_ours = False
    """Whether nobody else's processors are registered: then a single line that begins with a letter is a paragraph."""

    def parseChunk(self, parent: etree.Element, text: str) -> None:  # noqa: N802 (Python-Markdown's name)
        """Parse several blocks into an element."""
        blocks = Blocks()
        for block in text.split("\n\n"):
            blocks.extend([block] if len(block) < _LONG else _cut(block))
        self.parseBlocks(parent, blocks)  # type: ignore[arg-type]

    def parseBlocks(self, parent: etree.Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse blocks into an element; processors that find nothing in a block without certain signs are not asked."""
        processors = list(self.blockprocessors)
        while blocks:
            block = blocks[0]
            if self.only_ours and block[:1].isalpha() and "\n" not in block:
                processors[-1].run(parent, blocks)
                continue
            for processor in processors:
                signs = _SIGNS.get(type(processor))
                if signs and not any(sign in block for sign in signs):
                    continue
                if processor.test(parent, block):
                    if processor.run(parent, blocks) is not False:
                        break
                    block = blocks[0]


_LONG = 20_000
"""Characters without a blank line from which on a block is cut beforehand: what is taken from its front leaves the rest to be copied."""


def _cut(block: str) -> Iterator[str]:
    """Yield a block's parts, divided where a heading or a fence begins a line: neither goes on with anything."""
    lines: list[str] = []
    fence = ""
    for line in block.split("\n"):
        before, fence = fence, fence_behind(fence, line) if fence or line.startswith(("```", "~~~")) else ""
        if lines and ((fence and not before) or (not before and line.startswith("#"))):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
        if before and not fence:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def register(md: Markdown, nesting: Callable[[], Nesting]) -> None:
    """Put the processors in place of Python-Markdown's; `nesting` returns that of the text at hand."""
    md.parser.__class__ = Parser  # the parser is made in Markdown's constructor, with no way to hand in another
    blocks = md.parser.blockprocessors
    md.preprocessors.deregister("html_block")
    for name in ("indent", "olist", "ulist", "defindent"):
        blocks.deregister(name)
    make = (
        (Html, "dateline-html", 95),
        (List, "dateline-list", 90),
        (_Fence, "dateline-fence", 88),
        (_Quote, "quote", 87),
        (_Divide, "dateline-divide", 86),
        (Table, "table", 74),
        (_Heading, "hashheader", 70),
        (_Rule, "hr", 50),
        (_Definitions, "dateline-definitions", 26),
        (_Plain, "dateline-plain", 12),
    )
    blocks.register(_DefinitionIndent(md.parser), "defindent", 85)
    for kind, name, priority in make:
        blocks.register(kind(md.parser, nesting), name, priority)


class _DefinitionIndent(DefListIndentProcessor):
    """What is indented below a definition belongs to it; items of lists see to themselves."""

    ITEM_TYPES = ["dd"]
    LIST_TYPES = ["dl"]


class _Divide(Block):
    """Divides a paragraph where something else begins in it."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether something begins behind the first line."""
        return not block.startswith(("    ", "\n")) and self._at(block) > 0

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make two blocks of it."""
        block = blocks.pop(0)
        at = self._at(block)
        blocks.insert(0, block[at:])
        blocks.insert(0, block[: at - 1])

    @staticmethod
    def _at(block: str) -> int:
        """Return where the first thing begins that is not the block's own, 0 for none."""
        found = [match.end()] if (match := INTERRUPTED.search(block)) else []
        if "|" in block:
            for dashes in DASHES.finditer(block):
                if "|" not in dashes[0]:
                    continue
                header = block.rfind("\n", 0, max(dashes.start() - 1, 0)) + 1
                if header > 0 and "|" in block[header : dashes.start()]:
                    found.append(header)
                break
        return min(found, default=0)


_DEFINITION = re.compile(r"^ {0,3}: {1,3}\S")


class _Definitions(Block):
    """Gives each definition a block, with the term above it: together they would be parsed once for each of them."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether there are several definitions."""
        return block.count(":") > 1 and len(self._divided(block)) > 1

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make several blocks of it."""
        for part in reversed(self._divided(blocks.pop(0))):
            blocks.insert(0, part)

    @staticmethod
    def _divided(block: str) -> list[str]:
        lines = block.split("\n")
        defined = [number for number, line in enumerate(lines) if _DEFINITION.match(line)]
        starts = [0]
        for number in defined[1:]:
            above = lines[number - 1]
            term = number - 1 not in (defined[0], starts[-1]) and not above.startswith("    ") and not _DEFINITION.match(above)
            starts.append(number - 1 if term else number)
        return ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


class _Fence(Block):
    """Code between two rows of backticks or tildes."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the block begins with such a row."""
        return block[:6].lstrip(" ")[:3] in ("```", "~~~") and bool(_FENCE.match(first_line(block)))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Keep a `pre` aside, up to the row that closes it (as an element, indented code behind it would be taken for more of it)."""
        matched = _FENCE.match(first_line(blocks[0]))
        assert matched is not None
        fence, info = matched[1], matched[2].strip()
        indent = matched.start(1)
        closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ ]*$")
        code: list[str] = []
        first, closed = True, False
        while blocks and not closed:
            lines = blocks.pop(0).split("\n")
            code += [] if first else [""]
            for number in range(1 if first else 0, len(lines)):
                if closing.match(lines[number]):
                    closed = True
                    if rest := "\n".join(lines[number + 1 :]):
                        blocks.insert(0, rest)
                    break
                line = lines[number]
                code.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
            first = False
        if not closed:
            shown = f"{fence}{info}"
            self.tell(shown, f'the code that begins with "{shown}" is never closed', f'end it with a line "{fence}"')
        pre = etree.Element("pre")
        element = etree.SubElement(pre, "code")
        element.text = "".join(f"{line}\n" for line in code)
        _attributes(element, info)
        made = etree.tostring(pre, encoding="unicode", method="html")
        etree.SubElement(parent, "p").text = AtomicString(self.parser.md.htmlStash.store(made))


def _attributes(element: etree.Element, info: str) -> None:
    """Put the language of a fence (and what else stands in its braces) on the element."""
    if info.startswith("{"):
        written, _ = get_attrs_and_remainder(info.strip("{}").removeprefix(":").strip())
        classes = [str(value) for name, value in written if name == "."]
        for name, value in written:
            if name != ".":
                element.set(name, value or "")
        if classes:
            element.set("class", " ".join([f"language-{classes[0]}", *classes[1:]]))
    elif info:
        element.set("class", f"language-{info.split()[0]}")


class _Quote(Block):
    """Block quotations; a blank line ends one."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the block begins with a mark."""
        return bool(_QUOTE.match(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Parse what stands behind the marks; a paragraph may go on without them."""
        lines = blocks.pop(0).split("\n")
        inner: list[str] = []
        rest = len(lines)
        fenced = ""
        for number, line in enumerate(lines):
            matched = _QUOTE.match(line)
            if matched:
                inner.append(line[matched.end() :])
                fenced = fence_behind(fenced, inner[-1])
            elif fenced or not inner[-1].strip() or not goes_on_lazily(line) or inner[-1].startswith("    "):
                rest = number
                break
            else:
                inner.append(line)
        if rest < len(lines):
            blocks.insert(0, "\n".join(lines[rest:]))
        if inner and (alert := _ALERT.match(inner[0])):
            self.tell(f"> {alert[0]}", f'"{alert[0]}" is no mark that is known here', "say it in words")
        with self._nesting().deeper(lines[0]) as taken:
            if taken:
                quote = etree.SubElement(parent, "blockquote")
                # So that paragraphs of a quotation in a list are paragraphs.
                self.parser.state.set("blockquote")
                self.parser.parseChunk(quote, "\n".join(inner))
                self.parser.state.reset()


class _Heading(Block):
    """Headings that begin with `#` and a blank."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the first line is one."""
        return "#" in block[:4] and bool(_HEADING.match(first_line(block)))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make the heading; the rest of the block is what follows."""
        block = blocks.pop(0)
        line, _, rest = block.partition("\n")
        matched = _HEADING.match(line)
        assert matched is not None
        heading = etree.SubElement(parent, f"h{len(matched[1])}")
        heading.text = (matched[2] or "").strip()
        if rest:
            blocks.insert(0, rest)


class _Rule(HRProcessor):
    """Rules; one right below several lines would be a heading elsewhere, and is told."""

    def __init__(self, parser: BlockParser, nesting: Callable[[], Nesting]) -> None:
        super().__init__(parser)
        self._nesting = nesting

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make the rule."""
        before = blocks[0][: self.match.start()]
        rule = self.match[0].strip()
        if before.strip() and set(rule) == {"-"}:
            what = f'"{rule}" right below a paragraph makes all of it a heading elsewhere'
            self._nesting().tell(rule, what, 'leave a blank line above it, or write the heading with "##"')
        super().run(parent, blocks)


class _Plain(Block):
    """Looks for marks of blocks that nobody took, in what is about to become a paragraph."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Note what was left; the block goes on to the next processor."""
        if not block.startswith("    "):
            for line, what, do in untaken(block):
                self.tell(line, what, do)
        return False

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Do nothing: never called."""


def untaken(block: str) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of a paragraph that look like parts of a table, a heading, a container: line, what is wrong, what to do."""
    if "|" in block:
        yield from rows_left(block)
    if "#" in block and (heading := _STUCK_HEADING.search(block)):
        line = line_at(block, heading.start())
        yield line, f'"{short(line)}" is no heading', 'leave a blank behind the "#" signs'
    if ":::" in block and (container := _CONTAINER.search(block)):
        line = line_at(block, container.start())
        yield line, f'"{short(line)}" has no effect here', "write a quotation (> ...) or <div>...</div>"
    if "===" in block and (underlined := _UNDERLINED.search(block)):
        yield underlined[0].strip(), f'"{underlined[0].strip()}" underlines no heading', 'write the heading with "##"'


