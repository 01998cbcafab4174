"""Any table (CSV): which of its columns is what is said by a mapping, `title=Headline; when=Date+Time; kind=Type`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from dateline.cells import undefused
from dateline.imports.entries import Imported, NewEntry
from dateline.imports.rich_text import escaped
from dateline.problems import Misread, near_or
from dateline.read import values
from dateline.read.keys import CERTAINTIES

FIELDS = "title when kind text slug places people organisations sources certainty highlight".split()
"""What a column can be."""
_ALSO = {"id": "slug"}
"""Names of columns in the tables that Dateline itself offers, where they differ."""


def read_table(text: str, mapping: str = "") -> Imported:
    """Return the rows of a table as entries.

    Without a mapping, columns are taken by their names. A field made of several columns (`Date+Time`) has their cells with a
    blank between them. Lists are separated by `;`. Raises Misread.
    """
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise Misread("it has no header", "write the names of the columns into the first line")
    delimiter = max(",;\t|", key=lines[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    entries: list[NewEntry] = []
    lost: list[str] = []
    try:
        header = [name.strip() for name in next(rows)]
        columns = _columns(header, mapping)
        unused = [name for name in header if name and name not in {used for names in columns.values() for used in names}]
        if unused:
            lost.append(f"the columns {', '.join(unused)}")
        for row in rows:
            if any(cell.strip() for cell in row):
                entries.append(_entry(row, header, columns, f"line {rows.line_num}", lost))
    except csv.Error as error:
        raise Misread(f"line {rows.line_num}: not CSV ({error})", "export it again as CSV") from None
    if not entries:
        raise Misread("there is no row in it", "name the file that holds the entries")
    return Imported("", "", tuple(entries), tuple(lost))


def _columns(header: list[str], mapping: str) -> dict[str, tuple[str, ...]]:
    """Return the columns of each field."""
    twice = next((name for number, name in enumerate(header) if name and name in header[:number]), "")
    if twice:
        raise Misread(f'the column "{twice}" stands a second time', "rename one of the two")
    found: dict[str, tuple[str, ...]] = {
        _ALSO.get(name.casefold(), name.casefold()): (name,)
        for name in header
        if _ALSO.get(name.casefold(), name.casefold()) in FIELDS
    }
    for part in filter(None, (part.strip() for part in mapping.split(";"))):
        key, equals, names = (piece.strip() for piece in part.partition("="))
        if not equals or not names:
            raise Misread(f'"{part}" is no mapping', "write field=Column, for example when=Date+Time")
        if key not in FIELDS:
            raise Misread(f'"{key}" is no field', near_or(key, FIELDS, f"fields are {', '.join(FIELDS)}"))
        # A column may itself have a plus in its name.
        wanted = (names,) if names in header else tuple(name.strip() for name in names.split("+"))
        for name in wanted:
            if name not in header:
                raise Misread(f'it has no column "{name}"', near_or(name, header, f"it has {', '.join(header)}"))
        found[key] = wanted
    for key in ("title", "when"):
        if key not in found:
            raise Misread(f"no column is the {key}", f"say which one: {key}=Column; it has {', '.join(header)}")
    return found


def _entry(
    row: list[str], header: list[str], columns: Mapping[str, tuple[str, ...]], where: str, lost: list[str]
) -> NewEntry:
    if len(row) > len(header):
        raise Misread(f"{where}: it has {len(row)} cells, the header {len(header)}", "quote cells that hold the separator")
    cells = dict(zip(header, [undefused(cell.strip()) for cell in row], strict=False))

    def text(key: str) -> str:
        return " ".join(filter(None, (cells.get(name, "") for name in columns.get(key, ()))))

    def names(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in text(key).split(";") if part.strip()))

    for key in ("title", "when"):
        if not text(key):
            raise Misread(f"{where}: its {key} is empty", f"fill in {'+'.join(columns[key])}, or take the row out")
    try:
        highlight = values.yes_no(text("highlight")) if text("highlight") else False
    except Misread as wrong:
        raise Misread(f"{where}: highlight: {wrong.what}", wrong.do) from None
    certainty = text("certainty").lower()
    if certainty == "disputed" or certainty not in ("", *CERTAINTIES):
        lost.append(f'{where}: the certainty "{certainty}" (a disputed entry needs its claims: add them by hand)')
        certainty = ""
    return NewEntry(
        where=where,
        title=" ".join(text("title").split()),
        when=text("when"),
        group=text("kind"),
        slug=text("slug"),
        body=plain_markdown(text("text")),
        places=names("places"),
        people=names("people"),
        organisations=names("organisations"),
        sources=names("sources"),
        certainty=certainty,
        highlight=highlight,
    )


def plain_markdown(words: str) -> str:
    """Return plain words as Markdown: what would be markup is escaped, blank lines part paragraphs."""
    return "\n\n".join(escaped(part.strip()) for part in words.split("\n\n") if part.strip())
