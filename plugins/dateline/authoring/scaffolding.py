"""The files of a new event's repository: those of the kit's scaffold, filled in with what its authors said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dateline.read.frontmatter import as_value

from .answers import Answers

_PLACE = re.compile(r"\{\{ new\.(\w+) \}\}")
_LITERAL = re.compile(r'"\{\{ new\.(\w+) \}\}"')
_HIDDEN = re.compile(r"(?:(?<=/)|^)dot-")
"""How the scaffold calls what begins with a dot: a build backend, git or an editor would take such a file for its own."""
_BY_DAY = "content/timeline/first-entry.md"
PROGRAMS = frozenset((".ci/run",))
"""Files that can be run; a wheel does not keep that."""
_KITS_LANGUAGE = "en"
"""The language of the scaffold's own words."""


_FORMS = "dot-github/ISSUE_TEMPLATE/"
"""Forms for issues: only for those who ask for them, as not every event wants letters in public, and on GitHub."""


def files(scaffold: Path, answers: Answers, today: date, *, issue_form: bool = False) -> dict[str, bytes]:
    """Return the files of a repository by path; `today` is when its first article was written, `issue_form` asks for a form for readers on GitHub."""
    words = _words(answers, today)
    made = {}
    for file in _files(scaffold):
        name = file.relative_to(scaffold).as_posix()
        if name.startswith(_FORMS) and not issue_form:
            continue
        text = file.read_text(encoding="utf-8")
        to = f"content/timeline/{answers.starts.isoformat()}-first-entry.md" if name == _BY_DAY else _HIDDEN.sub(".", name)
        made[to] = _filled(text, words, python=name.endswith(".py")).encode()
    return made


def _files(scaffold: Path) -> Iterator[Path]:
    for file in sorted(scaffold.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


def _filled(text: str, words: Mapping[str, str], *, python: bool) -> str:
    """Return a text with its places filled; in Python with literals, quotation marks included; lines that come out empty are left out."""
    if python:
        # What JSON writes for a text, Python reads as the same text.
        return _LITERAL.sub(lambda found: json.dumps(words[found[1]], ensure_ascii=False), text)
    lines = []
    for line in text.splitlines(keepends=True):
        filled = _PLACE.sub(lambda found: words[found[1]], line)
        if filled.strip() or filled == line:
            lines.append(filled)
    return "".join(lines)


_ENGLISH = f"# The words of this file are English. Delete the next line when they are yours, and in each copy of this file.\nLang: {_KITS_LANGUAGE}"


def _words(answers: Answers, today: date) -> dict[str, str]:
    """Return what stands in the places of the scaffold, by name."""
    other = answers.language.partition("-")[0] != _KITS_LANGUAGE
    return {
        "title": answers.title,
        "title_in_head": as_value(answers.title),
        "title_in_markdown": re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", answers.title),
        "starts": answers.starts.isoformat(),
        "ends_line": f"Ends: {answers.ends.isoformat()}" if answers.ends else "# Ends: the last day",
        "zone": answers.zone,
        "language": answers.language,
        "siteurl": answers.siteurl,
        "today": today.isoformat(),
        # The scaffold's own words are English: said, so that they are read out and broken as such until they are replaced.
        "lang_line": _ENGLISH if other else "# Lang: the language of the text, when it is not the site's",
        "lang_attribute": f"{{: lang={_KITS_LANGUAGE} dir=ltr }}" if other else "",
    }
