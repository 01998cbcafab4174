"""Raw records: what one file, or one key of a data file, says, checked by itself, with its position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from functools import cache
from typing import Any

from dateline.dataclass import dataclass
from dateline.problems import Misread, Problems, near_or
from dateline.read import values
from dateline.read.characters import plain, unpaired, visible
from dateline.read.frontmatter import NOTHING, Head, Line, name_of, tell_some
from dateline.read.keys import Key, keys_of
from dateline.read.values import in_language


@dataclass(frozen=True)
class Item:
    """A value and the line that it stands on, in its record's file unless `path` names another: that of a translation.

    `language` is that of a value that names one. `forms` are the words for each category of numbers (see `plurals`) where they differ; the value is then the word as it stands alone.
    """

    value: Any
    line: int
    path: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Newer:
    """A place in a translation at which its original says something else by now: the line of the file before which readers are told so.

    `what` is paragraph (the one that begins there has changed), added (one that is missing there is new), or text (the words of the head have
    changed, or nobody can tell which paragraph it is).
    """

    line: int
    what: str


@dataclass(frozen=True)
class Record:
    """One text, picture or key of a data file. `key` is its stem or its key; `fields` hold values by lower-case name.

    `written` names the keys that stand there, whether or not their values could be read. A field of a data file's record in a further language
    is held under `name@language`. Where a record says the words of another in a further language (see `translations`), `original` is that
    other one, whose path and facts it has, `words_path` the file of the translation, and `newer` says where the other one is newer.
    `digest` is the SHA-256 of its file, as it lies there; of a translation that of its own.
    """

    kind: str
    path: str
    key: str
    line: int
    fields: Mapping[str, tuple[Item, ...]]
    body: str = ""
    body_line: int = 1
    items: tuple[Record, ...] = field(default=())
    written: frozenset[str] = frozenset()
    original: Record | None = None
    words_path: str = ""
    newer: tuple[Newer, ...] = ()
    digest: str = ""

    @property
    def text_path(self) -> str:
        """The file that the text itself stands in."""
        return self.words_path or self.path

    def path_of(self, item: Item) -> str:
        """Return the file that a value stands in."""
        return item.path or self.path

    def place(self, name: str) -> tuple[str, int]:
        """Return the file and line of a value, or those of the record."""
        found = self.fields.get(name)
        return (self.path_of(found[0]), found[0].line) if found else (self.path, self.line)

    def has(self, name: str) -> bool:
        """Tell whether a usable value was written."""
        return name in self.fields

    def at(self, name: str) -> int:
        """Return the line of a value, or that of the record."""
        return self.fields[name][0].line if name in self.fields else self.line

    def each(self, name: str) -> Iterator[Item]:
        """Yield every value of a key, with its line; lists are taken apart."""
        for item in self.fields.get(name, ()):
            if isinstance(item.value, tuple) and name != "blur":
                for value in item.value:
                    yield Item(value, item.line, item.path)
            else:
                yield item

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or the default when it was not (rightly) written."""
        found = self._first(name, default)
        return found if isinstance(found, str) else str(found)  # of a kind of its own, it stays that

    def forms(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the words of a value for each category of numbers; nothing where they do not differ."""
        return self.fields[name][0].forms if name in self.fields else ()

    def flag(self, name: str) -> bool:
        """Return a yes or no; no when missing."""
        return bool(self._first(name, default=False))

    def day(self, name: str) -> date | None:
        """Return a date, or None."""
        value: date | None = self._first(name, None)
        return value

    def moment(self, name: str) -> datetime | None:
        """Return a date and time, or None."""
        value: datetime | None = self._first(name, None)
        return value

    def number(self, name: str) -> float | None:
        """Return a number, or None."""
        value: float | None = self._first(name, None)
        return value

    def any(self, name: str) -> Any:
        """Return whatever was read, or None."""
        return self._first(name, None)

    def _first(self, name: str, default: Any) -> Any:
        found = self.fields.get(name)
        return found[0].value if found else default


_LISTS = (values.keys, values.names, values.languages, values.services)
_WORDS = (values.text, values.prose, values.seen, values.names, values.name_or_address)
"""Readers of what is read by people: inside it, no-break spaces and the like are left as they are."""


_ELSEWHERE = {
    "draft": "Status",
    "category": "Tags",
    "categories": "Tags",
    "description": "Summary",
    "excerpt": "Summary",
    "subtitle": "Standfirst",
    "image": "Lead_picture",
    "cover": "Lead_picture",
    "updated": "Modified",
    "lastmod": "Modified",
    "permalink": "Slug",
    "language": "Lang",
}
"""Keys of other systems' heads (Pelican's own, Jekyll's, Hugo's), and what they are called here."""


@cache
def known_keys(kind: str, *, translation: bool = False) -> Mapping[str, bool]:
    """Return the names of the keys that a file of a kind, or its translation, takes, and whether each takes several lines (see `frontmatter.parse`)."""
    known = {name_of(entry.name): entry.many for entry in (*keys_of(kind), *keys_of(kind, translation=translation))}
    return known | ({"author": False} if "authors" in known else {})


@cache
def _table(kind: str, *, translation: bool = False) -> Mapping[str, Key]:
    """Return the keys that a file of a kind, or its translation, takes, by every name that they have."""
    table = {name_of(entry.name): entry for entry in keys_of(kind, translation=translation)}
    return table | ({"author": table["authors"]} if "authors" in table else {})


def from_head(
    kind: str, path: str, key: str, head: Head, problems: Problems, language: str = "en", *, original: str = ""
) -> Record:
    """Return the record of a Markdown file, its values read by the table of its kind.

    `language` is that of a file that names none with "Lang"; of a translation, `original` is the name of the file that it translates.
    """
    keys = keys_of(kind, translation=bool(original))
    table = _table(kind, translation=bool(original))
    written: dict[str, list[Line]] = {}
    first: dict[str, int] = {}
    for found in head.fields:
        name = name_of(found.key)
        if name not in table:
            known = [entry.name for entry in keys]
            if original and (fact := _table(kind).get(name)):
                what = f'"{fact.name}" is written once, in {original}'
                problems.add(path, found.line, what, f"delete it: a translation takes {', '.join(known)}", topic="languages")
                continue
            meant = _ELSEWHERE.get(name, "")
            advice = near_or(found.key, known, f"a file of this kind takes {', '.join(known)}")
            if name_of(meant) in table:
                advice = f"here it is {meant}" + (": published, draft or hidden" if meant == "Status" else "")
            if name == "update" and kind == "article":
                advice = "an article says what is new in its text, and when in Modified; an entry takes the key"
            problems.add(path, found.line, f'unknown key "{found.key}"', advice, topic="head")
            continue
        name = table[name].name.lower()
        if name in first and not table[name].many:
            problems.add(
                path,
                found.line,
                f'"{found.key}" stands a second time',
                f"keep one (the first is on line {first[name]})", topic="head",
            )
            continue
        first.setdefault(name, found.line)
        written.setdefault(name, []).extend(found.values)
    said = written.get("lang", [])
    language = said[0].text.strip() if said else language
    fields: dict[str, tuple[Item, ...]] = {}
    for name, lines in written.items():
        items = tuple(_read(table[name], lines, first[name], path, problems, language))
        if items:
            fields[name] = items
    for entry in keys:
        if (
            entry.required
            and entry.name.lower() not in written
            and not (kind == "picture" and entry.name == "Credit")
        ):
            problems.add(path, 1, f'"{entry.name}" is missing', f"add {entry.name}: {entry.about}", topic="head")
    tell_some(unpaired(head.body), path, head.body_line, problems)
    return Record(kind, path, key, 1, fields, head.body, head.body_line, written=frozenset(written))


def _read(
    key: Key, lines: list[Line], line: int, path: str, problems: Problems, language: str
) -> Iterator[Item]:
    read = in_language(key.read, language) if key.read else None
    found = _unwrapped(lines, key.begins) if key.many else _joined(lines, line, listed=key.read in _LISTS)
    found = [Line(values.unquoted(value.text), value.line) for value in found if value.text not in NOTHING]
    found = [value for value in found if visible(value.text)]
    if not found:
        do = f"write {key.about}" if key.required else f"write {key.about}, or delete the line"
        problems.add(path, line, f'"{key.name}" is empty', do, topic="head")
        return
    first: dict[str, int] = {}
    for value in found:
        for fault in unpaired(value.text):
            problems.add(path, value.line, f"{key.name}: {fault.what}", fault.do, topic="characters")
        if value.text in first:
            what = f'{key.name}: "{value.text}" stands a second time'
            problems.add(path, value.line, what, f"keep one (the first is on line {first[value.text]})", topic="head")
            continue
        first[value.text] = value.line
        try:
            text = value.text if key.read in _WORDS else plain(value.text)
            yield Item(read(text) if read else text, value.line)
        except Misread as wrong:
            problems.add(path, value.line, f"{key.name}: {wrong.what}", wrong.do, topic=wrong.topic)


def _unwrapped(lines: list[Line], begins: str) -> list[Line]:
    """Return the values of a key that may have several: a line that does not begin as a value does belongs to the one before."""
    whole: list[Line] = []
    for line in lines:
        if whole and begins and not re.match(begins, line.text):
            whole[-1] = Line(f"{whole[-1].text} {line.text}", whole[-1].line)
        else:
            whole.append(line)
    return whole


def _joined(lines: list[Line], line: int, *, listed: bool) -> list[Line]:
    """Return the lines of one value as one: of a list, each line below the key holds further members, unless a member was wrapped."""
    whole = " ".join(part.text for part in lines)
    if listed and len(lines) > 1 and not whole.startswith("["):
        wrapped = lines[0].line == line and ";" in whole
        separator = " " if wrapped else ", " if "," in whole and ";" not in whole else "; "
        whole = separator.join(part.text.rstrip(separator) for part in lines)
    return [Line(whole, lines[0].line)] if lines else []
