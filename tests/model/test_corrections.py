"""Corrections in the model: words, days, anchors, their places on /corrections/."""

from __future__ import annotations

from datetime import date

import pytest
from dateline.model.corrections import ON_A_PAGE, anchor_of, listed, with_places
from dateline.model.nouns import Article, Correction, Entry

from tests.broken_sites import ARTICLE, DISPUTE, ENTRY, Change
from tests.model.conftest import Model
from tests.nouns import article, body, entry

TWO = "Correction: 2022-01-09: \"two\" -> \"three\". So [@agency].\n    2022-01-08: First.\n    2022-01-09: “four” → “five”\n"
DATED = "Date: 2022-01-07"


def correction(day: str, number: int = 1) -> Correction:
    """Return a correction as the first pass leaves it."""
    return Correction(date.fromisoformat(day), body("x"), anchor=f"correction-{day}{f'-{number}' if number > 1 else ''}")


def test_words_days_and_anchors(model: Model) -> None:
    event, problems = model({ARTICLE: (DATED, f"{DATED}\n{TWO.rstrip()}")})
    assert not problems
    (text,) = event.articles
    assert [(c.date.day, c.was, c.now, bool(c.body), c.anchor, c.address) for c in text.corrections] == [
        (9, "two", "three", True, "correction-2022-01-09", "corrections/#article-first-2022-01-09"),
        (9, "four", "five", False, "correction-2022-01-09-2", "corrections/#article-first-2022-01-09-2"),
        (8, "", "", True, "correction-2022-01-08", "corrections/#article-first-2022-01-08"),
    ]
    assert text.corrections[0].body.sources[0].key == "agency"
    assert text.teaser.corrected == date(2022, 1, 9)
    assert {each.slug: each.teaser.corrected for each in event.entries} == {"square": None, "answer": date(2022, 1, 9)}


TOLD: dict[str, tuple[dict[str, Change], str]] = {
    "an arrow without marks": (
        {DISPUTE: ("The answer came on Thursday, not on Friday.", "Friday -> Thursday")},
        f'{DISPUTE}:10: Correction: there is an arrow, and not old and new words in quotation marks on both sides of it: write "old words" -> "new words", '
        "and behind them what else there is to say; or take the arrow out",
    ),
    "changed before it was corrected": (
        {DISPUTE: ("Slug: answer", "Modified: 2022-01-08\nSlug: answer")},
        f"{DISPUTE}:11: Modified lies before the last correction, which is of 2022-01-09: write 2022-01-09, or delete Modified: a correction counts as a change",
    ),
    "changed an hour before the day began anywhere": (
        {DISPUTE: ("Slug: answer", "Modified: 2022-01-08T09:59\nSlug: answer")},
        f"{DISPUTE}:11: Modified lies before the last correction, which is of 2022-01-09: write 2022-01-09, or delete Modified: a correction counts as a change",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(model: Model, name: str) -> None:
    changes, told = TOLD[name]
    assert [str(problem) for problem in model(changes)[1].sorted()] == [told]


@pytest.mark.parametrize("modified", ["2022-01-09", "2022-01-08T10:00", "2022-01-09T00:30+06:00", "9999-12-31T23:59"])
def test_changed_on_the_day_somewhere_on_earth(model: Model, modified: str) -> None:
    assert not model({DISPUTE: ("Slug: answer", f"Modified: {modified}\nSlug: answer")})[1]


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_what_is_held_back_holds_its_corrections_back(model: Model, status: str) -> None:
    event, problems = model({ARTICLE: (DATED, f"{DATED}\n{TWO}Status: {status}"), ENTRY: ("Slug: square", "Slug: square")})
    assert not problems
    texts: list[Entry | Article] = [*event.entries, *event.articles]
    assert [text.slug for _, text in listed(texts)] == ["answer"]
    assert [each.address for text in event.articles for each in text.corrections] == ([] if status == "draft" else [None] * 3)


def test_places_newest_first_page_by_page() -> None:
    """A text of one slug and day as entry and as article is two; the number of the page is in the address, and not in the name."""
    many = [article(f"a{number:03}", corrections=(correction("2022-02-01"),)) for number in range(ON_A_PAGE)]
    old = entry("old", "2022-01-05", corrections=(correction("2022-01-09", 2), correction("2022-01-09")))
    entries, articles = with_places([old], [article("old", corrections=(correction("2022-01-10"),)), *many])
    assert [each.address for each in entries[0].corrections] == ["corrections/2/#entry-old-2022-01-09-2", "corrections/2/#entry-old-2022-01-09"]
    assert articles[0].corrections[0].address == "corrections/2/#article-old-2022-01-10"
    assert articles[-1].corrections[0].address == "corrections/#article-a099-2022-02-01"
    names = [anchor_of(each, text) for each, text in listed([*entries, *articles])]
    assert len(set(names)) == len(names) == ON_A_PAGE + 3
