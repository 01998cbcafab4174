"""What is like a text, as it was kept: the same as when each is compared with all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from dateline.derive.related import Likeness, Text
from dateline.model.nouns import Article, Entry
from dateline.pages.frame import Desk
from dateline.pages.relatives import Relatives

from tests.desks import desk
from tests.nouns import article, chosen, entry, event, person, place

TOWN, LAKE, CLERK = place("town"), place("lake"), person("clerk")
ENTRIES = tuple(entry(f"e{n}", f"2022-01-{n + 1:02}", places=(TOWN, LAKE)[n % 2 :], people=(CLERK,) if n % 3 else ()) for n in range(12))
ARTICLES = (article("one", places=(LAKE,), read_more=(chosen(ENTRIES[3]),)), article("two", people=(CLERK,), tags=("law",)))


def at(folder: Path, entries: Sequence[Entry] = ENTRIES, articles: Sequence[Article] = ARTICLES, most: int = 5) -> Desk:
    """Return a desk whose cache lies in a folder."""
    found = desk(event(entries=tuple(entries), articles=tuple(articles), places=(TOWN, LAKE), people=(CLERK,)))
    settings = found.settings
    return replace(found, settings=replace(settings, cache=folder, options=replace(settings.options, related=most)))


def build(here: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """Ask for all as a build does, compare it with what is found anew; return how many were compared."""
    likeness, relatives = Likeness((*here.event.articles, *here.event.entries)), Relatives(here)
    asked: list[Text] = []
    numbers = Likeness.numbers

    def noted(self: Likeness, text: Text, most: int, without: Collection[str]) -> tuple[int, ...]:
        asked.append(text)
        return numbers(self, text, most, without)

    monkeypatch.setattr(Likeness, "numbers", noted)
    found: dict[tuple[str, bool], tuple[Text, Collection[str], Sequence[object]]] = {}
    everything: list[Text] = [*here.event.articles, *here.event.entries, entry("draft", "2022-01-03", places=(LAKE,), status="draft")]
    nothing: Collection[str] = ()
    for text in everything:
        for without in (nothing, {ENTRIES[1].address}):
            found[text.address, bool(without)] = text, without, relatives.of(text, without)
    relatives.keep()
    monkeypatch.undo()
    for text, without, links in found.values():
        assert links == likeness.related(text, here.settings.options.related, without)
    return len(asked)


def test_nothing_is_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(at(tmp_path), monkeypatch) == 30
    assert build(at(tmp_path), monkeypatch) == 0
    renamed = [replace(ENTRIES[0], title="Another"), *ENTRIES[1:]]
    assert build(at(tmp_path, renamed), monkeypatch) == 0


CHANGES: dict[str, Callable[[Path], Desk]] = {
    "a place": lambda folder: at(folder, [replace(ENTRIES[0], places=(LAKE,)), *ENTRIES[1:]]),
    "a day": lambda folder: at(folder, [entry("e0", "2022-01-12", places=(TOWN, LAKE)), *ENTRIES[1:]]),
    "hidden": lambda folder: at(folder, [replace(ENTRIES[0], status="hidden"), *ENTRIES[1:]]),
    "one less": lambda folder: at(folder, ENTRIES[1:]),
    "a tag": lambda folder: at(folder, articles=[ARTICLES[0], replace(ARTICLES[1], tags=("order",))]),
    "chosen": lambda folder: at(folder, articles=[replace(ARTICLES[0], read_more=(chosen(ENTRIES[4]),)), ARTICLES[1]]),
    "fewer": lambda folder: at(folder, most=2),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_it_depends_on(change: Callable[[Path], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(at(tmp_path), monkeypatch)
    assert build(change(tmp_path), monkeypatch) > 0
    build(at(tmp_path), monkeypatch)


def test_a_damaged_record_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(at(tmp_path), monkeypatch)
    (record,) = (tmp_path / "related").iterdir()
    record.write_bytes(record.read_bytes()[:-9])
    assert build(at(tmp_path), monkeypatch) == 30
