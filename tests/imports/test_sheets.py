"""Tables as spreadsheets save them: encodings, separators, line ends."""

from __future__ import annotations

import pytest
from dateline.imports.sheets import decoded, read_sheet
from dateline.imports.table import read_table
from dateline.problems import Misread

TABLE = 'title;when;text\r\n"Boats; two, three";2019-03-07;"a\r\nb"\r\n\r\nДамба;2019-03-08;\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_with_and_without_their_mark(encoding: str) -> None:
    assert decoded(TABLE.encode(encoding)).lstrip("\ufeff") == TABLE


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"title\n\xe9", "byte 6 is not UTF-8"), (b"PK\x03\x04rest", "a workbook, no text"), (b"\xff\xfea", "byte 2 is not UTF-16")],
)
def test_what_is_no_text_is_told(data: bytes, what: str) -> None:
    with pytest.raises(Misread) as caught:
        decoded(data)
    assert caught.value.what == what


def test_rows_know_where_they_are() -> None:
    sheet = read_sheet(TABLE)
    assert sheet.header == ("title", "when", "text")
    assert [(row.where, row.cells) for row in sheet.rows] == [
        ("line 2", ("Boats; two, three", "2019-03-07", "a\r\nb")),
        ("row 4 (line 5)", ("Дамба", "2019-03-08", "")),
    ]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("a,b\n1,2\n", ("a", "b")),
        ("a\tb\n1\t2,3\n", ("a", "b")),
        ("a|b\n1|2\n", ("a", "b")),
        ("sep=;\na,b;c\n1;2\n", ("a,b", "c")),
        ('"sep=|"\r\na|b\r\n', ("a", "b")),
        ("\ufeffsep=\t\na\tb\n", ("a", "b")),
        ("sep=;,,\na;b\n", ("a", "b")),
        ('"Name, place, and date";when\nx;1\n', ("Name, place, and date", "when")),
        ("Name, place;when\nx;1\ny;2\n", ("Name, place", "when")),
        ('"a\nb",c\n1,2\n', ("a b", "c")),
        ("alone\n1\n", ("alone",)),
    ],
)
def test_what_parts_the_cells_is_found(text: str, header: tuple[str, ...]) -> None:
    assert read_sheet(text).header == header


def test_a_long_cell_is_a_cell() -> None:
    assert len(read_sheet("title,text\nx," + "long " * 50_000 + "\n").rows[0].cells[1]) == 249_999


def test_all_rows_that_cannot_be_read_are_told_together() -> None:
    found = read_table("title,when,highlight\nOne,07/03/2019,\n,2019,\nThree,2019,perhaps\nFour,2019,yes\nFive,2019,,six\n")
    assert [entry.title for entry in found.entries] == ["Four"]
    assert [(wrong.where, wrong.what) for wrong in found.wrong] == [
        ("line 2", '"07/03/2019" is ambiguous'),
        ("line 3", "its title is empty"),
        ("line 4", 'highlight: "perhaps" is neither yes nor no'),
        ("line 6", "it has 4 cells, the header 3"),
    ]


def test_midnight_in_every_row_is_a_day_and_told() -> None:
    found = read_table("title,when\nOne,2019-03-07 00:00:00\nTwo,2019-03-09 00:00:00\n")
    assert [entry.when for entry in found.entries] == ["2019-03-07", "2019-03-09"]
    assert found.lost == ("the times: all are 00:00:00, as programs write days; taken as days",)


def test_control_characters_stay_behind() -> None:
    (entry,) = read_table("title,when,text\nThe\x0bdam\x08,2019,It\x1f broke\x00.\x0cLate.\n").entries
    assert (entry.title, entry.body) == ("The dam", "It broke.\nLate.")
