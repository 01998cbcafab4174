"""Catalogues of the interface's words: where they lie, and what gettext makes of them."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from dateline import po

DOMAIN = "dateline"
SOURCE = "en"
"""The language of the messages themselves, which has no catalogue."""
_PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?")
_SIMPLIFIED = ("zh", "zh_CN", "zh_MY", "zh_SG")
GERMANIC = "nplurals=2; plural=(n != 1);"
"""The rule of a catalogue that says none, as in gettext."""


def catalogue_file(locale: Path, language: str) -> Path:
    """Return which file of a folder of catalogues is that of a language, written as gettext does: `pt_BR`. The text counts where both are there."""
    folder = locale / language / "LC_MESSAGES"
    text, binary = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    return binary if binary.exists() and not text.exists() else text


def names(language: str) -> tuple[str, ...]:
    """Return the names of a language's folders, the more special one first: `pt_BR`, `pt`."""
    parts = language.replace("-", "_").split("_")
    found = ["_".join(parts[:number]) for number in range(len(parts), 0, -1)]
    # Chinese whose script is not named: that of its region, as CLDR's likely subtags have it.
    simplified = found[0] in _SIMPLIFIED
    return (*found[:-1], *(("zh_Hans",) if simplified else ()), found[-1])


def catalogue_files(language: str, locales: Iterable[Path]) -> tuple[Path, ...]:
    """Return the catalogues of a language that are there: what the first lacks is looked for in the next."""
    folders = tuple(locales)
    return tuple(file for name in names(language) for locale in folders if (file := catalogue_file(locale, name)).is_file())


def translations(language: str, locales: Iterable[Path]) -> gettext.NullTranslations:
    """Return all translations of a language. Raises po.Unreadable, or what gettext does, where a catalogue is broken: check_theme tells these."""
    found: gettext.NullTranslations | None = None
    for file in catalogue_files(language, locales):
        data = file.read_bytes()
        catalogue = gettext.GNUTranslations(io.BytesIO(_compiled(data) if file.suffix == ".po" else data))
        if found is None:
            found = catalogue
        else:
            found.add_fallback(catalogue)
    return found or gettext.NullTranslations()


@lru_cache(maxsize=8)
def entries_of(data: bytes) -> tuple[po.Entry, ...]:
    """Return what is in a catalogue; the same is read once. Raises po.Unreadable, UnicodeDecodeError."""
    return po.read(data.decode())


@lru_cache(maxsize=8)
def _compiled(data: bytes) -> bytes:
    entries = entries_of(data)
    return po.compiled(entries, po.head_of(entries).get("Plural-Forms", ""))


def plural_rule(plural_forms: str) -> tuple[int, tuple[int, ...]]:
    """Return how many forms there are, and which of them each number takes, from 0 to 1000. Raises ValueError where it is no rule."""
    found = _PLURAL_FORMS.fullmatch(plural_forms.strip())
    if not found:
        raise ValueError(plural_forms)
    rule = gettext.c2py(found[2])
    taken = tuple(rule(number) for number in range(1001))
    if not set(taken) <= set(range(int(found[1]))):
        raise ValueError(plural_forms)
    return int(found[1]), taken


def no_catalogue(language: str, locales: Iterable[Path]) -> tuple[str, str] | None:
    """Return what is wrong and what to do where the interface stays English though the language is another one."""
    if names(language)[-1] == SOURCE or catalogue_files(language, locales):
        return None
    return f"no catalogue for {language}: the interface is English", f"`dateline translate {language}` begins one"


def messages_of(translated: gettext.NullTranslations) -> Iterator[dict[object, str]]:
    """Yield what each of some translations holds, by message (and number of the form), the one that counts first."""
    catalogue: object = translated
    while catalogue is not None:
        yield getattr(catalogue, "_catalog", {})
        catalogue = getattr(catalogue, "_fallback", None)
