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
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import SupportsIndex
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    HRProcessor,
)
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.def_list import DefListIndentProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import AtomicString

DEEPEST = 20
"""Lists, quotations and definitions inside each other: far more than anybody reads, far less than Python's stack."""

Tell = Callable[[str, str, str], None]
"""Notes a problem on the line where some words stand: the words, what is wrong, what to do."""

_HTML_NAMES = (
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol "
    "optgroup option p param search section source summary table tbody td tfoot th thead title tr track ul video audio"
).replace(" ", "|")
_HTML = re.compile(rf"</?(?:{_HTML_NAMES})(?=[\s/>]|$)", re.IGNORECASE)
_HTML_TAG = re.compile(rf"<(/?)({_HTML_NAMES})(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>", re.IGNORECASE)
_HTML_VOID = frozenset("col frame hr link param source track".split())
_HTML_WHOLE = re.compile(r"<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_RULE = re.compile(r"^ {0,3}(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
_ITEM = re.compile(r"^( {0,3})([-+*]|\d{1,9}[.)])( +(?=\S)|[ ]*$)")
_ANY_ITEM = re.compile(r"^ *(?:[-+*]|\d{1,9}[.)]) +\S")
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_INNER_FENCE = re.compile(r"^ *(?:(?:[-+*]|\d{1,9}[.)]) +|> ?)*(`{3,}(?=[^`]*$)|~{3,})")
_QUOTE = re.compile(r"^ {0,3}> ?")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ ]+(.*?))?(?:[ ]+#+)?[ ]*$")
_INTERRUPTS = (
    r" {0,3}(?:#{1,6}(?: |$)|>|[-+*] +\S|1[.)] +\S|`{3,}[^`\n]*$|~{3,}|(?:\*[ ]*){3,}$|(?:_[ ]*){3,}$|"
    rf"(?i:</?(?:{_HTML_NAMES})(?=[\s/>]|$))|<(?:pre|script|style|textarea)(?=[\s>]|$))"
)
"""What begins a block in the middle of a paragraph; `---` is not among it: it makes the line above a heading."""
_INTERRUPTED = re.compile(rf"\n(?={_INTERRUPTS})", re.MULTILINE)
_INTERRUPT = re.compile(_INTERRUPTS, re.MULTILINE)
_DASHES = re.compile(r"^ {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$", re.MULTILINE)
"""The row of dashes below the headings of a table; a rule too, unless there is a bar in it."""
_BARS = re.compile(r"^ {0,3}\|(?=.*[^\s|]).*\|[ ]*$", re.MULTILINE)
_STUCK_HEADING = re.compile(r"^ {0,3}#{2,6}[^\s#]", re.MULTILINE)
_CONTAINER = re.compile(r"^ {0,3}:{3,}", re.MULTILINE)
_TASK = re.compile(r"^\[[ xX]\] ")
_ALERT = re.compile(r"^\[!\w+\]")
_UNDERLINED = re.compile(r"^ {0,3}={3,}[ ]*$", re.MULTILINE)

BLANK_LINE = "leave a blank line before and behind what is Markdown"


class Blocks(deque[str]):
    """Blocks that are still to be parsed: a list that gives its first one away in constant time."""

    def pop(self, index: SupportsIndex = -1) -> str:
        """Take the first block out, or the last."""
        return self.popleft() if index == 0 else super().pop()


class Parser(BlockParser):
    """Python-Markdown's parser of blocks, in time that grows with the text and not with its square."""

    def parseChunk(self, parent: etree.Element, text: str) -> None:  # noqa: N802 (Python-Markdown's name)
        """Parse several blocks into an element."""
        blocks = Blocks()
        for block in text.split("\n\n"):
            blocks.extend([block] if len(block) < _LONG else _cut(block))
        self.parseBlocks(parent, blocks)  # type: ignore[arg-type]


_LONG = 20_000
"""Characters without a blank line from which on a block is cut beforehand: what is taken from its front leaves the rest to be copied."""


def _cut(block: str) -> Iterator[str]:
    """Yield a block's parts, divided where a heading or a fence begins a line: neither goes on with anything."""
    lines: list[str] = []
    fence = ""
    for line in block.split("\n"):
        before, fence = fence, _fenced(fence, line) if fence or line.startswith(("```", "~~~")) else ""
        if lines and ((fence and not before) or (not before and line.startswith("#"))):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
        if before and not fence:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


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


def register(md: Markdown, nesting: Callable[[], Nesting]) -> None:
    """Put the processors in place of Python-Markdown's; `nesting` returns that of the text at hand."""
    md.parser.__class__ = Parser  # the parser is made in Markdown's constructor, with no way to hand in another
    blocks = md.parser.blockprocessors
    md.preprocessors.deregister("html_block")
    for name in ("indent", "olist", "ulist", "defindent"):
        blocks.deregister(name)
    make = (
        (_Html, "dateline-html", 95),
        (_List, "dateline-list", 90),
        (_Fence, "dateline-fence", 88),
        (_Quote, "quote", 87),
        (_Divide, "dateline-divide", 86),
        (_Table, "table", 74),
        (_Heading, "hashheader", 70),
        (_Rule, "hr", 50),
        (_Definitions, "dateline-definitions", 26),
        (_Plain, "dateline-plain", 12),
    )
    # After what an author may set: those of Python-Markdown's that stay keep their places.
    blocks.register(_DefinitionIndent(md.parser), "defindent", 85)
    for kind, name, priority in make:
        blocks.register(kind(md.parser, nesting), name, priority)


class _Block(BlockProcessor):
    def __init__(self, parser: BlockParser, nesting: Callable[[], Nesting]) -> None:
        super().__init__(parser)
        self._nesting = nesting

    def tell(self, words: str, what: str, do: str) -> None:
        """Note a problem."""
        self._nesting().tell(words, what, do)


class _DefinitionIndent(DefListIndentProcessor):
    """What is indented below a definition belongs to it; items of lists see to themselves."""

    ITEM_TYPES = ["dd"]
    LIST_TYPES = ["dl"]


class _Divide(_Block):
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
        found = [match.end()] if (match := _INTERRUPTED.search(block)) else []
        if "|" in block:
            for dashes in _DASHES.finditer(block):
                if "|" not in dashes[0]:
                    continue
                header = block.rfind("\n", 0, max(dashes.start() - 1, 0)) + 1
                if header > 0 and "|" in block[header : dashes.start()]:
                    found.append(header)
                break
        return min(found, default=0)


_DEFINITION = re.compile(r"^ {0,3}: {1,3}\S")


class _Definitions(_Block):
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


class _Fence(_Block):
    """Code between two rows of backticks or tildes."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the block begins with such a row."""
        return block[:6].lstrip(" ")[:3] in ("```", "~~~") and bool(_FENCE.match(_first(block)))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Keep a `pre` aside, up to the row that closes it (as an element, indented code behind it would be taken for more of it)."""
        matched = _FENCE.match(_first(blocks[0]))
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


class _Quote(_Block):
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
                fenced = _fenced(fenced, inner[-1])
            elif fenced or not inner[-1].strip() or not _goes_on_lazily(line) or inner[-1].startswith("    "):
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


@dataclass
class _Item:
    """An item of a list: how far its text is indented, and its lines without that."""

    indent: int
    content: int
    lines: list[str]


class _List(_Block):
    """Lists, numbered or not."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the block begins with an item."""
        return bool(_ITEM.match(_first(block))) and not _RULE.match(_first(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Take the blocks of one list; parse each item's lines as a text of its own."""
        first = _first(blocks[0])
        matched = _ITEM.match(first)
        assert matched is not None
        kind = _kind(matched[2])
        items, loose = self._items(kind, blocks)
        loose = loose or any(_is_loose(item.lines) for item in items)
        with self._nesting().deeper(first) as taken:
            if not taken:
                return
            made = etree.SubElement(parent, "ul" if kind in "-+*" else "ol")
            if kind not in "-+*" and int(matched[2][:-1]) != 1:
                made.set("start", str(int(matched[2][:-1])))
            self.parser.state.set("looselist" if loose else "list")
            for item in items:
                if _TASK.match(item.lines[0]):
                    what = f'"{item.lines[0][:3]}" begins a task, not an item to be read'
                    self.tell(item.lines[0], what, "write a plain list")
                self.parser.parseChunk(etree.SubElement(made, "li"), "\n".join(item.lines))
            self.parser.state.reset()

    def _items(self, kind: str, blocks: list[str]) -> tuple[list[_Item], bool]:
        """Return the items that begin the blocks, and whether blank lines stand between them; take their blocks out."""
        items: list[_Item] = []
        loose = False
        fenced = ""
        after_blank = False
        while blocks:
            lines = blocks[0].split("\n")
            if items and not self._goes_on(kind, items[-1], lines):
                break
            blocks.pop(0)
            for number, line in enumerate(lines):
                if not line.strip():
                    items[-1].lines.append("")
                    after_blank = True
                    continue
                item = items[-1] if items else None
                indent = len(line) - len(line.lstrip(" "))
                if item and indent >= item.content:
                    item.lines.append(line[item.content :])
                    fenced = _fenced(fenced, item.lines[-1])
                elif (begun := _begun(kind, line)) and not _RULE.match(line):
                    self._check_indent(item, begun, line)
                    loose = loose or (after_blank and item is not None)
                    items.append(begun)
                    fenced = _fenced("", begun.lines[0])
                elif item and not after_blank and not fenced and _goes_on_lazily(line):
                    if _ANY_ITEM.match(line) and indent > item.indent:
                        self._not_nested(line, item)
                    item.lines.append(line.lstrip(" "))
                else:
                    if item and not after_blank and _ANY_ITEM.match(line) and indent > item.indent:
                        self._not_nested(line, item)
                    blocks.insert(0, "\n".join(lines[number:]))
                    return _without_last_blanks(items), loose
                after_blank = False
            items[-1].lines.append("")
            after_blank = True
        return _without_last_blanks(items), loose

    @staticmethod
    def _goes_on(kind: str, item: _Item, lines: list[str]) -> bool:
        """Tell whether the list goes on behind a blank line."""
        line = next((line for line in lines if line.strip()), "")
        indent = len(line) - len(line.lstrip(" "))
        if not any(item.lines) and indent >= item.content:
            return False  # an item may begin with one blank line at most
        return indent >= item.content or (_begun(kind, line) is not None and not _RULE.match(line))

    def _check_indent(self, before: _Item | None, begun: _Item, line: str) -> None:
        """Tell of an item that is indented, but not as far as the text of the one above."""
        if before and begun.indent - before.indent >= 2:
            self._not_nested(line, before)

    def _not_nested(self, line: str, item: _Item) -> None:
        words = line.strip()
        short = words if len(words) <= 40 else f"{words[:39]}…"
        what = f'the item "{short}" is indented less than the text of the item above'
        self.tell(words, what, f"indent it by {item.content}, or not at all")


def _begun(kind: str, line: str) -> _Item | None:
    """Return the item that a line begins, None when it begins none of this kind."""
    matched = _ITEM.match(line)
    if not matched or _kind(matched[2]) != kind:
        return None
    marker = matched.end(2)
    blanks = len(matched[3])
    rest = line[matched.end() :]
    if not rest.strip():
        return _Item(len(matched[1]), marker + 1, [""])
    content = marker + (blanks if blanks <= 4 else 1)
    return _Item(len(matched[1]), content, [line[content:]])


def _kind(marker: str) -> str:
    """Return what the items of one list have in common: the sign, or what stands behind the number."""
    return marker if marker in "-+*" else marker[-1]


def _goes_on_lazily(line: str) -> bool:
    """Tell whether a line that is not indented may go on with the paragraph of an item."""
    return not (_INTERRUPT.match(line) or _ITEM.match(line) or _RULE.match(line))


def _fenced(fence: str, line: str) -> str:
    """Return the fence that is open behind a line, if one is."""
    matched = _INNER_FENCE.match(line) if "```" in line or "~~~" in line else None
    if not matched:
        return fence
    if not fence:
        return matched[1]
    closes = matched[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def _is_loose(lines: list[str]) -> bool:
    """Tell whether a blank line stands between two blocks of an item itself, not of a list or of code inside it."""
    inside: _Item | None = None
    kind = fenced = ""
    blank = seen = False
    for line in lines:
        if fenced:
            fenced = _fenced(fenced, line)
            blank = False
            continue
        if not line.strip():
            blank = True
            continue
        indent = len(line) - len(line.lstrip(" "))
        if inside and indent >= inside.content:
            fenced = _fenced("", line)
            blank = False
            continue
        matched = _ITEM.match(line)
        if matched and not _RULE.match(line):
            if blank and seen and not (inside and _kind(matched[2]) == kind):
                return True
            kind = _kind(matched[2])
            inside = _begun(kind, line)
        else:
            if blank and seen:
                return True
            inside = None if blank else inside
        fenced = _fenced("", line)
        seen, blank = True, False
    return False


def _without_last_blanks(items: list[_Item]) -> list[_Item]:
    for item in items:
        while len(item.lines) > 1 and not item.lines[-1]:
            item.lines.pop()
    return items


class _Html(_Block):
    """HTML that begins a line with a tag of a block: it is left as it is up to the next blank line."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the block begins with such a tag (inside open HTML, however far it is indented) or with a comment."""
        start = block.lstrip(" \n")
        if not start.startswith("<"):
            return False
        if len(block.lstrip("\n")) - len(start) > 3 and not self._nesting().html:
            return False
        if start.startswith("<!--"):
            end = start.find("-->")
            return end < 0 or not start[end + 3 :].partition("\n")[0].strip()
        return bool(_HTML.match(start) or _HTML_WHOLE.match(start))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Keep it aside."""
        nesting = self._nesting()
        start = blocks[0].lstrip(" \n")
        if start.startswith("<!--"):
            raw = self._until("-->", "<!--", "the comment", blocks)
        elif whole := _HTML_WHOLE.match(start):
            raw = self._until(f"</{whole[1]}>", whole[0], f"<{whole[1].lower()}>", blocks)
        else:
            raw = self._element(nesting, blocks)
        paragraph = etree.SubElement(parent, "p")
        paragraph.text = AtomicString(self.parser.md.htmlStash.store(raw))

    def _element(self, nesting: Nesting, blocks: list[str]) -> str:
        """Return the lines up to the blank line, or up to where all that they open is closed."""
        lines = blocks.pop(0).split("\n")
        before = nesting.html
        for number, line in enumerate(lines):
            for tag in _HTML_TAG.finditer(line):
                if tag[2].lower() not in _HTML_VOID and not tag[3]:
                    nesting.html = max(0, nesting.html + (-1 if tag[1] else 1))
            following = lines[number + 1 : number + 2]
            if following and nesting.html == 0 and before == 0 and not _HTML.match(following[0].lstrip()):
                blocks.insert(0, "\n".join(lines[number + 1 :]))
                return "\n".join(lines[: number + 1])
        return "\n".join(lines)

    def _until(self, end: str, words: str, what: str, blocks: list[str]) -> str:
        """Return the lines up to the one with the end, blank lines among them."""
        kept: list[str] = []
        while blocks:
            block = blocks.pop(0)
            at = block.lower().find(end)
            if at >= 0:
                line_end = block.find("\n", at)
                if line_end >= 0:
                    blocks.insert(0, block[line_end + 1 :])
                    block = block[:line_end]
                kept.append(block)
                return "\n\n".join(kept)
            kept.append(block)
        self.tell(words, f"{what} is never closed", f'end it with "{end}"')
        return ""


class _Table(TableProcessor):
    """Tables; rows that have more cells than there are headings are told, because GitHub would drop the rest."""

    def __init__(self, parser: BlockParser, nesting: Callable[[], Nesting]) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self._nesting = nesting

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the second line is a row of dashes with as many columns as the first."""
        second = block.partition("\n")[2].partition("\n")[0]
        return "|" in second and bool(_DASHES.match(second)) and bool(super().test(parent, block))

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
                what = f'"{_short(line)}" follows a table without a blank line'
                self._nesting().tell(line.strip(), what, "leave a blank line between them")
        super().run(parent, blocks)


class _Heading(_Block):
    """Headings that begin with `#` and a blank."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the first line is one."""
        return "#" in block[:4] and bool(_HEADING.match(_first(block)))

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


class _Plain(_Block):
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
        dashes = next((found for found in _DASHES.finditer(block) if "|" in found[0]), None)
        if dashes:
            above = block[: dashes.start()].rstrip("\n").rpartition("\n")[2]
            yield f"{above}\n{dashes[0]}".strip("\n"), *_short_of(above.strip(), dashes[0].strip())
        elif bars := _BARS.search(block):
            yield (
                bars[0].strip(),
                f'"{_short(bars[0])}" is a row of no table',
                "write a row of dashes below the headings: |---|---|",
            )
    if "#" in block and (heading := _STUCK_HEADING.search(block)):
        line = _line_at(block, heading.start())
        yield line, f'"{_short(line)}" is no heading', 'leave a blank behind the "#" signs'
    if ":::" in block and (container := _CONTAINER.search(block)):
        line = _line_at(block, container.start())
        yield line, f'"{_short(line)}" has no effect here', "write a quotation (> ...) or <div>...</div>"
    if "===" in block and (underlined := _UNDERLINED.search(block)):
        yield underlined[0].strip(), f'"{underlined[0].strip()}" underlines no heading', 'write the heading with "##"'


def _short_of(above: str, dashes: str) -> tuple[str, str]:
    if not above or "|" not in above:
        return "there are no headings above the row of dashes", "write them: | Day | Dead |"
    return (
        f"the row of dashes has {_columns(dashes)} columns, and the headings above it have {_columns(above)}",
        "write as many of one as of the other",
    )


def _columns(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row.strip().strip("|"))) + 1


def _first(block: str) -> str:
    return block.partition("\n")[0]


def _line_at(block: str, at: int) -> str:
    return block[at:].lstrip("\n").partition("\n")[0].strip()


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else f"{line[:39]}…"
