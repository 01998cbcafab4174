"""The commands that add records: every letter of the file stays, what is added is read as it was said, and a mistake is told before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from dateline.authoring import adding
from dateline.authoring.project import Project, Stop
from dateline.authoring.records import with_record
from dateline.authoring.scaffolds import Layout, record, scalar
from dateline.authoring.schemas import FOLDER, schema_line
from dateline.problems import Misread, Problems
from dateline.read.data import read_data
from dateline.read.keys import DATA
from dateline.read.records import Record
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.authoring.commanded import good_project, refused
from tests.sites import GOOD, tree, write


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return good_project(tmp_path / "event")


def data(project: Project, kind: str) -> str:
    with (project.content / f"data/{kind}.yaml").open(encoding="utf-8", newline="") as file:
        return file.read()


def added(project: Project, kind: str, key: str) -> Record:
    """Return a record as a build would read it."""
    problems = Problems()
    found = read_data(data(project, kind), kind, f"{kind}.yaml", problems)
    assert not problems
    return next(each for each in found or () if each.key == key)


# --- Records, as text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in DATA if kind != "kept"])
def test_every_key_stands_in_a_new_record(kind: str) -> None:
    text = record("figures" if kind == "reports" else kind, "a-key", {}, Layout(), reports=[{}] if kind == "reports" else ())
    for key in DATA[kind]:
        assert f"# {key.name}: {key.about}\n" in text or key.shape == "reports"
    assert list(yaml.safe_load(text)) == ["a-key"]


@pytest.mark.parametrize("words", ["a: b", "# no comment", "[x]", "{y}", "- z", "null", "~", "yes", "2022-01-05", "12", "it's", '"quoted"', "«Қазақ», a", "a, b", " ", "@x", "%y", "a\tb", "x #y", "\u2028"])
@pytest.mark.parametrize("flow", [False, True])
def test_words_are_read_as_they_were_said(words: str, flow: bool) -> None:
    assert read_back(words, flow=flow) == (words, False)


@drawn(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1), st.booleans())
def test_any_words_are(words: str, flow: bool) -> None:
    assert read_back(words, flow=flow) == (words, False)


def read_back(words: str, *, flow: bool) -> tuple[str, bool]:
    """Return how words are read again that were written as a value or a member of a list, and whether as nothing."""
    root = yaml.compose(f"k: [{scalar(words, flow=True)}]" if flow else f"k: {scalar(words)}", Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    value = root.value[0][1].value[0] if flow else root.value[0][1]
    return value.value, value.tag.endswith(":null")


def put(text: str, key: str = "new", name: str = "N") -> str:
    problems = Problems()
    made = with_record(text, "people", "people.yaml", lambda layout: record("people", key, {"name": name}, layout), problems)
    assert not problems
    return made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "a:\n  name: A\n",
        "a:\n  name: A",
        "a:\n  name: A\n\n\n",
        "a:\n  name: A\n\nb:\n  name: B  # kept\n# the end\n",
        "a:\n    name:   'A'\nb:\n    name: B\n",
        "  a:\n    name: A\n",
        "a: {name: A}\nb: {name: B}\n",
        "a:\r\n  name: A\r\n",
        "---\na:\n  name: A\n",
        "a:\n  name: A\n  note: |\n    some\n    words\n\n",
        "a:\n  name: >-\n    A\n    B\n",
        "a:\n  name: A\n  note: |+\n    kept\n",
        "a:\n  name: A\n  note: |+\n    kept\n\n",
    ],
)
def test_every_letter_of_a_file_stays(text: str) -> None:
    made = put(text)
    assert made.startswith(text)
    new = made[len(text) :]
    assert ("\r\n" in new) == ("\r\n" in text)
    assert new.count("\r") in (0, new.count("\n"))


def test_the_layout_of_a_file_is_kept() -> None:
    assert put("a:\n    name: A\nb:\n    name: B\n").startswith("a:\n    name: A\nb:\n    name: B\nnew:\n    name: N\n")
    assert put("a:\n  name: A\n\nb:\n  name: B\n").startswith("a:\n  name: A\n\nb:\n  name: B\n\nnew:\n  name: N\n")
    assert put("  a:\n     name: A\n").startswith("  a:\n     name: A\n\n  new:\n     name: N\n")
    assert put("# people\n{}\n").startswith("# people\n\nnew:\n  name: N\n")


def test_nothing_is_added_to_braces() -> None:
    with pytest.raises(Misread) as wrong:
        put("{a: {name: A}}\n")
    assert wrong.value.what == "its records stand in {braces}"


def test_behind_the_end_of_a_document_it_is_told() -> None:
    problems = Problems()
    with_record("a:\n  name: A\n...\n", "people", "people.yaml", lambda layout: record("people", "new", {"name": "N"}, layout), problems)
    assert [(problem.line, problem.what[:10]) for problem in problems.sorted()] == [(5, "not YAML: ")]


# --- Commands -----------------------------------------------------------------------------------------------------


def test_a_person(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = data(project, "people")
    adding.person(project, "Әсел Сағынтай", role="teacher: of history", organisation="council", names="kk = Әсел; ru = Асель", source="agency; paper")
    assert data(project, "people").startswith(before)
    found = added(project, "people", "asel-sagyntai")
    assert (found.text("name"), found.text("role"), found.text("organisation")) == ("Әсел Сағынтай", "teacher: of history", "council")
    assert [item.value for item in found.each("names")] == [{"kk": "Әсел"}, {"ru": "Асель"}]
    assert [item.value for item in found.each("sources")] == ["agency", "paper"]
    assert capsys.readouterr().out == 'content/data/people.yaml: "asel-sagyntai" is added: name it by that key, as in --person asel-sagyntai\n'


def test_who_is_there_already_is_told_in_any_script(project: Project) -> None:
    adding.person(project, "Асель", names="kk = Әсел", key="asel")
    assert refused(project, lambda: adding.person(project, "әсел"))[0].startswith('"әсел" is there already, as asel (line ')
    assert refused(project, lambda: adding.person(project, "Other", key="asel"))[0].startswith('--key: "asel" is there already (line ')
    adding.person(project, "Asel")  # another name that makes the same key
    assert added(project, "people", "asel-2").text("name") == "Asel"


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        (lambda p: adding.person(p, "X", organisation="concil"), ['--organisation: unknown organisation "concil": did you mean "council"?']),
        (lambda p: adding.person(p, "X", colour="red"), ['unknown key "colour": there are name, names, role, organisation, family-first, note, source, formerly']),
        (lambda p: adding.person(p, "X", names="Әсел"), ['names: "Әсел" is no "language = name": write for example "kk = Алматы; ru = Алматы"']),
        (lambda p: adding.person(p, "X", names="kazakh = Әсел"), ['names: "kazakh" is no language tag: write it as in BCP 47: en, kk, ru, kk-Latn']),
        (lambda p: adding.person(p, "X", key="A B"), ['"A B" cannot be a key: write lower-case letters a to z, digits and hyphens']),
        (lambda p: adding.person(p, "  "), ["--name is missing: add it (the name in the site's language)"]),
        (lambda p: adding.place(p, "X", lat="north", lon="1"), ['lat: "north" is no number: write it with a point: 43.24']),
        (lambda p: adding.place(p, "X", lat="43.24"), ["--lon is missing: write both coordinates, or neither"]),
        (lambda p: adding.place(p, "X", lon="76.9"), ["--lat is missing: write both coordinates, or neither"]),
        (lambda p: adding.place(p, "X", zone="UTC+6"), ['zone: "UTC+6" is no time zone: write an IANA zone such as Asia/Almaty; or Etc/GMT-6, which is UTC+6: its sign is turned round']),
        (lambda p: adding.source(p, "example.org"), ['"example.org" is no web address: write it whole, beginning with https://']),
        (lambda p: adding.source(p, "https://example.org/x", kind="prses"), ['kind: "prses" is not known here: did you mean "press"?']),
        (
            lambda p: adding.figure(p, "Hurt", unit="people", value="20,000", by="mayor", as_of="2022-01-06", source="agency"),
            ['value: "20,000" is neither a plain number nor words: write digits alone (20000, 0.5), or words ("dozens")'],
        ),
        (
            lambda p: adding.figure(p, "Hurt", value="3"),
            [
                "--unit is missing: add it (of what: people, per cent; {one: person, other: people} where that changes with the number)",
                "--by is missing: add it (who says so: a key or a name)",
                "--as-of is missing: add it (the day, month or year for which it is said)",
                "--source is missing: add it (keys of sources.yaml)",
            ],
        ),
        (lambda p: adding.quote(p, "Words", speaker="mayr", source="agency"), ['--speaker: unknown person or organisation "mayr": did you mean "mayor"?']),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(project: Project, command: Callable[[Project], None], lines: list[str]) -> None:
    assert refused(project, lambda: command(project)) == lines


def test_a_source_is_named_after_its_address(project: Project) -> None:
    adding.source(project, "https://www.example.org/news/2022/a%20day.html?x=1")
    found = added(project, "sources", "example-a-day")
    assert (found.text("title"), found.text("publisher")) == ("[example.org/news/2022/a day.html]", "example.org")
    assert found.text("url") == "https://www.example.org/news/2022/a%20day.html?x=1"
    assert found.has("read")
    assert refused(project, lambda: adding.source(project, "http://example.org/news/2022/a%20day.html?x=1/")) == [
        "this address is a source already: cite it as [@example-a-day]"
    ]
    copy = "https://web.archive.org/web/20220106120000/https://example.org/other"
    adding.source(project, copy, title="What: others say", publisher="The Paper")
    found = added(project, "sources", "example-what-others-say")
    assert (found.text("url"), found.text("archived"), found.text("title")) == ("https://example.org/other", copy, "What: others say")


def test_a_place_gets_its_position_and_its_zone_where_that_differs(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    adding.place(project, "Ақтау")
    found = added(project, "places", "aktau")
    assert (found.number("lat"), found.number("lon"), found.any("zone").key) == (43.661, 51.174, "Asia/Aqtau")
    assert "  # lat, lon: GeoNames, CC BY 4.0\n" in data(project, "places")
    assert "taken for Aktau, Kazakhstan (43.66, 51.17; Asia/Aqtau; 147,443 people)" in capsys.readouterr().out
    adding.place(project, "Shymkent")
    assert not added(project, "places", "shymkent").has("zone")
    adding.place(project, "Nowhere at all")
    assert not added(project, "places", "nowhere-at-all").has("lat")
    adding.place(project, "The square", lat="43.24", lon="76.9", within="almaty")
    assert added(project, "places", "the-square").number("lat") == 43.24


def test_of_several_towns_one_is_chosen(project: Project) -> None:
    lines = refused(project, lambda: adding.place(project, "Valencia"))
    assert lines[0] == "Valencia: 6 towns are called so: choose one with --which NUMBER, or write --lat and --lon"
    assert lines[2] == "  2  Valencia, Spain (39.47, -0.38; Europe/Madrid; 824,340 people)"
    assert refused(project, lambda: adding.place(project, "Valencia", which=7)) == ["--which: there is no number 7: there are 6 towns called Valencia"]
    adding.place(project, "Valencia", which=2)
    assert added(project, "places", "valencia").any("zone").key == "Europe/Madrid"


def test_the_one_in_the_events_zone_is_meant(project: Project) -> None:
    write(project.root, {"content/event.md": str(GOOD["content/event.md"]).replace("Asia/Almaty", "Europe/Madrid")})
    adding.place(project, "Valencia")
    assert (added(project, "places", "valencia").number("lat"), added(project, "places", "valencia").has("zone")) == (39.474, False)


def test_a_figure_with_its_first_report(project: Project) -> None:
    adding.figure(project, "Hurt", unit="people", value="about twenty", by="mayor", as_of="2022-01-06", source="agency", what="treated: all")
    found = added(project, "figures", "hurt")
    (report,) = found.items
    assert (found.text("unit"), report.any("value"), report.text("what")) == ("people", "about twenty", "treated: all")


@pytest.mark.parametrize(("written", "taken"), [("6 January 2022", "2022-01-06"), ("30/01/2022", "2022-01-30"), ("January 2022", "2022-01")])
def test_a_date_may_be_said_as_people_say_it(project: Project, capsys: pytest.CaptureFixture[str], written: str, taken: str) -> None:
    adding.figure(project, "Hurt", unit="people", value="3", by="mayor", as_of=written, source="agency")
    (report,) = added(project, "figures", "hurt").items
    assert report.text("as_of") == taken
    assert capsys.readouterr().out.splitlines()[0] == f"--as-of: {written} is taken for {taken}"


def test_a_date_that_can_be_two_is_told(project: Project) -> None:
    wrong = refused(project, lambda: adding.quote(project, "Words", speaker="mayor", date="05/06/2022", source="agency"))
    assert wrong == ['date: "05/06/2022" is ambiguous: write 2022-06-05 or 2022-05-06']


def test_a_file_that_is_not_there_is_made(project: Project) -> None:
    (project.content / "data/quotes.yaml").unlink()
    write(project.root, {f"{FOLDER}/quotes.json": "{}"})
    adding.quote(project, "We stay", speaker="A neighbour", source="agency")
    assert data(project, "quotes").startswith(f"{schema_line('quotes')}\na-neighbour-we-stay:\n  text: We stay\n")


def test_line_ends_and_byte_order_marks_stay(project: Project) -> None:
    file = project.content / "data/people.yaml"
    before = "\ufeff# ours\r\n" + data(project, "people").replace("\n", "\r\n")
    file.write_bytes(before.encode())
    adding.person(project, "New")
    assert file.read_bytes().startswith(before.encode())
    assert added(project, "people", "new").text("name") == "New"


def test_a_file_that_is_broken_is_told_and_left(project: Project) -> None:
    write(project.root, {"content/data/people.yaml": "a:\n  nme: A\n"})
    before = tree(project.root)
    with pytest.raises(Stop, match=r'content/data/people\.yaml:2: unknown key "nme" in "a": did you mean "name"\?'):
        adding.person(project, "New")
    assert tree(project.root) == before


def test_what_somebody_else_wrote_meanwhile_is_not_lost(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project.content / "data/people.yaml"

    def slow(*arguments: object, **named: object) -> str:
        with file.open("a", encoding="utf-8") as other:
            other.write("\nother:\n  name: Other\n")
        return "new:\n  name: New\n"

    monkeypatch.setattr(adding, "record", slow)
    with pytest.raises(Stop, match=r"content/data/people\.yaml was changed meanwhile: give the command again"):
        adding.person(project, "New")
    assert file.read_text("utf-8").endswith("other:\n  name: Other\n")
