"""The commands that write texts: files with all their keys, which build at once; nothing is overwritten, and a mistake is told before anything is written."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateline.authoring import adding, pictures, writing
from dateline.authoring.cli import COMMANDS
from dateline.authoring.editing import editor
from dateline.authoring.project import Project, Stop
from dateline.authoring.scaffolds import head
from dateline.problems import Misread, Problems
from dateline.read import frontmatter
from dateline.read.formats import ENDINGS
from dateline.read.keys import DATA, FRONT_MATTER
from dateline.read.records import from_head, known_keys
from dateline.read.when import normal_when
from dateline.typography import curly

from tests.authoring.commanded import good_project, refused
from tests.sites import GOOD, build, small_picture, tree, write

Write = Callable[[], object]
ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return good_project(tmp_path / "event")


# --- Heads --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_every_key_stands_in_a_new_head_and_may_be_taken_out_of_its_comment(kind: str) -> None:
    text = head(kind, {})
    assert re.findall(r"^# (\w+): (.+)$", text, re.MULTILINE) == [(key.name, key.about) for key in FRONT_MATTER[kind]]
    problems = Problems()
    assert frontmatter.parse(text, "a.md", problems, known_keys(kind)).fields == ()
    found = frontmatter.parse(text.replace("# ", ""), "a.md", problems, known_keys(kind))
    assert [field.key for field in found.fields] == [key.name for key in FRONT_MATTER[kind]]
    assert not problems


def test_every_key_is_an_option() -> None:
    by_name = {command.name: {parameter.name for parameter in command.parameters} for command in COMMANDS}
    singular = {"places": "place", "people": "person", "organisations": "organisation", "sources": "source", "claims": "claim", "authors": "author", "tags": "tag", "other_names": "other_name", "from": "from_"}
    for name, kind in (("entry", "entry"), ("article", "article"), ("picture", "picture"), ("response", "response")):
        assert {singular.get(key.name.lower(), key.name.lower()) for key in FRONT_MATTER[kind]} <= by_name[name]
    for name, kind in adding.NOUNS.items():
        keys = {singular.get(key.name, key.name) for key in DATA[kind]} - {"text", "reports", "kept"}
        assert keys <= by_name[name] | {"words"}
    assert {key.name for key in DATA["reports"]} - {"sources"} <= by_name["figure"]


# --- Entries ------------------------------------------------------------------------------------------------------


def test_an_entry_has_all_that_was_said_and_hints_for_the_rest(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    writing.entry(project, "The square: a second day", when="2022-01-05 22:52", kind="protest", place="almaty; berlin", source="agency")
    text = (project.content / "timeline/2022-01-05-the-square-a-second-day.md").read_text("utf-8")
    lines = text.splitlines()
    for line in ("Title: The square: a second day", "When: 2022-01-05T22:52", "Kind: protest", "Places: almaty; berlin", "Sources: agency", "Slug: the-square-a-second-day"):
        assert line in lines
    assert "# Certainty: confirmed, reported (default) or disputed" in lines
    assert not any(line.startswith("Status") for line in lines)
    assert capsys.readouterr().out == "content/timeline/2022-01-05-the-square-a-second-day.md is written: now write the text\n"


def test_without_a_source_it_is_a_draft(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    writing.entry(project, "Unheard", when="2022-01", kind="protest")
    assert "\nStatus: draft\n" in (project.content / "timeline/2022-01-unheard.md").read_text("utf-8")
    assert "name its sources, and delete the line Status" in capsys.readouterr().out


def test_the_same_title_twice_gives_two_addresses(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Which is told, for the same command may have been given twice."""
    for _ in range(3):
        writing.entry(project, "People meet", when="2022-01-05", kind="protest")
    told = "Slug: people-meet-{} was taken, for people-meet is that of content/timeline/2022-01-05-people-meet.md: delete the new file if both tell of the same"
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("Slug")] == [told.format(2), told.format(3)]
    assert sorted(file.name for file in project.content.glob("timeline/*meet*")) == [f"2022-01-05-people-meet{end}.md" for end in ("-2", "-3", "")]
    writing.entry(project, "Square", when="2022-01-07", kind="protest")  # an old entry has this slug
    writing.entry(project, "Timeline", when="2022-01-07", kind="protest")  # an anchor of every page
    assert (project.content / "timeline/2022-01-07-square-2.md").is_file()
    assert (project.content / "timeline/2022-01-07-timeline-2.md").is_file()
    assert "Slug: timeline-2 was taken, for timeline is a name that pages use themselves\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"kind": "protest"}, "--when is missing: write when it happened, for example --when 2022-01-05T22:52, or 2022-01-05"),
        ({"when": "2022-01-05", "kind": "protset"}, '--kind: unknown kind "protset": did you mean "protest"?'),
        ({"when": "2022-01-05", "kind": "protest", "place": "almtay"}, '--place: unknown place "almtay": did you mean "almaty"?'),
        ({"when": "2022-01-05", "kind": "protest", "person": "x"}, '--person: unknown person "x": add it to content/data/people.yaml first: `dateline person`'),
        ({"when": "2022-01-05", "kind": "protest", "picture": "sqare"}, '--picture: unknown picture "sqare": did you mean "square"?'),
        ({"when": "2022-01-05", "kind": "protest", "certainty": "sure"}, 'Certainty: "sure" is not known here: write one of confirmed, reported, disputed'),
        ({"when": "2022-01-05", "kind": "protest", "slug": "square"}, '--slug: "square" is the address of another text: write another'),
        ({"when": "2022-01-05", "kind": "protest", "slug": "No Slug"}, 'Slug: "No Slug" cannot be an address: write lower-case letters a to z, digits and hyphens: "almaty-airport"'),
        ({"when": "05/06/2022", "kind": "protest"}, '--when: "05/06/2022" is ambiguous: write 2022-06-05 or 2022-05-06'),
        ({"when": "2022-02-30", "kind": "protest"}, '--when: "2022-02-30" does not exist: February 2022 has 28 days'),
        ({"when": "soon", "kind": "protest"}, '--when: "soon" is not a date: write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B'),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(project: Project, given: dict[str, str], line: str) -> None:
    assert refused(project, lambda: writing.entry(project, "A new entry", **given)) == [line]  # type: ignore[arg-type]


def test_all_that_is_wrong_is_told_at_once(project: Project) -> None:
    lines = refused(project, lambda: writing.entry(project, "New", place="nowhere", source="nobody"))
    assert [line.partition(":")[0] for line in lines] == ["--when is missing", "--place", "--source"]


def test_without_a_kind_it_is_of_the_first_one_and_says_so(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    writing.entry(project, "Streets are closed", when="2022-01-05")
    assert "\nKind: protest\n" in (project.content / "timeline/2022-01-05-streets-are-closed.md").read_text("utf-8")
    assert capsys.readouterr().out.startswith("Kind: protest was taken, the first of the event; the others are government\n")


def test_an_event_that_names_no_kinds(project: Project) -> None:
    event = project.content / "event.md"
    event.write_text(event.read_text("utf-8").replace("Kinds:\n    protest = Protest\n    government = Government\n", ""), "utf-8")
    with pytest.raises(Stop) as ended:
        writing.entry(project, "New", when="2022-01-05")
    assert ended.value.message.splitlines()[0].startswith('content/event.md:1: "Kinds" is missing: ')


@pytest.mark.parametrize("title", ["", " \t", "\u200b"])
def test_a_title_that_says_nothing(project: Project, title: str) -> None:
    for command in (lambda: writing.entry(project, title, when="2022-01-05", kind="protest"), lambda: writing.article(project, title)):
        assert len(refused(project, command)) == 1


@pytest.mark.parametrize(
    "title", ["a: b", "# no heading", "[in brackets]", "~", "null", "- an item", "|", "yes", "Жаңаөзен", "«quoted»", 'the "best"', "---", "a = b; c", "$x {y}", "x" * 300]
)
def test_any_title_is_read_as_it_was_said(project: Project, title: str) -> None:
    writing.article(project, title)
    (file,) = [file for file in project.content.glob("articles/*.md") if file.name != "first.md"]
    head_of = frontmatter.parse(file.read_text("utf-8"), file.name, Problems(), known_keys("article"))
    record = from_head("article", file.name, file.stem, head_of, Problems())
    assert record.text("title") == curly(title)
    assert len(file.name) < 100


def test_markdown_in_a_title_is_told(project: Project) -> None:
    assert refused(project, lambda: writing.article(project, "**Bold** words")) == [
        'Title: "**Bold**" has no effect here: write plain words; links, citations and bold type stand in texts'
    ]


def test_an_event_with_one_kind_needs_none(project: Project) -> None:
    event = str(GOOD["content/event.md"]).replace("    government = Government\n", "")
    write(project.root, {"content/event.md": event})
    writing.entry(project, "New", when="2022-01-05")
    assert "\nKind: protest\n" in (project.content / "timeline/2022-01-05-new.md").read_text("utf-8")


def test_content_that_is_broken_is_told_first(project: Project) -> None:
    write(project.root, {"content/data/places.yaml": "almaty: [\n"})
    before = tree(project.root)
    with pytest.raises(Stop) as ended:
        writing.entry(project, "New", when="2022-01-05", kind="protest", place="almaty")
    assert re.match(r"content/data/places.yaml:2: not YAML: ", ended.value.message)
    assert ended.value.message.endswith("Nothing was written: mend this first.")
    assert tree(project.root) == before


def test_without_an_event_nothing_is_written(project: Project) -> None:
    (project.content / "event.md").unlink()
    with pytest.raises(Stop, match=r"content/event\.md: the event is missing"):
        writing.entry(project, "New", when="2022-01-05", kind="protest")


def test_a_file_that_came_meanwhile_stays(project: Project) -> None:
    file = project.content / "articles" / "new.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("Title: Other\nSlug: other\nDate: 2022-01-05\n\nText.\n", encoding="utf-8")
    writing.article(project, "New")  # the stem counts as taken, too
    assert (project.content / "articles" / "new-2.md").is_file()
    assert file.read_text("utf-8").startswith("Title: Other")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("2022-01-05 22:52", "2022-01-05T22:52"),
        ("2022-01-05 9:05", "2022-01-05T09:05"),
        ("2022-01-05T22:52+06:00", "2022-01-05T22:52+06:00"),
        ("2022-01-05 evening", "2022-01-05 evening"),
        ("2022-01-05 20:00/2022-01-06 5:00", "2022-01-05T20:00/2022-01-06T05:00"),
        ("5 January 2022", "2022-01-05"),
        ("Jan 5, 2022, 9:52 pm", "2022-01-05T21:52"),
        ("25.12.2021", "2021-12-25"),
        ("around 2022-01-05", "2022-01-05~"),
        ("２０２２－０１－０５", "2022-01-05"),
        ("2022", "2022"),
    ],
)
def test_dates_become_what_the_reader_takes(written: str, normal: str) -> None:
    assert normal_when(written, ALMATY) == normal


@pytest.mark.parametrize("written", ["1.2.2022", "2022-13-05", "5 January", "", "2022-01-05 25:00"])
def test_dates_that_say_nothing_or_two_things_are_told(written: str) -> None:
    with pytest.raises(Misread):
        normal_when(written, ALMATY)


# --- Articles, pictures -------------------------------------------------------------------------------------------


def test_an_article_is_a_draft_of_today(project: Project) -> None:
    writing.article(project, "Не мәлім: бәрі", tag="a; b", lead_picture="square")
    (file,) = project.content.glob("articles/n*.md")
    text = file.read_text("utf-8")
    assert file.stem == "ne-malim-bari"
    for line in ("Title: Не мәлім: бәрі", f"Date: {datetime.now(tz=UTC).date()}", "Tags: a; b", "Lead_picture: square", "Status: draft"):
        assert f"\n{line}\n" in text


def test_pictures_are_taken_all_or_none(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "from the camera"
    folder.mkdir()
    for name in ("One Day.png", "Ақтау.png"):
        (folder / name).write_bytes(small_picture())
    (tmp_path / "Third.png").write_bytes(small_picture())
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert refused(project, lambda: pictures.add(project, [f"{folder}/*.png", f"{folder}/notes.txt", f"{folder}/none*.jpg", "gone.png"])) == [
        f"notes.txt is not a picture that can be shown: save it as one of {', '.join(ENDINGS)}",
        f"{folder}/none*.jpg: no file has such a name",
        "there is no file gone.png",
    ]
    pictures.add(project, [f"{folder}/*.png", f"{folder}/One Day.png"], credit="A. Nobody", place="almaty")
    text = (project.content / "pictures/one-day.md").read_text("utf-8")
    assert text.startswith("---\nAlt:\nCredit: A. Nobody\n# Licence: its name\n")
    assert "\nPlaces: almaty\n" in text
    assert (project.content / "pictures/one-day.png").read_bytes() == small_picture()
    assert capsys.readouterr().out.splitlines() == [
        f"content/pictures/{name}.md and the picture beside it: name it {name}; now write Alt, what can be seen in it" for name in ("one-day", "aktau")
    ]
    pictures.add(project, [f"{tmp_path}/Third.png"], credit="A. Nobody", alt="A dot.", date="7 January 2022")
    assert "\nDate: 2022-01-07\n" in (project.content / "pictures/third.md").read_text("utf-8")
    assert capsys.readouterr().out == "content/pictures/third.md and the picture beside it: name it third\n"
    assert refused(project, lambda: pictures.add(project, [f"{folder}/One Day.png"]))[0].endswith("content/pictures/ holds one-day.png already: rename one of the two")
    assert refused(project, lambda: pictures.add(project, [f"{folder}/Ақтау.png"], focus="left"))


# --- The editor ---------------------------------------------------------------------------------------------------


def test_the_editor_is_asked_for_first_and_gets_the_file(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    before = tree(project.root)
    if os.name != "nt":  # which always has one
        with pytest.raises(Stop, match="no editor is named: set EDITOR"):
            writing.article(project, "New", edit=True)
        assert tree(project.root) == before
    log = tmp_path / "log"
    program = tmp_path / "an editor.py"
    program.write_text(f"import sys\nfrom pathlib import Path\nPath({str(log)!r}).write_text(sys.argv[-1])\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')
    writing.article(project, "New", edit=True)
    assert log.read_text() == str(project.content / "articles" / "new.md")
    assert editor({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    monkeypatch.setenv("EDITOR", str(tmp_path / "no such program"))
    with pytest.raises(Stop, match=r"cannot be started .*: correct EDITOR; the file is written"):
        writing.article(project, "Newer", edit=True)
    assert (project.content / "articles" / "newer.md").is_file()


# --- All of it builds ---------------------------------------------------------------------------------------------


def test_what_the_commands_write_builds_at_once(project: Project) -> None:
    adding.source(project, "https://example.org/news/2022/the-square.html", language="ru")
    adding.organisation(project, "Committee: the first", short="C1", what="# a body")
    adding.person(project, "Әсел Сағынтай", role="teacher", organisation="c1", names="ru = Асель Сагынтай")
    adding.place(project, "Aktau")
    adding.place(project, "A village", within="aktau")
    adding.figure(project, "People detained", unit="people", value="12", by="asel-sagyntai", as_of="2022-01-06", source="agency")
    adding.quote(project, "“We stay”: all of us", speaker="asel-sagyntai", source="example-the-square")
    writing.entry(project, "At the port", when="2022-01-06 18:00", kind="protest", place="a-village; aktau", person="asel-sagyntai", source="example-the-square")
    writing.entry(project, "Not known yet", when="2022-01-06", kind="government", organisation="c1")
    writing.article(project, "What is known")
    output = build(project.root)
    page = (output / "timeline/2022-01-06/at-the-port/index.html").read_text("utf-8")
    assert "2022-01-06T18:00+05:00" in page, "the place's own zone, which was UTC+5"
    assert (output / "people/asel-sagyntai/index.html").is_file()
    assert "Not known yet" in (output / "drafts/not-known-yet/index.html").read_text("utf-8")
    assert (output / "drafts/what-is-known/index.html").is_file()
