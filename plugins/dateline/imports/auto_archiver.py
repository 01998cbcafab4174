"""The sheet of Bellingcat's Auto Archiver (github.com/bellingcat/auto-archiver): what it archived, a source each.

Columns are those of its `gsheet_feeder_db` (__manifest__.py, "columns"), in letters of any size; other names are said by a mapping. Cells that
hold several addresses have one a line.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.cells import undefused
from dateline.dataclass import dataclass
from dateline.imports.dates import iso
from dateline.imports.entries import Wrong
from dateline.imports.sheets import Row, read_sheet
from dateline.problems import Misread, near_or
from dateline.read import values

COLUMNS: Mapping[str, str] = {
    "url": "link",
    "status": "archive status",
    "folder": "destination folder",
    "archive": "archive location",
    "date": "archive date",
    "timestamp": "upload timestamp",
    "title": "upload title",
    "screenshot": "screenshot",
    "hash": "hash",
    "wacz": "wacz",
    "replaywebpage": "replaywebpage",
}
"""What is taken, by the archiver's own name of the column."""
_DONE = ("success", "already archived")
"""What its status says where something was archived."""
_ALGORITHMS = {"SHA-256": "sha256", "SHA3-512": "sha3_512"}
"""Those of its `hash_enricher`, and hashlib's names for them."""


@dataclass(frozen=True)
class Copy:
    """Where a file lies that the archiver made: an address or a path; and its hash, where the sheet has it, with hashlib's name of the algorithm."""

    at: str
    algorithm: str = ""
    digest: str = ""


@dataclass(frozen=True)
class ArchivedPage:
    """A row of the sheet: what was archived, where the archive has it, when; `title` and `published` may be empty. `copies` are its files."""

    where: str
    url: str
    title: str
    published: str
    archived: str
    captured: str
    folder: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True)
class Archive:
    """All that a sheet holds; `odd` says of rows that are not taken, or not whole, why."""

    pages: tuple[ArchivedPage, ...]
    odd: tuple[Wrong, ...]


def read_auto_archiver(text: str, mapping: str = "", order: str = "") -> Archive:
    """Return what a sheet says was archived. `mapping` names columns: `url=Address; archive=Copy`; `order`: see `dates.iso`. Raises Misread."""
    sheet = read_sheet(text)
    columns = _columns(sheet.header, mapping)
    pages: list[ArchivedPage] = []
    odd: list[Wrong] = []
    first: dict[str, str] = {}
    for row in sheet.rows:
        try:
            page = _page(row, columns, order, odd)
        except Misread as misread:
            odd.append(Wrong.at(row.where, misread))
            continue
        if (address := values.bare_address(page.url)) in first:
            odd.append(Wrong(row.where, f"its address stands in {first[address]} already", "that one was taken"))
            continue
        first[address] = row.where
        pages.append(page)
    return Archive(tuple(pages), tuple(odd))


def _columns(header: tuple[str, ...], mapping: str) -> dict[str, int]:
    """Return which column is what. Raises Misread where the addresses are in none."""
    names = [name.casefold() for name in header]
    wanted = dict(COLUMNS)
    for part in filter(None, (part.strip() for part in mapping.split(";"))):
        field, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or field not in COLUMNS:
            raise Misread(f'"{part}" is no mapping', near_or(field, COLUMNS, f"write field=Column; fields are {', '.join(COLUMNS)}"))
        if name.casefold() not in names:
            raise Misread(f'it has no column "{name}"', near_or(name, header, f"it has {', '.join(header)}"))
        wanted[field] = name.casefold()
    found = {field: names.index(name) for field, name in wanted.items() if name in names}
    for field in ("url", "status"):
        if field not in found:
            raise Misread(f'it has no column "{COLUMNS[field].title()}"', f"name the sheet of the Auto Archiver, or say which column it is: {field}=Column")
    return found


def _page(row: Row, columns: Mapping[str, int], order: str, odd: list[Wrong]) -> ArchivedPage:
    """Return what a row says; what is left out of it is told in `odd`. Raises Misread where it cannot be taken."""

    def cell(field: str) -> str:
        at = columns.get(field, -1)
        return undefused(row.cells[at]).strip() if 0 <= at < len(row.cells) else ""

    url, status = cell("url"), cell("status")
    if not url:
        raise Misread("it names no address", "fill in Link, or take the row out")
    values.web_address(url)
    if not any(done in status.lower() for done in _DONE):
        said = f'its status is "{status}"' if status else "it has no status yet"
        raise Misread(f"nothing was archived: {said}", "let the Auto Archiver try again")
    places = cell("archive").split()
    replay = next(iter(cell("replaywebpage").split()), "")
    archived = next((place for place in (*places, replay) if place.startswith(("http://", "https://"))), "")
    algorithm, digest = _hash(cell("hash"))
    copies = [*(Copy(place, algorithm, digest) for place in places[:1]), *(Copy(place) for field in ("screenshot", "wacz") for place in cell(field).split())]
    return ArchivedPage(
        where=row.where,
        url=url,
        title=" ".join(cell("title").split()),
        published=_time(cell("timestamp"), order, row.where, "Upload Timestamp", odd)[:10],
        archived=archived,
        captured=_time(cell("date"), order, row.where, "Archive Date", odd),
        folder=cell("folder"),
        copies=tuple(dict.fromkeys(copies)),
    )


def _hash(written: str) -> tuple[str, str]:
    """Return hashlib's name of an algorithm and a hash; nothing where there is none ("not-calculated")."""
    name, _, digest = written.rpartition(":")
    return (_ALGORITHMS[name], digest.lower()) if name in _ALGORITHMS else ("", "")


def _time(written: str, order: str, where: str, column: str, odd: list[Wrong]) -> str:
    """Return a day, or a time with its offset; nothing, after telling why, where it is neither."""
    if not written:
        return ""
    try:
        return values.captured(written)
    except Misread:
        try:
            return values.captured(iso(written, order)[:10])
        except Misread as wrong:
            odd.append(Wrong(where, f'{column}: "{written}" is left out: {wrong.what}', wrong.do))
            return ""
