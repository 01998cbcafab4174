"""Data files: every value with its line, whatever YAML's ways of writing it are."""

from __future__ import annotations

import pytest
from dateline.problems import Problems
from dateline.read.data import read_data
from dateline.read.records import Record

FIGURES = """\
# Who counted whom

deaths:
  title: People killed
  unit: people
  note: |
    In two
    lines.
  reports:
  - value: 225
    by: prosecutors
    as_of: 2022-01-15
    sources:
    - one
    - two
  - {value: dozens, by: "A neighbour",
     as_of: 2022-01, about: yes, sources: [one,
       two]}
injured: {title: Injured, unit: people,
  reports: [{value: 0.5, by: x, as_of: "2022", sources: [one]}]}
"""


def read(text: str, kind: str) -> tuple[tuple[Record, ...], list[str]]:
    """Return the records of a data file and the problems in it."""
    problems = Problems()
    records = read_data(text, kind, "a.yaml", problems)
    assert records is not None
    return records, [str(problem) for problem in problems.sorted()]


def lines(record: Record) -> dict[str, list[tuple[object, int]]]:
    """Return what a record holds, each value with its line."""
    return {name: [(item.value, item.line) for item in items] for name, items in record.fields.items()}


def test_every_value_has_its_line() -> None:
    (deaths, injured), problems = read(FIGURES, "figures")
    assert not problems
    assert (deaths.key, deaths.line, injured.key, injured.line) == ("deaths", 3, "injured", 19)
    assert lines(deaths) == {
        "title": [("People killed", 4)],
        "unit": [("people", 5)],
        "note": [("In two\nlines.", 6)],
    }
    first, second = deaths.items
    assert (first.key, first.line) == ("deaths, report 1", 10)
    assert lines(first) == {
        "value": [(225.0, 10)],
        "by": [("prosecutors", 11)],
        "as_of": [("2022-01-15", 12)],
        "sources": [("one", 14), ("two", 15)],
    }
    assert lines(second) == {
        "value": [("dozens", 16)],
        "by": [("A neighbour", 16)],
        "as_of": [("2022-01", 17)],
        "about": [(True, 17)],
        "sources": [("one", 17), ("two", 18)],
    }
    assert lines(injured.items[0])["value"] == [(0.5, 20)]


# A value as it is written -> what it is; YAML 1.1 would make other things of some of them (octal, base 60, dates, truth).
VALUES: dict[str, float | str] = {
    "225": 225.0,
    "1_000": 1000.0,
    "017": 17.0,
    "-3": -3.0,
    "1e3": 1000.0,
    "0.5": 0.5,
    '"225"': 225.0,
    "dozens": "dozens",
    "no": "no",
    "225 to 241": "225 to 241",
}


@pytest.mark.parametrize("written", VALUES)
def test_values(written: str) -> None:
    records, problems = read(f"a:\n  title: A\n  unit: b\n  reports:\n  - {{value: {written}, by: c, as_of: 2022, sources: [d]}}\n", "figures")
    assert not problems
    assert records[0].items[0].any("value") == VALUES[written]


PLAIN = "is neither a plain number nor words"
DO = 'write digits alone (20000, 0.5), or words ("dozens")'


@pytest.mark.parametrize("written", ["0x1F", ".inf", "-.inf", ".nan", "1:30", "20,000", "20 000", "1.234.567", "20'000"])
def test_values_that_are_neither_number_nor_words(written: str) -> None:
    _, problems = read(f"a:\n  title: A\n  unit: b\n  reports:\n  - value: {written}\n    by: c\n    as_of: 2022\n    sources: [d]\n", "figures")
    assert problems == [f'a.yaml:5: value: "{written}" {PLAIN}: {DO}']


def test_aliases_and_dates_and_truth_are_the_words_that_were_written() -> None:
    records, problems = read("a:\n  name: &name 2022-01-05\n  short: *name\nb:\n  name: yes\n  note: 12:30\n", "organisations")
    assert not problems
    assert [lines(record) for record in records] == [
        {"name": [("2022-01-05", 2)], "short": [("2022-01-05", 2)]},
        {"name": [("yes", 5)], "note": [("12:30", 6)]},
    ]


def test_names_by_language() -> None:
    records, problems = read("a:\n  name: A\n  names:\n    kk: Жаңаөзен\n    ru: Жанаозен\n", "places")
    assert not problems
    assert lines(records[0])["names"] == [({"kk": "Жаңаөзен"}, 4), ({"ru": "Жанаозен"}, 5)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert read(text, "quotes") == ((), [])


UNREADABLE = {
    "a: [\n\n": "a.yaml:3: not YAML: did not find expected node content: check indentation, colons and quotes",
    "a: b: c\n": "a.yaml:1: not YAML: mapping values are not allowed in this context: check indentation, colons and quotes",
    "a:\n\tb: c\n": "a.yaml:2: not YAML: found character that cannot start any token: check indentation, colons and quotes",
    "a:\n  b: \x07\n": "a.yaml:2: not YAML: the character U+0007 is not allowed: delete it",
    "- a\n": "a.yaml:1: the file is no mapping: write one key a line, its fields indented below it",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_of_an_unreadable_file_nothing_is_known(text: str) -> None:
    problems = Problems()
    assert read_data(text, "quotes", "a.yaml", problems) is None
    assert [str(problem) for problem in problems.sorted()] == [UNREADABLE[text]]
