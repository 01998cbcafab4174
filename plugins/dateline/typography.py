"""Quotation marks as a text's language has them, dashes, and spaces at which no line may end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from dateline.dataclass import dataclass


class Marks(NamedTuple):
    """A language's quotation marks: opening and closing, and those for a quotation inside another one."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


def _marks(signs: str, space: str = "") -> Marks:
    return Marks(signs[0] + space, space + signs[1], signs[2] + space, space + signs[3])


_NARROW = "\u202f"
"""French sets its marks off with a narrow no-break space (Imprimerie nationale; CLDR leaves spaces out)."""

_BY_MARKS: Mapping[str, str] = {
    "\u201c\u201d\u2018\u2019": "af az bn cy da en eo fil fy ga gd gl gu hi id km kn ko lo ml mr ms my ne pa pt si so sw ta te th tr vi zh zu",
    "\u00ab\u00bb\u201c\u201d": "ast ca el es eu it kk pt-PT sc sq ti",
    "\u00ab\u00bb\u201e\u201c": "be cv ky ru sah uk",
    "\u201e\u201c\u201a\u2018": "bs-Cyrl cs de dsb et hr hsb is lb mk sk sl",
    "\u201e\u201c\u201e\u201c": "bg lt",
    "\u201e\u201d\u2018\u2019": "bs",
    "\u201e\u201d\u00ab\u00bb": "pl ro",
    "\u201e\u201d\u00bb\u00ab": "hu",
    "\u201e\u201d\u2019\u2019": "sr",
    "\u201e\u201c\u00ab\u00bb": "ka",
    "\u00ab\u00bb\u00ab\u00bb": "hy",
    "\u00ab\u00bb\u2018\u2019": "nb nn no",
    "\u00ab\u00bb\u2039\u203a": "am ar de-CH de-LI fa fr-CH gsw it-CH",
    "\u201d\u201d\u2019\u2019": "fi he sv",
    "\u2018\u2019\u201c\u201d": "ia nso tn",
    "\u2018\u2019\u2018\u2019": "nl",
    "\u201c\u201d\u201c\u201d": "tk",
    "\u201c\u201d\u2019\u2018": "uz",
    "\u300c\u300d\u300e\u300f": "ja yue zh-HK zh-Hant zh-MO zh-TW",
    "\u201d\u201c\u2019\u2018": "ur",
}
"""Languages by their marks, opening, closing and the inner two: CLDR 47, delimiters.

Of those, Arabic and Spanish are as their newspapers and academies have them (CLDR has the marks of English). Left out are languages
for which CLDR only repeats its default. A language is added to a line, or a line to the table.
"""

MARKS: Mapping[str, Marks] = {
    **{name.casefold(): _marks(marks) for marks, names in _BY_MARKS.items() for name in names.split()},
    "fr": _marks("\u00ab\u00bb\u00ab\u00bb", _NARROW),
    "fr-ca": Marks(f"\u00ab{_NARROW}", f"{_NARROW}\u00bb", "\u201c", "\u201d"),
}
"""Marks by language tag in lower case."""


@lru_cache(maxsize=100)
def marks_of(language: str) -> Marks | None:
    """Return the marks of a language (BCP 47), those of the shorter tag where its own are not known; None where none are."""
    tag = language.casefold().replace("_", "-")
    while tag:
        if tag in MARKS:
            return MARKS[tag]
        tag = tag.rpartition("-")[0]
    return None


GUARD = "\ue002"
"""Stands before a character that was escaped with a backslash: it is left as it is."""

_STRAIGHT = re.compile(f"(?<!{GUARD})[\"']")
_OPENS_BEHIND = frozenset(" \t\n\r\u00a0\u202f\u2009([{/-\u2010\u2011\u2013\u2014\u201c\u2018\u201e\u201a\u00ab\u2039\u00a1\u00bf\u300c\u300e")
_PRIMES = re.compile(
    r"\d[°º]\s?\d+(?:[.,]\d+)?'(?:\s?\d+(?:[.,]\d+)?\")?"  # degrees, minutes, seconds
    r"|(?<![\w'])\d+'\s?\d+(?:[.,]\d+)?\"(?!\w)"  # feet and inches
)
_YEARS = re.compile(r"'(?=\d\ds\b)|'(?=\d\d\b(?![^\"]*\w'(?!\w)))")
_DASHES = re.compile(f"(?<![-{GUARD}])(---?)(?!-)")
_ELLIPSIS = re.compile(rf"(?<![.{GUARD}])\.\.\.(?!\.)")


@dataclass
class Quoter:
    """Turns the straight marks of one paragraph into a language's, piece by piece: what opens in one may close in the next.

    A mark opens behind a blank, a bracket, a dash or another opening mark, and closes anywhere else. What stands behind a number with
    nothing open is a sign of feet, inches, minutes or seconds.
    """

    marks: Marks | None
    before: str = " "
    _open: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Begin a new paragraph."""
        self.before = " "
        self._open.clear()

    def passed(self, text: str) -> None:
        """Take note of a text that is left as it is."""
        self.before = text[-1:] or self.before

    def quoted(self, text: str) -> str:
        """Return the next piece of the paragraph with its marks."""
        if self.marks is None or ('"' not in text and "'" not in text):
            self.before = " " if text.endswith("&nbsp;") else text[-1:] or self.before
            return text
        kept = {at for found in _PRIMES.finditer(text) for at in range(*found.span())}
        years = {found.start() for found in _YEARS.finditer(text)}
        made, at = [], 0
        for found in _STRAIGHT.finditer(text):
            here = found.start()
            if here in kept:
                continue
            before = text[here - 1] if here else self.before
            if before == ";" and text.endswith("&nbsp;", 0, here):
                before = " "
            made.append(text[at:here])
            at = here + 1
            made.append(self._mark(found[0], before, text[at : at + 1], year=here in years))
        made.append(text[at:])
        self.before = " " if text.endswith("&nbsp;") else text[-1]
        return "".join(made)

    def _mark(self, sign: str, before: str, behind: str, *, year: bool) -> str:
        marks = self.marks
        assert marks is not None
        last = self._open[-1] if self._open else ""
        opens = before in _OPENS_BEHIND or (before in "\"'" and last == before) or (not last and _without_blanks(before))
        if sign == "'":
            if year or (before.isalnum() and behind.isalnum()):
                return "\u2019"
            if opens and not behind.isspace():
                self._open.append(sign)
                return marks.inner_opening
            if last == sign:
                self._open.pop()
                return marks.inner_closing
            return sign if before.isdigit() and not behind.isalpha() else "\u2019"
        inside = '"' in self._open
        if opens and (not inside or not behind.isspace()):
            self._open.append(sign)
            return marks.inner_opening if inside and marks.opening != "\u201c" else marks.opening
        if inside:
            while self._open.pop() != sign:
                pass
            return marks.inner_closing if '"' in self._open and marks.opening != "\u201c" else marks.closing
        return sign if before.isdigit() else marks.closing


def _without_blanks(character: str) -> bool:
    """Tell whether a character is of a script that sets no blanks between words: signs of Chinese and Japanese, kana, full widths."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def curly(text: str, language: str = "en") -> str:
    """Return a plain text with its straight quotation marks and apostrophes turned into those of a language.

    Where the language's are not known, they stay as they are.
    """
    return Quoter(marks_of(language)).quoted(text)


def dashed(text: str) -> str:
    """Return a text in which two hyphens are a dash, three a long one, and three full stops an ellipsis."""
    if "--" in text:
        text = _DASHES.sub(lambda found: "\u2013" if len(found[1]) == 2 else "\u2014", text)
    return _ELLIPSIS.sub("\u2026", text) if "..." in text else text


_UNITS = (
    "thousand million billion trillion per\u00a0cent percent hundredweight tonnes? tons? litres? barrels? tenge roubles? dollars? euros? "
    "km² m² cm² km mm cm ha m kg mg g t l kB MB GB TB kW MW GW kWh MWh GWh kV V Hz MHz GHz °C °F % ‰ € £ ₸ ₽"
)
"""What belongs to the number before it: names and symbols of units (SI Brochure, 5.4.3), of money, of large numbers."""
_RATES = "km/h m/s mph kB/s MB/s hPa kPa mmHg dB"
"""What is measured by time or area besides, and read as a whole with its number; the longer ones come first."""
_MONTHS = (
    "January February March April May June July August September October November December "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"
)
"""Months as dates in running text have them behind the number of the day; German, Spanish and Persian put something between the two."""
_BEFORE_UNIT = re.compile(r" (?<=\d )(?=(?:{})(?!\w))".format("|".join(f"{_UNITS} {_MONTHS}".split(" "))))
"""The blank comes first, because a pattern that begins with a plain sign is looked for many times faster; so below."""
_PER_CENT = re.compile(r" per cent\b(?<=\d per cent)")
_AFTER_MARK = re.compile(r"\b((?:[Nn]os?|[Pp]p?|[Ff]ig|[Vv]ol)\.) (?=\d)")
_FULL_STOP = re.compile(r"\. \d")


def bound(text: str) -> str:
    """Return a text with no-break spaces between numbers and their units or months, and after "p." or "No." before a number; ranges hold together."""
    if " per cent" in text:
        text = _PER_CENT.sub(" per\u00a0cent", text)
    text = _BEFORE_UNIT.sub("\u00a0", unbroken(text))
    return _AFTER_MARK.sub("\\1\u00a0", text) if _FULL_STOP.search(text) else text


_RANGE = re.compile(r"(?<=[\d%])\u2013(?=\d)")
JOINER = "\u2060"
"""A word joiner: takes no room, and no line ends at it (Unicode, line breaking class WJ)."""


def unbroken(text: str) -> str:
    """Return a text in which no line ends inside a range: an en dash lets go of what follows it, also of the "120" of "110\u2013120"."""
    return _RANGE.sub(f"\u2013{JOINER}", text) if "\u2013" in text else text


_PIECE = re.compile(
    r"(?<![\w@#&])(?:\+\d[\d ()\u00a0-]{{4,}}\d"  # a telephone's number
    r"|[+\u2212\u00b1-]?\d[\d.,\u202f]*[ \u00a0](?:{})(?!\w)"  # a number with its unit
    r"|[+\u2212\u00b1-]\d[\d.,]*"  # a number with its sign
    r"|[@#][A-Za-z]\w*)".format("|".join((*_RATES.split(" "), *_UNITS.split(" "))))
)
"""What is read from left to right as a whole, though it begins or ends with no letter of that direction."""


def sided(html: str) -> str:
    """Return words of a text that is written from right to left with each number and its unit, sign or prefix, and each handle, kept in its order."""
    return _PIECE.sub(r'<bdi dir="ltr">\g<0></bdi>', html)
