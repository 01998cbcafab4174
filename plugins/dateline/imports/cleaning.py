"""Words that nobody here has written, without the characters that no format may hold."""

from __future__ import annotations

import re
from typing import Any

from dateline.read.characters import without_bidi, without_forbidden

_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What other programs break lines with: Word's vertical tab, form feeds, separators."""


def cleaned(words: str) -> str:
    """Return words in which other programs' breaks are line ends, and without what no format may hold.

    Bidi controls go, too: what opens one of them may lose its other half when texts are taken apart.
    """
    return without_bidi(without_forbidden(_BREAKS.sub("\n", words)))


def cleaned_all(value: Any) -> Any:
    """Return a JSON value with all its strings cleaned, keys too."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, list):
        return [cleaned_all(item) for item in value]
    if isinstance(value, dict):
        return {cleaned_all(key): cleaned_all(item) for key, item in value.items()}
    return value
