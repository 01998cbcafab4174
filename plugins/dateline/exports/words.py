"""The words of texts without their markup. All exports want those of the same texts, so that they are made once a build."""

from __future__ import annotations

from functools import cache

from dateline.model import nouns
from dateline.model.address import Html
from dateline.pages import views


def plain(body: nouns.Body) -> str:
    """Return what `views.plain` returns; it is kept until `forget` is called."""
    return _plain(tuple([part.html for part in body.parts if isinstance(part, nouns.HtmlPart)]))


@cache
def _plain(pieces: tuple[Html, ...]) -> str:
    return views.plain(nouns.Body(tuple(map(nouns.HtmlPart, pieces))))


def forget() -> None:
    """Drop all words, so that nothing is left for another build."""
    _plain.cache_clear()
