"""Python-Markdown's search for inline marks, in less time: what cannot be in a text is not looked for.

Most pieces of text have no mark at all, and each of some twenty patterns would be tried on each of them. In a very long paragraph,
each mark that is found has the whole paragraph copied: there the sentences are taken in portions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import (
    ImageReferenceInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "dateline-code": ("<",),
    "escape": ("\\",),
    "dateline-citations": ("@",),
    "dateline-misplaced": ("[[",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("](",),
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
_REFERENCES = (
    ReferenceInlineProcessor,
    ImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
)
"""Patterns of links and images whose address stands elsewhere in the text: without any address they find nothing."""
_NEVER = ("\u0002never\u0003",)
_LONG = 20_000
"""Characters of a paragraph from which on it is taken in portions: six pages of a book."""
_PORTION = re.compile(r".{5000,10000}[.!?\u2026][\"\u201d\u00bb)]?(?=\s)|.{10000}\S*|.+\Z", re.DOTALL)


class Inline(InlineProcessor):
    """Looks for inline marks in the texts of a tree."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[object] = []
        self._signs: list[tuple[str, ...]] = []
        self._any: re.Pattern[str] | None = None

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """Make elements of all marks in a tree."""
        registry = self.inlinePatterns
        self._patterns = list(registry)
        found = {registry.get_index_for_name(name): signs for name, signs in _SIGNS.items() if name in registry}
        self._signs = [
            _NEVER if type(pattern) in _REFERENCES and not self.md.references else found.get(index, ())
            for index, pattern in enumerate(self._patterns)
        ]
        self._any = _any_of(frozenset(self._signs))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 (its private name)
        """Return a text with placeholders for what the patterns found in it."""
        if isinstance(data, AtomicString) or (self._any and not self._any.search(data)):
            return data
        if len(data) < _LONG:
            return self._handled(data, patternIndex)
        return "".join(self._handled(part, patternIndex) for part in _portions(data))

    def _InlineProcessor__processPlaceholders(  # noqa: N802 (its private name)
        self, data: str | None, parent: etree.Element, isText: bool = True  # noqa: N803
    ) -> list[tuple[etree.Element, list[str]]]:
        """Put a text and what its placeholders stand for into an element; see to those that have none at once."""
        if data and INLINE_PLACEHOLDER_PREFIX not in data and not isinstance(data, AtomicString):
            if isText:
                parent.text = parent.text + data if parent.text else data
            else:
                parent.tail = parent.tail + data if parent.tail else data
            return []
        return super()._InlineProcessor__processPlaceholders(data, parent, isText)  # type: ignore[misc,no-any-return]

    def _handled(self, data: str, index: int) -> str:
        patterns, signs = self._patterns, self._signs
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]  # its private name
        start = 0
        while index < len(signs):
            if signs[index]:
                for sign in signs[index]:
                    if data.find(sign, start) >= 0:
                        break
                else:
                    index, start = index + 1, 0
                    continue
            data, matched, start = apply(patterns[index], data, index, start)
            if not matched:
                index += 1
        return data


@lru_cache(maxsize=8)
def _any_of(signs: frozenset[tuple[str, ...]]) -> re.Pattern[str] | None:
    """Return what finds any of the signs; None where a pattern has none, and so must always be tried."""
    if () in signs:
        return None
    return re.compile("|".join(map(re.escape, sorted({sign for several in signs for sign in several}))))


def _portions(data: str) -> Iterator[str]:
    return (found[0] for found in _PORTION.finditer(data))
