"""Python-Markdown's search for inline marks, in less time: what cannot be in a text is not looked for.

Most pieces of text have no mark at all, and each of some twenty patterns would be tried on each of them. In a very long paragraph,
each mark that is found has the whole paragraph copied: there the sentences are taken in portions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "dateline-code": ("<",),
    "escape": ("\\",),
    "dateline-citations": ("[",),
    "dateline-misplaced": ("[[",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "dateline-break": ("\\\n",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "dateline-bare": ("://", "www.", "WWW.", "@"),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "dateline-del": ("~~",),
}
"""By the name of a pattern: what a text has in any case where the pattern matches. Others are always tried."""
_LONG = 20_000
"""Characters of a paragraph from which on it is taken in portions: six pages of a book."""
_PORTION = re.compile(r".{5000,10000}[.!?\u2026][\"\u201d\u00bb)]?(?=\s)|.{10000}\S*|.+\Z", re.DOTALL)


class Inline(InlineProcessor):
    """Looks for inline marks in the texts of a tree."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._signs: list[tuple[str, ...]] = []

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 (its private name)
        """Return a text with placeholders for what the patterns found in it."""
        if isinstance(data, AtomicString):
            return data
        if len(data) < _LONG:
            return self._handled(data, patternIndex)
        return "".join(self._handled(part, patternIndex) for part in _portions(data))

    def _handled(self, data: str, index: int) -> str:
        signs = self._signs or self._make_signs()
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # its private name
        start = 0
        while index < len(signs):
            if start == 0 and signs[index] and not any(sign in data for sign in signs[index]):
                index += 1
                continue
            data, matched, start = apply(self.inlinePatterns[index], data, index, start)
            if not matched:
                index += 1
        return data

    def _make_signs(self) -> list[tuple[str, ...]]:
        """Return the signs of each pattern, in order; nothing for one that we do not know."""
        self._signs = [()] * len(self.inlinePatterns)
        for name, signs in _SIGNS.items():
            if name in self.inlinePatterns:
                self._signs[self.inlinePatterns.get_index_for_name(name)] = signs
        return self._signs


def _portions(data: str) -> Iterator[str]:
    return (found[0] for found in _PORTION.finditer(data))
