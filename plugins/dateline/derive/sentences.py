"""The first sentence of a text, whole: what another page says of it."""

from __future__ import annotations

import re

from dateline.model.address import Html
from dateline.model.nouns import Body, HtmlPart

_PARAGRAPH = re.compile(r"<p[ >].*?</p>", re.DOTALL)
_FOOTNOTE = re.compile(r'<sup id="fnref.*?</sup>', re.DOTALL)
_END = re.compile(r"""(?P<word>\w*)(?P<stop>[.!?…؟۔]+)(?P<closing>[”“"'’»)\]]*)(?=\s+[“„«"'‘(\[]*(?P<next>\w))|[。！？]+[”’」』）]*""")
"""Where a sentence may end: its last word, its marks, what they close, and what follows; Chinese and Japanese write no space behind."""
_SHORT = frozenset(
    "mr mrs ms dr prof st gen col lt sgt maj capt gov sen rep pres no vs jr sr inc ltd co corp fig approx etc eg ie cf op vol pp "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "hr nr bzw ca usw sog ggf vgl str evtl bd "
    "mme mlle me art env ex sra srta dra dres ud uds pág núm av "
    "им ул тыс млн млрд руб гг вв др пр тов см ср стр акад проф ген полк обл гор пос напр "
    "мин сек чел рис ред сост ғғ "
    "yy yrd doç sn örn vb alb alm".split()
)
"""Words that are cut short, in the languages of the interface: the point behind them ends no sentence."""
_PAIRS = (("„", "“"), ("“", "”"), ("«", "»"), ("(", ")"), ("「", "」"), ("（", "）"))


def first_sentence(body: Body) -> str:
    """Return the first sentence of a text without markup and citation marks; never a part of one."""
    html = Html("").join(part.html for part in body.parts if isinstance(part, HtmlPart))
    found = _PARAGRAPH.search(html)
    words = " ".join(Html(_FOOTNOTE.sub("", found[0] if found else html)).striptags().split())
    return sentence(words)


def sentence(words: str) -> str:
    """Return the first sentence of words: not up to the point of an initial, an abbreviation or an ordinal, nor to one inside quotation marks."""
    for end in _END.finditer(words):
        head = words[: end.end()]
        if not (end["stop"] == "." and _goes_on(end["word"], end["next"])) and not _open(head):
            return head
    return words


def _goes_on(word: str, following: str) -> bool:
    """Tell whether a sentence goes on behind a word with a point."""
    initial = len(word) == 1 and word.isalpha()
    ordinal = word.isdigit() and len(word) < 3
    return initial or ordinal or word.casefold() in _SHORT or following.islower()


def _open(words: str) -> bool:
    """Tell whether quotation marks or brackets are still open."""
    german = "„" in words
    return any(words.count(opening) > words.count(closing) for opening, closing in _PAIRS if not (german and opening == "“"))
