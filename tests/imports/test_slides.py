"""Slides of TimelineJS: both templates of its spreadsheet, and JSON of whatever shape: told, never a crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateline.imports.entries import Imported, slug_from
from dateline.imports.timelinejs import read_timelinejs
from dateline.problems import Misread

OLDER = "Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag\n"
NEWER = "Year;Month;Day;Time;End Year;End Month;End Day;End Time;Display Date;Headline;Text;Media;Media Credit;Media Caption;Media Thumbnail;Type;Group;Background\n"


def read(written: Any, order: str = "") -> Imported:
    """Return what a document or text holds."""
    text = written if isinstance(written, str) else json.dumps(written)
    return read_timelinejs(text, Path("timeline.json"), ZoneInfo("UTC"), order)


def events(*slides: Any, **more: Any) -> Imported:
    """Return what a document of some slides holds."""
    return read({"events": list(slides), **more})


def test_the_older_template() -> None:
    rows = "3/27/2019,3/29/2019 14:30,The dam,It broke.,,,,,,Water\n2019,,The year,,,,,,,\n,,All of it,In short.,,,,,title,\n3/1/2019,,Era,,,,,,era,\n"
    found = read(OLDER + rows)
    assert [(entry.title, entry.when, entry.group) for entry in found.entries] == [
        ("The dam", "2019-03-27/2019-03-29T14:30", "Water"),
        ("The year", "2019", ""),
    ]
    assert (found.title, found.standfirst) == ("All of it", "In short.")
    assert found.lost == ('the era "Era": Dateline has none',)


def test_the_older_template_asks_which_comes_first() -> None:
    text = OLDER + "3/7/2019,,The dam,,,,,,,\n3/8/2019,,Later,,,,,,,\n"
    assert [wrong.where for wrong in read(text).wrong] == ["line 2", "line 3"]
    assert [entry.when for entry in read(text, "dmy").entries] == ["2019-07-03", "2019-08-03"]


def test_the_newer_template_as_excel_saves_it() -> None:
    (entry,) = read("sep=;\n" + NEWER + "2019,0;3;7;9:05;;;;;;The dam;It broke.;;;;;;Water;\n").entries
    assert (entry.title, entry.when, entry.group, entry.body) == ("The dam", "2019-03-07T09:05", "Water", "It broke.")


def test_midnight_in_every_event_is_a_day_unless_it_is_said() -> None:
    slides = [{"start_date": {"year": 2019, "month": 3, "day": day, "hour": 0, "minute": 0}, "text": {"headline": "X"}} for day in (7, 8)]
    assert [entry.when for entry in events(*slides).entries] == ["2019-03-07", "2019-03-08"]
    said = [{**slide, "display_date": "7 March, 00:00"} for slide in slides]
    assert [entry.when for entry in events(*said).entries] == ["2019-03-07T00:00", "2019-03-08T00:00"]


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ({"url": "<blockquote>It broke.<cite>A neighbour</cite></blockquote>"}, "> It broke.\n> — A neighbour"),
        ({"url": "<blockquote>It broke.</blockquote>", "credit": "A neighbour"}, "> It broke.\n> — A neighbour"),
        ({"url": '<blockquote class="tweet"><p>It broke.</p>&mdash; Somebody (@s)</blockquote> <script src="x"></script>'}, "> It broke.\n> — Somebody (@s)"),
        ({"url": "<BLOCKQUOTE>It broke."}, "> It broke."),
        ("https://example.org/film", "[[media: https://example.org/film | The dam | example.org]]"),
        ({"url": '<iframe src="//example.org/f?a=1&amp;b=2"></iframe>', "caption": "[[a]] | b"}, "[[media: https://example.org/f?a=1&b=2 | a] / b | example.org]]"),
    ],
)
def test_media_that_are_words_stay_in_the_text(media: Any, body: str) -> None:
    (entry,) = events({"start_date": {"year": 2019}, "text": {"headline": "The dam"}, "media": media}).entries
    assert entry.body == body


@pytest.mark.parametrize("url", ["http://[", "https://exa mple/x", "../../secret", "a" * 5000 + ".png", "\u0000.png", "data:image/png;base64,xx"])
def test_media_that_are_nothing_are_named(url: str) -> None:
    found = events({"start_date": {"year": 2019}, "text": {"headline": "The dam"}, "media": {"url": url}})
    assert found.entries[0].body == ""
    assert any("the media" in line for line in found.lost)


def test_the_titles_media_are_named() -> None:
    title = {"text": {"headline": "All"}, "media": {"url": "https://example.org/p.jpg"}, "background": {"url": "x"}}
    found = events({"start_date": {"year": 2019}, "text": {"headline": "The dam"}}, title=title)
    assert found.title == "All"
    assert set(found.lost) == {'the title: its media "https://example.org/p.jpg"', "the title: its background"}


STRANGE: list[Any] = [None, True, 5, 2019.0, "words", ["a"], {"a": {"b": []}}, [], {}, float("1e400"), "\u000b", "\ud800"]


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
@pytest.mark.parametrize("where", ["text", "headline", "media", "url", "group", "unique_id", "start_date", "year", "end_date", "display_date", "title", "eras", "event", "era"])
def test_json_of_another_shape_is_told_and_never_a_crash(strange: Any, where: str) -> None:
    slide: dict[str, Any] = {"start_date": {"year": 2019}, "text": {"headline": "The dam", "text": "It broke."}, "media": {}}
    document: dict[str, Any] = {"title": {}, "eras": [], "events": [slide]}
    inside = {"headline": slide["text"], "url": slide["media"], "year": slide["start_date"], "title": document, "eras": document}
    if where == "event":
        document["events"].append(strange)
    elif where == "era":
        document["eras"].append(strange)
    else:
        inside.get(where, slide)[where] = strange
    found = read(document)
    assert found.entries or found.wrong
    for entry in found.entries:
        assert entry.title.isprintable()
        assert "{'" not in repr((entry.title, entry.body, entry.group, entry.slug))


@pytest.mark.parametrize("text", ["[]", "[1]", "{}", '{"events": {}}', '{"events": 1}', "[" * 100_000, '{"events": []}', "9" * 5000, "null", ""])
def test_what_is_no_timeline_is_told(text: str) -> None:
    with pytest.raises(Misread):
        read(text)


def test_long_headlines_make_addresses_that_are_file_names() -> None:
    assert slug_from("word " * 100) == "-".join(["word"] * 16)
    assert len(slug_from("x" * 3000)) == 80
    assert slug_from("Short") == "short"
