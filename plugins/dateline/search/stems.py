"""Stems of words, so that "arrests" finds "arrested": Snowball's algorithms where they are for a language, our own for Kazakh, else the word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dateline.search import kazakh

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's name of the algorithm of a language, by its tag."""

Stem = Callable[[str], str]


@cache
def stemmer(language: str) -> Stem:
    """Return what makes the stem of a word (in small letters) of a language (BCP 47)."""
    first = language.partition("-")[0].lower()
    if first == "kk":
        return cache(kazakh.stem)
    name = _SNOWBALL.get(first)
    if name is None:
        return _itself
    from Stemmer import Stemmer  # here: a site whose index is kept needs it not

    made: Stem = Stemmer(name, 0).stemWord  # without a cache of its own: each word is asked for once
    return made


def _itself(word: str) -> str:
    return word
