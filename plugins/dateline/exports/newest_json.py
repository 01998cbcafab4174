"""What open pages ask for each minute while the event goes on: the newest entries, and of each a sign that changes when what is shown of it does.

It holds no HTML: who wants to see an entry takes it from its page. An event that has ended says so, and nothing else: pages that were opened
before stop asking.
"""

from __future__ import annotations

import json
from typing import Any

from dateline.derive.changes import changed
from dateline.derive.days import listed
from dateline.derive.newest import newest, news_of, which
from dateline.exports.times import rfc3339
from dateline.model import nouns
from dateline.pages.developing import sign
from dateline.pages.frame import Desk

FORMAT = 1
"""Another number when what is in it means something else; a page that does not know it stops asking."""


def newest_json(desk: Desk) -> bytes:
    """Return the newest entries, those that changed last first, without needless blanks."""
    event = desk.event
    found: dict[str, Any] = {"format": FORMAT, "status": event.status}
    if event.status == "developing":
        entries = listed(event)
        shown = newest(entries)
        found |= {
            "changed": rfc3339(changed(shown[0])) if shown else None,
            "which": which(entries),
            "entries": [_entry(desk, entry) for entry in shown],
        }
    return f"{json.dumps(found, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _entry(desk: Desk, entry: nouns.Entry) -> dict[str, Any]:
    return {
        "id": entry.anchor,
        "address": entry.address,
        "title": entry.title,
        "when": desk.views.entry_card(entry).when.start.text,
        "news": news_of(entry),
        "sign": sign(desk, entry),
    }
