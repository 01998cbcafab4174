"""Amounts that are not one number: from one number to another, at least one, at most one."""

from __future__ import annotations

import math
import re

from dateline.dataclass import dataclass
from dateline.patterns import late
from dateline.problems import Misread

_EXACT = 2**53 - 1
"""Up to here a floating-point number is every whole number (IEEE 754)."""
_NUMBER = r"[+\-\u2212]?\d[\d\s.,'_\u2019\u066b\u066c\u00b7\u02d9]*"
_RANGE = late(rf"({_NUMBER}?)\s*(?:\bto\b|[-\u2010-\u2015\u2212])\s*({_NUMBER})", re.IGNORECASE)
_PADDED = re.compile(r"0\d")
"""What is no number but a part of a date: 2022-01."""
_OPEN = late(rf"at\s+(least|most)\s+({_NUMBER})", re.IGNORECASE)


@dataclass(frozen=True)
class Bounds:
    """Between what an amount lies, both ends included; None where nobody said how much it may be."""

    low: float | None
    high: float | None

    def __str__(self) -> str:
        """Return the amount as an author writes it."""
        if self.low is None:
            return f"at most {self.high:.16g}"
        return f"at least {self.low:.16g}" if self.high is None else f"{self.low:.16g} to {self.high:.16g}"


def bounds(written: str) -> Bounds | None:
    """Return what `160 to 164` (or `160-164`), `at least 164` and `at most 164` mean; None for what is none of these.

    Raises Misread for a range that runs backwards or from a number to itself, and for one of whose numbers it cannot be told what they are.
    """
    text = written.strip()
    if found := _OPEN.fullmatch(text):
        amount = _sure(found[2], text)
        return Bounds(amount, None) if found[1].lower() == "least" else Bounds(None, amount)
    found = _RANGE.fullmatch(text)
    if found is None or any(_PADDED.match(part) for part in found.groups()):
        return None
    low, high = _sure(found[1], text), _sure(found[2], text)
    if low == high:
        raise Misread(f'"{text}" is a range from a number to itself', f"write {found[1].strip()}", topic="data-files")
    if low > high:
        raise Misread(f'the range "{text}" runs backwards', f"write {found[2].strip()} to {found[1].strip()}", topic="data-files")
    return Bounds(low, high)


def _sure(written: str, whole: str) -> float:
    amount = number(written.strip())
    if amount is None:
        raise Misread(f'"{whole}" has no plain number', "write digits alone: 160 to 164, at least 20000", topic="data-files")
    return amount


def number(written: str) -> float | None:
    """Return a number; None where there is none that can be told exactly."""
    try:
        amount = float(written.replace("_", "").replace("\u2212", "-"))
    except ValueError:
        return None
    if not math.isfinite(amount) or (amount.is_integer() and abs(amount) > _EXACT):
        return None
    return amount
