"""Translations: found beside their originals, matched with them, laid over them; every fault with its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from dateline.problems import Problems
from dateline.read import frontmatter
from dateline.read.content import Content, read_content
from dateline.read.data import read_data
from dateline.read.kept import open_heads
from dateline.read.records import Record
from dateline.read.translations import in_language
from dateline.untranslated import Untranslated

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
UPDATED = NIGHT.replace("Correction:", "Update:\n    2022-01-07: It stays so.\n    2022-01-06T08:00: The square is empty.[@agency]\nCorrection:")
UPDATED_RU = NIGHT_RU.replace("Correction:", "Update: 2022-01-06 08:00: Площадь пуста.\nCorrection:")
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


def test_a_note_on_a_date_has_the_sources_of_the_original() -> None:
    more = {"timeline/night.md": NIGHT.replace("Claims", "When_note: So they say. [@gazette]\nClaims"), "timeline/night.ru.md": NIGHT_RU.replace("Claims", "When_note: Так говорят.\nClaims")}
    content, told = read(more)
    (record,) = in_language(content, "ru", "en").texts["entry"]
    assert told == []
    assert (words(record, "when_note"), record.place("when_note")) == (["Так говорят.[@gazette]"], ("content/timeline/night.ru.md", 2))


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


def test_updates_are_found_by_their_time_and_have_the_sources_of_the_original() -> None:
    content, told = read({"timeline/night.md": UPDATED, "timeline/night.ru.md": UPDATED_RU})
    assert told == []
    (night,) = in_language(content, "ru", "en").texts["entry"]
    assert words(night, "update") == ["2022-01-07: It stays so.", "2022-01-06 08:00: Площадь пуста.[@agency]"]
    assert [bool(item.path) for item in night.fields["update"]] == [False, True]  # the first one is nobody's translation


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


LINE = "write as many, in the same order"
BROKEN: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "a language that the event lacks": (
        {"timeline/night.uk.md": NIGHT_RU},
        ['timeline/night.uk.md: the event is not told in uk: write "Languages: en; ru; uk" in event.md, or rename the file if it is no translation'],
    ),
    "no languages": (
        {"event.md": EVENT.replace("Languages: en; ru\n", ""), "data/sources.yaml": "agency: {title: A, publisher: B}\ngazette: {title: A, publisher: B}\n",
         "data/people.yaml": None, "data/organisations.yaml": "council: {name: Council}\n", "data/figures.yaml": None, "data/quotes.yaml": None},
        ['timeline/night.ru.md: the event is not told in ru: write "Languages: en; ru" in event.md, or rename the file if it is no translation'],
    ),
    "no languages, and words in one": (
        {"event.md": EVENT.replace("Languages: en; ru\n", ""), "timeline/night.ru.md": None, "data/sources.yaml": SOURCES, "data/people.yaml": None,
         "data/organisations.yaml": "council: {name: Council}\n", "data/figures.yaml": None, "data/quotes.yaml": None},
        ['data/sources.yaml:1: publisher_ru: the event is not told in ru: write "Languages: en; ru" in event.md, or delete it'],
    ),
    "the site's own language": (
        {"timeline/night.en.md": NIGHT_RU},
        ["timeline/night.en.md: en is the site's own language: write it into night.md, and delete this file"],
    ),
    "the language of the original": (
        {"timeline/night.md": NIGHT.replace("Title", "Lang: ru\nTitle")},
        ["timeline/night.ru.md: night.md is in ru itself: delete one of the two, or correct Lang in night.md"],
    ),
    "no original": (
        {"timeline/nigth.ru.md": NIGHT_RU},
        ['timeline/nigth.ru.md: there is no "nigth.md" that it could translate: did you mean "night.md"?'],
    ),
    "no original and none that is near": (
        {"articles/far.ru.md": NIGHT_RU},
        ['articles/far.ru.md: there is no "far.md" that it could translate: write that one first, or rename this file'],
    ),
    "capitals": (
        {"timeline/night.RU.md": NIGHT_RU, "timeline/night.ru.md": None},
        ['timeline/night.RU.md: "RU" is no language tag: rename it to night.ru.md'],
    ),
    "small letters of a script": (
        {"event.md": EVENT.replace("en; ru", "en; ru; zh-Hans"), "timeline/night.zh-hans.markdown": NIGHT_RU},
        ['timeline/night.zh-hans.markdown: "zh-hans" is no language tag: rename it to night.zh-Hans.markdown'],
    ),
    "two translations": (
        {"timeline/night.ru.markdown": NIGHT_RU},
        ["timeline/night.ru.md: night.ru.markdown is its translation too: delete one of the two"],
    ),
    "a translation of a translation": (
        {"event.md": EVENT.replace("en; ru", "en; ru; kk"), "timeline/night.ru.kk.md": NIGHT_RU},
        ["timeline/night.ru.kk.md: night.ru.md is a translation itself: rename it to night.kk.md"],
    ),
    "a picture of that name": (
        {"pictures/map.md": "Alt: A map\nCredit: Nobody\n", "pictures/map.ru.md": "Alt: Карта\n", "pictures/map.ru.png": "x"},
        ["pictures/map.ru.md: it is a translation by its name, and the caption of map.ru.png too: "
         "rename the picture and write a caption file of that name: a picture is the same in all languages"],
    ),
    "facts": (
        {"timeline/night.ru.md": NIGHT_RU.replace("Claims", "When: 2022-01-06\nSlug: noch\nClaims")},
        ['timeline/night.ru.md:2: "When" is written once, in night.md: delete it: a translation takes Title, When_note, Claims, Update, Correction, Status, Translated',
         'timeline/night.ru.md:3: "Slug" is written once, in night.md: delete it: a translation takes Title, When_note, Claims, Update, Correction, Status, Translated'],
    ),
    "a note on a date that has none": (
        {"timeline/night.ru.md": NIGHT_RU.replace("Claims", "When_note: Так говорят.\nClaims")},
        ["timeline/night.ru.md:2: When_note: there is none in night.md: delete it, or write it there first"],
    ),
    "no title": ({"timeline/night.ru.md": NIGHT_RU.replace("Title: Ночь\n", "")}, ['timeline/night.ru.md:1: "Title" is missing: add Title: the headline in this language']),
    "fewer claims": (
        {"timeline/night.ru.md": NIGHT_RU.replace("    council: Никто не пришёл.\n", "")},
        [f"timeline/night.ru.md:3: Claims: 1 of them, where night.md has 2: {LINE}"],
    ),
    "claims of a text that has none": (
        {"timeline/night.md": NIGHT.replace("Certainty: disputed\n", "").replace(NIGHT[NIGHT.index("Claims"):NIGHT.index("Correction")], "")},
        ["timeline/night.ru.md:3: Claims: 2 of them, where night.md has none: delete them"],
    ),
    "another key": (
        {"timeline/night.ru.md": NIGHT_RU.replace("council", "Совет")},
        ['timeline/night.ru.md:3: Claims: "Совет" stands where night.md has the key "council": write "council: ...": the name is taken from the data files'],
    ),
    "a correction of another day": (
        {"timeline/night.ru.md": NIGHT_RU.replace("2022-01-07", "2022-01-08")},
        ['timeline/night.ru.md:5: Correction: "2022-01-08: Место было названо неверно." is none of those in night.md: did you mean "2022-01-07"?'],
    ),
    "a correction too many": (
        {"timeline/night.md": NIGHT[: NIGHT.index("Correction")] + NIGHT[NIGHT.index("\nPeople") :]},
        ['timeline/night.ru.md:5: Correction: "2022-01-07: Место было названо неверно." is none of those in night.md: delete it, or write it there first'],
    ),
    "an update of another time": (
        {"timeline/night.md": UPDATED, "timeline/night.ru.md": UPDATED_RU.replace("08:00", "08:30")},
        ['timeline/night.ru.md:5: Update: "2022-01-06 08:30: Площадь пуста." is of no time in night.md: did you mean "2022-01-06T08:00"?'],
    ),
    "an update too many": (
        {"timeline/night.ru.md": UPDATED_RU},
        ['timeline/night.ru.md:5: Update: "2022-01-06 08:00: Площадь пуста." is of no time in night.md: delete it, or write it there first'],
    ),
    "an update twice": (
        {"timeline/night.md": UPDATED, "timeline/night.ru.md": UPDATED_RU.replace("Correction", "    2022-01-06T08:00: Ещё раз.\nCorrection")},
        ["timeline/night.ru.md:6: Update: there is another one of 2022-01-06T08:00: make one of the two"],
    ),
    "fewer authors": (
        {"articles/a.md": "Title: A\nDate: 2022-01-05\nAuthors: One; Two\n\nWords.\n", "articles/a.ru.md": "Title: А\nAuthors: Один\n\nСлова.\n"},
        ["articles/a.ru.md:2: Authors: 1 of them, where a.md has 2: name as many, in the same order"],
    ),
    "authors of what has none": (
        {"articles/a.md": "Title: A\nDate: 2022-01-05\n\nWords.\n", "articles/a.ru.md": "Title: А\nAuthors: Один\n\nСлова.\n"},
        ["articles/a.ru.md:2: Authors: 1 of them, where a.md has none: delete them, or name them there first"],
    ),
    "another kind": (
        {"event.ru.md": "Title: Да\nKinds:\n    protst = Протест\n    answer\n\nСлова."},
        ['event.ru.md:3: Kinds: "protst" is no kind in event.md: did you mean "protest"?', 'event.ru.md:4: Kinds: "answer" is no "key = label": write for example protest = Protest'],
    ),
    "no text": (
        {"timeline/night.ru.md": NIGHT_RU.replace("Люди собрались.", "")},
        ['timeline/night.ru.md:1: there is no text below the head, and night.md has one: translate it, or write "Status: draft"'],
    ),
    "the site's language is not among them": (
        {"event.md": EVENT.replace("en; ru", "kk; ru")},
        ['event.md:8: Languages: en, the site\'s own language, is not among them: write "Languages: en; kk; ru"',
         "warning: content/event.md:8: Languages: nothing is translated into kk yet: write event.kk.md, or take it out"],
    ),
    "a language twice": ({"event.md": EVENT.replace("en; ru", "en; ru; ru")}, ['event.md:8: Languages: "ru" stands a second time: keep one']),
    "a language alone": ({"event.md": EVENT.replace("en; ru", "en")}, ['event.md:8: Languages: "en" is one language alone: write all, such as en; kk; ru, or delete the line']),
    "a language that is none": ({"event.md": EVENT.replace("en; ru", "en; RU")}, ['event.md:8: Languages: "RU" is no language tag: did you mean "ru"?']),
    "a name that no folder can have": (
        {"event.md": EVENT.replace("en; ru", "en; aux")},
        ['event.md:8: Languages: "aux" is the name of a device on Windows, where no folder can have it: write another: "aux-1"'],
    ),
    "a word in a language that the event lacks": (
        {"data/people.yaml": PEOPLE.replace("ru: \"", "uk: \"")},
        ['data/people.yaml:4: role_uk: the event is not told in uk: write "Languages: en; ru; uk" in event.md, or delete it'],
    ),
    "a word in a language alone": ({"data/people.yaml": PEOPLE.replace("role: {en: mayor, ru: ", "role_ru: ").replace("}\n", "\n").replace("Әкім", "Әкім}")}, ["data/people.yaml:4: role_ru: there is no role: write role in en too"]),
    "a number in a language": ({"data/figures.yaml": FIGURES.replace("value: 3", "value: 3, value_ru: три")}, ["data/figures.yaml:6: value_ru: a number is written once, for all languages: delete it"]),
    "a range in a language": ({"data/figures.yaml": FIGURES.replace("value: 3", "value: 3 to 4, value_ru: три или четыре")}, ["data/figures.yaml:6: value_ru: a number is written once, for all languages: delete it"]),
    "a number for a word": ({"data/figures.yaml": FIGURES.replace("десятки", "24")}, ["data/figures.yaml:7: value_ru: a number is written once, for all languages: delete it"]),
    "a name that the data files have": (
        {"data/figures.yaml": FIGURES.replace("by: The Council", "by: The Council, by_ru: Совет")},
        ['data/figures.yaml:6: by_ru: "The Council" is in people.yaml or organisations.yaml: write the name in ru there, and delete it here'],
    ),
    "a key in a language": (
        {"data/figures.yaml": FIGURES.replace("by: The Council", "by: council, by_ru: Совет")},
        ['data/figures.yaml:6: by_ru: "council" is in people.yaml or organisations.yaml: write the name in ru there, and delete it here'],
    ),
    "withdrawn on another day": (
        {"data/figures.yaml": FIGURES.replace("2022-01-07: ошибка", "2022-01-08: ошибка")},
        ["data/figures.yaml:6: withdrawn_ru: the day is another than in withdrawn: write 2022-01-07: and the words"],
    ),
    "a translation into the language of the words": (
        {"data/quotes.yaml": QUOTES.replace("language: kk", "language: ru")},
        ["data/quotes.yaml:5: translation_ru: the words are in ru themselves: delete it"],
    ),
    "a translation of words in the site's language": (
        {"data/quotes.yaml": QUOTES.replace("  language: kk\n", "")},
        ["data/quotes.yaml:4: translation: the words are in en themselves: say their language, or delete it"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_told(name: str) -> None:
    changes, told = BROKEN[name]
    assert read(changes)[1] == told


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("timeline/night.old.md", "three letters are many a word"),
        ("timeline/other.uk.md", "nothing of that name lies beside it"),
        ("timeline/1.2.md", "it names no language"),
        ("pictures/map.uk.md", "it is the caption of a picture"),
    ],
)
def test_other_names_with_points(name: str, because: str) -> None:
    text = "Alt: A map\nCredit: Nobody\n" if name.startswith("pictures") else NIGHT.replace("A night", "Another")
    extra: dict[str, str | None] = {"pictures/map.uk.png": "x"} if name.startswith("pictures") else {}
    content, told = read({name: text, **extra})
    assert told == [], because
    assert f"content/{name}" in {record.path for records in content.texts.values() for record in records}


def test_endings_of_any_size() -> None:
    content, told = read({"pages/about.MD": "Title: About\n\nWords.", "pages/about.ru.Markdown": "Title: О сайте\n\nСлова.", "pages/about.kk.MD": "Title: О\n\nСлова."})
    assert content.translations["ru"]["content/pages/about.MD"].text("title") == "О сайте"
    assert told == ['pages/about.kk.MD: the event is not told in kk: write "Languages: en; ru; kk" in event.md, or rename the file if it is no translation']


def test_a_folder_that_is_called_as_a_file_is_told_alone() -> None:
    text = "Title: One\nDate: 2022-01-05\n\nWords."
    assert read({"articles/one.md/two.md": text, "articles/one.md/two.ru.md": text})[1] == [
        "articles/one.md: this is a folder, not a file: rename it, or put a file in its place"
    ]


def test_languages_that_cannot_be_read_are_told_alone() -> None:
    """Not every translation as well."""
    assert len(read({"event.md": EVENT.replace("en; ru", "en; Russian"), "timeline/night.uk.md": NIGHT_RU})[1]) == 1


def test_translations_are_kept_from_one_build_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def again() -> Content:
        heads = open_heads(tmp_path / "cache")
        assert heads
        content = read_content(Path("content"), (), {}, Problems(), kept=heads)
        heads.save()
        return content

    read()
    first = again()

    def parse(text: str, path: str, *more: Any) -> frontmatter.Head:
        assert "night" not in path
        return parsed(text, path, *more)

    parsed = frontmatter.parse
    monkeypatch.setattr(frontmatter, "parse", parse)
    kept = again()
    assert (kept.translations, kept.texts, kept.data) == (first.translations, first.texts, first.data)
    # The same file is another text where its original has gone.
    Path("content/event.md").write_text(EVENT.replace("Languages: en; ru\n", ""), encoding="utf-8")
    Path("content/timeline/night.md").unlink()
    monkeypatch.setattr(frontmatter, "parse", parsed)
    assert [record.path for record in again().texts["entry"]] == ["content/timeline/night.ru.md"]


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("people", "role_RU: мэр", 'role_RU: "RU" is no language tag: did you mean "role_ru"?'),
        ("people", "role_en: mayor", "role_en: en is the site's language: write it as role"),
        ("people", "role_russian: мэр", 'unknown key "role_russian" in "a": a further language is written role_ru'),
        ("people", "rol_ru: мэр", 'unknown key "rol_ru" in "a": did you mean "role_ru"?'),
        ("people", "organisation_ru: совет", "organisation_ru: the organisation is written once, for all languages: delete the line"),
        ("people", "role: {ru: мэр}", "role says nothing in en, the site's language: write it as {en: ..., ru: ...}"),
        ("people", "role: {}", "role says nothing in en, the site's language: write it as {en: ..., ru: ...}"),
        ("people", "role: {en: mayor, Russian: мэр}", 'role: "Russian" is no language tag: write it as in BCP 47: en, kk, ru, kk-Latn'),
        ("people", "role: {en: mayor, ru: }", "role is empty: write what they were at the time, or delete the line"),
        ("people", "role_ru: [мэр]", "role_ru is not one value: write a single text, quoted if it holds a colon"),
        ("people", "role: {en: mayor, ru: мэр}\n  role_ru: мэр", '"role_ru" stands a second time in this language: keep one (the first is on line 2)'),
        ("sources", "title_ru: Слова", "title_ru: the title stays in its own language: delete the line"),
        ("sources", "date_ru: 2022", "date_ru: the date is written once, for all languages: delete the line"),
        ("quotes", "text_ru: Слова", "text_ru: the text stays in its own language: write translation_ru below it"),
    ],
)
def test_keys_of_data_files_in_a_language(file: str, line: str, told: str) -> None:
    rest = {"people": "  name: A\n", "sources": "  title: A\n  publisher: B\n", "quotes": "  text: A\n  speaker: B\n  sources: [c]\n"}[file]
    problems = Problems()
    read_data(f"a:\n  {line}\n{rest}", file, "a.yaml", problems)
    assert [str(problem) for problem in problems.sorted()] == [f"a.yaml:{2 + line.count(chr(10))}: {told}"]


def test_words_without_a_translation_say_their_language_and_names_do_not() -> None:
    content, told = read({"data/people.yaml": "mayor:\n  name: The Mayor\n  role: mayor\n", "pictures/wall.md": "Alt: A wall\nCredit: A. Photographer\nWithheld: rights\n"})
    russian = in_language(content, "ru", "en")
    (person,) = russian.data["people"]
    (picture,) = russian.texts["picture"]
    said = {name: record.text(name) for record, names in ((person, ("name", "role")), (picture, ("alt", "credit"))) for name in names}
    assert told == []
    assert {name: getattr(text, "lang", "") for name, text in said.items()} == {"name": "", "role": "en", "alt": "en", "credit": "en"}
    assert not any(isinstance(record.text("role"), Untranslated) for record in content.data["people"]), "the original is as it was"


def test_what_a_translation_leaves_out_says_its_language() -> None:
    article = "Title: A title\nDate: 2022-01-07\nKicker: Inside\nStandfirst: What there is.\nSlug: first\n\nText.\n"
    content, told = read({"articles/first.md": article, "articles/first.ru.md": "Title: Заглавие\nStandfirst: Что есть.\n\nТекст.\n"})
    (record,) = in_language(content, "ru", "en").texts["article"]
    assert told == []
    assert (getattr(record.text("kicker"), "lang", ""), getattr(record.text("standfirst"), "lang", "")) == ("en", "")
