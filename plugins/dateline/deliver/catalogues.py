"""Catalogues, looked at whole before anything is made with them: a spoilt one would spoil every page."""

from __future__ import annotations

import gettext
import io
import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from dateline import po
from dateline.catalogues import GERMANIC, catalogue_file, entries_of, names, no_catalogue, plural_rule
from dateline.numerals import Numerals
from dateline.problems import Problems, os_problem
from dateline.read.names import label_of
from dateline.theme import Theme
from dateline.wording import FOUR_DIGITS, SEVEN_DIGITS

_NUMBERS = frozenset(("{}", "%(num)s"))
"""Fields that any form of a plural may have, also where the message says "one"."""
_NAMED = re.compile(r"%\(\w+\)s")
_LONE = re.compile(r"%(?!\(\w+\)s)")


def check_catalogues(locale: Path, language: str, problems: Problems, again: Callable[[Path], str]) -> None:
    """Note what is wrong with the catalogues of a language. A language without a folder has none, and is shown in the words of the source."""
    for name in names(language):
        file = catalogue_file(locale, name)
        if not (locale / name).is_dir():
            continue
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            problems.setup(label_of(file), 0, "the catalogue is missing", again(file), topic="theme")
        except OSError as error:
            told = os_problem(error, label_of(file))
            problems.setup(told.path, 0, told.what, told.do, topic=told.topic)
        else:
            do = again(file) if file.suffix == ".po" else f"compile it again (msgfmt), or {again(file).removeprefix('mend it, or ')}"
            for line, what in wrong_with(data) if file.suffix == ".po" else _wrong_with_compiled(data):
                problems.setup(label_of(file), line, what, do, topic="theme")


def warn_of_no_catalogue(theme: Theme, language: str, settings: str, problems: Problems) -> None:
    """Note, as a warning, that the interface is English where the site is not. `settings` is the file that names the language."""
    if said := no_catalogue(language, theme.folders("locale")):
        what, do = said
        problems.warn(settings, 0, what, do, topic="theme")


def wrong_with(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a catalogue as text, each with its line."""
    try:
        entries = entries_of(data)
    except UnicodeDecodeError as error:
        yield data.count(b"\n", 0, error.start) + 1, f"byte 0x{data[error.start]:02x} is not UTF-8"
        return
    except po.Unreadable as error:
        yield error.line, f"the catalogue cannot be read: {error.what}"
        return
    if not entries:
        yield 0, "the catalogue is empty"
        return
    rule = po.head_of(entries).get("Plural-Forms", GERMANIC)
    try:
        count, taken = plural_rule(rule)
    except ValueError:
        yield entries[0].line, f'"{rule}" is no rule for plurals'
        return
    for entry in entries:
        if entry.used and entry.message and (wrong := _wrong_with_entry(entry, count, taken)):
            yield entry.line, wrong


def _wrong_with_entry(entry: po.Entry, count: int, taken: tuple[int, ...]) -> str:
    """Return what is wrong with a translation, or nothing."""
    if entry.plural and len(entry.forms) != count:
        return f'the translation of "{entry.message}" has {len(entry.forms)} forms, and Plural-Forms in the head says {count}'
    if sample := _no_number((entry.context or "", entry.message), entry.forms[0]):
        return sample
    most = fields_of(entry.message) | fields_of(entry.plural)
    for number, form in enumerate(entry.forms):
        found = fields_of(form)
        # A form for one number alone may say it in a word, or leave it out.
        least = most - _NUMBERS if entry.plural and taken.count(number) < 2 else most
        if lost := sorted(least - found):
            return f'the translation of "{entry.message}" lacks {lost[0]}'
        if more := sorted(found - most):
            return f'the translation of "{entry.message}" has {more[0]}, which the message lacks'
        if _LONE.search(form) and not _LONE.search(entry.message):
            return f'the translation of "{entry.message}" has a % sign, which templates take for a field: say it in a word'
    return ""


def _no_number(key: tuple[str, str], translated: str) -> str:
    """Return what is wrong with the translation of a number that shows how numbers are written, or nothing."""
    samples = {FOUR_DIGITS: FOUR_DIGITS[1], SEVEN_DIGITS: SEVEN_DIGITS[1]}
    if key not in samples:
        return ""
    samples[key] = translated
    try:
        Numerals.read("latn", *samples.values())
    except ValueError:
        return f'"{translated}" is not the number {key[1]}: write the same digits with your own signs'
    return ""


def _wrong_with_compiled(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a compiled catalogue, which has no lines."""
    if not data:
        yield 0, "the catalogue is empty"
        return
    try:
        catalogue: Mapping[object, str] = getattr(gettext.GNUTranslations(io.BytesIO(data)), "_catalog", {})
    except Exception as error:  # noqa: BLE001 (a spoilt file makes gettext raise whatever its bytes lead to)
        said = error.strerror if isinstance(error, OSError) else " ".join(str(error).split())[:80]
        yield 0, f"the catalogue cannot be read ({said or type(error).__name__})"
        return
    for key, translated in catalogue.items():
        message, allowed = (key[0], _NUMBERS) if isinstance(key, tuple) else (key, frozenset[str]())
        context, _, text = message.rpartition("\x04") if isinstance(message, str) else ("", "", "")
        if sample := _no_number((context, text), translated):
            yield 0, sample
            return
        if isinstance(message, str) and message and not fields_of(translated) <= fields_of(message) | allowed:
            yield 0, f'the translation of "{message}" has a field in braces that the message lacks'
            return


def fields_of(message: str) -> frozenset[str]:
    """Return the places of a message in which something is put: `{}`, `{time}`, `%(count)s`; one that cannot be read is one of its own."""
    try:
        braces: Iterable[str] = [name for _, name, _, _ in string.Formatter().parse(message) if name is not None]
    except ValueError:
        braces = [message]
    return frozenset((*(f"{{{name}}}" for name in braces), *_NAMED.findall(message)))
