"""The pages' own anchors: no text may take one."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.markup.convert import Converter
from dateline.markup.reserved import RESERVED_FORMS, RESERVED_IDS
from dateline.problems import Problems

TEMPLATES = Path(__file__).resolve().parents[2] / "theme/templates"
ALONE = "edition.html"
"""What is no page: there each text has a scope of its own for its anchors (tests/editions)."""
MADE = {
    "choice.id": "on lists of entries, where no text stands",
    "correction.anchor": "correction-2022-01-09 on the page of a text, a form of its own; on /corrections/ no text stands",
    "update.anchor": "update-2022-01-06-0800 on the page of an entry, a form of its own",
    "group.anchor": "on lists by letter, where no text stands",
    "brief.slug": "an entry's, handed to the event's text as taken",
    "entry.slug": "handed to the event's text as taken; other texts do not stand among entries",
    "figure.key": "on /figures/, where no text stands",
    "kind.anchor": "all-KIND on /search/, where no text stands",
    "response.anchor": "response-NAME below a text: a form of its own",
    "report.anchor": "KEY.NAME: on /figures/, where no text stands; a figure's own key has no point",
    "item.source.key": "on /sources/, where no text stands",
    "picture.anchor": "picture-NAME: checked where it is placed",
    "id": "map-outline",
}
"""Anchors that are wholly made, and why no text can have the same."""
BEGUN = {"day-": "a form of its own", "source-": "checked where it is cited", "figure-": "checked where it is placed", "quote-": "on the pages of who said it, where no text stands"}


def test_every_anchor_of_a_template_is_known() -> None:
    written = [anchor for file in sorted(TEMPLATES.rglob("*.html")) if file.name != ALONE for anchor in re.findall(r' id="([^"]+)"', file.read_text("utf-8"))]
    assert written
    for anchor in written:
        start, made, _ = anchor.partition("{{")
        if not made:
            assert anchor in RESERVED_IDS
        elif start:
            assert start in BEGUN
        else:
            assert anchor.strip("{} ") in MADE
    assert all(map(RESERVED_FORMS.fullmatch, ("day-2022-01-05", "correction-2022-01-09", "correction-2022-01-09-2")))


def test_a_short_text_has_none() -> None:
    problems = Problems()
    Converter(problems).text("Words.\n{: #own}\n", 1, "f.md", long=False)
    assert [str(problem) for problem in problems.sorted()] == [
        'f.md:2: the id "own" stands in a short text, which is shown among others: delete it'
    ]


def test_what_the_page_has_besides_is_left_to_it() -> None:
    problems = Problems()
    made = Converter(problems).text("## The square\n\n## Own {#square}\n", 1, "f.md", taken=frozenset({"square", "the-square"}))
    assert made.ids == {"the-square_1", "square"}
    assert [str(problem) for problem in problems.sorted()] == [
        'f.md:3: the id "square" is an anchor of the page itself: write another'
    ]


def test_a_source_without_its_brackets() -> None:
    problems = Problems()
    convert = Converter(problems)
    convert.know({"paper", "the-agency"})
    convert.text("As @paper said (@the-agency). Not @papers, a@paper, x/@paper, \\@paper, `@paper` or [@paper].\n", 1, "f.md")
    assert [str(problem).partition(":1: ")[2] for problem in problems.sorted()] == [
        '"@paper" is no citation, though there is such a source: write [@paper], or put a backslash before it',
        '"@the-agency" is no citation, though there is such a source: write [@the-agency], or put a backslash before it',
    ]
