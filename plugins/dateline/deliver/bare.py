"""Where in a template no markup can stand: in attributes, and in elements that hold nothing but text. What is put there is put there bare.

A word may say its own language or direction in HTML (`bidi.Isolated`, `borrowed.Borrowed`). Inside `title="..."` that would end the
attribute. So templates are looked at while they are compiled, and what they put into such a place goes through the filter `bare`, whoever
wrote the template: no word can break a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from dateline.bidi import plain
from dateline.borrowed import Borrowed
from dateline.untranslated import Untranslated
from dateline.wording import direction

_TEXT_ONLY = frozenset(("title", "option", "script", "style", "textarea", "text"))
"""Elements that hold text and no other element (HTML, "raw text", "escapable raw text", `option`; SVG's `text`, which knows no HTML)."""
_NO_WORDS = frozenset("href src srcset class id datetime lang dir d x y r cx cy width height viewbox points transform".split())
"""Attributes that never hold words; they are by far the most."""
_NEXT = re.compile(r"<!--.*?(?:-->|$)|<(?P<close>/?)(?P<tag>[A-Za-z][\w-]*)|(?P<attribute>[\w:-]+)\s*=\s*(?P<quote>[\"'])|(?P<sign>>)", re.DOTALL)


def bare(value: object) -> object:
    """Return a value for a place where no markup can stand: HTML without its tags, what is marked without its marks."""
    if isinstance(value, Markup):
        return value.striptags() if "<" in value else value
    return plain(value)


def tongue(value: object) -> Markup:
    """Return what an element that cannot hold marked words says of them in its tag: their language and direction, where they are not the site's."""
    language = "en" if isinstance(value, Borrowed) else value.lang if isinstance(value, Untranslated) else ""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language)) if language else Markup("")


class Bare(Extension):
    """Puts the filter `bare` round what a template puts out where no markup can stand."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Go through a template's parts in the order in which they are written."""
        place = _Place()
        wrapped = False
        for token in stream:
            if token.type == "data":
                place.passed(token.value)
            if token.type == "variable_begin":
                wrapped = place.bare
                yield token
                if wrapped:
                    yield Token(token.lineno, "lparen", "(")
                continue
            if token.type == "variable_end" and wrapped:
                yield Token(token.lineno, "rparen", ")")
                yield Token(token.lineno, "pipe", "|")
                yield Token(token.lineno, "name", "bare")
            yield token


class _Place:
    """Where in the HTML a template is: inside which tag, which attribute's quotation marks, which element that holds text only."""

    def __init__(self) -> None:
        self._tag = ""
        self._attribute = ""
        self._quote = ""
        self._element = ""

    @property
    def bare(self) -> bool:
        """Tell whether no markup can stand here."""
        return bool(self._quote and self._attribute not in _NO_WORDS) or bool(self._element and not self._tag)

    def passed(self, html: str) -> None:
        """Go on behind a piece of HTML."""
        at = 0
        while at <= len(html):
            if self._quote:
                end = html.find(self._quote, at)
                if end < 0:
                    return
                self._quote, at = "", end + 1
            found = _NEXT.search(html, at)
            if not found:
                return
            at = found.end()
            if self._tag:
                if found["quote"]:
                    self._attribute, self._quote = found["attribute"].lower(), found["quote"]
                elif found["sign"]:
                    self._element = self._tag if self._tag in _TEXT_ONLY else self._element
                    self._tag = ""
            elif found["tag"] and found["close"]:
                self._element = "" if found["tag"].lower() == self._element else self._element
            elif found["tag"] and not self._element:
                self._tag = found["tag"].lower()
