"""Cards for tests, in what the kit has."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from dateline.cards.card import Card
from dateline.cards.press import Press, press_of
from dateline.cards.type import Type
from dateline.fonts.cache import FontCache
from dateline.theme import Theme

from tests.sites import ROOT

TITLES = {
    "en": "Crowds take the airport of Almaty and flights are cancelled",
    "ru": "Толпа захватила аэропорт Алматы, рейсы отменены",
    "kk": "Жаңаөзенде газ бағасының өсуіне наразылық басталды",
    "ar": "لا كهرباء ولا إنترنت في ألماتي",
    "fa": "پروازهای فرودگاه لغو شد و مردم می‌خواهند بدانند چرا",
}
TALL = {"ar": "ara", "fa": "fas", "en": "eng", "ru": "rus", "kk": "kaz"}
"""Tesseract's names of their languages (Debian: tesseract-ocr-kaz ...)."""


@cache
def press() -> Press:
    """Return the kit's own type."""
    with tempfile.TemporaryDirectory() as folder:
        found = press_of(Theme((ROOT / "theme",)), FontCache(Path(folder)))
    assert found
    return found


@cache
def letters() -> Type:
    """Return it, opened."""
    return Type(press())


def card(language: str = "en", **more: Any) -> Card:
    """Return a card in a language."""
    given: dict[str, Any] = dict.fromkeys(("kicker", "text", "mark", "when", "where", "sources", "alt"), "")
    given |= {"site": "A site", "title": TITLES[language], "dir": "rtl" if language in ("ar", "fa") else "ltr", "accent": "#0b4f5c", "picture": None}
    return Card(**{**given, "press": press().version, **more})
