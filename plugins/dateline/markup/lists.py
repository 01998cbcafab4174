"""Lists, as CommonMark 0.31.2 has them (5.2, 5.3): what belongs to an item is indented to its text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from dateline.dataclass import dataclass
from dateline.markup.beginnings import ANY_ITEM, ITEM, RULE, Block, fence_behind, first_line, goes_on_lazily

_TASK = re.compile(r"^\[[ xX]\] ")


@dataclass
class _Item:
    """An item of a list: how far its text is indented, and its lines without that."""

    indent: int
    content: int
    lines: list[str]


class List(Block):
    """Lists, numbered or not."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether the block begins with an item."""
        return bool(ITEM.match(first_line(block))) and not RULE.match(first_line(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Take the blocks of one list; parse each item's lines as a text of its own."""
        first = first_line(blocks[0])
        matched = ITEM.match(first)
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
                    fenced = fence_behind(fenced, item.lines[-1])
                elif (begun := _begun(kind, line)) and not RULE.match(line):
                    self._check_indent(item, begun, line)
                    loose = loose or (after_blank and item is not None)
                    items.append(begun)
                    fenced = fence_behind("", begun.lines[0])
                elif item and not after_blank and not fenced and goes_on_lazily(line):
                    if ANY_ITEM.match(line) and indent > item.indent:
                        self._not_nested(line, item)
                    item.lines.append(line.lstrip(" "))
                else:
                    if item and not after_blank and ANY_ITEM.match(line) and indent > item.indent:
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
        return indent >= item.content or (_begun(kind, line) is not None and not RULE.match(line))

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
    matched = ITEM.match(line)
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


def _is_loose(lines: list[str]) -> bool:
    """Tell whether a blank line stands between two blocks of an item itself, not of a list or of code inside it."""
    inside: _Item | None = None
    kind = fenced = ""
    blank = seen = False
    for line in lines:
        if fenced:
            fenced = fence_behind(fenced, line)
            blank = False
            continue
        if not line.strip():
            blank = True
            continue
        indent = len(line) - len(line.lstrip(" "))
        if inside and indent >= inside.content:
            fenced = fence_behind("", line)
            blank = False
            continue
        matched = ITEM.match(line)
        if matched and not RULE.match(line):
            if blank and seen and not (inside and _kind(matched[2]) == kind):
                return True
            kind = _kind(matched[2])
            inside = _begun(kind, line)
        else:
            if blank and seen:
                return True
            inside = None if blank else inside
        fenced = fence_behind("", line)
        seen, blank = True, False
    return False


def _without_last_blanks(items: list[_Item]) -> list[_Item]:
    for item in items:
        while len(item.lines) > 1 and not item.lines[-1]:
            item.lines.pop()
    return items
