"""The Python-Markdown extension: citations, placed components, attribute lists, addresses, characters; what structure.py makes of the rest.

It only marks places (slots) and reports what is wrong in the text itself; whether a reference leads anywhere is the
model's business.
"""

from __future__ import annotations

import re
from html.entities import html5
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import (
    ENTITY_RE,
    HtmlInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import UnescapeTreeprocessor

from dateline.markup import blocks
from dateline.markup.addresses import MAIL, WEB
from dateline.markup.beginnings import Nesting
from dateline.markup.inline import Inline
from dateline.markup.limits import Limits
from dateline.markup.slots import OPEN, CiteSlot, NewerSlot, PlacedSlot
from dateline.markup.structure import Structure, alone
from dateline.markup.text import Text
from dateline.typography import GUARD

CITATION = r"(?<!\s)\s*(\[\s*@([^\[\]]*)\])"
"""With the blank before it: a mark stands close to its word."""
MISPLACED = r"\[\[\s*(\w+)\s*:([^\[\]]*)\]\]"
_PLACED = re.compile(r"^ {0,3}\[\[\s*(\w+)\s*:(.*)\]\][ \t]*$")
_RAW_CODE = r"(<(?:code|kbd|samp)(?=[\s>])[^<>]*>.*?</(?:code|kbd|samp)>)"
_ESCAPABLE = "~=$:<@^|%&,/;?"
"""What may be escaped with a backslash besides Python-Markdown's own: all signs that a leftover may begin with (CommonMark 2.4)."""


class DatelineExtension(Extension):
    """Adds Dateline's own markup to a Markdown object; `text` is exchanged for each text that it converts."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text()
        self._nesting = Nesting(self._tell)

    def begin(self, text: Text) -> None:
        """Begin a text."""
        self.text = text
        self._nesting = Nesting(self._tell)

    def _tell(self, words: str, what: str, do: str) -> None:
        self.text.problem_outside_code(words, what, do)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors; their priorities say between which of Python-Markdown's own they stand."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(sign for sign in _ESCAPABLE + "\"'" if sign not in md.ESCAPED_CHARS)]
        # After links and HTML (160 to 90), before emphasis (60): a bare address keeps what else would be emphasis in it.
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "dateline-break", 101)
        # After code spans, so that `<code>` in one is no tag; before all else, because what it holds is shown as it is written.
        md.inlinePatterns.register(HtmlInlineProcessor(_RAW_CODE, md), "dateline-code", 185)
        md.inlinePatterns.register(_Entity(ENTITY_RE, md), "entity", 80)
        md.inlinePatterns.register(_Bare(f"{WEB}|{MAIL}", md), "dateline-bare", 87)
        # After escapes (180), before references and links (170, 160) and footnotes (175).
        md.inlinePatterns.register(_Citations(CITATION, md, self), "dateline-citations", 178)
        md.inlinePatterns.register(_Misplaced(MISPLACED, md, self), "dateline-misplaced", 177)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?=[^\s~])([^\n~]*[^\s~])~~(?!~)", "del"), "dateline-del", 55)
        blocks.register(md, lambda: self._nesting)
        # Before lists and paragraphs, after indented code (80).
        md.parser.blockprocessors.register(_Placed(md.parser, self), "dateline-placed", 75)
        md.treeprocessors.register(Inline(md), "inline", 20)
        md.treeprocessors.register(Limits(md, lambda: self._nesting), "dateline-limits", 45)
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        # After attribute lists (8), so that `{: .wide}` has become a class.
        md.treeprocessors.register(Structure(md, lambda: self.text), "dateline-structure", 7)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)


class _Attributes(AttrListTreeprocessor):
    """Attribute lists that say that they are: `{: ...}`, `{#id}`, `{.class}`, `{key=value}`. Other braces are words in braces."""

    # The checker takes what a class says once for final.
    BASE_RE = r"\{(?::[ ]*|[ ]*(?=[#.]\S|[\w-]+=))([^\}\n ][^\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]

    def run(self, doc: etree.Element) -> None:
        """Go through all elements, where there may be a list: extensions of an author's may have added one."""
        if not getattr(self.md.parser, "only_ours", False) or any("{" in line for line in self.md.lines):  # type: ignore[attr-defined]  # those of the text at hand
            super().run(doc)


class _Unescape(UnescapeTreeprocessor):
    """Restores escaped characters, with a guard before each: what looks like a mark was not meant as one."""

    def run(self, root: etree.Element) -> None:
        """Go through all texts."""
        for element in root.iter():
            if element.text and "\u0002" in element.text and element.tag != "code":
                element.text = self.RE.sub(self._guarded, element.text)
            if element.tail and "\u0002" in element.tail:
                element.tail = self.RE.sub(self._guarded, element.tail)

    def _guarded(self, found: re.Match[str]) -> str:
        return GUARD + chr(int(found[1]))


class _Bare(InlineProcessor):
    """Keeps a bare address out of the reach of emphasis; whether it becomes a link, the last pass says."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return m.group(0), m.start(0), m.end(0)


class _Entity(HtmlInlineProcessor):
    """Keeps a character reference as it is: who writes one means no mark."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        kept = self.md.htmlStash.store(m.group(1))
        known = m.group(1).startswith("&#") or m.group(1)[1:] in html5
        return GUARD + kept if known else kept, m.start(0), m.end(0)


def cites_of(written: str) -> tuple[tuple[str, str], ...]:
    """Return the keys and locators of what stands in a citation, `key, p. 3; @other`."""
    cites = []
    for part in written.split(";"):
        key, _, locator = part.strip().removeprefix("@").partition(",")
        cites.append((key.strip(), locator.strip()))
    return tuple(cites)


class _Citations(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, extension: DatelineExtension) -> None:
        super().__init__(pattern, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        text = self.extension.text
        line = text.lines.of(m.group(1))
        return text.slots.token(CiteSlot(cites_of(m.group(2)), line)), m.start(0), m.end(0)


class _Misplaced(_Citations):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        written = m.group(0)
        text = self.extension.text
        what = f'"{written}" stands inside a paragraph'
        text.problems.add(text.path, text.lines.inside(written), what, "give it a paragraph of its own", topic="text")
        return "", m.start(0), m.end(0)


class _Placed(BlockProcessor):
    def __init__(self, parser: object, extension: DatelineExtension) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self.extension = extension

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether every line of the block places a component."""
        return all(_PLACED.match(line) for line in block.strip("\n").split("\n"))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put a slot for each line of the block."""
        text = self.extension.text
        for line in blocks.pop(0).strip("\n").split("\n"):
            matched = _PLACED.match(line)
            assert matched is not None
            argument = matched[2].strip()
            if argument.startswith(OPEN):  # which no author can write: see slots.with_newer
                token = text.slots.token(NewerSlot(argument.removeprefix(OPEN), text.lines.start()))
            else:
                token = text.slots.token(PlacedSlot(matched[1].lower(), argument, text.lines.of_block(line.strip())))
            alone(etree.SubElement(parent, "div"), token)
