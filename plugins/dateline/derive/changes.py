"""When texts last changed, as the content itself says; never the clock, never a file's date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from dateline.model.nouns import Article, Entry

Text = Article | Entry


def published(text: Text) -> datetime:
    """Return when a text was published (an entry without a date of its own: when it happened)."""
    return text.date if isinstance(text, Article) else text.published


def changed(text: Text) -> datetime:
    """Return when a text last changed: a correction is a change, and so is an update."""
    corrected = [datetime.combine(correction.date, time(), UTC) for correction in text.corrections]
    moments: list[datetime] = [published(text), *corrected]
    if isinstance(text, Entry):
        moments += [update.moment.at for update in text.updates]
    if text.modified:
        moments.append(text.modified)
    return max(moments)


def last_change(texts: Iterable[Text]) -> datetime | None:
    """Return the last change of several texts; None without texts."""
    return max(map(changed, texts), default=None)
