"""`dateline translate LANGUAGE --begin FILE`: a translation to write over: the original's words and paragraphs, a draft until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from dateline.problems import CONTENT, near_file_or, say
from dateline.read.frontmatter import as_value
from dateline.read.keys import TRANSLATIONS, Key
from dateline.read.paragraphs import CITATION, CITED, words
from dateline.read.records import Record

from .newfiles import NOTHING_WRITTEN, write_all
from .project import stop
from .texts import Texts

_NAMES = ("Authors", "Credit", "Publisher", "Licence")
"""Words that are mostly names: they stand there as a comment."""


def begin_translation(texts: Texts, language: str, name: str) -> int:
    """Write the beginning of a translation beside its original. Ends the command where there is one, or nothing to translate."""
    path = texts.path(name)
    record = next((each for each in texts.originals() if each.path == path), None)
    if record is None:
        known = [texts.shown(each.path) for each in texts.originals()]
        raise stop(f"{name} is no text of the event: {near_file_or(name, known, 'name a file such as content/timeline/night.md')}\n{NOTHING_WRITTEN}", CONTENT)
    if record.text("lang") == language:
        raise stop(f"{texts.shown(path)} is written in {language} already\n{NOTHING_WRITTEN}", CONTENT)
    file = beside(texts.file(path), language)
    write_all({file: begun(record)})
    shown = texts.project.shown(file)
    say(f"{shown} is begun: write over its words and paragraphs, delete the line Status, and give the command `dateline translated {shown}`.")
    return 0


def beside(original: Path, language: str) -> Path:
    """Return the file of a text's translation."""
    return original.with_name(f"{original.stem}.{language}{original.suffix}")


def begun(record: Record) -> str:
    """Return a translation that says what the original says: a draft, so that nobody publishes it."""
    takes = {key.name.lower() for key in TRANSLATIONS[record.kind]}
    said: dict[str, list[str]] = {}
    for each in words(record):
        if each.name in takes:
            # The sources of a claim are facts, which need not stand there again.
            said.setdefault(each.name, []).append(CITATION.sub("", each.text) if each.name in CITED else each.text)
    return begun_with(record.kind, said, record.body, draft=True, aside=_NAMES)


def begun_with(kind: str, heads: Mapping[str, list[str]], body: str, *, draft: bool, aside: Container[str] = ()) -> str:
    """Return a translation of a kind of text with these words in its head, by key, and this body; the keys `aside` stand there as comments."""
    lines = ["---"]
    for key in TRANSLATIONS[kind]:
        said = lines_of(key, heads.get(key.name.lower(), []))
        mark = "# " if key.name in aside else ""
        if len(said) > 1:
            lines += [f"{mark}{key.name}:", *(f"{mark}    {value}" for value in said)]
        else:
            lines += [f"{mark}{key.name}: {value}" for value in said]
    return "\n".join([*lines, *(["Status: draft"] if draft else []), "---", "", body.strip("\n"), ""])


def lines_of(key: Key, said: Sequence[str]) -> tuple[str, ...]:
    """Return the lines in which the values of a key stand in a head: one each, or one for a list."""
    if key.many:
        return tuple(said)
    return ("; ".join(map(as_value, said)),) if said else ()
