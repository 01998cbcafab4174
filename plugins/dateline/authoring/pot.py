"""The template of the catalogues, `theme/locale/dateline.pot`: all messages of the interface, out of templates and code. For maintainers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from dateline.catalogues import DOMAIN

from .pot_comments import COMMENTS

_HEAD = '''\
# The words of Dateline's interface, for translators. `invoke pot` writes this file out of templates and code; do not edit it.
# `dateline translate LANGUAGE` makes a catalogue of it. What stands in braces or as %(name)s stays as it is, and may change its place.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

'''
_CODE = {"words": None, "N_": None, "self": None, "plural": (1, 2), "P_": ((1, "c"), 2)}
"""By what name messages are marked in code, and which arguments they are: `desk.words("...")` is known by `words`, as all calls of a method."""
_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


def write_template(repository: Path) -> Path:
    """Write the template of catalogues into the theme of the kit's repository; return the file."""
    file = repository / "theme" / "locale" / f"{DOMAIN}.pot"
    file.parent.mkdir(exist_ok=True)
    file.write_text(template(repository), encoding="utf-8", newline="\n")
    return file


def template(repository: Path) -> str:
    """Return the template of catalogues: sorted by file, without line numbers and dates, so that it changes when a message does."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for file, message, context in sorted(_found(repository), key=lambda each: each[0]):
        known = message[0] if isinstance(message, tuple) else message
        catalogue.add(message, locations=[(file, 0)], context=context, auto_comments=COMMENTS.get((context, known), ()))
    written = io.BytesIO()
    write_po(written, catalogue, width=0, sort_by_file=True, include_lineno=False, omit_header=True)
    return _HEAD + written.getvalue().decode().rstrip("\n") + "\n"


def _found(repository: Path) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Yield each message with its file and its context."""
    for extract, keywords, files in (
        (extract_python, _CODE, repository.glob("plugins/dateline/**/*.py")),
        (babel_extract, _TEMPLATES, repository.glob("theme/templates/**/*.html")),
    ):
        for file in files:
            for message, context in _messages(file, extract, keywords):
                yield file.relative_to(repository).as_posix(), message, context


def _messages(file: Path, extract: Callable[..., Iterable[Any]], keywords: dict[str, Any]) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield the messages of a file; calls whose argument is no text written there (`words(label)`) are not among them."""
    with file.open("rb") as opened:
        for _, function, arguments, _ in extract(opened, keywords, (), {"trim_blocks": "true", "silent": "false"}):
            texts = arguments if isinstance(arguments, tuple) else (arguments,)
            places = keywords[function] or (1,)
            context = next((texts[place[0] - 1] for place in places if isinstance(place, tuple)), None)
            found = [texts[place - 1] for place in places if isinstance(place, int) and place <= len(texts)]
            if found and all(isinstance(each, str) and each for each in found):
                yield (tuple(found) if len(found) > 1 else found[0]), context
