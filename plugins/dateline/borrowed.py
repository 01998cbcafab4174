"""Words of the interface that a language's catalogue lacks: they stay English, and are marked as such.

A borrowed message is a text like any other, which in HTML says its language and direction. What is put into it is in the site's language,
and says that; what a template puts into an attribute or a title, where nothing can be marked, is the bare words.
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Callable, Iterable, Mapping
from typing import Any, SupportsIndex

from markupsafe import Markup, escape

from dateline.bidi import plain

_MARKED = '<span lang="en" dir="ltr">'


class Borrowed(str):
    """English words on a site in another language. `pieces` are its parts, each with whether it is English."""

    __slots__ = ("pieces", "site")  # without a dict, so that a key can be made of what holds it (keys.py)

    pieces: tuple[tuple[str, bool], ...]
    site: tuple[str, str]
    """Language and direction of the site, which what is put in is in."""

    def __html__(self) -> str:
        """Return it as HTML, marked. What has no word of its own, as marks round a quotation, is in no language."""
        if not any(english and _worded(text) for text, english in self.pieces):
            return "".join(escape(text) for text, _ in self.pieces)
        return f"{_MARKED}{''.join(_shown(text, english, self.site) for text, english in self.pieces)}</span>"

    def plain(self) -> str:
        """Return the bare words."""
        return str.__str__(self)

    def format(self, *args: object, **named: object) -> Borrowed:
        """Return it with its fields filled in, as `str.format` does."""
        return self._with(_formatted(self, args, named))

    def __mod__(self, named: Any) -> Borrowed:
        """Return it with its named fields filled in, as `%` does; what is HTML stays so."""
        return self._with(_percent(self, named))

    def strip(self, chars: str | None = None) -> Borrowed:
        """Return it without blanks at its ends."""
        if super().strip(chars) == self:
            return self
        return borrowed(super().strip(chars), *self.site)

    def join(self, parts: Iterable[str], /) -> Borrowed:
        """Return texts with it between them."""
        pieces: list[tuple[str, bool]] = []
        for number, part in enumerate(parts):
            pieces += [*([(str(self), True)] if number else []), *_put_in(part)]
        return self._with(pieces)

    def partition(self, sep: str) -> tuple[Borrowed, Borrowed, Borrowed]:
        """Return what stands before and behind a sign."""
        before, found, after = super().partition(sep)
        return borrowed(before, *self.site), borrowed(found, *self.site), borrowed(after, *self.site)

    def _with(self, pieces: list[tuple[str, bool]]) -> Borrowed:
        made = Borrowed("".join(str(plain(Markup(text).striptags() if isinstance(text, Markup) else text)) for text, _ in pieces))
        made.pieces, made.site = tuple(pieces), self.site
        return made

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        """Let it be sent to another process."""
        return _made, (str.__str__(self), self.pieces, self.site)


def borrowed(words: str, language: str, direction: str) -> Borrowed:
    """Return English words for a site in a language, written in a direction."""
    return _made(words, ((words, True),), (language, direction))


def _made(words: str, pieces: tuple[tuple[str, bool], ...], site: tuple[str, str]) -> Borrowed:
    made = Borrowed(words)
    made.pieces, made.site = pieces, site
    return made


def _shown(text: str, english: bool, site: tuple[str, str]) -> str:
    html = escape(text)
    return html if english else f'<span lang="{site[0]}" dir="{site[1]}">{html}</span>'


def _put_in(value: object) -> list[tuple[str, bool]]:
    """Return what is put into a message as pieces: figures and signs are no other language, and what is borrowed is English itself."""
    if isinstance(value, Borrowed):
        return list(value.pieces)
    text = value if isinstance(value, str) else str(value)
    return [(text, not _worded(text))]


def _worded(text: str) -> bool:
    return any(map(str.isalpha, text.striptags() if isinstance(text, Markup) else text))


def _formatted(message: str, args: tuple[object, ...], named: Mapping[str, object]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for literal, name, spec, _ in string.Formatter().parse(str.__str__(message)):
        if literal:
            pieces.append((literal, True))
        if name is not None:
            value = args[at] if not name else args[int(name)] if name.isdigit() else named[name]
            at += not name
            pieces += _put_in(format(value, spec) if spec else value)
    return pieces


def _percent(message: str, named: Mapping[str, object]) -> list[tuple[str, bool]]:
    """Return a message with its named fields filled in: `%(name)s`, as templates have them; `%%` is one sign."""
    pieces: list[tuple[str, bool]] = []
    for at, part in enumerate(str.__str__(message).split("%(")):
        name, found, rest = part.partition(")s") if at else ("", "", part)
        if found:
            pieces += _put_in(named[name])
        if rest:
            pieces.append((rest.replace("%%", "%"), True))
    return pieces


class Source(gettext.NullTranslations):
    """The messages themselves, where a catalogue lacks them: English words on a site in another language."""

    def __init__(self, language: str, direction: str) -> None:
        """Take the site's own language and direction."""
        super().__init__()
        self._site = (language, direction)

    def gettext(self, message: str) -> str:
        """Return a message, marked as English."""
        return borrowed(message, *self._site)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a number, marked as English."""
        return borrowed(msgid1 if n == 1 else msgid2, *self._site)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message, marked as English."""
        return borrowed(message, *self._site)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a number, marked as English."""
        return self.ngettext(msgid1, msgid2, n)


Spoken = Callable[..., str]


def callables(translations: gettext.NullTranslations) -> dict[str, Spoken]:
    """Return what templates call for words: messages with their fields filled in, as HTML.

    As Jinja's own, but that English words stay what they are until it is known where they stand.
    """

    def filled(found: str, variables: Mapping[str, object]) -> str:
        return found % variables if isinstance(found, Borrowed) else Markup(found) % variables

    whole: dict[tuple[str, str], str] = {}  # messages in which nothing is put: most, and each page has them

    def _gettext(message: str, **variables: object) -> str:
        if not variables:
            if ("", message) not in whole:
                whole["", message] = filled(translations.gettext(message), {})
            return whole["", message]
        return filled(translations.gettext(message), variables)

    def _ngettext(one: str, many: str, number: int, **variables: object) -> str:
        return filled(translations.ngettext(one, many, number), {"num": number, **variables})

    def _pgettext(context: str, message: str, **variables: object) -> str:
        if not variables:
            if (context, message) not in whole:
                whole[context, message] = filled(translations.pgettext(context, message), {"context": context})
            return whole[context, message]
        return filled(translations.pgettext(context, message), {"context": context, **variables})

    def _npgettext(context: str, one: str, many: str, number: int, **variables: object) -> str:
        return filled(translations.npgettext(context, one, many, number), {"context": context, "num": number, **variables})

    return {"_": _gettext, "gettext": _gettext, "ngettext": _ngettext, "pgettext": _pgettext, "npgettext": _npgettext}
