"""Words that nobody here has written, without the characters that no format may hold."""

from __future__ import annotations

import re
from typing import Any

_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What other programs break lines with: Word's vertical tab, form feeds, separators."""
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""C0 and C1 but for tab and line ends, lone surrogates, non-characters (XML 1.0, 2.2; The Unicode Standard, 23.7)."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def cleaned(words: str) -> str:
    """Return words in which other programs' breaks are line ends, and without what no format may hold.

    Bidi controls go, too: what opens one of them may lose its other half when texts are taken apart.
    """
    return _BIDI.sub("", _FORBIDDEN.sub("", _BREAKS.sub("\n", words)))


def cleaned_all(value: Any) -> Any:
    """Return a JSON value with all its strings cleaned, keys too."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [cleaned_all(item) for item in value]
    if isinstance(value, dict):
        return {cleaned_all(key): cleaned_all(item) for key, item in value.items()}
    return value
