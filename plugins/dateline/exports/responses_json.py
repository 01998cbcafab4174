"""Readers' letters as JSON, for other programs: what the editors publish of each, and nothing of how its writer agreed."""

from __future__ import annotations

from typing import Any

from dateline.exports.json_text import json_text
from dateline.exports.words import plain
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages.frame import Desk


def responses_json(desk: Desk) -> bytes:
    """Return all published responses, newest first."""
    return json_text({"responses": [_response(desk, response) for response in desk.event.responses]})


def _response(desk: Desk, response: nouns.Response) -> dict[str, Any]:
    """Return a response: `id` is its anchor, on the page of the text that it is about as on /responses/."""
    about = response.about
    return {
        "id": response.anchor,
        "url": desk.whole(Address(f"{about.address}#{response.anchor}")) or None,
        "date": response.written.isoformat(),
        "from": response.sender,
        "language": response.lang or desk.site.lang,
        "translated": response.translated,
        "about": {"kind": about.kind, "title": about.title, "address": about.address, "url": desk.whole(about.address) or None},
        "text": plain(response.body),
        "answer": plain(response.answer) if response.answer else None,
        "led_to": [
            {"date": day.isoformat(), "url": desk.whole(Address(f"{about.address}#{anchor}")) or None} for day, anchor in response.corrections
        ],
    }
