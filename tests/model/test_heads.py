"""What heads and data files say together: found out in this process, without a build."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.broken_sites import (
    ARTICLE,
    DISPUTE,
    ENTRY,
    EVENT,
    FIGURES,
    PICTURE,
    SOURCES,
    Change,
    Table,
)
from tests.model.conftest import Model
from tests.sites import GOOD

KINDS = "    government = Government"
SPEAKERS = "Claims:\n    mayor: all is well [@agency]\n    A neighbour: nothing is well [@paper]"
TOLD: Table = {
    "a kind's key twice": (
        {EVENT: (KINDS, f"{KINDS}\n    protest = Rally")},
        'content/event.md:10: Kinds: "protest" stands a second time: give each kind a key and a label of its own (the first is on line 8)',
    ),
    "a kind's label twice": (
        {EVENT: (KINDS, f"{KINDS}\n    rally = protest")},
        'content/event.md:10: Kinds: "protest" stands a second time: give each kind a key and a label of its own (the first is on line 8)',
    ),
    "changed before it was published": (
        {ARTICLE: ("Date: 2022-01-07", "Date: 2022-01-07\nModified: 2022-01-06")},
        "content/articles/first.md:3: Modified lies before Date, which is 2022-01-07: correct one of the two",
    ),
    "changed an hour before it was published": (
        {ENTRY: ("Highlight: yes", "Date: 2022-01-06T10:00\nModified: 2022-01-06T15:00+06:00")},
        "content/timeline/2022-01-05-square.md:6: Modified lies before Date, which is 2022-01-06: correct one of the two",
    ),
    "corrected before it was published": (
        {DISPUTE: ("Slug: answer", "Date: 2022-01-10\nSlug: answer")},
        "content/timeline/2022-01-06-answer.md:10: Correction: 2022-01-09 lies before Date, which is 2022-01-10: correct one of the two",
    ),
    "a claim without a colon": (
        {DISPUTE: ("    A neighbour: nothing", "    A neighbour at 9:00 nothing")},
        'content/timeline/2022-01-06-answer.md:9: Claims: "A neighbour at 9:00 nothing is well [@paper]" does not say who: write who: what they say [@source]',
    ),
    "a reference to a control": (
        {ENTRY: ("They came at noon.", "They &#11; came `&#11;`\n&#xFFFE; at noon.")},
        'content/timeline/2022-01-05-square.md:9: "&#11;" stands for a character that is not allowed: delete it',
        'content/timeline/2022-01-05-square.md:10: "&#xFFFE;" stands for a character that is not allowed: delete it',
    ),
    "a reference to an override": (
        {ENTRY: ("They came at noon.", "They &#x202E; came `&#x202E;`\nat &#8235;noon&#x202C;.")},
        'content/timeline/2022-01-05-square.md:9: "&#x202E;" changes the direction of what follows, or ends no such change: delete it, or write both halves in one paragraph',
    ),
    "a control in a caption": (
        {PICTURE: ("The square on", "The square\b on")},
        "content/pictures/square.md:6: the character U+0008 is not allowed: delete it",
    ),
    "a control in the name of a shape": (
        {
            "content/data/map.geojson": '{"type": "FeatureCollection", "features": [\n{"type": "Feature", "properties": {"name": "\\ud83d\\ude00"}, "geometry": null},\n'
            '{"type": "Feature", "properties": {"name": "A\\u0008B"}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]}'
        },
        "content/data/map.geojson:3: the name of a shape: the character U+0008 is not allowed: delete it",
    ),
    "UTF-16": (
        {SOURCES: str(GOOD[SOURCES]).encode("utf-16")},
        'content/data/sources.yaml: the file is saved as UTF-16 (Notepad calls it "Unicode"): save it as UTF-8',
    ),
    "a point between thousands": (
        {FIGURES: ("value: 2", "value: 2.400")},
        'content/data/figures.yaml:5: value: "2.400" can be read in two ways: write 2400, or 2.4000 if the point begins a fraction',
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(model: Model, name: str) -> None:
    changes, *told = TOLD[name]
    assert [str(problem) for problem in model(changes)[1].sorted()] == told


TAKEN: dict[str, Mapping[str, Change]] = {
    "changed on the day, at some hour": {ARTICLE: ("Date: 2022-01-07", "Date: 2022-01-07T23:00\nModified: 2022-01-07")},
    "changed at an hour of the day": {ARTICLE: ("Date: 2022-01-07", "Date: 2022-01-07\nModified: 2022-01-07T02:00+06:00")},
    "corrected on the local day": {DISPUTE: ("Slug: answer", "Date: 2022-01-10T01:00\nSlug: answer")},
    "the ends of the calendar": {ARTICLE: ("Date: 2022-01-07", "Date: 0001-01-01T01:00\nCorrection: 0001-01-01: A.\nModified: 9999-12-31T23:59")},
    "changed before an entry's day": {ENTRY: ("Highlight: yes", "Modified: 2022-01-04")},
    "Windows line ends": {ENTRY: str(GOOD[ENTRY]).replace("\n", "\r\n").encode()},
    "line ends of an old Mac": {ENTRY: str(GOOD[ENTRY]).replace("\n", "\r").encode()},
    "what does not show": {
        ENTRY: "\u200bTitle\u00a0: The square\u200b\nWhen\u00a0:\u00a02022-01-05\u00a014:00\u200e\nKind: pro\u200btest\u200b\nPlaces: al\u00admaty\u200b;\u00a0berlin\nPicture: square.png\u200b\nSlug: square\u00a0\n\u200b\n"
        "They came.[@\u200bagency\u00a0;\u00a0@paper\u200b]\n\u00a0\n[[quote\u00a0:\u00a0no-comment\u200b]]\u200b\n\n\u200b![](square.png)\u200b\n"
    },
    "kinds as a mapping": {EVENT: ("    protest = Protest\n    government = Government", "  protest: Protest\n  government: \"Government\"")},
    "kinds as a list": {EVENT: ("Kinds:\n    protest = Protest\n    government = Government", "Kinds:\n- protest = 'Protest'\n- government = \"Government\"")},
}


@pytest.mark.parametrize("name", TAKEN)
def test_taken(model: Model, name: str) -> None:
    assert [str(problem) for problem in model(TAKEN[name])[1].sorted()] == []


def test_who_says_what(model: Model) -> None:
    changes = {DISPUTE: (SPEAKERS, "Claims:\n  The 9:00 shift: yes, at 9:30: twice [@agency]\n  \"Сосед\"：жақсы емес [@paper]\n  mayor\u00a0: no [@paper]")}
    event, problems = model({**changes, ARTICLE: ("    First: {filename}", "    At 9:00\u00a0: {filename}")})
    assert not problems
    claims = next(entry for entry in event.entries if entry.slug == "answer").claims
    assert [claim.who.name for claim in claims] == ["The 9:00 shift", "Сосед", "The Mayor"]
    assert event.articles[0].read_more[0].label == "At 9:00"


FUTURE: Table = {
    "an entry": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05/2202-01-06")},
        "content/timeline/2022-01-05-square.md:2: When: 2202-01-06 lies in the future",
    ),
    "the next year": (
        {ENTRY: ("When: 2022-01-05T14:00", "When: 2023"), ARTICLE: ("[[timeline: 2022-01-05]]", "")},
        "content/timeline/2022-01-05-square.md:2: When: 2023 lies in the future",
    ),
    "an article": (
        {ARTICLE: ("Date: 2022-01-07", "Date: 2022-01-07\nModified: 2022-01-12T00:00")},
        "content/articles/first.md:3: Modified: 2022-01-12 lies in the future",
    ),
    "a correction": (
        {DISPUTE: ("2022-01-09:", "2032-01-09:")},
        "content/timeline/2022-01-06-answer.md:10: Correction: 2032-01-09 lies in the future",
    ),
    "the event": ({EVENT: ("2022-01-08", "2022-11-08")}, "content/event.md:4: Ends: 2022-11-08 lies in the future"),
    "a source": ({SOURCES: ("date: 2022-01-05", "date: 2022-01-05\n  read: 2022-02")}, "content/data/sources.yaml:6: read: 2022-02 lies in the future"),
    "a picture": ({PICTURE: ("Places: almaty", "Date: 2022-12")}, "content/pictures/square.md:3: Date: 2022-12 lies in the future"),
    "a report": (
        {FIGURES: ("as_of: 2022-01-07", 'as_of: 2022-01-17\n    withdrawn: "2022-02-01: wrong"')},
        "content/data/figures.yaml:11: as_of: 2022-01-17 lies in the future",
        "content/data/figures.yaml:12: withdrawn: 2022-02-01 lies in the future",
    ),
    "this year, this month, today somewhere": (
        {SOURCES: ("date: 2022-01-05", "date: 2022\n  read: 2022-01"), PICTURE: ("Places: almaty", "Date: 2022-01-10")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FUTURE)
def test_dates_in_the_future_are_warnings(model: Model, name: str) -> None:
    changes, *warned = FUTURE[name]
    _, problems = model(changes)
    assert [str(problem) for problem in problems.sorted()] == []
    assert [str(warning) for warning in problems.warnings()] == [f"{line}: correct it, unless it is meant" for line in warned]


def test_it_is_tomorrow_already_in_kiribati(model: Model) -> None:
    _, problems = model({ARTICLE: ("Date: 2022-01-07", "Date: 2022-01-10\nModified: 2022-01-10T23:59")})
    assert not problems
    assert problems.warnings() == []
