"""Typographic quotation marks for plain text; in Markdown, Python-Markdown's smarty sees to them."""

from __future__ import annotations

import re

_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
_YEARS = re.compile(r"'(?=\d\ds?\b)")
_OPENING = r"(^|[\s(\[{/\u2014\u2013\u201c\u2018])"
_OPENING_DOUBLE = re.compile(_OPENING + '"')
_OPENING_SINGLE = re.compile(_OPENING + "'")


def curly(text: str) -> str:
    """Return a text with its straight quotation marks and apostrophes turned into typographic (English) ones."""
    text = _YEARS.sub("\u2019", _INSIDE.sub("\u2019", text))
    text = _OPENING_DOUBLE.sub("\\1\u201c", text).replace('"', "\u201d")
    return _OPENING_SINGLE.sub("\\1\u2018", text).replace("'", "\u2019")
