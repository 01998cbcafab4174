"""The first sentence of a text: whole, and no more."""

from __future__ import annotations

import pytest
from dateline.derive.sentences import first_sentence, sentence
from dateline.model import nouns

from tests.nouns import body, source


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("They came at noon. They left.", "They came at noon."),
        ("They came at noon", "They came at noon"),
        ("Who came? Nobody knows.", "Who came?"),
        ("Gen. K. Tokayev spoke at 5.30 p.m. in the capital. He left.", "Gen. K. Tokayev spoke at 5.30 p.m. in the capital."),
        ("He said: “Go home. Go now.” Then he left. It was late.", "He said: “Go home. Go now.”"),
        ("Some (of them. All) came. Then more.", "Some (of them. All) came."),
        ("Am 5. Januar kamen sie. Dann gingen sie.", "Am 5. Januar kamen sie."),
        ("Er sagte: „Geht. Sofort.“ Dann ging er.", "Er sagte: „Geht. Sofort.“"),
        ("Он приехал на ул. Ленина. Потом уехал.", "Он приехал на ул. Ленина."),
        ("«Идите. Сейчас», — сказал он. Все ушли.", "«Идите. Сейчас», — сказал он."),
        ("جاؤوا ظهرا. ثم غادروا.", "جاؤوا ظهرا."),
        ("لماذا جاؤوا؟ لا أحد يعرف.", "لماذا جاؤوا؟"),
        ("他们中午来了。他们走了。", "他们中午来了。"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_at_its_end(words: str, first: str) -> None:
    assert sentence(words) == first


def test_it_is_that_of_the_first_paragraph_without_markup_and_marks() -> None:
    cited = nouns.CitePart((nouns.Citation(source("paper"), ""),))
    text = body("<h2>Noon</h2>\n<p>They <em>came</em> &amp; stayed.", cited, " More.</p>\n<p>Others.</p>")

    assert first_sentence(text) == "They came & stayed."


def test_a_paragraph_that_is_one_sentence_does_not_run_into_the_next() -> None:
    assert first_sentence(body("<p>No point here</p>\n<p>Others.</p>")) == "No point here"
    assert first_sentence(nouns.Body()) == ""
