"""Texts without their markup, whole or as far as there is room: for descriptions, feeds, cards, the search."""

from __future__ import annotations

import html
import re

from dateline.bidi import isolated
from dateline.model import nouns
from dateline.typography import curly
from dateline.wording import Wording

_TAG = re.compile(r"<(?!!--)[^>]*>|<!--.*?-->", re.DOTALL)


def stripped(markup: str) -> str:
    """Return HTML without tags and comments, blanks drawn together: as MarkupSafe's `striptags`, in half the time; of this a site has much."""
    return html.unescape(" ".join(_TAG.sub("", markup).split()))


def plain(body: nouns.Body) -> str:
    """Return a text without markup, for descriptions."""
    words = "".join(stripped(part.html) + " " for part in body.parts if isinstance(part, nouns.HtmlPart))
    return _spaced(words)


def beginning(body: nouns.Body, most: int = 200) -> str:
    """Return what `plain` returns, or more than its first `most` characters where there are more: the rest of a long text is not looked at."""
    words = ""
    for part in body.parts:
        if isinstance(part, nouns.HtmlPart):
            # A piece that ends before a tag says what the whole says up to there.
            end = part.html.find("<", 10 * most)
            words += stripped(part.html[:end] if end > 0 else part.html) + " "
            if len(words) > 2 * most:
                return _spaced(words)
            if end > 0:  # tags, and little between them
                return plain(body)
    return _spaced(words)


def clipped(words: str, most: int = 200) -> str:
    """Return the first sentences, or words, of a text, in at most `most` characters."""
    if len(words) <= most:
        return words
    head = words[:most]
    stop = max(head.rfind(". "), head.rfind("! "), head.rfind("? "))
    return head[: stop + 1] if stop > most // 2 else head.rpartition(" ")[0].rstrip(",;:") + "…"


def corrected_in_words(words: Wording, correction: nouns.Correction, lang: str = "") -> str:
    """Return what a correction says in a line: the old and the new words in quotation marks, where it gives them, then the rest.

    `lang` is the language of its text, empty for the site's.
    """
    said = [plain(correction.body)] if correction.body else []
    if correction.was:
        was, now = (curly(f'"{each}"', correction.lang or lang or words.language) for each in (correction.was, correction.now))
        said.insert(0, words("Instead of {was}, read {now}.").format(was=isolated(was, words.direction), now=isolated(now, words.direction)))
    return " ".join(said)


def _spaced(words: str) -> str:
    return re.sub(r" (?=[.,;:!?)])", "", " ".join(words.split()))
