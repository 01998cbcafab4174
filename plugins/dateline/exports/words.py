"""The words of texts without their markup. All exports want those of the same texts, so that they are made once a build."""

from __future__ import annotations

from functools import cache

from dateline.bidi import isolated
from dateline.derive.feeds import Text
from dateline.model import nouns
from dateline.model.address import Html
from dateline.pages import excerpts
from dateline.pages.frame import Desk
from dateline.wording import direction


def plain(body: nouns.Body) -> str:
    """Return what `excerpts.plain` returns; it is kept until `forget` is called."""
    return _plain(tuple([part.html for part in body.parts if isinstance(part, nouns.HtmlPart)]))


def title(desk: Desk, text: Text) -> str:
    """Return a text's title as programs show it in a list of others, isolated where it is of another direction than the site."""
    return isolated(text.title, desk.site.dir, direction(text.lang or desk.site.lang))


def said(desk: Desk, correction: nouns.Correction) -> str:
    """Return what a correction says in a line: the old and the new words in quotation marks, where it gives them, then the rest."""
    return excerpts.corrected_in_words(desk.words, correction)


def name(desk: Desk, named: str) -> str:
    """Return a name for a line, isolated where it is of another direction than the site."""
    return isolated(named, desk.site.dir)


@cache
def _plain(pieces: tuple[Html, ...]) -> str:
    return excerpts.plain(nouns.Body(tuple(map(nouns.HtmlPart, pieces))))


def forget() -> None:
    """Drop all words, so that nothing is left for another build."""
    _plain.cache_clear()
