"""The index as pure functions: what is put in comes out again, in shards that are never too large, the same each time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from dateline.search.documents import Document
from dateline.search.index import index_files
from dateline.search.shards import LARGEST, PREFIX, hashed
from dateline.search.terms import acronyms, terms

from tests.search.reading import Read, read_files


def document(title: str, text: str = "", **more: Any) -> Document:
    given = {"kind": "entry", "address": f"timeline/{title}/", "lang": "en", "group": "2022-01-05", "certainty": "reported"}
    return Document(title=title, text=text, **{**given, **more})


def made(*documents: Document) -> Read:
    return read_files(files_of(*documents))


def files_of(*documents: Document) -> dict[str, bytes]:
    return index_files(documents, [terms(each) for each in documents])


MANY = [document(f"Title {number}", " ".join(f"w{number * 7919 % 5003}{chr(97 + part % 26)}{part}" for part in range(120)), group=f"2022-01-{number % 28 + 1:02}") for number in range(300)]


def test_words_lead_to_documents_by_any_of_their_forms() -> None:
    read = made(document("People march", "They marched to the square."), document("An answer", "The marches ended, said the Mayor."))

    assert read.titles("march") == {"People march", "An answer"} == read.titles("marched") == read.titles("marches")
    assert read.titles("maior") == {"An answer"}
    assert read.forms["march"][0][1] > read.forms["march"][1][1], "a word of the title counts more"


def test_names_count_in_every_script_and_by_their_initials() -> None:
    person = document("Nursultan Nazarbayev", kind="person", names=("Нұрсұлтан Назарбаев",), certainty="", group="")
    body = document("Организация Договора о коллективной безопасности", kind="organisation", lang="ru", certainty="", group="")
    read = made(person, body)

    assert read.titles("nursultan") == {person.title}
    assert read.titles("odkb") == {body.title}
    assert "ҰҚШҰ" in acronyms("Ұжымдық Қауіпсіздік туралы Шарт Ұйымы") or "ұқшұ" in acronyms("Ұжымдық қауіпсіздік туралы шарт ұйымы")
    assert acronyms("Two words") == ()


def test_no_shard_is_too_large_and_each_word_is_where_it_is_looked_for() -> None:
    files = files_of(*MANY)
    read = read_files(files)

    assert max(map(len, files.values())) <= LARGEST
    words = [first for first, _ in read.index["words"]]
    assert len(words) > 3
    assert words == sorted(words)
    cut = [(one, other) for one, other in pairwise(words) if one[:PREFIX] == other[:PREFIX]]
    assert cut == [], "words that begin alike stand together"
    sizes = [len(files[f"search/{name}"]) for _, name in read.index["words"]]
    assert min(sizes) >= 10_000


def test_a_word_in_nearly_every_text_leads_to_titles_alone() -> None:
    common = [document(f"Text {number}", "The river rose.") for number in range(40)]
    read = made(*common, document("The river", "It fell."))

    assert read.titles("river") == {"The river"}
    assert read.titles("fel") == {"The river"}


def test_the_index_tells_kinds_days_parts_and_facets() -> None:
    first = document("First")
    later = replace(first, group="2022-01-06", certainty="disputed", lang="ru")
    article = document("Long", "One.", kind="article", certainty="", group="")
    read = made(first, first, later, article, replace(article, part=1, text="Two."), document("Square", kind="place", certainty="", group=""))

    assert read.index["kinds"] == [3, 2, 0, 1, 0, 0, 0]
    assert read.index["days"] == [["2022-01-05", 2], ["2022-01-06", 1]]
    assert read.index["parts"] == [[3, 2]]
    facets = [divmod(ord(sign) - 48, 4) for sign in read.index["facets"]]
    assert facets == [(0, 2), (0, 2), (1, 3), (0, 0), (0, 0), (0, 0)]
    assert read.index["languages"] == ["en", "ru"]


def test_the_same_documents_make_the_same_bytes_and_names_that_tell_them() -> None:
    files = files_of(*MANY[:40])
    assert files == files_of(*MANY[:40])
    assert files.keys() != files_of(*MANY[:39], document("Another")).keys()
    assert all(name == f"search/{hashed(name.split('/')[1].split('-')[0], data)}" for name, data in files.items() if not name.endswith("index.js"))


def test_nothing_to_find_makes_an_index_too() -> None:
    read = made()
    assert read.index["words"] == read.index["texts"] == []
