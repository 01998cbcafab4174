"""The first sentence of a text, as HTML: whole, with the emphasis and the languages of its words, without links and marks."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from dateline.model import nouns
from dateline.model.address import Html

_KEPT = frozenset({"abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "q", "span", "strong", "sub", "sup"})
"""Elements inside a line that say something about its words. Links do not: the sentence stands where one leads to the whole text."""
_LEFT_OUT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figure", "pre", "table"})
"""Elements whose words are no sentences."""
_BLOCKS = frozenset({"p", "li", "blockquote", "dd", "dt", "div"})
_ENDS = ".!?…。！？؟۔।"
_ALONE = "。！？"
"""Ends of sentences behind which no space stands."""
_PAIRS = {"“": "”", "«": "»", "„": "“”", "(": ")", "[": "]", "「": "」", "『": "』", "《": "》", "（": "）"}
_GOES_ON = ",;:–—-)"
_SHORT = frozenset(
    "al approx art bzw ca cf co col dr ed eds etc ff fig gen gov hon inc jr lt ltd maj max min mr mrs ms mt no nr op p pp pres prof rep "
    "rev sen sgt sr st str tel usw vol vs jan feb mar apr jun jul aug sep sept oct nov dec mme mlle гг др им кв млн млрд обл проф "
    "пр руб см стр тг тыс ул чел".split()
)
"""Words that are written short with a full stop, in languages of the kit; single letters and those with a full stop inside need no list."""


def first_sentence(body: nouns.Body) -> Html:
    """Return the first sentence of a text; where its end is in doubt, what follows as well: a sentence is never torn."""
    if found := _plainly(body):
        return found
    reader = _Reader()
    for part in body.parts:
        if isinstance(part, nouns.HtmlPart):
            reader.feed(str(part.html))
        if reader.done:
            break
    reader.close()
    return reader.cut(end_of_sentence(reader.words.rstrip()))


_PLAIN = re.compile(r"\s*<p>([^<&]*)(</p>)?")


def _plainly(body: nouns.Body) -> Html | None:
    """Return the first sentence of a text that begins with one without any element or reference in it, as most do: without a parser. Else None."""
    first = body.parts[0] if body.parts else None
    found = _PLAIN.match(first.html) if isinstance(first, nouns.HtmlPart) else None
    words = found[1].rstrip() if found else ""
    end = end_of_sentence(words)
    # What comes behind the words that are known may belong to them, unless that is the end of the paragraph.
    if not found or not words.strip() or (end == len(words) and not found[2]):
        return None
    return Html(" ".join(_shown(words[:end], code=False).split()))


def begins_with_letter(body: nouns.Body) -> bool:
    """Tell whether the first sign of a text is a letter: a digit or a quotation mark is not torn off what it belongs to to be set large."""
    return first_sentence(body).striptags()[:1].isalpha()


def end_of_sentence(words: str) -> int:
    """Return where the first sentence ends: never inside a quotation or brackets, nor behind what may be an abbreviation or an ordinal."""
    opened: list[str] = []
    at_start = len(words) - len(words.lstrip())
    whole = False  # a quotation from the start of the sentence to its end may be followed by who said it
    for at, sign in enumerate(words):
        if opened and sign in opened[-1]:
            opened.pop()
            if opened or whole or words[at - 1] not in _ENDS:
                continue
        elif sign in _PAIRS:
            whole = whole or at == at_start
            opened.append(_PAIRS[sign])
            continue
        elif opened or sign not in _ENDS:
            continue
        if _ends(words, at):
            return at + 1
    return len(words)


def _ends(words: str, at: int) -> bool:
    following = words[at + 1 : at + 2]
    if not following or words[at] in _ALONE:
        return not following or following not in _ENDS
    after = words[at + 1 :].lstrip()[:1]
    if not following.isspace() or after.islower() or after in _GOES_ON:
        return False
    return words[at] != "." or not _short(re.split(r"[\s(«“„\[’'-]", words[:at])[-1])


def _shown(words: str, *, code: bool) -> str:
    """Return words as HTML; a bracket that an author wanted to be seen stays a reference, outside code: else it looks as if left over."""
    return escape(words, quote=False) if code else re.sub(r"\[(?=@|\[)", "&#91;", escape(words, quote=False))


def _short(word: str) -> bool:
    """Tell whether a full stop behind a word may belong to it: an initial, "U.S.", "Col.", "5." for the fifth."""
    return len(word) == 1 or "." in word or (word.isdigit() and len(word) <= 2) or word.casefold() in _SHORT


class _Reader(HTMLParser):
    """Reads the first block with words. `pieces` are tags (True) and words (False), in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.done = False
        self._pieces: list[tuple[bool, str]] = []
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a start tag that stays."""
        number = tag == "sup" and any(name == "id" and (value or "").startswith("fnref") for name, value in attrs)
        if self._skipped or tag in _LEFT_OUT or number:
            if tag not in ("br", "hr", "img"):
                self._skipped.append(tag)
        elif tag == "br":
            self.handle_data(" ")
        elif tag in _KEPT and not self.done:
            self._pieces.append((True, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """Take an end tag; that of a block with words ends the reading."""
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
        elif tag in _BLOCKS and self.words.strip():
            self.done = True
        elif tag in _KEPT and not self.done:
            self._pieces.append((True, f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._skipped and not self.done:
            self._pieces.append((False, data))
            self.words += data

    def cut(self, end: int) -> Html:
        """Return what was read up to a place in its words, with what is open there closed, spaces as one."""
        opened: list[str] = []
        made, left = "", end
        for is_tag, piece in self._pieces:
            if is_tag and piece.startswith("</"):
                if opened:
                    opened.pop()
                    made += piece
            elif left <= 0:
                break
            elif is_tag:
                opened.append(re.split(r"[\s>]", piece[1:])[0])
                made += piece
            else:
                made += _shown(piece[:left], code="code" in opened)
                left -= len(piece)
        return Html(" ".join(made.split()).replace(" </", "</") + "".join(f"</{tag}>" for tag in reversed(opened)))
