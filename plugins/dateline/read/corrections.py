"""What a correction says: in sentences, or first the old words and the new ones, each in quotation marks, with an arrow between them."""

from __future__ import annotations

import re

from dateline.dataclass import dataclass
from dateline.patterns import late
from dateline.problems import Misread
from dateline.read import values

_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "‘": "’", "‚": "‘’", "‹": "›", "「": "」", "『": "』", "《": "》"}
"""Quotation marks that open, and those that close what they opened, as the languages of the world have them."""
_ANY = "".join(sorted(set("".join((*_PAIRS, *_PAIRS.values())))))
_ARROW = r"(?:-{1,2}>|=>|→|⇒|⟶|➔)"
_AFTER = r"(?=[\s.,;:!?()،؛。，；]|\Z)"


def _quoted(after: str) -> str:
    """Return a pattern for words in quotation marks; a mark inside them is followed by something else than what stands `after` them."""
    return "|".join(f"{opening}(?:(?![{closing}]{after}).)*[{closing}]" for opening, closing in _PAIRS.items())


_BEFORE_ARROW = rf"\s*{_ARROW}"
_CHANGE = late(rf"({_quoted(_BEFORE_ARROW)}){_BEFORE_ARROW}\s*({_quoted(_AFTER)}){_AFTER}[.,;،؛。，；]?\s*", re.DOTALL)
_SOME_ARROW = late(rf"(?:^|(?<=[\s{_ANY}]))(?:{_ARROW}|<-{{1,2}}|←)(?=[\s{_ANY}]|$)")
"""An arrow between words, whichever way it points; one inside an address is none."""
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)
"""What stands between backticks is shown as it is written, with its arrows."""
_DAY = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*[:\uff1a]\s*")
_HOW = 'write "old words" -> "new words", and behind them what else there is to say'


@dataclass(frozen=True)
class Said:
    """A correction: the words that were wrong and those that are right, where it gives them, and what it says besides."""

    was: str
    now: str
    rest: str


def has_words(written: str) -> bool:
    """Tell whether a correction, with its day or without it, gives old and new words."""
    return bool(_CHANGE.match(_DAY.sub("", written)))


def said(written: str, language: str = "en") -> Said:
    """Return what a correction says, without its day: `"two" -> "three". The agency had counted one twice.`

    Old and new words are no Markdown; they get the quotation marks of `language` where they hold some. Raises Misread where there is an
    arrow, and not both in quotation marks.
    """
    found = _CHANGE.match(written)
    if found is None:
        if _SOME_ARROW.search(_CODE.sub("", written)):
            raise Misread("there is an arrow, and not old and new words in quotation marks on both sides of it", f"{_HOW}; or take the arrow out", topic="text")
        return Said("", "", written)
    was, now = (each[1:-1].strip() for each in found.groups())
    if not was or not now:
        raise Misread(f"the {'new' if was else 'old'} words are missing between their quotation marks", f"{_HOW}; or say in a sentence what was left out", topic="text")
    if any(each.count('"') % 2 or each.count("“") != each.count("”") or each.count("«") != each.count("»") for each in (was, now)):
        raise Misread("quotation marks stand inside the old or the new words, and nobody can tell where these end", "write other marks inside: “the ‘old’ words”", topic="text")
    rest = written[found.end() :].strip()
    if re.match(rf"(?:{_ARROW}|<-|←)", rest):
        raise Misread("there is a second arrow behind the new words", "write each change in a line of its own, with its day", topic="text")
    was, now = (values.prose(" ".join(each.split()), language) for each in (was, now))
    if was == now:
        raise Misread(f'the old and the new words are the same: "{was}"', _HOW, topic="text")
    return Said(was, now, rest)
