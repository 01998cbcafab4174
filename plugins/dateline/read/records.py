"""Raw records: what one file, or one key of a data file, says, checked by itself, with its position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dateline.problems import Misread, Problems, near_or
from dateline.read.frontmatter import Head, Line
from dateline.read.keys import FRONT_MATTER, Key
from dateline.read.values import in_language


@dataclass(frozen=True)
class Item:
    """A value and the line that it stands on."""

    value: Any
    line: int


@dataclass(frozen=True)
class Record:
    """One text, picture or key of a data file. `key` is its stem or its key; `fields` hold values by lower-case name.

    `written` names the keys that stand there, whether or not their values could be read.
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
                yield from (Item(value, item.line) for value in item.value)
            else:
                yield item

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or the default when it was not (rightly) written."""
        return str(self._first(name, default))

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


def from_head(kind: str, path: str, key: str, head: Head, problems: Problems, language: str = "en") -> Record:
    """Return the record of a Markdown file, its values read by the table of its kind.

    `language` is that of a file that names none with "Lang".
    """
    table = {entry.name.lower(): entry for entry in FRONT_MATTER[kind]}
    table.update({"author": table["authors"]} if "authors" in table else {})
    written: dict[str, list[Line]] = {}
    first: dict[str, int] = {}
    for found in head.fields:
        name = found.key.lower()
        if name not in table:
            known = [entry.name for entry in FRONT_MATTER[kind]]
            advice = near_or(found.key, known, f"a file of this kind takes {', '.join(known)}")
            problems.add(path, found.line, f'unknown key "{found.key}"', advice)
            continue
        name = table[name].name.lower()
        if name in first and not table[name].many:
            problems.add(
                path,
                found.line,
                f'"{found.key}" stands a second time',
                f"keep one (the first is on line {first[name]})",
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
    for entry in FRONT_MATTER[kind]:
        if (
            entry.required
            and entry.name.lower() not in written
            and not (kind == "picture" and entry.name == "Credit")
        ):
            problems.add(path, 1, f'"{entry.name}" is missing', f"add {entry.name}: {entry.about}")
    return Record(kind, path, key, 1, fields, head.body, head.body_line, written=frozenset(written))


def _read(
    key: Key, lines: list[Line], line: int, path: str, problems: Problems, language: str
) -> Iterator[Item]:
    if not lines:
        do = f"write {key.about}" if key.required else f"write {key.about}, or delete the line"
        problems.add(path, line, f'"{key.name}" is empty', do)
        return
    values = lines if key.many else [Line(" ".join(part.text for part in lines), lines[0].line)]
    read = in_language(key.read, language) if key.read else None
    for value in values:
        try:
            yield Item(read(value.text) if read else value.text, value.line)
        except Misread as wrong:
            problems.add(path, value.line, f"{key.name}: {wrong.what}", wrong.do)
