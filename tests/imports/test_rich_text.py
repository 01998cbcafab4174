"""HTML from elsewhere becomes Markdown that says the same: converted back by our own converter, word for word."""

from __future__ import annotations

import html
import re

import pytest
from dateline.imports.rich_text import escaped, plain, to_markdown
from dateline.markup.convert import Converter
from dateline.problems import Problems
from hypothesis import given
from hypothesis import strategies as st


def back(markdown: str) -> str:
    """Return what our own converter makes of Markdown; it must not find any problem in it."""
    problems = Problems()
    made = Converter(problems).text(markdown, 1, "test.md", long=False).html
    assert not problems.sorted()
    return made


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("Plain words.", "Plain words."),
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo  \nthree"),
        ("<b>Bold </b>and <i>slanted</i>", "**Bold** and *slanted*"),
        ('A <a href="https://example.org/a_b">link_ed</a>.', "A [link\\_ed](https://example.org/a_b)."),
        ("<ul><li>one</li><li>two</li></ul><p>after</p>", "- one\n- two\n\nafter"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n1. two"),
        ("<blockquote>said<br>so</blockquote>", "> said  \n> so"),
        ("# no heading\n1. no list", "\\# no heading 1. no list"),
        ("5 &lt; 6 &amp; 7 [[map: x]] {: .wide} [@key]", "5 &lt; 6 &amp; 7 \\[\\[map: x\\]\\] \\{: .wide\\} \\[@key\\]"),
        ("<script>alert(1)</script>after<style>p{}</style>", "after"),
        ("", ""),
    ],
)
def test_html_becomes_markdown(written: str, markdown: str) -> None:
    assert to_markdown(written)[0] == markdown


def test_what_cannot_be_kept_is_named() -> None:
    markdown, lost = to_markdown('<p>A <video src="x"></video> <a href="../local">here</a></p><table><tr><td>cell</td></tr></table>')
    assert "here" in markdown
    assert "cell" in markdown
    assert lost == ("video", 'the link to "../local"')


WORDS = st.text("abc АБВ é*_#[](){}<>&`~|-+=:.!1\\'/", min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_words_survive_the_way_there_and_back(paragraphs: list[str]) -> None:
    written = "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)
    made = back(to_markdown(written)[0])
    assert letters(plain(made)) == letters(plain(written))


@given(st.text("abc 1.#-+>*_[]{}:=—<&\n", max_size=60))
def test_plain_words_are_no_markup(words: str) -> None:
    made = back("\n\n".join(escaped(part) for part in words.split("\n\n")))
    assert letters(plain(made)) == letters(words)
    assert set(re.findall(r"<(\w+)", made)) <= {"p"}


def letters(words: str) -> str:
    """Return words without blanks, and without what typography changes: quotation marks, dashes, dots."""
    return re.sub(r"[\s'’‘.…\-–—\u00ad]", "", words)
