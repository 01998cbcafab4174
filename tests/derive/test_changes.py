"""When texts last changed: what the content says, never a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dateline.derive.changes import changed, last_change, published
from dateline.derive.feeds import feeds
from dateline.model.nouns import Correction

from tests.nouns import article, body, entry, event


def test_an_entry_without_a_date_was_published_when_it_happened() -> None:
    text = entry("e", "2022-01-05T22:52")

    assert published(text) == changed(text) == text.when.stands.at


def test_a_modification_and_a_correction_are_changes() -> None:
    modified = datetime(2022, 2, 1, tzinfo=UTC)
    correction = Correction(date(2022, 3, 1), body("x"))

    assert changed(article("a", "2022-01-07")) == datetime(2022, 1, 7, tzinfo=UTC)
    assert changed(article("a", "2022-01-07", modified=modified)) == modified
    assert changed(article("a", "2022-01-07", modified=modified, corrections=(correction,))) == datetime(2022, 3, 1, tzinfo=UTC)
    assert changed(article("a", "2022-04-01", corrections=(correction,))) == datetime(2022, 4, 1, tzinfo=UTC)


def test_the_last_change_of_several() -> None:
    assert last_change([article("a", "2022-01-07"), article("b", "2022-01-09")]) == datetime(2022, 1, 9, tzinfo=UTC)
    assert last_change([]) is None


def test_feeds_hold_what_is_published_and_none_is_empty() -> None:
    shown, hidden = entry("shown", "2022-01-05"), article("hidden", status="hidden")
    text = article("a")

    assert [(feed.name, feed.texts) for feed in feeds(event(entries=(shown,), articles=(text, hidden)))] == [
        ("all", (text, shown)),
        ("articles", (text,)),
        ("timeline", (shown,)),
    ]
    assert [feed.name for feed in feeds(event(entries=(shown,), articles=(hidden,)))] == ["all", "timeline"]
    assert feeds(event()) == ()
