"""What no person writes and Python-Markdown would take minutes for: told, and taken out before it is tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dateline.markup.beginnings import Nesting

MOST_OPEN = 50
"""Brackets that are open at once, or signs of emphasis in a row, in one paragraph."""
_RUN = re.compile(r"([*_`~\\])\1{999,}")


class Limits(Treeprocessor):
    """Looks at every text before inline marks are looked for; `nesting` returns that of the text at hand, which tells."""

    def __init__(self, md: Markdown, nesting: Callable[[], Nesting]) -> None:
        super().__init__(md)
        self._nesting = nesting

    def run(self, root: etree.Element) -> None:
        """Take out what is too much."""
        for element in root.iter():
            for name in ("text", "tail"):
                words = getattr(element, name)
                if words and not isinstance(words, AtomicString) and (what := too_much(words)):
                    self._nesting().tell(words.strip()[:80], what, "make it simpler")
                    setattr(element, name, "")


def too_much(words: str) -> str:
    """Return what is wrong with a paragraph that nests or repeats marks as no person does; empty if nothing is."""
    if words.count("[") > MOST_OPEN and _deepest(words, "[", "]") > MOST_OPEN:
        return f'"[" are nested too deeply: more than {MOST_OPEN} are open at once'
    if words.count("](") > MOST_OPEN and _deepest(words.replace("](", "\u0002"), "\u0002", ")") > MOST_OPEN:
        return f'"](" are nested too deeply: more than {MOST_OPEN} are open at once'
    if words.count("<") > MOST_OPEN and _deepest(words, "<", ">") > MOST_OPEN:
        return f'"<" are nested too deeply: more than {MOST_OPEN} are open at once'
    if len(words) > 1000 and (run := _RUN.search(words)):
        return f'marks are nested too deeply: {len(run[0])} "{run[1]}" in a row'
    return ""


def _deepest(words: str, opening: str, closing: str) -> int:
    deepest = depth = 0
    for sign in re.findall(f"{re.escape(opening)}|{re.escape(closing)}", words):
        depth = depth + 1 if sign == opening else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
