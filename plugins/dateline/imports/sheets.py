"""Tables as spreadsheets save them: whatever the encoding, whatever parts the cells."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator
from itertools import islice

from dateline.dataclass import dataclass
from dateline.imports.cleaning import cleaned
from dateline.problems import Misread

SEPARATORS = ",;\t|"
_NAMED = re.compile(r"\s*\"?sep=(.)\"?[ ,;\t|]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
"""Excel's first line that names the separator; other programs may have put theirs behind it."""
_LOOKED_AT = 50
"""Rows that are looked at to find what parts the cells."""
_LARGEST = 10_000_000
"""Letters in a cell; the csv module's own limit is less than what some texts have."""


@dataclass(frozen=True)
class Row:
    """A row of a table: how it is called in messages, and its cells."""

    where: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: the names of its columns, and its rows but for those in which nothing stands."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 and UTF-32 with their mark, as spreadsheets save "Unicode text". Raises Misread."""
    if data.startswith(b"PK\x03\x04"):
        raise Misread("a workbook, no text", 'save it as "CSV UTF-8" from the spreadsheet')
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        encoding = "utf-32"
    elif data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:40].count(0) * 3 > len(data[:40]):  # every second byte of plain letters
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise Misread(f"byte {error.start} is not {name}", "save the file as UTF-8") from None


def read_sheet(text: str) -> Sheet:
    """Return the table that a text holds. Raises Misread for what is none."""
    separator, text = "", text.lstrip("\ufeff")
    if named := _NAMED.match(text):
        separator, text = named[1], text[named.end() :]
    text = text.lstrip("\r\n \ufeff")
    if not text:
        raise Misread("it has no header", "write the names of the columns into the first line")
    found = _records(text, separator or _separator(text))
    _, names = next(found)
    header = tuple(" ".join(name.split()) for name in names)
    rows = [Row(where, cells) for where, cells in found if any(cells)]
    return Sheet(header, tuple(rows))


def _records(text: str, separator: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each record: where it is, by its row and, where cells hold line ends, by its line; and its cells, cleaned."""
    csv.field_size_limit(_LARGEST)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, line = 1, 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise Misread(f"line {line}: not CSV ({error})", "export it again as CSV") from None
        if row is None:
            return
        where = f"line {line}" if line == number else f"row {number} (line {line})"
        yield where, tuple(cleaned(cell).strip() for cell in row)
        number, line = number + 1, rows.line_num + 1


def _separator(text: str) -> str:
    """Return what parts the cells: what makes the first rows equally long, and of several of that kind what makes them longest."""

    def order(separator: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            lengths = [len(row) for row in islice(rows, _LOOKED_AT) if row]
        except csv.Error:
            return 0.0, 0
        if not lengths or lengths[0] < 2:
            return 0.0, 0
        return sum(length == lengths[0] for length in lengths) / len(lengths), lengths[0]

    return max(SEPARATORS, key=order)
