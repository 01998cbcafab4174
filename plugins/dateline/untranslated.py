"""Words of an event that a further language lacks: they stay in that of their original, and say so wherever they are shown.

Such a word is a text like any other. In HTML it says its language and direction; in an attribute or a title, where nothing can be marked, it is
the bare words, isolated where they turn round what stands beside them. It is made where a translation is laid over its original
(`read.translations`) and stays what it is through model and pages; what is made of it, as a part of a sentence, is plain text.
"""

from __future__ import annotations

from typing import Any, SupportsIndex

from markupsafe import escape

from dateline.bidi import isolated
from dateline.wording import direction


class Untranslated(str):
    """Words in another language (`lang`, BCP 47) than that of the page (`page`)."""

    __slots__ = ("lang", "page")  # without a dict, so that a key can be made of what holds it (keys.py)

    lang: str
    page: str

    def __html__(self) -> str:
        """Return it as HTML, marked; figures and signs are in no language."""
        html = escape(str.__str__(self))
        if not any(map(str.isalpha, self)):
            return html
        return f'<span lang="{escape(self.lang)}" dir="{direction(self.lang)}">{html}</span>'

    def plain(self) -> str:
        """Return it where no markup can stand."""
        return isolated(str.__str__(self), direction(self.page), direction(self.lang))

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        """Let it be sent to another process."""
        return untranslated, (str.__str__(self), self.lang, self.page)


def alike(words: str, made: str) -> str:
    """Return what was made of words as a text of their kind."""
    return untranslated(made, words.lang, words.page) if isinstance(words, Untranslated) else made


def untranslated(words: str, lang: str, page: str) -> str:
    """Return words in a language on the pages of one: marked where the two are not the same."""
    if lang == page:
        return words
    made = Untranslated(words)
    made.lang, made.page = lang, page
    return made
