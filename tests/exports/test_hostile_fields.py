"""Words that a program would run: in TimelineJS, which shows every field as HTML, in calendars and in tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.conftest import Once
from tests.sites import GOOD, build, write

BAD = "<script>go()</script> <img src=x onerror=go()> & <b>bold</b>"
ENTRY = "content/timeline/2022-01-05-square.md"


@pytest.fixture(scope="module")
def downloads(once: Once) -> Path:
    """The data files of a site in which every field holds HTML."""

    def make(folder: Path) -> None:
        site = folder / "site"
        write(site, GOOD)
        event = str(GOOD["content/event.md"]).replace("A small event", f"A small {BAD}").replace("= Protest", f"= Protest {BAD}")
        picture = str(GOOD["content/pictures/square.md"])
        picture = picture.replace("A blue", f"A blue {BAD}").replace("Nobody", f"Nobody {BAD}").replace("The square on", "The &lt;u&gt;square on")
        entry = str(GOOD[ENTRY]).replace("People meet", f"\uff1dPeople; meet, {BAD}").replace("Slug: square", "Certainty: disputed\nSlug: square\nClaims:\n" f"    Mr {BAD} X: no\\, so [@agency]\n    Ms Y: yes [@agency]")
        media = "Title: Film\nWhen: 2022-01-07\nKind: protest\nSources: agency\nSlug: film\n\nSeen.\n\n" f"[[media: https://example.org/\"><i>'x | A film {BAD} | Maker {BAD}]]\n"
        write(site, {"content/event.md": event, "content/pictures/square.md": picture, ENTRY: entry, "content/timeline/film.md": media})
        build(site)

    return once("hostile", make) / "site/output/downloads"


def texts(value: Any) -> list[str]:
    """Return every text in a JSON value."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def test_timelinejs_gets_no_html_but_ours(downloads: Path) -> None:
    document = json.loads((downloads / "timelinejs.json").read_text("utf-8"))
    table = csv.reader(io.StringIO((downloads / "timelinejs.csv").read_bytes().decode("utf-8-sig"), newline=""))
    found = [*texts(document), *(cell for row in table for cell in row)]

    assert [text for text in found if "<script" in text or "<img" in text or "<i>" in text or "<u>" in text] == []
    assert sum("&lt;script&gt;" in text for text in found) > 12
    media = {slide["unique_id"]: slide["media"] for slide in document["events"] if "media" in slide}
    assert media["film"]["url"] == "https://example.org/%22%3E%3Ci%3E%27x"
    assert all("&lt;script&gt;" in media["square"][name] for name in ("credit", "alt"))


def test_tables_and_calendars_hold_the_words_as_they_are(downloads: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((downloads / "timeline.csv").read_bytes().decode("utf-8-sig"), newline="")))
    events = {str(event["url" if "url" in event else "uid"]): event for event in Calendar.from_ical((downloads / "timeline.ics").read_bytes()).walk("VEVENT")}
    title = f"\uff1dPeople; meet, {BAD} in the square"

    assert rows[0]["title"] == f"'{title}"
    assert title in {str(event["summary"]) for event in events.values()}
    assert max(len(line) for line in (downloads / "timeline.ics").read_bytes().split(b"\r\n")) <= 75
