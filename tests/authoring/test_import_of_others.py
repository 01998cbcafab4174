"""`invoke import` with what others' files hold: whatever is written builds without a problem, whatever is wrong is told at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.importing import Choices, import_file
from dateline.authoring.project import Project, Stop

from tests.sites import GOOD, SETTINGS, build, small_picture, tree, write

LONG = "A headline that does not end, " * 20
WORDS = [
    'No "quotation" marks: here', "- a list?", "# a heading", "Title: of what", "[[map: x]] and [@key] {: .wide}", "a\u000bb\u0008", "<b>bold</b> &amp; 5 &lt; 6",
    "<script>alert(1)</script>after", "2019", "---", "Дамба: вода", "🌊", "*", "&#11;&#8;x", "Same", "same", LONG, "x" * 700, "'quoted'", '"quoted"', "| bars |", "\u202eabc", "yes", "[link](x)",
    "~about~", "1. one", "http://example.org/a_b_c", "a@example.org", "50 %", "\u00a0 blanks \u00a0", "`code`", "$x$", "Status: draft",
]  # fmt: skip
TABLE = "<p>Before</p><table><tr><th>Day</th><th>Gauge | m</th></tr><tr><td>5 May</td><td>12</td></tr></table>"
SAID = "<blockquote>It broke.<br>We ran.<footer>— A neighbour</footer></blockquote>"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    root = tmp_path / "site"
    write(root, {"pelicanconf.py": SETTINGS + 'SITENAME = "Imported"\n', "source/dam.png": small_picture()})
    (root / "content").mkdir()
    return Project(root, root / "content", root / "output", root / "theme", "localhost", 8000)


def bring(project: Project, kind: str, name: str, data: str | bytes, choices: Choices = Choices(zone="UTC")) -> str:  # noqa: B008 (frozen)
    """Import a file of a project; return the report."""
    write(project.root, {f"source/{name}": data})
    return import_file(project, kind, str(project.root / "source" / name), choices)


def refused(project: Project, *arguments: Any) -> list[str]:
    """Import what must be refused with nothing written; return the lines."""
    before = tree(project.content)
    with pytest.raises(Stop) as stopped:
        bring(project, *arguments)
    assert stopped.value.code == 1
    assert tree(project.content) == before
    return [line.removeprefix(f"{project.root}/source/") for line in (stopped.value.message or "").splitlines()]


def test_any_words_build_without_a_problem(project: Project) -> None:
    slides = [
        {"start_date": {"year": 2019, "month": 3, "day": 7}, "text": {"headline": words, "text": f"<p>{words}</p>{extra}"},
         "group": words, "media": {"url": media, "caption": words, "credit": words}}
        for words in WORDS for extra, media in (("", "https://example.org/film"), (TABLE + SAID, "dam.png"))
    ]  # fmt: skip
    title = {"text": {"headline": LONG, "text": "<p>Of\u000b it</p>"}, "media": {"url": "dam.png", "alt": "The dam", "credit": "A. P."}}
    report = bring(project, "timelinejs", "t.json", json.dumps({"title": title, "events": slides}))
    assert report.startswith(f"{len(slides)} entries and 1 picture written")
    assert "Lead_picture: dam" in (project.content / "event.md").read_text("utf-8")
    names = [path.name for path in (project.content / "timeline").iterdir()]
    assert max(map(len, names)) < 120
    output = build(project.root)
    page = "".join(path.read_text("utf-8") for path in (output / "timeline").rglob("index.html"))
    assert "<td>5&nbsp;May</td>\n<td>12</td>" in page
    assert "<figcaption>A neighbour</figcaption>" in page
    assert "\u000b" not in page + report
    assert "\u202e" not in page


def test_any_table_builds_without_a_problem(project: Project) -> None:
    rows = "".join(f'"{words.replace(chr(34), chr(34) * 2)}";2019/3/{number % 28 + 1};"{words.replace(chr(34), chr(34) * 2)}\n\nmore"\r\n' for number, words in enumerate(WORDS))
    report = bring(project, "csv", "t.csv", ("sep=;\r\ntitle;when;text\r\n" + rows).encode("utf-16"))
    assert report.startswith(f"{len(WORDS)} entries written")
    build(project.root)


def test_everything_wrong_is_told_in_the_order_of_the_file(project: Project) -> None:
    write(project.root, {name: data for name, data in GOOD.items() if name != "pelicanconf.py"})
    table = (
        "title,when,kind,sources\nOne,07/03/2019,protest,agency\nTwo,2019-02-30,protest,agency\nThree,2019,protest,agncy\n"
        "Four,2019,protest,Somebody\nFive,2019,protest,agency\n,2019,protest,agency\n"
    )
    assert refused(project, "csv", "t.csv", table, Choices()) == [
        't.csv: line 2: "07/03/2019" is ambiguous: write 2019-03-07 or 2019-07-03, or say for all of them --dates dmy or --dates mdy',
        't.csv: line 3: "2019-02-30" does not exist: February 2019 has 28 days',
        't.csv: line 4: unknown source "agncy": did you mean "agency"?',
        't.csv: line 5: unknown source "Somebody": add it to data/sources.yaml, or choose one for all with --source',
        "t.csv: line 7: its title is empty: fill in title, or take the row out",
    ]
    assert refused(project, "csv", "t.csv", table, Choices(dates="ymd")) == ['--dates: unknown order "ymd": write dmy (day first) or mdy (month first)']


def test_a_source_for_all_stands_in_for_those_that_are_not_known(project: Project) -> None:
    write(project.root, {name: data for name, data in GOOD.items() if name != "pelicanconf.py"})
    report = bring(project, "csv", "t.csv", "title,when,kind,sources\nOne,2019,protest,Somebody\n", Choices(source="agency"))
    assert '- line 2: "Somebody" is not in data/sources.yaml' in report
    assert "Sources: agency" in (project.content / "timeline/2019-one.md").read_text("utf-8")


def test_the_picture_of_the_title_is_named_where_the_event_is_there(project: Project) -> None:
    write(project.root, {name: data for name, data in GOOD.items() if name != "pelicanconf.py"})
    slide = {"start_date": {"year": 2019}, "text": {"headline": "X"}, "group": "Protest"}
    document = {"title": {"text": {"headline": "T"}, "media": {"url": "dam.png"}}, "events": [slide]}
    report = bring(project, "timelinejs", "t.json", json.dumps(document), Choices(source="agency"))
    assert "the title's picture dam.png: the event has its own" in report


def test_kinds_of_like_letters_stay_apart(project: Project) -> None:
    bring(project, "csv", "t.csv", "title,when,kind\na,2019,Fire!\nb,2019,Fire?\nc,2019,fire!\nd,2019,\n")
    event = (project.content / "event.md").read_text("utf-8")
    assert "    fire = Fire!\n    fire-2 = Fire?\n    event = Event\n" in event
    assert "Kind: fire\n" in (project.content / "timeline/2019-c.md").read_text("utf-8")
