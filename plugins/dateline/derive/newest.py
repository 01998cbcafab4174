"""What of the timeline is news while the event goes on: the entries that came or changed last."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time

from dateline.derive.changes import changed, published
from dateline.model.nouns import Entry

MOST = 20
"""Entries: enough for who comes back after an hour, few enough to be asked for each minute on a bad line."""


def newest(listed: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries (given in the order of time) that came, or were changed, last: the last of them first."""
    ordered = sorted(enumerate(listed), key=lambda pair: (changed(pair[1]), pair[0]), reverse=True)
    return tuple(entry for _, entry in ordered[:MOST])


def news_of(entry: Entry) -> str:
    """Return what made an entry news last: it is `new`, or was `amended` (by a correction), `added` to (by an update) or otherwise `changed`."""
    last = changed(entry)
    if last == published(entry):
        return "new"
    if any(datetime.combine(correction.date, time(), UTC) == last for correction in entry.corrections):
        return "amended"
    return "added" if any(update.moment.at == last for update in entry.updates) else "changed"


def which(listed: Sequence[Entry]) -> str:
    """Return a digest of which entries there are: another one where one came or went, be it an old one."""
    return hashlib.sha256(" ".join(entry.anchor for entry in listed).encode()).hexdigest()[:12]
