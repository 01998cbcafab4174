"""Any table (CSV): which of its columns is what is said by a mapping, `title=Headline; when=Date+Time; kind=Type`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.cells import undefused
from dateline.imports.dates import iso, midnights, without_midnight
from dateline.imports.entries import Imported, NewEntry, Wrong
from dateline.imports.rich_text import escaped
from dateline.imports.sheets import Row, read_sheet
from dateline.problems import Misread, near_or
from dateline.read import values
from dateline.read.keys import CERTAINTIES

FIELDS = "title when kind text slug places people organisations sources certainty highlight".split()
"""What a column can be."""
_ALSO = {"id": "slug"}
"""Names of columns in the tables that Dateline itself offers, where they differ."""


def read_table(text: str, mapping: str = "", order: str = "") -> Imported:
    """Return the rows of a table as entries.

    Without a mapping, columns are taken by their names. A field made of several columns (`Date+Time`) has their cells with a
    blank between them. Lists are separated by `;`. `order` says how dates are written (see dates.iso). Rows that cannot be read are
    told together; raises Misread for what is no table.
    """
    sheet = read_sheet(text)
    columns = _columns(list(sheet.header), mapping)
    used = {name for names in columns.values() for name in names}
    lost = [f"the columns {', '.join(unused)}"] if (unused := [name for name in sheet.header if name and name not in used]) else []
    entries: list[NewEntry] = []
    wrong: list[Wrong] = []
    for row in sheet.rows:
        try:
            entries.append(_entry(row, sheet.header, columns, order, lost))
        except Misread as misread:
            wrong.append(Wrong.at(row.where, misread))
    if not sheet.rows:
        raise Misread("there is no row in it", "name the file that holds the entries")
    if midnights([entry.when for entry in entries]):
        entries = [replace(entry, when=without_midnight(entry.when)) for entry in entries]
        lost.append("the times: all are 00:00:00, as programs write days; taken as days")
    return Imported("", "", tuple(entries), tuple(lost), wrong=tuple(wrong))


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
    row: Row, header: Sequence[str], columns: Mapping[str, tuple[str, ...]], order: str, lost: list[str]
) -> NewEntry:
    """Return a row as an entry. Raises Misread."""
    if any(row.cells[len(header) :]):
        raise Misread(f"it has {len(row.cells)} cells, the header {len(header)}", "quote cells that hold the separator")
    cells = dict(zip(header, map(undefused, row.cells), strict=False))

    def text(key: str) -> str:
        return " ".join(filter(None, (cells.get(name, "") for name in columns.get(key, ()))))

    def names(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in text(key).split(";") if part.strip()))

    for key in ("title", "when"):
        if not text(key):
            raise Misread(f"its {key} is empty", f"fill in {'+'.join(columns[key])}, or take the row out")
    try:
        highlight = values.yes_no(text("highlight")) if text("highlight") else False
    except Misread as wrong:
        raise Misread(f"highlight: {wrong.what}", wrong.do) from None
    certainty = text("certainty").lower()
    if certainty == "disputed" or certainty not in ("", *CERTAINTIES):
        lost.append(f'{row.where}: the certainty "{certainty}" (a disputed entry needs its claims: add them by hand)')
        certainty = ""
    return NewEntry(
        where=row.where,
        title=" ".join(text("title").split()),
        when=iso(text("when"), order),
        group=" ".join(text("kind").split()),
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
