"""What a translator translates one by one: where each paragraph is, and a digest that only its words change."""

from __future__ import annotations

import unicodedata

import pytest
from dateline.read.keys import TRANSLATIONS
from dateline.read.paragraphs import HEAD, body, digest, paragraphs
from dateline.read.records import Item, Record
from hypothesis import given
from hypothesis import strategies as st

TEXT = """\

First, over
two lines.[@a]

## A heading
Words right below it.

- one

  more of one
- two

    ```
    in the item

    - no item
    ```

1. another list

| a | b |
|---|---|
| 1 | 2 |

> said

> and said

```python

code

```

<div>

**inside**

</div>

<b>Bold</b> begins a paragraph.

<!-- nobody

reads this -->

![](a.jpg)
![](b.jpg)
{: .wide}

[[figure: deaths]]
[[map: almaty]]

---

A note.[^1]

[^1]: The note,

    in two paragraphs.
[^2]: Another.

[site]: https://example.org/
*[HTML]: a language
Underlined
==========

    indented

    code
"""

FOUND = [
    ("text", 2, 3), ("heading", 5, 5), ("text", 6, 6), ("list", 8, 17), ("list", 19, 19), ("table", 21, 23), ("quotation", 25, 27),
    ("code", 29, 33), ("html", 35, 39), ("text", 41, 41), ("pictures", 47, 49), ("placed", 51, 52), ("text", 56, 56),
    ("footnote", 58, 60), ("footnote", 61, 61), ("heading", 65, 66), ("code", 68, 70),
]  # fmt: skip


def test_blocks_are_apart_by_blank_lines_and_by_what_begins_one() -> None:
    assert [(found.kind, found.line, found.last) for found in body(TEXT)] == FOUND


def test_lines_are_those_of_the_file() -> None:
    assert [(found.line, found.text) for found in body("\nOne\n\nTwo\n", 7)] == [(8, "One"), (10, "Two")]


def test_nothing_is_no_paragraph() -> None:
    assert body("") == body("\n \n") == ()


def test_what_is_never_closed_ends_with_the_text() -> None:
    assert [found.kind for found in body("```\nx\n\ny")] == ["code"]
    assert [found.kind for found in body("<!-- x\n\ny")] == []
    assert [(found.kind, found.last) for found in body("<div>\nx\n\ny")] == [("html", 2), ("text", 4)]


def test_words_of_the_head_come_first_in_a_fixed_order() -> None:
    fields = {"correction": (Item("2022-01-09: it was six", 5),), "claims": (Item("a: yes [@b]", 3), Item("c: no", 4)), "title": (Item("T", 2),),
              "when": (Item("2022", 1),)}  # fmt: skip
    found = paragraphs(Record("entry", "x.md", "x", 1, fields, "Text\n", 7))
    assert [(each.name, each.text, each.line) for each in found] == [
        ("title", "T", 2), ("claims", "a: yes [@b]", 3), ("claims", "c: no", 4), ("correction", "2022-01-09: it was six", 5), ("", "Text", 7),
    ]  # fmt: skip


def test_all_words_that_a_translation_takes_are_paragraphs() -> None:
    words = {key.name.lower() for keys in TRANSLATIONS.values() for key in keys} - {"status", "translated"}
    assert words == set(HEAD)


def test_a_name_with_an_address_is_one() -> None:
    fields = {"publisher": (Item(("The Archive", "https://example.org/"), 3),), "licence": (Item(("CC BY 4.0", ""), 4),)}
    found = paragraphs(Record("event", "event.md", "event", 1, fields))
    assert [(each.name, each.text) for each in found] == [("publisher", "The Archive | https://example.org/"), ("licence", "CC BY 4.0")]


def claim(text: str) -> str:
    (found,) = paragraphs(Record("entry", "x.md", "x", 1, {"claims": (Item(text, 1),)}))
    return found.digest


def test_the_citations_of_a_claim_are_facts_and_those_of_a_text_are_its_own() -> None:
    assert claim("who: what [@a]") == claim("who: what [@a; @b]") == claim("who: what")
    assert body("What.[@a]")[0].digest != body("What.")[0].digest


def test_a_digest_is_of_the_words() -> None:
    assert digest("five soldiers") == "9e618352"
    assert digest("five, soldiers") != digest("five soldiers")
    assert digest('"five"') == digest("“five”") == digest("«five»"), "the language's marks are put in where it is read"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b\nc", "a\nb c"),
        ("> a b\n> c", "> a\n> b c"),
        ("- a b\n  c", "- a\n  b c"),
        ("a  \r\nb\r\n", "a\nb\n"),
        ("\n\na\n\n\n\n", "a"),
    ],
)
def test_line_breaks_are_no_words(one: str, other: str) -> None:
    assert [found.digest for found in body(one)] == [found.digest for found in body(other)]


BLOCKS = st.lists(st.sampled_from(["one two three", "# head", "- a\n- b", "> quote\n> more", "| a |\n|---|\n| b |", "```\nx\n\ny\n```", "кириллица é"]), max_size=8)


@given(BLOCKS, st.sampled_from(["\n", "\r\n", "\r"]), st.integers(0, 3), st.sampled_from(["NFC", "NFD"]))
def test_line_ends_blanks_and_composition_make_no_difference(blocks: list[str], end: str, blanks: int, form: str) -> None:
    plain = "\n\n".join(blocks)
    other = unicodedata.normalize("NFC" if form == "NFC" else "NFD", "\n" * blanks + plain.replace("\n", f"{' ' * blanks}\n") + "\n" * blanks).replace("\n", end)
    assert [found.digest for found in body(plain)] == [found.digest for found in body(other)]


@given(st.text(alphabet="ab -#>|`~<>/!*[]^:\n\t1.", max_size=80))
def test_each_line_is_in_one_paragraph_at_most_and_each_paragraph_is_what_stands_there(text: str) -> None:
    lines = text.split("\n")
    last = 0
    for found in body(text):
        assert last < found.line <= found.last <= len(lines)
        assert found.text == "\n".join(lines[found.line - 1 : found.last])
        assert found.text.strip()
        last = found.last
