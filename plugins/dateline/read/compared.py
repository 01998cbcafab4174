"""What a paragraph and its translation say in the same signs: numbers and citations. A hint for who reads both, and no more. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_NO_WORDS = re.compile(r"\]\([^()\s]*(?:\s[^()]*)?\)|\[@[^\[\]]*\]|\[\^[^\]]+\]:?|\{[^{}]*\}|https?://\S+|^\s*\d{1,9}[.)](?=\s)|!\[\[?|\[\[[^\[\]]*\]\]", re.MULTILINE)
"""What holds digits that nobody reads as numbers: addresses, citations, footnotes, attributes, the marks of lists, what is placed."""
_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f\u2009'’٫٬]\d+)*")
_GROUPED = re.compile(r"[ \u00a0\u202f\u2009](?!\d{3}(?!\d))")
"""A blank that parts no thousands, and so two numbers."""
_CITED = re.compile(r"\[\s*(@[^\[\]]*)\]")
_KEY = re.compile(r"@([\w-]+)")


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text by their digits alone: `1,000`, `1 000` and `١٬٠٠٠` are the same, whichever mark parts them."""
    found: Counter[str] = Counter()
    for written in _NUMBER.findall(_NO_WORDS.sub(" ", text)):
        for number in _GROUPED.sub("\n", written).split("\n"):
            found["".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())] += 1
    return found


def cited(text: str) -> Counter[str]:
    """Return the keys of the sources that a text cites."""
    return Counter(key for citation in _CITED.findall(text) for key in _KEY.findall(citation))


def hints(original: str, translation: str) -> tuple[str, ...]:
    """Return what differs between a paragraph and its translation that is mostly the same in all languages."""
    told = []
    for name, found in (("numbers", numbers), ("citations", cited)):
        here, there = found(translation), found(original)
        lacks, adds = sorted((there - here).elements()), sorted((here - there).elements())
        parts = [f"only {side} {', '.join(values)}" for side, values in (("there", lacks), ("here", adds)) if values]
        if parts:
            told.append(f"{name} differ from the original's: {'; '.join(parts)}")
    return tuple(told)
