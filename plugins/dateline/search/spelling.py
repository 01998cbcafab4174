"""One spelling for all scripts and transliterations of a word: what is indexed and what is typed meet in it.

"Алматы" and "Almaty" are `almati`, "Назарбаев", "Nazarbayev" and "Nazarbaev" are `nazarbaev`, "Жаңаөзен", "Жанаозен" and "Zhanaozen" are
`janaozen`. It is for comparing alone and never shown. The rules are data, which the index hands to the script: there are no second ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LETTERS = {
    # Cyrillic, with the letters of Kazakh and its neighbours.
    **dict(zip("абвгдезийклмнопрстуфыэіәғқңөұүһҡңәөүҝҳ", "abvgdezijklmnoprstufieiagknouuhknaoukh", strict=True)),
    **{"й": "i", "ж": "j", "х": "k", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia", "ё": "e"},
    **{"є": "e", "ї": "i", "ґ": "g", "ў": "u", "ђ": "j", "ј": "i", "љ": "li", "њ": "ni", "ћ": "ch", "џ": "j", "ѓ": "g", "ќ": "k", "ѕ": "dz"},
    # Latin letters that are no form of another one.
    **{"ß": "ss", "æ": "e", "œ": "e", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ł": "l", "ı": "i", "ə": "a", "ŋ": "n"},
    # Arabic script: forms of one letter, the sign that only lengthens a line.
    **{"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ـ": "", "ٱ": "ا"},
    **{digit: str(number) for zero in "٠۰०" for number, digit in enumerate(map(chr, range(ord(zero), ord(zero) + 10)))},
}  # fmt: skip
"""What a small letter is written as."""
RULES = (
    (r"['’ʼʹʻ.,\u00a0\u202f\u2009]", ""),
    ("dzh|zh|dj", "j"),
    ("kh", "k"),
    ("sch|tsch", "sh"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck|q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
    ("^ie", "e"),
    ("([aeou])ie", "$1e"),
    (r"([a-z])\1+", "$1"),
)
"""What is done after that, in this order, as the script writes it: its `replace` with such patterns and `g`."""
JOINERS = "\u200c\u200d"
"""Signs between letters that say whether they join: in Persian they stand within words, where many type a blank or nothing."""
MARKS = f"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05c7\u00ad{JOINERS}"
"""Signs above, below and between letters that nobody types, as the inside of a class of characters."""
_INDIC = "\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e"
"""Scripts whose vowels are signs of their own kind, which neither side counts among the letters."""
SQUARES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no blanks between words: each two signs are taken for one."""

_LETTERS = rf"(?:[^\W_]++|[{MARKS}{_INDIC}]++)++"
_WORD = re.compile(_LETTERS)
_IN_GROUPS = re.compile(r"\d[.,\u00a0\u202f\u2009]\d{3}")
_WORD_OR_NUMBER = re.compile(rf"\d+(?:[.,\u00a0\u202f\u2009]\d{{3}})+(?!\d)|{_LETTERS}")
_IN_SQUARES = re.compile(f"[{SQUARES}]+")
_TABLE = str.maketrans(LETTERS)
_MARKS = re.compile(f"[{MARKS}]+")
_RULES = tuple((re.compile(pattern), put.replace("$1", r"\1")) for pattern, put in RULES)


def words(text: str) -> list[str]:
    """Return the words of a text as they stand in it, in small letters, numbers without the signs between their digits."""
    found: list[str] = (_WORD_OR_NUMBER if _IN_GROUPS.search(text) else _WORD).findall(text.lower())
    return list(_cut(found)) if _IN_SQUARES.search(text) else found


def _cut(found: list[str]) -> Iterator[str]:
    for word in found:
        start = 0
        for squares in _IN_SQUARES.finditer(word):
            if squares.start() > start:
                yield word[start : squares.start()]
            run, start = squares[0], squares.end()
            yield from (run[at : at + 2] for at in range(max(1, len(run) - 1)))
        if start < len(word):
            yield word[start:]


def spelt(word: str) -> str:
    """Return a word in small letters in the one spelling; empty where nothing of it is left."""
    if word.isascii() and word.isdigit():
        return word
    made = word
    if not word.isascii():
        made = _MARKS.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).translate(_TABLE)))
    for pattern, put in _RULES:
        made = pattern.sub(put, made)
    return made
