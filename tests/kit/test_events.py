"""Four events of other places, times, scripts and lengths, from `dateline new` on: no file of theme or plug-in is touched. Their entries are about nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from dateline import kit
from dateline.authoring.answers import Answers, in_order
from dateline.authoring.scaffolding import files

from tests import warm
from tests.conftest import Once
from tests.documents import Document, document, documents, words
from tests.sites import ROOT, pelican, write


def entry(title: str, when: str, text: str, more: str = "") -> str:
    """Return an entry's file."""
    return f"Title: {title}\nWhen: {when}\nKind: happening\n{more}\n{text}[@example-source]\n"


@dataclass(frozen=True)
class Event:
    """What its authors say, and what they write besides what the scaffold has."""

    answers: Answers
    written: Mapping[str, str] = field(default_factory=dict)


EVENTS = {
    # The clocks were put back in the night of 26 to 27 October 2024: 02:30 came twice.
    "valencia": Event(
        Answers("Valencia 2024", "Europe/Madrid", date(2024, 10, 26), date(2024, 11, 4), "es"),
        {
            "content/timeline/before.md": entry("Una entrada de prueba, la primera", "2024-10-27T02:30+02:00", "Texto de prueba.", "Slug: before\n"),
            "content/timeline/after.md": entry("Una entrada de prueba, la segunda", "2024-10-27T02:30+01:00", "Texto de prueba.", "Slug: after\n"),
            "content/timeline/local.md": entry("Una entrada de prueba, la tercera", "2024-10-28T18:00", "Texto de prueba.", "Slug: local\nPlaces: valencia\n"),
            "content/data/places.yaml": "valencia:\n  name: Valencia\n  lat: 39.47\n  lon: -0.376\n",
        },
    ),
    "arabic": Event(
        Answers("حدث تجريبي في القاهرة", "Africa/Cairo", date(2024, 4, 25), date(2024, 4, 27), "ar"),
        {
            "content/timeline/first.md": entry("مدخل تجريبي: الأول", "2024-04-25T23:30", "نص تجريبي.", "Slug: first\nPlaces: cairo\n"),
            "content/timeline/second.md": entry("مدخل تجريبي: الثاني", "2024-04-26 morning", "نص تجريبي.", "Slug: second\n"),
            "content/data/places.yaml": "cairo:\n  name: القاهرة\n  names: {en: Cairo}\n  lat: 30.04\n  lon: 31.24\n",
        },
    ),
    "one-day": Event(
        Answers("One day in São Paulo", "America/Sao_Paulo", date(2023, 6, 10), date(2023, 6, 10), "en"),
        {
            f"content/timeline/{hour}.md": entry(f"A test entry at {hour}", f"2023-06-10T{hour}:15", "Words for a test.", f"Slug: at-{hour}\n")
            for hour in ("06", "12", "23")
        },
    ),
    "decades": Event(
        Answers("From 1986 to 2020", "Europe/Kyiv", date(1986, 1, 1), date(2020, 12, 31), "en"),
        {
            "content/timeline/year.md": entry("A test entry of a year", "1986", "Words for a test.", "Slug: year\n"),
            # Kyiv was three hours ahead of UTC then, four in summer, and is two ahead now.
            "content/timeline/early.md": entry("A test entry with a time", "1986-07-01T12:00", "Words for a test.", "Slug: early\n"),
            "content/timeline/late.md": entry("Another test entry with a time", "2020-07-01T12:00", "Words for a test.", "Slug: late\n"),
            "content/timeline/long.md": entry("A test entry over years", "1991-08/1994-02", "Words for a test.", "Slug: long\n"),
            "content/timeline/month.md": entry("A test entry of a month", "2004-11~", "Words for a test.", "Slug: month\n"),
        },
    ),
}


def make(name: str, folder: Path) -> str:
    """Write and build an event; return what the build said."""
    event = EVENTS[name]
    write(folder, {**files(kit.scaffold(), in_order(event.answers), date(2024, 6, 1)), **event.written})
    env = {} if warm.POSSIBLE else {"PYTHONPATH": str(ROOT / "plugins")}
    done = pelican(folder, **env)
    assert done.returncode == 0, done.stderr
    return done.stderr


def folder_of(name: str, once: Once) -> Path:
    """Return the folder of an event that was built, and beside it what the build said."""

    def built(folder: Path) -> None:
        (folder / "said.txt").write_text(make(name, folder / "event"), encoding="utf-8")

    return once(f"event-{name}", built)


def page(name: str, once: Once, file: str) -> Document:
    """Return a page of an event."""
    return document(folder_of(name, once) / "event/output", file)


def moments(of: Document) -> list[str]:
    """Return all times of a page that have an hour, in order."""
    return [time.get("datetime", "") for time in of.all("time") if "T" in time.get("datetime", "")]


@pytest.fixture(params=EVENTS)
def name(request: pytest.FixtureRequest) -> str:
    """The name of an event."""
    return str(request.param)


def test_each_builds_without_a_warning_and_is_valid(name: str, once: Once) -> None:
    folder = folder_of(name, once)
    assert (folder / "said.txt").read_text("utf-8") == ""
    assert {each.name: each.errors for each in documents(folder / "event/output") if each.errors} == {}


def test_links_hold_as_the_events_own_test_sees_it(name: str, once: Once) -> None:
    assert list(own_tests().broken(folder_of(name, once) / "event/output")) == []


def test_the_title_and_the_language_are_the_events(name: str, once: Once) -> None:
    event, front = EVENTS[name].answers, page(name, once, "index.html")
    assert words(front.one("h1")) == event.title
    assert (front.root.get("lang"), front.root.get("dir")) == (event.language, "rtl" if name == "arabic" else "ltr")
    times = [time.get("datetime") for time in front.one("span", class_="span").iter("time")]
    assert times == list(dict.fromkeys((event.starts.isoformat(), event.ends.isoformat() if event.ends else "")))


def test_the_hour_that_came_twice_stands_twice_in_order(once: Once) -> None:
    day = page("valencia", once, "timeline/2024-10-27/index.html")
    assert moments(day) == ["2024-10-27T02:30+02:00", "2024-10-27T02:30+01:00"]
    assert words(day.root).index("la primera") < words(day.root).index("la segunda")
    assert moments(page("valencia", once, "timeline/2024-10-28/index.html")) == ["2024-10-28T18:00+01:00"]


def test_summer_time_of_another_zone_begins_within_an_event(once: Once) -> None:
    """Egypt put its clocks forward at the end of 25 April 2024: what is before is two hours ahead of UTC."""
    assert moments(page("arabic", once, "timeline/2024-04-25/index.html")) == ["2024-04-25T23:30+02:00"]


def test_one_day_is_named_once(once: Once) -> None:
    assert words(page("one-day", once, "index.html").one("span", class_="span")) == "10 June 2023"
    assert moments(page("one-day", once, "timeline/index.html")) == [f"2023-06-10T{hour}:15-03:00" for hour in ("06", "12", "23")]


def test_decades_keep_the_offsets_of_their_time_and_the_precision_of_what_is_known(once: Once) -> None:
    timeline = page("decades", once, "timeline/index.html")
    assert all(day in words(timeline.root) for day in ("1 July 1986", "August 1991", "November 2004"))
    assert moments(timeline) == ["1986-07-01T12:00+04:00", "2020-07-01T12:00+03:00"]


def own_tests() -> ModuleType:
    """Return the test file that each event has."""
    spec = spec_from_file_location("test_site_of_an_event", kit.scaffold() / "tests/test_site.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks there for its types
    spec.loader.exec_module(module)
    return module


def test_the_events_own_test_finds_what_is_broken(tmp_path: Path) -> None:
    write(tmp_path, {
        "index.html": '<a href="a/">a</a> <a href="a/index.html#there">b</a> <a href="a/#nowhere">c</a> <a href="gone.html">d</a> <img srcset="x.jpg 1w, a/y.jpg 2w">',
        "a/index.html": '<p id="there"></p><a href="../index.html">up</a> <a href="https://example.org/event/a/">whole</a> <a href="https://example.org/event/b/">e</a>'
                        '<a href="https://example.org/other">out</a> <a href="mailto:a@example.org">mail</a> <a href="/event/a/">root</a> <a href="#nothing">f</a>',
        "a/y.jpg": b"",
    })  # fmt: skip
    assert [line.partition(": ")[2] for line in own_tests().broken(tmp_path)] == ["https://example.org/event/b/", "#nothing", "a/#nowhere", "gone.html", "x.jpg"]
