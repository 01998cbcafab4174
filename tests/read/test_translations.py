"""Translations: found beside their originals, matched with them, laid over them; every fault with its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from dateline.problems import Problems
from dateline.read.content import Content, read_content
from dateline.read.records import Record
from dateline.read.translations import in_language, missing_words

EVENT = """\
Title: A small event
Standfirst: Something small happened.
Starts: 2022-01-05
Timezone: Asia/Almaty
Kinds:
    protest = Protest
    answer = Answer
Languages: en; ru

It began in the square.[@agency]
"""
NIGHT = """\
Title: A night
When: 2022-01-05
Kind: protest
Certainty: disputed
Claims:
    council: Nobody came.[@agency]
    A neighbour: "Hundreds" came.[@agency][@gazette]
Correction:
    2022-01-06: The day was wrong.
    2022-01-07: The place was wrong.

People met.[@agency, p. 3]
"""
NIGHT_RU = """\
Title: Ночь
Claims:
    council: Никто не пришёл.
    Сосед: Пришли "сотни".[@gazette]
Correction: 2022-01-07: Место было названо неверно.

Люди собрались.
"""
SOURCES = """\
agency: {title: A title, publisher: Agency, publisher_ru: Агентство}
gazette: {title: Another title, publisher: Gazette}
"""
PEOPLE = """\
mayor:
  name: The Mayor
  names: {ru: Мэр, kk: Әкім}
  role: {en: mayor, ru: "«мэр»"}
"""
ORGANISATIONS = """\
council:
  name: The Council
  name_ru: Совет
"""
FIGURES = """\
deaths:
  title: People killed
  title_ru: Погибшие
  unit: people
  reports:
  - {value: 3, by: The Council, as_of: 2022-01-06, sources: [agency], withdrawn: "2022-01-07: an error", withdrawn_ru: "2022-01-07: ошибка"}
  - {value: dozens, value_ru: десятки, by: A neighbour, by_ru: Сосед, as_of: 2022-01-06, sources: [agency]}
"""
QUOTES = """\
stay:
  text: Қалыңыздар
  language: kk
  speaker: mayor
  translation: {en: Stay, ru: Оставайтесь}
  translator: A. Translator
  sources: [agency]
"""
FILES = {
    "event.md": EVENT,
    "timeline/night.md": NIGHT,
    "timeline/night.ru.md": NIGHT_RU,
    "data/sources.yaml": SOURCES,
    "data/people.yaml": PEOPLE,
    "data/organisations.yaml": ORGANISATIONS,
    "data/figures.yaml": FIGURES,
    "data/quotes.yaml": QUOTES,
}


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(changes: Mapping[str, str | None] | None = None) -> tuple[Content, list[str]]:
    """Return what is read of the files with changes (None: without the file), and what is told."""
    for name, text in {**FILES, **(changes or {})}.items():
        file = Path("content") / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            file.write_text(text, encoding="utf-8")
    problems = Problems()
    content = read_content(Path("content"), (), {}, problems)
    warnings = [f"warning: {problem}" for problem in problems.warnings()]
    return content, [*(str(problem).removeprefix("content/") for problem in problems.sorted()), *warnings]


def words(record: Record, name: str) -> list[str]:
    """Return the values of a field."""
    return [str(item.value) for item in record.each(name)]


def test_one_in_two_languages_says_nothing() -> None:
    assert read()[1] == []


def test_a_translation_is_no_text_of_its_own() -> None:
    content, _ = read()
    assert [record.path for record in content.texts["entry"]] == ["content/timeline/night.md"]
    assert {tag: list(records) for tag, records in content.translations.items()} == {"ru": ["content/timeline/night.md"]}
    assert "content/timeline/night.ru.md" in content.paths()
    assert content.languages == ("en", "ru")


def test_the_sites_own_language_is_the_content_itself() -> None:
    content, _ = read()
    assert in_language(content, "en", "en") is content


def test_an_entry_in_another_language() -> None:
    content, _ = read()
    (record,) = in_language(content, "ru", "en").texts["entry"]
    (original,) = content.texts["entry"]
    assert (record.path, record.text_path, record.key) == (original.path, "content/timeline/night.ru.md", "night")
    assert (record.text("title"), record.place("title")) == ("Ночь", ("content/timeline/night.ru.md", 1))
    assert (record.text("when"), record.place("when")) == ("2022-01-05", ("content/timeline/night.md", 2))
    assert (record.body, record.body_line, record.text("lang")) == ("\nЛюди собрались.\n", 6, "ru")
    # Who a key is, and the sources where the translation names none, are the original's.
    assert words(record, "claims") == ["council: Никто не пришёл.[@agency]", 'Сосед: Пришли "сотни".[@gazette]']
    assert words(record, "correction") == ["2022-01-06: The day was wrong.", "2022-01-07: Место было названо неверно."]
    assert [record.path_of(item) for item in record.each("correction")] == ["content/timeline/night.md", "content/timeline/night.ru.md"]
    assert words(record, "sources") == ["agency"], "what the original cites is a source in every language"
    assert record.original
    assert record.original.text("lang") == "en"


def test_what_is_not_translated_stays_in_its_language() -> None:
    content, _ = read({"timeline/own.md": NIGHT.replace("Title", "Lang: kk\nTitle"), "timeline/night.ru.md": None, "event.ru.md": None})
    further = in_language(content, "ru", "en")
    assert further.event
    assert further.event.text("lang") == "en"
    night, own = further.texts["entry"]
    assert (night.text("title"), night.text("lang"), own.text("lang")) == ("A night", "en", "kk")
    assert night.original is None


def test_the_event_in_another_language() -> None:
    russian = "Title: Малое событие\nSite_name: Сайт\nKinds: answer = Ответ\n\nВсё началось на площади."
    content, problems = read({"event.ru.md": russian})
    assert problems == []
    event = in_language(content, "ru", "en").event
    assert event
    assert (event.text("title"), event.text("site_name"), event.text("lang")) == ("Малое событие", "Сайт", "ru")
    assert event.text("standfirst") == "Something small happened.", "what the translation leaves out is shown as the original has it"
    assert words(event, "kinds") == ["protest = Protest", "answer = Ответ"]
    assert [event.path_of(item) for item in event.fields["kinds"]] == ["content/event.md", "content/event.ru.md"]
    assert event.body == "\nВсё началось на площади."


def test_a_standfirst_stands_for_a_summary_that_is_not_translated() -> None:
    article = "Title: One\nDate: 2022-01-05\nSummary: All.\nStandfirst: Below.\nDateline: Aktau\n\nWords."
    changes = {"articles/one.md": article, "articles/one.ru.md": "Title: Один\nStandfirst: Ниже.\n\nСлова."}
    (record,) = in_language(read(changes)[0], "ru", "en").texts["article"]
    assert (record.text("standfirst"), record.text("summary"), record.text("dateline")) == ("Ниже.", "", "Aktau")
    changes["articles/one.ru.md"] = "Title: Один\nSummary: Всё.\n\nСлова."
    (record,) = in_language(read(changes)[0], "ru", "en").texts["article"]
    assert (record.text("standfirst"), record.text("summary")) == ("Below.", "Всё.")


def test_drafts_of_translations_count_where_drafts_do() -> None:
    content, problems = read({"timeline/night.ru.md": "Title: Ночь\nStatus: draft\n"})
    assert problems == []
    assert in_language(content, "ru", "en").texts["entry"][0].text("title") == "A night"
    assert in_language(content, "ru", "en", drafts=True).texts["entry"][0].text("title") == "Ночь"


def test_words_of_data_files() -> None:
    content, _ = read()
    data = in_language(content, "ru", "en").data
    (agency, gazette), (mayor,), (council,) = data["sources"], data["people"], data["organisations"]
    assert (agency.text("publisher"), gazette.text("publisher")) == ("Агентство", "Gazette")
    assert (mayor.text("name"), mayor.text("role")) == ("Мэр", "«мэр»")
    assert [item.value for item in mayor.each("names")] == [{"en": "The Mayor"}, {"kk": "Әкім"}]
    assert council.text("name") == "Совет"
    assert [item.value for item in council.each("names")] == [{"en": "The Council"}]
    (deaths,) = data["figures"]
    first, second = deaths.items
    assert (deaths.text("title"), deaths.text("unit")) == ("Погибшие", "people")
    assert (first.any("value"), first.text("withdrawn")) == (3.0, "2022-01-07: ошибка")
    assert first.text("by") == "council", "who was named as the data files name them is the same in every language"
    assert (second.text("value"), second.text("by")) == ("десятки", "Сосед")
    (quote,) = data["quotes"]
    assert (quote.text("text"), quote.text("translation"), quote.text("translator")) == ("Қалыңыздар", "Оставайтесь", "A. Translator")


def test_a_quote_is_not_shown_in_a_third_language() -> None:
    content, problems = read({"event.md": EVENT.replace("en; ru", "en; kk; ru")})
    assert problems == ["warning: content/event.md:8: Languages: nothing is translated into kk yet: write event.kk.md, or take it out"]
    (quote,) = in_language(content, "kk", "en").data["quotes"]
    assert quote.text("translation") == ""
    assert content.data["quotes"][0].text("translation") == "Stay"


def test_missing_words() -> None:
    content, _ = read({"event.md": EVENT.replace("en; ru", "en; kk; ru")})
    assert [(missing.key, missing.field, missing.line) for missing in missing_words(content, "ru", "en")] == [("gazette", "publisher", 2), ("deaths", "unit", 4)]
    assert ("mayor", "name") not in {(missing.key, missing.field) for missing in missing_words(content, "kk", "en")}
    assert ("deaths, report 2", "value", "dozens") in {(missing.key, missing.field, missing.words) for missing in missing_words(content, "kk", "en")}
    assert not [missing for missing in missing_words(content, "kk", "en") if missing.field == "translation"], "the words are in kk"
    assert missing_words(content, "en", "en") == ()
    content, _ = read({"data/quotes.yaml": QUOTES.replace(", ru: Оставайтесь", "")})
    assert [missing.words for missing in missing_words(content, "ru", "en") if missing.field == "translation"] == ["Қалыңыздар"]
