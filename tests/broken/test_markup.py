"""What was left of Markdown, footnotes, anchors, depth: told for every kind of text, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import ARTICLE, DISPUTE, ENTRY, EVENT, PAGE, PICTURE, Table, changed, check

NO_CITATION = "is no citation: write [@key], closed with a bracket, or put a backslash before it"
NOTHING_BOLD = "makes nothing bold: open and close it with ** in one paragraph, outside HTML, or put a backslash before it"

MARKUP: Table = {
    "leftovers in all kinds of texts": (
        {
            ARTICLE: ("People met.", "People **met.\n\n<div>\n[@nobody]\n</div>\n\nIt was.[@agency\n\nAs @agency said."),
            ENTRY: ("They came at noon.", "They [came](at noon."),
            DISPUTE: ("all is well [@agency]", "all is {filename}well [@agency]"),
            PAGE: ("Much.", "Much. [[Wiki]]"),
            PICTURE: ("The square on", "The ~~square on"),
            EVENT: ("It began", "| a | b |\n|---|---|---|\n\nIt began"),
        },
        'content/articles/first.md:15: "**met." makes nothing bold: open and close it with ** in one paragraph, outside HTML, or put a backslash before it',
        'content/articles/first.md:18: unknown source "nobody": add it to content/data/sources.yaml',
        f'content/articles/first.md:21: "[@agency" {NO_CITATION}',
        'content/articles/first.md:23: "@agency" is no citation, though there is such a source: write [@agency], or put a backslash before it',
        "content/event.md:13: the row of dashes has 3 columns, and the headings above it have 2: write as many of one as of the other",
        'content/pages/about.md:8: "[[Wiki]]" places nothing: write [[name: argument]] alone in a paragraph, or put a backslash before it',
        'content/pictures/square.md:6: "~~square on 5 January." strikes nothing out: open and close it with ~~ in one paragraph, outside HTML, or put a backslash before it',
        'content/timeline/2022-01-05-square.md:9: "[came](at noon." is no link: write [words](address), outside HTML, or put a backslash before it',
        'content/timeline/2022-01-06-answer.md:8: "{filename}well" is no link: write [words]({filename}name.md)',
    ),
    "footnotes": (
        {ARTICLE: ("People met.", "People met.[^a]\n\n[^a]: One.\n\n[^a]: Two.\n\n[^b]: Three.\n\n")},
        'content/articles/first.md:19: the footnote "[^a]" stands a second time: give it another name',
        'content/articles/first.md:21: no mark leads to the footnote "[^b]": put [^b] into the text, or delete the footnote',
    ),
    "anchors": (
        {
            ARTICLE: ("People met.", '<p id="a b">People met.</p>\n\n## One {#content}\n\n## Two {#two}\n\n## Three {#two}\n\n`id="no"` [x](#no)'),
            EVENT: ("It began", "## Square {#square}\n\nIt began"),
            ENTRY: ("They came at noon.[@agency]", "They came at noon.[@agency]\n{: #own}"),
        },
        'content/articles/first.md:15: "a b" cannot be an id: write letters, digits and hyphens, without blanks',
        'content/articles/first.md:17: the id "content" is an anchor of the page itself: write another',
        'content/articles/first.md:21: the id "two" stands a second time in the text: write another',
        'content/articles/first.md:23: there is no anchor "#no": its headings are a b, content, two, what-they-said',
        'content/event.md:13: the id "square" is an anchor of the page itself: write another',
        'content/timeline/2022-01-05-square.md:10: the id "own" stands in a short text, which is shown among others: delete it',
    ),
    "depth": (
        {ARTICLE: ("People met.", "\n".join("  " * depth + "- x" for depth in range(300)))},
        "content/articles/first.md:15: lists and quotations are nested too deeply: more than 20 levels: make them flatter",
    ),
    "a video's address alone": (
        {ARTICLE: ("People met.", "People met.\n\nhttps://youtu.be/abc")},
        'content/articles/first.md:17: the address "https://youtu.be/abc" stands alone: nothing is shown in its place: write [[media: https://... | title | publisher]], or put it into a sentence: nothing is loaded from elsewhere',
    ),
}


@pytest.mark.parametrize("name", MARKUP)
def test_broken(site: Path, name: str) -> None:
    changes, *told = MARKUP[name]
    changed(site, changes)
    check(site, tuple(told), 1)
