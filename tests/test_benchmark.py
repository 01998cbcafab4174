"""The sites of the benchmark: one telling of the same words for all, and Dateline's builds. No times."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.builds import Spent, parts, prepare, quiet, ratio, replaced, rows
from benchmarks.sites import CONTENDERS, Size, caption, lacking, sentence, title
from tests.sites import build

SMALL = Size(3, 1, 1)


@pytest.mark.parametrize("name", CONTENDERS)
def test_all_tell_the_same(name: str) -> None:
    """Each article and entry once, with its words; the same photograph for all, named and with its caption in one article."""
    contender = CONTENDERS[name]
    written = list(contender.write(SMALL))
    files = dict(written)
    assert len(files) == len(written)
    articles = [str(files[contender.articles.format(n)]) for n in range(3)]
    assert all(title(n) in article and sentence(n * 100 + 43) in article for n, article in enumerate(articles))
    assert sentence(1) in str(files[contender.entries.format(0)])
    assert ["p0.jpg" in article for article in articles] == [True, False, False]
    assert any(caption(0) in data for data in files.values() if isinstance(data, str))
    photographs = [data for path, data in written if path.endswith("p0.jpg")]
    assert photographs == [data for path, data in CONTENDERS["dateline"].write(SMALL) if path.endswith("p0.jpg")] != []
    assert contender.template[1] in _text(files[contender.template[0]])
    assert dict(contender.write(SMALL)) == files


def _text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode()


def test_dateline_builds_its_site(tmp_path: Path) -> None:
    contender = CONTENDERS["dateline"]
    size = Size(3, 1)
    for path, data in contender.write(size):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    build(tmp_path)
    assert lacking(contender, size, tmp_path) == []
    assert lacking(contender, Size(4, 2, 2), tmp_path) == [
        "4 of kind article, not 3",
        "2 of kind entry, not 1",
        "2 photographs, not 0",
        "an article with its photograph",
    ]


def test_every_so_many_articles_one_shows_a_photograph() -> None:
    size = Size(107, 10, 5)
    assert [size.picture_of(n) for n in range(107) if size.picture_of(n) is not None] == [0, 1, 2, 3, 4]
    assert {Size(107, 10).picture_of(n) for n in range(107)} == {None}


def test_the_table() -> None:
    names = ["dateline", "hugo"]
    (part,) = parts([50], 10, names, ["texts"])
    fast, slow = Spent(1, 0.5, 60), Spent(3, 4, 90)
    found = {"dateline": {"cold": [fast, slow, slow]}, "hugo": {"cold": [fast, fast, slow]}}
    assert ratio(found["dateline"]["cold"], found["hugo"]["cold"]) == "1.00"
    assert ratio([slow], [fast]) == "3.00"
    assert ratio([slow], None) == ""
    assert rows(part, found) == [
        "| 50 articles | cold | Dateline | 3.00 s | 4.00 s | 90 MB | 1.00 |  |  |",
        "| 50 articles | cold | Hugo | 1.00 s | 0.50 s | 60 MB | 1 |  |  |",
    ]
    assert [one.label for one in parts([50], 10, names, ["texts", "pictures", "event", "entries"])] == [
        "50 articles",
        "50 articles, 2 photographs",
        "the event of this repository",
        "10 entries",
    ]


def test_a_loaded_machine_is_told() -> None:
    assert quiet(0.5, 2)
    assert not quiet(1.0, 2)


def test_tables_are_put_between_their_marks() -> None:
    page = "before\n<!-- begin: invoke benchmark -->\nold\n<!-- end: invoke benchmark -->\nafter\n"
    assert replaced(page, "new\n") == page.replace("old", "new")


def test_what_was_built_before_is_put_aside_where_there_is_any(tmp_path: Path) -> None:
    """A contender need not have made all that it may make."""
    contender = CONTENDERS["hugo"]
    (part,) = parts([1], 1, ["hugo"], ["texts"])
    (tmp_path / "hugo/output").mkdir(parents=True)
    prepare(contender, part, "cold", tmp_path / "hugo", 0)
    assert not (tmp_path / "hugo/output").exists()
    assert (tmp_path / "before 0/hugo/output").is_dir()
