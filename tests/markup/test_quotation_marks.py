"""Quotation marks: those of the text's language, none that are not known, never where a sign of measure is meant."""

from __future__ import annotations

import pytest
from dateline.markup.convert import Converter
from dateline.problems import Problems
from dateline.typography import MARKS, curly, marks_of

SAID = {
    "en": "“Rain”, ‘he’ said: “It’s ‘wet’.”",
    "en-GB": "“Rain”, ‘he’ said: “It’s ‘wet’.”",
    "ru": "«Rain», „he“ said: «It’s „wet“.»",
    "uk": "«Rain», „he“ said: «It’s „wet“.»",
    "kk": "«Rain», “he” said: «It’s “wet”.»",
    "kk-Cyrl-KZ": "«Rain», “he” said: «It’s “wet”.»",
    "de": "„Rain“, ‚he‘ said: „It’s ‚wet‘.“",
    "de-CH": "«Rain», ‹he› said: «It’s ‹wet›.»",
    "fr": "«\u202fRain\u202f», «\u202fhe\u202f» said: «\u202fIt’s «\u202fwet\u202f».\u202f»",
    "es": "«Rain», “he” said: «It’s “wet”.»",
    "ar": "«Rain», ‹he› said: «It’s ‹wet›.»",
    "pl": "„Rain”, «he» said: „It’s «wet».”",
    "sv": "”Rain”, ’he’ said: ”It’s ’wet’.”",
    "tr": "“Rain”, ‘he’ said: “It’s ‘wet’.”",
    "zh": "“Rain”, ‘he’ said: “It’s ‘wet’.”",
    "zh-Hant-TW": "「Rain」, 『he』 said: 「It’s 『wet』.」",
    "tlh": "\"Rain\", 'he' said: \"It's 'wet'.\"",
}


@pytest.mark.parametrize("language", SAID)
def test_as_the_language_has_them(language: str) -> None:
    written = "\"Rain\", 'he' said: \"It's 'wet'.\""
    assert curly(written, language) == SAID[language]
    made = Converter(Problems(), language="ru").text(written, 1, "f.md", language=language)
    assert made.html == f"<p>{SAID[language]}</p>"


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("ru", 'Газета "Заря", "завод "Мир" стоит"', "Газета «Заря», «завод „Мир“ стоит»"),
        ("uk", "п'ять \"слів\"", "п’ять «слів»"),
        ("ja", '彼は"水"と言った', "彼は「水」と言った"),
        ("en", "('a') [\"b\"] —\"c\" /\"d\"/", "(‘a’) [“b”] —“c” /“d”/"),
        ("en", "the '90s and '22", "the ’90s and ’22"),
        ("en", "'20 or so', they say", "‘20 or so’, they say"),
        ("en", "the girls' \"day\" in \"1990\"", "the girls’ “day” in “1990”"),
        ("en", "43°14'20\"N 76°53'E", "43°14'20\"N 76°53'E"),
        ("en", "5'10\" tall, a 6\" pipe, 8' wide", "5'10\" tall, a 6\" pipe, 8' wide"),
        ("ru", '"на 43°14\'20"N", сказал он', "«на 43°14'20\"N», сказал он"),
        ("en", '"\'Yes\' and \'no\'"', "“‘Yes’ and ‘no’”"),
    ],
)
def test_where_they_stand(language: str, written: str, shown: str) -> None:
    assert curly(written, language) == shown
    assert Converter(Problems()).text(written, 1, "f.md", language=language).html == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"*Rain*" fell', "“<em>Rain</em>” fell"),
        ('He said "**yes**".', "He said “<strong>yes</strong>”."),
        ('*"Rain"* and "`x"y`"', '<em>“Rain”</em> and “<code>x"y</code>”'),
        ('"one<br>two"', "“one<br>two”"),
        ('"[a](https://example.org)"', '“<a href="https://example.org">a</a>”'),
        ("\\\"a\\\" &quot;b&quot; it\\'s", "\"a\" \"b\" it's"),
        ('<span title="a">"b"</span>', '<span title="a">“b”</span>'),
        ("a -- b --- c ... d---e \\-- f", "a – b — c … d—e -- f"),
        ('"a\u00a0"b&nbsp;"c"', "“a&nbsp;“b&nbsp;“c”"),
    ],
)
def test_across_elements(written: str, shown: str) -> None:
    assert Converter(Problems()).text(written, 1, "f.md").html == f"<p>{shown}</p>"


def test_a_mark_that_opens_in_one_paragraph_closes_in_no_other() -> None:
    made = Converter(Problems()).text('One "two.\n\n- "three"\n- four"\n', 1, "f.md", language="de").html
    assert "One „two." in made
    assert "„three“" in made


def test_every_language_has_marks_of_its_own_or_of_its_family() -> None:
    assert marks_of("pt-BR") == MARKS["pt"]
    assert marks_of("fr-BE") == MARKS["fr"]
    assert marks_of("fr-CA") != MARKS["fr"]
    assert marks_of("zh-TW") == MARKS["ja"]
    assert marks_of("xx") is None
    assert all(tag == tag.casefold() and all(marks) for tag, marks in MARKS.items())
