"""The data as CSV and JSON: read back, safe in a spreadsheet, and valid by its schema."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from dateline.exports.tables import safe, table, tables
from dateline.model.nouns import Names
from dateline.wording import Wording

from tests.desks import desk
from tests.nouns import event, place
from tests.sites import GOOD, build, write


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+7 701", "'+7 701"),
        ("-5", "'-5"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("a = b", "a = b"),
        (-5.5, "-5.5"),
        (225.0, "225"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(cell: str | float | None, shown: str) -> None:
    assert safe(cell) == shown


def test_a_table_begins_with_a_byte_order_mark_and_ends_lines_as_rfc_4180_says() -> None:
    assert table(["a", "b"], [["Жаңаөзен", "x, y"]]) == "\ufeffa,b\r\nЖаңаөзен,\"x, y\"\r\n".encode()


def test_the_timeline_as_a_table(good_site: Path) -> None:
    square, answer = rows(good_site / "output/downloads/timeline.csv")
    assert (square["id"], square["when"], square["start"], square["zone"]) == (
        "square",
        "2022-01-05T14:00",
        "2022-01-05T14:00+06:00",
        "Asia/Almaty",
    )
    assert (answer["precision"], answer["certainty"]) == ("part", "disputed")
    assert answer["claims"] == "The Mayor: all is well; A neighbour: nothing is well"
    assert answer["sources"] == "agency; paper"


def test_reports_of_figures_as_a_table(good_site: Path) -> None:
    found = [(row["value"], row["by"]) for row in rows(good_site / "output/downloads/figures.csv")]
    assert found == [("2", "City council"), ("dozens", "A neighbour")]


def test_other_names_say_their_language() -> None:
    town = replace(place("town"), other_names=(Names("", "Verny"), Names("ru", "Верный")))
    files = dict(tables(desk(event(places=(town,)))))
    (row,) = csv.DictReader(io.StringIO(files["places"].decode("utf-8-sig"), newline=""))
    assert row["other_names"] == "Verny; ru: Верный"


def test_a_table_of_figures_says_what_stands_and_between_what_a_number_lies(site: Path) -> None:
    figures = str(GOOD["content/data/figures.yaml"])
    figures = figures.replace("value: 2\n", "value: 2\n    id: first\n").replace("value: dozens\n    by: A neighbour", "value: at least 20\n    by: council\n    replaces: first\n    counts_with: wounded")
    figures += "wounded:\n  title: Wounded\n  unit: people\n  reports:\n  - {value: 3 to 4, by: A neighbour, as_of: 2022-01, about: yes, withdrawn: '2022-01-08: an error', sources: [paper]}\n"
    write(site, {"content/data/figures.yaml": figures})
    output = build(site)

    found = rows(output / "downloads/figures.csv")
    assert [tuple(row[name] for name in ("value", "report", "status", "low", "high", "replaces", "counts_with")) for row in found] == [
        ("2", "first", "replaced", "2", "2", "", ""),
        ("at least 20", "2022-01-07", "standing", "20", "", "first", "wounded"),
        ("3 to 4", "2022-01", "withdrawn", "3", "4", "", ""),
    ]
    deaths, wounded = json.loads((output / "downloads/figures.json").read_text("utf-8"))["figures"]
    assert [(report["value"], report["bounds"], report["status"], report["replaced_by"]) for report in deaths["reports"]] == [
        (2, {"low": 2, "high": 2}, "replaced", "2022-01-07"),
        ("at least 20", {"low": 20, "high": None}, "standing", None),
    ]
    (report,) = wounded["reports"]
    assert (report["approximate"], report["withdrawn"]) == (True, {"date": "2022-01-08", "why": "an error"})


def test_a_hostile_title_is_defused(site: Path) -> None:
    entry = str(GOOD["content/timeline/2022-01-05-square.md"])
    title = 'Title: =HYPERLINK("https://example.org", "x")'
    write(site, {"content/timeline/2022-01-05-square.md": entry.replace("Title: People meet in the square", title)})
    assert rows(build(site) / "downloads/timeline.csv")[0]["title"].startswith("'=HYPERLINK")


def test_the_timeline_as_json(good_site: Path) -> None:
    document = json.loads((good_site / "output/downloads/timeline.json").read_text("utf-8"))
    assert document["event"]["title"] == "A small event"
    square, answer = document["entries"]
    assert square["places"] == [{"key": "almaty", "name": "Almaty", "latitude": 43.24, "longitude": 76.92}]
    assert answer["when"]["start"] == {"datetime": "2022-01-06", "precision": "part", "part": "evening", "doubts": []}
    assert answer["corrections"] == [
        {"id": "entry-answer-2022-01-09", "url": None, "date": "2022-01-09", "was": None, "now": None, "text": "The answer came on Thursday, not on Friday."}
    ]


def test_every_download_is_offered_with_its_size(good_site: Path) -> None:
    folder = good_site / "output/downloads"
    page = (folder / "index.html").read_text("utf-8")
    files = [file for file in folder.iterdir() if file.name != "index.html"]
    assert len(files) >= 9
    for file in files:
        assert f'href="{file.name}"' in page
        assert Wording("en").size(file.stat().st_size) in page
