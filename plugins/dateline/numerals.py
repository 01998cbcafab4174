"""Numbers as a language writes them: its digits, its signs for thousands, decimals and per cent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.dataclass import dataclass

ZEROS: Mapping[str, str] = {
    "latn": "0",
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}
"""The zero of each numbering system, by its name in Unicode CLDR; the other nine digits follow it (Unicode, `Nd`)."""

_BY_SYSTEM: Mapping[str, str] = {
    "adlm": "ff-Adlm",
    "arab": "ar-BH ar-DJ ar-EG ar-ER ar-IL ar-IQ ar-JO ar-KM ar-KW ar-LB ar-MR ar-OM ar-PS ar-QA ar-SA ar-SD ar-SO ar-SS ar-SY ar-TD ar-YE ckb sd sdh",
    "arabext": "az-Arab bgn fa ks lrc mzn pa-Arab ps ur-IN uz-Arab",
    "beng": "as bn mni",
    "cakm": "ccp",
    "deva": "bgc bho mr ne raj sa sat-Deva",
    "hmnp": "hnj",
    "latn": "ks-Deva sd-Deva",
    "mtei": "mni-Mtei",
    "mymr": "my",
    "nkoo": "nqo",
    "olck": "sat",
    "tibt": "dz",
}
"""Languages, and countries of a language, by the system that their readers expect (CLDR 47, `defaultNumberingSystem`); all others: "latn"."""
_SYSTEMS = {tag.casefold(): system for system, tags in _BY_SYSTEM.items() for tag in tags.split()}

_SIGNS: Mapping[str, Mapping[str, str]] = {system: {"thousands": "\u066c", "decimal": "\u066b", "%": "\u066a"} for system in ("arab", "arabext")}
"""Signs that belong to the digits, whatever the language writes between others (CLDR, `symbols` of the system)."""

_SAMPLE = re.compile(r"(\d{1,2})(\D*)(\d{2,3})(\D*)(\d{3})(\D+)(\d)")
_FOUR = re.compile(r"(\d)(\D*)(\d{3})")


def system_of(language: str) -> str:
    """Return the numbering system that readers of a language tag (BCP 47) expect, that of the shorter tag where its own is not known."""
    tag = language.casefold()
    while tag:
        if tag in _SYSTEMS:
            return _SYSTEMS[tag]
        tag = tag.rpartition("-")[0]
    return "latn"


@dataclass(frozen=True)
class Numerals:
    """How numbers are written: digits by the name of their system, signs, and whether four digits are set apart as five are."""

    system: str = "latn"
    thousands: str = "\u202f"
    decimal: str = "."
    four: bool = False
    higher: int = 3
    """How many digits the groups before the last one have: two in India."""

    @classmethod
    def read(cls, system: str, four: str, sample: str) -> Numerals:
        """Return how 1,234 and 1,234,567.8 are written, from both. Raises ValueError where one is not that number."""
        small, large = _FOUR.fullmatch(four), _SAMPLE.fullmatch(sample)
        if not small or not large or _ascii(small) != "1234" or _ascii(large) != "12345678" or large[2] != large[4]:
            raise ValueError(four if not small or _ascii(small) != "1234" else sample)
        own = _SIGNS.get(system, {})
        return cls(system, own.get("thousands", large[4]), own.get("decimal", large[6]), bool(small[2]), len(large[3]))

    def digits(self, text: str) -> str:
        """Return a text with its digits in place of those of ASCII."""
        return text if self.system == "latn" else text.translate(_TABLES[self.system])

    def signs(self, text: str) -> str:
        """Return a text as `digits`, with the sign for per cent that goes with them."""
        own = _SIGNS.get(self.system, {})
        return self.digits(text).replace("%", own.get("%", "%"))

    def number(self, value: float, decimals: int = 6) -> str:
        """Return a number, with at most so many decimals."""
        written = f"{value:.{decimals}f}"
        whole, _, rest = (written.rstrip("0") if decimals else written).partition(".")
        sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        if len(whole) > (3 if self.four else 4):
            whole = self.thousands.join(self._groups(whole))
        return self.digits(sign + (f"{whole}{self.decimal}{rest}" if rest else whole))

    def _groups(self, whole: str) -> list[str]:
        before, groups = whole[:-3], [whole[-3:]]
        while before:
            groups.insert(0, before[-self.higher :])
            before = before[: -self.higher]
        return groups

    @property
    def letters(self) -> frozenset[str]:
        """All signs that numbers can be made of."""
        return frozenset(self.digits("0123456789") + self.thousands + self.decimal + self.signs("%"))


_TABLES = {system: {ord("0") + number: ord(zero) + number for number in range(10)} for system, zero in ZEROS.items()}


def _ascii(found: re.Match[str]) -> str:
    """Return the digits of a sample, which may be any script's."""
    return "".join(str(int(character)) for character in found[0] if character.isdecimal())
