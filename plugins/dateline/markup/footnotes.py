"""Footnotes: their anchors, their marks, and which of them are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor

from dateline.markup.text import Text


class Footnotes(FootnoteExtension):
    """Footnotes whose names make anchors without blanks; two of one name, and those that no mark leads to, are told."""

    def __init__(self, text: Callable[[], Text], back: str) -> None:
        self._numbers: dict[str, int] = {}
        self._marked: set[str] = set()
        super().__init__(BACKLINK_TITLE=back)
        self._text = text

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(_Mark(r"\[\^([^\]]*)\]", self), "footnote", 175)

    def reset(self) -> None:
        """Begin a text."""
        super().reset()
        self._numbers, self._marked = {}, set()

    def number(self, name: str) -> int:
        """Return the number of a footnote, 0 for none of that name; all of them are known when the first mark is found."""
        if len(self._numbers) != len(self.footnotes):
            self._numbers = {each: number for number, each in enumerate(self.footnotes, 1)}
        return self._numbers.get(name, 0)

    def addFootnoteRef(self, id: str) -> None:  # noqa: N802
        """Note that a mark leads to a footnote."""
        self._marked.add(id)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802 (Python-Markdown's names)
        """Keep the text of a footnote."""
        if id in self.footnotes:
            at = self._text()
            line = at.lines.outside_code(f"[^{id}]:")
            line = at.lines.outside_code(f"[^{id}]:") if line else line
            at.problems.add(at.path, line, f'the footnote "[^{id}]" stands a second time', "give it another name", topic="text")
        super().setFootnote(id, text)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802
        """Return the anchor of a footnote."""
        return super().makeFootnoteId(self._name(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        """Return the anchor of its mark."""
        return super().makeFootnoteRefId(self._name(id), found)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Return the anchor of one of several marks of a note, by their count (Python-Markdown tries them all, each time)."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        unique = reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)
        self.used_refs.add(unique)
        return unique

    def _name(self, note: str) -> str:
        return note if re.fullmatch(r"[\w.-]+", note) else f"note-{self.number(note)}"

    def tell_unused(self) -> None:
        """Tell of the footnotes to which no mark led."""
        text = self._text()
        for name in self.footnotes:
            if name not in self._marked:
                what = f'no mark leads to the footnote "[^{name}]"'
                text.problem_outside_code(f"[^{name}]:", what, f"put [^{name}] into the text, or delete the footnote")


class _Mark(FootnoteInlineProcessor):
    """The mark of a footnote (Python-Markdown's own counts all footnotes anew for each)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        notes = self.footnotes
        assert isinstance(notes, Footnotes)
        name = m.group(1)
        number = notes.number(name)
        if not number:
            return None, None, None
        notes.addFootnoteRef(name)
        sup = etree.Element("sup", {"id": notes.makeFootnoteRefId(name, found=True)})
        link = etree.SubElement(sup, "a", {"href": f"#{notes.makeFootnoteId(name)}", "class": "footnote-ref"})
        link.text = str(number)
        return sup, m.start(0), m.end(0)
