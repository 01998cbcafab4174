"""Words of data files in a further language: listed with their lines, written into the file, and nothing else in it changes."""

from __future__ import annotations

import pytest
from dateline.authoring.data_words import with_words, words_of
from dateline.problems import Misread, Problems
from dateline.read.data import read_data
from hypothesis import given
from hypothesis import strategies as st

PEOPLE = """\
# Who.
karin:
  name: Yerlan Karin
  names: {ru: Ерлан Карин}
  role: State secretary  # then

  note: >
    As far as
    it is known.

uali: {name: Berik Uali, role: "Spokesman", sources: [a]}
ukibay:
  name: {en: Aidos Ukibay, ru: Айдос Укибай}
  role:
    en: Spokesman
    kk: Баспасөз хатшысы
  role_ru: Представитель
"""
FIGURES = """\
deaths:
  title: People killed
  unit: people
  reports:
  - value: dozens
    by: police
    as_of: 2022-01-06
    sources: [a]
  - value: 164
    by: A channel
    as_of: 2022-01-09
    what: dead
    sources: [a]
    withdrawn: "2022-01-09: an error"
"""
QUOTES = """\
psaki:
  text: We have questions.
  speaker: psaki
  language: en
  sources: [a]
tokayev:
  text: Я дал приказ.
  translation: I gave the order.
  speaker: A man
  language: ru
  sources: [a]
"""


def listed(text: str, kind: str, language: str = "ru") -> list[tuple[str, str, str, int]]:
    problems = Problems()
    records = read_data(text, kind, f"data/{kind}.yaml", problems) or ()
    assert not problems.sorted()
    return [(str(word), word.text, word.further, word.further_line or word.line) for record in records for word in words_of(record, language, "en", {"the police"})]


def test_words_are_listed_with_what_they_are_in_a_language() -> None:
    assert listed(PEOPLE, "people") == [
        ("karin name", "Yerlan Karin", "Ерлан Карин", 4),
        ("karin role", "State secretary", "", 5),
        ("karin note", "As far as it is known.", "", 7),
        ("uali name", "Berik Uali", "", 11),
        ("uali role", "Spokesman", "", 11),
        ("ukibay name", "Aidos Ukibay", "Айдос Укибай", 13),
        ("ukibay role", "Spokesman", "Представитель", 17),
    ]


def test_numbers_keys_and_names_of_records_are_no_words() -> None:
    assert listed(FIGURES.replace("A channel", "The Police"), "figures")[3][0] == "deaths reports 2 what"
    assert listed(FIGURES, "figures") == [
        ("deaths title", "People killed", "", 2),
        ("deaths unit", "people", "", 3),
        ("deaths reports 1 value", "dozens", "", 5),
        ("deaths reports 2 by", "A channel", "", 10),
        ("deaths reports 2 what", "dead", "", 12),
        ("deaths reports 2 withdrawn", "2022-01-09: an error", "", 14),
    ]


def test_of_a_quote_the_words_stay_and_a_translation_is_asked_for_where_it_was_said_otherwise() -> None:
    assert listed(QUOTES, "quotes") == [("psaki translation", "We have questions.", "", 2), ("tokayev speaker", "A man", "", 9)]
    assert ("tokayev translation", "Я дал приказ.", "", 7) in listed(QUOTES, "quotes", "kk")


def test_words_are_written_below_those_of_the_site() -> None:
    new = {("karin", -1, "name"): "Е. Карин", ("karin", -1, "role"): "Госсекретарь: новый", ("karin", -1, "note"): "Насколько известно.",
           ("uali", -1, "role"): "Представитель", ("ukibay", -1, "role"): "Пресс-секретарь", ("ukibay", -1, "name"): "А. Укибай"}  # fmt: skip
    assert with_words(PEOPLE, "people", "x", "ru", "en", new) == """\
# Who.
karin:
  name: Yerlan Karin
  name_ru: Е. Карин
  names: {ru: Ерлан Карин}
  role: State secretary  # then
  role_ru: "Госсекретарь: новый"

  note: >
    As far as
    it is known.
  note_ru: Насколько известно.

uali: {name: Berik Uali, role: "Spokesman", role_ru: Представитель, sources: [a]}
ukibay:
  name: {en: Aidos Ukibay, ru: А. Укибай}
  role:
    en: Spokesman
    kk: Баспасөз хатшысы
  role_ru: Пресс-секретарь
"""


def test_words_of_reports_and_translations_of_quotes() -> None:
    written = with_words(FIGURES.replace("\n", "\r\n"), "figures", "x", "ru", "en", {("deaths", 0, "value"): "десятки", ("deaths", 1, "withdrawn"): "2022-01-09: ошибка"})
    assert "  - value: dozens\r\n    value_ru: десятки\r\n    by: police\r\n" in written
    assert written.endswith('    withdrawn: "2022-01-09: an error"\r\n    withdrawn_ru: "2022-01-09: ошибка"\r\n')
    written = with_words(QUOTES.rstrip("\n"), "quotes", "x", "kk", "en", {("tokayev", -1, "translation"): "Мен «бұйрық» бердім.", ("psaki", -1, "translation"): "Сұрақтар бар."})
    assert "  text: We have questions.\n  translation_kk: Сұрақтар бар.\n" in written
    assert "  translation: I gave the order.\n  translation_kk: Мен «бұйрық» бердім.\n" in written


def test_a_map_of_languages_gets_one_more() -> None:
    written = with_words(PEOPLE.replace("  role_ru: Представитель\n", ""), "people", "x", "ru", "en", {("ukibay", -1, "role"): "Пресс-секретарь"})
    assert written.endswith("    kk: Баспасөз хатшысы\n    ru: Пресс-секретарь\n")


@pytest.mark.parametrize(("place", "words"), [(("nobody", -1, "role"), "x"), (("karin", 3, "role"), "x"), (("karin", -1, "role"), "[x](y)")])
def test_what_cannot_be_written_is_told(place: tuple[str, int, str], words: str) -> None:
    with pytest.raises(Misread):
        with_words(PEOPLE, "people", "x", "ru", "en", {place: words})


@given(st.text(alphabet="aб:#-\"'{}[],&*!|>%@` \n", max_size=12), st.sampled_from([("karin", -1, "role"), ("uali", -1, "role"), ("ukibay", -1, "name")]))
def test_whatever_the_words_are_they_are_read_back_or_told(words: str, place: tuple[str, int, str]) -> None:
    try:
        written = with_words(PEOPLE, "people", "x", "ru", "en", {place: words})
    except Misread:
        return
    found = {word.place: word.further for record in read_data(written, "people", "x", Problems()) or () for word in words_of(record, "ru", "en")}
    letters = [letter for letter in found[place] if letter.isalnum()]
    assert letters == [letter for letter in words if letter.isalnum()]
