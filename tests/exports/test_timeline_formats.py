"""The timeline in other people's formats: valid, the same bytes from the same content, and read back as what was written."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from dateline.exports.timelinejs import COLUMNS, TITLE_ID
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.conftest import Once
from tests.sites import build, copy, tree, write
from tests.timeline_sites import TIMES, TRICKY, UNSAID

SITEURL = "https://example.org/event"


@pytest.fixture(scope="session")
def tricky(once: Once) -> Path:
    """The tricky site, built for production below a folder."""

    def make(folder: Path) -> None:
        write(folder / "site", TRICKY)
        (folder / "site/production.py").write_text(
            "from pelicanconf import *\nRELATIVE_URLS = False\n"
            f'SITEURL = "{SITEURL}"\nSITENAME = "Tricky times"\n',
            "utf-8",
        )
        build(folder / "site", "content", "-s", "production.py", PYTHONPATH=".")

    return once("tricky", make) / "site"


@pytest.fixture(scope="session")
def downloads(tricky: Path) -> Path:
    """Its data files."""
    return tricky / "output/downloads"


def loaded(file: Path) -> Any:
    """Return what a JSON file holds."""
    return json.loads(file.read_text("utf-8"))


def components(downloads: Path) -> dict[str, Any]:
    """Return the calendar's events by their slug (the end of their address)."""
    calendar = Calendar.from_ical((downloads / "timeline.ics").read_bytes())
    return {str(found["url"]).split("/")[-2]: found for found in calendar.walk("VEVENT")}


def test_timeline_json_follows_its_schema(downloads: Path) -> None:
    schema = loaded(downloads / "timeline.schema.json")
    Draft202012Validator.check_schema(schema)
    document = loaded(downloads / "timeline.json")
    checker = Draft202012Validator.FORMAT_CHECKER
    assert not list(Draft202012Validator(schema, format_checker=checker).iter_errors(document))
    assert {entry["id"] for entry in document["entries"]} == {*TIMES, *UNSAID}


def test_calendar_is_parsed_back(downloads: Path) -> None:
    found = components(downloads)
    assert set(found) == set(TIMES)
    ends: dict[str, tuple[Any, Any]] = {
        slug: (item["dtstart"].dt, item["dtend"].dt if "dtend" in item else None) for slug, item in found.items()
    }
    assert ends["day"] == (date(2022, 1, 5), date(2022, 1, 6))
    assert ends["minute"] == (datetime(2022, 1, 5, 16, 52, tzinfo=UTC), None)
    assert ends["midnight"] == (datetime(2022, 1, 5, 18, 0, tzinfo=UTC), None)
    assert ends["part"] == (date(2022, 1, 5), date(2022, 1, 6))
    assert ends["month"] == (date(2022, 2, 1), date(2022, 3, 1))
    assert ends["year"] == (date(2021, 1, 1), date(2022, 1, 1))
    assert ends["overnight"] == (
        datetime(2022, 1, 5, 14, 0, tzinfo=UTC),
        datetime(2022, 1, 5, 23, 0, tzinfo=UTC),
    )
    assert ends["uneven"] == (date(2022, 1, 5), date(2022, 1, 8))
    assert ends["uneven-month"] == (date(2022, 1, 31), date(2022, 4, 1))
    assert ends["same-minute"] == (datetime(2022, 1, 7, 4, 0, tzinfo=UTC), None)
    assert ends["in-berlin"][0] == datetime(2022, 1, 5, 19, 0, tzinfo=UTC)
    assert ends["last"] == (date(9999, 12, 31), None)
    assert ends["decade"] == (date(1980, 1, 1), date(1990, 1, 1))
    assert ends["one-of"] == (date(2022, 1, 5), date(2022, 1, 8))
    assert ends["open"] == (date(1990, 1, 1), date(1991, 1, 1)), "of an open interval, the end that is known"
    assert ends["each"] == (date(2022, 1, 5), date(2022, 1, 6)), "nothing is said of the day between"
    assert [day.dt for day in found["each"]["rdate"].dts] == [date(2022, 1, 7)]
    assert str(found["one-of"]["x-dateline-edtf"]) == "[2022-01-05..2022-01-07]"
    assert "between 5 January 2022 and 7 January 2022" in found["one-of"]["description"]
    assert not any("x-dateline-edtf" in found[slug] for slug in ("day", "minute", "part", "overnight", "three-days"))


def test_bounds_and_edtf_are_exported(downloads: Path) -> None:
    whens = {entry["id"]: entry["when"] for entry in loaded(downloads / "timeline.json")["entries"]}
    assert (whens["before"]["earliest"], whens["before"]["latest"], whens["before"]["start"]) == (None, "1989-12-31", None)
    assert (whens["decade"]["edtf"], whens["decade"]["earliest"], whens["decade"]["text"]) == ("198X", "1980-01-01", "1980s")
    assert (whens["perhaps"]["uncertain"], whens["perhaps"]["approximate"], whens["perhaps"]["start"]["doubts"]) == (True, False, [{"of": "whole", "what": "uncertain"}])
    assert (whens["never"]["form"], whens["never"]["edtf"], whens["never"]["note"]) == ("undated", "XXXX", "So the agency says.")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO((downloads / "timeline.csv").read_text("utf-8-sig")))}
    assert (rows["one-of"]["edtf"], rows["one-of"]["start"], rows["one-of"]["latest"]) == ("[2022-01-05..2022-01-07]", "", "2022-01-07")
    features = {each["id"]: each["properties"] for each in loaded(downloads / "timeline.geojson")["features"]}
    assert (features["before"]["start"], features["before"]["latest"], features["before"]["when_note"]) == (None, "1989-12-31", "So the agency says.")
    slides = {slide["unique_id"]: slide for slide in loaded(downloads / "timelinejs.json")["events"]}
    assert (slides["decade"]["start_date"], slides["decade"]["end_date"], slides["decade"]["display_date"]) == ({"year": 1980}, {"year": 1989}, "1980s")
    assert (slides["open"]["start_date"], slides["open"]["display_date"]) == ({"year": 1990}, "1990 and before")


def test_calendar_keeps_to_rfc_5545(downloads: Path) -> None:
    data = (downloads / "timeline.ics").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")  # 3.1: lines end with CRLF and have at most 75 octets
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    found = components(downloads)
    uids = {str(item["uid"]) for item in found.values()}
    assert len(uids) == len(TIMES)
    for item in found.values():
        assert item["dtstamp"].dt.tzinfo is not None  # 3.8.7.2: in UTC
        if "dtend" in item:
            assert type(item["dtend"].dt) is type(item["dtstart"].dt)
            assert item["dtend"].dt > item["dtstart"].dt
    assert found["minute"]["dtstamp"].dt == datetime(2022, 2, 1, 8, 0, tzinfo=UTC)
    assert str(found["circa"]["summary"]).startswith("Жаңаөзен: “құқық”")
    assert "5 January 2022, about 17:00 (UTC+6)" in found["circa"]["description"]
    assert "nobody came" in found["three-days"]["description"]
    assert "The Agency" in found["day"]["description"]


def test_uids_outlive_corrections(tricky: Path, downloads: Path, tmp_path: Path) -> None:
    site = copy(tricky, tmp_path / "site")
    file = site / "content/timeline/day.md"
    file.write_text(file.read_text("utf-8").replace("2022-01-05", "2022-01-03").replace("Entry day", "Another title"), "utf-8")
    build(site, "content", "-s", "production.py", PYTHONPATH=".")
    changed = components(site / "output/downloads")["day"]
    assert changed["dtstart"].dt == date(2022, 1, 3)
    assert changed["uid"] == components(downloads)["day"]["uid"]


def test_geojson_keeps_to_rfc_7946(downloads: Path) -> None:
    document = loaded(downloads / "timeline.geojson")
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document  # 4: WGS 84 and nothing else
    by_id = {feature["id"]: feature for feature in document["features"]}
    assert set(by_id) == {*TIMES, *UNSAID}
    for feature in document["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        geometry = feature["geometry"]
        if geometry is not None:
            assert geometry["type"] == "Point"
            longitude, latitude = geometry["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    assert by_id["day"]["geometry"]["coordinates"] == [76.92, 43.24]
    assert by_id["in-berlin"]["geometry"]["coordinates"] == [13.4, 52.52]
    assert by_id["part"]["geometry"] is None  # its place has no position: nothing is guessed
    assert by_id["minute"]["geometry"] is None


def test_timelinejs_gets_dates_that_it_understands(downloads: Path) -> None:
    document = loaded(downloads / "timelinejs.json")
    slides = {slide["unique_id"]: slide for slide in document["events"]}
    assert document["title"]["unique_id"] == TITLE_ID
    assert list(slides) == [entry["id"] for entry in loaded(downloads / "timeline.json")["entries"] if entry["id"] not in UNSAID]
    for slide in slides.values():
        assert slide["group"] == "Protest"
        if "end_date" in slide:
            assert set(slide["end_date"]) == set(slide["start_date"])
            assert slide["end_date"] != slide["start_date"]
    assert slides["day"]["start_date"] == {"year": 2022, "month": 1, "day": 5}
    assert "display_date" not in slides["day"]
    assert "display_date" not in slides["minute"]
    assert slides["month"]["start_date"] == {"year": 2022, "month": 2}
    assert slides["midnight"]["display_date"] == "6 January 2022, 00:00"
    assert slides["circa"]["display_date"] == "5 January 2022, about 17:00"
    assert slides["part"]["display_date"] == "5 January 2022, evening"
    assert slides["overnight"]["end_date"] == {"year": 2022, "month": 1, "day": 6, "hour": 5, "minute": 0}
    assert slides["uneven"]["start_date"] == {"year": 2022, "month": 1, "day": 5}
    assert slides["uneven"]["end_date"] == {"year": 2022, "month": 1, "day": 7}
    assert slides["uneven-month"]["end_date"] == {"year": 2022, "month": 3}
    # 20:00 in Berlin is 01:00 of the next day in the event's zone, in which TimelineJS orders.
    assert slides["in-berlin"]["start_date"] == {"year": 2022, "month": 1, "day": 6, "hour": 1, "minute": 0}
    assert slides["in-berlin"]["display_date"] == "5 January 2022, 20:00 (UTC+1)"
    assert slides["minute"]["media"]["url"].startswith(f"{SITEURL}/pictures/square")
    assert slides["minute"]["media"]["alt"] == "A blue rectangle"
    assert slides["overnight"]["media"]["url"] == "https://example.org/film"
    assert f'href="{SITEURL}/timeline/2022-01-05/day/"' in slides["minute"]["text"]["text"]
    assert "<b>A neighbour</b>: all came" in slides["three-days"]["text"]["text"]


def test_timelinejs_csv_says_the_same(downloads: Path) -> None:
    text = (downloads / "timelinejs.csv").read_bytes().decode("utf-8-sig")
    header = text.partition("\r\n")[0]
    assert header == (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,"
        "Media Thumbnail,Alt Text,Type,Group,Background"
    )
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["Type"] for row in rows].count("title") == 1
    slides = loaded(downloads / "timelinejs.json")["events"]
    assert len(rows) == len(slides) + 1
    for row, slide in zip(rows[1:], slides, strict=True):
        start = slide["start_date"]
        assert (row["Year"], row["Month"], row["Day"]) == tuple(str(start.get(name, "")) for name in ("year", "month", "day"))
        assert row["Time"] == (f"{start['hour']:02}:{start['minute']:02}" if "hour" in start else "")
        assert row["Headline"].removeprefix("'") == slide["text"]["headline"]
    assert rows[1 + [slide["unique_id"] for slide in slides].index("month")]["Headline"].startswith("'=HYPERLINK")


def test_no_cell_of_a_table_is_a_formula(downloads: Path) -> None:
    for file in downloads.glob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")):
            for cell in row:
                number = cell.lstrip("-").replace(".", "", 1).isdigit()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (file.name, cell)


def test_json_feed_has_the_timeline(tricky: Path) -> None:
    feed = loaded(tricky / "output/feeds/timeline.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITEURL}/feeds/timeline.json"
    assert len(feed["items"]) == len(TIMES) + len(UNSAID)
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert datetime.fromisoformat(item["date_modified"]).tzinfo is not None
        assert item["content_html"]
    assert feed["items"][0]["id"].endswith("/last/")


def test_every_file_is_linked_from_downloads(tricky: Path, downloads: Path) -> None:
    page = (downloads / "index.html").read_text("utf-8")
    names = {file.name for file in downloads.iterdir()} - {"index.html"}
    assert {"timeline.ics", "timeline.geojson", "timelinejs.json", "timelinejs.csv"} <= names
    for name in names:
        assert f'href="/event/downloads/{name}"' in page
    assert f'href="{SITEURL}/feeds/timeline.json"' in page


def test_the_clock_and_the_folder_change_nothing(tricky: Path, tmp_path: Path) -> None:
    site = tmp_path / "elsewhere/site"
    write(site, TRICKY)
    (site / "production.py").write_text((tricky / "production.py").read_text("utf-8"), "utf-8")
    build(site, "content", "-s", "production.py", PYTHONPATH=".", TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert tree(site / "output/downloads") == tree(tricky / "output/downloads")
    assert tree(site / "output/feeds") == tree(tricky / "output/feeds")
