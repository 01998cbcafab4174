"""The page for what is not there: a server shows one, whatever the language of the address that was asked for. So it speaks all of them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import nouns
from dateline.model.address import Within
from dateline.pages import values
from dateline.pages.excerpts import beginning
from dateline.pages.frame import Desk, Numbers
from dateline.pages.mirrors import copies_of
from dateline.pages.texts import TextPage

ADDRESS = "404.html"
"""Where servers look for it (GitHub Pages, Netlify and others), in the root of the site."""


def missing_page(desks: Sequence[Desk]) -> values.Page:
    """Return the page; `desks` are one a language, that of the site first. Where content/pages/ has no 404.md the site says it itself."""
    first, *others = desks
    numbers = Numbers()
    text = _text(first)
    page = TextPage(
        title=text.title if text else first.words("Page not found"),
        body=first.views.body(text.body, numbers) if text else values.Body(),
        updated=first.words.on(text.modified) if text and text.modified else None,
        others=tuple(Within(desk.site.prefix, _said(desk, numbers)) for desk in others),
        copies=tuple(copy.link for copy in copies_of(first.event, first.words, first.site.prefix)),
    )
    return first.page(
        "page",
        ADDRESS,
        page,
        title=page.title,
        description=(text.summary or beginning(text.body)) if text else "",
        lang=text.lang if text else "",
        listed=False,
        numbers=numbers,
    )


def _text(desk: Desk) -> nouns.TextPage | None:
    return next((page for page in desk.event.pages if page.address == ADDRESS), None)


def _said(desk: Desk, numbers: Numbers) -> values.Missing:
    """Return what the page says in a further language: the translation, else the interface's own words."""
    text, words = _text(desk), desk.words
    if text is None or text.lang != desk.site.lang:
        body, title = values.Body(), words("Page not found")
    else:
        body, title = desk.views.body(text.body, numbers), text.title
    return values.Missing(title, body, words("There is nothing at this address."), values.Link(words("To the front page"), desk.site.home), desk.site.lang, desk.site.dir)
