"""Data files: every value with its line, whatever YAML's ways of writing it are."""

from __future__ import annotations

import pytest
from dateline.problems import Problems
from dateline.read.amounts import Bounds
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
VALUES: dict[str, float | str | Bounds] = {
    "225": 225.0,
    "1_000": 1000.0,
    "017": 17.0,
    "-3": -3.0,
    "1e3": 1000.0,
    "0.5": 0.5,
    '"225"': 225.0,
    "dozens": "dozens",
    "no": "no",
    "225 to 241": Bounds(225.0, 241.0),
    "at least 225": Bounds(225.0, None),
    "010": 10.0,
    "1.2230": 1.223,
    "0.125": 0.125,
    "12.50": 12.5,
    "\u22125": -5.0,
    "'about 3,000'": "about 3,000",
    "\u200b7\u00a0": 7.0,
    "9007199254740991": 9007199254740991.0,
}


@pytest.mark.parametrize("written", VALUES)
def test_values(written: str) -> None:
    records, problems = read(f"a:\n  title: A\n  unit: b\n  reports:\n  - {{value: {written}, by: c, as_of: 2022, sources: [d]}}\n", "figures")
    assert not problems
    assert records[0].items[0].any("value") == VALUES[written]


PLAIN = "is neither a plain number nor words"
DO = 'write digits alone (20000, 0.5), or words ("dozens")'


@pytest.mark.parametrize("written", ["0x1F", ".inf", "-.inf", ".nan", "1:30", "20,000", "20 000", "1.234.567", "20'000", "20\u2019000", "20\u202f000", "+20,000", "1e400", "nan", "Infinity", "9007199254740993", "9" * 400])
def test_values_that_are_neither_number_nor_words(written: str) -> None:
    _, problems = read(f"a:\n  title: A\n  unit: b\n  reports:\n  - value: {written}\n    by: c\n    as_of: 2022\n    sources: [d]\n", "figures")
    assert problems == [f'a.yaml:5: value: "{written}" {PLAIN}: {DO}']


@pytest.mark.parametrize(
    ("written", "shown", "whole"),
    [("1.223", "1.223", "1223"), ("12.000", "12.000", "12000"), ('"-3.500"', "3.500", "3500"), ("about 1.200", "1.200", "1200"), ("between 1.200 and 1.300", "1.200", "1200")],
)
def test_a_point_that_may_stand_between_thousands(written: str, shown: str, whole: str) -> None:
    text = f"a:\n  title: A\n  reports:\n  - {{value: {written}, by: c, as_of: 2022, sources: [d]}}\n  unit: UNIT\n"
    do = f"write {whole}, or {shown}0 if the point begins a fraction"
    assert read(text.replace("UNIT", "people"), "figures")[1] == [f'a.yaml:4: value: "{shown}" can be read in two ways: {do}']
    assert read(text.replace("UNIT", "per cent of all"), "figures")[1] == []


def test_what_does_not_show_is_taken_for_blanks() -> None:
    text = "\ufeffmayor\u200b:\n\u00a0 name\u00a0:\u00a0The Mayor\u200b\n  sources: [gazette\u200b,\u00a0\u200bnews, gazette]\n  role: \u200bmay\u200cor\n"
    records, problems = read(text, "people")
    assert not problems
    assert (records[0].key, lines(records[0])) == (
        "mayor",
        {"name": [("The Mayor", 2)], "sources": [("gazette", 3), ("news", 3)], "role": [("may\u200cor", 4)]},
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('"a\\bc"', "the character U+0008 is not allowed: delete it"),
        ('"\\x0b"', "the character U+000B is not allowed: delete it"),
        ('"\\uFFFE"', "the character U+FFFE is not allowed: delete it"),
        ('"\\u202Ea"', "the character U+202E changes the direction of all that follows: delete it, or end it in the same paragraph with U+202C"),
        ('"\\u200b \\u2060"', "what is empty: write what it is, or delete the line"),
        ("~", "what is empty: write what it is, or delete the line"),
        ("[a]", "what is not one value: write a single text, quoted if it holds a colon"),
    ],
)
def test_what_an_escape_can_stand_for(value: str, told: str) -> None:
    assert f"a.yaml:3: {told}" in read(f"a:\n  name: b\n  what: {value}\n", "organisations")[1]


def test_a_surrogate_by_escape_is_no_yaml() -> None:
    problems = Problems()
    assert read_data('a:\n  name: "\\ud800"\n', "people", "a.yaml", problems) is None
    assert problems.sorted()[0].line == 2


def test_a_key_with_a_control_is_told() -> None:
    assert read('"a\\b":\n  name: b\n  "wh\\x0bat": c\n', "organisations")[1] == [
        "a.yaml:1: the character U+0008 is not allowed: delete it",
        "a.yaml:3: the character U+000B is not allowed: delete it",
    ]


def test_lists_for_keys_anchors_and_merges_are_told() -> None:
    told = read("? [a, b]\n: {name: c}\nd: &d {name: e}\nf: {<<: *d, name: g}\n", "organisations")[1]
    assert told[0] == "a.yaml:1: a list or a mapping stands for a key: write a word"
    assert told[1].startswith('a.yaml:4: unknown key "<<" in "f"')


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


def test_aliases_of_aliases_are_told_at_once() -> None:
    assert 'a.yaml:9: "i" has no fields: write them indented below it, one a line' in read(BOMB, "people")[1]
    assert read("a: &a\n  name: b\n  sources: [*a]\n", "people")[1] == ["a.yaml:1: sources is not one value: write a single text, quoted if it holds a colon"]


DEEP = ["\na: " + "[" * 200_000, "\na: " + "{b: " * 50_000, "\n" + "- " * 50_000, "\n" + "\n".join(" " * n + "a:" for n in range(200)), "\n" + "? " * 9_000]


@pytest.mark.parametrize("number", range(len(DEEP)))
def test_what_is_too_deep_is_told(number: int) -> None:
    problems = Problems()
    assert read_data(DEEP[number], "people", "a.yaml", problems) is None
    (problem,) = problems.sorted()
    assert (problem.line >= 2, problem.what) == (True, "lists and mappings inside each other are more than 20 deep")


def test_brackets_in_texts_are_not_deep() -> None:
    assert read("a:\n  name: '" + "[" * 90 + "'\n  what: |\n" + " " * 90 + "b\n", "organisations")[1] == []


def test_aliases_and_dates_and_truth_are_the_words_that_were_written() -> None:
    records, problems = read("a:\n  name: &name 2022-01-05\n  short: *name\nb:\n  name: yes\n  note: 12:30\n", "organisations")
    assert not problems
    assert [lines(record) for record in records] == [
        {"name": [("2022-01-05", 2)], "short": [("2022-01-05", 2)]},
        {"name": [("yes", 5)], "note": [("12:30", 6)]},
    ]


def test_words_that_are_truth_elsewhere_are_keys_and_names() -> None:
    records, problems = read("no:\n  name: no\n  names: {no: Norge, se: off}\n2022:\n  name: 2022\n", "places")
    assert not problems
    assert [(record.key, record.text("name")) for record in records] == [("no", "no"), ("2022", "2022")]
    assert [item.value for item in records[0].each("names")] == [{"no": "Norge"}, {"se": "off"}]


def test_names_by_language() -> None:
    records, problems = read("a:\n  name: A\n  names:\n    kk: Жаңаөзен\n    ru: Жанаозен\n", "places")
    assert not problems
    assert lines(records[0])["names"] == [({"kk": "Жаңаөзен"}, 4), ({"ru": "Жанаозен"}, 5)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert read(text, "quotes") == ((), [])


UNREADABLE = {
    "a: [\n\n": "a.yaml:3: not YAML: did not find expected node content: check indentation, colons and quotes",
    "a: b: c\n": 'a.yaml:1: not YAML: a text with a colon and a blank in it must stand in quotes: write straight ones around the whole: "..."',
    "a:\n  b: “c: d”\n": 'a.yaml:2: not YAML: a text with a colon and a blank in it must stand in quotes: write straight ones around the whole: "..."',
    "a:\n  b: - c: d\n": "a.yaml:2: not YAML: block sequence entries are not allowed in this context: check indentation, colons and quotes",
    "a:\n  r:\n  - b: c: d\n": 'a.yaml:3: not YAML: a text with a colon and a blank in it must stand in quotes: write straight ones around the whole: "..."',
    "a:\n  b: c\n   d: e\n": 'a.yaml:3: not YAML: the line is read as the rest of the text above: write "key: value" on each line, and indent the fields of one record alike, by two blanks',
    "a:\n  b: c\n d: e\n": "a.yaml:3: not YAML: the line is indented less or more than the fields above: indent the fields of one record alike, by two blanks",
    "a:\n  b: c\n\n d:\n  b: c\n": "a.yaml:4: not YAML: the line is indented less or more than the fields above: indent the fields of one record alike, by two blanks",
    'a:\n  b: "c” d\n  e: f\n': 'a.yaml:2: not YAML: the text that begins with " is never closed: write the same sign, ", at its end',
    'a:\n  b: "c" d\n': r'a.yaml:2: not YAML: something stands behind the end of a text in quotes: put a backslash before a quotation mark inside: \"',
    "a:\n  b c\n  d: e\n": 'a.yaml:3: not YAML: the line is read as the rest of the text above: write "key: value" on each line, and indent the fields of one record alike, by two blanks',
    "a:\n  b: c\n  d\n": 'a.yaml:3: not YAML: a line is neither a key with a colon nor the rest of a text: write "key: value", or put a text of several lines in quotes',
    "a:\n\tb: c\n": "a.yaml:2: not YAML: a tab cannot indent: indent with blanks",
    "a:\n  b: @c\n": 'a.yaml:2: not YAML: a text cannot begin with "@": put it in quotes',
    "a:\n  b: `c`\n": 'a.yaml:2: not YAML: a text cannot begin with "`": put it in quotes',
    "a:\n  b: 50\n    %: c\n": 'a.yaml:3: not YAML: the line is read as the rest of the text above: write "key: value" on each line, and indent the fields of one record alike, by two blanks',
    "a:\n  b: \x07\n": "a.yaml:2: not YAML: the character U+0007 is not allowed: delete it",
    "- a\n": "a.yaml:1: the file is no mapping: write one key a line, its fields indented below it",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_of_an_unreadable_file_nothing_is_known(text: str) -> None:
    problems = Problems()
    assert read_data(text, "quotes", "a.yaml", problems) is None
    assert [str(problem) for problem in problems.sorted()] == [UNREADABLE[text]]


UNIT = "{{title: People, unit: {}, reports: [{{value: 2, by: x, as_of: 2022, sources: [a]}}]}}"
RUSSIAN = "{one: человек, few: человека, many: человек, other: человека, alone: люди}"


def test_a_unit_may_have_a_word_for_each_category_of_numbers() -> None:
    (record,), problems = read(f"deaths: {UNIT.format('{one: person, other: people}')}\n".replace("unit:", f"unit_ru: {RUSSIAN}, unit:"), "figures")
    assert problems == []
    assert (record.text("unit"), dict(record.forms("unit"))) == ("people", {"one": "person", "other": "people"})
    assert (record.text("unit@ru"), dict(record.forms("unit@ru"))["few"]) == ("люди", "человека")
    (both,), problems = read(f"deaths: {UNIT.format('{en: {one: person, other: people}, ru: ' + RUSSIAN + '}')}\n", "figures")
    assert (problems, both.forms("unit"), both.forms("unit@ru")) == ([], record.forms("unit"), record.forms("unit@ru"))
    (plain,), problems = read(f"deaths: {UNIT.format('people')}\n", "figures")
    assert (problems, plain.text("unit"), plain.forms("unit")) == ([], "people", ())


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("{one: person}", "unit: other is missing: write {one: ..., other: ...}"),
        ("{one: person, few: people, other: people}", 'unit: "few" is no category of numbers in en: its categories are one, other'),
        ("{one: person, others: people}", 'unit: "others" is no category of numbers in en: did you mean "other"?'),
        ("{one: person, other: people}, unit_ru: {one: a, many: b, other: c}", "unit_ru: few is missing: write {one: ..., few: ..., many: ..., other: ...}"),
    ],
)
def test_a_category_that_is_missing_or_none_is_told(unit: str, told: str) -> None:
    assert f"a.yaml:1: {told}" in read(f"deaths: {UNIT.format(unit)}\n", "figures")[1]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("[Verny, {ru: Верный}]", [("", "Verny"), ("ru", "Верный")]),
        ("{ru: Верный, kk: [Алма-Ата, Верный]}", [("ru", "Верный"), ("kk", "Алма-Ата"), ("kk", "Верный")]),
        ("[Verny]", [("", "Verny")]),
    ],
)
def test_other_names_may_say_their_language(written: str, names: list[tuple[str, str]]) -> None:
    (place,), problems = read(f"almaty: {{name: Almaty, other_names: {written}}}\n", "places")
    assert problems == []
    assert [(item.language, item.value) for item in place.each("other_names")] == names


def test_other_names_in_no_language() -> None:
    _, problems = read("almaty: {name: Almaty, other_names: [{russian: Верный}]}\naktau: {name: Aktau, other_names: Shevchenko}\n", "places")
    assert problems[0].startswith('a.yaml:1: other_names: "russian" is no language tag')
    assert problems[1] == "a.yaml:2: other_names is not a list: write it as [one, {ru: another}]"
