"""Endings that languages put behind a clock time in figures, by how it is spoken: "saat 05:30’a kadar", "сағат 05:30-ға дейін"."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50)
"""What the last word of a number up to 59 says."""
_UNTIL: Mapping[str, Mapping[int, str]] = {
    "kk": dict(zip(_WORDS, "-ге -ге -ге -ке -ке -ке -ға -ге -ге -ға -ға -ға -ға -қа -ге".split(), strict=True)),
    "tr": dict(zip(_WORDS, "’a ’e ’ye ’e ’e ’e ’ya ’ye ’e ’a ’a ’ye ’a ’a ’ye".split(), strict=True)),
}
"""The dative, which "until" asks for, by language: нөл, бір, екі ... елу; sıfır, bir, iki ... elli."""
_SAYS_THE_HOUR = frozenset(("tr",))
"""Languages in which a full hour ends with the word for the hour (dokuz: 09:00’a), not with that for no minutes (нөл: 09:00-ге)."""


def until(language: str, hour: int, minute: int) -> str:
    """Return the ending of a clock time behind which "until" stands; nothing in a language that needs none, or is not known."""
    first = language.partition("-")[0]
    spoken = hour if not minute and first in _SAYS_THE_HOUR else minute
    return _UNTIL.get(first, {}).get(spoken % 10 or spoken, "")
