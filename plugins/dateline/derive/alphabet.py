"""Names in the order of a language's alphabet, and the letters under which they are found."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
"""Alphabets that are not that of English; letters which a language takes for forms of another (Ё in Russian, Ä in German) are not in them."""
_FORMS = {"ё": "е", "ة": "ت", "ى": "ي"}
"""Letters that are sorted as another one, where no alphabet has them and Unicode does not take them apart."""
_PERSIAN = {"ي": "ی", "ك": "ک", "ى": "ی", "ة": "ه"}
_FAMILY_FIRST = frozenset("hu ja ko vi zh".split())
"""Languages in which the family name stands first."""
_SQUARES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "YI SYLLABLE")
"""Signs of scripts in which names have no first letter, by the beginnings of their names in Unicode."""

DIGITS = "0–9"
"""The letter of names that begin with a digit."""


def order(language: str) -> Callable[[str], tuple[object, ...]]:
    """Return a key that sorts names as a language's alphabet does: word by word, digits first, letters of other scripts last."""
    alphabet = _alphabet(language)
    return lambda name: (tuple(_weight(sign, alphabet) for sign in _folded(name, language) if _counts(sign)), name)


def letter_of(name: str, language: str) -> str:
    """Return the letter under which a name stands; empty where its script has none."""
    first = next((sign for sign in _folded(name, language) if sign.isalnum()), "")
    if not first or unicodedata.name(first, "").startswith(_SQUARES):
        return ""
    if first.isdigit():
        return DIGITS
    return _capital(_plain(first, _alphabet(language)), language)


def family_name(name: str, language: str, *, first: bool) -> str:
    """Return a person's name with the family name before all else: the last word, or where it stands `first` the name as it is."""
    words = name.split()
    return name if first or language.partition("-")[0] in _FAMILY_FIRST else " ".join((*words[-1:], *words[:-1]))


def _alphabet(language: str) -> str:
    """Return a language's alphabet; a script in its tag is another one than that of the table, unless it is Cyrillic."""
    first, *others = language.split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "Cyrl")
    return _ALPHABETS.get(first, _LATIN) if script == "Cyrl" else _LATIN


def _folded(name: str, language: str) -> str:
    first = language.partition("-")[0]
    if first in ("tr", "az"):
        name = name.replace("I", "ı").replace("İ", "i")
    folded = unicodedata.normalize("NFC", name.casefold())
    return "".join(_PERSIAN.get(sign, sign) for sign in folded) if first == "fa" else folded


def _counts(sign: str) -> bool:
    return sign.isalnum() or sign.isspace()


def _plain(sign: str, alphabet: str) -> str:
    """Return a letter without what makes it a form of another one, unless the alphabet has it."""
    if sign in alphabet:
        return sign
    sign = _FORMS.get(sign, sign)
    return sign if sign in alphabet else unicodedata.normalize("NFD", sign)[0]


def _weight(sign: str, alphabet: str) -> tuple[int, int]:
    if sign.isspace():
        return 0, 0
    if sign.isdigit():
        return 1, unicodedata.digit(sign, 0)
    plain = _plain(sign, alphabet)
    found = alphabet.find(plain)
    return (2, found) if found >= 0 else (3, ord(plain))


def _capital(letter: str, language: str) -> str:
    return "İ" if letter == "i" and language.partition("-")[0] in ("tr", "az") else letter.upper()
