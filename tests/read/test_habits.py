"""Heads as people write them who know other systems' heads: taken as they are meant, or told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from dateline.problems import Problems
from dateline.read.frontmatter import as_value, decode, parse
from dateline.read.records import Record, from_head, known_keys


def read(text: str, kind: str = "article") -> tuple[Record, list[str]]:
    """Return the record of a file and what is told of it."""
    problems = Problems()
    head = parse(decode(text.encode("utf-8", "surrogatepass"), "a.md", problems), "a.md", problems, known_keys(kind))
    record = from_head(kind, "a.md", "a", head, problems)
    return record, [str(problem) for problem in problems.sorted()]


def shown(record: Record) -> dict[str, Any]:
    """Return what was read, a value alone without its list, dates as they are written."""
    found: dict[str, Any] = {}
    for name, items in record.fields.items():
        values = [value.date().isoformat() if isinstance(value := item.value, datetime) else value.isoformat() if isinstance(value, date) else value for item in items]
        found[name] = values if len(values) > 1 else values[0]
    return found


BASE = "Title: One\nDate: 2022-05-03\n"
ARTICLE = {"title": "One", "date": "2022-05-03"}
TAKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "flow lists": (BASE + 'authors: [Ann Ash, "Bo, Jr."]\ntags: [flood; boats]\nplaces: [town, upper-town]\n\nText.', {"authors": ("Ann Ash", "Bo, Jr."), "tags": ("flood", "boats"), "places": ("town", "upper-town")}),
    "block lists": (BASE + "authors:\n  - Ann Ash\n  - Bo Birch\nplaces:\n- town\n- upper-town\n\n- Text.", {"authors": ("Ann Ash", "Bo Birch"), "places": ("town", "upper-town")}),
    "a wrapped member of a block list": (BASE + "authors:\n- Ann\n  Ash\n- Bo\n\nText.", {"authors": ("Ann Ash", "Bo")}),
    "one name a line": (BASE + "Authors:\n    Ann Ash\n    Bo Birch\n\nText.", {"authors": ("Ann Ash", "Bo Birch")}),
    "further names below": (BASE + "Authors: Ann Ash\n  Bo Birch\n\nText.", {"authors": ("Ann Ash", "Bo Birch")}),
    "a wrapped list": (BASE + "Authors: Ann Ash; Bo\n  Birch\n\nText.", {"authors": ("Ann Ash", "Bo Birch")}),
    "tags with commas over two lines": (BASE + "Tags: flood, boats,\n  rain\n\nText.", {"tags": ("flood", "boats", "rain")}),
    "double quotation marks": (BASE + 'kicker: "A river: rising"\nsummary: "Wet"  # not yet\n\nText.', {"kicker": "A river: rising", "summary": "Wet"}),
    "single quotation marks": (BASE + "kicker: 'A river'\nlang: 'kk'\ntags: 'a'; \"b\"\n\nText.", {"kicker": "A river", "lang": "kk", "tags": ("a", "b")}),
    "quotation marks that are words": (BASE + 'Kicker: "No," says the "mayor"\nSummary: "Wet," says the mayor\n\nText.', {"kicker": "“No,” says the “mayor”", "summary": "“Wet,” says the mayor"}),
    "typographic quotation marks": (BASE + "Kicker: «Тасқын»\nSummary: “Wet”\n\nText.", {"kicker": "«Тасқын»", "summary": "“Wet”"}),
    "a folded text": (BASE + "summary: >\n  It rose: fast.\n  Title: no key here.\nstatus: draft\n\nText.", {"summary": "It rose: fast. Title: no key here.", "status": "draft"}),
    "a literal text": (BASE + "summary: |-\n    It rose.\n    It fell.\n\nText.", {"summary": "It rose. It fell."}),
    "comments between fences": ("---\n# what it is\nTitle: One\n  # indented\nDate: 2022-05-03\n#\n---\n# A heading\n", {}),
    "comments above keys": ("# what it is\n# and more\nTitle: One\n# when\nDate: 2022-05-03\n\nText.", {}),
    "fence of dots": ("---\ntitle: One\ndate: 2022-05-03\n...\nText.", {}),
    "keys with blanks and hyphens": (BASE + "Lead picture: boats.jpg\nread-more: gazette\n\nText.", {"lead_picture": "boats.jpg", "read_more": "gazette"}),
    "keys in capitals, in quotes": ('TITLE: One\n"date": 2022-05-03\n\nText.', {}),
    "a fullwidth colon": ("Title：One\nDate ： 2022-05-03\n\nText.", {}),
    "no-break spaces before colons": ("Title\u00a0: One\nDate\u202f:\u00a02022-05-03\n\nText.", {}),
    "zero-width spaces everywhere": ("\u200bTi\u200btle\u200b: \u200bOne\u200b\n\ufeffDate: 2022-05-\u200b03\u200e\n\u200b\nText.", {}),
    "no-break spaces as indentation": (BASE + "Read_more:\n\u00a0\u00a0gazette\n\u3000\u3000A paper | https://example.org\n\u00a0\nText.", {"read_more": ["gazette", "A paper | https://example.org"]}),
    "a list with no-break spaces": (BASE + "Places:\u00a0town\u00a0;\u00a0upper-town\u200b\n\nText.", {"places": ("town", "upper-town")}),
    "a continuation of one blank": (BASE + "Summary: It rose\n and fell.\nStatus: draft\n\nText.", {"summary": "It rose and fell.", "status": "draft"}),
    "a continuation of a tab": (BASE + "Summary: It rose\n\tand: fell.\n\nText.", {"summary": "It rose and: fell."}),
    "a continuation that looks like a key": (BASE + "Summary: It rose\n  Note: and fell.\n\nText.", {"summary": "It rose Note: and fell."}),
    "a wrapped correction": (
        BASE + "Correction: 2022-05-04: It rose\n  by two metres.\n    2022-05-05: Not\n    three.\n\nText.",
        {"correction": ["2022-05-04: It rose by two metres.", "2022-05-05: Not three."]},
    ),
    "an indented key of two words": (BASE + "   Lead picture: boats.jpg\n\nText.", {"lead_picture": "boats.jpg"}),
    "an indented sentence with a colon": (BASE + "Summary: It\n  rose very fast: by two metres.\n\nText.", {"summary": "It rose very fast: by two metres."}),
    "an indented key": (BASE + " Status: draft\n\nText.", {"status": "draft"}),
    "one author": (BASE + "Author: Ann Ash\n\nText.", {"authors": ("Ann Ash",)}),
}


@pytest.mark.parametrize("name", TAKEN)
def test_taken_as_meant(name: str) -> None:
    text, fields = TAKEN[name]
    record, told = read(text)
    assert told == []
    assert shown(record) == ARTICLE | fields
    assert record.body.strip().startswith(("Text.", "- Text.", "# A heading"))


ENTRY = "Title: One\nWhen: 2022-05-02\nKind: flood\n"


def test_claims_with_two_blanks() -> None:
    text = ENTRY + "Claims:\n  mayor: all is well [@gazette]\n  The 9:00 shift: nothing is well [@gazette]\n  Places: none [@gazette]\nStatus: draft\n\nText."
    record, told = read(text, "entry")
    assert told == []
    assert [(item.value, item.line) for item in record.each("claims")] == [
        ("mayor: all is well [@gazette]", 5),
        ("The 9:00 shift: nothing is well [@gazette]", 6),
        ("Places: none [@gazette]", 7),
    ]
    assert record.text("status") == "draft"


@pytest.mark.parametrize("word", ["true", "True", "on", '"yes"', "yes\u200b"])
def test_yes_in_other_words(word: str) -> None:
    record, told = read(ENTRY + f"Highlight: {word}\n\nText.", "entry")
    assert (record.flag("highlight"), told) == (True, [])


TAKES = "a file of this kind takes Title, Date, Summary, Slug, Formerly, Status, Lang, Modified"
PAGE = "Title: One\n"
TOLD: dict[str, tuple[str, list[str]]] = {
    "a key of another script": (
        "Заголовок: Бір\n\nText.",
        ['a.md:1: "Title" is missing: add Title: the headline', f'a.md:1: unknown key "Заголовок": {TAKES}'],
    ),
    "a key of two words of another script": (
        "शीर्षक नाम: एक\n" + PAGE + "\nText.",
        [f'a.md:1: unknown key "शीर्षक नाम": {TAKES}'],
    ),
    "a key of another script, fullwidth colon": ("标题：一\n" + PAGE + "\nText.", [f'a.md:1: unknown key "标题": {TAKES}']),
    "a sentence with a colon far behind": (
        "This is how it was made in the end: by hand.\n",
        [
            'a.md:1: "Title" is missing: add Title: the headline',
            'a.md:1: the file does not begin with a head: write "Title: ..." and the other keys above the text, then a blank line',
        ],
    ),
    "a heading for a head": (
        "# The river\n\nTitle: One\n",
        [
            'a.md:1: "Title" is missing: add Title: the headline',
            'a.md:1: the file does not begin with a head: write "Title: ..." and the other keys above the text, then a blank line',
        ],
    ),
    "a heading behind the head": (
        PAGE + "# The river\n\nText.",
        ['a.md:2: "# The river" is neither a "Key: value" nor a continuation: begin the text after a blank line, or indent a continuation by four spaces'],
    ),
    "a misspelt indented key": (PAGE + "  Sumary: Wet.\n\nText.", ['a.md:2: unknown key "Sumary": did you mean "Summary"?']),
    "a blank line in a block": (
        PAGE + "Summary: >\n  one\n\n  two\n",
        ['a.md:4: a blank line ends the head, and with it the text of "Summary": take it out, or put lines "---" around the head'],
    ),
    "YAML's nothing": (PAGE + "Summary: null\nLang: ~\n\nText.", ['a.md:2: "Summary" is empty: write one sentence for search engines, or delete the line', 'a.md:3: "Lang" is empty: write the language of the text (BCP 47), or delete the line']),
    "empty quotation marks": ('Title: ""\n\nText.', ['a.md:1: "Title" is empty: write the headline']),
    "nothing that can be seen": ("Title: \u200b\u2060\u0301\n\nText.", ['a.md:1: "Title" is empty: write the headline']),
    "a filler": ("Title: \u3164\n\nText.", ['a.md:1: "Title" is empty: write the headline']),
    "a vertical tab": ("Title: The\v river\n\nText\f.", ["a.md:1: the character U+000B is not allowed: delete it", "a.md:3: the character U+000C is not allowed: delete it"]),
    "an override in a title": ("Title: gpj\u202eexe\n\nText.", ["a.md:1: Title: the character U+202E changes the direction of all that follows: delete it, or end it in the same paragraph with U+202C"]),
    "an isolate in a text": (PAGE + "\nText.\n\nMore \u2067text.\n", ["a.md:5: the character U+2067 changes the direction of all that follows: delete it, or end it in the same paragraph with U+2069"]),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(name: str) -> None:
    text, told = TOLD[name]
    assert read(text, "page")[1] == told


def test_a_key_that_is_read_as_a_continuation_is_a_warning() -> None:
    problems = Problems()
    parse("Title: One\n    Status: draft\n    no: key\nCorrection: 2022-05-04: a\n    Date: b\n\nText.", "a.md", problems, known_keys("entry"))
    assert problems.sorted() == []
    assert [str(warning) for warning in problems.warnings()] == [
        'a.md:2: "Status: ..." is indented, and so read as more of "Title": begin the line with it if it is a key'
    ]


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("draft: true", "here it is Status: published, draft or hidden"),
        ("Category: floods", "here it is Tags"),
        ("description: Wet.", "here it is Summary"),
        ("lastmod: 2022-05-04", "here it is Modified"),
    ],
)
def test_keys_of_other_systems(line: str, advice: str) -> None:
    assert read(BASE + f"{line}\n\nText.")[1] == [f'a.md:3: unknown key "{line.partition(":")[0]}": {advice}']


@pytest.mark.parametrize("written", [";;", ";", "[]", "[ , ]", "; ;"])
def test_lists_of_nothing(written: str) -> None:
    told = 'names nothing: write one or more, separated by ";", or delete the line'
    assert read(BASE + f"Authors: {written}\nTags: {written}\nPlaces: {written}\n\nText.")[1] == [
        f'a.md:{line}: {name}: "{written}" {told}' for line, name in enumerate(("Authors", "Tags", "Places"), 3)
    ]


def test_the_same_line_twice() -> None:
    text = ENTRY + "Claims: mayor: no [@gazette]\n    mayor: no [@gazette]\nPeople: mayor; mayor\n\nText."
    record, told = read(text, "entry")
    assert told == ['a.md:5: Claims: "mayor: no [@gazette]" stands a second time: keep one (the first is on line 4)']
    assert [item.value for item in record.each("people")] == ["mayor"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ('"No comment"', "“No comment”"),
        ("'No'", "‘No’"),
        ('"No," he said', "“No,” he said"),
        (" The\v river\nrises\u202e ", "The river rises"),
        ("null", "null"),
        ("|", "|"),
        ("[draft]", "[draft]"),
        ("# 5", "# 5"),
        ("- 5", "- 5"),
    ],
)
def test_what_others_wrote_is_read_again(words: str, shown: str) -> None:
    record, told = read(f"Title: {as_value(words)}\n\nText.", "page")
    assert (record.text("title"), told) == (shown, [])
