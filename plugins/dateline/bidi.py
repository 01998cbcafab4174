"""Words of the other direction of writing, kept from turning round what stands beside them (Unicode, UAX 9).

A piece that is put into a line is isolated where it holds a letter of the other direction; where it holds none, the line is as it was:
a site in Latin or Cyrillic letters alone is the same to the byte. Where markup is possible that is `<bdi>`, else Unicode's own isolates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their like (Unicode, `Bidi_Class` R and AL), and marks of that direction."""
_OTHERS: Mapping[str, re.Pattern[str]] = {
    "ltr": re.compile(f"[{_RIGHT_TO_LEFT}]"),
    # Letters of any other script; figures and signs have no direction of their own.
    "rtl": re.compile(rf"(?![{_RIGHT_TO_LEFT}])[^\W\d_]|[\u200e\u202a\u202d\u2066]"),
}
"""By the direction of a page: what is written in the other one."""

FIRST_STRONG, POP = "\u2068", "\u2069"
"""FSI and PDI: what stands between them has the direction of its first letter, and turns nothing round it."""
_EMBEDDING = {"ltr": "\u2066", "rtl": "\u2067"}
"""LRI and RLI: as FSI, in a direction that is known."""


def turns(text: str, direction: str) -> bool:
    """Tell whether a text holds a letter of the other direction than that of its page, "ltr" or "rtl"."""
    return not (direction == "ltr" and text.isascii()) and bool(_OTHERS[direction].search(text))


def begins(text: str, otherwise: str) -> str:
    """Return the direction of a text's first letter, "ltr" or "rtl"; what is said `otherwise` where it has no letter."""
    found = [(letter.start(), way) for way, other in (("rtl", "ltr"), ("ltr", "rtl")) if (letter := _OTHERS[other].search(text))]
    return min(found)[1] if found else otherwise


def isolated(text: str, direction: str, own: str = "") -> str:
    """Return a text for a line of a direction where no markup can stand (titles, calendars, attributes), isolated where it must be.

    `own` is the direction of the text's language, where it is known: a sentence that begins with a foreign name keeps its own.
    """
    return f"{_sign(text, own)}{text}{POP}" if turns(text, direction) and not _is_isolated(text) else text


def _is_isolated(text: str) -> bool:
    """Tell whether a text as a whole is isolated already: what begins with it ends with it."""
    return text[0] in (FIRST_STRONG, *_EMBEDDING.values()) and text.find(POP) == len(text) - 1


def _sign(text: str, own: str) -> str:
    return _EMBEDDING[own] if own and _holds(text, own) else FIRST_STRONG


def _holds(text: str, direction: str) -> bool:
    """Tell whether a text has a letter of a direction."""
    return turns(text, "ltr" if direction == "rtl" else "rtl")


class Isolated(str):
    """A text that turns round what stands beside it: `<bdi>` in HTML, and between isolates in an attribute. `dir` is its own direction, or none."""

    __slots__ = ("dir",)
    dir: str

    def __html__(self) -> str:
        """Return it as HTML."""
        said = f' dir="{self.dir}"' if self.dir and _holds(self, self.dir) else ""
        return f"<bdi{said}>{escape(str(self))}</bdi>"

    def plain(self) -> str:
        """Return it where no markup can stand."""
        return f"{_sign(self, self.dir)}{self}{POP}"


def piece(text: str, direction: str, own: str = "") -> str:
    """Return a text as a piece of a line on a page of a direction, isolated where it must be; what is HTML already is left as it is."""
    if hasattr(text, "__html__") or not turns(text, direction):
        return text
    made = Isolated(text)
    made.dir = own
    return made


def filters(direction: str) -> dict[str, Callable[[str], str]]:
    """Return what templates isolate with, on pages of a direction.

    `bdi`: a name or title whose language is not known: its first letter decides. `own`: words in the page's language.
    """
    return {"bdi": lambda text: piece(text, direction), "own": lambda text: piece(text, direction, direction)}


def plain(value: object) -> object:
    """Return a value as it stands where no markup can: an attribute, a title. What says for itself how it is said there is asked."""
    said = getattr(value, "plain", None)
    return said() if said and isinstance(value, str) and not isinstance(value, Markup) else value
