"""Updates in the model: their order, anchors and sources, and whether their times fit."""

from __future__ import annotations

import pytest
from dateline.derive.changes import changed

from tests.broken_sites import ARTICLE, ENTRY, EVENT, Change
from tests.model.conftest import Model

SLUG = "Slug: square"
TWO = "Update: 2022-01-06T08:00: It is **empty** [@agency].\n    2022-01-05T18:00: More came,\n    and stayed.\nUpdate: 2022-01-06: They left."


def test_newest_first_with_their_anchors_and_sources(model: Model) -> None:
    event, problems = model({ENTRY: (SLUG, f"{TWO}\n{SLUG}")})
    assert not problems
    (entry,) = (entry for entry in event.entries if entry.slug == "square")
    assert [update.anchor for update in entry.updates] == ["update-2022-01-06-0800", "update-2022-01-06", "update-2022-01-05-1800"]
    assert [source.key for source in entry.updates[0].body.sources] == ["agency"]
    assert changed(entry).isoformat() == "2022-01-06T08:00:00+06:00"


def test_oldest_first_where_the_event_says_so(model: Model) -> None:
    event, problems = model({ENTRY: (SLUG, f"{TWO}\n{SLUG}"), EVENT: ("Lead_picture", "Updates: oldest\nLead_picture")})
    assert not problems
    assert [[update.moment.date.day for update in entry.updates] for entry in event.entries if entry.updates] == [[5, 6, 6]]


def test_a_source_that_an_update_cites_is_one_of_the_entry(model: Model) -> None:
    """It needs no other one: an entry may be written from nothing but what its updates say."""
    event, problems = model({ENTRY: "Title: Square\nWhen: 2022-01-05\nKind: protest\nSlug: square\nUpdate: 2022-01-06: They left [@agency].\n\nPeople came.\n"})
    assert not problems
    assert [[source.key for source in entry.sources] for entry in event.entries if entry.slug == "square"] == [["agency"]]


AT = f"{ENTRY}:"
TOLD: dict[str, tuple[dict[str, Change], list[str]]] = {
    "no date": (
        {ENTRY: (SLUG, f"Update: They left.\n{SLUG}")},
        ['Update: "They left." has no time before its words: write YYYY-MM-DDTHH:MM: what is new [@source]'],
    ),
    "no words": (
        {ENTRY: (SLUG, f"Update: 2022-01-06T08:00:\n{SLUG}")},
        ['Update: behind "2022-01-06T08:00" nothing is said: write YYYY-MM-DDTHH:MM: what is new [@source]'],
    ),
    "nothing": ({ENTRY: (SLUG, f"Update:\n{SLUG}")}, ['"Update" is empty: write YYYY-MM-DDTHH:MM: what became known then [@source], or delete the line']),
    "before the entry": (
        {ENTRY: (SLUG, f"Update: 2022-01-05T13:59: They left.\n{SLUG}")},
        ["Update: 2022-01-05T13:59 lies before When, which is 2022-01-05T14:00: correct one of the two"],
    ),
    "the day before the entry": (
        {ENTRY: (SLUG, f"Update: 2022-01-04: They left.\n{SLUG}")},
        ["Update: 2022-01-04 lies before When, which is 2022-01-05T14:00: correct one of the two"],
    ),
    "an unknown source": (
        {ENTRY: (SLUG, f"Update: 2022-01-06: They left [@agensy].\n{SLUG}")},
        ['unknown source "agensy": did you mean "agency"?'],
    ),
    "one time twice": (
        {ENTRY: (SLUG, f"Update: 2022-01-06T08:00: They left.\n    2022-01-06 08:00: They came back.\n{SLUG}")},
        ["Update: there is another one of 2022-01-06T08:00: make one of the two, or give each its own time"],
    ),
    "changed before it was updated": (
        {ENTRY: (SLUG, f"Update: 2022-01-08: They left.\nModified: 2022-01-06\n{SLUG}")},
        ["Modified lies before the last update, which is of 2022-01-08: write 2022-01-08, or delete Modified: an update counts as a change"],
    ),
    "updated before it was published": (
        {ENTRY: (SLUG, f"Update: 2022-01-06: They left.\nDate: 2022-01-09\n{SLUG}")},
        ["Update: 2022-01-06 lies before Date, which is 2022-01-09: correct one of the two"],
    ),
    "an order that there is not": (
        {EVENT: ("Lead_picture", "Updates: latest\nLead_picture")},
        ['Updates: "latest" is not known here: did you mean "oldest"?'],
    ),
    "a picture": (
        {ENTRY: (SLUG, f"Update: 2022-01-06: ![](square.png)\n{SLUG}")},
        ["a picture or [[...]] stands in a caption, claim, correction, update or response: put it into the text of an entry, article or page"],
    ),
    "in an article": ({ARTICLE: ("Slug: first", "Update: 2022-01-08: More.\nSlug: first")}, ['unknown key "Update": an article says what is new in its text, and when in Modified; an entry takes the key']),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(model: Model, name: str) -> None:
    changes, told = TOLD[name]
    found = [str(problem) for problem in model(changes)[1].sorted()]
    assert [problem.partition(": ")[2] for problem in found] == told, found


def test_in_the_future_is_a_warning(model: Model) -> None:
    """The clock of the tests stands at 10 January 2022."""
    _, problems = model({ENTRY: (SLUG, f"Update: 2022-01-12T08:00: They left.\n    2022-01-10T23:00: Somewhere that is now.\n{SLUG}")})
    assert not problems
    assert [str(each).partition(": ")[2] for each in problems.warnings()] == ["Update: 2022-01-12 lies in the future: correct it, unless it is meant"]
