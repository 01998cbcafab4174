"""The data files resolved: what follows from what they say about each other."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.model.data import ON_ONE_PAGE, Data, build_data
from dateline.model.figures import REPORTS, build_figures
from dateline.problems import Problems
from dateline.read.content import read_content

from tests.sites import write


def resolved(root: Path, **files: str) -> tuple[Data, list[str]]:
    """Return the data of a content folder that holds nothing else, and the problems in it."""
    write(root, {f"data/{name}.yaml": text for name, text in files.items()})
    content = read_content(root, (), {}, Problems())
    problems = Problems()
    data = build_data(content, ZoneInfo("Asia/Almaty"), problems)
    build_figures(content, data, problems)
    return data, [str(problem).removeprefix(f"{root.as_posix()}/") for problem in problems.sorted()]


def test_a_place_has_the_zone_of_the_place_that_it_lies_in(tmp_path: Path) -> None:
    places = """\
square: {name: Square, within: town}
town: {name: Town, within: region}
region: {name: Region, zone: Asia/Aqtau}
abroad: {name: Abroad, within: region, zone: Europe/Berlin}
capital: {name: Capital}
"""
    data, problems = resolved(tmp_path, places=places)
    assert not problems
    zones = {place.key: place.zone.key for place in data.places.all()}
    assert zones == {
        "square": "Asia/Aqtau",
        "town": "Asia/Aqtau",
        "region": "Asia/Aqtau",
        "abroad": "Europe/Berlin",
        "capital": "Asia/Almaty",
    }
    within = data.places.things["square"].within
    assert within
    assert within.name == "Town"


def test_places_within_each_other_are_told_once(tmp_path: Path) -> None:
    places = "a: {name: A, within: b}\nb: {name: B, within: c}\nc: {name: C, within: a}\n"
    _, problems = resolved(tmp_path, places=places)
    assert problems == ['data/places.yaml:3: "c" lies within itself: correct within']


def test_a_speaker_is_a_key_or_a_name(tmp_path: Path) -> None:
    data, problems = resolved(
        tmp_path, people="mayor: {name: The Mayor}\n", organisations="csto: {name: Collective Security}\n"
    )
    assert not problems
    speakers = {
        written: data.speaker(written, "a.md", 1)
        for written in ("mayor", "csto", "the mayor", "A neighbour", "Prosecutor's Office")
    }
    assert {written: (speaker.name, speaker.address) for written, speaker in speakers.items()} == {
        "mayor": ("The Mayor", "people/mayor/"),
        "csto": ("Collective Security", "organisations/csto/"),
        "the mayor": ("The Mayor", "people/mayor/"),
        "A neighbour": ("A neighbour", None),
        "Prosecutor's Office": ("Prosecutor's Office", None),
    }


def test_reports_stand_in_the_order_of_what_they_say(tmp_path: Path) -> None:
    figures = """\
deaths:
  title: Killed
  unit: people
  reports:
  - {value: 238, by: B, as_of: 2022-08-16, sources: [one]}
  - {value: 164, by: C, as_of: 2022-01-09, sources: [one], withdrawn: "2022-01-10: a mistake: disowned"}
  - {value: dozens, by: A, as_of: 2022-01, sources: [one]}
  - {value: 0, by: D, as_of: 2022-01-09, sources: [one]}
"""
    data, problems = resolved(tmp_path, figures=figures, sources="one: {title: One, publisher: P}\n")
    assert not problems
    reports = data.figures.things["deaths"].reports
    assert [(report.as_of, report.value) for report in reports] == [
        ("2022-01", "dozens"),
        ("2022-01-09", 164),
        ("2022-01-09", 0),
        ("2022-08-16", 238),
    ]
    withdrawn = reports[1]
    assert (str(withdrawn.withdrawn_on), withdrawn.withdrawn) == ("2022-01-10", "a mistake: disowned")


def test_what_an_unreadable_file_may_hold_is_not_missed(tmp_path: Path) -> None:
    """The syntax error is told when the file is read; a hundred unknown sources would hide it."""
    people = "mayor: {name: Mayor, organisation: council, sources: [one]}\n"
    _, problems = resolved(tmp_path, people=people, sources="one: [\n", organisations="council: {name: Council}\n")
    assert not problems
    _, problems = resolved(tmp_path, people=people, sources="two: {title: Two, publisher: P}\n")
    assert problems == ['data/people.yaml:1: unknown source "one": add it to ' + f"{tmp_path.as_posix()}/data/sources.yaml"]


def test_where_sources_are_too_many_for_a_page_each_has_its_own(tmp_path: Path) -> None:
    def addresses(count: int) -> list[str]:
        text = "".join(f"s{number}: {{title: T, publisher: P}}\n" for number in range(count))
        data, _ = resolved(tmp_path / str(count), sources=text)
        return [source.address for source in data.sources.all()]

    assert addresses(ON_ONE_PAGE)[-1] == f"sources/#s{ON_ONE_PAGE - 1}"
    assert addresses(ON_ONE_PAGE + 1)[:2] == ["sources/s0/", "sources/s1/"]


def test_where_reports_are_too_many_for_a_page_figures_go_on_at_the_next(tmp_path: Path) -> None:
    def figure(name: str, reports: int) -> str:
        report = "  - {value: 1, by: A neighbour, as_of: 2022-01-05, sources: [s]}\n"
        return f"{name}:\n  title: T\n  unit: U\n  reports:\n{report * reports}"

    text = figure("a", REPORTS - 1) + figure("b", 1) + figure("c", 1) + figure("d", REPORTS + 9) + figure("e", 1)
    data, _ = resolved(tmp_path, sources="s: {title: T, publisher: P}\n", figures=text)

    assert [found.address for found in data.figures.all()] == ["figures/#a", "figures/#b", "figures/2/#c", "figures/3/#d", "figures/4/#e"]
