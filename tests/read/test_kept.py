"""Records kept from one build to the next: those of the same bytes, and nothing that had something to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateline.problems import Problems
from dateline.read import frontmatter
from dateline.read.content import TEXT_FOLDERS, read_record
from dateline.read.data import read_data
from dateline.read.kept import from_kept, key_of, open_heads, recorded
from dateline.read.records import Item, Record

from tests.invented import FOLDER
from tests.sites import GOOD

TEXT = "Title: One\nDate: 2022-01-05T10:00+06:00\nTags: a; b\n\nWords.\n"


def record_of(value: Any) -> Record:
    return Record("article", "a.md", "a", 1, {"title": (Item(value, 2),)}, "Body.", 4, written=frozenset({"title"}))


def test_every_record_of_an_event(tmp_path: Path) -> None:
    for name, text in GOOD.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    read: list[tuple[Record, ...]] = []
    for root in (FOLDER, tmp_path / "content"):
        read += [(read_record(file, kind, Problems()),) for folder, kind in TEXT_FOLDERS.items() for file in sorted((root / folder).glob("*.md"))]
        read += [read_data(file.read_text("utf-8"), file.stem, str(file), Problems()) or () for file in sorted((root / "data").glob("*.yaml"))]
    assert len(read) > 50
    assert any(record.items for records in read for record in records)
    for records in read:
        written = recorded(records)
        assert written, records
        again = from_kept(written)
        assert again == tuple(replace(record, digest="") for record in records), "the file says that itself"
        # Moments of different zones may be equal: this compares how they are written.
        assert repr([record.fields for record in again]) == repr([record.fields for record in records])


VALUES = [
    "Жайық",
    True,
    1.5,
    None,
    ("a", "b"),
    (1.0, (2.0, "x")),
    date(2022, 1, 5),
    datetime(2022, 1, 5, 10, tzinfo=UTC),
    datetime(2022, 1, 5, 10, tzinfo=ZoneInfo("UTC")),
    datetime(2022, 1, 5, 10, tzinfo=timezone(timedelta(hours=6))),
    datetime(2022, 1, 5, 10, 1, 2, 3),
    ZoneInfo("Asia/Almaty"),
    {"kk": "Жайық", "ru": ("Урал", 1)},
    {},
]


@pytest.mark.parametrize("value", VALUES)
def test_values(value: Any) -> None:
    written = recorded((record_of(value),))
    assert written
    again = from_kept(written)
    assert repr(again) == repr((record_of(value),))


OTHER = [datetime(2022, 1, 5, tzinfo=ZoneInfo("Asia/Almaty")), datetime(2022, 1, 5, fold=1), ["a"], Path("a"), "\ud800"]


@pytest.mark.parametrize("value", OTHER, ids=repr)
def test_values_that_are_not_kept(value: Any) -> None:
    assert recorded((record_of(value),)) is None


@pytest.mark.parametrize("written", [b"", b"[1]", b'{"a": 1}', b"\xff", b'[["","","",1,[],"",1,[],[]]]', b'[["","","",1,{"a":[[["set"],1]]},"",1,[],[]]]', b'[["","","",1,{},"",1,[[]],[]]]'])
def test_other_records(written: bytes) -> None:
    assert from_kept(written) is None


def test_all_that_shapes_a_record_is_in_its_key() -> None:
    keys = {
        key_of("digest", "article", "a.md", "en", {}),
        key_of("other", "article", "a.md", "en", {}),
        key_of("digest", "page", "a.md", "en", {}),
        key_of("digest", "article", "b.md", "en", {}),
        key_of("digest", "article", "a.md", "ru", {}),
        key_of("digest", "article", "a.md", "en", {"lang": "ru"}),
        key_of("digest", "article", "a.md", "en", {"lang": "ru", "tags": "a"}),
        key_of("digest", "article", "a.md", "en", {"tags": "a", "lang": "ru"}),
    }
    assert len(keys) == 8


def test_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text(TEXT, encoding="utf-8")

    def read() -> Record:
        heads = open_heads(tmp_path / "cache")
        assert heads
        record = read_record(file, "article", Problems(), kept=heads)
        heads.save()
        return record

    first = read()

    def parse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(frontmatter, "parse", parse)
    assert read() == first
    file.write_text(TEXT.replace("One", "Two"), encoding="utf-8")
    with pytest.raises(AssertionError):
        read()


@pytest.mark.parametrize("text", [TEXT.replace("Tags", "Tag s"), "Title: One\nDate: 2022-01-05\nStandfirst: One\n  Title: Two\n\nWords.\n"])
def test_what_was_told_is_told_again(tmp_path: Path, text: str) -> None:
    """A problem, a warning."""
    file = tmp_path / "a.md"
    file.write_text(text, encoding="utf-8")
    for _ in range(2):
        problems = Problems()
        heads = open_heads(tmp_path / "cache")
        assert heads
        read_record(file, "article", problems, kept=heads)
        heads.save()
        assert len([*problems.sorted(), *problems.warnings()]) == 1


def test_what_a_value_says_besides_is_kept() -> None:
    """The language of a name is lost otherwise as soon as a second build finds the record."""
    items = (Item("Novy Uzen", 3), Item("Новый Узень", 3, language="ru"), Item("people", 4, "content/data/figures.yaml", (("one", "person"), ("other", "people"))))
    record = Record("place", "content/data/places.yaml", "zhanaozen", 1, {"other_names": items}, "", 0, (), frozenset())
    written = recorded([record])
    assert written
    assert from_kept(written) == (record,)
