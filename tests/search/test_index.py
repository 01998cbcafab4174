"""The index as pure functions: what is put in comes out again, in files that are never too large, the same each time, and little of it is new after an edit."""

from __future__ import annotations

import marshal
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from dateline.keys import runs
from dateline.search import shards
from dateline.search.blocks import Block, block, joined
from dateline.search.documents import Document
from dateline.search.index import index_files
from dateline.search.shards import LARGEST, PREFIX, hashed
from dateline.search.terms import TELLING, acronyms, terms

from tests.search.reading import Read, held, read_files


def document(title: str, text: str = "", **more: Any) -> Document:
    given = {"kind": "entry", "address": f"timeline/{title}/", "lang": "en", "group": "2022-01-05", "certainty": "reported"}
    return Document(title=title, text=text, **{**given, **more})


def made(*documents: Document) -> Read:
    return read_files(files_of(*documents))


def keys_of(documents: Iterable[Document]) -> list[bytes]:
    return [sha256(repr(each).encode()).digest() for each in documents]


def files_of(*documents: Document, prefix: str = "") -> dict[str, bytes]:
    return index_files(documents, keys_of(documents), joined(blocks_of(documents)), "en", prefix)


def blocks_of(documents: Sequence[Document]) -> list[tuple[int, Block]]:
    return [(run.start, block(documents[run])) for run in runs(keys_of(documents))]


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
    sizes = [len(files[f"/search/parts/{name}"]) for _, name in read.index["words"]]
    assert min(sizes) >= 10_000


def test_a_word_in_nearly_every_text_leads_to_titles_alone() -> None:
    common = [document(f"Text {number}", "The river rose.") for number in range(40)]
    read = made(*common, document("The river", "It fell."))

    assert read.titles("river") == {"The river"}
    assert read.titles("fel") == {"The river"}


def test_where_more_words_begin_alike_than_have_room_more_letters_count() -> None:
    """A word is in the last shard whose first word is not behind it, and those with which it shares that many letters are there too."""
    files = files_of(*(document(f"Title {number}", " ".join(f"con{chr(97 + at % 7)}{chr(97 + at % 11)}{number:03}x{at}" for at in range(60))) for number in range(300)))
    index = held(files["search/index.js"])
    words = [(first, held(files[f"/search/parts/{name}"])) for first, name in index["words"]]
    assert max(map(len, files.values())) <= LARGEST
    assert sum(first.startswith("con") for first, _ in words) > 5
    inside = [{line.partition("=")[0][:5] for line in text.split(" ") if line.startswith("con")} for _, text in words]
    assert all(not one & other for one, other in pairwise(inside)), "words that begin alike stand together"
    assert all(first <= line for first, text in words for line in text.split(" "))
    assert all(line < following for (_, text), (following, _) in pairwise(words) for line in text.split(" "))


def test_no_file_grows_with_the_site_and_of_long_lists_there_are_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few pairs make a list here, and a letter a document; of a word in many documents those stay in which it counts most."""
    monkeypatch.setattr(shards, "LISTED", 3)
    monkeypatch.setattr(shards, "_LINE", 60)
    monkeypatch.setattr(shards, "_FACETS", 100)
    found = [*MANY, *(document(f"River {number}", "The river rose.") for number in range(15)), *(document(f"Text {number}", "The river rose.") for number in range(60))]
    files = files_of(*found)
    index = held(files["search/index.js"])
    read = read_files(files)
    assert all(len(index[name]) <= 3 for name in ("words", "texts"))
    lists = [held(data) for name, data in files.items() if "/list-" in name]
    assert len(lists) > 5
    assert max(map(len, lists)) <= 3
    assert len(index["facets"]) == 4
    assert len(read.facets) == len(found)
    assert [each[1] for each in read.documents] == [each.title for each in found]
    assert {read.documents[number][1] for number, _ in read.forms["v0a0"]} == {"Title 0"}
    assert sum(title.startswith("River") for title in read.titles("river")) == 15, "where it counts most"
    assert len(read.forms["river"]) < 70


def test_a_word_that_is_in_too_many_titles_leads_to_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_LINE", 20)
    found = made(*(document(f"River {number}") for number in range(60)), document("River")).forms["river"]
    assert len(found) in (18, 19, 20)
    assert found[-1][0] == 60, "of those in which it counts most"


def test_the_parts_of_a_text_lead_to_its_first() -> None:
    article = document("Long", "One.", kind="article", certainty="", group="")
    read = made(document("First", "One."), article, *(replace(article, part=part, text=f"Part{part}.") for part in range(1, 40)))
    assert {read.wholes[number] for part in range(1, 40) for number, _ in read.forms[f"part{part}"]} == {1}
    assert read.wholes[0] == 0


def test_an_edit_makes_a_block_anew_and_few_files() -> None:
    """What comes or goes at one place leaves what lies elsewhere as it was."""
    edited = [*MANY[:100], document("Added", "Something new."), *MANY[100:]]
    before, after = ([b"".join(keys_of(found)[run]) for run in runs(keys_of(found))] for found in (MANY, edited))
    assert len(before) > 2
    assert sum(key not in before for key in after) <= 2
    one, other = files_of(*MANY), files_of(*edited)
    texts = [name for name in other if "/texts-" in name]
    assert len(texts) > 8
    assert sum(name not in one for name in texts) <= 2


@pytest.mark.parametrize("seed", range(6))
def test_blocks_that_were_kept_make_what_one_makes(seed: int) -> None:
    """Wherever they are cut."""
    chance = random.Random(seed)
    found = [*MANY[: chance.randrange(5, 60)], *(document(f"W{number}", "The river rose.", part=number) for number in range(5))]
    cuts = sorted({0, len(found), *chance.sample(range(len(found)), 3)})
    apart = [(start, marshal.loads(marshal.dumps(block(found[start:end]), 2))) for start, end in pairwise(cuts)]
    assert index_files(found, keys_of(found), joined(apart), "en") == index_files(found, keys_of(found), joined([(0, block(found))]), "en")


def test_what_is_read_back_is_what_was_counted() -> None:
    found = MANY[:70]
    read = made(*found)
    for number, each in enumerate(found):
        counted = terms(each)
        for (_, form), weight in counted.items():
            weights = [own for at, own in read.forms[form] if at == number]
            assert max(weights, default=0) >= weight or weight < TELLING


def test_a_language_finds_the_files_of_all_from_where_it_lies() -> None:
    files = files_of(*MANY[:40], prefix="ru/")
    assert held(files["search/index.js"])["parts"] == "../../search/parts/"
    assert {name for name in files if name != "search/index.js"} == {name for name in files_of(*MANY[:40]) if name != "search/index.js"}


def test_of_many_days_there_are_months() -> None:
    days = [f"{year}-{month:02}-{day:02}" for year in (2021, 2022) for month in range(1, 13) for day in range(1, 29)]
    index = made(*(document(day, group=day) for day in days), document("Undated", group="undated")).index
    assert index["days"][:2] == [["2021-01", 28], ["2021-02", 28]]
    assert index["days"][-1] == ["undated", 1]
    assert len(index["days"]) == 25


def test_the_index_tells_kinds_days_parts_and_facets() -> None:
    first = document("First")
    later = replace(first, group="2022-01-06", certainty="disputed", lang="ru")
    article = document("Long", "One.", kind="article", certainty="", group="")
    read = made(first, first, later, article, replace(article, part=1, text="Two."), document("Square", kind="place", certainty="", group=""))

    assert read.index["kinds"] == [3, 2, 0, 1, 0, 0, 0]
    assert read.index["days"] == [["2022-01-05", 2], ["2022-01-06", 1]]
    assert read.wholes[4] == 3
    assert [each[4:] for each in read.documents] == [[], [], ["ru"], [], [], []]
    facets = [divmod(ord(sign) - 48, 4) for sign in read.facets]
    assert facets == [(0, 2), (0, 2), (1, 3), (0, 0), (0, 0), (0, 0)]
    assert read.index["languages"] == ["en", "ru"]


def test_the_same_documents_make_the_same_bytes_and_names_that_tell_them() -> None:
    files = files_of(*MANY[:40])
    assert files == files_of(*MANY[:40])
    assert files.keys() != files_of(*MANY[:39], document("Another")).keys()
    assert all(name == f"/search/parts/{hashed(name.split('/')[3].split('-')[0], data)}" for name, data in files.items() if not name.endswith("index.js"))


def test_nothing_to_find_makes_an_index_too() -> None:
    read = made()
    assert read.index["words"] == read.index["texts"] == []
