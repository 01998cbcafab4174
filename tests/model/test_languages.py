"""The event in each of its languages: made as any event, from records with the words of translations laid over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from dateline.markup.convert import Converter
from dateline.model.build import build_event
from dateline.model.nouns import Event, HtmlPart, MediaPart, QuotePart, ReadPart
from dateline.problems import Problems
from dateline.read.content import read_content
from dateline.read.translations import in_language

from tests.sites import GOOD, write

HEAD = str(GOOD["content/event.md"])
ENTRY, ARTICLE = "content/timeline/2022-01-05-square.md", "content/articles/first.md"
IN_TWO = {name: text for name, text in GOOD.items() if name.startswith("content/")} | {
    "content/event.md": HEAD.replace("Accent:", "Languages: en; ru\nAccent:"),
    "content/event.ru.md": "Title: Малое событие\nKinds:\n    protest = Протест\n\nНачалось [на площади]({filename}timeline/2022-01-05-square.md).[@agency]\n",
    "content/timeline/2022-01-05-square.ru.md": 'Title: "Люди" на площади\n\nОни пришли в полдень.\n',
    "content/articles/first.ru.md": """\
Title: Первая статья
Summary: Всё, что известно.

Люди собрались.[@agency, p. 3]

## Что они сказали

[[quote: no-comment]]

[[read: answer]]

[[media: https://example.org/video | "Видео" | Пример]]

[Выше](#what-they-said)
""",
    "content/pictures/square.ru.md": "Alt: Площадь и люди\n\nПлощадь.[@agency]\n",
}
Model = Callable[..., tuple[Event, Event, list[str]]]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """Return a function that makes the small site with changes in both languages; it returns the models and what is told."""
    monkeypatch.chdir(tmp_path)

    def make(changes: Mapping[str, str] | None = None) -> tuple[Event, Event, list[str]]:
        write(tmp_path, {**IN_TWO, **(changes or {})})
        problems = Problems()
        content = read_content(tmp_path / "content", (), {}, problems)
        english, _ = build_event(content, problems, Converter(problems))
        russian, _ = build_event(in_language(content, "ru", "en"), problems, Converter(problems, language="ru"))
        return english, russian, [str(problem) for problem in problems.sorted()]

    return make


def html(event: Event) -> str:
    """Return the HTML of the first article."""
    return "".join(part.html for part in event.articles[0].body.parts if isinstance(part, HtmlPart))


def test_both(model: Model) -> None:
    english, russian, problems = model()
    assert problems == []
    assert (english.languages, russian.languages) == (("en", "ru"), ("en", "ru"))
    assert (english.lang, russian.lang) == ("", "ru")
    assert (english.title, russian.title) == ("A small event", "Малое событие")
    assert [kind.label for kind in russian.kinds] == ["Протест", "Government"]


def test_addresses_and_facts_are_the_same(model: Model) -> None:
    english, russian, _ = model()
    for one, other in zip(english.entries, russian.entries, strict=True):
        assert (one.address, one.slug, one.position) == (other.address, other.slug, other.position)
    assert [article.address for article in english.articles] == [article.address for article in russian.articles]
    assert [[source.key for source in entry.sources] for entry in english.entries] == [[source.key for source in entry.sources] for entry in russian.entries]
    assert [entry.when for entry in english.entries] == [entry.when for entry in russian.entries]
    assert [entry.anchor for entry in english.entries] == [entry.anchor for entry in russian.entries]


def test_each_text_says_its_language(model: Model) -> None:
    _, russian, _ = model()
    square, answer = russian.entries
    assert (square.lang, square.teaser.lang, square.title) == ("ru", "ru", "«Люди» на площади")
    assert (answer.lang, answer.teaser.lang, answer.title) == ("en", "en", "The council answers")
    assert {picture.key: picture.lang for picture in russian.pictures}["square"] == "ru"
    assert {page.lang for page in russian.pages} == {"en"}
    read = next(part for part in russian.articles[0].body.parts if isinstance(part, ReadPart))
    assert read.teaser.lang == "en"


def test_headings_have_the_anchors_of_the_originals(model: Model) -> None:
    english, russian, _ = model()
    assert '<h2 id="what-they-said">' in html(english)
    assert '<h2 id="what-they-said">Что они сказали</h2>' in html(russian)
    assert '<a href="dateline:articles/first/#what-they-said">Выше</a>' in html(russian)


def test_other_headings_are_told(model: Model) -> None:
    text = str(IN_TWO["content/articles/first.ru.md"]).replace("## Что", "Что").replace("[Выше](#what-they-said)", "")
    assert model({"content/articles/first.ru.md": text})[2] == [
        "content/articles/first.ru.md:3: 0 headings, where first.md has 1: write as many, in the same order: links lead to them in all languages"
    ]


def test_what_is_quoted_within_a_text_is_quoted_as_in_its_language(model: Model) -> None:
    _, russian, _ = model()
    media = next(part for part in russian.articles[0].body.parts if isinstance(part, MediaPart))
    assert media.title == "«Видео»"


def test_quotes(model: Model) -> None:
    quotes = "no-comment:\n  text: Пікір жоқ\n  language: kk\n  speaker: mayor\n  translation: No comment\n  translation_ru: Без комментариев\n  sources: [agency]\n"
    english, russian, problems = model({"content/data/quotes.yaml": quotes})
    assert problems == []
    for event, words in ((english, "No comment"), (russian, "Без комментариев")):
        quote = next(part.quote for part in event.articles[0].body.parts if isinstance(part, QuotePart))
        assert (quote.text, quote.translation, quote.translator) == ("Пікір жоқ", words, "")


BROKEN = {
    "unknown source": ("content/timeline/2022-01-05-square.ru.md", "Title: Да\n\nСлова.[@agncy]\n", '3: unknown source "agncy": did you mean "agency"?'),
    "unknown quote": (
        "content/articles/first.ru.md",
        "Title: Да\n\nСлова.\n\n## Слова\n\n[[quote: no-coment]]\n",
        '7: unknown quote "no-coment": did you mean "no-comment"?',
    ),
    "this text itself": ("content/articles/first.ru.md", "Title: Да\n\nСлова.\n\n## Слова\n\n[[read: first]]\n", '7: "first" is this text itself: name another one'),
    "link to a translation": (
        "content/timeline/2022-01-05-square.ru.md",
        "Title: Да\n\n[Слова]({filename}../articles/first.ru.md).\n",
        '3: there is no text "content/articles/first.ru.md": did you mean "content/articles/first.md"?',
    ),
    "a caption as alternative": ("content/pictures/square.ru.md", "Alt: Площадь\n\nПлощадь.\n", "1: Alt repeats the caption: describe what can be seen; the caption says the rest"),
    "two kinds of one label": (
        "content/event.ru.md",
        "Title: Да\nKinds:\n    protest = Да\n    government = Да\n\nСлова.\n",
        '4: Kinds: "Да" stands a second time: give each kind a key and a label of its own (the first is on line 3)',
    ),
    "a correction without words": ("content/timeline/2022-01-05-square.ru.md", "Title: Да\nCorrection: 2022-01-07\n\nСлова.\n", '2: Correction: "2022-01-07" is none of those in 2022-01-05-square.md: delete it, or write it there first'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_in_a_translation_is_told_there(model: Model, name: str) -> None:
    file, text, told = BROKEN[name]
    assert model({file: text})[2] == [f"{file}:{told}"]


def test_what_is_wrong_with_a_fact_is_told_once_and_in_the_original(model: Model) -> None:
    text = str(GOOD[ENTRY]).replace("Places: almaty", "Places: almatty")
    assert model({ENTRY: text})[2] == [f'{ENTRY}:4: unknown place "almatty": did you mean "almaty"?']


def test_a_page_with_the_name_of_a_language(model: Model) -> None:
    assert model({"content/pages/russian.md": "Title: Russian\nSlug: ru\n\nWords.\n"})[2] == [
        'content/pages/russian.md:2: the address /ru/ is used by the site itself: write another "Slug: ..."'
    ]


def test_a_translation_as_pelican_has_them(model: Model) -> None:
    text = "Title: Erste\nDate: 2022-01-07\nSlug: first\nLang: de\n\nWorte.\n"
    assert model({"content/articles/erste.md": text})[2] == [
        'content/articles/first.md:13: the slug "first" is that of content/articles/erste.md too: '
        "if it is its translation, rename erste.md to first.de.md, and leave only words in its head"
    ]
    other = text.replace("de\n", "en\n")
    assert model({"content/articles/erste.md": other})[2] == [
        'content/articles/first.md:13: the slug "first" is that of content/articles/erste.md too: write another "Slug: ..."'
    ]
