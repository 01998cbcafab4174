"""What no person writes: told, or taken, in a moment. Each would take minutes, or Python's whole stack, if it were only tried.

There is no clock here: a source that takes the square of its length would be noticed by whoever waits for the suite.
"""

from __future__ import annotations

import pytest
from dateline.markup.convert import Converter
from dateline.markup.extension import DatelineExtension
from dateline.problems import Problems

MANY = 20_000
DEEP = "nested too deeply"

TOLD = {
    "lists": "\n".join("    " * depth + "- x" for depth in range(500)),
    "lists on a line": "- " * 3000 + "x",
    "quotations": "> " * 3000 + "x",
    "quotations and lists": "> - " * 1000 + "x",
    "emphasis": "*" * MANY + "a" + "*" * MANY,
    "emphasis that just fits": "*" * 900 + "a" + "*" * 900,
    "brackets": "[" * MANY,
    "pictures": "![" * MANY,
    "links": "[a](" * MANY,
    "tags": "<a " * MANY,
    "citations": "[@a " * MANY,
    "components": "[[a:" * MANY,
    "elements": "<div>" * 3000 + "</div>" * 3000,
    "elements in a sentence": "a " + "<b>" * 3000 + "</b>" * 3000,
    "definitions": "".join("    " * depth + "x\n" + "    " * depth + ":   y\n\n" for depth in range(200)),
}
TAKEN = {
    "brackets in a list": "- [a](https://example.org)\n" * 2000,
    "emphasis, again and again": "*a* **b** " * 5000,
    "openings of emphasis": "*a " * MANY,
    "round brackets": "(" * MANY,
    "ampersands": "&" * MANY,
    "references to characters": "&lt;" * 5000,
    "blanks": "a" + " " * MANY + "b",
    "marks of one note": "a[^1] " * 2000 + "\n\n[^1]: x",
    "notes": " ".join(f"a[^{n}]" for n in range(1000)) + "\n\n" + "\n".join(f"[^{n}]: x" for n in range(1000)),
    "definitions": "a\n" + ":   x\n" * 3000,
    "code, without a blank line": "```\na\n```\n" * 3000,
    "headings, without a blank line": "## a\nb\n" * 3000,
    "headings alike": "## a\n\n" * 3000,
    "rows": "|a|b|\n|---|---|\n" + "|c|d|\n" * 3000,
    "quotation marks": '"a ' * MANY,
    "a long paragraph": "Some *words* and `code`, <b>bold</b>. " * 2000,
    "items": "- a\n" * 3000,
    "loose items": "- a\n\n" * 3000,
}


@pytest.mark.parametrize("name", TOLD)
def test_told(name: str) -> None:
    problems = Problems()
    Converter(problems).text(TOLD[name], 4, "deep.md")

    assert any(DEEP in problem.what and problem.path == "deep.md" and problem.line >= 4 for problem in problems.sorted())


@pytest.mark.parametrize("name", TAKEN)
def test_taken(name: str) -> None:
    problems = Problems()
    assert Converter(problems).text(TAKEN[name], 1, "long.md").html
    assert not problems.sorted()


def test_a_depth_that_people_write_is_no_problem() -> None:
    problems = Problems()
    made = Converter(problems).text("\n".join("  " * depth + "- x" for depth in range(12)), 1, "f.md")
    assert made.html.count("<ul>") == 12
    assert not problems.sorted()


def test_whatever_a_library_raises_is_a_problem_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("out of order")

    monkeypatch.setattr(DatelineExtension, "begin", fail)
    problems = Problems()
    assert Converter(problems).text("\n\nWords.", 4, "f.md").html == ""
    assert [str(problem).partition(": take")[0] for problem in problems.sorted()] == [
        "f.md:6: the text cannot be converted (ValueError: out of order)"
    ]
