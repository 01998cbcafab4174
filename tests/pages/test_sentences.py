"""One sentence of a text: the first, whole, and nothing torn."""

from __future__ import annotations

import pytest
from dateline.model.address import Html
from dateline.model.nouns import Body, CitePart, HtmlPart
from dateline.pages.sentences import begins_with_letter, first_sentence

ENDS = [
    ("People met", "People met"),
    ("People met.", "People met."),
    ("People met. They left.", "People met."),
    ("Did they meet? Nobody knows.", "Did they meet?"),
    ("They met… Then they left.", "They met…"),
    ("It cost 5.5 million. More followed.", "It cost 5.5 million."),
    ("In January 2022. Then more.", "In January 2022."),
    # What may be no end is none.
    ("Am 5. Januar trafen sie sich. Mehr.", "Am 5. Januar trafen sie sich."),
    ("Col. Gen. A. B. Serdyukov of the U.S. Army spoke. He left.", "Col. Gen. A. B. Serdyukov of the U.S. Army spoke."),
    ("В 2022 г. Алматы горел, сообщил ТАСС. Позже нет.", "В 2022 г. Алматы горел, сообщил ТАСС."),
    ("У здания на ул. Абая собралось 5 тыс. Человек не слышал. Всё.", "У здания на ул. Абая собралось 5 тыс. Человек не слышал."),
    ("They met at 5 p.m. Monday. More.", "They met at 5 p.m. Monday."),
    ("He asked why? and left. More.", "He asked why? and left."),
    # Nor what stands inside a quotation or brackets.
    ("He said: “Stop. Go home,” and left. Others stayed.", "He said: “Stop. Go home,” and left."),
    ("“Stop! Go home!” Tokayev said. Others stayed.", "“Stop! Go home!” Tokayev said."),
    ("He said: “Go home.” Others stayed.", "He said: “Go home.”"),
    ("Er sagte: „Geht. Sofort.“ Alle blieben. Ende.", "Er sagte: „Geht. Sofort.“"),
    ("«Стойте. Идите», — сказал он. Все остались.", "«Стойте. Идите», — сказал он."),
    ("They met (it rained. A lot.) and left. More.", "They met (it rained. A lot.) and left."),
    ("A bracket ( never closed. More. And more.", "A bracket ( never closed. More. And more."),
    # Other scripts.
    ("人们聚集在广场上。后来他们离开了。", "人们聚集在广场上。"),
    ("آیا آمدند؟ کسی نمی‌داند.", "آیا آمدند؟"),
    ("یہ ہوا۔ پھر وہ گئے۔", "یہ ہوا۔"),
]  # fmt: skip


def of(*parts: str | None) -> str:
    """Return the first sentence of a body; None is a citation."""
    made = [CitePart(()) if part is None else HtmlPart(Html(part)) for part in parts]
    return first_sentence(Body(tuple(made)))


@pytest.mark.parametrize(("words", "first"), ENDS)
def test_a_sentence_ends_where_no_doubt_is_left(words: str, first: str) -> None:
    assert of(f"<p>{words}</p>\n<p>Another paragraph.</p>\n") == first


@pytest.mark.parametrize("words", [words for words, _ in ENDS] + ["", "  ", "> More. Less.", "a [@b] c. D", "One.\n  Two\u00a0three. Four"])
@pytest.mark.parametrize("behind", ["</p>\n<p>Another.</p>", " <em>And</em> more. Less.</p>", "&amp; more. Less.</p>", "", None])
def test_what_needs_no_parser_ends_where_the_parser_ends_it(words: str, behind: str | None) -> None:
    """A paragraph with an attribute is left to the parser."""
    parts = (behind,) if behind is None else ()
    plain, parsed = (of(f"{start}{words}{behind or ''}", *parts, " And a last one.</p>") for start in ("<p>", '<p class="x">'))
    assert plain == parsed


def test_citations_footnotes_and_links_are_left_out_and_emphasis_and_languages_stay() -> None:
    text = '<p>They <a href="dateline:x/">met <em>on the\n<span lang="kk">alang</span></em></a>'
    assert of(text, None, '<sup id="fnref:1"><a href="#fn:1">1</a></sup> &amp; stayed.', None, " More.</p>") == (
        'They met <em>on the <span lang="kk">alang</span></em> &amp; stayed.'
    )


def test_what_is_open_at_the_end_is_closed() -> None:
    assert of('<p>One <em>two <span lang="kk">three. Four</span> five</em>.</p>') == 'One <em>two <span lang="kk">three.</span></em>'
    assert of("<p><em>One.</em> <strong>Two.</strong></p>") == "<em>One.</em>"


def test_headings_tables_and_pictures_are_no_sentences() -> None:
    assert of('<h2 id="a">What. When</h2>\n<table><tr><td>1. A.</td></tr></table>\n<figure><img src="a"></figure><p>They met. And left.</p>') == "They met."
    assert of("<ul>\n<li>One thing</li>\n<li>Another</li>\n</ul>") == "One thing"
    assert of("<blockquote>\n<p>So it is. Yes.</p>\n</blockquote>") == "So it is."


def test_without_a_text_there_is_no_sentence() -> None:
    assert of() == of("<p></p>", None) == ""
    assert of("<p>A line<br>\nand one more. End.</p>") == "A line and one more."


def test_a_long_text_is_not_read_to_its_end() -> None:
    broken = HtmlPart(None)  # type: ignore[arg-type]
    assert first_sentence(Body((HtmlPart(Html("<p>One. Two.</p>")), broken))) == "One."


@pytest.mark.parametrize(
    ("text", "letter"),
    [("People met.", True), ("<em>On</em> that day.", True), ("Әділет.", True), ("2022 began.", False), ("“Stop,” they said.", False), ("‘Tis so.", False), ("«Стойте!»", False), ("…", False), ("", False)],
)
def test_what_begins_with_a_letter(text: str, letter: bool) -> None:
    assert begins_with_letter(Body((HtmlPart(Html(f"<p>{text}</p>")),))) is letter


def test_brackets_that_are_to_be_seen_stay_so() -> None:
    text = Body((HtmlPart(Html("<p>A &#91;@key] and &#91;[map: x]] in <code>[@key]</code>. More.</p>")),))

    assert first_sentence(text) == "A &#91;@key] and &#91;[map: x]] in <code>[@key]</code>."
