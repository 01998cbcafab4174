"""HTML in Markdown, as CommonMark 0.31.2 has it (4.6): raw up to a blank line, so that Markdown can stand inside an element."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from dateline.markup.beginnings import HTML_NAMES, Block, Nesting

_HTML = re.compile(rf"</?(?:{HTML_NAMES})(?=[\s/>]|$)", re.IGNORECASE)
_HTML_TAG = re.compile(rf"<(/?)({HTML_NAMES})(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>", re.IGNORECASE)
_HTML_VOID = frozenset("col frame hr link param source track".split())
_HTML_WHOLE = re.compile(r"<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)


class Html(Block):
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
