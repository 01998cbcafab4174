"""The real TimelineJS, in Chromium, loads both exports: every entry is shown, and it has nothing to complain of."""

from __future__ import annotations

import json
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.conftest import Once
from tests.http import serving
from tests.npm import fetched
from tests.sites import build, write
from tests.timeline_sites import TIMES, TRICKY

pytestmark = pytest.mark.browser

PACKAGE, VERSION = "@knight-lab/timelinejs", "3.9.11"
PAGE = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>TimelineJS</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="lib/css/timeline.css"><script src="lib/js/timeline.js"></script></head>
<body><div id="timeline" style="width:100%;height:600px"></div></body></html>
"""


@pytest.fixture(scope="module")
def library(once: Once) -> Path:
    """The dist folder of TimelineJS."""
    return fetched(once, PACKAGE, VERSION) / "dist"


@pytest.fixture(scope="module")
def relative(once: Once) -> Path:
    """The tricky site as it is built while writing: all its addresses are relative."""

    def make(folder: Path) -> None:
        files = {**TRICKY, "content/timeline/overnight.md": "Title: Entry overnight\nWhen: 2022-01-05T20:00/2022-01-06T05:00\n"
                 "Kind: protest\nSlug: overnight\n\nNothing from elsewhere.[@agency]\n"}  # fmt: skip
        write(folder / "site", files)
        build(folder / "site")

    return once("tricky-relative", make) / "site/output"


def open_timeline(page: Page, address: str, data: str) -> dict[str, Any]:
    """Let TimelineJS show a file; return what it understood."""
    page.goto(address)
    made: dict[str, Any] = page.evaluate(
        """data => new Promise((done, failed) => {
            const timeline = window.timeline = new TL.Timeline("timeline", data, {font: null, language: "en", duration: 0});
            timeline.on("ready", () => done({
                events: timeline.config.events.map(event => ({
                    id: event.unique_id, headline: event.text.headline, start: event.start_date.data.date_obj.getTime(),
                    ends: event.end_date ? event.end_date.data.date_obj.getTime() : null,
                })),
                title: timeline.config.title.text.headline,
                errors: timeline.config.getErrors(),
                warnings: timeline.config.messages.warnings,
            }));
            setTimeout(() => failed(new Error("TimelineJS was never ready: " + document.body.innerText)), 60000);
        })""",
        data,
    )
    return made


def shown_slides(page: Page, ids: list[str]) -> dict[str, str]:
    """Go to each slide and return the words that it shows."""
    found = {}
    for name in ids:
        page.evaluate("name => window.timeline.goToId(name)", name)
        page.wait_for_function("name => window.timeline.current_id === name", arg=name)
        found[name] = page.locator(f".tl-slide[id='{name}']").inner_text()
    return found


@pytest.mark.parametrize(("which", "data"), [("tricky", "timelinejs.json"), ("tricky", "timelinejs.csv"), ("real", "timelinejs.json")])
def test_timelinejs_shows_every_entry(
    chromium: Browser, library: Path, relative: Path, event_site: Path, tmp_path: Path, which: str, data: str
) -> None:
    folder = tmp_path / "served"
    shutil.copytree(relative if which == "tricky" else event_site, folder)
    shutil.copytree(library, folder / "downloads/lib")
    (folder / "downloads/timelinejs.html").write_text(PAGE, "utf-8")
    document = json.loads((folder / "downloads/timelinejs.json").read_text("utf-8"))
    expected = document["events"]
    if which == "tricky":
        assert {slide["unique_id"] for slide in expected} == set(TIMES)
    complaints: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    with serving(folder) as server:
        page = chromium.new_page(viewport={"width": 1280, "height": 800}, timezone_id="America/New_York")
        page.on("console", console)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
        try:
            made = open_timeline(page, server.address("downloads/timelinejs.html"), data)
            assert made["errors"] == made["warnings"] == []
            assert made["title"] == document["title"]["text"]["headline"]
            assert len(made["events"]) == len(expected)
            by_headline = {slide["text"]["headline"]: slide for slide in expected}
            for event in made["events"]:
                slide = by_headline[event["headline"].removeprefix("'")]
                assert (event["ends"] is not None) == ("end_date" in slide), event
                assert event["ends"] is None or event["ends"] > event["start"]
            if data.endswith(".json"):
                assert {event["id"] for event in made["events"]} == {slide["unique_id"] for slide in expected}
            # TimelineJS orders by what it reads; our order of equals (a day before its hours) it keeps, for sort is stable.
            starts = [event["start"] for event in made["events"]]
            assert starts == sorted(starts)
            assert page.locator(".tl-timemarker").count() == len(expected)
            visited = made["events"] if which == "tricky" else made["events"][::5]
            slides = shown_slides(page, [event["id"] for event in visited])
            for event in visited:
                assert unescape(event["headline"]) in slides[event["id"]], event["id"]
        finally:
            page.close()
    assert complaints == []
