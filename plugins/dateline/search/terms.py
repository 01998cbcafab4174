"""The words of documents: how much each counts in each, by the spelling in which it is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from dateline.search.documents import Document
from dateline.search.spelling import JOINERS, spelt, words
from dateline.search.stems import stemmer

MOST = 26
"""The most that a word counts in a document: there is a letter for each."""
TELLING = 11
"""What a word counts at least that stands in a title or a name, and more than any does by a text."""
_NAME, _TITLE, _ABOUT, _TEXT = 26.0, 22.0, 7.0, 6.0
_LENGTH = 80
"""Words of a text in which one that stands there once counts neither more nor less."""
_LONGEST = 40
"""Letters of a word that is worth finding: longer ones are addresses."""

_UNSEEN = dict.fromkeys(map(ord, f"\u00ad{JOINERS}"))
"""Signs within words that no stemmer knows."""

Term = tuple[str, str]
"""A stem and one of the forms in which it stands, both in the one spelling."""


def terms(document: Document) -> dict[Term, int]:
    """Return how much each word of a document counts in it, from 1 to MOST."""
    found: dict[Term, int] = {}
    named = document.kind in ("person", "place", "organisation")
    for name in (document.title, *document.names) if document.part == 0 else ():
        own = words(name)
        most = max(TELLING, (_NAME if named else _TITLE) / max(1, len(own)) ** (0.35 if named else 0.25))
        _count(found, (*_apart(name, own), *_joined(name)), document.lang, most)
        if named:
            _count(found, acronyms(name), "", most * 0.9)
    if document.part:
        _count(found, words(document.title.rpartition(" · ")[2]), document.lang, TELLING)
    _count(found, words(document.about), document.lang, _ABOUT)
    counted = Counter(_apart(document.text, words(document.text)))
    length = sum(counted.values())
    often: dict[int, list[str]] = {}
    for word, times in counted.items():
        often.setdefault(times, []).append(word)
    for times, own in often.items():
        _count(found, own, document.lang, min(TELLING - 1, _TEXT * 2.2 * times / (times + 0.4 + 0.8 * length / _LENGTH)))
    return found


def _count(found: dict[Term, int], own: Iterable[str], language: str, weight: float) -> None:
    """Note words that count so much in a document, unless they count more in it already."""
    most = max(1, min(MOST, round(weight)))
    for word in own:
        term = _term(word, language)
        if term is not None and found.get(term, 0) < most:
            found[term] = most


@cache
def _term(word: str, language: str) -> Term | None:
    """Return the stem and the form of a word; None for what nobody looks for: single letters, endless ones."""
    form = spelt(word)
    if not form or len(form) > _LONGEST or (len(word) == 1 and word.isalpha() and word.isascii()):
        return None
    word = word.translate(_UNSEEN)
    stem = form if form.isdigit() else stemmer(language)(word)
    return form if stem == word else spelt(stem) or form, form


def forget() -> None:
    """Drop all words, so that nothing is left for another build."""
    _term.cache_clear()


def _apart(text: str, own: list[str]) -> Iterable[str]:
    """Return the words of a text; of one in which letters are held apart also what stands before and behind that: many type a blank there."""
    if not any(sign in text for sign in JOINERS):
        return own
    parts = [(word, re.split(f"[{JOINERS}]+", word)) for word in own]
    return [part for word, apart in parts for part in (word, *(apart if len(apart) > 1 else ()))]


def _joined(name: str) -> Iterator[str]:
    """Yield names with hyphens as one word: "Алма-Ата" is typed "Алмаата" too."""
    for part in name.split():
        if "-" in part:
            yield "".join(words(part))


def acronyms(name: str) -> Iterable[str]:
    """Return the initials of a name of three words or more, also those without one or two of the small words that may be left out."""
    own = words(name)
    if not 3 <= len(own) <= 8:
        return ()
    inner = range(1, len(own) - 1)
    left_out = [(), *((at,) for at in inner), *(combinations(inner, 2) if len(own) > 5 else ())]
    return tuple(dict.fromkeys("".join(word[0] for at, word in enumerate(own) if at not in skipped) for skipped in left_out if len(own) - len(skipped) > 2))
