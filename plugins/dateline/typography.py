"""Typographic quotation marks for plain text (in Markdown, Python-Markdown's smarty sees to them), and spaces at which no line may end."""

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


_UNITS = (
    "thousand million billion trillion per\u00a0cent percent hundredweight tonnes? tons? litres? barrels? tenge roubles? dollars? euros? "
    "km² m² cm² km mm cm ha m kg mg g t l kB MB GB TB kW MW GW kWh MWh GWh kV V Hz MHz GHz °C °F % ‰ € £ ₸ ₽"
)
"""What belongs to the number before it: names and symbols of units (SI Brochure, 5.4.3), of money, of large numbers."""
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:{})(?!\w))".format("|".join(_UNITS.split(" "))))
_AFTER_MARK = re.compile(r"\b((?:[Nn]os?|[Pp]p?|[Ff]ig|[Vv]ol)\.) (?=\d)")


def bound(text: str) -> str:
    """Return a text with no-break spaces between numbers and their units, and after "p." or "No." before a number."""
    text = re.sub(r"(?<=\d) per cent\b", " per\u00a0cent", text)
    return _AFTER_MARK.sub("\\1\u00a0", _BEFORE_UNIT.sub("\u00a0", text))
