"""`invoke import`: import, build and export give back the same events; nothing is overwritten, nothing is half written."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.sites import GOOD, ROOT, SETTINGS, Finished, build, invoke, small_picture, tree, write
from tests.timeline_sites import TIMES, TRICKY

TIMELINE: dict[str, Any] = {
    "title": {"text": {"headline": "A <i>harbour</i> &amp; its fire", "text": "<p>What happened in one night.</p>"}},
    "eras": [{"start_date": {"year": 1990}, "end_date": {"year": 1991}, "text": {"headline": "The old quay"}}],
    "events": [
        {
            "unique_id": "fire",
            "start_date": {"year": 1991, "month": 8, "day": 19, "hour": 22, "minute": 5},
            "end_date": {"year": "1991", "month": "8", "day": "20", "hour": "0", "minute": "30"},
            "display_date": "19 August 1991, 22:05 – 20 August 1991, 00:30",
            "text": {"headline": "Өрт: the quay burns", "text": "<p>A <b>first</b> report: [sic] 5 &lt; 6.</p><p>A <a href=\"https://example.org/a_(b)\">second</a>.</p>"},
            "media": {"url": "media/fire.png", "caption": "The <i>quay</i>", "credit": "A. Photographer", "alt": "Flames"},
            "group": "Fire & water",
        },
        {
            "unique_id": "film",
            "start_date": {"year": 1991, "month": 8, "day": 20},
            "end_date": {"year": 1991, "month": 8, "day": 20},
            "text": {"headline": "A film", "text": "Plain words, 1. not a list."},
            "media": {"url": "//example.org/film?v=1|2", "caption": "The film", "credit": "An archive"},
            "background": {"color": "#333"},
            "group": "Press",
        },
        {"unique_id": "month", "start_date": {"year": 1991, "month": 9}, "end_date": {"year": 1992, "month": 1}, "text": {"headline": "A winter", "text": ""}},
        {"unique_id": "decade", "start_date": {"year": "198X"}, "text": {"headline": "Long before"}},
        {"unique_id": "about", "start_date": {"year": 1990}, "display_date": "c. 1990", "text": {"headline": "Before"}},
        {"unique_id": "Днём", "start_date": {"year": 1991, "month": 8, "day": 21}, "display_date": "21 August 1991, morning", "text": {"headline": "Morning"}},
        {"unique_id": "words", "start_date": {"year": 1991, "month": 10, "day": 1}, "display_date": "Deep in autumn", "text": {"headline": "Autumn"}},
        {"start_date": {"year": 1991, "month": 10, "day": 2}, "text": {"text": "No headline here."}, "media": {"url": "media/missing.gif"}},
    ],
}  # fmt: skip
SETTING = SETTINGS + 'SITENAME = "Imported"\n'


def task(root: Path, *arguments: str) -> Finished:
    """Run `invoke import ...` in a project."""
    return invoke(root, "import", *arguments)


def project(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a project; its plugin, tasks and theme are the repository's."""
    write(root, {"pelicanconf.py": SETTING, **files})
    (root / "content").mkdir(exist_ok=True)
    shutil.copy(ROOT / "tasks.py", root)
    (root / "plugins").symlink_to(ROOT / "plugins")
    return root


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project with nothing in content/, and a timeline beside it."""
    files: dict[str, str | bytes] = {"source/timeline.json": json.dumps(TIMELINE), "source/media/fire.png": small_picture()}
    return project(tmp_path / "site", files)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A project with the small good site."""
    return project(tmp_path / "site", dict(GOOD))


def exported(root: Path, name: str = "timelinejs.json") -> Any:
    """Return the export of a project that is built now."""
    return json.loads((build(root) / "downloads" / name).read_text("utf-8"))


def same(words: str) -> str:
    """Return HTML in which only what typography and addresses may change is made equal."""
    return re.sub(r"\s+", " ", words.replace("’", "'").replace("“", '"').replace("”", '"')).strip()


def events(document: Any) -> dict[str, dict[str, Any]]:
    """Return what must come back of each event."""
    found = {}
    for slide in document["events"]:
        media = slide.get("media", {})
        found[slide["unique_id"]] = {
            "start": slide["start_date"],
            "end": slide.get("end_date"),
            "headline": same(slide["text"]["headline"]),
            "text": same(slide["text"]["text"]),
            "group": slide["group"],
            "media": {name: same(media.get(name, "")) for name in ("caption", "credit", "alt")},
        }
    return found


def test_a_timeline_becomes_a_site_that_gives_it_back(empty: Path) -> None:
    done = task(empty, "timelinejs", "source/timeline.json", "--zone", "Europe/Berlin")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "8 entries and 1 picture written to content/"
    document = exported(empty)
    assert document["title"]["text"]["headline"] == "A harbour &amp; its fire"
    slides = {slide["unique_id"]: slide for slide in document["events"]}
    assert set(slides) >= {"fire", "film", "month", "about-entry", "words"}
    fire = slides["fire"]
    assert fire["start_date"] == TIMELINE["events"][0]["start_date"]
    assert fire["end_date"] == {"year": 1991, "month": 8, "day": 20, "hour": 0, "minute": 30}
    assert fire["display_date"] == "19 August 1991, 22:05 to 20 August 1991, 00:30", "in the words of the site"
    assert fire["text"]["headline"] == "Өрт: the quay burns"
    assert fire["text"]["text"] == (
        '<p>A <strong>first</strong> report: [sic] 5 &lt; 6.</p>\n<p>A <a href="https://example.org/a_(b)">second</a>.</p>'
    )
    assert (fire["media"]["caption"], fire["media"]["credit"], fire["media"]["alt"]) == ("The quay", "A. Photographer", "Flames")
    assert fire["group"] == "Fire &amp; water"
    film = slides["film"]
    assert "end_date" not in film
    assert film["media"] == {"url": "https://example.org/film?v=1%7C2", "caption": "The film", "credit": "An archive"}
    assert slides["month"]["start_date"] == {"year": 1991, "month": 9}
    assert slides["month"]["end_date"] == {"year": 1992, "month": 1}
    assert slides["about-entry"]["display_date"] == "about 1990"
    assert next(slide for slide in slides.values() if slide["text"]["headline"] == "Morning")["display_date"] == "21 August 1991, morning"
    report = done.stdout
    for words in (
        'the era "The old quay"',
        'its id "about" became "about-entry"',
        'the display date "Deep in autumn"',
        'has no headline: it is called "No headline here."',
        'the media file "media/missing.gif"',
        "its background",
        "as imported in data/sources.yaml",
    ):
        assert words in report, words
    assert "c. 1990" not in report
    assert "morning" not in report


def test_what_is_exported_is_imported_and_exported_the_same(tmp_path: Path) -> None:
    write(tmp_path / "first", TRICKY)
    first = build(tmp_path / "first") / "downloads/timelinejs.json"
    again = project(tmp_path / "second", {})
    done = task(again, "timelinejs", str(first), "--zone", "Asia/Almaty")
    assert done.returncode == 0, done.stderr
    before, after = events(json.loads(first.read_text("utf-8"))), events(exported(again))
    assert set(after) == set(before) == set(TIMES)
    for slug in before:
        # A link into the old site is no link any more; the report says so.
        before[slug]["text"] = re.sub(r'<a href="\.\.[^>]*>(.*?)</a>', r"\1", before[slug]["text"])
        for tag in (("<b>", "<strong>"), ("</b>", "</strong>")):
            before[slug]["text"] = before[slug]["text"].replace(*tag)
        assert after[slug] == before[slug], slug
    assert 'the link to "../timeline/2022-01-05/day/index.html"' in done.stdout


def test_the_spreadsheet_says_the_same_as_the_json(tmp_path: Path) -> None:
    write(tmp_path / "first", TRICKY)
    output = build(tmp_path / "first")
    found = []
    for name in ("timelinejs.json", "timelinejs.csv"):
        root = project(tmp_path / name.replace(".", "-"), {})
        done = task(root, "timelinejs", str(output / "downloads" / name), "--zone", "Asia/Almaty")
        assert done.returncode == 0, done.stderr
        # The spreadsheet has no ids: they come from the headlines.
        found.append(sorted(repr(sorted(event.items())) for event in events(exported(root)).values()))
    assert found[0] == found[1]


def test_our_own_table_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "first", TRICKY)
    table = build(tmp_path / "first") / "downloads/timeline.csv"
    data = {name: content for name, content in TRICKY.items() if not name.startswith("content/timeline/") and name != "pelicanconf.py"}
    again = project(tmp_path / "second", data)
    done = task(again, "csv", str(table))
    assert done.returncode == 0, done.stderr
    assert "Modified" not in done.stdout

    def rows(file: Path) -> list[dict[str, str]]:
        names = ("id", "title", "when", "start", "end", "precision", "approximate", "zone", "kind", "highlight", "places", "text", "sources")
        text = file.read_bytes().decode("utf-8-sig")
        return [{name: row[name] for name in names} for row in csv.DictReader(io.StringIO(text, newline=""))]

    before, after = rows(table), rows(build(again) / "downloads/timeline.csv")
    assert [{**row, "text": same(row["text"])} for row in after] == [{**row, "text": same(row["text"])} for row in before]
    assert 'the certainty "disputed"' in done.stdout


def test_any_table_with_a_mapping(good: Path) -> None:
    write(good, {"events.csv": "Tag;Zeit;Was;Typ;Ort;Quelle;Rest\n2022-01-07;18:30;Ein \"Streik\";Demo;almaty;The Agency;x\n2022-01-08;;Ende;Government;Nowhere;agency;\n"})
    write(good, {"events.csv": 'Tag;Zeit;Was;Typ;Ort;Quelle;Rest\n2022-01-07;18:30;"Ein ""Streik""";Demo;almaty;agency;x\n2022-01-08;;Ende;Government;Nowhere;agency;\n'})
    columns = "when=Tag+Zeit; title=Was; kind=Typ; places=Ort; sources=Quelle"
    refused = task(good, "csv", "events.csv", "--columns", columns)
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        'events.csv: no kind of the event is called "Demo": add it to Kinds in event.md, or choose one with --kind'
    )
    done = task(good, "csv", "events.csv", "--columns", columns, "--kind", "protest")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "2 entries written to content/",
        "Not carried, or to look at:",
        "- the columns Rest",
        '- the group "Demo": its entries are of the kind "protest"',
        '- line 3: "Nowhere" is not in data/places.yaml',
    ]
    entries = {entry["id"]: entry for entry in exported(good, "timeline.json")["entries"]}
    assert entries["ein-streik"]["when"]["start"]["datetime"] == "2022-01-07T18:30+06:00"
    assert entries["ein-streik"]["title"] == "Ein “Streik”"
    assert entries["ende"]["kind"] == "government"


def test_nothing_is_overwritten_and_ids_stay_unique(good: Path) -> None:
    before = tree(good / "content")
    slide = {"unique_id": "square", "start_date": {"year": 2022, "month": 1, "day": 5}, "text": {"headline": "Square"}, "group": "Protest",
             "media": {"url": "square.png", "alt": "New", "credit": "New"}}  # fmt: skip
    write(good, {"t.json": json.dumps({"title": {"text": {"headline": "T"}}, "events": [slide]}), "square.png": small_picture("red")})
    for slug in ("square-2", "square-3"):
        done = task(good, "timelinejs", "t.json", "--source", "agency")
        assert done.returncode == 0, done.stderr
        assert f'its id "square" became "{slug}"' in done.stdout
        assert 'the title "T": the event has one' in done.stdout
        assert (good / f"content/timeline/2022-01-05-{slug}.md").is_file()
    after = tree(good / "content")
    assert {name: after[name] for name in before} == before
    assert (good / "content/pictures/square-2.md").is_file()
    build(good)


BROKEN = {
    "not json": ("{", "t.json: not JSON (line 1): save it again from where the timeline is made"),
    "no events": ('{"title": {}}', 't.json: it has no list of "events": name a JSON file of TimelineJS 3'),
    "none at all": ('{"events": []}', "t.json: there is no event in it: name the file that the timeline is made from"),
    "version 2": ('{"timeline": {"date": []}}', "t.json: it is a file of TimelineJS 2: save it as TimelineJS 3"),
    "a strange event": ('{"events": [1]}', "t.json: event 1: it is no object: take it out, or name a JSON file of TimelineJS 3"),
    "another table": ("a,b\n1,2\n", "t.json: it has no column Year, Headline: keep the header of TimelineJS's spreadsheet template"),
}
DATES = {
    "before the common era": ({"year": -43, "month": 3, "day": 15}, "the year -43 lies before the common era: Dateline's years begin with 1: take the event out"),
    "the year 0": ({"year": "0"}, "the year 0 lies before the common era: Dateline's years begin with 1: take the event out"),
    "far away": ({"year": 12000}, "the year 12000 is too far away: Dateline's years end with 9999: take the event out"),
    "no date": ({"year": "198x"}, 'its year is "198x": write a whole number'),
    "no number": ({"year": "MCM"}, 'its year is "MCM": write a whole number'),
    "no year": ({"month": 1}, "it has no start date: give it a year"),
    "no month": ({"year": 2000, "day": 1}, "its date has a day, but no month: give it a month"),
    "no such day": ({"year": 2023, "month": 2, "day": 29}, '"2023-02-29" does not exist: February 2023 has 28 days'),
    "24:00": ({"year": 2023, "month": 2, "day": 28, "hour": 24}, '"2023-02-28T24:00" is the midnight of the next day: write 2023-03-01T00:00'),
    "in a gap": ({"year": 2023, "month": 3, "day": 26, "hour": 2, "minute": 30}, '"2023-03-26T02:30" does not exist in Europe/Berlin: the clocks were set forward over it: correct the time'),
}  # fmt: skip


def refused(root: Path, *arguments: str) -> str:
    """Run an import that must fail with one line and write nothing; return the line."""
    before = tree(root / "content")
    done = task(root, *arguments)
    assert done.returncode == 1, done.stdout
    assert done.stdout == ""
    assert tree(root / "content") == before
    assert not [path for path in (root / "content").rglob("*") if path.is_dir() and not any(path.iterdir())]
    line, *others = done.stderr.strip().splitlines()
    assert not others, done.stderr
    return line


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_timeline_is_told(empty: Path, case: str) -> None:
    text, message = BROKEN[case]
    write(empty, {"t.json": text})
    assert refused(empty, "timelinejs", "t.json") == message


@pytest.mark.parametrize("case", DATES)
def test_dates_that_cannot_be_carried_are_told(empty: Path, case: str) -> None:
    date, message = DATES[case]
    fine = {"start_date": {"year": 2000}, "text": {"headline": "Fine"}, "media": {"url": "source/media/fire.png"}}
    write(empty, {"t.json": json.dumps({"events": [fine, {"start_date": date, "text": {"headline": "X"}}]})})
    assert refused(empty, "timelinejs", "t.json", "--zone", "Europe/Berlin") == f't.json: event 2 ("X"): {message}'


def test_a_time_that_came_twice_is_taken_as_the_earlier_and_told(empty: Path) -> None:
    date = {"year": 2023, "month": 10, "day": 29, "hour": 2, "minute": 30}
    write(empty, {"t.json": json.dumps({"events": [{"unique_id": "x", "start_date": date, "text": {"headline": "X"}}]})})
    done = task(empty, "timelinejs", "t.json", "--zone", "Europe/Berlin")
    assert done.returncode == 0, done.stderr
    assert "2023-10-29T02:30 came twice in Europe/Berlin; taken as the earlier one" in done.stdout
    assert "When: 2023-10-29T02:30+02:00" in (empty / "content/timeline/2023-10-29-x.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("xml", "t.csv"), 'unknown format "xml": known are timelinejs, csv, auto-archiver'),
        (("csv", "missing.csv"), "missing.csv: cannot be read (No such file or directory): name a file"),
        (("csv", "latin.csv"), "latin.csv: byte 11 is not UTF-8: save the file as UTF-8"),
        (("csv", "t.csv"), "t.csv: no column is the when: say which one: when=Column; it has title, Date, text"),
        (("csv", "t.csv", "--columns", "when=Dat"), 't.csv: it has no column "Dat": did you mean "Date"?'),
        (("csv", "t.csv", "--columns", "wen=Date"), 't.csv: "wen" is no field: did you mean "when"?'),
        (("csv", "t.csv", "--columns", "when"), 't.csv: "when" is no mapping: write field=Column, for example when=Date+Time'),
        (("csv", "t.csv", "--columns", "when=Date", "--kind", "x"), '--kind: unknown kind "x": known are protest, government'),
        (("csv", "t.csv", "--columns", "when=Date", "--kind", "protest"), "t.csv: its entries have no source: choose one with --source, a key of data/sources.yaml"),
        (("csv", "t.csv", "--columns", "when=Date", "--kind", "protest", "--source", "agncy"), '--source: unknown source "agncy": did you mean "agency"?'),
        (
            ("csv", "slashes.csv", "--kind", "protest", "--source", "agency"),
            'slashes.csv: line 3: "05/06/2022" is ambiguous: write 2022-06-05 or 2022-05-06, or say for all of them --dates dmy or --dates mdy',
        ),
        (("csv", "wide.csv", "--kind", "protest", "--source", "agency"), "wide.csv: line 2: it has 3 cells, the header 2: quote cells that hold the separator"),
        (("csv", "bare.csv"), "bare.csv: there is no row in it: name the file that holds the entries"),
        (("csv", "quote.csv"), "quote.csv: line 2: not CSV (unexpected end of data): export it again as CSV"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told(good: Path, arguments: tuple[str, ...], message: str) -> None:
    write(
        good,
        {
            "t.csv": "title,Date,text\nOne,2022-01-05,x\nTwo,2022-01-06,y\n",
            "slashes.csv": "title,when\nOne,2022-01-05\nTwo,05/06/2022\n",
            "latin.csv": "title,when\né,2022\n".encode("latin-1"),
            "wide.csv": "title,when\nOne,2022,x\n",
            "bare.csv": "title,when\n",
            "quote.csv": 'title,when\n"One,2022\n',
        },
    )
    assert refused(good, *arguments) == message


def test_broken_content_is_mended_first(good: Path) -> None:
    write(good, {"content/timeline/broken.md": "Titel: x\n\n", "t.json": json.dumps(TIMELINE)})
    assert refused(good, "timelinejs", "t.json").startswith("content/timeline/broken.md:1: ")


def test_a_full_disk_leaves_nothing_half_written(empty: Path) -> None:
    # A file where a folder must be: the last thing to be written fails.
    write(empty, {"content/data": "no folder"})
    done = task(empty, "timelinejs", "source/timeline.json")
    assert done.returncode == 1
    assert sorted(path.name for path in (empty / "content").iterdir()) == ["data"]
